package experts_test

import (
	"testing"

	"kontor/experts"
	"kontor/internal/fault"
)

func TestPractice(t *testing.T) {
	h := open(t)
	h.choice("parking")
	k, err := h.SaveCase(h.ctx, h.admin, experts.Case{ID: newID(), Topic: "parking", Subject: "Ticket", Text: "I got a fine.", Keywords: []string{"Widerspruch"},
		Sample: "Legen Sie widerspruch ein.", Active: true})
	h.must(err)
	test := experts.UsualTest("parking")
	test.Active, test.Draws, test.Renewal, test.Practice = true, 1, 1, 1
	_, err = h.SaveTest(h.ctx, h.admin, test, false)
	h.must(err)
	ann := h.applies("parking")
	_, err = h.Exercises(h.ctx, ann, "parking", "")
	h.refused(err, fault.KindConflict) // the test comes first
	h.passes(ann, "parking")
	x, err := h.Exercises(h.ctx, ann, "parking", "")
	h.must(err)
	if len(x) != 1 || x[0].Sample != "" || x[0].State != "" {
		t.Fatalf("to practise: %+v", x)
	}
	one, err := h.AnswerCase(h.ctx, ann, k.ID, newID(), "", "Just pay it.")
	h.must(err)
	if one.State != experts.Failed || one.Sample != "" {
		t.Errorf("an answer without the keyword: %+v", one)
	}
	id := newID()
	for range 2 { // the same id is one answer
		one, err = h.AnswerCase(h.ctx, ann, k.ID, id, "", "You could try a WIDERSPRUCH.")
		h.must(err)
	}
	if one.State != experts.Judging {
		t.Fatalf("an answer with the keyword is %s", one.State)
	}
	_, err = h.AnswerCase(h.ctx, ann, k.ID, newID(), "", "Widerspruch!")
	h.refused(err, fault.KindConflict)
	h.at(ann, "parking", experts.StepPracticeJudging)
	open, err := h.Judgements(h.ctx, h.lind)
	h.must(err)
	if len(open) != 1 || open[0].Text != "You could try a WIDERSPRUCH." || open[0].Guidance != k.Sample {
		t.Fatalf("to be judged: %+v", open)
	}
	h.must(h.JudgePractice(h.ctx, h.lind, open[0].ID, true, "Kind and short."))
	h.refused(h.JudgePractice(h.ctx, h.lind, open[0].ID, false, ""), fault.KindConflict)
	x, err = h.Exercises(h.ctx, ann, "parking", "")
	h.must(err)
	if x[0].State != experts.Passed || x[0].Sample != k.Sample || x[0].Note != "Kind and short." {
		t.Errorf("judged: %+v", x[0])
	}
	h.at(ann, "parking", experts.StepApproval)
	_, err = h.SaveCase(h.ctx, h.admin, experts.Case{ID: newID(), Topic: "parking", Subject: "s", Text: "t", Keywords: []string{"never"}, Sample: "said", Active: true})
	h.refused(err, fault.KindInvalid, "keywords")
}

// An applicant withdraws while staff judge their practice: one after the other, and
// neither waits for what the other has.
func TestWithdrawnWhileJudged(t *testing.T) {
	h := open(t)
	h.choice("parking")
	k, err := h.SaveCase(h.ctx, h.admin, experts.Case{ID: newID(), Topic: "parking", Subject: "Ticket", Text: "I got a fine.", Sample: "Object.", Active: true})
	h.must(err)
	h.tests("parking", func(t *experts.Test) { t.Practice = 1 })
	h.tests("waste")
	ann, answer := h.applies("parking", "waste"), newID()
	h.passes(ann, "parking")
	_, err = h.AnswerCase(h.ctx, ann, k.ID, answer, "", "I would object.")
	h.must(err)
	held, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer held.Rollback()
	_, err = held.Exec(`SELECT FROM desk.attempts WHERE id = $1 FOR UPDATE`, h.begins(ann, "waste").ID)
	h.must(err)
	withdrawn, judged := make(chan error, 1), make(chan error, 1)
	go func() { withdrawn <- h.Withdraw(h.ctx, ann) }()
	h.wait(1, "who withdraws is held up")
	go func() { judged <- h.JudgePractice(h.ctx, h.lind, answer, true, "Kind and short.") }()
	h.wait(2, "who judges waits for who withdraws")
	h.must(held.Rollback())
	h.must(<-withdrawn)
	h.refused(<-judged, fault.KindConflict)
}

// An id with which two answer at a time is the first one's.
func TestOneAnswerOfTwo(t *testing.T) {
	h := open(t)
	h.choice("parking")
	k, err := h.SaveCase(h.ctx, h.admin, experts.Case{ID: newID(), Topic: "parking", Subject: "Ticket", Text: "I got a fine.", Sample: "Object.", Active: true})
	h.must(err)
	h.tests("parking", func(t *experts.Test) { t.Practice = 1 })
	ann, bo, id := h.applies("parking"), h.applies("parking"), newID()
	h.passes(ann, "parking")
	first, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer first.Rollback()
	_, err = first.Exec(`INSERT INTO desk.practice_answers (id, person, practice, topic, state, missing, at) VALUES ($1, $2, $3, 'parking', 'judging', '{}', $4)`,
		id, bo.ID, k.ID, h.clock.Now())
	h.must(err)
	answered := make(chan error, 1)
	go func() {
		_, err := h.AnswerCase(h.ctx, ann, k.ID, id, "", "I would object.")
		answered <- err
	}()
	h.waits("who answers second, for who answered first")
	h.must(first.Commit())
	h.refused(<-answered, fault.KindConflict, "id")
}
