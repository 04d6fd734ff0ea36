// Package server is the HTTP and WebSocket face of the desk: it decodes,
// calls the one method of the domain that does the work, and encodes. Which
// addresses there are and for whom stands in routes.go; what may happen to a
// ticket, and who may see it, is decided by package tickets and by PostgreSQL.
package server

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/jmoiron/sqlx"

	"kontor/contact"
	"kontor/experts"
	"kontor/internal/clock"
	"kontor/people"
	"kontor/recognition"
	"kontor/rewards"
	"kontor/subject"
	"kontor/tickets"
)

// Options are the parts a server is put together from. All are needed but
// those said to be optional.
type Options struct {
	Desk        *tickets.Desk
	People      *people.Register
	Rights      *subject.Rights // optional: without it nobody is exported or erased
	School      *experts.School // optional: without it nobody becomes an expert
	Rewards     *rewards.Book
	Recognition *recognition.Hall
	Presence    *people.Presence
	Reads       *tickets.Reads
	Bell        *tickets.Bell
	Files       *tickets.Files // nil: this desk keeps no files
	App         *sqlx.DB
	Expert      *sqlx.DB
	Clock       clock.Clock
	Log         *slog.Logger

	Site           fs.FS  // the built front end; nil or empty: none was built
	BaseURL        string // how the desk is reached from outside; optional
	Organisation   Organisation
	Limits         Limits
	AllowedOrigins []string    // that may use a session's cookie beside our own; optional
	WidgetHosts    []string    // pages that may show the widget, as in CSP; none: any
	TrustedProxies []string    // addresses and networks whose X-Forwarded-For counts; optional
	SecureCookies  bool        // the desk is reached by https
	Seeded         func() bool // whether the demo data is there; nil where there is no demo

	Patience time.Duration // a post that waits for longer makes this desk a slow one; 0: two seconds
}

// Server serves the API, the live connections and the front end on one port.
type Server struct {
	desk        *tickets.Desk
	people      *people.Register
	rights      *subject.Rights
	school      *experts.School
	rewards     *rewards.Book
	recognition *recognition.Hall
	contacts    *contact.Book
	presence    *people.Presence
	reads       *tickets.Reads
	bell        *tickets.Bell
	files       *tickets.Files
	app         *sqlx.DB
	expert      *sqlx.DB
	clock       clock.Clock
	log         *slog.Logger

	organisation   Organisation
	usual          usualReply
	baseHost       string
	allowedOrigins map[string]bool
	proxies        []netip.Prefix
	secureCookies  bool
	seeded         func() bool

	fiber    *fiber.App
	api      huma.API
	document []byte
	names    *nameBook
	limits   *limiter
	metrics  *metrics
	site     *site
	live     *live
	serving  atomic.Bool

	simulating atomic.Bool
	draining   atomic.Bool
}

// How long a client may take, and how much it may send. A header is at most
// headerMost with its request line; every live connection keeps as much memory.
// Bodies beyond bodyMost are refused after they were read, so that the client
// hears why; beyond bodyRead unread. Files are another matter (body.go).
const (
	readWithin   = 15 * time.Second
	answerWithin = 30 * time.Second
	idleFor      = 60 * time.Second
	headerMost   = 8 << 10
	bodyMost     = 1 << 20
	bodyRead     = 4 << 20
)

// New puts a server together. Run serves.
func New(o Options) (*Server, error) {
	proxies, err := prefixes(o.TrustedProxies)
	if err != nil {
		return nil, errors.Join(errors.New("trusted proxies must be addresses or networks"), err)
	}
	s := &Server{
		desk: o.Desk, people: o.People, rights: o.Rights, school: o.School, rewards: o.Rewards, recognition: o.Recognition, contacts: contact.New(o.App, o.People, o.Clock), presence: o.Presence, reads: o.Reads, bell: o.Bell, files: o.Files, app: o.App, expert: o.Expert,
		clock: o.Clock, log: o.Log, organisation: o.Organisation.orUsual(), proxies: proxies, allowedOrigins: map[string]bool{},
		secureCookies: o.SecureCookies, seeded: o.Seeded, metrics: newMetrics(), limits: newLimiter(o.Limits, o.Clock),
		names: &nameBook{desk: o.Desk, people: o.People, clock: o.Clock},
	}
	if base, err := url.Parse(o.BaseURL); err == nil {
		s.baseHost = base.Host
	}
	for _, origin := range o.AllowedOrigins {
		s.allowedOrigins[strings.ToLower(strings.TrimSuffix(origin, "/"))] = true
	}
	if s.site, err = newSite(o.Site, o.WidgetHosts); err != nil {
		return nil, err
	}
	s.live = newLive(s)
	s.live.strain.patience = cmp.Or(o.Patience, usualPatience)
	s.metrics.gauge("kontor_sockets", "Live connections of this node.", func() float64 { return float64(s.live.count()) })
	return s, s.build()
}

// build lays the way of a request, from the first look at it to the fallback.
func (s *Server) build() error {
	s.fiber = fiber.New(fiber.Config{
		AppName: "Kontor", DisableStartupMessage: true, Immutable: true, CaseSensitive: true,
		ReadTimeout: readWithin, WriteTimeout: answerWithin, IdleTimeout: idleFor,
		BodyLimit: 1, StreamRequestBody: true, // body.go reads, and says how much
		ReadBufferSize: headerMost, DisablePreParseMultipartForm: true, ErrorHandler: s.onError,
	})
	s.fiber.Server().KeepHijackedConns = true // or closing a socket would do nothing until its reader ends
	s.fiber.Use(s.watchOver, s.takeBody, s.refuseBroken)
	s.fiber.Get("/healthz", s.healthz)
	s.fiber.Get("/readyz", s.readyz)
	s.fiber.Get("/metrics", s.metrics.handler())
	s.fiber.Get("/api/v1/openapi.json", s.openAPI)
	s.fiber.Get("/api/v1/live", s.live.handler())
	if err := s.registerRoutes(); err != nil {
		return err
	}
	if s.seeded == nil { // a page that speaks of sign-ins that are not there
		s.fiber.Get("/demo", func(c *fiber.Ctx) error { return c.Redirect("/") })
	}
	s.fiber.Use(s.site.serve)
	return nil
}

// How long clients have to go when the server ends.
const (
	drainWithin    = 10 * time.Second
	shutdownWithin = 10 * time.Second
)

// Run serves on the listener until ctx ends, then lets everybody go: readiness
// first, so that no new ones come, then the sockets, then what is under way.
func (s *Server) Run(ctx context.Context, l net.Listener) error {
	epoch, err := s.epoch(ctx) // before anything is remembered
	if err != nil {
		return errors.Join(errors.New("which history this is cannot be read"), err)
	}
	s.live.history.is(epoch)
	life, end := context.WithCancel(context.WithoutCancel(ctx))
	defer end()
	parts := make(chan error, 2)
	go func() { parts <- s.live.Run(life) }()
	go func() { parts <- s.fiber.Listener(newGate(patient(l), socketServer(s.fiber))) }()
	s.serving.Store(true)
	select {
	case <-ctx.Done():
		err = s.leave()
	case err = <-parts:
		err = errors.Join(errors.New("the server stopped by itself"), err, s.leave())
		end()
		<-parts
		return err
	}
	end()
	return errors.Join(err, <-parts, <-parts)
}

func (s *Server) leave() error {
	s.draining.Store(true)
	ctx, cancel := context.WithTimeout(context.Background(), drainWithin)
	defer cancel()
	s.live.Drain(ctx)
	return s.fiber.ShutdownWithTimeout(shutdownWithin)
}

// epoch names the database's history, for clients that resume.
func (s *Server) epoch(ctx context.Context) (string, error) { return s.desk.Epoch(ctx) }

// topicName is a topic's name in a language, or its id while names cannot be
// read.
func (s *Server) topicName(ctx context.Context, topic, locale string) string {
	n, err := s.names.in(ctx, locale)
	if err != nil {
		return topic
	}
	return n.topic(topic)
}

// ticketRow is a list row for this viewer in their own language.
func (s *Server) ticketRow(ctx context.Context, sight tickets.Sight, viewer people.Person) Ticket {
	n, err := s.names.in(ctx, viewer.Locale)
	if err != nil {
		n = names{}
	}
	return ticketShape(sight, viewer, n)
}
