package tickets_test

import (
	"testing"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// What staff finish was begun by an expert who left a word, not by one who only had it.
func TestWhoseWorkStaffFinish(t *testing.T) {
	h := newHouse(t)
	kit := h.staff("K. Kit", "town")
	otter, heron := h.expert("Otter K.", "parking"), h.expert("Heron B.", "parking")
	for name, c := range map[string]struct {
		does func(number int64)
		want uuid.NullUUID
	}{
		"had it and gave it back": {func(n int64) { h.does(otter, n, &tickets.Release{}) }, uuid.NullUUID{}},
		"left a note":             {func(n int64) { h.does(otter, n, &tickets.Release{Note: note("It is about zone 4.")}) }, uuid.NullUUID{UUID: otter.ID, Valid: true}},
		"wrote, and another had it after that": {func(n int64) {
			h.says(otter, n, "Which zone?")
			h.does(otter, n, &tickets.Release{})
			h.work()
			h.does(heron, n, tickets.Claim{})
			h.does(heron, n, &tickets.Release{})
		}, uuid.NullUUID{UUID: otter.ID, Valid: true}},
	} {
		n := h.opens(h.customer(people.VisitorInput{}), "parking", "hello")
		h.does(otter, n, tickets.Claim{})
		c.does(n)
		h.does(kit, n, &tickets.Assign{})
		h.does(kit, n, tickets.Resolve{})
		var helped uuid.NullUUID
		h.must(h.db.App.GetContext(h.ctx, &helped, `SELECT helped FROM desk.ratings WHERE ticket = $1`, n))
		if helped != c.want {
			t.Errorf("%s: begun by %v, want %v", name, helped, c.want)
		}
	}
}
