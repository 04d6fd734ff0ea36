package recognition

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/tickets"
)

// Place names one rating: the ticket, and after its how many-th resolution.
type Place struct {
	Ticket     int64 `db:"ticket"`
	Resolution int   `db:"resolution"`
}

func placeOf(v tickets.Vote) Place { return Place{v.Ticket, v.Resolution} }

// Contest is a helper's objection to a rating.
type Contest struct {
	Place
	Helper    uuid.UUID  `db:"helper"`
	Name      string     `db:"name"`
	Reason    string     `db:"reason"` // masked
	At        time.Time  `db:"at"`
	Counts    *bool      `db:"counts"` // nil: not decided yet
	DecidedAt *time.Time `db:"decided_at"`
	Stars     int        `db:"stars"`
}

// counts reports whether a contested rating counts: until staff have decided it
// does.
func (c Contest) counts() bool { return c.Counts == nil || *c.Counts }

const (
	reasonMost  = 500
	contestFor  = 30 * 24 * time.Hour // from the rating
	maxContests = 200
)

// Own is a rating as its helper reads it.
type Own struct {
	tickets.Vote
	Contest *Contest
}

const ownShown = 100

// OwnRatings are a helper's last ratings, newest first.
func (h *Hall) OwnRatings(ctx context.Context, helper uuid.UUID) ([]Own, error) {
	votes, err := h.desk.VotesFor(ctx, helper)
	if err != nil {
		return nil, fmt.Errorf("read ratings: %w", err)
	}
	votes = votes[:min(len(votes), ownShown)]
	contests, err := h.contestsOn(ctx, votes)
	own := make([]Own, 0, len(votes))
	for _, v := range votes {
		o := Own{Vote: v}
		if c, some := contests[placeOf(v)]; some && c.Helper == helper {
			o.Contest = &c
		}
		own = append(own, o)
	}
	return own, err
}

func (h *Hall) contestsOn(ctx context.Context, votes []tickets.Vote) (map[Place]Contest, error) {
	numbers := make(pq.Int64Array, 0, len(votes))
	for _, v := range votes {
		numbers = append(numbers, v.Ticket)
	}
	var rows []Contest
	err := h.db.SelectContext(ctx, &rows, `SELECT ticket, resolution, helper, reason, at, counts, decided_at FROM desk.contests WHERE ticket = ANY ($1)`, numbers)
	if err != nil {
		return nil, fmt.Errorf("read contests: %w", err)
	}
	by := make(map[Place]Contest, len(rows))
	for _, c := range rows {
		by[c.Place] = c
	}
	return by, nil
}

// Contest objects to a rating of one's own, once, while it is fresh. Staff decide.
func (h *Hall) Contest(ctx context.Context, by people.Person, at Place, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" || !utf8.ValidString(reason) || utf8.RuneCountInString(reason) > reasonMost || strings.ContainsRune(reason, 0) {
		return fault.Invalid("Please say why.").With("reason", fmt.Sprintf("must be text of 1 to %d characters", reasonMost))
	}
	votes, err := h.desk.VotesFor(ctx, by.ID)
	if err != nil {
		return fmt.Errorf("read ratings: %w", err)
	}
	i := slices.IndexFunc(votes, func(v tickets.Vote) bool { return placeOf(v) == at && v.Whole })
	now := h.clock.Now()
	switch {
	case i < 0:
		return fault.NotFound("There is no such rating of yours.")
	case now.Sub(votes[i].At) > contestFor:
		return fault.Conflict("The time to contest this rating is over.")
	}
	if reason, err = h.desk.MaskFor(ctx, at.Ticket, reason); err != nil {
		return fmt.Errorf("mask reason: %w", err)
	}
	_, err = h.db.ExecContext(ctx, `INSERT INTO desk.contests (ticket, resolution, helper, reason, at) VALUES ($1, $2, $3, $4, $5)`,
		at.Ticket, at.Resolution, by.ID, reason, now)
	if postgres.IsUnique(err) {
		return fault.Conflict("This rating has been contested already.")
	}
	if err != nil {
		return fmt.Errorf("write contest: %w", err)
	}
	return nil
}

// Contests are those that wait for a decision, oldest first: of tickets of one's own
// teams; admins decide about all.
func (h *Hall) Contests(ctx context.Context, by people.Person) ([]Contest, error) {
	if err := mayDecide(by); err != nil {
		return nil, err
	}
	open := []Contest{}
	err := h.db.SelectContext(ctx, &open, `
		SELECT c.ticket, c.resolution, c.helper, p.name, c.reason, c.at, c.counts, c.decided_at, r.stars
		FROM desk.contests c JOIN desk.people p ON p.id = c.helper JOIN desk.ratings r USING (ticket, resolution) JOIN desk.tickets t ON t.number = c.ticket
		WHERE c.counts IS NULL AND (t.team = ANY ($1) OR $2) ORDER BY c.at, c.ticket LIMIT $3`, pq.Array(by.Teams), by.Role == people.RoleAdmin, maxContests)
	if err != nil {
		return nil, fmt.Errorf("read contests: %w", err)
	}
	return open, nil
}

// Decide says whether a contested rating counts; nil takes back a decision of one's
// own, so that it waits for one again. Nobody decides about a rating of their own, nor
// about one that Contests does not show them.
func (h *Hall) Decide(ctx context.Context, by people.Person, at Place, counts *bool) error {
	if err := mayDecide(by); err != nil {
		return err
	}
	return postgres.InTx(ctx, h.db, func(tx *sqlx.Tx) error {
		var c struct {
			Contest
			DecidedBy uuid.NullUUID `db:"decided_by"`
		}
		err := tx.GetContext(ctx, &c, `
			SELECT c.ticket, c.resolution, c.helper, c.counts, c.decided_by FROM desk.contests c JOIN desk.tickets t ON t.number = c.ticket
			WHERE c.ticket = $1 AND c.resolution = $2::bigint AND (t.team = ANY ($3) OR $4) FOR UPDATE OF c`, at.Ticket, at.Resolution, pq.Array(by.Teams), by.Role == people.RoleAdmin)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			return fault.NotFound("This rating is not contested.")
		case err != nil:
			return fmt.Errorf("read contest: %w", err)
		case c.Helper == by.ID:
			return fault.Forbidden("Somebody else decides about your ratings.")
		case isSame(c.Counts, counts):
			return nil
		case c.Counts != nil && counts != nil:
			return fault.Conflict("This was decided already.")
		case counts == nil && c.DecidedBy.UUID != by.ID:
			return fault.Forbidden("Only who has decided can take that back.")
		}
		return h.writeDecision(ctx, tx, by, at, counts)
	})
}

func isSame(a, b *bool) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func (h *Hall) writeDecision(ctx context.Context, tx *sqlx.Tx, by people.Person, at Place, counts *bool) error {
	act, now := "rating_decided", h.clock.Now()
	if counts == nil {
		act = "rating_undecided"
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE desk.contests SET counts = $3, decided_by = CASE WHEN $3::boolean IS NOT NULL THEN $4::uuid END, decided_at = CASE WHEN $3 IS NOT NULL THEN $5::timestamptz END
		WHERE ticket = $1 AND resolution = $2`, at.Ticket, at.Resolution, counts, by.ID, now)
	if err != nil {
		return fmt.Errorf("write decision: %w", err)
	}
	return people.AuditTx(ctx, tx, now, by, act, fmt.Sprintf("%d:%d", at.Ticket, at.Resolution))
}

func mayDecide(by people.Person) error {
	if by.Role != people.RoleStaff && by.Role != people.RoleAdmin {
		return fault.Forbidden("Only staff may do this.")
	}
	return nil
}
