package tickets

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
)

// Views of the list of tickets.
const (
	ViewMine   = "mine"   // a customer's own, a helper's in hand
	ViewOffers = "offers" // offered to this expert now
	ViewQueue  = "queue"  // second level, in nobody's hands
	ViewAll    = "all"    // whatever this person may see
)

// Filter chooses tickets of a view.
type Filter struct {
	View   string
	State  string // a state, or "active", or "" for the view's own choice
	Topic  string
	Query  string // words of masked text
	Before string // cursor
	Limit  int
}

const (
	listDefault = 30
	listMost    = 100
)

// Listed is one ticket of a list.
type Listed = Sight

// List gives a page of tickets and the cursor of the next page, if there is
// one. Permissions are part of the query.
func (d *Desk) List(ctx context.Context, p people.Person, f Filter) ([]Listed, string, error) {
	if err := f.check(p); err != nil {
		return nil, "", err
	}
	if p.Role == people.RoleExpert {
		return d.listAsExpert(ctx, p, f)
	}
	q := query{}
	q.column(`SELECT ` + ticketColumns + `, coalesce(rd.own, 0) AS read_to FROM desk.tickets t
		LEFT JOIN desk.reads rd ON rd.ticket = t.number AND rd.person = ` + q.arg(p.ID) + ` WHERE true`)
	f.whose(&q, p)
	if isStaff(p) && namesSomebody(f.Query) {
		if err := d.narrowToPeople(ctx, &q, p, f.Query); err != nil {
			return nil, "", err
		}
		f.Query = ""
	}
	f.narrow(&q)
	order, err := f.page(&q)
	if err != nil {
		return nil, "", err
	}
	var rows []struct {
		Ticket
		ReadTo int64 `db:"read_to"`
	}
	if err := d.app.SelectContext(ctx, &rows, q.text(order, f.Limit+1), q.args...); err != nil {
		return nil, "", err
	}
	items := make([]Listed, 0, len(rows))
	for _, r := range rows {
		items = append(items, Listed{Ticket: r.Ticket, Head: r.Heads.In(Stream(p)), ReadTo: r.ReadTo})
	}
	items, next := f.cutPage(items)
	if p.Role == people.RoleCustomer {
		return items, next, d.ownSubjects(ctx, p, items)
	}
	return items, next, nil
}

func (f *Filter) check(p people.Person) error {
	views := map[people.Role]string{people.RoleCustomer: "mine", people.RoleExpert: "mine offers all", people.RoleStaff: "mine queue all", people.RoleAdmin: "mine queue all"}
	if f.View == "" {
		f.View = ViewMine
	}
	if !strings.Contains(" "+views[p.Role]+" ", " "+f.View+" ") {
		return fault.Invalid("there is no such view for you").With("view", "must be one of: "+views[p.Role])
	}
	switch State(f.State) {
	case "", "active", StateOpen, StateWaiting, StateResolved, StateClosed:
	default:
		return fault.Invalid("there is no such state").With("state", "must be open, waiting, resolved, closed or active")
	}
	if f.Limit <= 0 || f.Limit > listMost {
		f.Limit = listDefault
	}
	return checkText("q", f.Query, maxSubject)
}

// query gathers a statement and its parameters.
type query struct {
	sql  strings.Builder
	args []any
}

func (q *query) column(text string) { q.sql.WriteString(text) }

func (q *query) arg(v any) string {
	q.args = append(q.args, v)
	return "$" + strconv.Itoa(len(q.args))
}

func (q *query) and(format string, values ...any) {
	places := make([]any, len(values))
	for i, v := range values {
		places[i] = q.arg(v)
	}
	q.sql.WriteString("\n AND ")
	fmt.Fprintf(&q.sql, format, places...)
}

func (q *query) text(order string, limit int) string {
	return q.sql.String() + "\n ORDER BY " + order + " LIMIT " + q.arg(limit)
}

// whose puts the permission of the view into the query.
func (f Filter) whose(q *query, p people.Person) {
	switch {
	case p.Role == people.RoleCustomer:
		q.and(`t.customer = %s`, p.ID)
	case f.View == ViewMine:
		q.and(`t.assignee = %s`, p.ID)
	case f.View == ViewQueue:
		q.and(`t.tier = 'staff' AND t.active AND t.assignee IS NULL AND t.team = ANY (%s)`, pq.Array(p.Teams))
	default:
		q.and(`(t.team = ANY (%s) OR t.assignee = %s)`, pq.Array(p.Teams), p.ID)
	}
}

func (f Filter) narrow(q *query) {
	switch f.State {
	case "":
		if f.View == ViewMine && strings.Contains(q.sql.String(), "t.assignee =") {
			q.and(`t.active`)
		}
	case "active":
		q.and(`t.active`)
	default:
		q.and(`t.state = %s`, f.State)
	}
	if f.Topic != "" {
		q.and(`t.topic = %s`, f.Topic)
	}
	if number, ok := ticketNumber(f.Query); ok {
		q.and(`t.number = %s`, number)
	} else if words := searchWords(f.Query); words != "" {
		q.and(`t.number IN (SELECT s.ticket FROM desk.search s WHERE s.words @@ to_tsquery('simple', %s) ORDER BY s.ticket DESC LIMIT 1000)`, words)
	}
}

// page continues after the cursor: a queue by who came first, the others by
// number, newest first.
func (f Filter) page(q *query) (order string, err error) {
	if f.View == ViewQueue {
		return "t.queued_at, t.number", f.afterInQueue(q)
	}
	return "t.number DESC", f.beforeNumber(q, "t.number")
}

func (f Filter) afterInQueue(q *query) error {
	if f.Before == "" {
		return nil
	}
	at, number, ok := queueCursor(f.Before)
	if !ok {
		return badCursor()
	}
	q.and(`(t.queued_at, t.number) > (%s, %s)`, at, number)
	return nil
}

func (f Filter) beforeNumber(q *query, column string) error {
	if f.Before == "" {
		return nil
	}
	number, err := strconv.ParseInt(f.Before, 10, 64)
	if err != nil {
		return badCursor()
	}
	q.and(column+` < %s`, number)
	return nil
}

func badCursor() error {
	return fault.Invalid("this is not the next of a list").With("before", "is not what a list gave as next")
}

func queueCursor(cursor string) (time.Time, int64, bool) {
	micros, number, _ := strings.Cut(cursor, ".")
	us, err := strconv.ParseInt(micros, 10, 64)
	n, err2 := strconv.ParseInt(number, 10, 64)
	return time.UnixMicro(us).UTC(), n, err == nil && err2 == nil
}

// cutPage drops the one row too many that says that there are more.
func (f Filter) cutPage(items []Listed) ([]Listed, string) {
	if len(items) <= f.Limit {
		return items, ""
	}
	items = items[:f.Limit]
	last := items[len(items)-1]
	if f.View == ViewQueue {
		return items, fmt.Sprintf("%d.%d", last.QueuedAt.UnixMicro(), last.Number)
	}
	return items, strconv.FormatInt(last.Number, 10)
}

// ownSubjects puts in a customer's own words where the mask changed them.
func (d *Desk) ownSubjects(ctx context.Context, p people.Person, items []Listed) error {
	numbers := make([]int64, len(items))
	for i := range items {
		numbers[i] = items[i].Number
	}
	var sealed []struct {
		Ticket  int64  `db:"ticket"`
		Subject []byte `db:"subject"`
	}
	err := d.app.SelectContext(ctx, &sealed, `SELECT ticket, subject FROM vault.requests WHERE ticket = ANY ($1)`, pq.Array(numbers))
	if err != nil || len(sealed) == 0 {
		return err
	}
	dossier, err := d.people.Dossier(ctx, p.ID)
	if err != nil {
		return err
	}
	for i := range items {
		for _, s := range sealed {
			if s.Ticket != items[i].Number {
				continue
			}
			subject, err := dossier.Key.Open(s.Subject, subjectPlace(items[i].ID))
			if err != nil {
				return err
			}
			items[i].Own = string(subject)
		}
	}
	return nil
}
