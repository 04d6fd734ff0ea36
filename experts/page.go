package experts

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"kontor/people"
)

// Page is what everybody may read about becoming an expert here: what experts do
// and what they earn, by language. While it is not open nobody can apply.
type Page struct {
	Open  bool              `json:"open"`
	About map[string]string `json:"about"`
	Earn  map[string]string `json:"earn"`
}

const pageMost = 8000

const pageKey = "expert_page"

// Page is the page as it stands.
func (s *School) Page(ctx context.Context) (Page, error) { return pageOf(ctx, s.db) }

func pageOf(ctx context.Context, q sqlx.QueryerContext) (Page, error) {
	p := Page{About: map[string]string{}, Earn: map[string]string{}}
	var raw []byte
	err := sqlx.GetContext(ctx, q, &raw, `SELECT value FROM desk.settings WHERE key = $1`, pageKey)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("read page: %w", err)
	}
	return p, json.Unmarshal(raw, &p)
}

// SavePage writes the page.
func (s *School) SavePage(ctx context.Context, by people.Person, p Page) (Page, error) {
	if err := mayManage(by); err != nil {
		return Page{}, err
	}
	var c checks
	p.About = c.byLanguage("about", p.About, pageMost)
	p.Earn = c.byLanguage("earn", p.Earn, pageMost)
	if err := c.err(); err != nil {
		return Page{}, err
	}
	raw, err := json.Marshal(p)
	if err != nil {
		return Page{}, err
	}
	return p, s.change(ctx, func(tx *sqlx.Tx, _ *news) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO desk.settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, pageKey, string(raw))
		if err != nil {
			return fmt.Errorf("write page: %w", err)
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "expert_page_changed", pageKey)
	})
}

// InLanguage is a text in a language, else in English, else in any.
func InLanguage(texts map[string]string, language string) string { return inLanguage(texts, language) }
