package tickets

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

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
	var items []Listed
	err = d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) error {
		grants, err := l.page(ctx, r)
		if err != nil {
			return err
		}
		items, err = present(ctx, r, p.ID, grants)
		return err
	})
	if err != nil {
		return nil, "", err
	}
	items, next := f.cutPage(items)
	return items, next, nil
}

// page reads the grants of a page, and of the next page the first.
func (l listing) page(ctx context.Context, r *postgres.Reader) (rows []shownRow, err error) {
	q := query{}
	l.granted(&q)
	page := q.String()
	q.Reset()
	expires, join := `NULL::timestamptz`, ``
	if l.View == ViewOffers {
		expires, join = `o.expires_at`, ` LEFT JOIN desk.offers o ON o.ticket = g.ticket AND o.expert = g.expert AND o.ended_at IS NULL`
	}
	q.add(`
		SELECT g.ticket, g.kind, g.snapshot, `+expires+` AS expires_at
		FROM (`+page+`) c JOIN desk.grants g ON g.ticket = c.ticket AND g.expert = %s`+join+`
		ORDER BY c.ticket DESC`, l.person.ID)
	return rows, r.Select(ctx, &rows, q.String(), q.args...)
}

type shownRow struct {
	Ticket    int64      `db:"ticket"`
	Kind      string     `db:"kind"`
	Snapshot  []byte     `db:"snapshot"`
	ExpiresAt *time.Time `db:"expires_at"`
}

// reaches reports whether the grant shows the ticket as it is now.
func (g shownRow) reaches() bool { return g.Snapshot == nil }

// present gives the tickets of grants as these show them: as they are, or as
// they were.
func present(ctx context.Context, r *postgres.Reader, expert uuid.UUID, grants []shownRow) ([]Listed, error) {
	current, err := current(ctx, r, expert, grants)
	if err != nil {
		return nil, err
	}
	items := make([]Listed, 0, len(grants))
	for _, g := range grants {
		s := Sight{Grant: g.Kind, OfferUntil: g.ExpiresAt}
		if g.reaches() {
			row := current[g.Ticket]
			s.Ticket, s.ReadTo = row.Ticket, row.ReadTo
		} else if err := json.Unmarshal(g.Snapshot, &s.Ticket); err != nil {
			return nil, err
		}
		s.Head = s.Heads.Helpers
		items = append(items, s)
	}
	return items, nil
}

// current reads the tickets that an expert may see as they are.
func current(ctx context.Context, r *postgres.Reader, expert uuid.UUID, grants []shownRow) (map[int64]listedRow, error) {
	var numbers []int64
	for _, g := range grants {
		if g.reaches() {
			numbers = append(numbers, g.Ticket)
		}
	}
	if len(numbers) == 0 {
		return nil, nil
	}
	q := query{}
	q.add(`
		SELECT `+expertRowColumns+`, coalesce(rd.own, 0) AS read_to
		FROM `+eachNumber+` AS c (number) JOIN desk.tickets t ON t.number = c.number
		LEFT JOIN desk.reads rd ON rd.ticket = t.number AND rd.person = %s`, pq.Array(numbers), expert)
	var rows []listedRow
	if err := r.Select(ctx, &rows, q.String(), q.args...); err != nil {
		return nil, err
	}
	tickets := make(map[int64]listedRow, len(rows))
	for _, row := range rows {
		tickets[row.Number] = row
	}
	return tickets, nil
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
