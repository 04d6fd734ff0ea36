package tickets

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/people"
)

// listAsExpert lists what the expert's grants show, from the grants on: a full
// text search under row policies could not use its index otherwise.
func (d *Desk) listAsExpert(ctx context.Context, p people.Person, f Filter) ([]Listed, string, error) {
	q := query{}
	q.column(`SELECT g.kind, g.until, g.snapshot, coalesce(rd.own, 0) AS read_to, o.expires_at, ` + nullable(expertColumns) + `
		FROM desk.grants g
		LEFT JOIN desk.tickets t ON t.number = g.ticket AND g.kind IN ('holder', 'solved')
		LEFT JOIN desk.reads rd ON rd.ticket = g.ticket AND rd.person = g.expert
		LEFT JOIN desk.offers o ON o.ticket = g.ticket AND o.expert = g.expert AND o.ended_at IS NULL
		WHERE g.expert = ` + q.arg(p.ID))
	f.whichGrants(&q)
	if err := f.beforeNumber(&q, "g.ticket"); err != nil {
		return nil, "", err
	}
	var rows []expertRow
	err := d.asExpert(ctx, []uuid.UUID{p.ID}, func(tx *sqlx.Tx) error {
		return tx.SelectContext(ctx, &rows, q.text("g.ticket DESC", f.Limit+1), q.args...)
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

func (f Filter) whichGrants(q *query) {
	switch f.View {
	case ViewOffers:
		q.and(`g.kind = 'offered' AND o.ticket IS NOT NULL`)
	case ViewMine:
		q.and(`g.kind = 'holder'`)
		if f.State == "" || f.State == "active" {
			q.and(`t.active`)
		}
	default:
		q.and(`g.kind <> 'offered'`)
	}
	if f.State != "" && f.State != "active" {
		q.and(`coalesce(t.state, g.snapshot->>'State') = %s`, f.State)
	} else if f.State == "active" && f.View == ViewAll {
		q.and(`t.active`)
	}
	if f.Topic != "" {
		q.and(`coalesce(t.topic, g.snapshot->>'Topic') = %s`, f.Topic)
	}
	if number, ok := ticketNumber(f.Query); ok {
		q.and(`g.ticket = %s`, number)
	} else if words := searchWords(f.Query); words != "" {
		q.and(`EXISTS (SELECT FROM desk.search s WHERE s.ticket = g.ticket AND s.words @@ to_tsquery('simple', %s))`, words)
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
