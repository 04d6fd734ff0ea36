package subject

import (
	"testing"
	"time"

	"kontor/tickets"
)

func TestRetention(t *testing.T) {
	h := newHouse(t)
	h.topic(tickets.Topic{ID: "short", RetentionMonths: 6})
	h.topic(tickets.Topic{ID: "strict", RetentionMonths: 6, RetentionText: true})
	ann, bo, cy := h.customer("ann"), h.customer("bo"), h.customer("cy")
	kept := h.asks(ann, "tax", "never forget ann@canary.example", true)
	short := h.asks(ann, "short", "short, ann@canary.example shortword", true)
	open := h.asks(ann, "short", "open, ann@canary.example", false)
	strict := h.asks(bo, "strict", "strict, bo@canary.example strictword", true)
	h.asks(cy, "short", "young, cy@canary.example", true)
	dan := h.customer("dan")
	h.must(h.Retain(t.Context()))
	if n := h.count(`SELECT count(*) FROM desk.retention_runs`); n != 0 {
		t.Fatalf("%d rows before anything is old", n)
	}

	bodies := func(number int64) int {
		return h.count(`SELECT (SELECT count(*) FROM vault.bodies WHERE ticket = $1) + (SELECT count(*) FROM vault.requests WHERE ticket = $1)`, number)
	}
	if bodies(short) == 0 || bodies(strict) == 0 {
		t.Fatal("nothing to let go of")
	}
	h.clock.Advance(184 * 24 * time.Hour)
	h.must(h.Retain(t.Context()))
	if bodies(short) != 0 || bodies(strict) != 0 {
		t.Error("originals of old tickets are kept")
	}
	if bodies(kept) == 0 || bodies(open) == 0 {
		t.Error("originals went that nobody asked to let go")
	}
	if h.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND text LIKE '%shortword%'`, short) != 1 {
		t.Error("masked text went where the topic keeps it")
	}
	if h.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND text LIKE '%strictword%'`, strict) != 0 ||
		h.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND text = 'we look into it'`, strict) != 1 {
		t.Error("the customer's words should go, and no others")
	}
	// Bo, Cy and Dan cannot come back and nothing of theirs is kept for a reason;
	// Ann has tickets that are.
	for person, gone := range map[string]bool{ann.ID.String(): false, bo.ID.String(): true, cy.ID.String(): true, dan.ID.String(): true} {
		if n := h.count(`SELECT count(*) FROM desk.erasures WHERE person = $1 AND origin = 'retention'`, person); (n == 1) != gone {
			t.Errorf("%s: %d erasures planned, want %v", person, n, gone)
		}
	}
	h.must(h.work())
	runs, err := h.Runs(t.Context(), h.admin)
	h.must(err)
	sums := map[string][5]int64{}
	for _, r := range runs {
		sums[r.Topic] = [5]int64{r.Tickets, r.People, r.Bodies, r.Files, r.Texts}
	}
	if sums["short"] != [5]int64{2, 0, 4, 2, 0} || sums["strict"] != [5]int64{1, 0, 2, 1, 1} || sums[""] != [5]int64{0, 3, 0, 0, 0} {
		t.Errorf("the report says %v", sums)
	}
	if n := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'retention'`, h.admin.ID); n != 1 {
		t.Errorf("admins were told %d times", n)
	}
	if _, err := h.Runs(t.Context(), h.lind); err == nil {
		t.Error("staff read the report")
	}
	h.must(h.Retain(t.Context()))
	if again, err := h.Runs(t.Context(), h.admin); err != nil || len(again) != len(runs) {
		t.Errorf("the same went twice: %v %v", again, err)
	}
}
