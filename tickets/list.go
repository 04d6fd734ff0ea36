package tickets

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"
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

	ViewFlagged = "flagged" // staff: a leak was marked, or an answer is held
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
	l, err := d.place(ctx, p, f)
	if err != nil {
		return nil, "", err
	}
	rows, err := d.listed(ctx, p, l)
	if err != nil {
		return nil, "", err
	}
	items := make([]Listed, 0, len(rows))
	for _, r := range rows {
		items = append(items, Listed{Ticket: r.Ticket, Head: r.Heads.In(Stream(p)), ReadTo: r.ReadTo, flagged: r.Flagged})
	}
	items, next := f.cutPage(items)
	if isStaff(p) {
		if err := d.flagPage(ctx, items); err != nil {
			return nil, "", err
		}
	}
	if p.Role == people.RoleCustomer {
		return items, next, d.ownSubjects(ctx, p, items)
	}
	return items, next, nil
}

// place decides where to look: among the tickets of some customers, at one
// number, or in the view as it is.
func (d *Desk) place(ctx context.Context, p people.Person, f Filter) (l listing, err error) {
	l = listing{Filter: f, person: p}
	if l.before, err = f.cursor(); err != nil {
		return l, err
	}
	switch number, isNumber := ticketNumber(f.Query); {
	case isStaff(p) && namesSomebody(f.Query):
		l.customers, err = d.lookUp(ctx, p, f.Query)
	case isNumber:
		l.number = number
	default:
		l.words = searchWords(f.Query)
	}
	return l, err
}

type listedRow struct {
	Ticket
	ReadTo  int64 `db:"read_to"`
	Flagged bool  `db:"flagged"`
}

// listed reads the rows of a page and one more, if there is one.
func (d *Desk) listed(ctx context.Context, p people.Person, l listing) ([]listedRow, error) {
	var rows []listedRow
	q := query{}
	numbers, known, err := d.found(ctx, l)
	if err != nil || known && len(numbers) == 0 {
		return nil, err
	}
	if known {
		q.add(`SELECT * FROM `+eachNumber+` AS c (number)`, pq.Array(numbers))
	} else {
		l.numbers(&q, l.rows())
	}
	page := q.String()
	q.Reset()
	q.add(`
		SELECT `+rowColumns+`, coalesce(rd.own, 0) AS read_to, `+flagged+`
		FROM (`+page+`) c JOIN desk.tickets t ON t.number = c.number
		LEFT JOIN desk.reads rd ON rd.ticket = t.number AND rd.person = %s
		ORDER BY `+l.order(), p.ID)
	return rows, d.reads.Select(ctx, &rows, q.String(), q.args...)
}

// found gives the numbers of a page where they are known before its rows are read.
func (d *Desk) found(ctx context.Context, l listing) (numbers []int64, known bool, err error) {
	if len(l.words) > 0 {
		numbers, err = d.search(ctx, l)
		return numbers, true, err
	}
	if l.inManyTeams() {
		return d.amongNewest(ctx, l)
	}
	return nil, false, nil
}

// amongNewest looks for a page among the newest tickets, whosever they are, and
// says whether it is full. For somebody of many teams it mostly is, and to ask
// each team for a page costs ten times as much.
func (d *Desk) amongNewest(ctx context.Context, l listing) (numbers []int64, full bool, err error) {
	q := query{}
	q.add(`SELECT t.number FROM (SELECT * FROM desk.tickets t WHERE true`)
	l.narrowRest(&q)
	l.end(&q, newest)
	q.add(`) t WHERE true`)
	l.may(&q)
	l.narrow(&q)
	l.end(&q, l.rows())
	err = d.reads.Select(ctx, &numbers, q.String(), q.args...)
	return numbers, len(numbers) == l.rows(), err
}

func (f *Filter) check(p people.Person) error {
	views := map[people.Role]string{people.RoleCustomer: "mine", people.RoleExpert: "mine offers all", people.RoleStaff: "mine queue flagged all", people.RoleAdmin: "mine queue flagged all"}
	if f.View == "" {
		f.View = ViewMine
	}
	if !strings.Contains(" "+views[p.Role]+" ", " "+f.View+" ") {
		return fault.Invalid("there is no such view for you").With("view", "must be one of: "+views[p.Role])
	}
	switch State(f.State) {
	case "", phaseActive, StateOpen, StateWaiting, StateResolved, StateClosed:
	default:
		return fault.Invalid("there is no such state").With("state", "must be open, waiting, resolved, closed or active")
	}
	if f.Limit <= 0 || f.Limit > listMost {
		f.Limit = listDefault
	}
	return checkText("q", f.Query, maxSubject)
}

// cutPage drops the one row too many that says that there are more.
func (f Filter) cutPage(items []Listed) ([]Listed, string) {
	if len(items) <= f.Limit {
		return items, ""
	}
	items = items[:f.Limit]
	last := items[len(items)-1]
	if f.View == ViewQueue {
		return items, queuePlace{last.QueuedAt, last.Number}.String()
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

// lookUp finds customers by their blind indexes, which is written to the
// access log.
func (d *Desk) lookUp(ctx context.Context, p people.Person, text string) ([]uuid.UUID, error) {
	hits, err := d.people.LookUp(ctx, p, text)
	customers := make([]uuid.UUID, len(hits))
	for i, h := range hits {
		customers[i] = h.ID
	}
	return customers, err
}
