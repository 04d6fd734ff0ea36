package subject

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

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

// Once the time of a ticket is over nothing brings an original back: not rules that
// hide more of what is left, nor what somebody says about it afterwards.
func TestNothingComesBackAfterRetention(t *testing.T) {
	h := newHouse(t)
	h.topic(tickets.Topic{ID: "short", RetentionMonths: 1})
	ann := h.customer("ann")
	old := h.asks(ann, "short", "ann@canary.example has KD-123456", false)
	h.does(h.lind, old, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "KD-123456 belongs to ann@canary.example, KD-654321 does not"}})
	h.does(h.lind, old, tickets.Resolve{})
	h.does(ann, old, &tickets.Rate{Stars: 5, Tags: []string{"ann@canary.example", "KD-123456"}})
	h.clock.Advance(8 * 24 * time.Hour)
	_, err := h.desk.Do(t.Context(), tickets.Order{Ticket: old}, tickets.AutoClose{})
	h.must(err)
	kept := h.asks(ann, "tax", "ann@canary.example has KD-123456", true)
	h.clock.Advance(60 * 24 * time.Hour)
	h.must(h.Retain(t.Context()))

	h.must(h.hides(`\bKD-\d{6}\b`))
	var entry uuid.UUID
	h.must(h.db.Owner.Get(&entry, `SELECT id FROM desk.entries WHERE ticket = $1 AND text = 'we look into it'`, old))
	h.does(h.lind, old, &tickets.Leak{Entry: entry, Note: tickets.Text{Raw: "it names ann@canary.example"}})

	if n := h.originals(old); n != 0 {
		t.Errorf("%d originals have come back", n)
	}
	if h.originals(kept) == 0 {
		t.Error("originals went that nobody asked to let go")
	}
	var texts string
	h.must(h.db.Owner.Get(&texts, `
		SELECT subject || fields::text || (SELECT string_agg(text || data::text, ' ' ORDER BY seq) FROM desk.entries WHERE ticket = number) FROM desk.tickets WHERE number = $1`, old))
	for want, n := range map[string]int{"[e-mail 1] has [order 1]": 3, "[order 1] belongs to [e-mail 1], [order 2] does not": 1, `"tags": ["[e-mail 1]", "[order 1]"]`: 1,
		"it names [e-mail 1]": 1, "KD-": 0, "(e-mail": 0, "canary": 0} {
		if strings.Count(texts, want) < n || n == 0 && strings.Contains(texts, want) {
			t.Errorf("%q should be there %d times in %s", want, n, texts)
		}
	}
}

// hides adds a rule and has all texts masked anew.
func (h *house) hides(pattern string) error {
	_, err := h.desk.AddMaskRule(h.t.Context(), h.lind, tickets.MaskRule{ID: newID(), Name: "orders", Kind: "order", Pattern: pattern})
	for left := 1; err == nil && left > 0; {
		h.clock.Advance(time.Minute)
		var jobs []uuid.UUID
		err = h.db.Owner.Select(&jobs, `SELECT id FROM desk.jobs WHERE kind = 'remask' AND done_at IS NULL`)
		for _, job := range jobs {
			err = errors.Join(err, h.desk.RemaskSome(h.t.Context(), job))
		}
		left = len(jobs)
	}
	return err
}

// originals counts what the vault holds of a ticket's texts.
func (h *house) originals(ticket int64) int {
	h.t.Helper()
	return h.count(`SELECT (SELECT count(*) FROM vault.bodies WHERE ticket = $1) + (SELECT count(*) FROM vault.requests WHERE ticket = $1)
		+ (SELECT count(*) FROM vault.placeholders WHERE ticket = $1)`, ticket)
}
