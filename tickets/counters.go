package tickets

import (
	"cmp"
	"context"
	"slices"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
)

// How many tickets stand in a view is not counted when somebody asks: the act
// that moves a ticket changes desk.counters in its transaction. A post moves
// nothing and writes nothing there.

// spot is one count: a view of a person or a team. Its number is spread over
// slots by ticket, so that those who move tickets of one busy team rarely wait
// for each other.
type spot struct {
	view string
	key  string
}

const counterSlots = 8

// spotOf is where a ticket counts, or nothing: in the hands of its assignee or
// in its team's queue.
func spotOf(t *Ticket) spot {
	switch {
	case !t.Active():
		return spot{}
	case t.Assignee.Valid:
		return spot{ViewMine, t.Assignee.UUID.String()}
	case t.Tier == TierStaff:
		return spot{ViewQueue, t.Team}
	}
	return spot{}
}

type counterSlot struct {
	spot
	slot int64
}

// moved is what these decisions change of the counters.
func moved(cases []*Case) map[counterSlot]int64 {
	change := map[counterSlot]int64{}
	count := func(s spot, ticket, by int64) {
		if s != (spot{}) {
			change[counterSlot{s, ticket % counterSlots}] += by
		}
	}
	for _, c := range cases {
		if now := spotOf(&c.Ticket); now != c.Was {
			count(c.Was, c.Ticket.Number, -1)
			count(now, c.Ticket.Number, 1)
		}
		for _, o := range c.Out.Offers {
			by := int64(1)
			if !o.Open() {
				by = -1
			}
			count(spot{ViewOffers, o.Expert.String()}, o.Ticket, by)
		}
	}
	return change
}

// count writes what these decisions change. Rows are taken in key order and
// last of all, so that two acts never wait for each other crosswise.
func count(ctx context.Context, tx *postgres.Tx, cases []*Case) error {
	change := moved(cases)
	var views, keys []string
	var slots, by []int64
	for _, s := range sortedSlots(change) {
		if n := change[s]; n != 0 {
			views, keys, slots, by = append(views, s.view), append(keys, s.key), append(slots, s.slot), append(by, n)
		}
	}
	if len(views) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO desk.counters (view, key, slot, n) SELECT * FROM unnest($1::text[], $2::text[], $3::smallint[], $4::bigint[])
		ON CONFLICT (view, key, slot) DO UPDATE SET n = counters.n + excluded.n`, pq.Array(views), pq.Array(keys), pq.Array(slots), pq.Array(by))
	return err
}

func sortedSlots(change map[counterSlot]int64) []counterSlot {
	slots := make([]counterSlot, 0, len(change))
	for s := range change {
		slots = append(slots, s)
	}
	slices.SortFunc(slots, func(a, b counterSlot) int {
		return cmp.Or(cmp.Compare(a.view, b.view), cmp.Compare(a.key, b.key), cmp.Compare(a.slot, b.slot))
	})
	return slots
}

// Counts are the numbers beside a helper's views.
type Counts struct {
	Offers int `db:"offers"`
	Mine   int `db:"mine"`
	Queue  int `db:"queue"`
	Unread int `db:"unread"`

	Flagged int `db:"flagged"` // what staff should look at
}

// Counts reads the counters of a helper's views.
func (d *Desk) Counts(ctx context.Context, p people.Person) (Counts, error) {
	teams := p.Teams
	if !isStaff(p) {
		teams = nil
	}
	var c Counts
	return c, d.reads.Get(ctx, &c, `
		SELECT (SELECT coalesce(sum(n), 0) FROM desk.counters WHERE view = 'offers' AND key = $1::text) AS offers,
		       (SELECT coalesce(sum(n), 0) FROM desk.counters WHERE view = 'mine' AND key = $1::text) AS mine,
		       (SELECT coalesce(sum(n), 0) FROM desk.counters WHERE view = 'queue' AND key = ANY ($2)) AS queue,
		       (SELECT count(*) FROM (SELECT DISTINCT ticket FROM desk.flags WHERE ended_at IS NULL) f
		        JOIN desk.tickets t ON t.number = f.ticket WHERE t.team = ANY ($2)) AS flagged,
		       coalesce((SELECT notified - read FROM desk.inbox WHERE person = $1::uuid), 0) AS unread`, p.ID.String(), pq.Array(teams))
}

// counted is what the counters should say.
const counted = `
	SELECT 'mine' AS view, assignee::text AS key, (number % 8)::smallint AS slot, count(*) AS n FROM desk.tickets
	WHERE active AND assignee IS NOT NULL GROUP BY 2, 3
	UNION ALL
	SELECT 'queue', team, (number % 8)::smallint, count(*) FROM desk.tickets
	WHERE active AND assignee IS NULL AND tier = 'staff' GROUP BY 2, 3
	UNION ALL
	SELECT 'offers', expert::text, (ticket % 8)::smallint, count(*) FROM desk.offers
	WHERE ended_at IS NULL GROUP BY 2, 3`

const miscounted = `
	SELECT view, key, slot, coalesce(c.n, 0) AS n
	FROM (` + counted + `) c FULL JOIN desk.counters k USING (view, key, slot) WHERE coalesce(c.n, 0) <> coalesce(k.n, 0)`

// Recount sets right what the counters say and gives how many were wrong: none,
// unless somebody changed tickets past the desk. Acts that move a ticket wait
// meanwhile, posts do not.
func Recount(ctx context.Context, app *sqlx.DB) (wrong int64, err error) {
	err = postgres.InTx(ctx, app, func(tx *sqlx.Tx) error {
		// Whoever has changed tickets but not yet the counters is not seen by
		// the count and adds their change to it afterwards.
		if _, err := tx.ExecContext(ctx, `LOCK TABLE desk.counters IN SHARE ROW EXCLUSIVE MODE`); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `
			INSERT INTO desk.counters (view, key, slot, n) `+miscounted+`
			ON CONFLICT (view, key, slot) DO UPDATE SET n = excluded.n`)
		if err != nil {
			return err
		}
		wrong, err = res.RowsAffected()
		return err
	})
	return wrong, err
}
