package faults

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	ws "github.com/fasthttp/websocket"
	"github.com/google/uuid"
)

// line is a client's connection that comes back by itself and resumes, as
// docs/api.md says it should.
type line struct {
	visitor *visitor
	writes  bool
	outbox  chan []byte

	mu         sync.Mutex
	bases      []string
	next       int // which of them comes next
	epoch      string
	entries    []seen
	reconnects int
	lost       time.Time // since when it has no live connection
	gap        time.Duration
}

const (
	connectWithin = 2 * time.Second
	pingEvery     = time.Second
	silenceMost   = 3 * time.Second // and the connection counts as lost
	waitFirst     = 100 * time.Millisecond
	waitMost      = time.Second
	signedOut     = 4401
)

// run holds the line until ctx ends.
func (l *line) run(ctx context.Context) {
	l.mark(time.Now())
	for wait := waitFirst; ctx.Err() == nil; wait = min(2*wait, waitMost) {
		if l.connect(ctx) {
			wait = waitFirst
		}
		Lasts(ctx, rand.N(wait)) // full jitter, so that not all come back at once
	}
}

func (l *line) mark(lost time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lost = lost
}

func (l *line) address() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	base := l.bases[l.next%len(l.bases)]
	l.next++
	return "ws" + strings.TrimPrefix(base, "http") + "/api/v1/live?auth=token"
}

// connect is one connection from its beginning to its end. It reports whether
// it became live.
func (l *line) connect(ctx context.Context) (was bool) {
	dialer := ws.Dialer{HandshakeTimeout: connectWithin}
	dial, cancel := context.WithTimeout(ctx, connectWithin)
	conn, _, err := dialer.DialContext(dial, l.address(), nil)
	cancel()
	if err != nil {
		return false
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	c := &connection{line: l, conn: conn, say: make(chan []byte, 1), done: make(chan struct{})}
	written := make(chan struct{})
	go func() {
		defer close(written)
		c.speak()
	}()
	for c.hear() {
	}
	close(c.done)
	conn.Close()
	<-written
	was = c.live
	if was && ctx.Err() == nil {
		l.mu.Lock()
		l.reconnects++
		l.lost = time.Now()
		l.mu.Unlock()
	}
	return was
}

// connection is one of a line's, one after the other.
type connection struct {
	line *line
	conn *ws.Conn
	say  chan []byte
	done chan struct{}
	live bool // hear's own
}

// speak is the only goroutine that writes.
func (c *connection) speak() {
	var outbox <-chan []byte // posts wait until the connection is live
	if c.line.writes {
		outbox = c.line.outbox
	}
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for frame := encode(map[string]any{"type": "auth", "token": c.line.visitor.token}); ; {
		_ = c.conn.SetWriteDeadline(time.Now().Add(silenceMost))
		if c.conn.WriteMessage(ws.TextMessage, frame) != nil {
			c.conn.Close()
			return
		}
		select {
		case <-c.done:
			return
		case frame = <-c.say:
		case frame = <-outbox:
		case <-tick.C:
			frame = []byte(`{"type":"ping"}`)
		}
	}
}

func encode(frame map[string]any) []byte {
	raw, _ := json.Marshal(frame) // strings and numbers
	return raw
}

// hear takes one frame and reports whether the connection goes on.
func (c *connection) hear() bool {
	_ = c.conn.SetReadDeadline(time.Now().Add(silenceMost))
	_, raw, err := c.conn.ReadMessage()
	if err != nil {
		if ws.IsCloseError(err, signedOut) {
			c.line.visitor.wasRefused("unauthenticated")
		}
		return false
	}
	var f struct {
		Type, Epoch, Code string
		ID                uuid.UUID
		Entry             seen
	}
	if json.Unmarshal(raw, &f) != nil {
		return false
	}
	l := c.line
	switch f.Type {
	case "hello":
		c.say <- encode(map[string]any{"type": "watch", "ticket": l.visitor.ticket, "after": l.resume(f.Epoch)})
	case "watching":
		c.live = true
		l.isLive()
	case "entry":
		l.mu.Lock()
		l.entries = append(l.entries, f.Entry)
		l.mu.Unlock()
	case "ack":
		l.visitor.wasAcked(f.ID)
	case "error":
		l.visitor.wasRefused(f.Code)
		return c.live // before that it was the watch that failed
	}
	return true
}

// resume gives the cursor to go on from. Another epoch is another history: then
// it is nothing.
func (l *line) resume(epoch string) (after int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.epoch != epoch {
		l.epoch, l.entries = epoch, nil
	}
	if n := len(l.entries); n > 0 {
		after = l.entries[n-1].Seq
	}
	return after
}

func (l *line) isLive() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.gap = max(l.gap, time.Since(l.lost))
}

// list is what the line was given so far.
func (l *line) list() []seen {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]seen(nil), l.entries...)
}
