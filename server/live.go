package server

import (
	"context"
	"log/slog"
	"sync"
	"time"

	ws "github.com/fasthttp/websocket"
	"github.com/gofiber/contrib/websocket"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// live carries logs, offers and notifications to the sockets of this node. It
// hears the bell, and once a second compares heads in case it heard nothing.
type live struct {
	s    *Server
	log  *slog.Logger
	ctx  context.Context // ends with Run
	stop context.CancelFunc

	mu       sync.Mutex
	sockets  map[*socket]struct{}
	byPerson map[uuid.UUID]map[*socket]struct{}
	rooms    map[int64]*room
	rows     map[int64]bool // changed, to be told
	draining bool
	deaf     time.Time // since when other nodes are not heard

	jobs    chan func(context.Context) error
	resumes chan struct{}
	open    sync.WaitGroup
}

const (
	sweepEvery    = time.Second
	rowsEvery     = 250 * time.Millisecond
	rowsMost      = 500
	presenceEvery = 20 * time.Second
	rightsEvery   = 30 * time.Second
	liveWorkers   = 4
	jobsMost      = 8192
	resumesMost   = 24
)

func newLive(s *Server) *live {
	l := &live{s: s, log: s.log, sockets: map[*socket]struct{}{}, byPerson: map[uuid.UUID]map[*socket]struct{}{},
		rooms: map[int64]*room{}, rows: map[int64]bool{}, jobs: make(chan func(context.Context) error, jobsMost), resumes: make(chan struct{}, resumesMost)}
	l.ctx, l.stop = context.WithCancel(context.Background())
	s.bell.Listen(l.hear)
	return l
}

// Run sweeps and works until ctx ends.
func (l *live) Run(ctx context.Context) error {
	defer l.stop()
	g, ctx := errgroup.WithContext(ctx)
	for range liveWorkers {
		g.Go(func() error { return l.work(ctx) })
	}
	for every, do := range map[time.Duration]func(context.Context) error{
		sweepEvery: l.sweep, rowsEvery: l.flushRows, presenceEvery: l.renewPresence, rightsEvery: l.reviewRights,
	} {
		g.Go(func() error { return l.every(ctx, every, do) })
	}
	return g.Wait()
}

func (l *live) every(ctx context.Context, d time.Duration, do func(context.Context) error) error {
	tick := time.NewTicker(d)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if err := do(ctx); err != nil && ctx.Err() == nil {
				l.log.Warn("live delivery waits for the database", "error", err)
			}
		}
	}
}

func (l *live) work(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case do := <-l.jobs:
			if err := do(ctx); err != nil && ctx.Err() == nil {
				l.log.Warn("live delivery left to the sweep", "error", err)
			}
		}
	}
}

// later hands work on without waiting; what finds no room is found by the
// sweep.
func (l *live) later(do func(context.Context) error) {
	select {
	case l.jobs <- do:
	default:
	}
}

// hear is called by the bell and must not block.
func (l *live) hear(ring tickets.Ring) {
	l.mu.Lock()
	var rooms []*room
	for _, n := range ring.Tickets {
		if r := l.rooms[n]; r != nil {
			rooms = append(rooms, r)
		}
		if len(l.sockets) > 0 && len(l.rows) < rowsMost {
			l.rows[n] = true
		}
	}
	var persons []uuid.UUID
	for _, p := range ring.People {
		if len(l.byPerson[p]) > 0 {
			persons = append(persons, p)
		}
	}
	l.mu.Unlock()
	for _, r := range rooms {
		l.later(r.refresh)
	}
	for _, p := range persons {
		l.later(func(ctx context.Context) error { return l.tellInbox(ctx, p) })
	}
	if m := ring.Whisper; m != nil {
		l.later(func(ctx context.Context) error { return l.whisper(ctx, *m) })
	}
}

// sweep compares the heads of everything watched with what was delivered, in
// one query for tickets and one for people; with nobody connected there is
// none.
func (l *live) sweep(ctx context.Context) error {
	if err := l.sweepRooms(ctx); err != nil {
		return err
	}
	if err := l.sweepInboxes(ctx); err != nil {
		return err
	}
	return l.sweepLists()
}

func (l *live) sweepRooms(ctx context.Context) error {
	l.mu.Lock()
	rooms, numbers := make([]*room, 0, len(l.rooms)), make([]int64, 0, len(l.rooms))
	for n, r := range l.rooms {
		rooms, numbers = append(rooms, r), append(numbers, n)
	}
	l.mu.Unlock()
	if len(rooms) == 0 {
		return nil
	}
	heads, err := l.s.desk.HeadsOf(ctx, numbers)
	if err != nil {
		return err
	}
	for _, r := range rooms {
		r.mu.Lock()
		late := r.head >= 0 && heads[r.number].Staff > r.head
		r.mu.Unlock()
		if late {
			l.later(r.refresh)
		}
	}
	return nil
}

func (l *live) sweepInboxes(ctx context.Context) error {
	l.mu.Lock()
	known := make(map[uuid.UUID]int64, len(l.byPerson))
	for p, sockets := range l.byPerson {
		for s := range sockets {
			known[p] = s.headOf().Head
		}
	}
	l.mu.Unlock()
	if len(known) == 0 {
		return nil
	}
	persons := make([]uuid.UUID, 0, len(known))
	for p := range known {
		persons = append(persons, p)
	}
	heads, err := l.s.desk.InboxHeads(ctx, persons)
	for _, h := range heads {
		if h.Head > known[h.Person] {
			l.later(func(ctx context.Context) error { return l.tellInbox(ctx, h.Person) })
		}
	}
	return err
}

// deafFor is how long lists may be out of date while other nodes cannot be
// heard.
const deafFor = 10 * time.Second

// sweepLists asks clients to fetch their lists again when other nodes' rings
// may have been lost.
func (l *live) sweepLists() error {
	l.mu.Lock()
	now := time.Now()
	tell := false
	if l.s.bell.Connected() {
		tell = !l.deaf.IsZero()
		l.deaf = time.Time{}
	} else if l.deaf.IsZero() {
		l.deaf = now
	} else if now.Sub(l.deaf) > deafFor {
		tell, l.deaf = true, now
	}
	l.mu.Unlock()
	if tell {
		for _, s := range l.allSockets() {
			s.send(plainFrame{Type: "resync"})
		}
	}
	return nil
}

// flushRows tells which rows have changed, a few times a second at most.
func (l *live) flushRows(ctx context.Context) error {
	l.mu.Lock()
	numbers := make([]int64, 0, len(l.rows))
	for n := range l.rows {
		numbers = append(numbers, n)
	}
	clear(l.rows)
	l.mu.Unlock()
	if len(numbers) == 0 {
		return nil
	}
	return l.tellRows(ctx, numbers)
}

func (l *live) renewPresence(ctx context.Context) error {
	var ids []uuid.UUID
	for _, s := range l.allSockets() {
		if p := s.who(); p.Role != people.RoleCustomer {
			ids = append(ids, p.ID)
		}
	}
	return l.s.presence.Renew(ctx, ids...)
}

// reviewRights looks at every helper again: who was signed out, deactivated or
// moved to another team goes on with the rights they have now.
func (l *live) reviewRights(ctx context.Context) error {
	for _, s := range l.allSockets() {
		if s.who().Role == people.RoleCustomer {
			continue
		}
		p, err := l.s.people.ByToken(ctx, s.token)
		if fault.Is(err, fault.KindUnauthenticated) {
			s.close(closeNoAuth)
			continue
		}
		if err != nil {
			return err
		}
		s.mu.Lock()
		s.person = p
		s.mu.Unlock()
	}
	l.mu.Lock()
	rooms := make([]*room, 0, len(l.rooms))
	for _, r := range l.rooms {
		rooms = append(rooms, r)
	}
	l.mu.Unlock()
	for _, r := range rooms {
		if err := r.checkRights(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (l *live) allSockets() []*socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]*socket, 0, len(l.sockets))
	for s := range l.sockets {
		all = append(all, s)
	}
	return all
}

func (l *live) socketsOf(person uuid.UUID) []*socket {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []*socket
	for s := range l.byPerson[person] {
		all = append(all, s)
	}
	return all
}

// signedOut ends the connections of a session that has ended.
func (l *live) signedOut(token string) {
	for _, s := range l.allSockets() {
		if s.token == token {
			s.close(closeNoAuth)
		}
	}
}

// Drain sends every client away, so that it comes back to another node, and
// waits until the connections have ended.
func (l *live) Drain(ctx context.Context) {
	l.mu.Lock()
	l.draining = true
	l.mu.Unlock()
	for _, s := range l.allSockets() {
		s.close(closeRestart)
	}
	done := make(chan struct{})
	go func() {
		l.open.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
}

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
	conn.SetReadLimit(helloMost)
	s, ok := l.greet(conn, token)
	if !ok {
		return
	}
	conn.SetReadLimit(frameDrained + frameMost)
	if !l.join(s) {
		s.conn.WriteControl(ws.CloseMessage, ws.FormatCloseMessage(closeRestart, closeReason[closeRestart]), time.Now().Add(time.Second))
		return
	}
	defer l.open.Done()
	done, written := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(written)
		s.write(done)
	}()
	s.signal()
	if err := l.welcome(l.ctx, s); err != nil {
		s.fail(err, inFrame{})
	}
	s.read(l.ctx)          // what was asked for is finished though its client may be gone
	s.close(closeInternal) // nobody is there to read it; whoever waits for room goes on
	l.part(s)
	s.tasks.Wait()
	close(done)
	conn.Close()
	<-written
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
		refuse(conn, closeNoAuth)
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
	return s, true
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
