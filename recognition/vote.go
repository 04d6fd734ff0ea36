package recognition

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/tickets"
)

// Tally is what peers say of an example.
type Tally struct {
	Useful int `db:"useful"` // of so many votes
	Votes  int `db:"votes"`
}

// Vote says that an example is useful, or is not: one vote each, which may be changed.
// Whoever answers the topic votes, but not on what is theirs.
func (h *Hall) Vote(ctx context.Context, by people.Person, example uuid.UUID, useful bool) (t Tally, err error) {
	err = postgres.InTx(ctx, h.db, func(tx *sqlx.Tx) error {
		if err := mayVote(ctx, tx, by, example); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO desk.example_votes (example, voter, useful, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (example, voter) DO UPDATE SET useful = excluded.useful, at = excluded.at`, example, by.ID, useful, h.clock.Now())
		if err != nil {
			return fmt.Errorf("write vote: %w", err)
		}
		if err := tx.GetContext(ctx, &t, `SELECT count(*) FILTER (WHERE useful) AS useful, count(*) AS votes FROM desk.example_votes WHERE example = $1`, example); err != nil {
			return fmt.Errorf("count votes: %w", err)
		}
		_, err = tx.ExecContext(ctx, `UPDATE desk.examples SET useful = $2, votes = $3, score = $4 WHERE id = $1`, example, t.Useful, t.Votes, Wilson(t.Useful, t.Votes))
		if err != nil {
			return fmt.Errorf("write score: %w", err)
		}
		return nil
	})
	return t, err
}

// mayVote locks an example. One that somebody could not read is not there for them.
func mayVote(ctx context.Context, tx *sqlx.Tx, by people.Person, example uuid.UUID) error {
	var x struct {
		Helper  uuid.UUID `db:"helper"`
		State   string    `db:"state"`
		Answers bool      `db:"answers"`
	}
	err := tx.GetContext(ctx, &x, `
		SELECT x.helper, x.state,
		       CASE WHEN $3 THEN EXISTS (SELECT FROM desk.qualifications q WHERE q.topic = x.topic AND q.person = $2)
		       ELSE EXISTS (SELECT FROM desk.topics t WHERE t.id = x.topic AND t.team = ANY ($4)) END AS answers
		FROM desk.examples x WHERE x.id = $1 FOR UPDATE OF x`, example, by.ID, by.Role == people.RoleExpert, pq.Array(by.Teams))
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && x.Helper != by.ID && (x.State != tickets.ExampleShown || !x.Answers):
		return fault.NotFound("There is no such example.")
	case err != nil:
		return fmt.Errorf("read example: %w", err)
	case x.Helper == by.ID:
		return fault.Forbidden("Others say whether your answer is useful.")
	}
	return nil
}
