package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/routing"
)

const (
	learnReach   = 365 * 24 * time.Hour // how far back tickets count
	learnMost    = 20_000               // of a topic, the newest
	learnText    = 4000                 // characters of a text: who writes more says no more by it
	shortestWord = 3                    // letters; shorter ones say nothing
	knownFor     = 5 * time.Minute      // how long a node goes by what it has read
)

// Learn makes experience of the past tickets of every topic that experts answer, and
// forgets that of others. It gives how many tickets there were.
func (d *Desk) Learn(ctx context.Context) (int, error) {
	topics, err := d.Topics(ctx)
	if err != nil {
		return 0, err
	}
	all := 0
	for _, t := range topics {
		if !t.asksExperts() {
			if _, err := d.app.ExecContext(ctx, `DELETE FROM desk.experience WHERE topic = $1`, t.ID); err != nil {
				return all, fmt.Errorf("forget experience: %w", err)
			}
			continue
		}
		n, err := d.learn(ctx, t.ID)
		if err != nil {
			return all, fmt.Errorf("learn: %w", err)
		}
		all += n
	}
	d.experience.drop()
	return all, nil
}

func (d *Desk) learn(ctx context.Context, topic string) (int, error) {
	now := d.clock.Now()
	examples, err := pastExamples(ctx, d.app, topic, now.Add(-learnReach))
	if err != nil {
		return 0, err
	}
	learned, err := json.Marshal(routing.Learn(examples))
	if err != nil {
		return 0, err
	}
	_, err = d.app.ExecContext(ctx, `
		INSERT INTO desk.experience (topic, learned_at, learned) VALUES ($1, $2, $3)
		ON CONFLICT (topic) DO UPDATE SET learned_at = excluded.learned_at, learned = excluded.learned`, topic, now, string(learned))
	return len(examples), err
}

// pastExamples are the tickets of a topic that an expert took, and that have ended or
// gone wrong: to staff after that, or reopened. What no expert took says nothing
// about experts, whatever it was: otherwise what is kept from them for being unlikely
// would prove itself.
func pastExamples(ctx context.Context, app *sqlx.DB, topic string, since time.Time) ([]routing.Example, error) {
	rows, err := app.QueryxContext(ctx, `
		SELECT t.customer, t.language, t.subject || ' ' || left(e.text, $5) AS text, NOT wrong.so AS solved
		FROM desk.tickets t
		JOIN desk.entries e ON e.ticket = t.number AND e.seq = $3
		CROSS JOIN LATERAL (SELECT min(o.ended_at) AS at FROM desk.offers o WHERE o.ticket = t.number AND o.outcome = 'claimed') taken
		CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM desk.entries x WHERE x.ticket = t.number AND x.kind = 'event' AND x.at >= taken.at
		                                   AND x.data->>'event' IN ('escalated', 'reopened')) AS so) wrong
		WHERE t.topic = $1 AND t.created_at >= $2 AND taken.at IS NOT NULL AND (wrong.so OR NOT t.active)
		ORDER BY t.number DESC LIMIT $4`, topic, since, firstMessageAt, learnMost, learnText)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var examples []routing.Example
	for rows.Next() {
		var x routing.Example
		var text string
		if err := rows.Scan(&x.Customer, &x.Language, &text, &x.Solved); err != nil {
			return nil, err
		}
		x.Words = tellingWords(text)
		examples = append(examples, x)
	}
	slices.Reverse(examples)
	return examples, rows.Err()
}

// tellingWords are the words of a masked text, each once: as search folds them, and
// no numbers.
func tellingWords(text string) []string {
	words := slices.DeleteFunc(wordsOf(text), func(w string) bool {
		return utf8.RuneCountInString(w) < shortestWord || w[0] >= '0' && w[0] <= '9'
	})
	slices.Sort(words)
	return slices.Compact(words)
}

// Experience is what was learned of a topic, for admins.
type Experience struct {
	routing.Experience
	At *time.Time // nil: nothing has been learned yet
}

// ExperienceOf tells an admin what was learned of a topic. NotFound: there is none.
func (d *Desk) ExperienceOf(ctx context.Context, by people.Person, topic string) (Experience, error) {
	if by.Role != people.RoleAdmin {
		return Experience{}, fault.Forbidden("only admins see what was learned of a topic")
	}
	if _, err := topicTx(ctx, d.reads, topic); err != nil {
		return Experience{}, err
	}
	return readExperience(ctx, d.app, topic)
}

func readExperience(ctx context.Context, q sqlx.QueryerContext, topic string) (Experience, error) {
	var row struct {
		At      time.Time       `db:"learned_at"`
		Learned json.RawMessage `db:"learned"`
	}
	err := sqlx.GetContext(ctx, q, &row, `SELECT learned_at, learned FROM desk.experience WHERE topic = $1`, topic)
	if errors.Is(err, sql.ErrNoRows) {
		return Experience{}, nil
	}
	if err != nil {
		return Experience{}, err
	}
	e := Experience{At: &row.At}
	return e, json.Unmarshal(row.Learned, &e.Experience)
}

// experienceCache is what a node knows of topics, read anew every few minutes.
type experienceCache struct {
	mu sync.Mutex
	by map[string]knownExperience
}

type knownExperience struct {
	*routing.Experience
	read time.Time
}

func (c *experienceCache) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.by = nil
}

func (c *experienceCache) of(topic string, now time.Time) (*routing.Experience, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k, ok := c.by[topic]
	return k.Experience, ok && now.Sub(k.read) < knownFor
}

func (c *experienceCache) keep(topic string, e *routing.Experience, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.by == nil {
		c.by = map[string]knownExperience{}
	}
	c.by[topic] = knownExperience{e, now}
}

// chance is how likely experts solve a ticket, or nil: nothing was learned of the
// topic yet, or staff have given it to the experts, who then decide.
func (d *Desk) chance(ctx context.Context, number int64, w *waiting) (*float64, error) {
	if w.HandedBack {
		return nil, nil
	}
	e, err := d.knowing(ctx, w.Topic)
	if err != nil || e.All.Of == 0 {
		return nil, err
	}
	var text string
	err = d.reads.Get(ctx, &text, `
		SELECT t.subject || ' ' || left(e.text, $3) FROM desk.tickets t JOIN desk.entries e ON e.ticket = t.number AND e.seq = $2 WHERE t.number = $1`, number, firstMessageAt, learnText)
	if err != nil {
		return nil, err
	}
	chance := e.Chance(w.Language, tellingWords(text))
	return &chance, nil
}

func (d *Desk) knowing(ctx context.Context, topic string) (*routing.Experience, error) {
	now := d.clock.Now()
	if e, ok := d.experience.of(topic, now); ok {
		return e, nil
	}
	read, err := readExperience(ctx, d.app, topic)
	if err == nil {
		d.experience.keep(topic, &read.Experience, now)
	}
	return &read.Experience, err
}
