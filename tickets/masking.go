package tickets

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// masking is what the words of an act are masked and sealed with: what is known
// of the ticket's customer, and the numbers that its placeholders have. What was
// masked may be stored only if neither has changed since.
type masking struct {
	*people.Dossier
	ticket int64
	began  numbered
	seen   *privacy.Seen // began's, or with what the words brought
	again  bool          // the originals are gone: what is masked now was masked before
}

func (m *masking) mask(text string, also ...privacy.Span) privacy.Masked {
	if m.again {
		return privacy.Masked{Text: m.Masker.MaskAgain(text, also...)}
	}
	out, seen := m.Masker.MaskWith(text, m.seen, also...)
	m.seen = seen
	return out
}

// seal seals an original for the vault; where the time of originals is over none is kept.
func (m *masking) seal(plain []byte, place string) []byte {
	if m.again {
		return nil
	}
	return m.Key.Seal(plain, place)
}

// open opens what seal gave. Of a customer who was erased nothing opens.
func (m *masking) open(sealed []byte, place string) ([]byte, error) {
	if m.Key == nil {
		return nil, privacy.ErrSealed
	}
	return m.Key.Open(sealed, place)
}

// brought reports whether the words hold a value that the ticket had not.
func (m *masking) brought() bool { return m.seen != m.began.seen }

// number lets the ticket remember what the words of this act brought.
func (c *Case) number(m *masking) error {
	if m == nil || !m.brought() || c.Ticket.Retained {
		return nil
	}
	if m.began.times != c.Ticket.Numbered {
		return errDossierChanged
	}
	c.Ticket.Numbered++
	c.Out.Seen = m.seen
	return nil
}

// numbered are the numbers of a ticket's placeholders after they have grown so
// many times.
type numbered struct {
	times int
	seen  *privacy.Seen
}

// numberCache remembers them. What it holds may be out of date: a number never
// changes, and who brings a new one finds out when it is written.
type numberCache struct {
	mu   sync.Mutex
	held map[int64]numbered
}

const numbersMost = 10_000

func newNumberCache() *numberCache { return &numberCache{held: map[int64]numbered{}} }

func (c *numberCache) of(ctx context.Context, db *postgres.Statements, ticket int64, key *privacy.PersonKey) (numbered, error) {
	c.mu.Lock()
	n, ok := c.held[ticket]
	c.mu.Unlock()
	if ok {
		return n, nil
	}
	var row struct {
		ID       uuid.UUID `db:"id"`
		Numbered int       `db:"numbered"`
		Seen     []byte    `db:"seen"`
	}
	err := db.Get(ctx, &row, `
		SELECT t.id, t.numbered, p.seen FROM desk.tickets t LEFT JOIN vault.placeholders p ON p.ticket = t.number WHERE t.number = $1`, ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return numbered{}, notFound()
	}
	if err != nil {
		return numbered{}, err
	}
	seen, err := key.Seen(row.ID.String(), row.Seen)
	if err != nil {
		return numbered{}, err
	}
	n = numbered{row.Numbered, seen}
	c.put(ticket, n)
	return n, nil
}

func (c *numberCache) put(ticket int64, n numbered) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.held) >= numbersMost {
		clear(c.held)
	}
	c.held[ticket] = n
}

func (c *numberCache) drop(ticket int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.held, ticket)
}

// keep remembers what an act that was written has brought.
func (c *numberCache) keep(cases ...*Case) {
	for _, a := range cases {
		if a.Out.Seen != nil {
			c.put(a.Ticket.Number, numbered{a.Ticket.Numbered, a.Out.Seen})
		}
	}
}

// maskingOf is the masking for words of a ticket.
func (d *Desk) maskingOf(ctx context.Context, ticket int64) (*masking, error) {
	customer, err := d.owners.of(ctx, d.reads, ticket)
	if err != nil {
		return nil, err
	}
	dossier, err := d.people.Dossier(ctx, customer)
	if err != nil {
		return nil, err
	}
	began, err := d.numbers.of(ctx, d.reads, ticket, dossier.Key)
	if err != nil {
		return nil, err
	}
	return &masking{Dossier: dossier, ticket: ticket, began: began, seen: began.seen}, nil
}

// maskingAnew is the masking for texts that a ticket has already. Of a customer who was
// erased nothing is known: what helpers wrote is masked once more as it is. It gives
// ErrSealed where a key is missing and nobody was erased.
func (d *Desk) maskingAnew(ctx context.Context, ticket int64) (*masking, error) {
	m, err := d.maskingOf(ctx, ticket)
	if !fault.Is(err, fault.KindNotFound) {
		return m, err
	}
	var emptied bool
	err = d.reads.Get(ctx, &emptied, `SELECT subject = '' AND retained_at IS NOT NULL FROM desk.tickets WHERE number = $1`, ticket)
	if err == nil && !emptied { // who is erased loses the texts first
		err = fmt.Errorf("ticket %d: its customer has no key: %w", ticket, privacy.ErrSealed)
	}
	if err != nil {
		return nil, err
	}
	dossier, err := d.people.Stranger(ctx)
	return &masking{Dossier: dossier, ticket: ticket, again: true}, err
}

// MaskFor is how others read a text about a ticket that stands outside of its log,
// such as why a rating of it is contested. Of a customer who is gone nothing is known
// any more.
func (d *Desk) MaskFor(ctx context.Context, ticket int64, text string) (string, error) {
	masker, err := d.maskerFor(ctx, ticket)
	if err != nil {
		return "", err
	}
	return masker.Mask(text).Text, nil
}

func (d *Desk) maskerFor(ctx context.Context, ticket int64) (*privacy.Masker, error) {
	customer, err := d.owners.of(ctx, d.reads, ticket)
	if err != nil {
		return nil, err
	}
	dossier, err := d.people.Dossier(ctx, customer)
	if fault.Is(err, fault.KindNotFound) {
		return d.people.MaskerOf(ctx, privacy.Known{})
	}
	if err != nil {
		return nil, err
	}
	return dossier.Masker, nil
}

// MaskTo is how an expert would read what staff write to them outside of tickets. It
// may be about a ticket, one that the writer sees and the expert has had; 0: about
// none, and nobody is known.
func (d *Desk) MaskTo(ctx context.Context, by people.Person, expert uuid.UUID, ticket int64, text string) (privacy.Masked, error) {
	if ticket == 0 {
		masker, err := d.people.MaskerOf(ctx, privacy.Known{})
		return masker.Mask(text), err
	}
	if err := d.sharedWith(ctx, by, expert, ticket); err != nil {
		return privacy.Masked{}, err
	}
	masker, err := d.maskerFor(ctx, ticket)
	return masker.Mask(text), err
}

func (d *Desk) sharedWith(ctx context.Context, by people.Person, expert uuid.UUID, ticket int64) error {
	var had bool
	_, err := d.glimpse(ctx, by, ticket)
	if err == nil {
		err = d.reads.Get(ctx, &had, `SELECT EXISTS (SELECT FROM desk.offers WHERE ticket = $1 AND expert = $2 AND outcome = 'claimed')`, ticket, expert)
	}
	if err == nil && !had || fault.Is(err, fault.KindNotFound) {
		return fault.Invalid("you see no such ticket of this expert").With("ticket", "is none that you see and this expert has had")
	}
	return err
}

// firstMasking is the masking for the words of a ticket that begins.
func firstMasking(dossier *people.Dossier, id uuid.UUID) (*masking, error) {
	seen, err := dossier.Key.Seen(id.String(), nil)
	return &masking{Dossier: dossier, began: numbered{0, seen}, seen: seen}, err
}

// forget lets the next masking be made of what is true now.
func (d *Desk) forget(m *masking) {
	d.people.Forget(m.Person)
	d.numbers.drop(m.ticket)
}
