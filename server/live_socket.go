package server

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	ws "github.com/fasthttp/websocket"
	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// Limits of one connection.
const (
	frameMost    = 256 << 10 // bytes of one frame, in
	helloMost    = 4 << 10   // of the first frame, with the token
	frameDrained = 16 << 20  // of a frame that is too large, read and thrown away
	backlogMost  = 256 << 10 // bytes waiting to go out; more and the client must resume
	pingEvery    = 25 * time.Second
	silenceMost  = 75 * time.Second
	writeWithin  = 10 * time.Second
	authWithin   = 5 * time.Second

	goodbyeWithin = 2 * time.Second
	badMost       = 20  // unreadable frames until the connection is closed
	framesPerSec  = 600 // of one connection
	inFlightMost  = 128 // unanswered posts of one connection
	watchesMost   = 200
)

// Codes with which a connection is closed (RFC 6455, 7.4; the 44xx are ours).
const (
	closeRestart  = 1012
	closeSlow     = 1013
	closeTooBad   = 1008
	closeNoAuth   = 4401
	closeInternal = 1011
	closeTooLarge = 1009
)

// socket is one connection. The reader is the goroutine of the handler. Another
// one writes, as long as there is something to write: most connections are
// silent most of the time, and need no second stack. Sending never blocks.
type socket struct {
	live  *live
	conn  *ws.Conn
	token string

	mu      sync.Mutex
	person  people.Person
	queue   [][]byte
	waiting int        // bytes in queue
	closing int        // close code, 0: open
	ping    bool       // a ping is due
	pingAt  time.Time  // when the next one is
	writing bool       // the writer is at work
	over    bool       // there will be no writer any more
	room    *sync.Cond // told when bytes have left the queue
	watches map[int64]*watch
	offers  map[int64]string // told of, and what they showed
	inbox   tickets.InboxHead

	flights chan struct{}
	tasks   sync.WaitGroup
	typedAt time.Time
	bad     int
	speaks  bool // it has written something
	second  time.Time
	frames  int

	throws    atomic.Int64 // of the person's switch
	switching sync.Mutex   // one at a time
}

func newSocket(l *live, conn *ws.Conn, p people.Person, token string) *socket {
	s := &socket{live: l, conn: conn, person: p, token: token, watches: map[int64]*watch{},
		pingAt: time.Now().Add(jittered(pingEvery)), flights: make(chan struct{}, inFlightMost)}
	s.room = sync.NewCond(&s.mu)
	return s
}

// who is the person of this connection as last loaded.
func (s *socket) who() people.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.person
}

func (s *socket) setPerson(p people.Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.person = p
}

// send queues a frame. A client that does not read is closed; it resumes with
// its cursors and misses nothing.
func (s *socket) send(frame any) {
	raw, err := json.Marshal(frame)
	if err != nil {
		s.live.log.Error("frame not written", "error", err)
		return
	}
	s.sendRaw(raw)
}

func (s *socket) sendRaw(raw []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing != 0 {
		return
	}
	if s.waiting+len(raw) > backlogMost && s.waiting > 0 {
		s.closing = closeSlow
		s.room.Broadcast()
	} else {
		s.queue = append(s.queue, raw)
		s.waiting += len(raw)
	}
	s.wake()
}

// wake lets the writer begin unless it is at work. The caller holds mu.
func (s *socket) wake() {
	if s.writing || s.over {
		return
	}
	s.writing = true
	s.tasks.Add(1)
	go s.write()
}

// close lets the writer say goodbye and end the connection.
func (s *socket) close(code int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing == 0 {
		s.closing = code
	}
	s.room.Broadcast()
	s.wake()
}

// pingIfDue keeps the connection alive and finds out whether it is.
func (s *socket) pingIfDue(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Before(s.pingAt) {
		return
	}
	s.ping, s.pingAt = true, now.Add(jittered(pingEvery))
	s.wake()
}

// end waits until everything that was begun for this connection is done. It was
// closed before, so that its writer says goodbye and does not begin again.
func (s *socket) end() {
	s.tasks.Wait()
	s.conn.Close()
}

// waitForRoom holds back who reads a long log until the client has taken what
// was sent, and reports whether the connection goes on. What comes live does
// not wait: there a client that does not keep up is closed.
func (s *socket) waitForRoom() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.waiting > backlogMost/4 && s.closing == 0 {
		s.room.Wait()
	}
	return s.closing == 0
}

// outgoing is what is to be written now.
type outgoing struct {
	frames  [][]byte
	ping    bool
	closing int
}

// take gives what is to be written; nothing, and the writer is done.
func (s *socket) take() (out outgoing, more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out = outgoing{s.queue, s.ping, s.closing}
	s.queue, s.waiting, s.ping = nil, 0, false
	s.room.Broadcast()
	more = len(out.frames) > 0 || out.ping || out.closing != 0
	s.writing = more
	return out, more
}

// write is the only goroutine that writes to the connection. It ends when there
// is nothing to write, or the connection is over.
func (s *socket) write() {
	defer s.tasks.Done()
	for {
		out, more := s.take()
		if !more {
			return
		}
		if !s.put(out) {
			s.mu.Lock()
			s.over = true
			s.mu.Unlock()
			s.conn.Close()
			return
		}
	}
}

// put writes and reports whether the connection goes on.
func (s *socket) put(out outgoing) bool {
	if out.closing == closeSlow {
		out.frames = nil
	}
	for _, raw := range out.frames {
		if s.conn.SetWriteDeadline(time.Now().Add(writeWithin)) != nil || s.conn.WriteMessage(ws.TextMessage, raw) != nil {
			return false
		}
	}
	if out.closing == 0 {
		return !out.ping || s.conn.WriteControl(ws.PingMessage, nil, time.Now().Add(writeWithin)) == nil
	}
	goodbye := ws.FormatCloseMessage(out.closing, closeReason[out.closing])
	_ = s.conn.WriteControl(ws.CloseMessage, goodbye, time.Now().Add(time.Second))
	return false
}

var closeReason = map[int]string{
	closeRestart: "the server restarts", closeSlow: "too slow, please resume", closeTooBad: "too many unreadable frames",
	closeNoAuth: "not signed in", closeInternal: "internal error", closeTooLarge: "the frame is too large",
}

func jittered(d time.Duration) time.Duration { return d - time.Duration(rand.Int64N(int64(d/5))) }

// read handles frames until the connection ends.
func (s *socket) read(ctx context.Context) {
	s.conn.SetPongHandler(func(string) error { return s.alive() })
	for s.alive() == nil {
		kind, r, err := s.conn.NextReader()
		if err != nil {
			return
		}
		raw, err := io.ReadAll(io.LimitReader(r, frameMost+1))
		if err != nil {
			return
		}
		if len(raw) > frameMost {
			s.tooLarge(r)
			return
		}
		if !s.withinRate() || !s.accept(ctx, kind, raw) {
			s.bad++
		}
		if s.bad > badMost {
			s.close(closeTooBad)
			return
		}
	}
}

// apart runs do on a goroutine of its own and waits for it. A stack that has grown
// stays with a goroutine for life, and that of a connection's reader lives long.
func apart(do func()) {
	var trouble any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { trouble = recover() }()
		do()
	}()
	<-done
	if trouble != nil {
		panic(trouble)
	}
}

// tooLarge says what was wrong and ends the connection. The rest of the frame is
// taken in first, up to a bound: whoever is still sending would not hear.
func (s *socket) tooLarge(r io.Reader) {
	_, _ = io.CopyN(io.Discard, r, frameDrained)
	s.send(errorFrame{Type: "error", Code: string(fault.KindInvalid), Message: "the frame is too large; a frame has 256 KiB at most"})
	s.close(closeTooLarge)
	_ = s.conn.SetReadDeadline(time.Now().Add(goodbyeWithin))
	_, _, _ = s.conn.NextReader() // until the client has heard
}

func (s *socket) alive() error { return s.conn.SetReadDeadline(time.Now().Add(silenceMost)) }

// withinRate counts frames by the second; what is too much is not handled.
func (s *socket) withinRate() bool {
	now := time.Now()
	if now.Sub(s.second) >= time.Second {
		s.second, s.frames = now, 0
	}
	s.frames++
	if s.frames <= framesPerSec {
		return true
	}
	s.send(errorFrame{Type: "error", Code: "limited", Message: "too many frames; please slow down"})
	return false
}

// accept handles a frame, apart as long as this connection only listens.
func (s *socket) accept(ctx context.Context, kind int, raw []byte) (ok bool) {
	if s.speaks {
		return s.handle(ctx, kind, raw)
	}
	apart(func() { ok = s.handle(ctx, kind, raw) })
	return ok
}

// handle does what a frame asks and reports whether it could be read.
func (s *socket) handle(ctx context.Context, kind int, raw []byte) bool {
	if kind != ws.TextMessage {
		s.fail(fault.Invalid("frames are text, one JSON object each"), inFrame{})
		return false
	}
	f, err := parseFrame(raw)
	s.speaks = s.speaks || f.Type == "post" || f.Type == "act"
	if err == nil {
		err = s.do(ctx, f)
	}
	if err == nil {
		return true
	}
	s.fail(err, f)
	return f.Type != ""
}

func (s *socket) fail(err error, f inFrame) {
	frame := errorOf(err, f)
	switch {
	case s.live.ctx.Err() != nil:
	case frame.Code == string(fault.KindInternal):
		s.live.log.Error("frame failed", "type", known(f.Type), "person", s.who().ID, "error", err)
	case frame.Code == string(fault.KindUnavailable):
		s.live.log.Warn("frame not served", "type", known(f.Type), "error", err)
	}
	s.send(frame)
}

// soon runs what a frame asks for on its own goroutine, so that the reader can
// go on; the connection waits for it before it ends.
func (s *socket) soon(f inFrame, do func() error) {
	s.flights <- struct{}{}
	s.tasks.Add(1)
	go func() {
		defer s.tasks.Done()
		defer func() { <-s.flights }()
		if err := do(); err != nil {
			s.fail(err, f)
		}
	}()
}

// head is what this connection knows of its person's inbox.
func (s *socket) headOf() tickets.InboxHead {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.inbox
}

func (s *socket) watchOf(ticket int64) *watch {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.watches[ticket]
}

var frameTypes = map[string]bool{"auth": true, "watch": true, "unwatch": true, "post": true, "act": true, "available": true, "typing": true, "read": true, "ping": true}

// known keeps what a client made up out of the log.
func known(frameType string) string {
	if frameTypes[frameType] {
		return frameType
	}
	return "unknown"
}

// newPostID reads the id of a post or act; an act may come without one.
func newPostID(f inFrame) (uuid.UUID, error) {
	if f.ID == "" && f.Type == "act" {
		return uuid.Must(uuid.NewV7()), nil
	}
	return f.uuid()
}
