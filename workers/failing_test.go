package workers

import (
	"context"
	"database/sql/driver"
	"errors"
	"testing"
	"time"

	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/tickets"
)

// promise writes a job of the kind, due now.
func (h *house) promise(kind string, ticket int64) (j job) {
	h.t.Helper()
	j = job{ID: id(), Kind: kind, Ticket: ticket}
	_, err := h.db.App.ExecContext(h.t.Context(), `INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) VALUES ($1, $2, $3, $4, $4)`,
		j.ID, kind, ticket, h.clock.Now())
	h.must(err)
	return j
}

type jobState struct {
	Attempt   int     `db:"attempt"`
	Done      bool    `db:"done"`
	Dead      bool    `db:"dead"`
	Leased    bool    `db:"leased"`
	LastError string  `db:"last_error"`
	DueIn     float64 `db:"due_in"`
}

func (h *house) state(j job) (s jobState) {
	h.t.Helper()
	h.must(h.db.Owner.GetContext(h.t.Context(), &s, `
		SELECT attempt, done_at IS NOT NULL AS done, dead_at IS NOT NULL AS dead, leased_until IS NOT NULL AS leased, last_error,
		       extract(epoch FROM due_at - $2) AS due_in FROM desk.jobs WHERE id = $1`, j.ID, h.clock.Now()))
	return s
}

func TestFailureIsPutOff(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	h.kinds["test"] = func(context.Context, job) error { return errors.New("Ann lives in Nordby") }
	j := h.promise("test", 1)
	if err := h.Drain(t.Context()); err == nil {
		t.Error("drain hides the failure")
	}
	want := jobState{Attempt: 1, LastError: "internal", DueIn: 1}
	if got := h.state(j); got != want {
		t.Errorf("after one failure %+v, want %+v", got, want)
	}
	h.clock.Advance(time.Second)
	h.Drain(t.Context())
	if got := h.state(j); got.DueIn != 2 || got.Attempt != 2 {
		t.Errorf("after two failures %+v", got)
	}
}

func TestPoisonEndsDead(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	ran := 0
	h.kinds["test"] = func(context.Context, job) error { ran++; panic("poison") }
	j := h.promise("test", 1)
	for range 2 * mostTries {
		h.clock.Advance(longestWait)
		h.Drain(t.Context())
	}
	if got := h.state(j); !got.Dead || got.Done || got.LastError != "panic" {
		t.Errorf("the job is %+v", got)
	}
	if ran != mostTries {
		t.Errorf("ran %d times, want %d", ran, mostTries)
	}
}

// A job that takes its process down is never heard of again.
func TestKillerEndsDead(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	h.kinds["test"] = func(context.Context, job) error { return nil }
	j := h.promise("test", 1)
	for range mostTries {
		if jobs, err := h.claim(t.Context()); err != nil || len(jobs) != 1 {
			t.Fatalf("claimed %d, %v", len(jobs), err)
		}
		h.clock.Advance(leaseFor)
	}
	h.Drain(t.Context())
	if got := h.state(j); !got.Dead {
		t.Errorf("the job is %+v", got)
	}
}

func TestUnknownKindWaitsForWhoKnowsIt(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	j := h.promise("of the next release", 1)
	h.Drain(t.Context())
	if got := h.state(j); got.LastError != "unknown kind" || got.Done || got.Dead {
		t.Errorf("the job is %+v", got)
	}
}

func TestTicketIsGone(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	for kind := range h.kinds {
		if kind == tickets.JobRemask { // is about all tickets
			continue
		}
		j := h.promise(kind, 424242)
		h.drains()
		if got := h.state(j); !got.Done || got.LastError != string(fault.KindNotFound) {
			t.Errorf("%s: the job is %+v", kind, got)
		}
	}
}

func TestStoppingIsNoFailure(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	ctx, cancel := context.WithCancel(t.Context())
	h.kinds["test"] = func(ctx context.Context, _ job) error { cancel(); return ctx.Err() }
	j := h.promise("test", 1)
	jobs, err := h.claim(t.Context())
	h.must(err)
	h.perform(ctx, jobs[0])
	if got := h.state(j); got.Leased || got.LastError != "" || got.DueIn != 0 {
		t.Errorf("the job is %+v", got)
	}
}

func TestBackoffGrowsToAnEnd(t *testing.T) {
	for attempt, want := range map[int]time.Duration{0: time.Second, 1: time.Second, 2: 2 * time.Second, 5: 16 * time.Second, 11: longestWait, 20: longestWait, 99: longestWait} {
		if got := backoff(attempt); got != want {
			t.Errorf("after %d attempts %v, want %v", attempt, got, want)
		}
	}
}

func TestOutcomesAreWrittenWhenTheDatabaseIsBack(t *testing.T) {
	tries := 0
	write := func(context.Context) error {
		if tries++; tries < 3 {
			return driver.ErrBadConn
		}
		return nil
	}
	if err := insist(t.Context(), write); err != nil || tries != 3 {
		t.Errorf("%d tries: %v", tries, err)
	}
	stopping, stop := context.WithCancel(t.Context())
	stop()
	if tries = 0; insist(stopping, write) == nil || tries != 1 {
		t.Errorf("%d tries by a worker that is to stop", tries)
	}
}
