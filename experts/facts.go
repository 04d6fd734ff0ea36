package experts

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/people"
)

// warnedFor is how long before a qualification lapses its expert is warned.
const warnedFor = 14 * 24 * time.Hour

// facts are those of a person, by topic in the order of ids: of every topic that
// they applied for, have, or had.
func (s *School) facts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) ([]Facts, error) {
	found := map[string]*Facts{}
	of := func(topic string) *Facts {
		if found[topic] == nil {
			found[topic] = &Facts{Topic: topic}
		}
		return found[topic]
	}
	for _, load := range []func(context.Context, sqlx.QueryerContext, uuid.UUID, func(string) *Facts) error{
		appliedFacts, qualifiedFacts, lapsedFacts, triedFacts, extraFacts, practisedFacts,
	} {
		if err := load(ctx, q, person, of); err != nil {
			return nil, err
		}
	}
	return s.withTests(ctx, q, person, found)
}

func (s *School) withTests(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, found map[string]*Facts) ([]Facts, error) {
	var speaks pq.StringArray
	if err := sqlx.GetContext(ctx, q, &speaks, `SELECT coalesce((SELECT languages FROM desk.people WHERE id = $1), '{}')`, person); err != nil {
		return nil, fmt.Errorf("read languages: %w", err)
	}
	written, err := writtenIn(ctx, q, slices.Collect(maps.Keys(found)))
	if err != nil {
		return nil, err
	}
	all := make([]Facts, 0, len(found))
	for topic, f := range found {
		t, err := testOf(ctx, q, topic)
		if err != nil {
			return nil, err
		}
		f.Test, f.Speaks, f.Written = t, speaks, written[topic]
		if f.Qualification != nil {
			f.Qualification.lapses(t)
		}
		all = append(all, *f)
	}
	slices.SortFunc(all, func(a, b Facts) int { return compare(a.Topic, b.Topic) })
	return all, nil
}

// writtenIn counts the questions of the pools of topics by topic and language.
func writtenIn(ctx context.Context, q sqlx.QueryerContext, topics []string) (map[string]map[string]int, error) {
	var rows []struct {
		Topic    string
		Language string
		N        int
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT q.topic, l.language, count(*) AS n FROM desk.questions q
		CROSS JOIN LATERAL (SELECT q.language UNION SELECT jsonb_object_keys(q.translations)) l (language)
		WHERE q.topic = ANY ($1) AND q.active GROUP BY q.topic, l.language`, pq.Array(topics))
	if err != nil {
		return nil, fmt.Errorf("count questions by language: %w", err)
	}
	written := map[string]map[string]int{}
	for _, r := range rows {
		if written[r.Topic] == nil {
			written[r.Topic] = map[string]int{}
		}
		written[r.Topic][r.Language] = r.N
	}
	return written, nil
}

func compare(a, b string) int {
	if a < b {
		return -1
	}
	return oneIf(a > b)
}

// lapses says when a qualification ends unless something is done.
func (x *Qualification) lapses(t *Test) {
	switch {
	case x.RetestBy != nil:
		x.LapsesAt = x.RetestBy
	case x.WarnedAt != nil && t != nil && t.LapseMonths > 0:
		at := x.WarnedAt.Add(warnedFor)
		x.LapsesAt = &at
	}
}

// factsOf are those of one topic.
func (s *School) factsOf(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, topic string) (Facts, error) {
	all, err := s.facts(ctx, q, person)
	for _, f := range all {
		if f.Topic == topic {
			return f, err
		}
	}
	return Facts{Topic: topic}, err
}

func appliedFacts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, of func(string) *Facts) error {
	var topics pq.StringArray
	err := sqlx.GetContext(ctx, q, &topics, `
		SELECT coalesce((SELECT topics FROM desk.applications WHERE person = $1 AND state = 'open'), '{}')`, person)
	if err != nil {
		return fmt.Errorf("read application: %w", err)
	}
	for _, topic := range topics {
		of(topic).Applied = true
	}
	return nil
}

func qualifiedFacts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, of func(string) *Facts) error {
	var rows []struct {
		Topic     string     `db:"topic"`
		Since     time.Time  `db:"since"`
		Probation int        `db:"probation"`
		TestMajor int        `db:"test_major"`
		RetestBy  *time.Time `db:"retest_by"`
		WarnedAt  *time.Time `db:"warned_at"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT topic, since, probation, test_major, retest_by, warned_at FROM desk.qualifications WHERE person = $1`, person)
	if err != nil {
		return fmt.Errorf("read qualifications: %w", err)
	}
	for _, r := range rows {
		of(r.Topic).Qualification = &Qualification{Since: r.Since, Probation: r.Probation, TestMajor: r.TestMajor, RetestBy: r.RetestBy, WarnedAt: r.WarnedAt}
	}
	return nil
}

func lapsedFacts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, of func(string) *Facts) error {
	var rows []struct{ Topic, Reason string }
	if err := sqlx.SelectContext(ctx, q, &rows, `SELECT topic, reason FROM desk.lapses WHERE person = $1`, person); err != nil {
		return fmt.Errorf("read lapses: %w", err)
	}
	for _, r := range rows {
		of(r.Topic).Lapsed = r.Reason
	}
	return nil
}

func triedFacts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, of func(string) *Facts) error {
	var rows []struct {
		ID      uuid.UUID  `db:"id"`
		Topic   string     `db:"topic"`
		Kind    string     `db:"kind"`
		Major   int        `db:"major"`
		State   string     `db:"state"`
		EndedAt *time.Time `db:"ended_at"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT id, topic, kind, major, state, ended_at FROM desk.attempts WHERE person = $1 ORDER BY topic, started_at, id`, person)
	if err != nil {
		return fmt.Errorf("read attempts: %w", err)
	}
	for _, r := range rows {
		f := of(r.Topic)
		f.Attempts = append(f.Attempts, Try{ID: r.ID, Kind: r.Kind, Major: r.Major, State: r.State, EndedAt: r.EndedAt})
	}
	return nil
}

func extraFacts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, of func(string) *Facts) error {
	var rows []struct {
		ID      uuid.UUID `db:"id"`
		Topic   string    `db:"topic"`
		Major   int       `db:"major"`
		GivenAt time.Time `db:"given_at"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT id, topic, major, given_at FROM vault.extra_attempts WHERE person = $1 ORDER BY topic, given_at, id`, person)
	if err != nil {
		return fmt.Errorf("read extra attempts: %w", err)
	}
	for _, r := range rows {
		f := of(r.Topic)
		f.Extras = append(f.Extras, Extra{ID: r.ID, Major: r.Major, At: r.GivenAt})
	}
	return nil
}

func practisedFacts(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, of func(string) *Facts) error {
	var rows []struct {
		Topic           string
		Passed, Judging int
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT topic, count(*) FILTER (WHERE state = 'passed') AS passed, count(*) FILTER (WHERE state = 'judging') AS judging
		FROM desk.practice_answers WHERE person = $1 GROUP BY topic`, person)
	if err != nil {
		return fmt.Errorf("read practice: %w", err)
	}
	for _, r := range rows {
		f := of(r.Topic)
		f.PracticePassed, f.PracticeJudging = r.Passed, r.Judging
	}
	return nil
}

// Way is where an expert stands with every topic they have to do with.
func (s *School) Way(ctx context.Context, by people.Person) ([]Standing, error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	return s.standings(ctx, s.db, by.ID)
}

func (s *School) standings(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) ([]Standing, error) {
	all, err := s.facts(ctx, q, person)
	standings := make([]Standing, 0, len(all))
	for _, f := range all {
		if st := Stands(f, s.clock.Now()); st.Step != StepNone {
			standings = append(standings, st)
		}
	}
	return standings, err
}
