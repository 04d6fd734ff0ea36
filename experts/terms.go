package experts

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/people"
)

// Terms are what experts accept, by language. A version is never changed.
type Terms struct {
	Version  int
	Texts    map[string]string
	MadeAt   time.Time
	AcceptBy time.Time // whoever has not by then is offered nothing new
}

// In is the text in a language, else in English, else in any.
func (t Terms) In(language string) string { return inLanguage(t.Texts, language) }

const (
	termsMost     = 40000
	usualDays     = 14 // to accept a version
	acceptDaysMax = 365
)

// Terms are the versions, newest first. There are none until an admin writes
// some.
func (s *School) Terms(ctx context.Context) ([]Terms, error) {
	return termsOf(ctx, s.db, 100)
}

func termsOf(ctx context.Context, q sqlx.QueryerContext, most int) ([]Terms, error) {
	var rows []struct {
		Version  int       `db:"version"`
		Texts    []byte    `db:"texts"`
		MadeAt   time.Time `db:"made_at"`
		AcceptBy time.Time `db:"accept_by"`
	}
	if err := sqlx.SelectContext(ctx, q, &rows, `SELECT version, texts, made_at, accept_by FROM desk.expert_terms ORDER BY version DESC LIMIT $1`, most); err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	all := make([]Terms, len(rows))
	for i, r := range rows {
		all[i] = Terms{Version: r.Version, MadeAt: r.MadeAt.UTC(), AcceptBy: r.AcceptBy.UTC()}
		if err := json.Unmarshal(r.Texts, &all[i].Texts); err != nil {
			return nil, fmt.Errorf("read terms: %w", err)
		}
	}
	return all, nil
}

// PublishTerms makes a new version. Whoever applies from now on accepts it, and every
// expert has to in so many days; 0 are the usual ones. The newest version sent again is
// not another one.
func (s *School) PublishTerms(ctx context.Context, by people.Person, texts map[string]string, days int) (Terms, error) {
	if err := mayManage(by); err != nil {
		return Terms{}, err
	}
	var c checks
	texts = c.byLanguage("texts", texts, termsMost)
	if len(texts) == 0 && c.err() == nil {
		c.wrong("texts", "is missing")
	}
	days = cmp.Or(days, usualDays)
	c.between("days", days, 1, acceptDaysMax)
	if err := c.err(); err != nil {
		return Terms{}, err
	}
	now := s.clock.Now()
	t := Terms{Texts: texts, MadeAt: now, AcceptBy: now.AddDate(0, 0, days)}
	raw, err := json.Marshal(texts)
	if err != nil {
		return Terms{}, err
	}
	err = s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('kontor expert terms'))`); err != nil {
			return fmt.Errorf("lock terms: %w", err)
		}
		newest, err := termsOf(ctx, tx, 1)
		if err != nil {
			return err
		}
		if len(newest) == 1 && maps.Equal(newest[0].Texts, texts) && newest[0].AcceptBy.Equal(newest[0].MadeAt.AddDate(0, 0, days)) {
			t = newest[0]
			return nil
		}
		err = tx.GetContext(ctx, &t.Version, `
			INSERT INTO desk.expert_terms (version, texts, made_by, made_at, accept_by)
			SELECT coalesce(max(version), 0) + 1, $1, $2, $3, $4 FROM desk.expert_terms RETURNING version`, string(raw), by.ID, t.MadeAt, t.AcceptBy)
		if err != nil {
			return fmt.Errorf("write terms: %w", err)
		}
		if err := tellExperts(ctx, tx, n); err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, t.MadeAt, by, "terms_published", fmt.Sprint(t.Version))
	})
	return t, err
}

func tellExperts(ctx context.Context, tx *sqlx.Tx, n *news) error {
	var experts []uuid.UUID
	if err := tx.SelectContext(ctx, &experts, `SELECT id FROM desk.people WHERE role = 'expert' AND active ORDER BY id`); err != nil {
		return fmt.Errorf("read experts: %w", err)
	}
	n.tell(NewsTerms, experts...)
	return nil
}

// AcceptTerms says that an expert accepts a version of the terms, the newest one.
// Saying so twice is fine.
func (s *School) AcceptTerms(ctx context.Context, by people.Person, version int) error {
	if err := mayLearn(by); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, _ *news) error {
		if newest, err := termsOf(ctx, tx, 1); err != nil {
			return err
		} else if len(newest) == 0 {
			return fault.NotFound("There are no terms to accept.")
		}
		return s.accept(ctx, tx, by.ID, version)
	})
}

// accept writes down that somebody accepts a version, which must be the newest:
// nobody accepts what they have not seen.
func (s *School) accept(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, version int) error {
	newest, err := termsOf(ctx, tx, 1)
	if err != nil {
		return err
	}
	if len(newest) == 0 {
		return nil // there is nothing to accept
	}
	if version != newest[0].Version {
		return fault.Conflict("The terms have changed; please read and accept them as they are now.").With("terms", "is not the newest version")
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO desk.terms_accepted (person, version, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, person, version, s.clock.Now())
	if err != nil {
		return fmt.Errorf("accept terms: %w", err)
	}
	return nil
}

// Owed are the newest terms, which somebody has not accepted.
type Owed struct {
	Terms
	Overdue bool // they are offered nothing new until they do
}

// owed is the version that somebody accepted last, and what they have still to
// accept, or nil.
func (s *School) owed(ctx context.Context, person uuid.UUID) (int, *Owed, error) {
	var accepted int
	err := s.db.GetContext(ctx, &accepted, `SELECT coalesce(max(version), 0) FROM desk.terms_accepted WHERE person = $1`, person)
	if err != nil {
		return 0, nil, fmt.Errorf("read accepted terms: %w", err)
	}
	all, err := s.Terms(ctx)
	if err != nil || len(all) == 0 || all[0].Version <= accepted {
		return accepted, nil, err
	}
	o := &Owed{Terms: all[0]}
	for _, t := range all {
		o.Overdue = o.Overdue || t.Version > accepted && !t.AcceptBy.After(s.clock.Now())
	}
	return accepted, o, nil
}
