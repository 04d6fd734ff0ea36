package tickets

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
)

// ReadMark says how far a person has read a ticket: Own in their stream, Seq in
// the staff stream.
type ReadMark struct {
	Ticket int64     `db:"ticket"`
	Person uuid.UUID `db:"person"`
	Role   string    `db:"role"`
	Own    int64     `db:"own"`
	Seq    int64     `db:"seq"`
}

// Reads keeps read marks and writes them together every two seconds.
type Reads struct {
	desk  *Desk
	mu    sync.Mutex
	marks map[readKey]ReadMark
}

type readKey struct {
	ticket int64
	person uuid.UUID
}

const (
	readsEvery = 2 * time.Second
	readsMost  = 10_000
)

// NewReads makes the keeper of read marks; Run writes them.
func NewReads(d *Desk) *Reads { return &Reads{desk: d, marks: map[readKey]ReadMark{}} }

// Mark keeps how far somebody has read and tells the others, and their own other devices.
// The caller has made sure that this person reads this ticket and that the numbers are
// real.
func (r *Reads) Mark(m ReadMark) {
	r.Keep(m)
	r.Tell(m)
}

// Keep is Mark without telling.
func (r *Reads) Keep(m ReadMark) {
	r.mu.Lock()
	defer r.mu.Unlock()
	key := readKey{m.Ticket, m.Person}
	if old, ok := r.marks[key]; (!ok || old.Seq < m.Seq) && (ok || len(r.marks) < readsMost) {
		r.marks[key] = m
	}
}

// Tell is the rest of Mark.
func (r *Reads) Tell(m ReadMark) {
	r.desk.bell.Ring(Ring{Whisper: &Whisper{Ticket: m.Ticket, Person: m.Person, Role: m.Role, Read: m.Seq, Own: m.Own}})
}

// Run writes what has gathered until ctx ends, and once more then.
func (r *Reads) Run(ctx context.Context) error {
	tick := time.NewTicker(readsEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
			defer cancel()
			return r.Flush(last)
		case <-tick.C:
			if err := r.Flush(ctx); err != nil && ctx.Err() == nil {
				r.desk.bell.log.Warn("read marks not written, kept for the next try", "error", err)
			}
		}
	}
}

// Flush writes what has gathered now. Marks of tickets that are gone are passed
// over: they would hold up all others for ever.
func (r *Reads) Flush(ctx context.Context) error {
	marks := r.take()
	if len(marks) == 0 {
		return nil
	}
	var tickets, own, seq []int64
	var persons []uuid.UUID
	var roles []string
	for _, m := range marks {
		tickets, own, seq = append(tickets, m.Ticket), append(own, m.Own), append(seq, m.Seq)
		persons, roles = append(persons, m.Person), append(roles, m.Role)
	}
	_, err := r.desk.app.ExecContext(ctx, `
		INSERT INTO desk.reads (ticket, person, role, own, seq, at)
		SELECT t, p, r, o, s, $6 FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::bigint[], $5::bigint[]) AS m (t, p, r, o, s)
		JOIN desk.tickets ON number = t ORDER BY t, p
		ON CONFLICT (ticket, person) DO UPDATE SET own = excluded.own, seq = excluded.seq, at = excluded.at WHERE reads.seq < excluded.seq`,
		pq.Array(tickets), pq.Array(persons), pq.Array(roles), pq.Array(own), pq.Array(seq), r.desk.clock.Now())
	if err != nil {
		r.putBack(marks)
	}
	return err
}

func (r *Reads) take() []ReadMark {
	r.mu.Lock()
	defer r.mu.Unlock()
	marks := make([]ReadMark, 0, len(r.marks))
	for _, m := range r.marks {
		marks = append(marks, m)
	}
	clear(r.marks)
	return marks
}

func (r *Reads) putBack(marks []ReadMark) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range marks {
		key := readKey{m.Ticket, m.Person}
		if now, ok := r.marks[key]; !ok || now.Seq < m.Seq {
			r.marks[key] = m
		}
	}
}

// maxReaders bounds how many people's marks a ticket shows.
const maxReaders = 50

// ReadMarks are the others' marks on a ticket that this person may see.
func (d *Desk) ReadMarks(ctx context.Context, p people.Person, number int64) ([]ReadMark, error) {
	const marks = `SELECT ticket, person, role, own, seq FROM desk.reads WHERE ticket = $1 AND person <> $2 ORDER BY at DESC LIMIT $3`
	found := []ReadMark{}
	if p.Role == people.RoleExpert {
		err := d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) error {
			return r.Select(ctx, &found, `SELECT ticket, person, role, own, seq FROM desk.reads WHERE ticket = $1 AND person <> $2 LIMIT $3`, number, p.ID, maxReaders)
		})
		return found, err
	}
	return found, d.reads.Select(ctx, &found, marks, number, p.ID, maxReaders)
}

// Marks are the others' marks on a ticket, those not yet written included. The
// caller has made sure that this person reads the ticket up to the present.
func (r *Reads) Marks(ctx context.Context, p people.Person, number int64) ([]ReadMark, error) {
	found, err := r.desk.ReadMarks(ctx, p, number)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for i, m := range found {
		if fresh, ok := r.marks[readKey{number, m.Person}]; ok && fresh.Seq > m.Seq {
			found[i] = fresh
		}
	}
	for key, fresh := range r.marks {
		known := func(m ReadMark) bool { return m.Person == key.person }
		if len(found) < maxReaders && key.ticket == number && key.person != p.ID && !slices.ContainsFunc(found, known) {
			found = append(found, fresh)
		}
	}
	return found, nil
}

// InStream turns a number of the staff stream into the last number at or
// before it in another stream.
func (d *Desk) InStream(ctx context.Context, ticket, seq int64, stream Audience) (int64, error) {
	if stream == Staff {
		return seq, nil
	}
	var own int64
	err := d.reads.Get(ctx, &own, `
		SELECT coalesce((SELECT CASE WHEN $3 THEN seq_everyone ELSE seq_helpers END FROM desk.entries
		WHERE ticket = $1 AND seq <= $2 AND CASE WHEN $3 THEN seq_everyone ELSE seq_helpers END IS NOT NULL
		ORDER BY seq DESC LIMIT 1), 0)`, ticket, seq, stream == Everyone)
	return own, err
}
