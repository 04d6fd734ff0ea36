package experts

import (
	"cmp"
	"context"
	"encoding/json"
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
	Language string // that it was written in first
	Subject  string
	Text     string
	Keywords []string // each must be in a good answer
	Sample   string   // shown to who has passed it
	Active   bool
	MadeAt   time.Time

	Translations map[string]CaseWords
}

// in is the ticket in the first of these languages that it is written in.
func (k Case) in(languages []string) (CaseWords, string) {
	return pick(CaseWords{k.Subject, k.Text, k.Keywords, k.Sample}, k.Language, k.Translations, languages)
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
	k.Language = cmp.Or(k.Language, firstLanguage)
	first, _ := k.in(nil)
	first = first.checked(&c, "")
	k.Subject, k.Text, k.Keywords, k.Sample = first.Subject, first.Text, first.Keywords, first.Sample
	k.Translations = translated(&c, k.Language, k.Translations, func(field string, w CaseWords) CaseWords { return w.checked(&c, field) })
	return k, c.err()
}

// checked finds what is wrong with words; the names of its fields begin as given.
func (w CaseWords) checked(c *checks, field string) CaseWords {
	w.Subject = c.needed(field+"subject", w.Subject, subjectMost)
	w.Text = c.needed(field+"text", w.Text, caseMost)
	w.Sample = c.needed(field+"sample", w.Sample, caseMost)
	kept := []string{}
	for _, word := range w.Keywords {
		if word = c.text(field+"keywords", word, keywordMost); word != "" {
			kept = append(kept, word)
		}
	}
	if w.Keywords = kept; len(kept) > keywordsMost {
		c.wrong(field+"keywords", "has more than %d", keywordsMost)
	} else if len(missing(w.Sample, kept)) > 0 {
		c.wrong(field+"keywords", "holds a word that the sample answer does not have")
	}
	return w
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
	translations, err := json.Marshal(k.Translations)
	if err != nil {
		return err
	}
	var written []time.Time
	err = tx.SelectContext(ctx, &written, `
		INSERT INTO desk.practice_cases AS c (id, topic, subject, text, keywords, sample, active, made_at, language, translations)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (id) DO UPDATE SET subject = $3, text = $4, keywords = $5, sample = $6, active = $7, language = $9, translations = $10 WHERE c.topic = $2
		RETURNING made_at`,
		k.ID, k.Topic, k.Subject, k.Text, pq.StringArray(k.Keywords), k.Sample, k.Active, s.clock.Now(), k.Language, string(translations))
	if err != nil {
		return fmt.Errorf("write practice: %w", err)
	}
	if len(written) == 0 {
		return idInUse()
	}
	k.MadeAt = written[0].UTC()
	return nil
}

type caseRow struct {
	ID       uuid.UUID      `db:"id"`
	Topic    string         `db:"topic"`
	Language string         `db:"language"`
	Subject  string         `db:"subject"`
	Text     string         `db:"text"`
	Keywords pq.StringArray `db:"keywords"`
	Sample   string         `db:"sample"`
	Active   bool           `db:"active"`
	MadeAt   time.Time      `db:"made_at"`
	Others   []byte         `db:"translations"`
}

const caseColumns = `c.id, c.topic, c.language, c.subject, c.text, c.keywords, c.sample, c.active, c.made_at, c.translations`

func (r caseRow) practice() (Case, error) {
	translations, err := readTranslations[CaseWords](r.Others)
	return Case{r.ID, r.Topic, r.Language, r.Subject, r.Text, r.Keywords, r.Sample, r.Active, r.MadeAt.UTC(), translations}, err
}

func casesOf(ctx context.Context, q sqlx.QueryerContext, topic string) ([]Case, error) {
	var rows []caseRow
	err := sqlx.SelectContext(ctx, q, &rows, `SELECT `+caseColumns+` FROM desk.practice_cases c WHERE topic = $1 ORDER BY made_at, id LIMIT $2`, topic, casesMost)
	if err != nil {
		return nil, fmt.Errorf("read practice: %w", err)
	}
	cases := make([]Case, len(rows))
	for i, r := range rows {
		if cases[i], err = r.practice(); err != nil {
			return nil, err
		}
	}
	return cases, nil
}

// Exercise is a practice ticket as an applicant sees it. The sample is there once
// their answer has passed.
type Exercise struct {
	ID            uuid.UUID
	Topic         string
	Language      string // that subject, text and sample are in
	Subject, Text string
	State         string // "" until it is answered; then judging, passed or failed
	Answer, Note  string
	Sample        string
}

// Exercises are the practice tickets of a topic that the person practises, in a
// language or, where one is not written in it, in one that they speak. What they
// have answered stays in the language that they answered it in.
func (s *School) Exercises(ctx context.Context, by people.Person, topic, language string) ([]Exercise, error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	if err := s.practises(ctx, s.db, by.ID, topic); err != nil {
		return nil, err
	}
	return s.exercises(ctx, s.db, by, topic, language)
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
	case StepTest, StepLapsed:
		return fault.Conflict("Please pass the test of this topic first.")
	case StepProbation, StepQualified:
		return fault.Conflict("You have this topic already.")
	}
	return fault.Conflict("Please apply for this topic first.")
}

func (s *School) exercises(ctx context.Context, q sqlx.QueryerContext, by people.Person, topic, language string) ([]Exercise, error) {
	var rows []struct {
		caseRow
		Answer uuid.NullUUID `db:"answer"`
		State  string        `db:"state"`
		Was    string        `db:"was"` // the language of the answer
		Sealed []byte        `db:"sealed"`
		Note   []byte        `db:"note"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT `+caseColumns+`, a.id AS answer, coalesce(a.state, '') AS state, coalesce(a.language, '') AS was, t.sealed, t.note
		FROM desk.practice_cases c
		LEFT JOIN LATERAL (SELECT id, state, language FROM desk.practice_answers WHERE practice = c.id AND person = $1 ORDER BY at DESC, id DESC LIMIT 1) a ON true
		LEFT JOIN vault.practice_texts t ON t.answer = a.id
		WHERE c.topic = $2 AND (c.active OR a.id IS NOT NULL) ORDER BY c.made_at, c.id LIMIT $3`, by.ID, topic, casesMost)
	if err != nil {
		return nil, fmt.Errorf("read exercises: %w", err)
	}
	key, err := s.people.KeyTx(ctx, q, by.ID)
	if err != nil {
		return nil, err
	}
	all := make([]Exercise, len(rows))
	for i, r := range rows {
		k, err := r.practice()
		if err != nil {
			return nil, err
		}
		shown := language
		if r.State == Judging || r.State == Passed {
			shown = r.Was
		}
		words, in := k.in(preferred(by, shown))
		x := Exercise{ID: r.ID, Topic: topic, Language: in, Subject: words.Subject, Text: words.Text, State: r.State}
		if r.State == Passed {
			x.Sample = words.Sample
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
