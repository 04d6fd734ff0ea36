package experts

import (
	"time"

	"github.com/google/uuid"
)

// Facts are what has happened between a person and a topic.
type Facts struct {
	Topic    string
	Applied  bool  // it stands in their open application
	Test     *Test // nil or not active: nothing is asked
	Attempts []Try // oldest first
	Extras   []Extra

	Speaks  []string       // the person's languages
	Written map[string]int // questions of the pool, by language

	PracticePassed  int
	PracticeJudging int

	Qualification *Qualification
	Lapsed        string // why an earlier one ended, or ""
}

// Try is an attempt at a test, as far as rules look at it.
type Try struct {
	ID      uuid.UUID
	Kind    string
	Major   int
	State   string
	EndedAt *time.Time
}

// Extra is one more attempt at a version of a test that staff gave.
type Extra struct {
	ID    uuid.UUID
	Major int
	At    time.Time
}

// The kinds of attempts: the first test, a shorter one that renews, and the whole
// one after a new version.
const (
	FirstTest = "test"
	Renewal   = "renewal"
	Retest    = "retest"
)

// The states of an attempt.
const (
	Running = "running"
	Judging = "judging"
	Passed  = "passed"
	Failed  = "failed"
)

// Why a qualification ended.
const (
	LapsedInactive = "inactive"
	LapsedRetest   = "retest"
)

// Qualification is a topic that somebody may answer.
type Qualification struct {
	Since     time.Time
	Probation int // answers still to be reviewed
	TestMajor int // 0: given without a test
	RetestBy  *time.Time
	WarnedAt  *time.Time
	LapsesAt  *time.Time // once warned
}

// Step is where somebody stands with a topic.
type Step string

// The steps, in their order.
const (
	StepNone            Step = ""
	StepTest            Step = "test"
	StepPractice        Step = "practice"
	StepPracticeJudging Step = "practice_judging"
	StepApproval        Step = "approval" // staff decide
	StepProbation       Step = "probation"
	StepQualified       Step = "qualified"
	StepLapsed          Step = "lapsed"
)

// Exam is a test that somebody may or must take now.
type Exam struct {
	Kind      string
	State     ExamState
	NotBefore *time.Time // of a pause
	Attempt   uuid.UUID  // that runs or is being judged
	Left      int        // attempts
	Extra     uuid.UUID  // one of them, that staff gave since the last; else zero
	Languages []Written  // the person's that it is written in
	Questions int
}

// ExamState says whether a test can be begun.
type ExamState string

// The states of an exam.
const (
	ExamReady   ExamState = "ready"
	ExamRunning ExamState = "running"
	ExamJudging ExamState = "judging"
	ExamPaused  ExamState = "paused"
	ExamOver    ExamState = "over" // no attempts are left for this version
)

// Standing is where somebody stands with a topic, and what they may do about it.
type Standing struct {
	Topic         string
	Step          Step
	Exam          *Exam
	PracticeLeft  int
	Qualification *Qualification
	Lapsed        string
}

// Stands says where somebody stands.
func Stands(f Facts, now time.Time) Standing {
	s := Standing{Topic: f.Topic, Qualification: f.Qualification, Lapsed: f.Lapsed}
	switch {
	case f.Qualification != nil:
		s.Step, s.Exam, s.Lapsed = StepQualified, f.duty(now), ""
		if f.Qualification.Probation > 0 {
			s.Step = StepProbation
		}
	case f.Lapsed != "" && f.asks():
		s.Step, s.Exam = StepLapsed, f.exam(f.wayBack(), now)
	case !f.Applied:
	case f.asks() && !f.passed():
		s.Step, s.Exam = StepTest, f.exam(FirstTest, now)
	default:
		s.Step, s.PracticeLeft = f.practice()
	}
	return s
}

func (f Facts) asks() bool { return f.Test != nil && f.Test.Active }

// passed reports whether the test as it is now was passed.
func (f Facts) passed() bool {
	for _, t := range f.Attempts {
		if t.State == Passed && t.Major == f.Test.Major {
			return true
		}
	}
	return false
}

// wayBack is the test that gives a lapsed qualification back: the shorter one, if
// the whole one was passed as it is now.
func (f Facts) wayBack() string {
	if f.Lapsed == LapsedInactive && f.passed() {
		return Renewal
	}
	return Retest
}

// duty is the test that somebody who is qualified may or must take.
func (f Facts) duty(now time.Time) *Exam {
	switch {
	case !f.asks():
		return nil
	case f.Qualification.RetestBy != nil:
		return f.exam(Retest, now)
	case f.Qualification.WarnedAt != nil:
		return f.exam(Renewal, now)
	}
	return nil
}

// exam says whether a test can be begun now. Attempts count since the last that
// was passed, within a version of the test. One that staff give can be made at once.
func (f Facts) exam(kind string, now time.Time) *Exam {
	questions := f.Test.questions(kind)
	x := &Exam{Kind: kind, State: ExamReady, Left: f.Test.Attempts, Questions: questions, Languages: writtenFor(f.Speaks, f.Written, questions)}
	var last *Try
	var since time.Time
	for i := range f.Attempts {
		t := &f.Attempts[i]
		switch {
		case t.State == Running:
			x.State, x.Attempt = ExamRunning, t.ID
			return x
		case t.State == Judging:
			x.State, x.Attempt = ExamJudging, t.ID
			return x
		case t.State == Passed:
			x.Left, last, since = f.Test.Attempts, nil, *t.EndedAt
		case t.Major == f.Test.Major:
			x.Left, last = x.Left-1, t
		}
	}
	for _, e := range f.Extras {
		if e.Major == f.Test.Major && e.At.After(since) {
			x.Left++
			if last == nil || e.At.After(*last.EndedAt) {
				x.Extra = e.ID
			}
		}
	}
	if x.Left <= 0 {
		x.Left, x.State = 0, ExamOver
	} else if last != nil && x.Extra == uuid.Nil {
		if until := last.EndedAt.Add(time.Duration(f.Test.PauseHours) * time.Hour); until.After(now) {
			x.State, x.NotBefore = ExamPaused, &until
		}
	}
	return x
}

// practice is the step after the test.
func (f Facts) practice() (Step, int) {
	if !f.asks() {
		return StepApproval, 0
	}
	left := f.Test.Practice - f.PracticePassed
	switch {
	case left <= 0:
		return StepApproval, 0
	case f.PracticeJudging >= left:
		return StepPracticeJudging, left
	}
	return StepPractice, left
}
