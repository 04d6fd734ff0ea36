package contact

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/google/uuid"

	"kontor/people"
)

// Listed is an absence with the names of those in it.
type Listed struct {
	Absence
	Name       string         `db:"name"`
	Role       people.Role    `db:"role"`
	DeputyName sql.NullString `db:"deputy_name"`
}

const listMost = 500

// Absences that are not over, by when they begin: an expert's own, of staff for
// staff, of everybody for admins.
func (b *Book) Absences(ctx context.Context, by people.Person) ([]Listed, error) {
	all := []Listed{}
	err := b.db.SelectContext(ctx, &all, `
		SELECT a.id, a.person, a.kind, a.from_at, a.until_at, a.deputy, a.note, p.name, p.role, d.name AS deputy_name
		FROM desk.absences a JOIN desk.people p ON p.id = a.person LEFT JOIN desk.people d ON d.id = a.deputy
		WHERE a.until_at > $1 AND (a.person = $2 OR $3 AND p.role <> 'expert' OR $4) ORDER BY a.from_at, a.id LIMIT $5`,
		b.clock.Now(), by.ID, isStaff(by), mayManage(by) == nil, listMost)
	if err != nil {
		return nil, fmt.Errorf("list absences: %w", err)
	}
	return all, nil
}

// AwayNow says whether and how somebody is away.
func (b *Book) AwayNow(ctx context.Context, person uuid.UUID) (*Absence, error) {
	roster, err := RosterAt(ctx, b.db, b.clock.Now())
	if a, away := roster.Away(person); away {
		return &a, err
	}
	return nil, err
}
