package experts

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/people"
)

// Terms are what experts accept, by language. A version is never changed.
type Terms struct {
	Version int
	Texts   map[string]string
	MadeAt  time.Time
}

// In is the text in a language, else in English, else in any.
func (t Terms) In(language string) string { return inLanguage(t.Texts, language) }

const termsMost = 40000

// Terms are the versions, newest first. There are none until an admin writes
// some.
func (s *School) Terms(ctx context.Context) ([]Terms, error) {
	return termsOf(ctx, s.db, 100)
}

func termsOf(ctx context.Context, q sqlx.QueryerContext, most int) ([]Terms, error) {
	var rows []struct {
		Version int       `db:"version"`
		Texts   []byte    `db:"texts"`
		MadeAt  time.Time `db:"made_at"`
	}
	if err := sqlx.SelectContext(ctx, q, &rows, `SELECT version, texts, made_at FROM desk.expert_terms ORDER BY version DESC LIMIT $1`, most); err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	all := make([]Terms, len(rows))
	for i, r := range rows {
		all[i] = Terms{Version: r.Version, MadeAt: r.MadeAt.UTC()}
		if err := json.Unmarshal(r.Texts, &all[i].Texts); err != nil {
			return nil, fmt.Errorf("read terms: %w", err)
		}
	}
	return all, nil
}

// PublishTerms makes a new version, which whoever applies from now on accepts.
func (s *School) PublishTerms(ctx context.Context, by people.Person, texts map[string]string) (Terms, error) {
	if err := mayManage(by); err != nil {
		return Terms{}, err
	}
	var c checks
	texts = c.byLanguage("texts", texts, termsMost)
	if len(texts) == 0 && c.err() == nil {
		c.wrong("texts", "is missing")
	}
	if err := c.err(); err != nil {
		return Terms{}, err
	}
	t := Terms{Texts: texts, MadeAt: s.clock.Now()}
	raw, err := json.Marshal(texts)
	if err != nil {
		return Terms{}, err
	}
	return t, s.change(ctx, func(tx *sqlx.Tx, _ *news) error {
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('kontor expert terms'))`); err != nil {
			return fmt.Errorf("lock terms: %w", err)
		}
		err := tx.GetContext(ctx, &t.Version, `
			INSERT INTO desk.expert_terms (version, texts, made_by, made_at)
			SELECT coalesce(max(version), 0) + 1, $1, $2, $3 FROM desk.expert_terms RETURNING version`, string(raw), by.ID, t.MadeAt)
		if err != nil {
			return fmt.Errorf("write terms: %w", err)
		}
		return people.AuditTx(ctx, tx, t.MadeAt, by, "terms_published", fmt.Sprint(t.Version))
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

// Accepted is the newest version that somebody has accepted, and when; 0: none.
func (s *School) Accepted(ctx context.Context, person uuid.UUID) (version int, at time.Time, err error) {
	var rows []struct {
		Version int
		At      time.Time
	}
	err = s.db.SelectContext(ctx, &rows, `SELECT version, at FROM desk.terms_accepted WHERE person = $1 ORDER BY version DESC LIMIT 1`, person)
	if err != nil || len(rows) == 0 {
		return 0, time.Time{}, err
	}
	return rows[0].Version, rows[0].At.UTC(), nil
}
