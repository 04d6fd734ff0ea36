package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/privacy"
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

// namesSomebody reports whether a query is an e-mail address, a phone or an
// order number rather than words: masked text holds none of them.
func namesSomebody(text string) bool {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	_, number := ticketNumber(text)
	return strings.Contains(text, "@") || digits >= 6 && (!number || digits >= 8)
}

// narrowToPeople looks customers up by their blind indexes, which is written to
// the access log.
func (d *Desk) narrowToPeople(ctx context.Context, q *query, p people.Person, text string) error {
	hits, err := d.people.LookUp(ctx, p, text)
	if err != nil {
		return err
	}
	customers := make([]uuid.UUID, len(hits))
	for i, h := range hits {
		customers[i] = h.ID
	}
	q.and(`t.customer = ANY (%s)`, pq.Array(customers))
	return nil
}

// A query of digits, perhaps with a #, means the ticket of that number.
func ticketNumber(text string) (int64, bool) {
	number, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(text), "#"), 10, 64)
	return number, err == nil && number > 0
}

// searchWords turns what somebody typed into a query: every word, as a prefix,
// folded as the index is.
func searchWords(text string) string {
	var words []string
	for _, w := range wordsOf(text) {
		words = append(words, "'"+w+"':*")
	}
	if len(words) > 10 {
		words = words[:10]
	}
	return strings.Join(words, " & ")
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(privacy.Fold(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
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

// Counts are the numbers beside a helper's views, up to countMost each.
type Counts struct {
	Offers int `db:"offers"`
	Mine   int `db:"mine"`
	Queue  int `db:"queue"`
	Unread int `db:"unread"`
}

const countMost = 1000

// Counts counts a helper's views.
func (d *Desk) Counts(ctx context.Context, p people.Person) (Counts, error) {
	var c Counts
	return c, d.app.GetContext(ctx, &c, `
		SELECT (SELECT count(*) FROM (SELECT FROM desk.offers WHERE expert = $1 AND ended_at IS NULL LIMIT $3) x) AS offers,
		       (SELECT count(*) FROM (SELECT FROM desk.tickets WHERE assignee = $1 AND active LIMIT $3) x) AS mine,
		       (SELECT count(*) FROM (SELECT FROM desk.tickets WHERE tier = 'staff' AND active AND assignee IS NULL AND team = ANY ($2) AND $4 LIMIT $3) x) AS queue,
		       coalesce((SELECT notified - read FROM desk.inbox WHERE person = $1), 0) AS unread`,
		p.ID, pq.Array(p.Teams), countMost, isStaff(p))
}

// usualOver is how many tickets the usual time to a first reply is taken from.
const usualOver = 200

// UsualFirstReply is the median time from question to first reply of the last
// tickets that got one; false while there are none.
func (d *Desk) UsualFirstReply(ctx context.Context) (time.Duration, bool, error) {
	var seconds sql.NullFloat64
	err := d.app.GetContext(ctx, &seconds, `
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_reply_at - created_at))
		FROM (SELECT first_reply_at, created_at FROM desk.tickets ORDER BY number DESC LIMIT $1) t WHERE first_reply_at IS NOT NULL`, usualOver)
	return time.Duration(seconds.Float64 * float64(time.Second)), seconds.Valid, err
}
