package subject

import (
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

func TestTellLooks(t *testing.T) {
	h := newHouse(t)
	ann, bo := h.customer("ann"), h.customer("bo")
	looks := func(at people.Person, number int64) {
		t.Helper()
		h.clock.Advance(time.Minute)
		_, err := h.desk.ShowPersonal(t.Context(), tickets.Order{Ticket: number, By: h.lind}, "")
		h.must(err)
	}
	told := func(person people.Person, want int) {
		t.Helper()
		h.clock.Advance(time.Hour)
		h.must(h.TellLooks(t.Context()))
		if n := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'looked'`, person.ID); n != want {
			t.Errorf("%s was told %d times, want %d", person.ID, n, want)
		}
	}
	wants := func(on bool) {
		t.Helper()
		_, err := h.register.UpdateMe(t.Context(), ann.ID, people.MeUpdate{TellLooks: &on})
		h.must(err)
		if is, err := h.register.TellsLooks(t.Context(), ann.ID); err != nil || is != on {
			t.Errorf("switched to %v: %v, %v", on, is, err)
		}
	}
	first, second, bos := h.asks(ann, "tax", "one", false), h.asks(ann, "tax", "two", false), h.asks(bo, "tax", "three", false)
	looks(ann, first)
	told(ann, 0) // off unless somebody wants it
	wants(true)
	told(ann, 0) // and nothing of before
	looks(ann, first)
	looks(ann, second)
	looks(bo, bos)
	wants(true) // again
	told(ann, 1)
	told(ann, 1)
	told(bo, 0)
	_, err := h.register.LookUp(t.Context(), h.lind, "ann@canary.example")
	h.must(err)
	told(ann, 2)
	wants(false)
	looks(ann, first)
	told(ann, 2)
	on := true
	if _, err := h.register.UpdateMe(t.Context(), h.lind.ID, people.MeUpdate{TellLooks: &on}); err == nil {
		t.Error("staff are told of looks at what is not theirs")
	}
}
