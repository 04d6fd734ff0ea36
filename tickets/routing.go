package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/people"
	"kontor/routing"
)

// routeTries is how often a decision is taken anew because the ticket was offered
// to somebody meanwhile.
const routeTries = 5

// OfferNext does what the topic's policy says about a ticket that waits for an
// expert: offer it to the next wave, look again later, or bring it to staff.
func (d *Desk) OfferNext(ctx context.Context, number int64, job uuid.UUID) error {
	for range routeTries {
		route, err := d.decideRoute(ctx, number)
		if err != nil {
			return err
		}
		_, err = d.Do(ctx, Order{Ticket: number, Job: job}, route)
		if !errors.Is(err, errRouteStale) {
			return err
		}
	}
	return errRouteStale // the job is tried again
}

// decideRoute decides on the ticket as it is now. The act that does it looks under the
// lock whether that still holds.
func (d *Desk) decideRoute(ctx context.Context, number int64) (*Route, error) {
	w, err := d.waiting(ctx, number)
	if err != nil {
		return nil, err
	}
	if !w.Waits {
		return &Route{}, nil
	}
	topic, err := topicTx(ctx, d.reads, w.Topic)
	if err != nil {
		return nil, err
	}
	candidates, err := d.candidates(ctx, number, w)
	if err != nil {
		return nil, err
	}
	t := w.ticket(number)
	if t.Chance, err = d.chance(ctx, number, w); err != nil {
		return nil, err
	}
	return &Route{Decision: routing.Decide(topic.For(w.Fields).Routing(), t, candidates, d.clock.Now()), decidedOn: w.LastWave}, nil
}

// waiting is what a decision has to know of a ticket.
type waiting struct {
	Waits       bool         `db:"waits"`
	Topic       string       `db:"topic"`
	Language    string       `db:"language"`
	Customer    uuid.UUID    `db:"customer"`
	Since       sql.NullTime `db:"queued_at"`
	TakeBy      sql.NullTime `db:"take_by"`
	LastWave    int          `db:"last_wave"`
	Waves       int          `db:"waves"`
	HeadStarted bool         `db:"head_started"`
	Releases    int          `db:"releases"`
	HandedBack  bool         `db:"handed_back"` // by staff, ever
	Peers       bool         `db:"peers"`

	Fields json.RawMessage `db:"fields"`
}

func (w *waiting) ticket(number int64) routing.Ticket {
	return routing.Ticket{Number: number, Language: w.Language, Since: w.Since.Time, TakeBy: w.TakeBy.Time,
		Waves: w.Waves, HeadStarted: w.HeadStarted || w.Peers, Releases: w.Releases}
}

// waiting reads them. What was asked before the ticket began to wait does not
// count, nor does who had it before staff gave it to the experts.
func (d *Desk) waiting(ctx context.Context, number int64) (*waiting, error) {
	var w waiting
	err := d.reads.Get(ctx, &w, `
		SELECT t.tier = 'expert' AND t.active AND t.assignee IS NULL AS waits, t.topic, t.language, t.customer, t.queued_at, t.take_by, t.fields,
		       back.at IS NOT NULL AS handed_back,
		       coalesce((SELECT max(wave) FROM desk.offers WHERE ticket = t.number), 0) AS last_wave,
		       t.peer_reason <> '' AS peers, coalesce(r.waves, 0) AS waves, coalesce(r.head_started, false) AS head_started,
		       (SELECT count(*) FROM desk.offers o WHERE o.ticket = t.number AND o.outcome = 'claimed' AND o.ended_at > coalesce(back.at, '-infinity')) AS releases
		FROM desk.tickets t LEFT JOIN LATERAL (
		    SELECT count(*) FILTER (WHERE reason = '') AS waves, bool_or(reason = 'head_start') AS head_started
		    FROM desk.routings WHERE ticket = t.number AND action = 'offer' AND at >= t.queued_at) r ON true
		CROSS JOIN LATERAL (
		    SELECT max(e.at) AS at FROM desk.entries e WHERE e.ticket = t.number AND e.kind = 'event' AND e.data->>'event' = 'handed_back') back
		WHERE t.number = $1`, number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound()
	}
	return &w, err
}

// maxCandidates bounds how many experts are weighed for one ticket: those who are
// there come first.
const maxCandidates = 1000

// candidates are the experts of the ticket's topic. Those who are away or have
// declined are counted, but nothing more is asked about them.
func (d *Desk) candidates(ctx context.Context, number int64, w *waiting) ([]routing.Candidate, error) {
	live, err := d.presence.Live(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]uuid.UUID, 0, len(live))
	for id := range live {
		ids = append(ids, id)
	}
	var rows []candidateRow
	err = d.reads.Select(ctx, &rows, `
		WITH earlier AS MATERIALIZED (
		    SELECT DISTINCT g.expert FROM desk.tickets e JOIN desk.grants g ON g.ticket = e.number AND g.kind = 'solved' WHERE e.customer = $4
		), asked AS MATERIALIZED (
		    SELECT expert, max(expires_at) FILTER (WHERE ended_at IS NULL) AS until, bool_or(outcome IN ('skipped', 'claimed')) AS declined
		    FROM desk.offers WHERE ticket = $1 GROUP BY expert
		), expert AS MATERIALIZED (
		    SELECT p.id, p.languages, p.capacity, p.available AND p.id = ANY ($5) AS there, a.until AS asked_until,
		           EXISTS (SELECT FROM desk.absences b WHERE b.person = p.id AND b.from_at <= $7 AND b.until_at > $7) AS away,
		           coalesce(a.declined, false) AS declined, a.expert IS NOT NULL AS offered, NOT `+fmt.Sprintf(acceptsTerms, "p.id", "$7")+` AS owes
		    FROM desk.qualifications q JOIN desk.people p ON p.id = q.person AND p.role = 'expert' AND p.active
		    LEFT JOIN asked a ON a.expert = p.id
		    WHERE q.topic = $2
		    ORDER BY p.available AND p.id = ANY ($5) AND ($3 = '' OR $3 = ANY (p.languages)) DESC, p.id LIMIT $6)
		SELECT e.*, h.in_hand, h.last, h.earlier, h.wanted, s.tried, s.solved, s.median_reply, s.reputation
		FROM expert e
		LEFT JOIN LATERAL (
		    SELECT (SELECT count(*) FROM desk.tickets t WHERE t.assignee = e.id AND t.phase = 'active') AS in_hand,
		           (SELECT o.made_at FROM desk.offers o WHERE o.expert = e.id ORDER BY o.made_at DESC LIMIT 1) AS last,
		           e.id IN (SELECT expert FROM earlier) AS earlier,
		           EXISTS (SELECT FROM desk.contacts c WHERE c.customer = $4 AND c.kind = 'expert' AND c.person = e.id) AS wanted
		) h ON e.there AND NOT e.declined
		LEFT JOIN desk.expert_stats s ON s.person = e.id AND s.topic = $2 AND e.there AND NOT e.declined`,
		number, w.Topic, w.Language, w.Customer, pq.Array(ids), maxCandidates, d.clock.Now())
	candidates := make([]routing.Candidate, len(rows))
	for i := range rows {
		candidates[i] = rows[i].candidate()
	}
	return candidates, err
}

// acceptsTerms is true of an expert, the first blank, who at a time, the second, has
// accepted the terms for experts as far as the time for that was over.
const acceptsTerms = `(coalesce((SELECT max(version) FROM desk.terms_accepted WHERE person = %s), 0)
	>= coalesce((SELECT max(version) FROM desk.expert_terms WHERE accept_by <= %s), 0))`

type candidateRow struct {
	ID         uuid.UUID       `db:"id"`
	Languages  pq.StringArray  `db:"languages"`
	Capacity   int             `db:"capacity"`
	There      bool            `db:"there"`
	Away       bool            `db:"away"`
	AskedUntil sql.NullTime    `db:"asked_until"`
	Declined   bool            `db:"declined"`
	Offered    bool            `db:"offered"`
	Owes       bool            `db:"owes"`
	InHand     sql.NullInt64   `db:"in_hand"`
	Last       sql.NullTime    `db:"last"`
	Earlier    sql.NullBool    `db:"earlier"`
	Wanted     sql.NullBool    `db:"wanted"`
	Tried      sql.NullInt64   `db:"tried"`
	Solved     sql.NullInt64   `db:"solved"`
	Median     sql.NullInt64   `db:"median_reply"`
	Reputation sql.NullFloat64 `db:"reputation"`
}

func (r *candidateRow) candidate() routing.Candidate {
	return routing.Candidate{ID: r.ID, Qualified: true, Languages: r.Languages, Available: r.There, Away: r.Away, InHand: int(r.InHand.Int64), Capacity: r.Capacity,
		Owes: r.Owes, Released: r.Declined, Offered: r.Offered, AskedUntil: r.AskedUntil.Time, Returning: r.Earlier.Bool, Chosen: r.Wanted.Bool, Reputation: r.Reputation.Float64,
		Speed: seconds(int(r.Median.Int64)), Tried: int(r.Tried.Int64), Solved: int(r.Solved.Int64), Idle: r.Last.Time}
}

// offerAtOnce is the most waiting tickets that somebody who becomes available
// is offered.
const offerAtOnce = 20

// OfferWaiting offers waiting tickets to an expert who has just become
// available, whoever else has been asked; but for those that somebody is asked about
// alone. Who is away is offered nothing.
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
		      AND NOT EXISTS (SELECT FROM desk.offers o JOIN desk.routings r ON r.ticket = o.ticket AND r.reason = 'head_start' AND r.until = o.expires_at
		                      WHERE o.ticket = t.number AND o.ended_at IS NULL)
		    ORDER BY t.queued_at, t.number LIMIT $3) w
		WHERE q.person = $1 AND NOT EXISTS (SELECT FROM desk.absences WHERE person = $1 AND from_at <= $4 AND until_at > $4)
		  AND `+fmt.Sprintf(acceptsTerms, "$1", "$4")+`
		ORDER BY w.queued_at, w.number LIMIT $3`, expert.ID, pq.Array(expert.Languages), min(room, offerAtOnce), d.clock.Now())
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
