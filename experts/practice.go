package experts

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// Case is a practice ticket: one that was never anybody's.
type Case struct {
	ID       uuid.UUID
	Topic    string
	Subject  string
	Text     string
	Keywords []string // each must be in a good answer
	Sample   string   // shown to who has passed it
	Active   bool
	MadeAt   time.Time
}

const (
	subjectMost  = 200
	caseMost     = 8000
	keywordMost  = 60
	keywordsMost = 20
	casesMost    = 200
)

func (k Case) checked() (Case, error) {
	var c checks
	if k.ID == uuid.Nil {
		c.wrong("id", "is missing")
	}
	k.Subject = c.needed("subject", k.Subject, subjectMost)
	k.Text = c.needed("text", k.Text, caseMost)
	k.Sample = c.needed("sample", k.Sample, caseMost)
	kept := []string{}
	for _, word := range k.Keywords {
		if word = c.text("keywords", word, keywordMost); word != "" {
			kept = append(kept, word)
		}
	}
	if k.Keywords = kept; len(kept) > keywordsMost {
		c.wrong("keywords", "has more than %d", keywordsMost)
	} else if len(missing(k.Sample, kept)) > 0 {
		c.wrong("keywords", "holds a word that the sample answer does not have")
	}
	return k, c.err()
}

// missing are the keywords that a text does not hold, whatever their case and
// accents.
func missing(text string, keywords []string) []string {
	folded, not := privacy.Fold(text), []string{}
	for _, word := range keywords {
		if !strings.Contains(folded, privacy.Fold(word)) {
			not = append(not, word)
		}
	}
	return not
}

// SaveCase adds a practice ticket to a topic, or changes it.
func (s *School) SaveCase(ctx context.Context, by people.Person, k Case) (Case, error) {
	if err := mayManage(by); err != nil {
		return Case{}, err
	}
	k, err := k.checked()
	if err != nil {
		return Case{}, err
	}
	err = postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		if err := s.writeCase(ctx, tx, &k); err != nil {
			return err
		}
		t, err := testOf(ctx, tx, k.Topic)
		if err != nil {
			return err
		}
		if err := canFill(ctx, tx, *t); err != nil {
			return fault.Conflict("The test is active and needs this practice ticket; ask for fewer, or make it inactive first.")
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "practice_changed", k.ID.String())
	})
	return k, err
}

func (s *School) writeCase(ctx context.Context, tx *sqlx.Tx, k *Case) error {
	if err := needTest(ctx, tx, k.Topic); err != nil {
		return err
	}
	var written []time.Time
	err := tx.SelectContext(ctx, &written, `
		INSERT INTO desk.practice_cases AS c (id, topic, subject, text, keywords, sample, active, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE SET subject = $3, text = $4, keywords = $5, sample = $6, active = $7 WHERE c.topic = $2
		RETURNING made_at`,
		k.ID, k.Topic, k.Subject, k.Text, pq.StringArray(k.Keywords), k.Sample, k.Active, s.clock.Now())
	if err != nil {
		return fmt.Errorf("write practice: %w", err)
	}
	if len(written) == 0 {
		return fault.Conflict("This id is in use.").With("id", "is already in use")
	}
	k.MadeAt = written[0].UTC()
	return nil
}

func casesOf(ctx context.Context, q sqlx.QueryerContext, topic string) ([]Case, error) {
	var rows []struct {
		ID       uuid.UUID      `db:"id"`
		Topic    string         `db:"topic"`
		Subject  string         `db:"subject"`
		Text     string         `db:"text"`
		Keywords pq.StringArray `db:"keywords"`
		Sample   string         `db:"sample"`
		Active   bool           `db:"active"`
		MadeAt   time.Time      `db:"made_at"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT id, topic, subject, text, keywords, sample, active, made_at FROM desk.practice_cases WHERE topic = $1 ORDER BY made_at, id LIMIT $2`,
		topic, casesMost)
	if err != nil {
		return nil, fmt.Errorf("read practice: %w", err)
	}
	cases := make([]Case, len(rows))
	for i, r := range rows {
		cases[i] = Case{r.ID, r.Topic, r.Subject, r.Text, r.Keywords, r.Sample, r.Active, r.MadeAt.UTC()}
	}
	return cases, nil
}

// Exercise is a practice ticket as an applicant sees it. The sample is there once
// their answer has passed.
type Exercise struct {
	ID            uuid.UUID
	Topic         string
	Subject, Text string
	State         string // "" until it is answered; then judging, passed or failed
	Answer, Note  string
	Sample        string
}

// Exercises are the practice tickets of a topic that the person practises.
func (s *School) Exercises(ctx context.Context, by people.Person, topic string) ([]Exercise, error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	if err := s.practises(ctx, s.db, by.ID, topic); err != nil {
		return nil, err
	}
	return s.exercises(ctx, s.db, by.ID, topic)
}

// practises refuses those who have not come as far as the practice of a topic.
func (s *School) practises(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, topic string) error {
	f, err := s.factsOf(ctx, q, person, topic)
	if err != nil {
		return err
	}
	switch Stands(f, s.clock.Now()).Step {
	case StepPractice, StepPracticeJudging, StepApproval:
		return nil
	}
	return fault.Conflict("There is nothing for you to practise in this topic now.")
}

func (s *School) exercises(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID, topic string) ([]Exercise, error) {
	var rows []struct {
		ID      uuid.UUID     `db:"id"`
		Subject string        `db:"subject"`
		Text    string        `db:"text"`
		Sample  string        `db:"sample"`
		Answer  uuid.NullUUID `db:"answer"`
		State   string        `db:"state"`
		Sealed  []byte        `db:"sealed"`
		Note    []byte        `db:"note"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT c.id, c.subject, c.text, c.sample, a.id AS answer, coalesce(a.state, '') AS state, t.sealed, t.note
		FROM desk.practice_cases c
		LEFT JOIN LATERAL (SELECT id, state FROM desk.practice_answers WHERE practice = c.id AND person = $1 ORDER BY at DESC, id DESC LIMIT 1) a ON true
		LEFT JOIN vault.practice_texts t ON t.answer = a.id
		WHERE c.topic = $2 AND (c.active OR a.id IS NOT NULL) ORDER BY c.made_at, c.id LIMIT $3`, person, topic, casesMost)
	if err != nil {
		return nil, fmt.Errorf("read exercises: %w", err)
	}
	key, err := s.people.KeyTx(ctx, q, person)
	if err != nil {
		return nil, err
	}
	all := make([]Exercise, len(rows))
	for i, r := range rows {
		x := Exercise{ID: r.ID, Topic: topic, Subject: r.Subject, Text: r.Text, State: r.State}
		if r.State == Passed {
			x.Sample = r.Sample
		}
		if x.Answer, err = opened(key, r.Sealed, practicePlace(r.Answer.UUID)); err != nil {
			return nil, err
		}
		if x.Note, err = opened(key, r.Note, notePlace(r.Answer.UUID)); err != nil {
			return nil, err
		}
		all[i] = x
	}
	return all, nil
}
