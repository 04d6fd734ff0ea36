package load

import (
	"bytes"
	"context"
	"math/rand/v2"
	"sync"
	"time"

	ws "github.com/fasthttp/websocket"

	"kontor/internal/clock"
)

// light is a socket that costs the client next to nothing: one goroutine, a
// borrowed buffer while a frame is there, and no more of a frame is read than
// is asked for. It comes back when it is lost.
type light struct {
	run    *run
	who    person
	index  int
	ticket int64        // watched; 0: none
	writes int64        // written to where none is watched
	took   func([]byte) // each frame after hello; the bytes are borrowed
	live   func()       // when hello was said and the watch has caught up; every time
	lost   func()       // when a live connection is gone

	mu     sync.Mutex
	conn   *ws.Conn
	cursor int64 // the last entry received
}

// silenceMost is how long the desk may be silent: it pings every 25 seconds.
const silenceMost = 75 * time.Second

var frameBuffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 2048)) }}

// keep holds the connection until ctx ends.
func (l *light) keep(ctx context.Context) {
	for tries := 0; ctx.Err() == nil; tries++ {
		was := l.connected(ctx)
		if ctx.Err() != nil {
			return
		}
		if was {
			tries = 0
			if l.lost != nil {
				l.lost()
			}
		}
		clock.Pause(ctx, rand.N(min(backoffMost, backoffFirst<<min(tries, 4))))
	}
}

// connected is one connection; it reports whether it was ever live.
func (l *light) connected(ctx context.Context) (live bool) {
	conn, err := l.run.road.open(ctx, l.run.road.base(l.index), l.who.token, false)
	if err != nil {
		return false
	}
	stop := context.AfterFunc(ctx, func() { conn.UnderlyingConn().Close() })
	defer stop()
	defer conn.Close()
	conn.SetPingHandler(func(text string) error {
		_ = conn.SetReadDeadline(time.Now().Add(silenceMost))
		return conn.WriteControl(ws.PongMessage, []byte(text), time.Now().Add(writeWithin))
	})
	_ = conn.SetReadDeadline(time.Now().Add(silenceMost))
	for {
		_, in, err := conn.NextReader()
		if err != nil {
			break
		}
		buffer := frameBuffers.Get().(*bytes.Buffer)
		buffer.Reset()
		_, err = buffer.ReadFrom(in)
		if err == nil && l.take(conn, buffer.Bytes()) {
			live = true
		}
		frameBuffers.Put(buffer)
		if err != nil {
			break
		}
	}
	l.mu.Lock()
	l.conn = nil
	l.mu.Unlock()
	return live
}

// take handles a frame and reports whether the connection is live with it.
func (l *light) take(conn *ws.Conn, raw []byte) (live bool) {
	switch frameType(raw) {
	case "hello":
		if l.ticket != 0 {
			_ = write(conn, watchFrame(&record{Ticket: l.ticket, Got: []got{{Seq: l.cursor}}}))
			l.open(conn)
			return false
		}
		live = true
	case "watching":
		live = true
	case "entry":
		l.next(raw)
	}
	if live {
		l.open(conn)
		if l.live != nil {
			l.live()
		}
	}
	if l.took != nil {
		l.took(raw)
	}
	return live
}

func (l *light) open(conn *ws.Conn) {
	l.mu.Lock()
	l.conn = conn
	l.mu.Unlock()
}

// next checks that an entry is the next one of the ticket watched.
func (l *light) next(raw []byte) {
	ticket, seq := numberIn(raw, "ticket"), numberIn(raw, "seq")
	if ticket != l.ticket {
		l.run.town.ruling().broken("ticket %d: %s received an entry of it and watches ticket %d", ticket, l.who.name, l.ticket)
		return
	}
	if seq != l.cursor+1 {
		l.run.town.ruling().broken("ticket %d: %s received number %d where %d was next", ticket, l.who.name, seq, l.cursor+1)
	}
	l.cursor = seq
}

// send writes a frame and reports whether there was a connection to write to.
func (l *light) send(raw []byte) bool {
	l.mu.Lock()
	conn := l.conn
	l.mu.Unlock()
	return conn != nil && write(conn, raw) == nil
}
