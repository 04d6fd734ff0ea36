package load

import (
	"context"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"kontor/internal/testkit"
)

func (h *house) options(o Options) Options {
	o.Bases, o.Database, o.Keyring, o.Seed = []string{h.url}, h.db.OwnerDSN, testkit.Keyring(h.t), 7
	return o
}

// runs runs, and expects that everything held and nothing was left.
func (h *house) runs(o Options) *Report {
	h.t.Helper()
	before := h.rows()
	var out strings.Builder
	o.Out, o.Settle = &out, 3*time.Minute // only what hangs takes so long
	report, err := Run(h.t.Context(), o)
	if err != nil {
		h.t.Fatal(err)
	}
	report.Print(&out)
	if !report.Held() {
		h.t.Errorf("broken:\n%s", &out)
	}
	if after := h.rows(); o.Database != "" && !maps.Equal(before, after) {
		h.t.Errorf("rows before %v\nrows after %v", before, after)
	}
	return report
}

// A whole desk, everybody at work: everything is as it should be, and nothing
// is left.
func TestEverythingHoldsAndNothingIsLeft(t *testing.T) {
	h := open(t)
	r := h.runs(h.options(Options{Customers: 6, Experts: 3, Staff: 3, Idle: 5, For: 5 * time.Minute, Until: h.written(70), Pace: 20}))
	if r.Acked < 50 || r.Received < 100 || r.Unacked > 0 || r.Delivery.N == 0 || r.Idle.Sockets != 5 {
		t.Errorf("too little happened: %+v", r)
	}
}

func TestWhatIsMeasuredAlone(t *testing.T) {
	h := open(t)
	r := h.runs(h.options(Options{Senders: 4, Storm: 20, Crowd: 10, For: 500 * time.Millisecond, Compare: 200 * time.Millisecond}))
	if r.Acked == 0 || r.Ack.N != r.Acked || r.Storm == 0 || r.Broadcast.N == 0 || r.BareCommits == 0 || r.Echoes == 0 {
		t.Errorf("not everything was measured: %+v", r)
	}
}

// Without a database less is checked, and that is said.
func TestVisitorsOnly(t *testing.T) {
	h := open(t)
	h.db.Owner.MustExec(`INSERT INTO desk.teams (id, name) VALUES ('town', 'Town')`)
	h.db.Owner.MustExec(`INSERT INTO desk.topics (id, names, policy, team) VALUES ('lamps', '{"en": "Lamps"}', 'staff_only', 'town')`)
	r := h.runs(Options{Bases: []string{h.url}, Customers: 3, For: 5 * time.Minute, Until: h.written(6), Pace: 20})
	if r.Acked == 0 || len(r.Unchecked) == 0 {
		t.Errorf("%+v", r)
	}
	r = h.runs(Options{Bases: []string{h.url}, Senders: 2, For: 300 * time.Millisecond})
	if r.Acked == 0 {
		t.Errorf("%+v", r)
	}
}

// Whoever interrupts a run leaves nothing behind either; what a killed one left
// is found by its mark.
func TestInterruptedRunsLeaveNothing(t *testing.T) {
	h := open(t)
	before := h.rows()
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	working := h.written(8)
	go func() { <-working; interrupt() }()
	if _, err := Run(ctx, h.options(Options{Customers: 4, Experts: 2, Staff: 2, For: 5 * time.Minute, Until: make(chan struct{}), Pace: 10})); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	if after := h.rows(); !maps.Equal(before, after) {
		t.Errorf("rows before %v\nrows after the interruption %v", before, after)
	}

	r := &run{Options: h.options(Options{}), report: &Report{}}
	r.Options, _ = r.complete()
	town, err := build(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	killed := town.(*hall)
	r.town = killed
	if _, err := r.seat(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	if n, err := Clean(t.Context(), h.db.OwnerDSN); err != nil || n != 0 {
		t.Errorf("removed %d runs that live: %v", n, err)
	}
	if err := errors.Join(killed.lock.Close(), killed.db.Close()); err != nil {
		t.Fatal(err)
	}
	// Its lock goes when PostgreSQL notices that its connection has ended.
	for limit, n := time.After(3*time.Minute), 0; n == 0; {
		if n, err = Clean(t.Context(), h.db.OwnerDSN); err != nil || n > 1 {
			t.Fatalf("removed %d runs: %v", n, err)
		}
		select {
		case <-limit:
			t.Fatal("what the killed run left is not removed")
		default:
		}
	}
	if after := h.rows(); !maps.Equal(before, after) {
		t.Errorf("rows before %v\nrows after cleaning %v", before, after)
	}
}

// A run whose end another decides, long before its longest time, has everybody
// there from the beginning.
func TestWhenCustomersHaveCome(t *testing.T) {
	for _, test := range []struct {
		o    Options
		want time.Duration
	}{
		{Options{For: 5 * time.Minute}, 0},
		{Options{For: 10 * time.Second, Pace: 1}, 5 * time.Second},
		{Options{For: 5 * time.Minute, Pace: 5, Until: make(chan struct{})}, time.Second},
		{Options{For: time.Second, Pace: 5, Until: make(chan struct{})}, time.Second / 2},
	} {
		if got := test.o.arrivals(); got != test.want {
			t.Errorf("%+v: everybody has come after %v, want %v", test.o, got, test.want)
		}
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for name, o := range map[string]Options{
		"no server":  {},
		"no key":     {Bases: []string{"http://127.0.0.1:1"}, Database: "postgres://x"},
		"no address": {Bases: []string{"127.0.0.1:8080"}},
	} {
		if _, err := Run(t.Context(), o); err == nil {
			t.Errorf("%s: it ran", name)
		}
	}
}
