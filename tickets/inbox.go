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

// tellInboxes writes what these decisions are news of, and moves the inboxes of those
// whose offers they changed. Its first statement locks all of them in the order of
// people, as everybody does, so that two acts never wait for each other.
func tellInboxes(ctx context.Context, tx *postgres.Tx, cases []*Case) error {
	var news []newsRow
	for _, c := range cases {
		team, err := teamNews(ctx, tx, c)
		if err != nil {
			return err
		}
		news = append(append(news, c.Out.News...), team...)
	}
	if told := toldOfOffers(cases); len(told) > 0 {
		if err := touchInboxes(ctx, tx, append(told, toldBy(news)...)); err != nil {
			return err
		}
	}
	if len(news) == 0 {
		return nil
	}
	return putNews(ctx, tx, news...)
}

// touchInboxes moves the heads of these people's inboxes, each once, always in the same
// order.
func touchInboxes(ctx context.Context, tx *postgres.Tx, persons []uuid.UUID) error {
	_, err := tx.Exec(ctx, `
		INSERT INTO desk.inbox (person, head) SELECT DISTINCT p, 1 FROM unnest($1::uuid[]) p ORDER BY p
		ON CONFLICT (person) DO UPDATE SET head = inbox.head + 1, moved_at = clock_timestamp()`, pq.Array(persons))
	return err
}
