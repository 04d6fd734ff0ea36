package experts_test

import (
	"testing"
	"time"

	"kontor/experts"
	"kontor/internal/fault"
	"kontor/people"
)

// offered writes that somebody was offered a ticket so many times more.
func (h *house) offered(p people.Person, times int) {
	h.t.Helper()
	for range times {
		h.clock.Advance(time.Minute)
		_, err := h.db.Owner.ExecContext(h.ctx, `
			INSERT INTO desk.offers (ticket, expert, wave, made_at, expires_at, ended_at, outcome)
			SELECT 1, $1, coalesce(max(wave), 0) + 1, $2, $2, $2, 'expired' FROM desk.offers WHERE ticket = 1 AND expert = $1`, p.ID, h.clock.Now())
		h.must(err)
	}
}

func (h *house) audit(p people.Person) *experts.Audit {
	h.t.Helper()
	a, err := h.NextAudit(h.ctx, p)
	h.must(err)
	return a
}

// untilAudit offers somebody tickets until an audit is among them, and says how many
// it took.
func (h *house) untilAudit(p people.Person) (*experts.Audit, int) {
	h.t.Helper()
	for n := 1; n <= 100; n++ {
		h.offered(p, 1)
		if a := h.audit(p); a != nil {
			return a, n
		}
	}
	h.t.Fatal("no audit in a hundred offers")
	return nil, 0
}

// audits is a topic with two practice tickets, and an expert who has one in ten.
func (h *house) audits() people.Person {
	h.t.Helper()
	h.tests("parking", func(t *experts.Test) { t.Probation, t.Practice = 0, 0 })
	h.refused(h.SetAuditRate(h.ctx, h.admin, "parking", 10), fault.KindConflict, "every")
	for _, subject := range []string{"Fine", "Permit"} {
		_, err := h.SaveCase(h.ctx, h.admin, experts.Case{ID: newID(), Topic: "parking", Subject: subject, Text: "I got a letter.", Keywords: []string{"objection", "fourteen"},
			Sample: "You have fourteen days for an objection.", Active: true})
		h.must(err)
	}
	h.must(h.SetAuditRate(h.ctx, h.admin, "parking", 10))
	ann := h.expert("parking")
	h.answered(ann, "parking")
	h.turns(ann, true)
	return ann
}

func (h *house) turns(p people.Person, available bool) {
	h.t.Helper()
	_, err := h.people.SetAvailable(h.ctx, p.ID, available)
	h.must(err)
}

// Like any other offer it does not come to who is on a break, or absent.
func TestAuditsWaitForWhoIsAway(t *testing.T) {
	h := open(t)
	ann := h.audits()
	a, _ := h.untilAudit(ann)
	h.turns(ann, false)
	if got := h.audit(ann); got != nil {
		t.Errorf("on a break one is offered %+v", got)
	}
	h.turns(ann, true)
	now := h.clock.Now()
	_, err := h.db.Owner.ExecContext(h.ctx, `
		INSERT INTO desk.absences (id, person, kind, from_at, until_at, note, made_by, made_at) VALUES ($1, $2, 'away', $3, $4, '', $2, $3)`, newID(), ann.ID, now, now.Add(time.Minute))
	h.must(err)
	if got := h.audit(ann); got != nil {
		t.Errorf("absent one is offered %+v", got)
	}
	h.clock.Advance(time.Minute)
	if got := h.audit(ann); got == nil || got.ID != a.ID {
		t.Errorf("back, one is offered %+v", got)
	}
}

func TestAudit(t *testing.T) {
	h := open(t)
	ann := h.audits()
	a, n := h.untilAudit(ann)
	if n < 5 || n > 15 {
		t.Errorf("the first audit comes after %d offers, want 5 to 15", n)
	}
	if a.Subject == "" || a.State != experts.AuditOffered || a.Sample != "" || a.Missing != nil || a.ExpiresAt.Sub(a.OfferedAt) != 90*time.Second {
		t.Errorf("offered %+v", a)
	}
	if again := h.audit(ann); again == nil || again.ID != a.ID {
		t.Errorf("while it stands there is another: %+v", again)
	}
	ben := h.expert("parking")
	_, err := h.Audit(h.ctx, ben, a.ID)
	h.refused(err, fault.KindNotFound) // not theirs
	_, err = h.AnswerAudit(h.ctx, ben, a.ID, "x")
	h.refused(err, fault.KindNotFound)
	_, err = h.AnswerAudit(h.ctx, ann, a.ID, " ")
	h.refused(err, fault.KindInvalid, "text")
	for _, text := range []string{"Write an OBJECTION.", "Another answer: fourteen days for an objection."} { // the first one stays
		a, err = h.AnswerAudit(h.ctx, ann, a.ID, text)
		h.must(err)
		if a.State != experts.AuditMissed || len(a.Missing) != 1 || a.Missing[0] != "fourteen" || a.Sample == "" || a.Answer != "Write an OBJECTION." {
			t.Fatalf("answered: %+v", a)
		}
	}
	h.refused(func() error { _, err := h.Audits(h.ctx, ann); return err }(), fault.KindForbidden)
	seen, err := h.Audits(h.ctx, h.lind)
	h.must(err)
	if len(seen) != 1 || seen[0].Answer != "Write an OBJECTION." || seen[0].Person != ann.ID || !seen[0].Counts {
		t.Fatalf("staff see %+v", seen)
	}
	for range 2 {
		h.must(h.JudgeAudit(h.ctx, h.lind, a.ID, false))
	}
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'audit_judged'`); n != 1 {
		t.Errorf("%d lines for one judgement", n)
	}
	if n := h.count(`SELECT count(*) FROM vault.audit_texts WHERE position('OBJECTION'::bytea IN sealed) > 0`); n != 0 {
		t.Error("what the expert wrote is not sealed")
	}
	_, n = h.untilAudit(ann)
	if n < 5 || n > 15 {
		t.Errorf("the second audit comes after %d offers", n)
	}
}

func TestAuditIsSkippedOrMissedAtNoCost(t *testing.T) {
	h := open(t)
	ann := h.audits()
	a, _ := h.untilAudit(ann)
	h.must(h.SkipAudit(h.ctx, ann, a.ID))
	if late, err := h.AnswerAudit(h.ctx, ann, a.ID, "fourteen days for an objection"); err != nil || late.State != experts.AuditSkipped {
		t.Errorf("skipped, and then %+v (%v)", late, err)
	}
	b, _ := h.untilAudit(ann)
	h.clock.Advance(2 * time.Minute) // the offer is over, whoever has taken it writes on
	b, err := h.AnswerAudit(h.ctx, ann, b.ID, "There are fourteen days for an objection.")
	h.must(err)
	if b.State != experts.AuditGood || len(b.Missing) != 0 {
		t.Errorf("a good answer: %+v", b)
	}
	c, _ := h.untilAudit(ann)
	h.clock.Advance(2 * time.Hour)
	_, err = h.AnswerAudit(h.ctx, ann, c.ID, "x")
	h.refused(err, fault.KindConflict)
	h.must(h.SetAuditRate(h.ctx, h.admin, "parking", 0))
	h.offered(ann, 30)
	if a := h.audit(ann); a != nil {
		t.Errorf("switched off, and still %+v", a)
	}
	h.refused(h.SetAuditRate(h.ctx, h.lind, "parking", 10), fault.KindForbidden)
	h.refused(h.SetAuditRate(h.ctx, h.admin, "parking", 1), fault.KindInvalid, "every")
	h.refused(h.SetAuditRate(h.ctx, h.admin, "nothing", 0), fault.KindNotFound)
}
