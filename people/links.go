package people

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

// links is a table that ties people to teams or topics. add takes the person,
// the ids and, where the table says since when, the time.
type links struct {
	field, find, clear, add string
	dated                   bool
}

var (
	memberships = links{
		field: "teams",
		find:  `SELECT count(*) FROM desk.teams WHERE id = ANY ($1)`,
		clear: `DELETE FROM desk.memberships WHERE person = $1 AND team <> ALL ($2)`,
		add:   `INSERT INTO desk.memberships (person, team) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
	}
	qualifications = links{
		field: "topics",
		find:  `SELECT count(*) FROM desk.topics WHERE id = ANY ($1)`,
		clear: `
			WITH gone AS (SELECT topic FROM desk.qualifications WHERE person = $1 AND topic <> ALL ($2) ORDER BY topic FOR UPDATE)
			DELETE FROM desk.qualifications q USING gone WHERE q.person = $1 AND q.topic = gone.topic`,
		add:   `INSERT INTO desk.qualifications (person, topic, since) SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING`,
		dated: true,
	}
	skills = links{
		field: "topics",
		find:  qualifications.find,
		clear: `DELETE FROM desk.skills WHERE person = $1 AND topic <> ALL ($2)`,
		add:   `INSERT INTO desk.skills (person, topic) SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING`,
	}
)

// topicsOf is where the topics of this role stand: experts are qualified for
// theirs, staff are named for them.
func topicsOf(role Role) links {
	if role == RoleExpert {
		return qualifications
	}
	return skills
}

// setLinksTx makes the person's teams or topics these, and keeps since when
// they had those that stay. It expects each id once.
func (r *Register) setLinksTx(ctx context.Context, tx *sqlx.Tx, l links, person uuid.UUID, ids []string) error {
	var known int
	if err := tx.GetContext(ctx, &known, l.find, textArray(ids)); err != nil {
		return fmt.Errorf("read %s: %w", l.field, err)
	}
	if known != len(ids) {
		return fault.Invalid("Some of this cannot be used as it is.").With(l.field, "holds something that does not exist")
	}
	if _, err := tx.ExecContext(ctx, l.clear, person, textArray(ids)); err != nil {
		return fmt.Errorf("clear %s: %w", l.field, err)
	}
	args := []any{person, textArray(ids)}
	if l.dated {
		args = append(args, r.clock.Now())
	}
	if _, err := tx.ExecContext(ctx, l.add, args...); err != nil {
		return fmt.Errorf("write %s: %w", l.field, err)
	}
	return nil
}
