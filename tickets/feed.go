package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// What a node reads to carry the log to its sockets: once for many tickets and
// once per audience, however many are watching.

// HeadsOf reads the heads of tickets.
func (d *Desk) HeadsOf(ctx context.Context, number int64) (Heads, error) {
	var heads Heads
	return heads, d.reads.Get(ctx, &heads, `SELECT head_everyone, head_helpers, head_staff FROM desk.tickets WHERE number = $1`, number)
}

// Watched is what a node has given to its sockets of each ticket, by number of the
// staff stream, and when it last looked, by the database's clock.
type Watched struct {
	Tickets []int64
	Heads   []int64
	Looked  sql.NullTime
}

// Moved is what has grown beyond that, the inboxes that moved lately, and which
// history this is.
type Moved struct {
	Epoch   string
	At      time.Time
	Tickets []int64
	Inboxes map[uuid.UUID]int64 // their heads
}

// Moved looks in one query for everything that a node may not have heard of. An
// inbox counts as moved lately for a minute longer than since the last look: it bears
// the time at which it was written, and is seen when its transaction has ended.
func (d *Desk) Moved(ctx context.Context, w Watched) (Moved, error) {
	var row struct {
		Epoch   string         `db:"epoch"`
		At      time.Time      `db:"at"`
		Tickets pq.Int64Array  `db:"tickets"`
		People  pq.StringArray `db:"people"`
		Heads   pq.Int64Array  `db:"heads"`
	}
	err := d.reads.Get(ctx, &row, `
		SELECT (SELECT epoch FROM desk.epoch) AS epoch, now() AS at,
		    ARRAY(SELECT t.number FROM unnest($1::bigint[], $2::bigint[]) AS w (number, head)
		          JOIN desk.tickets t ON t.number = w.number AND t.head_staff > w.head) AS tickets,
		    coalesce(array_agg(i.person), '{}') AS people, coalesce(array_agg(i.head), '{}') AS heads
		FROM desk.inbox i WHERE i.moved_at > coalesce($3, now()) - interval '1 minute'`,
		pq.Array(w.Tickets), pq.Array(w.Heads), w.Looked)
	if err != nil {
		return Moved{}, err
	}
	m := Moved{Epoch: row.Epoch, At: row.At, Tickets: row.Tickets, Inboxes: make(map[uuid.UUID]int64, len(row.People))}
	for i, text := range row.People {
		id, err := uuid.Parse(text)
		if err != nil {
			return Moved{}, err
		}
		m.Inboxes[id] = row.Heads[i]
	}
	return m, nil
}

// Fed is a new entry with its original text, for the customer and for staff
// who opened the personal data.
type Fed struct {
	Entry
	Own   string
	Files []Attachment // with their names, likewise
}

// freshly is an entry that has just been committed.
func freshly(e Entry) Fed {
	own := e.Text
	if e.Body != nil {
		own = e.raw
	}
	files := e.files
	e.Body, e.raw, e.files = nil, "", nil
	return Fed{Entry: e, Own: own, Files: files}
}

// Feed reads many logs on behalf of customers and staff. It belongs to one
// goroutine.
type Feed struct {
	desk *Desk
	wire *wire
}

// NewFeed makes a feed. Close ends its connection.
func (d *Desk) NewFeed() *Feed { return &Feed{desk: d, wire: newWire(d.app)} }

// Close ends the feed's connection.
func (f *Feed) Close() { f.wire.giveUp() }

const readFeed = `
	SELECT ` + entryColumns + `, b.text AS body
	FROM unnest($1::bigint[], $2::bigint[]) AS w (ticket, after)
	CROSS JOIN LATERAL (SELECT * FROM desk.entries l WHERE l.ticket = w.ticket AND l.seq > w.after ORDER BY l.seq LIMIT $3) e
	LEFT JOIN vault.bodies b ON b.ticket = e.ticket AND b.seq = e.seq
	ORDER BY e.ticket, e.seq`

// Read gives what stands in each log after the number given in the staff
// stream, at most MaxEntries of each, in order.
func (f *Feed) Read(ctx context.Context, after map[int64]int64) (map[int64][]Fed, error) {
	numbers, seqs := pairs(after)
	var rows []entryRecord
	if err := f.wire.selects(ctx, &rows, readFeed, pq.Array(numbers), pq.Array(seqs), MaxEntries); err != nil {
		return nil, err
	}
	fed := make(map[int64][]Fed, len(after))
	for _, r := range rows {
		e := r.entry()
		customer, err := f.desk.owners.of(ctx, f.desk.reads, e.Ticket)
		if err != nil {
			return nil, err
		}
		own, err := f.desk.original(ctx, customer, e)
		if err != nil {
			return nil, err
		}
		e.Body = nil
		files, err := f.desk.named(ctx, customer, []Entry{e})
		if err != nil {
			return nil, err
		}
		fed[e.Ticket] = append(fed[e.Ticket], Fed{Entry: e, Own: own, Files: files[e.ID]})
	}
	return fed, nil
}

func pairs(after map[int64]int64) (numbers, seqs []int64) {
	for number, seq := range after {
		numbers, seqs = append(numbers, number), append(seqs, seq)
	}
	return numbers, seqs
}

// Window reads many logs on behalf of many experts, through the expert login:
// PostgreSQL decides what each of them gets. It belongs to one goroutine.
type Window struct{ wire *wire }

// NewWindow makes a window. Close ends its connection.
func (d *Desk) NewWindow() *Window { return &Window{wire: newWire(d.expert)} }

// Close ends the window's connection.
func (w *Window) Close() { w.wire.giveUp() }

// Granted is what one expert's grant shows of a ticket: its kind if it reaches
// to the present, else "", and the new entries.
type Granted struct {
	Expert  uuid.UUID
	Ticket  int64
	Kind    string
	Entries []Entry
}

const readWindow = `
	SELECT g.expert, g.ticket AS granted, g.kind AS grant_kind, ` + windowColumns + `
	FROM unnest($1::bigint[], $2::bigint[]) AS w (ticket, after)
	JOIN desk.grants g ON g.ticket = w.ticket
	LEFT JOIN LATERAL (
	    SELECT ` + entryColumns + ` FROM desk.entries e
	    WHERE e.ticket = w.ticket AND e.seq > w.after AND e.seq >= g.first_seq AND (g.last_seq IS NULL OR e.seq <= g.last_seq) AND e.seq_helpers IS NOT NULL
	    ORDER BY e.seq LIMIT $3) e ON true
	ORDER BY g.ticket, g.expert, e.seq`

// windowColumns are those of an entry, or nothings where a grant shows no new one.
const windowColumns = `coalesce(e.ticket, 0) AS ticket, coalesce(e.seq, 0) AS seq, e.seq_helpers, e.seq_everyone,
	coalesce(e.id, '00000000-0000-0000-0000-000000000000') AS id, coalesce(e.kind, '') AS kind, coalesce(e.audience, '') AS audience,
	coalesce(e.author, '00000000-0000-0000-0000-000000000000') AS author, coalesce(e.author_role, '') AS author_role,
	coalesce(e.author_name, '') AS author_name, coalesce(e.channel, '') AS channel, coalesce(e.text, '') AS text,
	coalesce(e.data, '{}') AS data, coalesce(e.at, 'epoch') AS at`

// Read gives what each of these experts may read of each log after the number
// given in the staff stream, at most MaxEntries, in order. Who has no grant is
// not in the answer.
func (w *Window) Read(ctx context.Context, experts []uuid.UUID, after map[int64]int64) ([]Granted, error) {
	numbers, seqs := pairs(after)
	var rows []struct {
		entryRecord
		Granted int64  `db:"granted"`
		Kind    string `db:"grant_kind"`
	}
	err := w.wire.as(ctx, experts, func() error {
		return w.wire.selects(ctx, &rows, readWindow, pq.Array(numbers), pq.Array(seqs), MaxEntries)
	})
	if err != nil {
		return nil, err
	}
	var granted []Granted
	for _, r := range rows {
		last := len(granted) - 1
		if last < 0 || granted[last].Expert != r.Expert.UUID || granted[last].Ticket != r.Granted {
			g := Granted{Expert: r.Expert.UUID, Ticket: r.Granted}
			if r.Kind != GrantPast {
				g.Kind = r.Kind
			}
			granted, last = append(granted, g), last+1
		}
		if r.Seq > 0 {
			granted[last].Entries = append(granted[last].Entries, r.entry())
		}
	}
	return granted, nil
}

// Rows reads the rows of many tickets at once, for lists that are on screen.
func (d *Desk) Rows(ctx context.Context, numbers []int64) ([]Ticket, error) {
	rows := []Ticket{}
	return rows, d.reads.Select(ctx, &rows, `SELECT `+ticketColumns+` FROM desk.tickets t WHERE t.number = ANY ($1)`, pq.Array(numbers))
}

// NumbersOf finds an entry by its number in one stream.
func (d *Desk) NumbersOf(ctx context.Context, ticket, seq int64, stream Audience) (Numbers, error) {
	own := map[Audience]string{Everyone: "seq_everyone", Helpers: "seq_helpers", Staff: "seq"}[stream]
	var n struct {
		Everyone int64 `db:"seq_everyone"`
		Helpers  int64 `db:"seq_helpers"`
		Staff    int64 `db:"seq"`
	}
	err := d.reads.Get(ctx, &n, `
		SELECT seq, coalesce(seq_helpers, 0) AS seq_helpers, coalesce(seq_everyone, 0) AS seq_everyone FROM desk.entries
		WHERE ticket = $1 AND seq >= $2 AND `+own+` = $2 ORDER BY seq LIMIT 1`, ticket, seq)
	return Numbers(n), err
}

// Epoch names this database's history; a restore changes it.
func (d *Desk) Epoch(ctx context.Context) (string, error) {
	var epoch string
	return epoch, d.reads.Get(ctx, &epoch, `SELECT epoch FROM desk.epoch`)
}

// DataForCustomer is what an entry says to the ticket's customer: how others read
// their words now is not for them.
func DataForCustomer(e Entry) json.RawMessage {
	if EventOf(e) != EventAmended {
		return e.Data
	}
	var data Data
	if json.Unmarshal(e.Data, &data) != nil {
		return nil
	}
	data.Text = nil
	raw, _ := json.Marshal(data)
	return raw
}

// EventOf is the name of an entry's event, or "".
func EventOf(e Entry) string {
	if e.Kind != KindEvent {
		return ""
	}
	var data Data
	if json.Unmarshal(e.Data, &data) != nil {
		return ""
	}
	return data.Event
}
