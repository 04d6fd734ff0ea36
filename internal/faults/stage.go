package faults

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/privacy"
)

// Plan says what stands on a stage when it opens.
type Plan struct {
	Servers, Workers int

	// Which ways lead through a Link of the node's own.
	LinkClients, LinkDatabase, LinkRedis bool

	// One node, server and worker in one, with a database and a Redis of its
	// own instead of ours.
	Alone bool

	Apart bool // the last server stands in a Namespace

	DataSize string // size of the file system that PostgreSQL writes to, such as 300m; "": the machine's
}

// Stage is a Kontor of several nodes with its database and its Redis. All of
// it ends with the test.
type Stage struct {
	Database *Database
	Redis    *Redis
	Servers  []*Node
	Workers  []*Node
	Apart    *Namespace // of the last server, if the plan has it so
	Owner    *sqlx.DB   // straight to the database, as its owner

	Key string // KONTOR_KEY of every node

	t       testing.TB
	plan    Plan
	dir     string
	binary  string
	counter int
}

// patience is how long a step may take on a busy machine.
const patience = time.Minute

// Open builds a stage and returns when every node serves.
func Open(t testing.TB, plan Plan) *Stage {
	t.Helper()
	s := &Stage{t: t, plan: plan, dir: testkit.Directory(t), Key: privacy.FormatKey(privacy.NewKey())}
	s.binary = s.must(binary()).(string)
	if plan.Apart {
		s.Apart = OpenNamespace(t)
	}
	if plan.Alone {
		s.openAlone()
	} else {
		s.openParts()
	}
	s.furnish()
	return s
}

// openParts opens a stage of many processes.
func (s *Stage) openParts() {
	s.t.Helper()
	s.Database = openDatabase(s.t, filepath.Join(s.dir, "database"), s.plan.DataSize)
	s.Redis = openRedis(s.t, filepath.Join(s.dir, "redis"))
	s.enter()
	for i := range s.plan.Servers {
		var apart *Namespace
		if i == s.plan.Servers-1 {
			apart = s.Apart
		}
		s.Servers = append(s.Servers, s.add("server", apart))
	}
	for range s.plan.Workers {
		s.Workers = append(s.Workers, s.AddWorker())
	}
}

// openAlone opens a stage of one node that brings its own.
func (s *Stage) openAlone() {
	s.t.Helper()
	s.Servers = []*Node{s.add("all", nil)}
	endpoint, err := postgres.Attach(s.Servers[0].dir())
	s.must(nil, err)
	s.Database = &Database{t: s.t, owner: endpoint.OwnerDSN()}
	s.enter()
}

func (s *Stage) enter() {
	s.t.Helper()
	var err error
	s.Owner, err = postgres.Connect(s.t.Context(), s.Database.DSN("kontor_owner"), postgres.Pool{MaxOpen: 4, Name: "faults"})
	s.must(nil, err)
	s.t.Cleanup(func() { _ = s.Owner.Close() })
}

func (s *Stage) must(v any, err error) any {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
	return v
}

// AddServer lets one more server join. It is not put into Servers.
func (s *Stage) AddServer() *Node { s.t.Helper(); return s.add("server", nil) }

// AddWorker lets one more worker join. It is not put into Workers.
func (s *Stage) AddWorker() *Node { s.t.Helper(); return s.add("worker", nil) }

func (s *Stage) add(role string, apart *Namespace) *Node {
	s.t.Helper()
	s.counter++
	n := &Node{stage: s, role: role, name: fmt.Sprintf("%s-%d", role, s.counter), addr: testkit.FreeAddress(s.t), apart: apart}
	if apart != nil {
		n.addr = apart.address()
	}
	n.layLinks(s.plan)
	s.t.Cleanup(n.end)
	n.Start()
	return n
}

// Bases are the addresses of the servers, as clients reach them.
func (s *Stage) Bases() []string {
	var all []string
	for _, n := range s.Servers {
		all = append(all, n.Base())
	}
	return all
}

// topic is one that the stage's visitors write to; nobody answers there.
const topic = "faults"

func (s *Stage) furnish() {
	s.t.Helper()
	_, err := s.Owner.Exec(`INSERT INTO desk.teams (id, name) VALUES ($1, 'Faults')`, topic)
	s.must(nil, err)
	_, err = s.Owner.Exec(`INSERT INTO desk.topics (id, names, policy, team) VALUES ($1, '{"en":"Faults"}', 'staff_only', $1)`, topic)
	s.must(nil, err)
}

// Count answers a question of the form SELECT count(*).
func (s *Stage) Count(query string, args ...any) (n int) {
	s.t.Helper()
	s.must(nil, s.Owner.Get(&n, query, args...))
	return n
}

// Lasts lets a fault last. Its length is part of a scenario; nothing is waited
// for.
func Lasts(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

func makeDir(t testing.TB, dir string) string {
	t.Helper()
	// PostgreSQL runs as another user when the tests run as root.
	if err := os.MkdirAll(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) { //nolint:gosec // see above
		t.Fatal(err)
	}
	return dir
}
