package experts_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/experts"
	"kontor/internal/fault"
	"kontor/people"
)

// fails takes a test, fails it, and lets an hour go by.
func (h *house) fails(p people.Person, topic string) {
	h.t.Helper()
	a := h.begins(p, topic)
	_, err := h.HandIn(h.ctx, p, a.ID, wrong(a))
	h.must(err)
	h.clock.Advance(day / 24)
}

func TestOneMoreAttempt(t *testing.T) {
	h := open(t)
	test := h.tests("parking", func(t *experts.Test) { t.Attempts = 1 })
	ann := h.applies("parking")
	give := func(id uuid.UUID, reason string) error {
		return h.GiveAttempt(h.ctx, h.lind, ann.ID, id, "parking", reason)
	}
	h.refused(give(newID(), "Why not."), fault.KindConflict) // she has one
	h.fails(ann, "parking")
	h.at(ann, "parking", experts.StepTest)

	h.refused(give(newID(), " "), fault.KindInvalid, "reason")
	h.refused(h.GiveAttempt(h.ctx, h.helper(helperOf("Elsewhere", "shop")), ann.ID, newID(), "parking", "x"), fault.KindNotFound)
	h.refused(h.GiveAttempt(h.ctx, ann, ann.ID, newID(), "parking", "x"), fault.KindForbidden)
	h.refused(h.GiveAttempt(h.ctx, h.lind, h.applies("waste").ID, newID(), "parking", "x"), fault.KindNotFound)
	id := newID()
	for range 2 {
		h.must(give(id, "The page was down."))
	}
	own, err := h.Own(h.ctx, ann)
	h.must(err)
	if x := own.Standings[0].Exam; x.State != experts.ExamReady || x.Left != 1 || own.Extras[x.Extra] != "The page was down." {
		t.Fatalf("what was given: %+v, %v", x, own.Extras)
	}
	if n := h.count(`SELECT (SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'attempt_given')
		+ (SELECT count(*) FROM desk.audit_log WHERE act = 'attempt_given' AND person = $2)`, ann.ID, h.lind.ID); n != 2 {
		t.Errorf("told and written down %d times, want once each", n)
	}
	h.refused(give(newID(), "Another."), fault.KindConflict)
	h.fails(ann, "parking")
	if x := h.stands(ann, "parking").Exam; x.State != experts.ExamOver || x.Extra != uuid.Nil {
		t.Errorf("once it is used: %+v", x)
	}
	_, err = h.SaveTest(h.ctx, h.admin, test, true)
	h.must(err)
	if x := h.stands(ann, "parking").Exam; x.Left != 1 {
		t.Errorf("%d attempts at the next version, want its own one", x.Left)
	}
}

// An id that is given to two at a time is the first one's.
func TestOneAttemptForTwo(t *testing.T) {
	h := open(t)
	h.tests("parking", func(t *experts.Test) { t.Attempts = 1 })
	ann, bo, id := h.applies("parking"), h.applies("parking"), newID()
	h.fails(ann, "parking")
	first, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer first.Rollback()
	_, err = first.Exec(`INSERT INTO vault.extra_attempts (id, person, topic, major, reason, given_by, given_at) VALUES ($1, $2, 'parking', 1, '', $3, $4)`,
		id, bo.ID, h.lind.ID, h.clock.Now())
	h.must(err)
	given := make(chan error, 1)
	go func() { given <- h.GiveAttempt(h.ctx, h.lind, ann.ID, id, "parking", "The page was down.") }()
	h.waits("who gives second, for who gave first")
	h.must(first.Commit())
	h.refused(<-given, fault.KindConflict, "id")
	if n := h.count(`SELECT count(*) FROM desk.notifications WHERE kind = 'attempt_given'`); n != 0 {
		t.Errorf("%d were told of an attempt that they do not have", n)
	}
}

// Who has to wait need not, once staff say so.
func TestOneMoreAttemptEndsThePause(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.applies("parking")
	h.fails(ann, "parking")
	if x := h.stands(ann, "parking").Exam; x.State != experts.ExamPaused {
		t.Fatalf("after a failure: %+v", x)
	}
	h.must(h.GiveAttempt(h.ctx, h.lind, ann.ID, newID(), "parking", "Not your fault."))
	if x := h.stands(ann, "parking").Exam; x.State != experts.ExamReady || x.Left != 2 {
		t.Errorf("after the gift: %+v", x)
	}
}

func TestOlderVersionUnderWay(t *testing.T) {
	h := open(t)
	test := h.tests("parking")
	ann := h.applies("parking")
	a := h.begins(ann, "parking")
	_, err := h.SaveTest(h.ctx, h.admin, test, true)
	h.must(err)
	for _, try := range []func() error{
		func() error { _, err := h.Save(h.ctx, ann, a.ID, right(a)); return err },
		func() error { _, err := h.HandIn(h.ctx, ann, a.ID, right(a)); return err },
	} {
		err := try()
		h.refused(err, fault.KindConflict)
		if !strings.Contains(err.Error(), "newer version") {
			t.Errorf("told %q", err)
		}
	}
	h.must(h.EndOverdue(h.ctx, a.ID)) // its promise still comes
	if x := h.at(ann, "parking", experts.StepTest).Exam; x.State != experts.ExamReady || x.Left != 2 {
		t.Errorf("the new version: %+v", x)
	}
	h.passes(ann, "parking")
}

// What is judged after the next version came out does not do for that one.
func TestJudgedTooLate(t *testing.T) {
	h := open(t)
	q, err := h.SaveQuestion(h.ctx, h.admin, experts.Question{ID: newID(), Topic: "parking", Kind: experts.Short, Text: "Where?", Points: 1, Active: true})
	h.must(err)
	test := experts.Test{Topic: "parking", Active: true, Draws: 1, Minutes: 10, PassPercent: 100, Attempts: 2, Renewal: 1, RetestDays: 14}
	test, err = h.SaveTest(h.ctx, h.admin, test, false)
	h.must(err)
	answer := func(p people.Person) uuid.UUID {
		a := h.begins(p, "parking")
		_, err := h.HandIn(h.ctx, p, a.ID, []experts.Answer{{Question: q.ID, Text: "There."}})
		h.must(err)
		return a.ID
	}
	ann := h.applies("parking")
	h.must(h.JudgeAnswer(h.ctx, h.lind, answer(ann), q.ID, 1))
	h.must(h.Approve(h.ctx, h.lind, ann.ID, "parking"))
	_, err = h.SaveTest(h.ctx, h.admin, test, true)
	h.must(err)
	late := answer(ann)
	_, err = h.SaveTest(h.ctx, h.admin, test, true)
	h.must(err)
	h.must(h.JudgeAnswer(h.ctx, h.lind, late, q.ID, 1))
	if s := h.stands(ann, "parking"); s.Qualification.RetestBy == nil || s.Exam == nil || s.Exam.Kind != experts.Retest {
		t.Errorf("who passed an older version stands at %+v", s)
	}
}

func TestNewerTerms(t *testing.T) {
	h := open(t)
	otter := h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Otter", Topics: []string{"parking"}})
	owes := func() *experts.Owed {
		t.Helper()
		own, err := h.Own(h.ctx, otter)
		h.must(err)
		return own.Owed
	}
	texts := map[string]string{"en": "Be kind."}
	if owes() != nil {
		t.Error("there are terms before any")
	}
	_, err := h.PublishTerms(h.ctx, h.admin, texts, 366)
	h.refused(err, fault.KindInvalid, "days")
	first, err := h.PublishTerms(h.ctx, h.admin, texts, 0)
	h.must(err)
	if o := owes(); o == nil || o.Overdue || !o.AcceptBy.Equal(h.clock.Now().Add(14*day)) {
		t.Fatalf("owed: %+v", o)
	}
	h.clock.Advance(14 * day)
	second, err := h.PublishTerms(h.ctx, h.admin, texts, 30)
	h.must(err)
	if o := owes(); o.Version != 2 || !o.Overdue {
		t.Errorf("the newer version gave the older one more time: %+v", o)
	}
	h.refused(h.AcceptTerms(h.ctx, otter, first.Version), fault.KindConflict, "terms")
	h.refused(h.AcceptTerms(h.ctx, h.lind, second.Version), fault.KindForbidden)
	for range 2 {
		h.must(h.AcceptTerms(h.ctx, otter, second.Version))
	}
	if o := owes(); o != nil {
		t.Errorf("still owed: %+v", o)
	}
	if n := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'terms'`, otter.ID); n != 2 {
		t.Errorf("told %d times, want of each version", n)
	}
}
