package tickets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
)

// query gathers a statement and its parameters.
type query struct {
	strings.Builder
	args []any
}

func (q *query) arg(v any) string {
	q.args = append(q.args, v)
	return "$" + strconv.Itoa(len(q.args))
}

// add writes a piece of SQL; every %s in it becomes a parameter.
func (q *query) add(format string, values ...any) {
	places := make([]any, len(values))
	for i, v := range values {
		places[i] = q.arg(v)
	}
	fmt.Fprintf(q, format, places...)
}

// The phases of a ticket's life: what a reply does not change.
const (
	phaseActive   = "active" // open or waiting
	phaseResolved = string(StateResolved)
	phaseClosed   = string(StateClosed)
)

// phases are those that a choice of state leaves; choosing none leaves all.
func phases(state string) []string {
	switch State(state) {
	case "":
		return []string{phaseActive, phaseResolved, phaseClosed}
	case phaseActive, StateOpen, StateWaiting:
		return []string{phaseActive}
	}
	return []string{state}
}

// listing is a view with its filters, ready to become SQL. Every view is
// walked along an index, from the cursor on, and no further than the page: each
// branch (a team, a phase) gives at most a page, and the first page of all is
// what is shown.
type listing struct {
	Filter
	person    people.Person
	before    queuePlace
	number    int64       // one ticket, or 0
	customers []uuid.UUID // those of whom the tickets are, if not nil
	words     []string    // terms of a tsquery
}

// rows is how many a branch gives: a page, the one more that says that there is
// a next, and perhaps some that are cut off, so that pages of all sizes share
// few statements.
func (l listing) rows() int {
	for _, size := range []int{listDefault, 50} {
		if l.Limit <= size {
			return size + 1
		}
	}
	return listMost + 1
}

// numbers writes the first n numbers of the view, without the words.
func (l listing) numbers(q *query, n int) {
	switch {
	case l.number != 0:
		q.add(`SELECT t.number FROM desk.tickets t WHERE t.number = %s`, l.number)
		l.may(q)
		l.narrow(q)
	case l.customers != nil:
		q.add(`SELECT t.number FROM desk.tickets t WHERE t.customer = ANY (%s)`, pq.Array(l.customers))
		l.may(q)
		l.narrow(q)
		l.end(q, n)
	case l.person.Role == people.RoleCustomer:
		q.add(`SELECT t.number FROM desk.tickets t WHERE t.customer = %s`, l.person.ID)
		l.narrow(q)
		l.end(q, n)
	case l.View == ViewMine:
		l.inHand(q, n)
	case l.View == ViewQueue:
		l.inQueue(q, n)
	case l.View == ViewFlagged:
		l.flagged(q, n)
	default:
		l.ofTeams(q, n)
	}
}

// each and eachNumber give the values of an array one by one. The planner is not to
// know how many there are: it would plan the list anew each time, for half a
// millisecond, to arrive at the same walk along the same indexes.
const (
	each       = `unnest((SELECT %s::text[]))`
	eachNumber = `unnest((SELECT %s::bigint[]))`
)

// inHand are the tickets that this person holds or held last.
func (l listing) inHand(q *query, n int) {
	state := l.State
	if state == "" && l.View == ViewMine {
		state = phaseActive
	}
	q.add(`SELECT m.number FROM `+each+` AS p (phase) CROSS JOIN LATERAL (
		SELECT t.number FROM desk.tickets t WHERE t.assignee = %s AND t.phase = p.phase`, pq.Array(phases(state)), l.person.ID)
	l.narrowPhase(q)
	l.end(q, n)
	q.add(`) m ORDER BY m.number DESC LIMIT ` + strconv.Itoa(n))
}

func (l listing) inQueue(q *query, n int) {
	q.add(`SELECT w.number FROM `+each+` AS m (team) CROSS JOIN LATERAL (
		SELECT t.number, t.queued_at FROM desk.tickets t
		WHERE t.team = m.team AND t.tier = 'staff' AND t.active AND t.assignee IS NULL`, pq.Array(l.person.Teams))
	l.narrow(q)
	l.end(q, n)
	q.add(`) w ORDER BY w.queued_at, w.number LIMIT ` + strconv.Itoa(n))
}

// ofTeams are the tickets of this person's teams, and those of other teams
// that are in their hands.
func (l listing) ofTeams(q *query, n int) {
	q.add(`SELECT u.number FROM (SELECT o.number FROM `+each+` AS m (team)`, pq.Array(l.person.Teams))
	phase := ""
	if l.State != "" || l.Topic != "" {
		q.add(` CROSS JOIN `+each+` AS p (phase)`, pq.Array(phases(l.State)))
		phase = ` AND t.phase = p.phase`
	}
	q.add(` CROSS JOIN LATERAL (SELECT t.number FROM desk.tickets t WHERE t.team = m.team` + phase)
	l.narrowPhase(q)
	l.end(q, n)
	q.add(`) o UNION (`)
	l.inHand(q, n)
	q.add(`)) u ORDER BY u.number DESC LIMIT ` + strconv.Itoa(n))
}

// Where somebody is in so many teams, a page is first looked for among so many of
// the newest tickets.
const (
	manyTeams = 8
	newest    = 300
)

func (l listing) inManyTeams() bool {
	recent := slices.Contains(phases(l.State), phaseActive)
	return l.View == ViewAll && l.number == 0 && l.customers == nil && l.Topic == "" && recent && len(l.person.Teams) >= manyTeams
}

// may puts the permission of the view into a query that does not start from it.
func (l listing) may(q *query) {
	p := l.person
	switch {
	case p.Role == people.RoleCustomer:
		q.add(` AND t.customer = %s`, p.ID)
	case l.View == ViewMine:
		q.add(` AND t.assignee = %s`, p.ID)
		if l.State == "" {
			q.add(` AND t.active`)
		}
	case l.View == ViewQueue:
		q.add(` AND t.tier = 'staff' AND t.active AND t.assignee IS NULL AND t.team = ANY (%s)`, pq.Array(p.Teams))
	case l.View == ViewFlagged:
		q.add(` AND (t.team = ANY (%s) OR t.assignee = %s) AND EXISTS (SELECT FROM desk.flags f WHERE f.ticket = t.number AND f.ended_at IS NULL)`, pq.Array(p.Teams), p.ID)
	default:
		q.add(` AND (t.team = ANY (%s) OR t.assignee = %s)`, pq.Array(p.Teams), p.ID)
	}
}

// narrow puts the filters and the cursor into a query.
func (l listing) narrow(q *query) {
	switch State(l.State) {
	case "":
	case phaseActive:
		q.add(` AND t.active`)
	default:
		q.add(` AND t.state = %s`, l.State)
	}
	l.narrowRest(q)
}

// narrowPhase is narrow where the phase is chosen already: only open and
// waiting need a look at the row.
func (l listing) narrowPhase(q *query) {
	if s := State(l.State); s == StateOpen || s == StateWaiting {
		q.add(` AND t.state = %s`, l.State)
	}
	l.narrowRest(q)
}

func (l listing) narrowRest(q *query) {
	if l.Topic != "" {
		q.add(` AND t.topic = %s`, l.Topic)
	}
	switch {
	case l.Before == "":
	case l.View == ViewQueue:
		q.add(` AND (t.queued_at, t.number) > (%s, %s)`, l.before.at, l.before.number)
	default:
		q.add(` AND t.number < %s`, l.before.number)
	}
}

// end orders a branch and cuts it. The number is part of the text: with a
// parameter the planner would expect a tenth of the table.
func (l listing) end(q *query, n int) {
	q.add(` ORDER BY ` + l.order() + ` LIMIT ` + strconv.Itoa(n))
}

// order is a queue by who came first, the others by number, newest first.
func (l listing) order() string {
	if l.View == ViewQueue {
		return `t.queued_at, t.number`
	}
	return `t.number DESC`
}

// queuePlace is a place in a list; outside of queues it is a number alone.
type queuePlace struct {
	at     time.Time
	number int64
}

func (c queuePlace) String() string { return fmt.Sprintf("%d.%d", c.at.UnixMicro(), c.number) }

// cursor reads where the last page ended.
func (f Filter) cursor() (place queuePlace, err error) {
	if f.Before == "" {
		return place, nil
	}
	text := f.Before
	if f.View == ViewQueue {
		micros, number, _ := strings.Cut(text, ".")
		us, err := strconv.ParseInt(micros, 10, 64)
		if err != nil {
			return place, badCursor()
		}
		place.at, text = time.UnixMicro(us).UTC(), number
	}
	if place.number, err = strconv.ParseInt(text, 10, 64); err != nil {
		return place, badCursor()
	}
	return place, nil
}

func badCursor() error {
	return fault.Invalid("this is not the next of a list").With("before", "is not what a list gave as next")
}
