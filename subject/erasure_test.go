package subject

import (
	"errors"
	"strings"
	"testing"
	"time"

	"kontor/contact"
	"kontor/internal/fault"
	"kontor/people"
)

var errKilled = errors.New("the node died")

// A node may die after any phase: whoever comes next ends what was begun, and
// each ticket says so once.
func TestErasureSurvivesAKillAfterEachPhase(t *testing.T) {
	h := newHouse(t)
	ann, bo := h.customer("ann"), h.customer("bo")
	open := h.asks(ann, "tax", "I am ann, write to ann@canary.example", false)
	h.asks(ann, "tax", "another of ann@canary.example", true)
	h.asks(bo, "tax", "I am bo, bo@canary.example", false)
	h.must(contact.New(h.db.App, h.people, h.clock).Keep(t.Context(), ann, h.helper(people.RoleStaff, "anna@desk.example").ID))
	_, err := h.AskErasure(t.Context(), ann)
	h.must(err)
	h.clock.Advance(15 * 24 * time.Hour)

	died := map[string]bool{}
	h.passed = func(phase string) error {
		if died[phase] {
			return nil
		}
		died[phase] = true
		return errKilled
	}
	for range 50 {
		if err := h.work(); err != nil && !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		h.clock.Advance(againAfter)
	}
	if len(died) != len(phases)-1 {
		t.Errorf("died after %d phases only: %v", len(died), died)
	}
	if e, _, err := h.ErasureOf(t.Context(), ann.ID); err != nil || e.Phase != phaseDone {
		t.Fatalf("the erasure stands at %s (%v)", e.Phase, err)
	}
	if n := h.count(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'erased'`); n != 2 {
		t.Errorf("%d erased events in two tickets", n)
	}
	for _, table := range []string{"vault.keys", "vault.customers", "vault.identities", "vault.personal_fields", "vault.blind_index", "vault.sessions",
		"desk.notifications", "desk.reads"} {
		if n := h.count(`SELECT count(*) FROM `+table+` WHERE person = $1`, ann.ID); n != 0 {
			t.Errorf("%s holds %d rows of hers", table, n)
		}
	}
	if n := h.count(`SELECT count(*) FROM desk.contacts`); n != 0 {
		t.Error("her personal contact is left")
	}
	if n := h.count(`SELECT count(*) FROM vault.bodies WHERE customer = $1`, ann.ID); n != 0 {
		t.Errorf("%d originals are left", n)
	}
	if left := h.files.of(ann.ID); left != 0 {
		t.Errorf("%d files are left", left)
	}
	if h.files.of(bo.ID) != 1 || h.count(`SELECT count(*) FROM vault.bodies WHERE customer = $1`, bo.ID) == 0 {
		t.Error("somebody else lost something")
	}
	if n := h.count(`SELECT count(*) FROM desk.tickets WHERE number = $1 AND state = 'closed' AND customer_alias = 'erased' AND subject = ''`, open); n != 1 {
		t.Error("an open ticket was not closed and emptied")
	}
}

// What another node wrote while the phases ran is found by the last one.
func TestErasureLooksOnceMore(t *testing.T) {
	h := newHouse(t)
	ann := h.customer("ann")
	n := h.asks(ann, "tax", "hello", false)
	_, err := h.AskErasure(t.Context(), ann)
	h.must(err)
	h.clock.Advance(15 * 24 * time.Hour)
	h.must(h.work())
	_, err = h.db.Owner.Exec(`INSERT INTO desk.search (ticket, seq, audience, at, words) VALUES ($1, 2, 'everyone', now(), 'lateword'::tsvector)
		ON CONFLICT (ticket, seq) DO UPDATE SET words = excluded.words`, n)
	h.must(err)
	h.clock.Advance(againAfter)
	h.must(h.work())
	if n := h.count(`SELECT count(*) FROM desk.search WHERE words @@ 'lateword'`); n != 0 {
		t.Error("words that came late are left")
	}
}

func TestErasureAtTheCounter(t *testing.T) {
	h := newHouse(t)
	ann := h.customer("ann")
	want := func(err error, kind fault.Kind) {
		t.Helper()
		if !fault.Is(err, kind) {
			t.Errorf("%v, want %s", err, kind)
		}
	}
	_, err := h.EraseFor(t.Context(), h.lind, ann.ID, "she asked")
	want(err, fault.KindForbidden)
	yes, days := true, 3
	_, err = h.SetPolicy(t.Context(), h.lind, PolicyUpdate{StaffMayErase: &yes})
	want(err, fault.KindForbidden)
	_, err = h.SetPolicy(t.Context(), h.admin, PolicyUpdate{StaffMayErase: &yes, EraseAfterDays: &days})
	h.must(err)
	_, err = h.EraseFor(t.Context(), h.lind, ann.ID, " ")
	want(err, fault.KindInvalid)
	_, err = h.EraseFor(t.Context(), h.lind, h.admin.ID, "she asked")
	want(err, fault.KindNotFound)
	e, err := h.EraseFor(t.Context(), h.lind, ann.ID, "passport of ann@canary.example seen")
	h.must(err)
	if !e.DueAt.Equal(h.clock.Now().AddDate(0, 0, 3)) || e.Origin != OriginStaff {
		t.Errorf("planned %+v", e)
	}
	var logged string
	h.must(h.db.Owner.Get(&logged, `SELECT data::text FROM desk.audit_log WHERE act = 'erasure_planned' AND target = $1 AND person = $2`, ann.ID, h.lind.ID))
	if !strings.Contains(logged, "passport of") || strings.Contains(logged, "canary") {
		t.Errorf("the audit log says %s", logged)
	}
	h.must(h.UndoErasureFor(t.Context(), h.lind, ann.ID))
	want(h.UndoErasureFor(t.Context(), h.lind, ann.ID), fault.KindNotFound)
	h.clock.Advance(4 * 24 * time.Hour)
	h.must(h.work())
	if n := h.count(`SELECT count(*) FROM vault.keys WHERE person = $1`, ann.ID); n != 1 {
		t.Error("erased although it was undone")
	}
	if may, err := h.MayErase(t.Context(), people.Person{Role: people.RoleExpert}); may || err != nil {
		t.Errorf("an expert may erase: %v", err)
	}
}

// Two admins who decide different things at the same moment both have their way.
func TestPolicyKeepsWhatTwoDecideAtATime(t *testing.T) {
	h := newHouse(t)
	for days := range 20 {
		yes, errs := days%2 == 0, make(chan error, 2)
		go func() { _, err := h.SetPolicy(t.Context(), h.admin, PolicyUpdate{EraseAfterDays: &days}); errs <- err }()
		go func() { _, err := h.SetPolicy(t.Context(), h.admin, PolicyUpdate{StaffMayErase: &yes}); errs <- err }()
		h.must(errors.Join(<-errs, <-errs))
		if p, err := h.Policy(t.Context()); err != nil || p.EraseAfterDays != days || p.StaffMayErase != yes {
			t.Fatalf("got %+v, %v, want %d days and %v", p, err, days, yes)
		}
	}
}
