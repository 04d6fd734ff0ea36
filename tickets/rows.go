package tickets

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// Rows of tickets that have changed, for the lists on people's screens: many at
// once, each for whom it concerns.

const ratedColumns = `r.resolution AS rated_resolution, r.handler AS rated_handler, r.handler_role AS rated_role, r.handler_name AS rated_name,
	r.stars AS rated_stars, r.tags AS rated_tags, r.comment AS rated_comment, r.rated_at`

const lastRated = `LEFT JOIN LATERAL (
	    SELECT resolution, handler, handler_role, handler_name, stars, tags, comment, rated_at FROM desk.ratings
	    WHERE ticket = t.number AND stars IS NOT NULL ORDER BY resolution DESC LIMIT 1) r ON true`

// lastRatedOwn is that of whom the row is for: where many experts are read for at
// once, PostgreSQL shows the ratings of all of them.
const lastRatedOwn = `LEFT JOIN LATERAL (
	    SELECT resolution, handler, handler_role, handler_name, stars, tags, comment, rated_at FROM desk.ratings
	    WHERE ticket = t.number AND handler = g.expert AND stars IS NOT NULL ORDER BY resolution DESC LIMIT 1) r ON true`

type changedRow struct {
	Ticket
	ReadTo          int64          `db:"read_to"`
	Flagged         bool           `db:"flagged"`
	Sealed          []byte         `db:"sealed"`
	Grant           string         `db:"grant_kind"`
	RatedResolution *int           `db:"rated_resolution"`
	RatedHandler    uuid.NullUUID  `db:"rated_handler"`
	RatedRole       *string        `db:"rated_role"`
	RatedName       *string        `db:"rated_name"`
	RatedStars      *int           `db:"rated_stars"`
	RatedTags       pq.StringArray `db:"rated_tags"`
	RatedComment    *string        `db:"rated_comment"`
	RatedAt         *time.Time     `db:"rated_at"`
}

func (r *changedRow) sight() Sight {
	s := Sight{Ticket: r.Ticket, ReadTo: r.ReadTo, Grant: r.Grant, flagged: r.Flagged}
	if r.RatedStars != nil {
		s.Rating = &Rating{Resolution: *r.RatedResolution, Handler: Face{r.RatedHandler.UUID, *r.RatedRole, *r.RatedName},
			Stars: *r.RatedStars, Tags: r.RatedTags, Comment: *r.RatedComment, At: *r.RatedAt}
	}
	return s
}

// RowsOf gives tickets as their customers see them in a list.
func (d *Desk) RowsOf(ctx context.Context, numbers []int64) ([]Sight, error) {
	var rows []changedRow
	err := d.reads.Select(ctx, &rows, `
		SELECT `+rowColumns+`, coalesce(rd.own, 0) AS read_to, `+flagged+`, v.subject AS sealed, '' AS grant_kind, `+ratedColumns+`
		FROM desk.tickets t LEFT JOIN desk.reads rd ON rd.ticket = t.number AND rd.person = t.customer
		LEFT JOIN vault.requests v ON v.ticket = t.number `+lastRated+`
		WHERE t.number = ANY ($1)`, pq.Array(numbers))
	sights := make([]Sight, 0, len(rows))
	for i := range rows {
		s := rows[i].sight()
		if rows[i].Sealed != nil {
			dossier, err := d.people.Dossier(ctx, s.Customer)
			if err != nil {
				return nil, err
			}
			subject, err := dossier.Key.Open(rows[i].Sealed, subjectPlace(s.ID))
			if err != nil {
				return nil, err
			}
			s.Own = string(subject)
		}
		sights = append(sights, s)
	}
	if err == nil {
		err = d.flagPage(ctx, sights)
	}
	return sights, err
}

// ForStaff is a row of RowsOf without what only the customer sees.
func (s Sight) ForStaff() Sight {
	s.Own, s.ReadTo = "", 0
	return s
}

// HeldRows gives, of these tickets, those that each of these experts holds, as
// the expert login reads them.
func (d *Desk) HeldRows(ctx context.Context, experts []uuid.UUID, numbers []int64) ([]Sight, error) {
	var rows []changedRow
	err := d.asExpert(ctx, experts, func(r *postgres.Reader) error {
		return r.Select(ctx, &rows, `
			SELECT `+expertRowColumns+`, coalesce(rd.own, 0) AS read_to, g.kind AS grant_kind, `+ratedColumns+`
			FROM desk.grants g JOIN desk.tickets t ON t.number = g.ticket AND t.assignee = g.expert
			LEFT JOIN desk.reads rd ON rd.ticket = g.ticket AND rd.person = g.expert `+lastRatedOwn+`
			WHERE g.ticket = ANY ($1) AND g.kind = 'holder'`, pq.Array(numbers))
	})
	sights := make([]Sight, 0, len(rows))
	for i := range rows {
		sights = append(sights, rows[i].sight())
	}
	return sights, err
}
