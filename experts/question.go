package experts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Kind is how a question is answered.
type Kind string

// The kinds. What is written in words is judged by staff.
const (
	Choice  Kind = "choice"  // one option
	Several Kind = "several" // all that are right
	Order   Kind = "order"   // every option, in the right order
	Short   Kind = "short"   // a few words
	Reply   Kind = "ticket"  // an answer to a ticket
)

// Judged reports whether staff have to look at an answer.
func (k Kind) Judged() bool { return k == Short || k == Reply }

// Option is one that can be chosen. Those of an order stand in the right one.
type Option struct {
	Text  string `json:"text"`
	Right bool   `json:"right,omitempty"`
}

// Question is one of a topic's pool.
type Question struct {
	ID       uuid.UUID
	Topic    string
	Kind     Kind
	Language string // that it was written in first
	Text     string
	Options  []Option
	Points   int
	Guidance string // for who judges
	Active   bool
	MadeAt   time.Time

	Translations map[string]QuestionWords
}

// in is the question in the first of these languages that it is written in.
func (q Question) in(languages []string) (QuestionWords, string) {
	first := QuestionWords{Text: q.Text, Guidance: q.Guidance}
	for _, o := range q.Options {
		first.Options = append(first.Options, o.Text)
	}
	return pick(first, q.Language, q.Translations, languages)
}

func (q Question) isIn(language string) bool {
	_, translated := q.Translations[language]
	return translated || q.Language == language
}

const (
	questionMost  = 4000
	optionMost    = 500
	optionsMost   = 12
	guidanceMost  = 4000
	questionsMost = 500
)

func (q Question) checked() (Question, error) {
	var c checks
	if q.ID == uuid.Nil {
		c.wrong("id", "is missing")
	}
	q.Language = cmp.Or(q.Language, firstLanguage)
	c.between("points", q.Points, 1, 20)
	first, _ := q.in(nil)
	first = first.checked(&c, "")
	q.Text, q.Guidance, q.Options = first.Text, first.Guidance, slices.Clone(q.Options)
	for i, text := range first.Options {
		q.Options[i].Text = text
	}
	q.checkOptions(&c)
	q.Translations = translated(&c, q.Language, q.Translations, func(field string, w QuestionWords) QuestionWords {
		if len(w.Options) != len(q.Options) {
			c.wrong(field+"options", "must be as many as in the first language")
		}
		return w.checked(&c, field)
	})
	return q, c.err()
}

// checked finds what is wrong with words; the names of its fields begin as given.
func (w QuestionWords) checked(c *checks, field string) QuestionWords {
	w.Text = c.needed(field+"text", w.Text, questionMost)
	w.Guidance = c.text(field+"guidance", w.Guidance, guidanceMost)
	w.Options = slices.Clone(w.Options)
	seen := map[string]bool{}
	for i, text := range w.Options {
		w.Options[i] = c.needed(field+"options", text, optionMost)
		if seen[w.Options[i]] {
			c.wrong(field+"options", "holds the same twice")
		}
		seen[w.Options[i]] = true
	}
	return w
}

func (q *Question) checkOptions(c *checks) {
	right := 0
	for _, o := range q.Options {
		right += oneIf(o.Right)
	}
	switch n := len(q.Options); q.Kind {
	case Choice, Several:
		if n < 2 || n > optionsMost {
			c.wrong("options", "must be 2 to %d", optionsMost)
		} else if right == 0 || q.Kind == Choice && right != 1 {
			c.wrong("options", "needs what is right")
		}
	case Order:
		if n < 2 || n > optionsMost {
			c.wrong("options", "must be 2 to %d", optionsMost)
		}
	case Short, Reply:
		q.Options = []Option{}
	default:
		c.wrong("kind", "is not one of choice, several, order, short, ticket")
	}
}

// SaveQuestion adds a question to a topic's pool, or changes it. Tests that were
// drawn before stay as they were. An active test keeps enough of them.
func (s *School) SaveQuestion(ctx context.Context, by people.Person, q Question) (Question, error) {
	if err := mayManage(by); err != nil {
		return Question{}, err
	}
	q, err := q.checked()
	if err != nil {
		return Question{}, err
	}
	err = postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		if err := s.writeQuestion(ctx, tx, &q); err != nil {
			return err
		}
		t, err := testOf(ctx, tx, q.Topic)
		if err != nil {
			return err
		}
		if err := canFill(ctx, tx, *t); err != nil {
			return fault.Conflict("The test is active and needs this question; draw fewer, or make it inactive first.")
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "question_changed", q.ID.String())
	})
	return q, err
}

func (s *School) writeQuestion(ctx context.Context, tx *sqlx.Tx, q *Question) error {
	if err := needTest(ctx, tx, q.Topic); err != nil {
		return err
	}
	options, err := json.Marshal(q.Options)
	if err != nil {
		return err
	}
	translations, err := json.Marshal(q.Translations)
	if err != nil {
		return err
	}
	var written []time.Time
	err = tx.SelectContext(ctx, &written, `
		INSERT INTO desk.questions AS q (id, topic, kind, text, options, points, guidance, active, made_at, language, translations)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (id) DO UPDATE SET kind = $3, text = $4, options = $5, points = $6, guidance = $7, active = $8, language = $10, translations = $11 WHERE q.topic = $2
		RETURNING made_at`,
		q.ID, q.Topic, q.Kind, q.Text, string(options), q.Points, q.Guidance, q.Active, s.clock.Now(), q.Language, string(translations))
	if err != nil {
		return fmt.Errorf("write question: %w", err)
	}
	if len(written) == 0 {
		return idInUse()
	}
	q.MadeAt = written[0].UTC()
	return nil
}

// needTest makes the usual test of a topic that has none yet, and locks it, so
// that its pool does not change under somebody who counts it.
func needTest(ctx context.Context, tx *sqlx.Tx, topic string) error {
	t := UsualTest(topic)
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.tests (`+testColumns+`) VALUES ($1, 1, false, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (topic) DO NOTHING`,
		t.Topic, t.Draws, t.Minutes, t.PassPercent, t.Attempts, t.PauseHours, t.Practice, t.Probation, t.LapseMonths, t.Renewal, t.RetestDays)
	if postgres.IsForeignKey(err) {
		return fault.NotFound("There is no such topic.")
	}
	if err == nil {
		_, err = tx.ExecContext(ctx, `SELECT FROM desk.tests WHERE topic = $1 FOR NO KEY UPDATE`, topic)
	}
	if err != nil {
		return fmt.Errorf("lock test: %w", err)
	}
	return nil
}

// questionsOf are those of a topic's pool, oldest first.
func questionsOf(ctx context.Context, q sqlx.QueryerContext, topic string, active bool) ([]Question, error) {
	var rows []struct {
		ID       uuid.UUID `db:"id"`
		Topic    string    `db:"topic"`
		Kind     Kind      `db:"kind"`
		Text     string    `db:"text"`
		Options  []byte    `db:"options"`
		Points   int       `db:"points"`
		Guidance string    `db:"guidance"`
		Active   bool      `db:"active"`
		MadeAt   time.Time `db:"made_at"`
		Language string    `db:"language"`
		Others   []byte    `db:"translations"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT id, topic, kind, text, options, points, guidance, active, made_at, language, translations FROM desk.questions
		WHERE topic = $1 AND (active OR NOT $2) ORDER BY made_at, id LIMIT $3`, topic, active, questionsMost)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	questions := make([]Question, len(rows))
	for i, r := range rows {
		questions[i] = Question{ID: r.ID, Topic: r.Topic, Kind: r.Kind, Text: r.Text, Points: r.Points, Guidance: r.Guidance, Active: r.Active, MadeAt: r.MadeAt.UTC(), Language: r.Language}
		if err := json.Unmarshal(r.Options, &questions[i].Options); err != nil {
			return nil, fmt.Errorf("read options: %w", err)
		}
		if questions[i].Translations, err = readTranslations[QuestionWords](r.Others); err != nil {
			return nil, err
		}
	}
	return questions, nil
}
