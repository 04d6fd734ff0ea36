package tickets

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/google/uuid"

	"kontor/internal/postgres"
	"kontor/people"
)

// listAsExpert lists what the expert's grants show, from the grants on: a full
// text search under row policies could not use its index otherwise.
func (d *Desk) listAsExpert(ctx context.Context, p people.Person, f Filter) ([]Listed, string, error) {
	l, err := d.place(ctx, p, f)
	if err != nil {
		return nil, "", err
	}
	q := query{}
	l.granted(&q)
	page := q.String()
	q.Reset()
	expires, join := `NULL::timestamptz`, ``
	if f.View == ViewOffers {
		expires, join = `o.expires_at`, ` LEFT JOIN desk.offers o ON o.ticket = g.ticket AND o.expert = g.expert AND o.ended_at IS NULL`
	}
	q.add(`
		SELECT g.kind, g.until, g.snapshot, coalesce(rd.own, 0) AS read_to, `+expires+` AS expires_at, `+nullable(expertColumns)+`
		FROM (`+page+`) c JOIN desk.grants g ON g.ticket = c.ticket AND g.expert = %s
		LEFT JOIN desk.tickets t ON t.number = g.ticket AND g.kind IN ('holder', 'solved')
		LEFT JOIN desk.reads rd ON rd.ticket = g.ticket AND rd.person = g.expert`+join+`
		ORDER BY c.ticket DESC`, p.ID)
	var rows []expertRow
	err = d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) error { return r.Select(ctx, &rows, q.String(), q.args...) })
	if err != nil {
		return nil, "", err
	}
	items := make([]Listed, 0, len(rows))
	for _, r := range rows {
		s, err := r.sight()
		if err != nil {
			return nil, "", err
		}
		items = append(items, s)
	}
	items, next := f.cutPage(items)
	return items, next, nil
}

// granted writes the numbers of a page: the first of each branch, and of these
// the first of all.
func (l listing) granted(q *query) {
	for i, branch := range l.branches() {
		if i == 0 {
			q.add(`SELECT b.ticket FROM (`)
		} else {
			q.add(` UNION ALL `)
		}
		q.add(`(`)
		branch(l, q)
		q.add(`)`)
	}
	q.add(`) b ORDER BY b.ticket DESC LIMIT ` + strconv.Itoa(l.rows()))
}

type branch func(l listing, q *query)

func (l listing) branches() []branch {
	all := l.View == ViewAll
	switch state := State(l.State); {
	case l.View == ViewOffers:
		return []branch{listing.offered}
	case state == "" && all:
		return []branch{listing.held, listing.solved, listing.past}
	case state == "", state == phaseActive:
		return []branch{listing.held}
	case state == StateResolved:
		return []branch{listing.resolved}
	case state == StateClosed:
		return []branch{listing.solved}
	case all: // open or waiting; what went to others stays as it was
		return []branch{listing.held, listing.past}
	}
	return []branch{listing.held}
}

// offered begins from the offers that stand: a grant stays when its offer has
// ended.
func (l listing) offered(q *query) {
	q.add(`SELECT g.ticket FROM desk.offers o JOIN desk.grants g ON g.ticket = o.ticket AND g.expert = o.expert
		WHERE o.expert = %s AND o.ended_at IS NULL AND g.kind = 'offered'`, l.person.ID)
	l.narrowSnapshot(q)
	l.endGrants(q, `g.ticket`)
}

// held are the tickets in this expert's hands, which are those of a holder's
// grant: it ends with the resolution.
func (l listing) held(q *query) {
	state := State(l.State)
	if state == phaseActive {
		state = ""
	}
	l.granting(q, GrantHolder, `state`, string(state))
}

// resolved are those that this expert resolved and the customer could still
// reopen. There are few of them among all that an expert has solved.
func (l listing) resolved(q *query) {
	q.add(`SELECT t.number AS ticket FROM desk.tickets t WHERE t.assignee = %s AND t.phase = 'resolved'`, l.person.ID)
	l.narrowRest(q)
	l.endGrants(q, `t.number`)
}

func (l listing) solved(q *query) { l.granting(q, GrantSolved, `phase`, l.State) }

// granting writes the tickets of one kind of grant; the ticket's row is looked
// at only for a filter.
func (l listing) granting(q *query, kind, column, value string) {
	join := ``
	if value != "" || l.Topic != "" {
		join = ` JOIN desk.tickets t ON t.number = g.ticket`
	}
	q.add(`SELECT g.ticket FROM desk.grants g`+join+` WHERE g.expert = %s AND g.kind = %s`, l.person.ID, kind)
	if value != "" {
		q.add(` AND t.`+column+` = %s`, value)
	}
	if l.Topic != "" {
		q.add(` AND t.topic = %s`, l.Topic)
	}
	if l.Before != "" {
		q.add(` AND g.ticket < %s`, l.before.number)
	}
	l.endGrants(q, `g.ticket`)
}

// past are those that went on without this expert, who sees the picture.
func (l listing) past(q *query) {
	q.add(`SELECT g.ticket FROM desk.grants g WHERE g.expert = %s AND g.kind = 'past'`, l.person.ID)
	l.narrowSnapshot(q)
	l.endGrants(q, `g.ticket`)
}

func (l listing) narrowSnapshot(q *query) {
	if l.State == phaseActive {
		q.add(` AND g.snapshot->>'State' IN ('open', 'waiting')`)
	} else if l.State != "" {
		q.add(` AND g.snapshot->>'State' = %s`, l.State)
	}
	if l.Topic != "" {
		q.add(` AND g.snapshot->>'Topic' = %s`, l.Topic)
	}
	if l.Before != "" {
		q.add(` AND g.ticket < %s`, l.before.number)
	}
}

// endGrants puts the words into a branch, orders and cuts it.
func (l listing) endGrants(q *query, ticket string) {
	if l.number != 0 {
		q.add(` AND `+ticket+` = %s`, l.number)
	} else if len(l.words) > 0 {
		// asked once a ticket: the planner cannot walk into the window from a join
		q.add(` AND (SELECT true FROM desk.search_window s WHERE s.ticket = `+ticket+` AND s.words @@ %s::tsquery LIMIT 1)`, allOf(l.words))
	}
	q.add(` ORDER BY ` + ticket + ` DESC LIMIT ` + strconv.Itoa(l.rows()))
}

type expertRow struct {
	Kind      string     `db:"kind"`
	Until     *time.Time `db:"until"`
	Snapshot  []byte     `db:"snapshot"`
	ReadTo    int64      `db:"read_to"`
	ExpiresAt *time.Time `db:"expires_at"`
	Live      []byte     `db:"live"`
}

// nullable packs the ticket's columns into one JSON value, null where the grant
// does not reach to the present.
func nullable(columns string) string {
	return `CASE WHEN t.number IS NOT NULL THEN (SELECT to_json(x) FROM (SELECT ` + columns + `) x) END AS live`
}

func (r expertRow) sight() (Sight, error) {
	s := Sight{Grant: r.Kind, ReadTo: r.ReadTo, OfferUntil: r.ExpiresAt}
	if r.Live == nil {
		err := json.Unmarshal(r.Snapshot, &s.Ticket)
		s.Head = s.Heads.Helpers
		return s, err
	}
	var live liveTicket
	if err := json.Unmarshal(r.Live, &live); err != nil {
		return Sight{}, err
	}
	s.Ticket = live.ticket()
	s.Head = s.Heads.Helpers
	return s, nil
}

// liveTicket is a ticket's row as PostgreSQL writes it in JSON.
type liveTicket struct {
	ticketRow
	ID            uuid.UUID       `json:"id"`
	CustomerAlias string          `json:"customer_alias"`
	Topic         string          `json:"topic"`
	Subject       string          `json:"subject"`
	Fields        json.RawMessage `json:"fields"`
	Language      string          `json:"language"`
	Channel       string          `json:"channel"`
	CreatedAt     time.Time       `json:"created_at"`
}

func (l liveTicket) ticket() Ticket {
	t := Ticket{Number: l.Number, ID: l.ID, CustomerAlias: l.CustomerAlias, Topic: l.Topic, Subject: l.Subject, Fields: l.Fields,
		Language: l.Language, Channel: l.Channel, Tier: l.Tier, State: l.State, AssigneeRole: l.AssigneeRole, AssigneeName: l.AssigneeName,
		Heads: Heads{Everyone: l.HeadEveryone, Helpers: l.HeadHelpers}, CreatedAt: l.CreatedAt, UpdatedAt: l.UpdatedAt, QueuedAt: l.QueuedAt,
		WaitingSince: l.WaitingSince, TakeBy: l.TakeBy, FirstReplyAt: l.FirstReplyAt, ResolvedAt: l.ResolvedAt, ClosedAt: l.ClosedAt,
		Excerpt: l.Excerpt, LastRole: l.LastRole, LastName: l.LastName}
	if l.Assignee != nil {
		t.Assignee = uuid.NullUUID{UUID: *l.Assignee, Valid: true}
	}
	return t
}
