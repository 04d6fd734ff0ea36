package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/experts"
	"kontor/internal/clock"
	"kontor/internal/files"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/recognition"
	"kontor/rewards"
	"kontor/subject"
	"kontor/tickets"
	"kontor/workers"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// house is the whole desk behind a real listener: a topic for experts and one
// for staff, and nobody in it yet.
type house struct {
	t        *testing.T
	db       *testkit.DB
	clock    *clock.Fake
	register *people.Register
	presence *people.Presence
	desk     *tickets.Desk
	bell     *tickets.Bell
	reads    *tickets.Reads
	rights   *subject.Rights
	rewards  *rewards.Book
	hall     *recognition.Hall
	school   *experts.School
	workers  *workers.Workers
	files    *tickets.Files
	folder   string // of the files
	server   *Server
	log      *lockedBuffer
	url      string
	stop     func()
}

// open starts a house; change may alter the options of its server. It is never
// slow, however busy the machine is.
func open(t *testing.T, change ...func(*Options)) *house {
	t.Helper()
	h := &house{t: t, db: testkit.Database(t), clock: testkit.Clock(), log: &lockedBuffer{}}
	t.Cleanup(h.tellTrouble)
	rdb, log := testkit.Redis(t), slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h.register = people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), h.clock)
	h.presence = people.NewPresence(rdb, h.clock)
	h.bell = tickets.NewBell(rdb, log)
	h.desk = tickets.NewDesk(h.db.App, h.db.Expert, h.register, h.presence, h.bell, h.clock)
	h.reads = tickets.NewReads(h.desk)
	h.folder = t.TempDir()
	store, err := files.Open(h.folder)
	h.must(err)
	h.files = tickets.NewFiles(h.desk, store)
	h.rights = subject.New(subject.Parts{App: h.db.App, Desk: h.desk, People: h.register, Files: h.files, Clock: h.clock, Dir: h.folder})
	h.rewards = rewards.New(h.db.App, h.register, h.clock)
	h.hall = recognition.New(h.db.App, h.desk, h.register, h.clock, h.rewards.Zone)
	h.school = experts.New(experts.Parts{App: h.db.App, Desk: h.desk, People: h.register, Clock: h.clock})
	h.workers = workers.New(workers.Parts{App: h.db.App, Desk: h.desk, Files: h.files, People: h.register, Rights: h.rights, School: h.school, Rewards: h.rewards, Hall: h.hall, Bell: h.bell, Redis: rdb, Clock: h.clock, Log: log})
	h.background(h.desk.Run)
	h.furnish()
	o := Options{Desk: h.desk, People: h.register, Rights: h.rights, School: h.school, Rewards: h.rewards, Recognition: h.hall, Presence: h.presence, Reads: h.reads, Bell: h.bell, Files: h.files, App: h.db.App, Expert: h.db.Expert,
		Clock: h.clock, Log: log, Limits: Limits{Off: true}, Patience: time.Hour, Organisation: Organisation{Name: "Testby Kommune", Languages: []string{"en", "da", "de"}}}
	for _, c := range change {
		c(&o)
	}
	h.serve(o)
	return h
}

func (h *house) serve(o Options) {
	h.t.Helper()
	var err error
	if h.server, err = New(o); err != nil {
		h.t.Fatal(err)
	}
	l, err := tight.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		h.t.Fatal(err)
	}
	h.url = "http://" + l.Addr().String()
	h.stop = h.background(func(ctx context.Context) error { return h.server.Run(ctx, l) })
	h.eventually("the server is ready", func() bool { return h.page("/readyz").status == http.StatusOK })
}

// tight listens with a small send buffer, so that a client that does not read
// is noticed soon.
var tight = net.ListenConfig{Control: func(_, _ string, conn syscall.RawConn) (err error) {
	return errors.Join(err, conn.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_SNDBUF, 32<<10) }))
}}

// background runs something until the test ends or stop is called.
func (h *house) background(run func(context.Context) error) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil && !errors.Is(err, context.Canceled) {
			h.t.Errorf("ended with: %v", err)
		}
	})
	h.t.Cleanup(stop)
	return stop
}

// eventually waits for what another goroutine brings about.
func (h *house) eventually(what string, is func() bool) {
	h.t.Helper()
	testkit.Eventually(h.t, what, is)
}

func (h *house) furnish() {
	h.t.Helper()
	ctx, system := context.Background(), people.System()
	_, err := h.register.CreateTeam(ctx, system, people.Team{ID: "town", Name: "Town hall"})
	h.must(err)
	for _, topic := range []tickets.Topic{
		{ID: "parking", Names: map[string]string{"en": "Parking", "da": "Parkering"}, Policy: tickets.ExpertsFirst, Position: 1},
		{ID: "tax", Names: map[string]string{"en": "Tax"}, Policy: tickets.StaffOnly, Position: 2},
	} {
		topic.Team, topic.TakeWithinS, topic.OfferForS, topic.WaveSize, topic.CloseAfterD, topic.LowRating, topic.Active = "town", 600, 60, 3, 7, 2, true
		_, err := h.desk.CreateTopic(ctx, system, topic)
		h.must(err)
	}
}

// tellTrouble shows what the server logged of its own trouble, if the test failed.
func (h *house) tellTrouble() {
	for _, line := range strings.Split(h.log.String(), "\n") {
		if h.t.Failed() && (strings.Contains(line, "level=ERROR") || strings.Contains(line, "level=WARN")) {
			h.t.Log(line)
		}
	}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// work does all jobs that are due.
func (h *house) work() {
	h.t.Helper()
	h.clock.Advance(tickets.FanoutRest)
	h.must(h.workers.Drain(context.Background()))
}

func (h *house) count(query string, args ...any) int {
	h.t.Helper()
	var n int
	h.must(h.db.Owner.Get(&n, query, args...))
	return n
}

// written is how much has been written altogether, for tests that nothing is.
func (h *house) written() int {
	h.t.Helper()
	return h.count(`SELECT (SELECT count(*) FROM desk.tickets) + (SELECT count(*) FROM desk.entries) + (SELECT count(*) FROM desk.jobs)
		+ (SELECT count(*) FROM desk.people) + (SELECT count(*) FROM vault.sessions) + (SELECT count(*) FROM vault.bodies)
		+ (SELECT count(*) FROM vault.identities) + (SELECT count(*) FROM desk.topics) + (SELECT count(*) FROM desk.teams)
		+ (SELECT count(*) FROM desk.ratings) + (SELECT count(*) FROM vault.access_log) + (SELECT coalesce(sum(version), 0) FROM vault.customers)
		+ (SELECT count(*) FROM desk.attempts) + (SELECT count(*) FROM vault.attempt_answers) + (SELECT count(*) FROM desk.practice_answers)
		+ (SELECT count(*) FROM vault.extra_attempts) + (SELECT count(*) FROM desk.terms_accepted) + (SELECT count(*) FROM desk.lessons_read)`)
}

// client speaks the API as one person.
type client struct {
	h     *house
	id    uuid.UUID
	token string
}

func nobody(h *house) *client { return &client{h: h} }

// visitor comes in without an account.
func (h *house) visitor(name, email string) *client {
	h.t.Helper()
	a := nobody(h).post("/visitors", obj{"name": name, "email": email}).want(http.StatusCreated)
	return &client{h: h, id: uuid.MustParse(a.text("customer.id")), token: a.text("token")}
}

// helper is somebody whom an admin has invited and who has set a password.
func (h *house) helper(role people.Role, name string) *client {
	h.t.Helper()
	ctx, email := context.Background(), strings.ToLower(name)+"@desk.example"
	_, token, err := h.register.CreateHelper(ctx, people.System(), people.NewHelper{ID: newID(), Role: role, Name: name, Email: email,
		Languages: []string{"en", "da"}, Teams: []string{"town"}, Topics: []string{"parking"}})
	h.must(err)
	p, session, err := h.register.Accept(ctx, token, people.AcceptInput{Password: "correct horse"})
	h.must(err)
	return &client{h: h, id: p.ID, token: session}
}

// expert is a qualified expert who is there and available.
func (h *house) expert(name string) *client {
	h.t.Helper()
	c := h.helper(people.RoleExpert, name)
	_, err := h.register.SetAvailable(context.Background(), c.id, true)
	h.must(err)
	h.areHere(c.id)
	return c
}

// areHere connects people to this node, which knows of them whatever Redis says of it.
func (h *house) areHere(ids ...uuid.UUID) { _ = h.presence.Renew(h.t.Context(), ids...) }

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

type obj = map[string]any

func (c *client) get(path string) *reading { c.h.t.Helper(); return c.do("GET", path, nil) }
func (c *client) post(path string, body any) *reading {
	c.h.t.Helper()
	return c.do("POST", path, body)
}
func (c *client) patch(path string, body any) *reading {
	c.h.t.Helper()
	return c.do("PATCH", path, body)
}

// do asks the API. A string is sent as it is, anything else as JSON.
func (c *client) do(method, path string, body any, headers ...string) *reading {
	c.h.t.Helper()
	var raw io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		raw = strings.NewReader(b)
	default:
		text, err := json.Marshal(b)
		c.h.must(err)
		raw = bytes.NewReader(text)
	}
	r, err := http.NewRequest(method, c.h.url+apiPath+path, raw)
	c.h.must(err)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return c.h.send(r)
}

// page asks for an address outside of the API.
func (h *house) page(path string, headers ...string) *reading {
	h.t.Helper()
	r, err := http.NewRequest(http.MethodGet, h.url+path, nil)
	h.must(err)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return h.send(r)
}

func (h *house) send(r *http.Request) *reading {
	h.t.Helper()
	response, err := http.DefaultClient.Do(r)
	h.must(err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	h.must(err)
	return &reading{h: h, what: r.Method + " " + r.URL.Path, status: response.StatusCode, header: response.Header, raw: string(raw)}
}

// opens makes a ticket and gives its number.
func (c *client) opens(topic, text string) int64 {
	c.h.t.Helper()
	return int64(c.post("/tickets", obj{"id": newID(), "topic": topic, "text": text}).want(http.StatusCreated).number("number"))
}

// claims takes a ticket once it has been offered.
func (c *client) claims(ticket int64) {
	c.h.t.Helper()
	c.h.work()
	c.post(at(ticket, "claim"), nil).want(http.StatusOK)
}

// helpedBy opens a ticket that an expert takes.
func (c *client) helpedBy(expert *client, text string) int64 {
	c.h.t.Helper()
	ticket := c.opens("parking", text)
	expert.claims(ticket)
	return ticket
}

func (c *client) says(ticket int64, text string) *reading {
	c.h.t.Helper()
	return c.post(at(ticket, "entries"), obj{"id": newID(), "kind": "message", "text": text})
}

func at(ticket int64, what string) string {
	path := "/tickets/" + jsonText(ticket)
	if what != "" {
		path += "/" + what
	}
	return path
}

// reading is an answer as a test looks at it.
type reading struct {
	h      *house
	what   string
	status int
	header http.Header
	raw    string
}

func (a *reading) want(status int) *reading {
	a.h.t.Helper()
	if a.status != status {
		a.h.t.Fatalf("%s: status %d, want %d\n%s", a.what, a.status, status, a.raw)
	}
	return a
}

// at finds a value by its path, as in "items.0.author.role"; nil where there is
// none.
func (a *reading) at(path string) any {
	a.h.t.Helper()
	var v any
	if err := json.Unmarshal([]byte(a.raw), &v); err != nil {
		a.h.t.Fatalf("%s: not JSON: %v\n%s", a.what, err, a.raw)
	}
	for _, step := range strings.Split(path, ".") {
		switch in := v.(type) {
		case map[string]any:
			v = in[step]
		case []any:
			var i int
			a.h.must(json.Unmarshal([]byte(step), &i))
			if i >= len(in) {
				return nil
			}
			v = in[i]
		default:
			return nil
		}
	}
	return v
}

func (a *reading) text(path string) string {
	a.h.t.Helper()
	s, ok := a.at(path).(string)
	if !ok {
		a.h.t.Fatalf("%s: no text at %s\n%s", a.what, path, a.raw)
	}
	return s
}

func (a *reading) number(path string) float64 {
	a.h.t.Helper()
	n, ok := a.at(path).(float64)
	if !ok {
		a.h.t.Fatalf("%s: no number at %s\n%s", a.what, path, a.raw)
	}
	return n
}

func (a *reading) len(path string) int {
	a.h.t.Helper()
	list, ok := a.at(path).([]any)
	if !ok {
		a.h.t.Fatalf("%s: no list at %s\n%s", a.what, path, a.raw)
	}
	return len(list)
}

// is compares values with JSON written for people: `status` `"open"` …
func (a *reading) is(path string, want any) *reading {
	a.h.t.Helper()
	if got := a.at(path); jsonText(got) != jsonText(want) {
		a.h.t.Errorf("%s: %s is %s, want %s\n%s", a.what, path, jsonText(got), jsonText(want), a.raw)
	}
	return a
}

func jsonText(v any) string {
	raw, _ := json.Marshal(v)
	return string(raw)
}

// lockedBuffer keeps the log of a test.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}
