package load

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	ws "github.com/fasthttp/websocket"

	"kontor/internal/clock"
)

// client is one person's program: a socket that comes back, an outbox whose
// posts are sent again under the same ids until they are answered, and watches
// that resume with their cursors. One goroutine reads.
type client struct {
	run   *run
	who   person
	index int
	dice  *rand.Rand // of the person acting; nobody else's

	sending sync.Mutex // one frame at a time, and the outbox in order

	mu      sync.Mutex
	conn    *ws.Conn
	live    bool
	epoch   string
	base    int
	outbox  []*sent
	journal journal
	news    []frame // for the person
	waiting int     // watches that have not answered on this connection
	heard   time.Time
	lost    time.Time // since when without a live connection; zero: live
	silent  time.Time // when something was last heard before that
	stats   clientStats

	woken chan struct{}
	ended chan struct{}
}

type clientStats struct {
	reconnects, signedOut, received int
	acks, deliveries, acts, back    []time.Duration
	gap                             time.Duration
}

// How a client waits. The first tries come quickly: a server that was killed
// has others beside it.
const (
	backoffFirst = 250 * time.Millisecond
	backoffMost  = 2 * time.Second
	quietMost    = 3 * time.Second // nothing heard: the connection is dead
	pingAfter    = time.Second
	againFirst   = 4 * time.Second // unanswered on a live connection: sent again
	putOffFor    = 300 * time.Millisecond
	writeWithin  = 4 * time.Second
	newsMost     = 4096
	leftFor      = 10 * time.Second
)

func (r *run) newClient(index int, who person) *client {
	return &client{run: r, who: who, index: index, base: index, dice: r.dice(index), lost: time.Now(),
		journal: journal{Who: who, Records: map[int64]*record{}, Told: map[int64]string{}}, woken: make(chan struct{}, 1), ended: make(chan struct{})}
}

// keep holds the connection until ctx ends.
func (c *client) keep(ctx context.Context) {
	defer close(c.ended)
	for tries := 0; ctx.Err() == nil; tries++ {
		began := time.Now()
		err := c.connected(ctx)
		c.broke()
		if ctx.Err() != nil {
			return
		}
		c.mu.Lock()
		c.stats.reconnects++
		if ws.IsCloseError(err, closeNoAuth) {
			c.stats.signedOut++
		}
		c.base++
		c.mu.Unlock()
		if time.Since(began) > backoffMost {
			tries = 0
		}
		most := min(backoffMost, backoffFirst<<min(tries, 4))
		clock.Pause(ctx, rand.N(most))
	}
}

const closeNoAuth = 4401

// connected is one connection from its handshake to its end.
func (c *client) connected(ctx context.Context) error {
	dial, cancel := context.WithTimeout(ctx, quietMost) // a frozen server takes connections too
	conn, err := c.run.road.open(dial, c.run.road.base(c.base), c.who.token, c.who.role == "customer")
	cancel()
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() {
		_ = conn.WriteControl(ws.CloseMessage, ws.FormatCloseMessage(ws.CloseNormalClosure, ""), time.Now().Add(time.Second))
		conn.Close()
	})
	defer stop()
	in := reader{conn: conn}
	conn.SetPingHandler(func(text string) error {
		c.hears()
		return conn.WriteControl(ws.PongMessage, []byte(text), time.Now().Add(writeWithin))
	})
	for {
		if err := conn.SetReadDeadline(time.Now().Add(quietMost)); err != nil {
			return err
		}
		raw, err := in.next()
		if err != nil {
			return err
		}
		if err := c.take(conn, raw); err != nil {
			return err
		}
	}
}

// reader reads frames into one buffer.
type reader struct {
	conn   *ws.Conn
	buffer []byte
}

func (r *reader) next() ([]byte, error) {
	_, in, err := r.conn.NextReader()
	if err != nil {
		return nil, err
	}
	if r.buffer == nil {
		r.buffer = make([]byte, 2048)
	}
	n := 0
	for {
		m, err := in.Read(r.buffer[n:])
		n += m
		if err != nil {
			if errors.Is(err, errEOF) {
				return r.buffer[:n], nil
			}
			return nil, err
		}
		if n == len(r.buffer) {
			r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
		}
	}
}

func (c *client) hears() {
	c.mu.Lock()
	c.heard = time.Now()
	c.mu.Unlock()
}

// greeted begins after hello: watches are resumed, then the outbox is sent
// again in its order.
func (c *client) greeted(conn *ws.Conn, epoch string) {
	c.sending.Lock()
	defer c.sending.Unlock()
	var frames [][]byte
	c.mu.Lock()
	if c.epoch != "" && c.epoch != epoch { // another history: everything anew
		for _, r := range c.journal.Records {
			r.Got = nil
		}
	}
	c.conn, c.epoch, c.waiting = conn, epoch, 0
	for _, r := range c.journal.Records {
		r.Epoch = epoch
		if r.wanted {
			r.live, r.resuming, c.waiting = false, true, c.waiting+1
			frames = append(frames, watchFrame(r))
		}
	}
	if c.waiting == 0 {
		c.nowLive()
	}
	now := time.Now()
	for _, s := range c.outbox {
		s.tries++
		s.due = now.Add(againFirst << min(s.tries, 4))
		frames = append(frames, s.frame)
	}
	c.mu.Unlock()
	for _, raw := range frames {
		if write(conn, raw) != nil {
			return
		}
	}
}

// nowLive is called with mu held.
func (c *client) nowLive() {
	if c.live {
		return
	}
	c.live = true
	if !c.silent.IsZero() {
		now := time.Now()
		c.stats.back = append(c.stats.back, now.Sub(c.lost))
		c.stats.gap = max(c.stats.gap, now.Sub(c.silent))
	}
	c.lost = time.Time{}
}

// broke notes that the connection is gone.
func (c *client) broke() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn = nil
	if c.live {
		c.live, c.lost, c.silent = false, time.Now(), c.heard
	}
}

// vanish drops the connection without a word.
func (c *client) vanish() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.conn != nil {
		c.conn.UnderlyingConn().Close()
	}
}

func write(conn *ws.Conn, raw []byte) error {
	err := conn.SetWriteDeadline(time.Now().Add(writeWithin))
	if err == nil {
		err = conn.WriteMessage(ws.TextMessage, raw)
	}
	if err != nil {
		conn.UnderlyingConn().Close() // the reader notices
	}
	return err
}

// say writes a frame that nobody waits for.
func (c *client) say(v any) {
	raw, _ := json.Marshal(v)
	c.sending.Lock()
	defer c.sending.Unlock()
	if conn := c.liveConn(); conn != nil {
		_ = write(conn, raw)
	}
}

func (c *client) liveConn() *ws.Conn {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.conn
}

// watch begins to watch a ticket, or goes on where it ended.
func (c *client) watch(ticket int64) {
	c.sending.Lock()
	defer c.sending.Unlock()
	c.mu.Lock()
	r := c.journal.Records[ticket]
	if r == nil {
		r = &record{Ticket: ticket, Epoch: c.epoch}
		c.journal.Records[ticket] = r
	}
	if r.wanted || time.Since(r.left) < leftFor { // what was on its way could still arrive
		c.mu.Unlock()
		return
	}
	r.wanted, r.live, r.Ended = true, false, ""
	raw, conn := watchFrame(r), c.conn
	c.mu.Unlock()
	if conn != nil {
		_ = write(conn, raw)
	}
}

// forget stops watching a ticket that the client has no more to do with.
func (c *client) forget(ticket int64) {
	c.mu.Lock()
	r := c.journal.Records[ticket]
	if r != nil && r.wanted {
		r.wanted, r.Ended, r.left = false, leftByItself, time.Now()
	}
	c.mu.Unlock()
	c.say(map[string]any{"type": "unwatch", "ticket": ticket})
}

func watchFrame(r *record) []byte {
	raw, _ := json.Marshal(map[string]any{"type": "watch", "ticket": r.Ticket, "after": r.last()})
	return raw
}

// pulse is what a client does by the clock: it sends again what was put off or
// never answered, and asks a connection that is quiet whether it lives.
func (c *client) pulse(now time.Time) {
	if !c.sending.TryLock() {
		return
	}
	defer c.sending.Unlock()
	c.mu.Lock()
	conn := c.conn
	var frames [][]byte
	for _, s := range c.outbox {
		if conn != nil && now.After(s.due) {
			s.tries++
			s.Delayed, s.due = true, now.Add(againFirst<<min(s.tries, 4))
			frames = append(frames, s.frame)
		}
	}
	for _, r := range c.journal.Records {
		if conn != nil && r.wanted && !r.live && !r.again.IsZero() && now.After(r.again) {
			r.again = time.Time{}
			frames = append(frames, watchFrame(r))
		}
	}
	if conn != nil && now.Sub(c.heard) > pingAfter {
		frames = append(frames, []byte(`{"type":"ping"}`))
	}
	c.mu.Unlock()
	for _, raw := range frames {
		if write(conn, raw) != nil {
			return
		}
	}
}

// watched are the tickets that the client watches.
func (c *client) watched() (numbers []int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for n, r := range c.journal.Records {
		if r.wanted {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// takeNews gives what has come for the person.
func (c *client) takeNews() []frame {
	c.mu.Lock()
	defer c.mu.Unlock()
	news := c.news
	c.news = nil
	return news
}
