package tickets

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// What a node reads to carry the log to its sockets: once per ticket and
// audience, however many are watching.

// HeadsOf reads the heads of many tickets in one query.
func (d *Desk) HeadsOf(ctx context.Context, numbers []int64) (map[int64]Heads, error) {
	var rows []struct {
		Number int64 `db:"number"`
		Heads
	}
	err := d.reads.selectAll(ctx, &rows, `SELECT number, head_everyone, head_helpers, head_staff FROM desk.tickets WHERE number = ANY ($1)`, pq.Array(numbers))
	heads := make(map[int64]Heads, len(rows))
	for _, r := range rows {
		heads[r.Number] = r.Heads
	}
	return heads, err
}

// Fed is a new entry with its original text, for the customer and for staff
// who opened the personal data.
type Fed struct {
	Entry
	Own string
}

// Feed reads the log after a number of the staff stream.
func (d *Desk) Feed(ctx context.Context, number, after int64) ([]Fed, error) {
	entries, err := d.readLog(ctx, number, Staff, after, MaxEntries)
	if err != nil || len(entries) == 0 {
		return nil, err
	}
	customer, err := d.owners.of(ctx, d.app, number)
	if err != nil {
		return nil, err
	}
	fed := make([]Fed, len(entries))
	for i, e := range entries {
		own, err := d.original(ctx, customer, e)
		if err != nil {
			return nil, err
		}
		e.Body = nil
		fed[i] = Fed{Entry: e, Own: own}
	}
	return fed, nil
}

// FedExpert is a new entry that PostgreSQL lets this expert see.
type FedExpert struct {
	Expert uuid.UUID
	Entry
}

// FeedExperts reads the log after a number of the staff stream on behalf of
// several experts at once, through the expert login.
func (d *Desk) FeedExperts(ctx context.Context, experts []uuid.UUID, number, after int64) ([]FedExpert, error) {
	var rows []entryRecord
	err := d.asExpert(ctx, experts, func(r *reader) error {
		return r.selectAll(ctx, &rows, `
			SELECT g.expert, `+entryColumns+` FROM desk.entries e
			JOIN desk.grants g ON g.ticket = e.ticket AND e.seq >= g.first_seq AND (g.last_seq IS NULL OR e.seq <= g.last_seq)
			WHERE e.ticket = $1 AND e.seq > $2 AND e.seq_helpers IS NOT NULL ORDER BY e.seq LIMIT $3`, number, after, MaxEntries*len(experts))
	})
	fed := make([]FedExpert, len(rows))
	for i, r := range rows {
		fed[i] = FedExpert{Expert: r.Expert.UUID, Entry: r.entry()}
	}
	return fed, err
}

// ReachingGrants gives the kind of each expert's grant that reaches to the
// present; who is missing reads no further.
func (d *Desk) ReachingGrants(ctx context.Context, experts []uuid.UUID, number int64) (map[uuid.UUID]string, error) {
	var rows []Grant
	err := d.asExpert(ctx, experts, func(r *reader) error {
		return r.selectAll(ctx, &rows, `SELECT ticket, expert, kind FROM desk.grants WHERE ticket = $1 AND kind <> 'past'`, number)
	})
	kinds := make(map[uuid.UUID]string, len(rows))
	for _, g := range rows {
		kinds[g.Expert] = g.Kind
	}
	return kinds, err
}

// Rows reads the rows of many tickets at once, for lists that are on screen.
func (d *Desk) Rows(ctx context.Context, numbers []int64) ([]Ticket, error) {
	rows := []Ticket{}
	return rows, d.reads.selectAll(ctx, &rows, `SELECT `+ticketColumns+` FROM desk.tickets t WHERE t.number = ANY ($1)`, pq.Array(numbers))
}

// NumbersOf finds an entry by its number in one stream.
func (d *Desk) NumbersOf(ctx context.Context, ticket, seq int64, stream Audience) (Numbers, error) {
	own := map[Audience]string{Everyone: "seq_everyone", Helpers: "seq_helpers", Staff: "seq"}[stream]
	var n struct {
		Everyone int64 `db:"seq_everyone"`
		Helpers  int64 `db:"seq_helpers"`
		Staff    int64 `db:"seq"`
	}
	err := d.reads.get(ctx, &n, `
		SELECT seq, coalesce(seq_helpers, 0) AS seq_helpers, coalesce(seq_everyone, 0) AS seq_everyone FROM desk.entries
		WHERE ticket = $1 AND seq >= $2 AND `+own+` = $2 ORDER BY seq LIMIT 1`, ticket, seq)
	return Numbers(n), err
}

// Epoch names this database's history; a restore changes it.
func (d *Desk) Epoch(ctx context.Context) (string, error) {
	var epoch string
	return epoch, d.reads.get(ctx, &epoch, `SELECT epoch FROM desk.epoch`)
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
