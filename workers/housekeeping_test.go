package workers

import (
	"testing"
	"time"

	"kontor/internal/testkit"
	"kontor/people"
)

func TestTidy(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	h.opens("hello?")
	h.drains()
	_, token, err := h.register.NewVisitor(t.Context(), people.VisitorInput{})
	h.must(err)
	h.must(h.Tidy(t.Context()))
	if h.count(`SELECT count(*) FROM desk.jobs WHERE done_at IS NOT NULL`) == 0 {
		t.Error("what was done just now is forgotten")
	}
	if _, err := h.register.ByToken(t.Context(), token); err != nil {
		t.Errorf("a session that holds ended: %v", err)
	}
	left := h.count(`SELECT count(*) FROM desk.jobs WHERE done_at IS NULL`)
	h.clock.Advance(32 * 24 * time.Hour)
	h.must(h.Tidy(t.Context()))
	if got := h.count(`SELECT count(*) FROM desk.jobs WHERE done_at IS NOT NULL`); got != 0 {
		t.Errorf("%d jobs done long ago are kept", got)
	}
	if got := h.count(`SELECT count(*) FROM desk.jobs`); got != left {
		t.Errorf("%d undone jobs are left, want %d", got, left)
	}
	if got := h.count(`SELECT count(*) FROM vault.sessions`); got != 0 {
		t.Errorf("%d sessions past their date are kept", got)
	}
}

func TestOneNodeAnHourTidies(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	for i, want := range []bool{true, false} {
		if mine, err := h.takeTurn(t.Context(), round{name: "housekeeping", every: tidyEvery}); err != nil || mine != want {
			t.Errorf("try %d: %v %v, want %v", i, mine, err, want)
		}
	}
	h.clock.Advance(time.Hour)
	if mine, err := h.takeTurn(t.Context(), round{name: "housekeeping", every: tidyEvery}); err != nil || !mine {
		t.Errorf("an hour later: %v %v", mine, err)
	}
}
