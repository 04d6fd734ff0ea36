package tickets

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/people"
)

// listAsExpert lists what the expert's grants show, from the grants on: a full
// text search under row policies could not use its index otherwise.
func (d *Desk) listAsExpert(ctx context.Context, p people.Person, f Filter) ([]Listed, string, error) {
	place, err := f.cursor()
	if err != nil {
		return nil, "", err
	}
	l := listing{Filter: f, person: p, before: place}
	q := query{}
	l.granted(&q)
	page := q.String()
	q.Reset()
	q.add(`
		SELECT g.kind, g.until, g.snapshot, coalesce(rd.own, 0) AS read_to, o.expires_at, `+nullable(expertColumns)+`
		FROM (`+page+`) c JOIN desk.grants g ON g.ticket = c.ticket AND g.expert = %s
		LEFT JOIN desk.tickets t ON t.number = g.ticket AND g.kind IN ('holder', 'solved')
		LEFT JOIN desk.reads rd ON rd.ticket = g.ticket AND rd.person = g.expert
		LEFT JOIN desk.offers o ON o.ticket = g.ticket AND o.expert = g.expert AND o.ended_at IS NULL
		ORDER BY c.ticket DESC`, p.ID)
	stmt, err := d.windows.on(ctx, q.String()) // not in the transaction: it takes a connection
	if err != nil {
		return nil, "", err
	}
	var rows []expertRow
	err = d.asExpert(ctx, []uuid.UUID{p.ID}, func(tx *sqlx.Tx) error {
		return tx.StmtxContext(ctx, stmt).SelectContext(ctx, &rows, q.args...)
	})
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

// granted writes the numbers of a page. Offers begin from those that stand, the
// rest from grants of the kinds that can be in the view.
func (l listing) granted(q *query) {
	if l.View == ViewOffers {
		q.add(`SELECT g.ticket FROM desk.offers o JOIN desk.grants g ON g.ticket = o.ticket AND g.expert = o.expert
			WHERE o.expert = %s AND o.ended_at IS NULL AND g.kind = 'offered'`, l.person.ID)
		l.narrowGrants(q, `g.snapshot->>'State'`, `g.snapshot->>'Topic'`)
	} else {
		state, topic, join := ``, ``, ``
		if l.State != "" || l.Topic != "" {
			state, topic = `coalesce(t.state, g.snapshot->>'State')`, `coalesce(t.topic, g.snapshot->>'Topic')`
			join = ` LEFT JOIN desk.tickets t ON t.number = g.ticket AND g.kind IN ('holder', 'solved')`
		}
		q.add(`SELECT u.ticket FROM unnest(%s::text[]) AS k (kind) CROSS JOIN LATERAL (
			SELECT g.ticket FROM desk.grants g`+join+` WHERE g.expert = %s AND g.kind = k.kind`, pq.Array(l.kinds()), l.person.ID)
		l.narrowGrants(q, state, topic)
		q.add(` ORDER BY g.ticket DESC LIMIT ` + strconv.Itoa(l.rows()) + `) u`)
		q.add(` ORDER BY u.ticket DESC LIMIT ` + strconv.Itoa(l.rows()))
		return
	}
	q.add(` ORDER BY g.ticket DESC LIMIT ` + strconv.Itoa(l.rows()))
}

// kinds are the grants that the view and the chosen state leave: a ticket is
// active in its holder's hands and resolved in those of who solved it; a past
// grant shows what was then.
func (l listing) kinds() []string {
	switch State(l.State) {
	case "":
		if l.View == ViewMine {
			return []string{GrantHolder}
		}
		return []string{GrantHolder, GrantPast, GrantSolved}
	case phaseActive:
		return []string{GrantHolder}
	case StateOpen, StateWaiting:
		if l.View == ViewMine {
			return []string{GrantHolder}
		}
		return []string{GrantHolder, GrantPast}
	}
	if l.View == ViewMine {
		return []string{GrantSolved}
	}
	return []string{GrantSolved, GrantPast}
}

// narrowGrants puts the filters and the cursor into a query of grants, state
// and topic being where they are read.
func (l listing) narrowGrants(q *query, state, topic string) {
	if l.State != "" && l.State != phaseActive {
		q.add(` AND `+state+` = %s`, l.State)
	}
	if l.Topic != "" {
		q.add(` AND `+topic+` = %s`, l.Topic)
	}
	if l.Before != "" {
		q.add(` AND g.ticket < %s`, l.before.number)
	}
	if number, ok := ticketNumber(l.Query); ok {
		q.add(` AND g.ticket = %s`, number)
	} else if words := searchWords(l.Query); words != "" {
		q.add(` AND EXISTS (SELECT FROM desk.search s WHERE s.ticket = g.ticket AND s.words @@ to_tsquery('simple', %s))`, words)
	}
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
