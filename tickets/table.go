package tickets

import (
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"
)

// table is what a batch decides on: the tickets as they become, and which ids
// their logs are known to hold.
type table struct {
	batch   []*posting
	answers []posted
	tickets map[int64]*laidTicket
	ids     map[entryKey]heldID
	cases   []*Case
	now     time.Time
}

// laidTicket is a ticket's row and the version of it that was read.
type laidTicket struct {
	lockedTicket
	Version    string `db:"version"`
	remembered bool   // it may have changed since
}

type entryKey struct {
	ticket int64
	id     uuid.UUID
}

type heldID struct {
	author  uuid.UUID
	mark    mark
	numbers Numbers
	at      time.Time
}

var (
	errNotRead = errors.New("this post waits for its ticket's row to be read")
	errMoved   = errors.New("the ticket changed while the post was decided")
)

// again reports whether the post must be decided once more.
func (a posted) again() bool {
	return errors.Is(a.err, errNotRead) || errors.Is(a.err, errMoved) || errors.Is(a.err, errNeedsAll) || errors.Is(a.err, errDossierChanged)
}

// decide decides the batch's next post on the ticket as the posts before it have
// left it. What memory refuses, and all that follows on that ticket, waits until
// the row is read: it may be out of date. What follows on one that needs the whole case waits
// with it, so that what one person sends stays in order.
func (t *table) decide(p *posting) {
	a := t.decided(p)
	if row := t.tickets[p.order.Ticket]; a.err != nil && row != nil && (row.remembered || errors.Is(a.err, errNeedsAll)) {
		t.tickets[p.order.Ticket] = nil
		a.err = errNotRead
	}
	t.answers = append(t.answers, a)
}

func (t *table) decided(p *posting) posted {
	row, ok := t.tickets[p.order.Ticket]
	switch {
	case !ok:
		return posted{err: notFound()}
	case row == nil:
		return posted{err: errNotRead}
	case row.Known != p.masking.Version:
		return posted{err: errDossierChanged}
	}
	c := &Case{Ticket: row.Ticket, Basis: row.basis(), Actor: p.order.actor(), Teams: p.order.By.Teams, Now: t.now, ID: p.order.ID}
	key := entryKey{p.order.Ticket, p.order.ID}
	if held, ok := t.ids[key]; ok {
		if held.author != c.Actor.ID || held.mark != markOf(p.post) {
			return posted{err: idTaken(c)}
		}
		return posted{done: Done{Ticket: row.Ticket, Entry: held.numbers, ID: c.ID, At: held.at}}
	}
	if err := p.post.decide(c); err != nil {
		return posted{err: err}
	}
	if err := c.number(p.masking); err != nil {
		return posted{err: err}
	}
	row.Ticket = c.Ticket
	t.cases = append(t.cases, c)
	done := c.done()
	t.ids[key] = heldID{c.Actor.ID, markOf(p.post), done.Entry, c.Now}
	return posted{done: done}
}

func (r *laidTicket) basis() *Basis { return &Basis{Version: r.Version, Known: r.Known} }

// settle takes back what was decided on tickets that were not written.
func (t *table) settle(written map[int64]string) {
	var kept []*Case
	moved := map[int64]bool{}
	for _, c := range t.cases {
		if _, ok := written[c.Ticket.Number]; ok {
			kept = append(kept, c)
		} else {
			moved[c.Ticket.Number] = true
		}
	}
	t.cases = kept
	for i, p := range t.batch {
		if moved[p.order.Ticket] {
			t.answers[i] = posted{err: errMoved}
		}
	}
}

// memory holds the rows that a lane wrote last, so that the next post need not
// read them. Whether they are still so the statement finds out that writes; what
// this node changes otherwise it is told, to be right more often.
type memory struct {
	mu   sync.Mutex
	rows map[int64]laidTicket
}

func newMemory() *memory { return &memory{rows: map[int64]laidTicket{}} }

// memoryMost is how many tickets a lane remembers. Beyond it any one gives way.
const memoryMost = 2048

// lay puts what is remembered on a new table.
func (m *memory) lay(batch []*posting, now time.Time) *table {
	t := &table{batch: batch, tickets: make(map[int64]*laidTicket, len(batch)), ids: make(map[entryKey]heldID, len(batch)), now: now}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range batch {
		if row, ok := m.rows[p.order.Ticket]; ok && t.tickets[p.order.Ticket] == nil {
			row.remembered = true
			t.tickets[p.order.Ticket] = &row
		}
	}
	return t
}

// keep remembers what was written and forgets the rest of the table.
func (m *memory) keep(t *table, written map[int64]string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for number, row := range t.tickets {
		version, ok := written[number]
		if !ok || row == nil {
			delete(m.rows, number)
			continue
		}
		row.Version = version
		m.rows[number] = *row
	}
	for number := range m.rows {
		if len(m.rows) <= memoryMost {
			return
		}
		delete(m.rows, number)
	}
}

// forget is for a ticket that was changed by an act: the next post reads it.
func (m *memory) forget(number int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.rows, number)
}

// follow notes that a fan-out has moved a ticket's cursor, if nothing else had
// happened to the row since it was remembered.
func (m *memory) follow(f followed) {
	m.mu.Lock()
	defer m.mu.Unlock()
	row, ok := m.rows[f.Number]
	if !ok {
		return
	}
	if row.Version != f.Before {
		delete(m.rows, f.Number)
		return
	}
	row.Version, row.Fanned, row.FanoutPending = f.Version, f.Fanned, f.FanoutPending
	m.rows[f.Number] = row
}

// followed is the row of a ticket after a fan-out, and the version it had before.
type followed struct {
	Number        int64  `db:"number"`
	Before        string `db:"before"`
	Version       string `db:"version"`
	Fanned        int64  `db:"fanned"`
	FanoutPending bool   `db:"fanout_pending"`
}
