package experts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
)

// Lesson is an education note: what everybody who answers a topic must have read
// before they take another ticket of it.
type Lesson struct {
	ID       uuid.UUID `db:"id"`
	Topic    string    `db:"topic"`
	Language string    `db:"language"` // that it was written in first; for a reader the one it is shown in
	Title    string    `db:"title"`
	Text     string    `db:"text"`
	Active   bool      `db:"active"`
	MadeAt   time.Time `db:"made_at"`
	Read     int       `db:"read"` // by so many; for the reader themself 1 or 0

	Translations map[string]LessonWords `db:"-"`
}

func (l Lesson) checked() (Lesson, error) {
	var c checks
	if l.ID == uuid.Nil {
		c.wrong("id", "is missing")
	}
	l.Language = cmp.Or(l.Language, firstLanguage)
	first := LessonWords{l.Title, l.Text}.checked(&c, "")
	l.Title, l.Text = first.Title, first.Text
	l.Translations = translated(&c, l.Language, l.Translations, func(field string, w LessonWords) LessonWords { return w.checked(&c, field) })
	return l, c.err()
}

func (w LessonWords) checked(c *checks, field string) LessonWords {
	return LessonWords{c.needed(field+"title", w.Title, titleMost), c.needed(field+"text", w.Text, lessonMost)}
}

const (
	titleMost   = 200
	lessonMost  = 20000
	lessonsMost = 200
)

// SaveLesson writes a note for a topic of one's own team, or changes it. Who has
// read it need not read it again: what must be read anew is a new note.
func (s *School) SaveLesson(ctx context.Context, by people.Person, l Lesson) (Lesson, error) {
	if err := mayJudge(by); err != nil {
		return Lesson{}, err
	}
	l, err := l.checked()
	if err != nil {
		return Lesson{}, err
	}
	err = s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if err := mayTeach(ctx, tx, by, l.Topic); err != nil {
			return err
		}
		return s.writeLesson(ctx, tx, n, by, &l)
	})
	return l, err
}

func mayTeach(ctx context.Context, q sqlx.QueryerContext, by people.Person, topic string) error {
	if by.Role == people.RoleAdmin {
		var known bool
		if err := sqlx.GetContext(ctx, q, &known, `SELECT EXISTS (SELECT FROM desk.topics WHERE id = $1)`, topic); err != nil || known {
			return err
		}
		return fault.NotFound("There is no such topic.")
	}
	return mayJudgeTopic(ctx, q, by, topic)
}

func (s *School) writeLesson(ctx context.Context, tx *sqlx.Tx, n *news, by people.Person, l *Lesson) error {
	var written []struct {
		MadeAt time.Time `db:"made_at"`
		Fresh  bool
	}
	now := s.clock.Now()
	translations, err := json.Marshal(l.Translations)
	if err != nil {
		return err
	}
	err = tx.SelectContext(ctx, &written, `
		INSERT INTO desk.lessons AS l (id, topic, title, text, active, made_by, made_at, language, translations) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (id) DO UPDATE SET title = $3, text = $4, active = $5, language = $8, translations = $9 WHERE l.topic = $2
		RETURNING made_at, xmax = 0 AS fresh`, l.ID, l.Topic, l.Title, l.Text, l.Active, by.ID, now, l.Language, string(translations))
	if err != nil {
		return fmt.Errorf("write lesson: %w", err)
	}
	if len(written) == 0 {
		return idInUse()
	}
	l.MadeAt = written[0].MadeAt.UTC()
	if written[0].Fresh && l.Active {
		var learners []uuid.UUID
		if err := tx.SelectContext(ctx, &learners, `SELECT person FROM desk.qualifications WHERE topic = $1 ORDER BY person`, l.Topic); err != nil {
			return fmt.Errorf("read learners: %w", err)
		}
		n.tell(NewsLesson, learners...)
	}
	return people.AuditTx(ctx, tx, now, by, "lesson_changed", l.ID.String())
}

// Lessons are the notes of the topics of one's teams, newest first, each with how
// many have read it.
func (s *School) Lessons(ctx context.Context, by people.Person) ([]Lesson, error) {
	if err := mayJudge(by); err != nil {
		return nil, err
	}
	return s.lessons(ctx, `
		SELECT `+lessonColumns+`, (SELECT count(*) FROM desk.lessons_read r WHERE r.lesson = l.id) AS read
		FROM desk.lessons l JOIN desk.topics t ON t.id = l.topic WHERE t.team = ANY ($1) OR $2
		ORDER BY l.made_at DESC, l.id LIMIT $3`, pq.Array(by.Teams), by.Role == people.RoleAdmin, lessonsMost)
}

// OwnLessons are the notes of an expert's topics, unread ones first, each in a
// language or, where it is not written in it, in one that they speak.
func (s *School) OwnLessons(ctx context.Context, by people.Person, language string) ([]Lesson, error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	all, err := s.lessons(ctx, `
		SELECT `+lessonColumns+`, (SELECT count(*) FROM desk.lessons_read r WHERE r.lesson = l.id AND r.person = $1) AS read
		FROM desk.lessons l JOIN desk.qualifications q ON q.topic = l.topic AND q.person = $1 WHERE l.active
		ORDER BY read, l.made_at DESC, l.id LIMIT $2`, by.ID, lessonsMost)
	for i, l := range all {
		words, in := pick(LessonWords{l.Title, l.Text}, l.Language, l.Translations, preferred(by, language))
		all[i].Language, all[i].Title, all[i].Text, all[i].Translations = in, words.Title, words.Text, nil
	}
	return all, err
}

const lessonColumns = `l.id, l.topic, l.language, l.title, l.text, l.active, l.made_at, l.translations`

func (s *School) lessons(ctx context.Context, query string, args ...any) ([]Lesson, error) {
	var rows []struct {
		Lesson
		Others []byte `db:"translations"`
	}
	if err := s.db.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("read lessons: %w", err)
	}
	all := make([]Lesson, len(rows))
	for i, r := range rows {
		translations, err := readTranslations[LessonWords](r.Others)
		if err != nil {
			return nil, err
		}
		all[i] = r.Lesson
		all[i].MadeAt, all[i].Translations = r.MadeAt.UTC(), translations
	}
	return all, nil
}

// ReadLesson says that an expert has read a note of a topic of theirs. Saying so
// twice is fine.
func (s *School) ReadLesson(ctx context.Context, by people.Person, id uuid.UUID) error {
	if err := mayLearn(by); err != nil {
		return err
	}
	read, err := s.db.ExecContext(ctx, `
		INSERT INTO desk.lessons_read (lesson, person, at)
		SELECT l.id, $2, $3 FROM desk.lessons l JOIN desk.qualifications q ON q.topic = l.topic AND q.person = $2 WHERE l.id = $1
		ON CONFLICT (lesson, person) DO NOTHING`, id, by.ID, s.clock.Now())
	if err != nil {
		return fmt.Errorf("write reading: %w", err)
	}
	if n, err := read.RowsAffected(); err != nil || n == 1 {
		return err
	}
	var known bool
	if err := s.db.GetContext(ctx, &known, `SELECT EXISTS (SELECT FROM desk.lessons_read WHERE lesson = $1 AND person = $2)`, id, by.ID); err != nil {
		return fmt.Errorf("read reading: %w", err)
	}
	if !known {
		return fault.NotFound("There is no such note.")
	}
	return nil
}
