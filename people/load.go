package people

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

const foundFor = 30 * time.Second

type found struct {
	person Person
	until  time.Time
}

// Find returns a person by id, as they were at most thirty seconds ago.
func (r *Register) Find(ctx context.Context, id uuid.UUID) (Person, error) {
	now, since := r.clock.Now(), r.found.now()
	if f, ok := r.found.get(id); ok && now.Before(f.until) {
		return f.person, nil
	}
	person, err := personTx(ctx, r.db, id)
	if err != nil {
		return Person{}, err
	}
	r.found.put(id, found{person, now.Add(foundFor)}, since)
	return person, nil
}

func personTx(ctx context.Context, q sqlx.QueryerContext, id uuid.UUID) (Person, error) {
	var row personRow
	err := sqlx.GetContext(ctx, q, &row, `SELECT `+personColumns+` FROM desk.people p WHERE p.id = $1`, id)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return Person{}, fault.NotFound("There is no such person.")
	case err != nil:
		return Person{}, fmt.Errorf("read person: %w", err)
	}
	return row.person(), nil
}

// lockPersonTx keeps everybody else from changing the person, and reads them
// only then: what a statement that waits for a lock reads beside it is old. The
// lock does not stand in the way of rows that refer to the person.
func lockPersonTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) (Person, error) {
	if _, err := tx.ExecContext(ctx, `SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, id); err != nil {
		return Person{}, fmt.Errorf("lock person: %w", err)
	}
	return personTx(ctx, tx, id)
}
