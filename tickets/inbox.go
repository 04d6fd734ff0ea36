package tickets

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// toldOfOffers are the experts whose offers these decisions changed, or what those show.
func toldOfOffers(cases []*Case) []uuid.UUID {
	var told []uuid.UUID
	for _, c := range cases {
		for _, expert := range c.Out.Told {
			if !slices.Contains(told, expert) {
				told = append(told, expert)
			}
		}
		for _, o := range c.Out.Offers {
			if !slices.Contains(told, o.Expert) {
				told = append(told, o.Expert)
			}
		}
	}
	return told
}

// touchInboxes moves the heads of these people's inboxes, always in the same
// order, so that two acts never wait for each other.
func touchInboxes(ctx context.Context, tx *postgres.Tx, persons []uuid.UUID) error {
	if len(persons) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO desk.inbox (person, head) SELECT p, 1 FROM unnest($1::uuid[]) p ORDER BY p
		ON CONFLICT (person) DO UPDATE SET head = inbox.head + 1, moved_at = clock_timestamp()`, pq.Array(persons))
	return err
}
