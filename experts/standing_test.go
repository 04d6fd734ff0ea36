package experts_test

import (
	"testing"
	"time"

	"kontor/experts"
)

func TestStands(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	test := &experts.Test{Active: true, Major: 2, Attempts: 2, PauseHours: 24, Practice: 1}
	try := func(kind string, major int, state string, ago time.Duration) experts.Try {
		at := now.Add(-ago)
		return experts.Try{Kind: kind, Major: major, State: state, EndedAt: &at}
	}
	passed := []experts.Try{try("test", 2, "passed", day)}
	qualified := func(change func(*experts.Qualification)) *experts.Qualification {
		q := &experts.Qualification{Since: now.Add(-day)}
		change(q)
		return q
	}
	for name, c := range map[string]struct {
		facts experts.Facts
		step  experts.Step
		exam  string // kind and state
	}{
		"nothing to do with it":            {experts.Facts{Test: test}, "", ""},
		"applied, no test":                 {experts.Facts{Applied: true}, "approval", ""},
		"applied, test not active":         {experts.Facts{Applied: true, Test: &experts.Test{Practice: 3}}, "approval", ""},
		"applied":                          {experts.Facts{Applied: true, Test: test}, "test", "test ready"},
		"failed an hour ago":               {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 2, "failed", time.Hour)}}, "test", "test paused"},
		"failed a day ago":                 {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 2, "failed", day)}}, "test", "test ready"},
		"failed twice":                     {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 2, "failed", 9*day), try("test", 2, "failed", 5*day)}}, "test", "test over"},
		"failed twice, in another version": {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 1, "failed", 9*day), try("test", 1, "failed", 5*day)}}, "test", "test ready"},
		"at it":                            {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 2, "running", 0)}}, "test", "test running"},
		"being judged":                     {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 2, "judging", 0)}}, "test", "test judging"},
		"passed an older version":          {experts.Facts{Applied: true, Test: test, Attempts: []experts.Try{try("test", 1, "passed", day)}}, "test", "test ready"},
		"passed":                           {experts.Facts{Applied: true, Test: test, Attempts: passed}, "practice", ""},
		"practised, being judged":          {experts.Facts{Applied: true, Test: test, Attempts: passed, PracticeJudging: 1}, "practice_judging", ""},
		"practised":                        {experts.Facts{Applied: true, Test: test, Attempts: passed, PracticePassed: 1}, "approval", ""},
		"on probation":                     {experts.Facts{Test: test, Qualification: qualified(func(q *experts.Qualification) { q.Probation = 1 })}, "probation", ""},
		"qualified":                        {experts.Facts{Test: test, Qualification: qualified(func(*experts.Qualification) {})}, "qualified", ""},
		"qualified, no test":               {experts.Facts{Qualification: qualified(func(q *experts.Qualification) { q.WarnedAt = &now })}, "qualified", ""},
		"warned":                           {experts.Facts{Test: test, Qualification: qualified(func(q *experts.Qualification) { q.WarnedAt = &now })}, "qualified", "renewal ready"},
		"new version":                      {experts.Facts{Test: test, Qualification: qualified(func(q *experts.Qualification) { q.WarnedAt, q.RetestBy = &now, &now })}, "qualified", "retest ready"},
		"lapsed":                           {experts.Facts{Test: test, Lapsed: "inactive", Attempts: passed}, "lapsed", "renewal ready"},
		"lapsed, since then a new version": {experts.Facts{Test: test, Lapsed: "inactive", Attempts: []experts.Try{try("test", 1, "passed", day)}}, "lapsed", "retest ready"},
		"lapsed for want of the test":      {experts.Facts{Test: test, Lapsed: "retest", Attempts: passed}, "lapsed", "retest ready"},
	} {
		s := experts.Stands(c.facts, now)
		exam := ""
		if s.Exam != nil {
			exam = s.Exam.Kind + " " + string(s.Exam.State)
		}
		if s.Step != c.step || exam != c.exam {
			t.Errorf("%s: %q with %q, want %q with %q", name, s.Step, exam, c.step, c.exam)
		}
	}
}
