package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// lib/pq waits for an answer as long as the connection stands, whatever
// becomes of the context. A server that was frozen, a network that was cut, a
// firewall that forgot: none of them ends a connection, and whoever waits would
// wait for good. So every connection of a pool has a guard. When an answer is
// not there after suspectAfter, the guard asks the server over a connection of
// its own what became of the question. If the server cannot be reached, or has
// nothing to do for us, the connection is ended, and whoever waits hears that
// it was lost. A server that is merely slow is left alone. Nothing is asked
// while answers come.
const (
	suspectAfter = 3 * time.Second
	probeWithin  = 3 * time.Second
	onTheWay     = 250 * time.Millisecond // how long an answer that was sent may still take
)

// guard watches the connections of one pool.
type guard struct {
	cfg    pq.Config
	dialer net.Dialer

	mu     sync.Mutex
	since  map[*guarded]time.Time // connections that wait for an answer
	asking bool
}

func newGuard(cfg pq.Config) *guard {
	return &guard{cfg: cfg, since: map[*guarded]time.Time{}}
}

// connector gives connections that are watched.
type connector struct {
	driver.Connector
	guard *guard
}

func (g *guard) connector() (driver.Connector, error) {
	c, err := pq.NewConnectorConfig(g.cfg)
	if err != nil {
		return nil, err
	}
	c.Dialer(g)
	return Sessions(connector{c, g}), nil
}

// dialled carries what was dialled back to Connect.
type dialled struct{ conn *guarded }

type dialledKey struct{}

// Connect notes which process of the server is at the other end.
func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	var d dialled
	conn, err := c.Connector.Connect(context.WithValue(ctx, dialledKey{}, &d))
	if err != nil || d.conn == nil {
		return conn, err
	}
	pid, err := backendOf(ctx, conn)
	if err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	d.conn.pid.Store(pid)
	return conn, nil
}

func backendOf(ctx context.Context, conn driver.Conn) (pid int64, err error) {
	rows, err := conn.(driver.QueryerContext).QueryContext(ctx, `SELECT pg_backend_pid()`, nil)
	if err != nil {
		return 0, err
	}
	row := make([]driver.Value, 1)
	if err := rows.Next(row); err != nil {
		return 0, errors.Join(err, rows.Close())
	}
	return row[0].(int64), rows.Close()
}

// DialContext is for lib/pq.
func (g *guard) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := g.dialer.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	watched := &guarded{Conn: conn, guard: g}
	if d, ok := ctx.Value(dialledKey{}).(*dialled); ok {
		d.conn = watched
	}
	return watched, nil
}

// Dial is for lib/pq, which does not use it.
func (g *guard) Dial(network, address string) (net.Conn, error) {
	return g.DialContext(context.Background(), network, address)
}

// DialTimeout is for lib/pq, which does not use it.
func (g *guard) DialTimeout(network, address string, within time.Duration) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	return g.DialContext(ctx, network, address)
}

// guarded is a connection that is missed when no answer comes.
type guarded struct {
	net.Conn
	guard *guard
	pid   atomic.Int64 // of the server's process; 0 until it is known
}

// Read waits for an answer, but not for ever.
func (c *guarded) Read(b []byte) (int, error) {
	defer c.guard.waits(c)()
	return c.Conn.Read(b)
}

// Write waits until there is room, but not for ever.
func (c *guarded) Write(b []byte) (int, error) {
	defer c.guard.waits(c)()
	return c.Conn.Write(b)
}

// waits notes that a connection waits, until the function it returns is called.
// The greeting has a deadline of its own.
func (g *guard) waits(c *guarded) (over func()) {
	if c.pid.Load() == 0 {
		return func() {}
	}
	g.mu.Lock()
	g.since[c] = time.Now()
	g.mu.Unlock()
	suspect := time.AfterFunc(suspectAfter, g.ask)
	return func() {
		suspect.Stop()
		g.mu.Lock()
		delete(g.since, c)
		g.mu.Unlock()
	}
}

// ask goes on asking as long as an answer is overdue.
func (g *guard) ask() {
	g.mu.Lock()
	already := g.asking
	g.asking = true
	g.mu.Unlock()
	if already {
		return
	}
	for overdue := g.overdue(); len(overdue) > 0; overdue = g.overdue() {
		g.judge(overdue)
		time.Sleep(suspectAfter)
	}
}

// overdue gives the connections that have waited for too long, and since when.
// When there are none the asking is over.
func (g *guard) overdue() map[*guarded]time.Time {
	g.mu.Lock()
	defer g.mu.Unlock()
	overdue := map[*guarded]time.Time{}
	for c, since := range g.since {
		if time.Since(since) >= suspectAfter {
			overdue[c] = since
		}
	}
	g.asking = len(overdue) > 0
	return overdue
}

// judge ends those of the connections from which no answer can come.
func (g *guard) judge(overdue map[*guarded]time.Time) {
	busy, reached := g.busy(overdue)
	if reached {
		time.Sleep(onTheWay)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for c, since := range overdue {
		if g.since[c].Equal(since) && !busy[c.pid.Load()] {
			_ = c.Close() // whoever waits hears that it was lost
		}
	}
}

// busy asks the server which of its processes are at work on what these
// connections asked. When the server does not answer there are none; when it
// answers that it cannot say, all of them are.
func (g *guard) busy(overdue map[*guarded]time.Time) (busy map[int64]bool, reached bool) {
	var pids []int64
	for c := range overdue {
		pids = append(pids, c.pid.Load())
	}
	atWork, err := g.probe(pids)
	if err != nil && pq.As(err) == nil {
		return nil, false
	}
	if err != nil {
		atWork = pids
	}
	busy = make(map[int64]bool, len(atWork))
	for _, pid := range atWork {
		busy[pid] = true
	}
	return busy, true
}

// probe asks over a connection of its own. One that waits for us to listen or
// to speak is not at work.
func (g *guard) probe(pids []int64) ([]int64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), probeWithin)
	defer cancel()
	c, err := pq.NewConnectorConfig(g.cfg)
	if err != nil {
		return nil, err
	}
	c.Dialer(&shortDialer{ctx: ctx, dialer: g.dialer})
	db := sqlx.NewDb(sql.OpenDB(c), "postgres")
	defer db.Close()
	var atWork []int64
	err = db.Select(&atWork, `
		SELECT pid FROM pg_stat_activity
		WHERE pid = ANY ($1) AND (state = 'disabled' OR state = 'active' AND wait_event_type IS DISTINCT FROM 'Client')`, pq.Array(pids))
	return atWork, err
}

// shortDialer makes connections that end with ctx, which lib/pq alone would not
// see to.
type shortDialer struct {
	ctx    context.Context
	dialer net.Dialer
}

func (d *shortDialer) Dial(network, address string) (net.Conn, error) {
	conn, err := d.dialer.DialContext(d.ctx, network, address)
	if err == nil {
		context.AfterFunc(d.ctx, func() { _ = conn.Close() })
	}
	return conn, err
}

func (d *shortDialer) DialTimeout(network, address string, _ time.Duration) (net.Conn, error) {
	return d.Dial(network, address)
}
