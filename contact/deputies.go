package contact

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// DeputyOf is the standing deputy of a member of staff, or nil.
func (b *Book) DeputyOf(ctx context.Context, person uuid.UUID) (*Named, error) {
	if who, err := b.people.Find(ctx, person); err != nil || !isStaff(who) {
		return nil, fault.NotFound("There is no such member of staff.")
	}
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
	who, err := b.people.Find(ctx, person)
	if err != nil || !isStaff(who) {
		return fault.NotFound("There is no such member of staff.")
	}
	if person != by.ID {
		if err := mayManage(by); err != nil {
			return err
		}
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

// checkDeputy: staff have deputies, who are staff too.
func (b *Book) checkDeputy(ctx context.Context, who people.Person, deputy uuid.NullUUID) error {
	if !deputy.Valid {
		return nil
	}
	if who.Role == people.RoleExpert {
		return fault.Invalid("Experts need no deputy: the others answer.").With("deputy", "is for staff")
	}
	d, err := b.people.Find(ctx, deputy.UUID)
	if fault.Is(err, fault.KindNotFound) || err == nil && (!isStaff(d) || d.ID == who.ID) {
		return fault.Invalid("A deputy is a colleague.").With("deputy", "must be another member of staff")
	}
	return err
}
