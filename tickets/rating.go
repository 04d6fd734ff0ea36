package tickets

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

type ratingRow struct {
	Resolution  int            `db:"resolution"`
	Handler     uuid.UUID      `db:"handler"`
	HandlerRole string         `db:"handler_role"`
	HandlerName string         `db:"handler_name"`
	AskedAt     time.Time      `db:"asked_at"`
	Stars       sql.NullInt64  `db:"stars"`
	Tags        pq.StringArray `db:"tags"`
	Comment     string         `db:"comment"`
	RatedAt     *time.Time     `db:"rated_at"`
}

// openRating is what the customer was asked after the last resolution and has
// not answered, or nil.
func openRating(ctx context.Context, tx *postgres.Tx, ticket int64) (*RatingAsk, error) {
	var r ratingRow
	err := tx.Get(ctx, &r, `
		SELECT r.resolution, r.handler, r.handler_role, r.handler_name, r.asked_at FROM desk.ratings r
		JOIN desk.tickets t ON t.number = r.ticket AND t.resolutions = r.resolution
		WHERE r.ticket = $1 AND r.stars IS NULL`, ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &RatingAsk{Resolution: r.Resolution, Handler: r.face(), AskedAt: r.AskedAt}, nil
}

func (r ratingRow) face() Face { return Face{ID: r.Handler, Role: r.HandlerRole, Name: r.HandlerName} }

// lastRating is the newest rating of a ticket that this connection may read.
func lastRating(ctx context.Context, q sqlx.QueryerContext, ticket int64) (*Rating, error) {
	var r ratingRow
	err := sqlx.GetContext(ctx, q, &r, `
		SELECT resolution, handler, handler_role, handler_name, stars, tags, comment, rated_at FROM desk.ratings
		WHERE ticket = $1 AND stars IS NOT NULL ORDER BY resolution DESC LIMIT 1`, ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &Rating{Resolution: r.Resolution, Handler: r.face(), Stars: int(r.Stars.Int64), Tags: r.Tags, Comment: r.Comment, At: *r.RatedAt}, nil
}
