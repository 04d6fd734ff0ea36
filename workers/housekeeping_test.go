package workers

import (
	"context"
	"errors"
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

func TestRoundThatFailsIsGoneAgain(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	gone, trouble := 0, errors.New("no")
	r := round{"retention", retainEvery, func(context.Context) error {
		gone++
		if gone == 1 {
			return trouble
		}
		return nil
	}}
	if err := h.inTurn(t.Context(), r); !errors.Is(err, trouble) {
		t.Errorf("it says %v", err)
	}
	for range 2 {
		h.must(h.inTurn(t.Context(), r))
	}
	if gone != 2 {
		t.Errorf("gone %d times: once in vain, once well, and no more that day", gone)
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
