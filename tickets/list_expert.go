package tickets

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
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
	var rows []shownRow
	err = d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) (err error) {
		rows, err = l.page(ctx, r)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	items := make([]Listed, 0, len(rows))
	for i := range rows {
		s, err := rows[i].sight()
		if err != nil {
			return nil, "", err
		}
		items = append(items, s)
	}
	items, next := f.cutPage(items)
	return items, next, nil
}

// page reads the grants of a page, and of the next page the first, with the tickets of
// those that reach to the present. The others' are not looked for: the wall is asked for
// each ticket that is.
func (l listing) page(ctx context.Context, r *postgres.Reader) (rows []shownRow, err error) {
	q := query{}
	l.granted(&q)
	page := q.String()
	q.Reset()
	columns, join := rowOrNothing+`, coalesce(rd.own, 0) AS read_to`, `
		LEFT JOIN desk.tickets t ON t.number = CASE WHEN g.snapshot IS NULL THEN g.ticket END
		LEFT JOIN desk.reads rd ON rd.ticket = t.number AND rd.person = g.expert`
	if l.View == ViewOffers {
		columns, join = `o.expires_at`, ` LEFT JOIN desk.offers o ON o.ticket = g.ticket AND o.expert = g.expert AND o.ended_at IS NULL`
	}
	q.add(`
		SELECT g.kind AS grant_kind, g.snapshot, `+columns+`
		FROM (`+page+`) c JOIN desk.grants g ON g.ticket = c.ticket AND g.expert = %s`+join+`
		ORDER BY c.ticket DESC`, l.person.ID)
	return rows, r.Select(ctx, &rows, q.String(), q.args...)
}

// rowOrNothing are expertRowColumns, or nothings where a grant has a picture instead.
var rowOrNothing = `t.assignee, t.waiting_since, t.take_by, ` +
	orElse(`0`, `number`, `head_everyone`, `head_helpers`) + `, ` +
	orElse(`'00000000-0000-0000-0000-000000000000'`, `id`) + `, ` +
	orElse(`'epoch'`, `created_at`, `updated_at`, `queued_at`) + `, ` +
	orElse(`''`, `customer_alias`, `topic`, `subject`, `language`, `channel`, `tier`, `state`, `assignee_role`, `assignee_name`, `excerpt`, `last_role`, `last_name`)

func orElse(nothing string, columns ...string) string {
	given := make([]string, len(columns))
	for i, c := range columns {
		given[i] = `coalesce(t.` + c + `, ` + nothing + `) AS ` + c
	}
	return strings.Join(given, `, `)
}

type shownRow struct {
	listedRow
	Kind      string     `db:"grant_kind"`
	Snapshot  []byte     `db:"snapshot"`
	ExpiresAt *time.Time `db:"expires_at"`
}

// sight is the ticket as the grant shows it: as it is, or as it was.
func (r *shownRow) sight() (Sight, error) {
	s := Sight{Ticket: r.Ticket, ReadTo: r.ReadTo, Grant: r.Kind, OfferUntil: r.ExpiresAt}
	if r.Snapshot != nil {
		if err := json.Unmarshal(r.Snapshot, &s.Ticket); err != nil {
			return Sight{}, err
		}
	}
	s.Head = s.Heads.Helpers
	return s, nil
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
