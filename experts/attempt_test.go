package experts_test

import (
	"testing"
	"time"

	"kontor/experts"
	"kontor/internal/fault"
)

func TestFromApplicationToTopic(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.applies("parking", "waste")
	if len(ann.Topics) != 0 || ann.Name == "Ann Applicant" {
		t.Fatalf("an applicant is %+v", ann)
	}
	h.at(ann, "parking", experts.StepTest)
	h.at(ann, "waste", experts.StepApproval) // it has no test
	h.refused(h.Approve(h.ctx, h.lind, ann.ID, "parking"), fault.KindConflict)
	h.passes(ann, "parking")
	h.at(ann, "parking", experts.StepApproval)
	h.must(h.Approve(h.ctx, h.lind, ann.ID, "parking"))
	if s := h.at(ann, "parking", experts.StepProbation); s.Qualification.Probation != 3 {
		t.Errorf("on probation for %d answers, want 3", s.Qualification.Probation)
	}
	if n := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'qualified'`, ann.ID); n != 1 {
		t.Errorf("told %d times", n)
	}
	h.refused(h.Approve(h.ctx, h.lind, ann.ID, "parking"), fault.KindConflict)
	elsewhere := h.helper(helperOf("Elsewhere", "shop"))
	h.refused(h.Approve(h.ctx, elsewhere, ann.ID, "waste"), fault.KindNotFound)
	h.refused(h.Approve(h.ctx, ann, ann.ID, "waste"), fault.KindForbidden)
}

func TestHandedInOnce(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.applies("parking")
	a := h.begins(ann, "parking")
	if again, err := h.Begin(h.ctx, ann, a.ID, "parking", ""); err != nil || again.ID != a.ID || again.Paper[0].Question != a.Paper[0].Question {
		t.Fatalf("the same id gives another test: %v", err)
	}
	_, err := h.Begin(h.ctx, ann, newID(), "parking", "")
	h.refused(err, fault.KindConflict)
	_, err = h.Save(h.ctx, ann, a.ID, wrong(a))
	h.must(err)
	done, err := h.HandIn(h.ctx, ann, a.ID, right(a))
	h.must(err)
	if done.State != experts.Passed || done.Points != 2 {
		t.Errorf("%s with %d points", done.State, done.Points)
	}
	_, err = h.HandIn(h.ctx, ann, a.ID, right(a))
	h.refused(err, fault.KindConflict)
	_, err = h.Save(h.ctx, ann, a.ID, wrong(a))
	h.refused(err, fault.KindConflict)
	if still, err := h.Attempt(h.ctx, ann, a.ID); err != nil || still.Points != 2 {
		t.Errorf("afterwards %d points, %v", still.Points, err)
	}
}

func TestForgedAnswers(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann, ben := h.applies("parking"), h.applies("parking")
	a, others := h.begins(ann, "parking"), h.choice("parking")
	q := a.Paper[0].Question
	for name, answers := range map[string][]experts.Answer{
		"a question of the pool": {{Question: others.ID, Chosen: []int{0}}},
		"no question":            {{Question: newID(), Chosen: []int{0}}},
		"a question twice":       {{Question: q, Chosen: []int{0}}, {Question: q, Chosen: []int{1}}},
		"a place beyond":         {{Question: q, Chosen: []int{3}}},
		"a place before":         {{Question: q, Chosen: []int{-1}}},
		"two of one":             {{Question: q, Chosen: []int{0, 1}}},
		"words":                  {{Question: q, Text: "right"}},
	} {
		if _, err := h.Save(h.ctx, ann, a.ID, answers); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := h.HandIn(h.ctx, ann, a.ID, answers); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%s, handed in: %v", name, err)
		}
	}
	for _, try := range []func() error{
		func() error { _, err := h.Attempt(h.ctx, ben, a.ID); return err },
		func() error { _, err := h.Save(h.ctx, ben, a.ID, right(a)); return err },
		func() error { _, err := h.HandIn(h.ctx, ben, a.ID, right(a)); return err },
	} {
		h.refused(try(), fault.KindNotFound)
	}
	_, err := h.Begin(h.ctx, ben, a.ID, "parking", "")
	h.refused(err, fault.KindConflict, "id")
	if n := h.count(`SELECT count(*) FROM vault.attempt_answers`); n != 0 {
		t.Errorf("%d answers were kept", n)
	}
}

func TestOutOfTime(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.applies("parking")
	a := h.begins(ann, "parking")
	h.clock.Advance(a.DueAt.Sub(h.clock.Now()) + 10*time.Second) // on its way
	_, err := h.Save(h.ctx, ann, a.ID, right(a)[:1])
	h.must(err)
	h.clock.Advance(time.Microsecond)
	_, err = h.Save(h.ctx, ann, a.ID, right(a))
	h.refused(err, fault.KindConflict)
	_, err = h.HandIn(h.ctx, ann, a.ID, right(a))
	h.refused(err, fault.KindConflict)
	h.must(h.EndOverdue(h.ctx, a.ID))
	h.must(h.EndOverdue(h.ctx, a.ID))
	over, err := h.Attempt(h.ctx, ann, a.ID)
	h.must(err)
	if over.State != experts.Failed || over.Points != 1 {
		t.Errorf("%s with %d points, want what was saved in time", over.State, over.Points)
	}
}

func TestAttemptsAndPauses(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.applies("parking")
	fail := func() {
		t.Helper()
		a := h.begins(ann, "parking")
		a, err := h.HandIn(h.ctx, ann, a.ID, wrong(a))
		h.must(err)
		if a.State != experts.Failed {
			t.Fatalf("what is wrong has %s", a.State)
		}
	}
	fail()
	_, err := h.Begin(h.ctx, ann, newID(), "parking", "")
	h.refused(err, fault.KindConflict)
	h.clock.Advance(day)
	fail()
	h.clock.Advance(30 * day)
	_, err = h.Begin(h.ctx, ann, newID(), "parking", "")
	h.refused(err, fault.KindConflict)
	if x := h.at(ann, "parking", experts.StepTest).Exam; x.State != experts.ExamOver || x.Left != 0 {
		t.Errorf("after the last attempt %+v", x)
	}
}

func TestWordsAreJudgedByStaff(t *testing.T) {
	h := open(t)
	q, err := h.SaveQuestion(h.ctx, h.admin, experts.Question{ID: newID(), Topic: "parking", Kind: experts.Reply, Text: "Where may I park?", Points: 4, Guidance: "Blue zone.", Active: true})
	h.must(err)
	test := experts.UsualTest("parking")
	test.Active, test.Draws, test.Renewal, test.PassPercent, test.Practice = true, 1, 1, 50, 0
	_, err = h.SaveTest(h.ctx, h.admin, test, false)
	h.must(err)
	ann := h.applies("parking")
	a := h.begins(ann, "parking")
	a, err = h.HandIn(h.ctx, ann, a.ID, []experts.Answer{{Question: q.ID, Text: "In the blue zone, with a disc."}})
	h.must(err)
	if a.State != experts.Judging {
		t.Fatalf("words are %s before anybody looked", a.State)
	}
	open, err := h.Judgements(h.ctx, h.lind)
	h.must(err)
	if len(open) != 1 || open[0].Text != "In the blue zone, with a disc." || open[0].Guidance != "Blue zone." || open[0].Alias != ann.Name {
		t.Fatalf("to be judged: %+v", open)
	}
	elsewhere := h.helper(helperOf("Elsewhere", "shop"))
	h.refused(h.JudgeAnswer(h.ctx, elsewhere, a.ID, q.ID, 4), fault.KindNotFound)
	h.refused(h.JudgeAnswer(h.ctx, h.lind, a.ID, q.ID, 5), fault.KindInvalid, "points")
	h.refused(h.JudgeAnswer(h.ctx, h.lind, a.ID, newID(), 1), fault.KindNotFound)
	h.must(h.JudgeAnswer(h.ctx, h.lind, a.ID, q.ID, 2))
	h.refused(h.JudgeAnswer(h.ctx, h.lind, a.ID, q.ID, 4), fault.KindConflict)
	h.at(ann, "parking", experts.StepApproval)
}

func TestTestThatCannotBeFilled(t *testing.T) {
	h := open(t)
	q := h.choice("parking")
	test := experts.UsualTest("parking")
	test.Active, test.Draws, test.Renewal = true, 2, 1
	_, err := h.SaveTest(h.ctx, h.admin, test, false)
	h.refused(err, fault.KindInvalid, "draws", "practice")
	test.Draws, test.Practice = 1, 0
	_, err = h.SaveTest(h.ctx, h.admin, test, false)
	h.must(err)
	q.Active = false
	_, err = h.SaveQuestion(h.ctx, h.admin, q)
	h.refused(err, fault.KindConflict)
	_, err = h.SaveTest(h.ctx, h.lind, test, false)
	h.refused(err, fault.KindForbidden)
	test.Topic = "nowhere"
	_, err = h.SaveTest(h.ctx, h.admin, test, false)
	h.refused(err, fault.KindNotFound)
	for name, q := range map[string]experts.Question{
		"no right one":         {Kind: experts.Choice, Options: []experts.Option{{Text: "a"}, {Text: "b"}}},
		"two right ones":       {Kind: experts.Choice, Options: []experts.Option{{Text: "a", Right: true}, {Text: "b", Right: true}}},
		"one option":           {Kind: experts.Several, Options: []experts.Option{{Text: "a", Right: true}}},
		"the same twice":       {Kind: experts.Order, Options: []experts.Option{{Text: "a"}, {Text: "a"}}},
		"of a kind of no kind": {Kind: "essay"},
	} {
		q.ID, q.Topic, q.Text, q.Points, q.Active = newID(), "parking", "Which?", 1, true
		if _, err := h.SaveQuestion(h.ctx, h.admin, q); !fault.Is(err, fault.KindInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
