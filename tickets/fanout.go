package tickets

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// fanMost is how many entries of a ticket one fan-out reads; the rest is another
// job's.
const fanMost = 100

// Promise is a job on a ticket.
type Promise struct {
	Ticket int64
	Job    uuid.UUID
}

// Fanout reads on in the logs of different tickets and does what follows from
// them: search words and notifications, all or nothing. No post waits for the
// reading: the tickets are locked while one statement writes, and where somebody
// else has moved the cursor meanwhile it leaves no trace. A node does one at a time,
// so that what follows from messages never takes the machine from those who write
// them.
func (d *Desk) Fanout(ctx context.Context, promises []Promise) error {
	select {
	case d.fanning <- struct{}{}:
		defer func() { <-d.fanning }()
	case <-ctx.Done():
		return ctx.Err()
	}
	f := fan{wire: d.fanWire, now: d.clock.Now()}
	if err := f.read(ctx, promises); err != nil {
		return err
	}
	if err := d.findStandIns(ctx, f.tickets, f.now); err != nil {
		return err
	}
	told, err := f.write(ctx)
	if err != nil {
		return err
	}
	for _, m := range f.moved {
		d.laneOf(m.Number).memory.follow(m)
	}
	d.bell.Ring(Ring{People: told})
	return nil
}

func (d *Desk) endFan() {
	d.fanning <- struct{}{}
	d.fanWire.giveUp()
	<-d.fanning
}

// fan is one fan-out.
type fan struct {
	wire    *wire
	now     time.Time
	tickets []fanned
	moved   []followed
}

// fanned is one ticket of it with what was said since the last.
type fanned struct {
	Ticket
	job      uuid.UUID
	entries  []Entry
	away     bool        // who has it is
	standIns []uuid.UUID // who is told instead
}

const readFanned = `SELECT` + wholeTicket + `,
	EXISTS (SELECT FROM desk.absences a WHERE a.person = t.assignee AND a.from_at <= $2 AND a.until_at > $2) AS away
	FROM desk.tickets t WHERE t.number = ANY ($1)`

type unfanned struct {
	lockedTicket
	Away bool `db:"away"`
}

const readUnfanned = `
	SELECT ` + entryColumns + ` FROM desk.tickets t
	CROSS JOIN LATERAL (SELECT * FROM desk.entries l WHERE l.ticket = t.number AND l.seq > t.fanned ORDER BY l.seq LIMIT $2) e
	WHERE t.number = ANY ($1) ORDER BY e.ticket, e.seq`

func (f *fan) read(ctx context.Context, promises []Promise) error {
	numbers := make([]int64, len(promises))
	for i, p := range promises {
		numbers[i] = p.Ticket
	}
	slices.Sort(numbers)
	var tickets []unfanned
	if err := f.wire.selects(ctx, &tickets, readFanned, pq.Array(numbers), f.now); err != nil {
		return err
	}
	var entries []entryRecord
	if err := f.wire.selects(ctx, &entries, readUnfanned, pq.Array(numbers), fanMost); err != nil {
		return err
	}
	for _, p := range promises {
		i := slices.IndexFunc(tickets, func(t unfanned) bool { return t.Number == p.Ticket })
		if i < 0 {
			return notFound()
		}
		f.tickets = append(f.tickets, fanned{Ticket: tickets[i].Ticket, job: p.Job, away: tickets[i].Away})
	}
	slices.SortFunc(f.tickets, func(a, b fanned) int { return int(a.Number - b.Number) })
	for _, e := range entries {
		i, _ := slices.BinarySearchFunc(f.tickets, e.Ticket, func(t fanned, n int64) int { return int(t.Number - n) })
		f.tickets[i].take(e.entry())
	}
	return nil
}

// take adds an entry unless the cursor moved between the two reads.
func (t *fanned) take(e Entry) {
	if e.Numbers.Staff == t.cursor()+1 {
		t.entries = append(t.entries, e)
	}
}

// cursor is where the ticket is read to.
func (t *fanned) cursor() int64 {
	if n := len(t.entries); n > 0 {
		return t.entries[n-1].Numbers.Staff
	}
	return t.Fanned
}

// due is when the next fan-out is, if there is more to read: at once, or when
// there is more of what has just been said.
func (t *fanned) due(now time.Time) time.Time {
	if len(t.entries) == fanMost {
		return now
	}
	return now.Add(FanoutRest)
}

// writeWords indexes words. Nobody waits for it: it locks no ticket, and words are
// the same whoever writes them. Those of a ticket that was removed are not.
const writeWords = `
INSERT INTO desk.search (ticket, seq, audience, at, words)
SELECT ticket, seq, audience, at, array_to_tsvector(string_to_array(words, ' '))
FROM json_to_recordset($1) AS w (ticket bigint, seq bigint, audience text, at timestamptz, words text)
WHERE EXISTS (SELECT FROM desk.tickets t WHERE t.number = w.ticket)
ON CONFLICT (ticket, seq) DO NOTHING`

// writeFanned moves the cursors, in the order of tickets, keeps the promises, makes
// new ones where there is more, and tells people. It gives each row's version as it
// was when it was locked.
var writeFanned = `
WITH was AS MATERIALIZED (
    SELECT t.number, t.xmin::text AS version FROM desk.tickets t
    WHERE t.number IN (SELECT number FROM json_to_recordset($2) AS r (number bigint)) ORDER BY t.number FOR NO KEY UPDATE
), moved AS (
    UPDATE desk.tickets t SET fanned = r.cursor, fanout_pending = t.head_staff > r.cursor
    FROM json_to_recordset($2) AS r (number bigint, fanned bigint, cursor bigint, job uuid, next uuid, due timestamptz) JOIN was USING (number)
    WHERE t.number = r.number AND t.fanned = r.fanned AND (SELECT done_at IS NULL FROM desk.jobs WHERE id = r.job)
    RETURNING t.number, t.fanout_pending, t.fanned, t.xmin::text AS version, was.version AS before, r.job, r.next, r.due
), done AS (
    UPDATE desk.jobs j SET done_at = $1, leased_until = NULL FROM moved WHERE j.id = moved.job AND j.done_at IS NULL
), more AS (
    INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at) SELECT next, '` + JobFanout + `', number, due, $1 FROM moved WHERE fanout_pending
), ` + tell("$3", "(n.ticket IN (SELECT number FROM moved)) IS TRUE") + `
SELECT number, before, version, fanned, fanout_pending FROM moved`

// write gives whom it has told.
func (f *fan) write(ctx context.Context) ([]uuid.UUID, error) {
	cursors, words, all := []cursorRow{}, []wordsRow{}, []newsRow{}
	for i := range f.tickets {
		t := &f.tickets[i]
		cursors = append(cursors, cursorRow{t.Number, t.Fanned, t.cursor(), t.job, newID(), t.due(f.now)})
		words = append(words, wordRows(t)...)
		all = append(append(all, newsRows(&t.Ticket, t.entries)...), t.awayRows()...)
	}
	if err := f.put(ctx, words, cursors, all); err != nil {
		f.wire.giveUp()
		return nil, err
	}
	var told []uuid.UUID
	for _, n := range all {
		if slices.ContainsFunc(f.moved, func(m followed) bool { return m.Number == n.Ticket }) && !slices.Contains(told, n.Person) {
			told = append(told, n.Person)
		}
	}
	return told, nil
}

// put writes in one transaction. The tickets come last and are locked briefly.
func (f *fan) put(ctx context.Context, words []wordsRow, cursors []cursorRow, all []newsRow) error {
	w, err := jsonOf(words)
	if err != nil {
		return err
	}
	c, err := jsonOf(cursors)
	if err != nil {
		return err
	}
	n, err := jsonOf(all)
	if err != nil {
		return err
	}
	if err := f.wire.exec(ctx, `BEGIN`); err != nil {
		return err
	}
	var none []int64
	if err := f.wire.selects(ctx, &none, writeWords, w); err != nil {
		return err
	}
	if err := f.wire.selects(ctx, &f.moved, writeFanned, f.now, c, n); err != nil {
		return err
	}
	return f.wire.exec(ctx, `COMMIT`)
}

func jsonOf(v any) (string, error) {
	raw, err := json.Marshal(v)
	return string(raw), err
}

type cursorRow struct {
	Number int64     `json:"number"`
	Fanned int64     `json:"fanned"`
	Cursor int64     `json:"cursor"`
	Job    uuid.UUID `json:"job"`
	Next   uuid.UUID `json:"next"`
	Due    time.Time `json:"due"`
}

type wordsRow struct {
	Ticket   int64     `json:"ticket"`
	Seq      int64     `json:"seq"`
	Audience Audience  `json:"audience"`
	At       time.Time `json:"at"`
	Words    string    `json:"words"`
}

// wordRows are the words of masked text for the index; those of the subject go
// with the first entry.
func wordRows(t *fanned) []wordsRow {
	var rows []wordsRow
	for _, e := range t.entries {
		text := e.Text
		if e.Numbers.Staff == 1 {
			text = t.Subject + " " + text
		}
		if words := wordsOf(text); len(words) > 0 {
			rows = append(rows, wordsRow{t.Number, e.Numbers.Staff, e.Audience, e.At, strings.Join(words, " ")})
		}
	}
	return rows
}
