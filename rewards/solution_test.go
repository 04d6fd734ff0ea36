package rewards

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestDueWhenGraceIsOver(t *testing.T) {
	h := open(t)
	h.rate(Rate{Unit: "EUR", Amount: 250})
	h.rate(Rate{Unit: Points, Amount: 10})
	s := h.solves(h.experts[0])
	h.settles(s)
	if b := h.balance(h.experts[0], "EUR"); b.Owed != 0 || b.Waiting != 250 {
		t.Fatalf("just solved: %+v, want 250 waiting", b)
	}
	h.clock.Advance(grace - time.Second)
	h.settles(s)
	if b := h.balance(h.experts[0], "EUR"); b.Owed != 0 {
		t.Fatalf("in the time of grace: %+v", b)
	}
	h.clock.Advance(time.Second)
	h.settles(s)
	if b := h.balance(h.experts[0], "EUR"); b.Owed != 250 || b.Waiting != 0 {
		t.Errorf("grace is over: %+v, want 250 owed", b)
	}
	if b := h.balance(h.experts[0], Points); b.Owed != 10 {
		t.Errorf("grace is over: %+v, want 10 points", b)
	}
	if want := []uuid.UUID{h.experts[0].ID}; !slices.Equal(h.told, want) {
		t.Errorf("told are %v, want %v once", h.told, want)
	}
	reopened := h.clock.Now()
	s.ReopenedAt = &reopened
	h.settles(s)
	if b := h.balance(h.experts[0], "EUR"); b.Owed != 250 || h.outcome(s) != OutcomeRewarded {
		t.Errorf("reopening later took something back: %+v", b)
	}
}

func TestWhatIsNotRewarded(t *testing.T) {
	h := open(t)
	h.rate(Rate{Unit: "EUR", Amount: 250})
	soon := h.clock.Now().Add(time.Hour)
	reopened, staffed, silent, late := h.solves(h.experts[0]), h.solves(h.experts[0]), h.solves(h.experts[0]), h.solves(h.experts[1])
	reopened.ReopenedAt, staffed.Staffed, silent.Silent = &soon, true, true
	after := h.clock.Now().Add(grace + time.Minute)
	late.ReopenedAt = &after
	h.clock.Advance(30 * 24 * time.Hour) // workers were away for a month
	for s, want := range map[*Solved]string{&reopened: OutcomeReopened, &staffed: OutcomeStaff, &silent: OutcomeSilent, &late: OutcomeRewarded} {
		h.settles(*s)
		if got := h.outcome(*s); got != want {
			t.Errorf("ticket %d: %q, want %q", s.Ticket, got, want)
		}
	}
	again := late
	again.Resolution, again.At, again.ReopenedAt = 2, after, nil
	h.settles(late, again)
	if got := h.outcome(again); got != OutcomeBefore {
		t.Errorf("the same ticket by the same expert: %q, want %q", got, OutcomeBefore)
	}
	if b := h.balance(h.experts[1], "EUR"); b.Owed != 250 {
		t.Errorf("one ticket is worth %d", b.Owed)
	}
}

func TestAJobIsDoneOnce(t *testing.T) {
	h := open(t)
	s := h.solves(h.experts[0])
	job := h.job(s.Ticket)
	for range 3 {
		h.must(h.Settle(h.ctx, job, []Solved{s}, h.tell))
	}
	if n := h.number(`SELECT count(*) FROM desk.jobs WHERE ticket = $1 AND done_at IS NULL`, s.Ticket); n != 1 {
		t.Errorf("%d jobs look again, want one", n)
	}
	h.clock.Advance(grace)
	h.settles(s)
	if got := h.outcome(s); got != OutcomeNoRate {
		t.Errorf("without a rate: %q", got)
	}
	h.must(h.Settle(h.ctx, uuid.New(), []Solved{s}, h.tell)) // a job that is not there
}
