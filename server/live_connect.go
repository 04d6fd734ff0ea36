package server

import (
	"context"
	"sync"
	"time"

	ws "github.com/fasthttp/websocket"
	"github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// handler upgrades a connection. Browsers of signed-in people come with their
// cookie and an allowed origin; whoever asks with ?auth=token or an
// Authorization header is known by the token alone.
func (l *live) handler() fiber.Handler {
	upgrade := websocket.New(l.serve, websocket.Config{
		HandshakeTimeout: authWithin, ReadBufferSize: 1024, WriteBufferSize: 1024, WriteBufferPool: &sync.Pool{},
		RecoverHandler: func(*websocket.Conn) {
			if r := recover(); r != nil {
				l.log.Error("connection handler panicked", "panic", r)
			}
		},
	})
	return func(c *fiber.Ctx) error {
		if !websocket.IsWebSocketUpgrade(c) {
			return fault.Invalid("this address speaks WebSocket only")
		}
		token, err := l.tokenOf(c)
		if err != nil {
			return err
		}
		c.Locals("token", token)
		return upgrade(c)
	}
}

// tokenOf finds the token of the handshake; "" when it comes in the first
// frame.
func (l *live) tokenOf(c *fiber.Ctx) (string, error) {
	if bearer := bearerToken(c); bearer != "" {
		return bearer, nil
	}
	if c.Query("auth") == "token" {
		return "", nil
	}
	cookie := c.Cookies(sessionCookie)
	if cookie == "" {
		return "", fault.Unauthenticated("sign in first, or connect with ?auth=token")
	}
	if !l.s.sameOrigin(c) {
		return "", fault.Forbidden("this origin may not use a session's cookie")
	}
	return cookie, nil
}

// serve is one connection from the handshake to its end. Only the inner
// connection is kept: the outer one goes back to a pool when serve returns, so
// the writer has ended by then.
func (l *live) serve(outer *websocket.Conn) {
	conn := outer.Conn
	defer conn.Close()
	token, _ := outer.Locals("token").(string)
	var s *socket
	apart(func() { s = l.letIn(conn, token) })
	if s == nil {
		return
	}
	defer l.open.Done()
	s.read(l.ctx)          // what was asked for is finished though its client may be gone
	s.close(closeInternal) // nobody is there to read it; whoever waits for room goes on
	l.part(s)
	s.end()
}

// letIn makes a connection count, or gives nil and has said why.
func (l *live) letIn(conn *ws.Conn, token string) *socket {
	conn.SetReadLimit(helloMost)
	s, ok := l.greet(conn, token)
	if !ok {
		return nil
	}
	conn.SetReadLimit(frameDrained + frameMost)
	if !l.join(s) {
		s.close(closeRestart) // its writer has begun to say hello
		s.end()
		return nil
	}
	if err := l.welcome(l.ctx, s); err != nil {
		s.fail(err, inFrame{})
	}
	return s
}

// greet waits for the token if it did not come with the handshake, and says
// hello.
func (l *live) greet(conn *ws.Conn, token string) (*socket, bool) {
	if token == "" {
		_ = conn.SetReadDeadline(time.Now().Add(authWithin))
		_, raw, err := conn.ReadMessage()
		if err != nil {
			refuse(conn, closeNoAuth)
			return nil, false
		}
		f, err := parseFrame(raw)
		if err != nil || f.Type != "auth" {
			refuse(conn, closeNoAuth)
			return nil, false
		}
		token = f.Token
	}
	ctx, cancel := context.WithTimeout(l.ctx, authWithin)
	defer cancel()
	p, err := l.s.people.ByToken(ctx, token)
	if err != nil {
		refuse(conn, codeOf(err))
		return nil, false
	}
	epoch, err := l.s.epoch(ctx)
	if err != nil {
		refuse(conn, closeInternal)
		return nil, false
	}
	s := newSocket(l, conn, p, token)
	if err := s.baseline(ctx); err != nil {
		refuse(conn, closeInternal)
		return nil, false
	}
	s.send(helloFrame{Type: "hello", Epoch: epoch, Person: tickets.FaceOf(p), Heartbeat: int(pingEvery / time.Second)})
	if l.strain.slow.Load() {
		s.send(stateFrame{Type: "state", Slow: true})
	}
	return s, true
}

// codeOf is how a connection is refused. Who cannot be looked up just now is not
// signed out by that.
func codeOf(err error) int {
	if fault.Is(err, fault.KindUnauthenticated) {
		return closeNoAuth
	}
	return closeInternal
}

// baseline makes what is in the inbox already no news.
func (s *socket) baseline(ctx context.Context) error {
	heads, err := s.live.s.desk.InboxHeads(ctx, []uuid.UUID{s.person.ID})
	if err == nil && len(heads) > 0 {
		s.inbox = heads[0]
		s.inbox.Head-- // offers that stand are told in any case
	}
	return err
}

func refuse(conn *ws.Conn, code int) {
	_ = conn.WriteControl(ws.CloseMessage, ws.FormatCloseMessage(code, closeReason[code]), time.Now().Add(time.Second))
}

func (l *live) join(s *socket) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.draining {
		return false
	}
	l.open.Add(1)
	l.sockets[s] = struct{}{}
	if l.byPerson[s.person.ID] == nil {
		l.byPerson[s.person.ID] = map[*socket]struct{}{}
	}
	l.byPerson[s.person.ID][s] = struct{}{}
	return true
}

func (l *live) part(s *socket) {
	s.mu.Lock()
	watches := make([]*watch, 0, len(s.watches))
	for _, w := range s.watches {
		watches = append(watches, w)
	}
	p := s.person
	s.mu.Unlock()
	for _, w := range watches {
		l.leave(w)
	}
	l.mu.Lock()
	delete(l.sockets, s)
	delete(l.byPerson[p.ID], s)
	last := len(l.byPerson[p.ID]) == 0
	if last {
		delete(l.byPerson, p.ID)
	}
	l.mu.Unlock()
	if last && p.Role != people.RoleCustomer && l.ctx.Err() == nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(l.ctx), time.Second)
		defer cancel()
		if err := l.s.presence.Gone(ctx, p.ID); err != nil {
			l.log.Warn("presence ends by itself", "error", err)
		}
	}
}
