package experts_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"kontor/experts"
	"kontor/internal/fault"
	"kontor/people"
)

// expert is somebody who went the whole way to a topic.
func (h *house) expert(topic string) people.Person {
	h.t.Helper()
	p := h.applies(topic)
	h.passes(p, topic)
	h.must(h.Approve(h.ctx, h.lind, p.ID, topic))
	return p
}

func (h *house) reviews(warned, lapsed int) {
	h.t.Helper()
	w, l, err := h.ReviewQualifications(h.ctx)
	h.must(err)
	if w != warned || l != lapsed {
		h.t.Fatalf("%d warned and %d lapsed, want %d and %d", w, l, warned, lapsed)
	}
}

func TestLapseAfterSilence(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.expert("parking")
	h.clock.Set(ann.CreatedAt.AddDate(0, 6, -18))
	h.reviews(0, 0)
	h.clock.Advance(5 * day) // months are not all as long
	h.reviews(1, 0)
	if s := h.stands(ann, "parking"); s.Exam == nil || s.Exam.Kind != experts.Renewal || s.Qualification.LapsesAt == nil {
		t.Errorf("who is warned stands at %+v", s)
	}
	h.clock.Advance(13 * day)
	h.reviews(0, 0)
	h.clock.Advance(day)
	h.reviews(0, 1)
	h.reviews(0, 0)
	if s := h.at(ann, "parking", experts.StepLapsed); s.Exam.Kind != experts.Renewal {
		t.Errorf("the way back is %s", s.Exam.Kind)
	}
	a := h.begins(ann, "parking")
	if len(a.Paper) != 1 || a.DueAt.Sub(a.StartedAt).Minutes() != 5 {
		t.Errorf("the shorter test has %d questions in %v", len(a.Paper), a.DueAt.Sub(a.StartedAt))
	}
	_, err := h.HandIn(h.ctx, ann, a.ID, right(a))
	h.must(err)
	h.at(ann, "parking", experts.StepQualified)
	h.reviews(0, 0)
}

func TestAnAnswerKeepsTheTopic(t *testing.T) {
	h := open(t)
	h.tests("parking")
	ann := h.expert("parking")
	h.clock.Set(ann.CreatedAt.AddDate(0, 6, -12))
	h.reviews(1, 0)
	h.answered(ann, "parking")
	h.clock.Advance(14 * day)
	h.reviews(0, 0)
	if s := h.stands(ann, "parking"); s.Qualification == nil || s.Qualification.WarnedAt != nil {
		t.Errorf("who has answered stands at %+v", s)
	}
}

// answered writes a ticket that an expert has just answered and solved.
func (h *house) answered(p people.Person, topic string) {
	h.t.Helper()
	ann, _, err := h.people.NewVisitor(h.ctx, people.VisitorInput{})
	h.must(err)
	exec := func(statement string, args ...any) {
		h.t.Helper()
		_, err := h.db.Owner.ExecContext(h.ctx, statement, args...)
		h.must(err)
	}
	exec(`INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, language, channel, tier, state, head_everyone, head_helpers, head_staff,
		created_at, updated_at, queued_at, personal_from)
		VALUES (1, gen_random_uuid(), $1, 'x', $2, 'town', 's', 'en', 'chat', 'expert', 'resolved', 1, 1, 1, $3, $3, $3, $3)`, ann.ID, topic, h.clock.Now())
	exec(`INSERT INTO desk.grants (ticket, expert, kind, first_seq, since) VALUES (1, $1, 'solved', 1, $2)`, p.ID, h.clock.Now())
	exec(`INSERT INTO desk.entries (ticket, seq, seq_helpers, seq_everyone, id, kind, audience, author, author_role, author_name, channel, text, mask_version, at)
		VALUES (1, 1, 1, 1, gen_random_uuid(), 'message', 'everyone', $1, 'expert', 'x', 'chat', 'yes', 1, $2)`, p.ID, h.clock.Now())
}

func TestNewVersionAsksAgain(t *testing.T) {
	h := open(t)
	test := h.tests("parking")
	ann, ben := h.expert("parking"), h.expert("parking")
	given := h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Given", Topics: []string{"parking"}})
	again, err := h.SaveTest(h.ctx, h.admin, test, true)
	h.must(err)
	if again.Major != 2 {
		t.Fatalf("the new version is %d", again.Major)
	}
	if s := h.stands(given, "parking"); s.Exam != nil {
		t.Error("what an admin gave depends on a test")
	}
	if s := h.stands(ann, "parking"); s.Exam == nil || s.Exam.Kind != experts.Retest {
		t.Fatalf("after the new version %+v", s)
	}
	h.passes(ann, "parking")
	if s := h.at(ann, "parking", experts.StepProbation); s.Exam != nil || s.Qualification.TestMajor != 2 {
		t.Errorf("who passed it stands at %+v", s)
	}
	h.clock.Advance(14 * day)
	h.reviews(0, 1)
	h.at(ann, "parking", experts.StepProbation)
	if s := h.at(ben, "parking", experts.StepLapsed); s.Exam.Kind != experts.Retest {
		t.Errorf("who did not take it stands at %+v", s)
	}
}

func TestLessons(t *testing.T) {
	h := open(t)
	otter := h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Otter", Topics: []string{"parking"}})
	stranger := h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Stranger"})
	l, err := h.SaveLesson(h.ctx, h.lind, experts.Lesson{ID: newID(), Topic: "parking", Title: "New zones", Text: "From May on.", Active: true})
	h.must(err)
	if n := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = 'lesson'`, otter.ID); n != 1 {
		t.Errorf("told %d times", n)
	}
	h.refused(h.ReadLesson(h.ctx, stranger, l.ID), fault.KindNotFound)
	for range 2 {
		h.must(h.ReadLesson(h.ctx, otter, l.ID))
	}
	own, err := h.OwnLessons(h.ctx, otter, "")
	h.must(err)
	if len(own) != 1 || own[0].Read != 1 {
		t.Errorf("the expert's notes: %+v", own)
	}
	all, err := h.Lessons(h.ctx, h.lind)
	h.must(err)
	if len(all) != 1 || all[0].Read != 1 {
		t.Errorf("the team's notes: %+v", all)
	}
	elsewhere := h.helper(helperOf("Elsewhere", "shop"))
	_, err = h.SaveLesson(h.ctx, elsewhere, experts.Lesson{ID: newID(), Topic: "parking", Title: "x", Text: "y", Active: true})
	h.refused(err, fault.KindNotFound)
}

// Who passes while the topic is being taken keeps it.
func TestWhoPassesInTheLastMomentKeepsTheTopic(t *testing.T) {
	h := open(t)
	test := h.tests("parking")
	ann := h.expert("parking")
	_, err := h.SaveTest(h.ctx, h.admin, test, true)
	h.must(err)
	h.clock.Advance(14 * day)
	passing, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer passing.Rollback()
	_, err = passing.Exec(`UPDATE desk.qualifications SET retest_by = NULL, test_major = 2 WHERE person = $1`, ann.ID)
	h.must(err)
	lapsed := make(chan int, 1)
	go func() {
		_, n, err := h.ReviewQualifications(h.ctx)
		if err != nil {
			t.Error(err)
		}
		lapsed <- n
	}()
	h.waits("the review, for who passes")
	h.must(passing.Commit())
	if n := <-lapsed; n != 0 {
		t.Errorf("%d topics were taken", n)
	}
	h.at(ann, "parking", experts.StepProbation)
}

// The review tells some that topics are going to lapse and others that theirs have: it
// comes to their inboxes in the order of people, as everybody who tells several does.
func TestReviewHoldsNobodyUp(t *testing.T) {
	h := open(t)
	h.tests("parking")
	first, second := h.expert("parking"), h.expert("parking")
	h.clock.Set(second.CreatedAt.AddDate(0, 6, 0))
	_, err := h.db.Owner.Exec(`UPDATE desk.qualifications SET warned_at = $2 WHERE person = $1`, first.ID, h.clock.Now().Add(-15*day))
	h.must(err)
	telling, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer telling.Rollback()
	_, err = telling.Exec(`SELECT FROM desk.inbox WHERE person = $1 FOR UPDATE`, first.ID)
	h.must(err)
	reviewed := make(chan error, 1)
	go func() {
		warned, lapsed, err := h.ReviewQualifications(h.ctx)
		if err == nil && (warned != 1 || lapsed != 1) {
			err = fmt.Errorf("%d were warned and %d lapsed", warned, lapsed)
		}
		reviewed <- err
	}()
	h.waits("the review, for who tells the first")
	if _, err := telling.Exec(`SELECT FROM desk.inbox WHERE person = $1 FOR UPDATE NOWAIT`, second.ID); err != nil {
		t.Errorf("the review holds the second's inbox and waits for the first's: %v", err)
	}
	h.must(telling.Rollback())
	h.must(<-reviewed)
}

// Who changes the qualifications of many comes to them in the order of their key, in
// whatever order they lie.
func TestManyQualificationsHoldNobodyUp(t *testing.T) {
	h := open(t)
	test := h.tests("parking")
	first, second := h.expert("parking"), h.expert("parking")
	both := h.helper(people.NewHelper{Role: people.RoleExpert, Name: "Both", Topics: []string{"parking", "waste"}})
	type key struct {
		person uuid.UUID
		topic  string
	}
	parking := [2]key{{first.ID, "parking"}, {second.ID, "parking"}}
	for _, many := range []struct {
		who    string
		keys   [2]key
		change func() error
	}{
		{"the new version", parking, func() error { _, err := h.SaveTest(h.ctx, h.admin, test, true); return err }},
		{"the review", parking, func() error { _, _, err := h.ReviewQualifications(h.ctx); return err }},
		{"who takes topics away", [2]key{{both.ID, "parking"}, {both.ID, "waste"}}, func() error {
			_, err := h.people.UpdateHelper(h.ctx, h.admin, both.ID, people.HelperUpdate{Topics: &[]string{}})
			return err
		}},
	} {
		for _, k := range []key{many.keys[1], many.keys[0]} { // what is written last lies last
			_, err := h.db.Owner.Exec(`UPDATE desk.qualifications SET test_major = 1, retest_by = $3 WHERE person = $1 AND topic = $2`, k.person, k.topic, h.clock.Now())
			h.must(err)
		}
		_, err := h.db.Owner.Exec(`ANALYZE desk.qualifications`) // so few rows are read as they lie
		h.must(err)
		passing, err := h.db.Owner.BeginTxx(h.ctx, nil)
		h.must(err)
		defer passing.Rollback()
		const row = `SELECT FROM desk.qualifications WHERE person = $1 AND topic = $2 FOR UPDATE `
		_, err = passing.Exec(row, many.keys[0].person, many.keys[0].topic)
		h.must(err)
		changed := make(chan error, 1)
		go func() { changed <- many.change() }()
		h.waits(many.who + ", for the first")
		if _, err := passing.Exec(row+`NOWAIT`, many.keys[1].person, many.keys[1].topic); err != nil {
			t.Errorf("%s holds the second and waits for the first: %v", many.who, err)
		}
		h.must(passing.Rollback())
		h.must(<-changed)
	}
}

// A new version that comes while somebody begins, or hands in, the one before counts:
// nobody is left with an older test, and nothing waits for itself.
func TestNewVersionComesInBetween(t *testing.T) {
	h := open(t)
	test := h.tests("parking", func(t *experts.Test) { t.PauseHours, t.Attempts = 0, 20 })
	ann := h.expert("parking")
	var err error
	for range 15 {
		test, err = h.SaveTest(h.ctx, h.admin, test, true)
		h.must(err)
		a, saved, begun := h.begins(ann, "parking"), make(chan error), make(chan error)
		go func() { _, err := h.HandIn(h.ctx, ann, a.ID, right(a)); begun <- err }()
		go func() { _, err := h.SaveTest(h.ctx, h.admin, test, true); saved <- err }()
		h.must(<-saved)
		if err := <-begun; err != nil {
			h.refused(err, fault.KindConflict)
		}
		if s := h.stands(ann, "parking"); s.Exam == nil {
			t.Fatalf("who passed the version before is done: %+v", s)
		}
		go func() { _, err := h.Begin(h.ctx, ann, newID(), "parking", ""); begun <- err }()
		go func() { _, err := h.SaveTest(h.ctx, h.admin, test, true); saved <- err }()
		h.must(errors.Join(<-saved, <-begun))
		if n := h.count(`SELECT count(*) FROM desk.attempts a JOIN desk.tests t USING (topic) WHERE a.state = 'running' AND a.major < t.major`); n != 0 {
			t.Fatal("a test of the version before goes on")
		}
	}
}
