package tickets_test

import (
	"context"
	"io"
	"log/slog"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/migrations"
	"kontor/people"
	"kontor/tickets"
)

// BenchmarkPost measures acknowledged posts per second of 16, 64 and 256
// senders, each on a ticket of their own, on a PostgreSQL that flushes to disk,
// and beside each the rate of the same PostgreSQL with one bare commit per
// message by as many writers. What counts is the ratio.
func BenchmarkPost(b *testing.B) {
	h := newDurableHouse(b)
	for _, senders := range []int{1, 16, 64, 256} {
		name := map[int]string{1: "001", 16: "016", 64: "064", 256: "256"}[senders]
		b.Run(name, func(b *testing.B) {
			bare := h.bareCommits(b, min(senders, 32))
			posts, slowest := h.posts(b, senders)
			b.ReportMetric(posts, "posts/s")
			b.ReportMetric(bare, "bare-commits/s")
			b.ReportMetric(posts/bare, "ratio")
			b.ReportMetric(float64(slowest.Milliseconds()), "slowest-ms")
			b.ReportMetric(0, "ns/op")
		})
	}
}

const benchFor = 3 * time.Second

type durableHouse struct {
	*tickets.Desk
	owner *sqlx.DB
	who   []people.Person
	on    []int64
}

func newDurableHouse(b *testing.B) *durableHouse {
	ctx, cancel := context.WithCancel(context.Background())
	dir, err := os.MkdirTemp("", "kontor-bench-")
	check(b, err)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	cluster, err := postgres.StartCluster(ctx, postgres.ClusterOptions{DataDir: dir, Log: log})
	check(b, err)
	check(b, migrations.Migrate(ctx, cluster.OwnerDSN(), migrations.Logins{}))
	owner, err := postgres.Connect(ctx, cluster.OwnerDSN(), postgres.Pool{MaxOpen: 32})
	check(b, err)
	app, err := postgres.Connect(ctx, cluster.AppDSN(), postgres.Pool{MaxOpen: 16})
	check(b, err)
	register := people.NewRegister(app, app, testkit.Keyring(b), clock.System{})
	rdb := testkit.Redis(b)
	desk := tickets.NewDesk(app, app, register, people.NewPresence(rdb, clock.System{}), tickets.NewBell(rdb, log), clock.System{})
	done := make(chan error, 1)
	go func() { done <- desk.Run(ctx) }()
	b.Cleanup(func() {
		cancel()
		<-done
		owner.Close()
		app.Close()
		check(b, cluster.Stop(context.Background()))
		os.RemoveAll(dir)
	})
	h := &durableHouse{Desk: desk, owner: owner}
	h.furnish(b, register)
	return h
}

func check(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (h *durableHouse) furnish(b *testing.B, register *people.Register) {
	ctx := context.Background()
	_, err := register.CreateTeam(ctx, people.System(), people.Team{ID: "town", Name: "town"})
	check(b, err)
	_, err = h.CreateTopic(ctx, people.System(), tickets.Topic{ID: "t", Names: map[string]string{"en": "t"}, Policy: tickets.StaffOnly, Team: "town",
		TakeWithinS: 900, OfferForS: 90, WaveSize: 3, CloseAfterD: 7, Active: true})
	check(b, err)
	_, err = h.owner.Exec(`CREATE TABLE bare (id uuid PRIMARY KEY, text text)`)
	check(b, err)
	for range 256 {
		p, _, err := register.NewVisitor(ctx, people.VisitorInput{Locale: "en"})
		check(b, err)
		done, err := h.Open(ctx, p, tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: "t", Text: "hello"})
		check(b, err)
		h.who, h.on = append(h.who, p), append(h.on, done.Ticket.Number)
	}
}

var message = strings.Repeat("eighty characters of a believable sentence, ", 2)[:80]

func (h *durableHouse) posts(b *testing.B, senders int) (perSecond float64, slowest time.Duration) {
	var longest atomic.Int64
	n := during(senders, func(i int) {
		began := time.Now()
		_, err := h.Do(context.Background(), tickets.Order{Ticket: h.on[i], By: h.who[i]}, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: message}})
		if err != nil {
			b.Error(err)
		}
		for took := int64(time.Since(began)); took > longest.Load(); {
			longest.Store(took)
		}
	})
	return n, time.Duration(longest.Load())
}

func (h *durableHouse) bareCommits(b *testing.B, writers int) float64 {
	return during(writers, func(int) {
		if _, err := h.owner.Exec(`INSERT INTO bare VALUES ($1, $2)`, uuid.Must(uuid.NewV7()), message); err != nil {
			b.Error(err)
		}
	})
}

// during lets as many goroutines do something again and again for a while, and
// gives how often a second it was done.
func during(goroutines int, do func(i int)) float64 {
	var count atomic.Int64
	var wg sync.WaitGroup
	began := time.Now()
	for i := range goroutines {
		wg.Go(func() {
			for time.Since(began) < benchFor {
				do(i)
				count.Add(1)
			}
		})
	}
	wg.Wait()
	return float64(count.Load()) / time.Since(began).Seconds()
}
