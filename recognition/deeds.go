package recognition

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"kontor/tickets"
)

// Deeds are what a helper has done for customers and for their peers.
type Deeds struct {
	tickets.Merit
	Reviewed int `db:"reviewed"` // first answers of newcomers, in tickets that these then solved well
	Examples int `db:"examples"` // answers that peers read
	Useful   int `db:"useful"`   // votes for them
	Proven   int `db:"proven"`   // examples of which it is sure that most find them useful
}

// sure is the score from which on an example is proven: with 95 % certainty more
// than half of all peers find it useful. Four of four votes are enough.
const sure = 0.5

// forPeers fills in what a helper has done for their peers. An answer that they had
// reviewed stood if its author solved the ticket, it stayed solved, and the customer
// did not give two stars or less.
func (h *Hall) forPeers(ctx context.Context, helper uuid.UUID, d *Deeds) error {
	err := h.db.GetContext(ctx, d, `
		SELECT (SELECT count(DISTINCT (v.ticket, v.author)) FROM desk.reviews v JOIN desk.tickets t ON t.number = v.ticket AND NOT t.active
		        JOIN desk.ratings r ON r.ticket = v.ticket AND r.resolution = t.resolutions AND r.handler = v.author
		        WHERE v.reviewer = $1 AND coalesce(r.stars, 5) > 2) AS reviewed,
		       count(*) AS examples, coalesce(sum(useful), 0) AS useful, count(*) FILTER (WHERE score >= $2) AS proven
		FROM desk.examples WHERE helper = $1 AND state = 'shown'`, helper, sure)
	if err != nil {
		return fmt.Errorf("read deeds: %w", err)
	}
	return nil
}
