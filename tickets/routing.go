package tickets

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/people"
)

// candidate is an expert who could take a ticket.
type candidate struct {
	Person  people.Person
	Holds   int       // active tickets in hand
	Last    time.Time // when they were last offered something
	Offered bool      // this ticket was offered to them before
	Earlier bool      // they helped this customer before
}

// choose picks the next wave: who helped this customer before comes first, then
// who has not seen the offer yet, then who has fewer tickets in hand, then who
// waited longest.
func choose(candidates []candidate, n int) []people.Person {
	fit := slices.DeleteFunc(slices.Clone(candidates), func(c candidate) bool { return c.Holds >= c.Person.Capacity })
	slices.SortStableFunc(fit, func(a, b candidate) int {
		return cmp.Or(
			compareBool(b.Earlier, a.Earlier), compareBool(a.Offered, b.Offered),
			cmp.Compare(a.Holds, b.Holds), a.Last.Compare(b.Last), slices.Compare(a.Person.ID[:], b.Person.ID[:]),
		)
	})
	chosen := make([]people.Person, 0, n)
	for _, c := range fit[:min(n, len(fit))] {
		chosen = append(chosen, c.Person)
	}
	return chosen
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// OfferNext offers a waiting ticket to the next wave of experts who are
// qualified, speak the language, are available and have room.
func (d *Desk) OfferNext(ctx context.Context, number int64, job uuid.UUID) error {
	var t struct {
		Topic    string    `db:"topic"`
		Language string    `db:"language"`
		Customer uuid.UUID `db:"customer"`
		Open     int       `db:"open"`
	}
	err := d.app.GetContext(ctx, &t, `
		SELECT topic, language, customer, (SELECT count(*) FROM desk.offers WHERE ticket = number AND ended_at IS NULL) AS open
		FROM desk.tickets WHERE number = $1`, number)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound()
	}
	if err != nil {
		return err
	}
	topic, err := topicTx(ctx, d.app, t.Topic)
	if err != nil {
		return err
	}
	candidates, err := d.candidates(ctx, number, t.Topic, t.Language, t.Customer)
	if err != nil {
		return err
	}
	wave := choose(candidates, max(0, topic.WaveSize-t.Open))
	_, err = d.Do(ctx, Order{Ticket: number, Job: job}, &OfferTo{Experts: wave})
	return err
}

// maxCandidates bounds how many experts are weighed for one ticket.
const maxCandidates = 500

func (d *Desk) candidates(ctx context.Context, number int64, topic, language string, customer uuid.UUID) ([]candidate, error) {
	live, err := d.presence.Live(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, 0, len(live))
	for id := range live {
		ids = append(ids, id)
	}
	var rows []struct {
		ID       uuid.UUID    `db:"id"`
		Name     string       `db:"name"`
		Capacity int          `db:"capacity"`
		Holds    int          `db:"holds"`
		Last     sql.NullTime `db:"last"`
		Offered  bool         `db:"offered"`
		Earlier  bool         `db:"earlier"`
	}
	err = d.app.SelectContext(ctx, &rows, `
		WITH earlier AS MATERIALIZED (
		    SELECT DISTINCT g.expert FROM desk.tickets e JOIN desk.grants g ON g.ticket = e.number AND g.kind = 'solved' WHERE e.customer = $4)
		SELECT p.id, p.name, p.capacity,
		       (SELECT count(*) FROM desk.tickets h WHERE h.assignee = p.id AND h.phase = 'active') AS holds,
		       (SELECT max(o.made_at) FROM desk.offers o WHERE o.expert = p.id AND o.ended_at IS NULL) AS last,
		       EXISTS (SELECT FROM desk.offers o WHERE o.ticket = $1 AND o.expert = p.id) AS offered,
		       p.id IN (SELECT expert FROM earlier) AS earlier
		FROM desk.people p JOIN desk.qualifications q ON q.person = p.id AND q.topic = $2
		WHERE p.role = 'expert' AND p.active AND p.available AND p.id = ANY ($5) AND ($3 = ANY (p.languages) OR $3 = '')
		  AND NOT EXISTS (SELECT FROM desk.offers o WHERE o.ticket = $1 AND o.expert = p.id AND (o.outcome IN ('skipped', 'claimed') OR o.ended_at IS NULL))
		ORDER BY p.id LIMIT $6`, number, topic, language, customer, pq.Array(ids), maxCandidates)
	candidates := make([]candidate, len(rows))
	for i, r := range rows {
		p := people.Person{ID: r.ID, Role: people.RoleExpert, Name: r.Name, Capacity: r.Capacity, Active: true, Available: true}
		candidates[i] = candidate{Person: p, Holds: r.Holds, Last: r.Last.Time, Offered: r.Offered, Earlier: r.Earlier}
	}
	return candidates, err
}

// offerAtOnce is the most waiting tickets that somebody who becomes available
// is offered.
const offerAtOnce = 20

// OfferWaiting offers waiting tickets to an expert who has just become
// available, whoever else has been asked.
func (d *Desk) OfferWaiting(ctx context.Context, expert people.Person) error {
	room, err := d.room(ctx, expert)
	if err != nil {
		return err
	}
	var numbers []int64
	err = d.app.SelectContext(ctx, &numbers, `
		SELECT w.number FROM desk.qualifications q CROSS JOIN LATERAL (
		    SELECT t.number, t.queued_at FROM desk.tickets t
		    WHERE t.topic = q.topic AND t.tier = 'expert' AND t.active AND t.assignee IS NULL AND (t.language = ANY ($2) OR t.language = '')
		      AND NOT EXISTS (SELECT FROM desk.offers o WHERE o.ticket = t.number AND o.expert = $1 AND (o.ended_at IS NULL OR o.outcome IN ('skipped', 'claimed')))
		    ORDER BY t.queued_at, t.number LIMIT $3) w
		WHERE q.person = $1 ORDER BY w.queued_at, w.number LIMIT $3`, expert.ID, pq.Array(expert.Languages), min(room, offerAtOnce))
	if err != nil {
		return err
	}
	for _, number := range numbers {
		if _, err := d.Do(ctx, Order{Ticket: number}, &OfferTo{Experts: []people.Person{expert}}); err != nil {
			return err
		}
	}
	return nil
}

// room is how many more tickets an expert could take.
func (d *Desk) room(ctx context.Context, expert people.Person) (int, error) {
	var holds int
	err := d.app.GetContext(ctx, &holds, `SELECT count(*) FROM desk.tickets WHERE assignee = $1 AND phase = 'active'`, expert.ID)
	return max(0, expert.Capacity-holds), err
}
