package server

import (
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"sync"
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

// socket is one connection. The reader is the goroutine of the handler; one
// other goroutine writes. Sending never blocks.
type socket struct {
	live  *live
	conn  *ws.Conn
	token string

	mu      sync.Mutex
	person  people.Person
	queue   [][]byte
	waiting int        // bytes in queue
	closing int        // close code, 0: open
	room    *sync.Cond // told when bytes have left the queue
	watches map[int64]*watch
	offers  map[int64]bool // told of
	inbox   tickets.InboxHead

	wake    chan struct{}
	flights chan struct{}
	tasks   sync.WaitGroup
	typedAt time.Time
	bad     int
	second  time.Time
	frames  int
}

func newSocket(l *live, conn *ws.Conn, p people.Person, token string) *socket {
	s := &socket{live: l, conn: conn, person: p, token: token, watches: map[int64]*watch{}, offers: map[int64]bool{},
		wake: make(chan struct{}, 1), flights: make(chan struct{}, inFlightMost)}
	s.room = sync.NewCond(&s.mu)
	return s
}

// who is the person of this connection as last loaded.
func (s *socket) who() people.Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.person
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
	if s.closing == 0 {
		if s.waiting+len(raw) > backlogMost && s.waiting > 0 {
			s.closing = closeSlow
			s.room.Broadcast()
		} else {
			s.queue = append(s.queue, raw)
			s.waiting += len(raw)
		}
	}
	s.mu.Unlock()
	s.signal()
}

func (s *socket) signal() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// close lets the writer say goodbye and end the connection.
func (s *socket) close(code int) {
	s.mu.Lock()
	if s.closing == 0 {
		s.closing = code
	}
	s.room.Broadcast()
	s.mu.Unlock()
	s.signal()
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

func (s *socket) take() (frames [][]byte, closing int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	frames, s.queue, s.waiting = s.queue, nil, 0
	s.room.Broadcast()
	return frames, s.closing
}

// write is the only goroutine that writes to the connection. It ends when the
// connection does.
func (s *socket) write(done <-chan struct{}) {
	defer s.conn.Close()
	ping := time.NewTimer(jittered(pingEvery))
	defer ping.Stop()
	for {
		select {
		case <-done:
			return
		case <-ping.C:
			if s.conn.WriteControl(ws.PingMessage, nil, time.Now().Add(writeWithin)) != nil {
				return
			}
			ping.Reset(jittered(pingEvery))
		case <-s.wake:
			if !s.flush() {
				return
			}
		}
	}
}

// flush writes what waits, and reports whether the connection goes on.
func (s *socket) flush() bool {
	frames, closing := s.take()
	if closing == closeSlow {
		frames = nil
	}
	for _, raw := range frames {
		if s.conn.SetWriteDeadline(time.Now().Add(writeWithin)) != nil || s.conn.WriteMessage(ws.TextMessage, raw) != nil {
			return false
		}
	}
	if closing == 0 {
		return true
	}
	goodbye := ws.FormatCloseMessage(closing, closeReason[closing])
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
		if !s.withinRate() || !s.handle(ctx, kind, raw) {
			s.bad++
		}
		if s.bad > badMost {
			s.close(closeTooBad)
			return
		}
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

// handle does what a frame asks and reports whether it could be read.
func (s *socket) handle(ctx context.Context, kind int, raw []byte) bool {
	if kind != ws.TextMessage {
		s.fail(fault.Invalid("frames are text, one JSON object each"), inFrame{})
		return false
	}
	f, err := parseFrame(raw)
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
