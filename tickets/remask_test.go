package tickets_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// rule adds one of the organisation's own.
func (h *house) rule(pattern string) {
	h.t.Helper()
	_, err := h.AddMaskRule(h.ctx, h.admin, tickets.MaskRule{ID: uuid.Must(uuid.NewV7()), Name: pattern, Kind: "order", Pattern: pattern})
	h.must(err)
}

// remask does a step of masking anew; more is false when there is none to do.
func (h *house) remask() (more bool, err error) {
	h.t.Helper()
	var jobs []uuid.UUID
	h.must(h.db.Owner.SelectContext(h.ctx, &jobs, `SELECT id FROM desk.jobs WHERE kind = $1 AND done_at IS NULL`, tickets.JobRemask))
	for _, job := range jobs {
		err = errors.Join(err, h.RemaskSome(h.ctx, job))
	}
	return len(jobs) > 0, err
}

// remasked does all steps and says how that ended.
func (h *house) remasked() tickets.Remasking {
	h.t.Helper()
	for more := true; more; {
		var err error
		more, err = h.remask()
		h.must(err)
	}
	r, err := h.Remasking(h.ctx)
	h.must(err)
	if r == nil || r.Ended == nil {
		h.t.Fatalf("masking anew has not ended: %+v", r)
	}
	return *r
}

// What does not open is left with the rules that it was masked with, and nothing
// else waits for it.
func TestMaskingAnewLeavesWhatDoesNotOpen(t *testing.T) {
	h := newHouse(t)
	damage := []struct {
		what, how string
		left      bool
	}{
		{what: "all is well"},
		{"the key is damaged", `UPDATE vault.keys SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE person = $1`, true},
		{"the key is wrapped by who knows", `UPDATE vault.keys SET wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1) WHERE person = $1`, true},
		{"the key is lost", `DELETE FROM vault.keys WHERE person = $1`, true},
		{"a text is damaged", `UPDATE vault.bodies SET text = set_byte(text, 5, get_byte(text, 5) # 1) WHERE customer = $1`, true},
		{"the numbers of placeholders are damaged", `INSERT INTO vault.placeholders SELECT number, customer, 'x' FROM desk.tickets WHERE customer = $1`, true},
		{what: "the oldest"},
	}
	numbers := make([]int64, len(damage))
	for i, d := range slices.Backward(damage) { // the newest is the first to be masked anew
		ann := h.customer(people.VisitorInput{Name: "Ann Olsen"})
		numbers[i] = h.opens(ann, "parking", "I am Ann Olsen, my file is XQ/7712")
		if d.how != "" {
			h.exec(d.how, ann.ID)
			h.people.Forget(ann.ID)
		}
	}
	gone := h.customer(people.VisitorInput{Name: "Bo"})
	emptied := h.opens(gone, "parking", "file XQ/7712")
	_, err := h.Erase(h.ctx, emptied)
	h.must(err)
	h.must(h.people.Destroy(h.ctx, gone.ID))
	h.Desk = h.anotherNode() // which remembers no numbers

	h.rule(`XQ/\d{4}`)
	r := h.remasked()
	if r.Left != 5 || r.Changed != 2*2 {
		t.Errorf("%d were left and %d texts changed", r.Left, r.Changed)
	}
	lind := h.staff("Lind", "town")
	for i, d := range damage {
		want := "I am [name 1], my file is [order 1]"
		if d.left {
			want = "I am [name 1], my file is XQ/7712"
		}
		if got := h.log(lind, numbers[i])[1].Text; got != want {
			t.Errorf("%s: it reads %q", d.what, got)
		}
		older := h.number(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND text <> '' AND mask_version < $2`, numbers[i], r.To)
		if left := older > 0; left != d.left {
			t.Errorf("%s: %d texts say that an older version masked them", d.what, older)
		}
	}
}

// What helpers wrote in the tickets of a customer who was erased follows changed rules:
// its placeholders stay, what a rule finds between them is hidden, and nothing is sealed.
func TestMaskingAnewOfWhoWasErased(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{Name: "Ann Olsen"}), h.expert("Otter", "parking"), h.staff("Lind", "town")
	n := h.opens(ann, "parking", "I am Ann Olsen, my file is XQ/7712")
	h.does(otter, n, tickets.Claim{})
	h.says(otter, n, "Hello Ann Olsen, I have XQ/7712 here")
	hidden := h.says(otter, n, "XQ/7713 was the older one")
	h.does(ann, n, &tickets.Leak{Entry: hidden.ID})
	plain := h.says(otter, n, "All is well")
	h.work()
	_, err := h.Erase(h.ctx, n)
	h.must(err)
	h.must(h.people.Destroy(h.ctx, ann.ID))

	h.rule(`XQ/\d{4}`)
	if r := h.remasked(); r.Left != 0 || r.Changed != 1 {
		t.Errorf("%d were left and %d texts changed", r.Left, r.Changed)
	}
	var got []string
	for _, e := range h.log(lind, n) {
		if e.Kind == tickets.KindMessage {
			got = append(got, e.Text)
		}
	}
	if want := []string{"", "Hello [name 1], I have [order 1] here", "[hidden]", "All is well"}; !slices.Equal(got, want) {
		t.Errorf("it reads %q, want %q", got, want)
	}
	if found, _, err := h.List(h.ctx, lind, tickets.Filter{View: tickets.ViewAll, Query: "7712", Limit: 10}); err != nil || len(found) != 0 {
		t.Errorf("what is hidden is found (%v)", err)
	}
	if kept := h.number(`SELECT (SELECT count(*) FROM vault.bodies WHERE ticket = $1) + (SELECT count(*) FROM vault.requests WHERE ticket = $1)`, n); kept != 0 {
		t.Errorf("%d originals are kept", kept)
	}
	if older := h.number(`SELECT count(*) FROM desk.entries WHERE id = $1 AND mask_version < $2`, plain.ID, h.remasked().To); older != 0 {
		t.Error("what reads as before says that an older version masked it")
	}
}

// A database that fails is another matter: the step fails, and is done again.
func TestMaskingAnewWaitsForTheDatabase(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann"})
	number := h.opens(ann, "parking", "My file is XQ/7712")
	h.rule(`XQ/\d{4}`)
	h.exec(`ALTER TABLE vault.bodies RENAME TO away`)
	if _, err := h.remask(); err == nil {
		t.Error("the step hides that it failed")
	}
	h.exec(`ALTER TABLE vault.away RENAME TO bodies`)
	if r := h.remasked(); r.Left != 0 || r.Changed != 2 {
		t.Errorf("%d were left and %d texts changed", r.Left, r.Changed)
	}
	if got := h.log(h.staff("Lind", "town"), number)[1].Text; got != "My file is [order 1]" {
		t.Errorf("it reads %q", got)
	}
}
