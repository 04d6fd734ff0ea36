package load

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"kontor/internal/clock"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/server"
	"kontor/tickets"
	"kontor/workers"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// house is a whole desk with its workers behind a real listener.
type house struct {
	t   *testing.T
	db  *testkit.DB
	rdb *redis.Client
	url string
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, db: testkit.Database(t), rdb: testkit.Redis(t)}
	log := slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelWarn}))
	register := people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), clock.System{})
	presence := people.NewPresence(h.rdb, clock.System{})
	bell := tickets.NewBell(h.rdb, log)
	desk := tickets.NewDesk(h.db.App, h.db.Expert, register, presence, bell, clock.System{})
	reads := tickets.NewReads(desk)
	s, err := server.New(server.Options{Desk: desk, People: register, Presence: presence, Reads: reads, Bell: bell, App: h.db.App, Expert: h.db.Expert,
		Clock: clock.System{}, Log: log, Limits: server.Limits{Off: true}, Patience: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	h.url = "http://" + l.Addr().String()
	h.background(desk.Run)
	h.background(reads.Run)
	h.background(workers.New(workers.Parts{App: h.db.App, Desk: desk, People: register, Bell: bell, Redis: h.rdb, Clock: clock.System{}, Log: log}).Run)
	h.background(func(ctx context.Context) error { return s.Run(ctx, l) })
	return h
}

// written is closed when so many messages are in the log.
func (h *house) written(messages int) <-chan struct{} {
	enough := make(chan struct{})
	h.background(func(ctx context.Context) error {
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for n := 0; n < messages; {
			select {
			case <-ctx.Done():
				return nil
			case <-tick.C:
				if err := h.db.Owner.GetContext(ctx, &n, `SELECT count(*) FROM desk.entries WHERE kind = 'message'`); err != nil {
					return err
				}
			}
		}
		close(enough)
		return nil
	})
	return enough
}

type testLog struct{ t *testing.T }

func (l testLog) Write(p []byte) (int, error) {
	l.t.Logf("%s", p)
	return len(p), nil
}

// background runs something until the test ends.
func (h *house) background(run func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	var ended sync.WaitGroup
	ended.Go(func() {
		if err := run(ctx); err != nil && !errors.Is(err, context.Canceled) {
			h.t.Errorf("ended with: %v", err)
		}
	})
	h.t.Cleanup(func() { cancel(); ended.Wait() })
}

// rows counts every table of the desk and the vault.
func (h *house) rows() map[string]int {
	h.t.Helper()
	var tables []string
	err := h.db.Owner.Select(&tables, `
		SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('desk', 'vault') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`)
	if err != nil || len(tables) < 20 {
		h.t.Fatalf("%d tables: %v", len(tables), err)
	}
	rows := map[string]int{}
	for _, table := range tables {
		var n int
		of := fmt.Sprintf(`
			SELECT count(*) FROM %s t WHERE coalesce(to_jsonb(t)->>'key', '') NOT SIMILAR TO 'remask|round.%%'
			  AND coalesce(to_jsonb(t)->>'kind', '') <> 'remask'`, table) // which the desk does by itself
		if err := h.db.Owner.Get(&n, of); err != nil {
			h.t.Fatal(err)
		}
		rows[table] = n
	}
	return rows
}
