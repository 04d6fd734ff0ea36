package contact

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
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

// DeputyOf is somebody's standing deputy, or nil.
func (b *Book) DeputyOf(ctx context.Context, person uuid.UUID) (*Named, error) {
	var d Named
	err := b.db.GetContext(ctx, &d, `SELECT p.id, p.name FROM desk.deputies s JOIN desk.people p ON p.id = s.deputy AND p.active WHERE s.person = $1`, person)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil //nolint:nilnil // nobody is an answer
	}
	return &d, err
}

// SetDeputy names who stands in for a member of staff whenever they are away; not
// valid: nobody does.
func (b *Book) SetDeputy(ctx context.Context, by people.Person, person uuid.UUID, deputy uuid.NullUUID) error {
	if person != by.ID {
		if err := mayManage(by); err != nil {
			return err
		}
	}
	who, err := b.people.Find(ctx, person)
	if err != nil || !isStaff(who) {
		return fault.NotFound("There is no such member of staff.")
	}
	if err := b.checkDeputy(ctx, who, deputy); err != nil {
		return err
	}
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		result, err := writeDeputy(ctx, tx, person, deputy)
		return b.changed(ctx, tx, result, err, by, "deputy_set", person)
	})
}

func writeDeputy(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, deputy uuid.NullUUID) (sql.Result, error) {
	if !deputy.Valid {
		return tx.ExecContext(ctx, `DELETE FROM desk.deputies WHERE person = $1`, person)
	}
	return tx.ExecContext(ctx, `
		INSERT INTO desk.deputies AS d (person, deputy) VALUES ($1, $2)
		ON CONFLICT (person) DO UPDATE SET deputy = excluded.deputy WHERE d.deputy <> excluded.deputy`, person, deputy)
}
