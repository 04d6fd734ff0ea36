package tickets

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/routing"
)

// Desk is the one door through which tickets change.
type Desk struct {
	app      *sqlx.DB
	expert   *sqlx.DB
	people   *people.Register
	presence *people.Presence
	bell     *Bell
	clock    clock.Clock
	turns    *turns
	lanes    []*lane
	fanning  chan struct{} // holds who fans out
	fanWire  *wire         // theirs
	owners   *ownerCache
	numbers  *numberCache
	reads    *postgres.Statements // of the app login
	windows  *postgres.Statements // of the expert login

	experience experienceCache
}

// NewDesk puts a desk together. Run must be running for posts to be answered.
func NewDesk(app, expert *sqlx.DB, register *people.Register, presence *people.Presence, bell *Bell, clk clock.Clock) *Desk {
	d := &Desk{app: app, expert: expert, people: register, presence: presence, bell: bell, clock: clk, turns: newTurns(), owners: newOwnerCache(), numbers: newNumberCache(),
		fanning: make(chan struct{}, 1), fanWire: newWire(app),
		reads: postgres.NewStatements(app), windows: postgres.NewStatements(expert)}
	for range lanes {
		d.lanes = append(d.lanes, newLane(d))
	}
	return d
}

// Order is who does something to which ticket. ID is the id of the entry that
// the act appends and makes it safe to send again; without one a new id is
// made. Job is the promise that this act fulfils, if it does.
type Order struct {
	Ticket int64
	ID     uuid.UUID
	By     people.Person
	Job    uuid.UUID
}

func (o Order) actor() Face {
	if o.By.ID == uuid.Nil {
		return System
	}
	return FaceOf(o.By)
}

// Done is the answer to an act.
type Done struct {
	Ticket  Ticket
	Entry   Numbers   // of the entry that bears the act's id; zero if there is none
	ID      uuid.UUID // the act's id
	At      time.Time
	Opening *time.Time // until when it has just opened personal data; nil where that was before
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// maskTries is how often an act is masked anew because the customer's profile
// changed in between.
const maskTries = 5

var (
	errDossierChanged = errors.New("what is known of the customer or of the ticket changed while text was masked")
	errJobDone        = errors.New("the job was done already")
)

// Do lets an act happen to a ticket, durably, once. It answers the same to the
// same id by the same person; another use of an id is a conflict.
func (d *Desk) Do(ctx context.Context, o Order, act Act) (Done, error) {
	if o.ID == uuid.Nil {
		o.ID = newID()
	}
	if err := d.prepare(ctx, o, act); err != nil {
		return Done{}, err
	}
	for range maskTries {
		m, err := d.mask(ctx, o, act)
		if err != nil {
			return Done{}, err
		}
		done, err := d.try(ctx, o, act, m)
		switch {
		case errors.Is(err, errDossierChanged):
			d.forget(m)
		case errors.Is(err, errJobDone):
			return Done{}, nil
		default:
			return done, err
		}
	}
	return Done{}, profileMoves()
}

func profileMoves() error {
	return fault.Conflict("the customer's profile is being changed; please try again")
}

// try takes the batch for a post and a transaction of its own, in its turn, for the rest.
func (d *Desk) try(ctx context.Context, o Order, act Act, m *masking) (Done, error) {
	if p, ok := act.(*Post); ok {
		done, err := d.post(ctx, o, p, m)
		return d.orHeld(ctx, o, p, done, err)
	}
	if err := d.turns.wait(ctx, o.Ticket); err != nil {
		return Done{}, err
	}
	defer d.turns.leave(o.Ticket)
	return d.once(ctx, o, act, m)
}

// checked is an act whose input can be wrong whatever the ticket.
type checked interface{ check() error }

// prepare checks an act's input and loads what it names.
func (d *Desk) prepare(ctx context.Context, o Order, act Act) error {
	if c, ok := act.(checked); ok {
		if err := c.check(); err != nil {
			return err
		}
	}
	switch a := act.(type) {
	case *Post:
		return d.findFiles(ctx, o, a)
	case *Describe:
		return d.findDescribed(ctx, o, a)
	case *Assign:
		return d.findTarget(ctx, o, a)
	case *ReleaseHeld:
		return d.findHeld(ctx, o, a)
	case *OfferTo:
		return d.findFirst(ctx, o, &a.First)
	case *Route:
		if a.Decision.Action == routing.Offer {
			return d.findFirst(ctx, o, &a.first)
		}
	}
	return nil
}

// findFirst reads what every offer shows: the first message, masked.
func (d *Desk) findFirst(ctx context.Context, o Order, text *string) error {
	err := d.reads.Get(ctx, text, `SELECT text FROM desk.entries WHERE ticket = $1 AND seq = $2`, o.Ticket, firstMessageAt)
	if errors.Is(err, sql.ErrNoRows) {
		return notFound()
	}
	return err
}

func (d *Desk) findTarget(ctx context.Context, o Order, a *Assign) (err error) {
	if a.Person == uuid.Nil {
		a.Person = o.By.ID
	}
	a.To, err = d.people.Find(ctx, a.Person)
	if fault.Is(err, fault.KindNotFound) {
		return fault.Invalid("tickets are assigned to staff of their team").With("person", "is not in the ticket's team")
	}
	return err
}

// mask masks and seals the words of an act. It gives what they were masked with, or
// nil for an act without words.
func (d *Desk) mask(ctx context.Context, o Order, act Act) (*masking, error) {
	w, ok := act.(worded)
	if !ok {
		return nil, nil
	}
	with := d.maskingOf
	if _, anew := act.(*Remask); anew {
		with = d.maskingAnew
	}
	m, err := with(ctx, o.Ticket)
	if err != nil {
		return nil, err
	}
	for _, text := range w.words() {
		if text.Raw != "" {
			text.mask(m, o.ID)
		}
	}
	if r, ok := act.(*Rate); ok {
		r.Tags = maskTags(r.Tags, m)
	}
	return m, nil
}

// once is one try of an act in one transaction.
func (d *Desk) once(ctx context.Context, o Order, act Act, m *masking) (Done, error) {
	var done Done
	var ring Ring
	var decided *Case
	err := d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		if err := tx.ByKey(ctx); err != nil {
			return err
		}
		c, err := d.lay(ctx, tx, o, m)
		if err != nil {
			return err
		}
		if again, err := repeated(ctx, tx, c, markOf(act)); err != nil || again != nil {
			if again != nil {
				done = *again
			}
			return err
		}
		if err := bring(ctx, tx, c, act, m); err != nil {
			return err
		}
		if err := act.decide(c); err != nil {
			return err
		}
		if err := c.number(m); err != nil {
			return err
		}
		if err := d.write(ctx, tx, o.Job, c); err != nil {
			return err
		}
		if c.Out.Opening != nil {
			if err := d.logOpening(ctx, tx, c, act.(*ShowPersonal), m.Dossier); err != nil {
				return err
			}
		}
		done, ring, decided = c.done(), ringFor(c), c
		return nil
	})
	if err != nil {
		return Done{}, err
	}
	if decided != nil {
		d.numbers.keep(decided)
		d.laneOf(decided.Ticket.Number).memory.forget(decided.Ticket.Number)
	}
	d.bell.Ring(ring)
	return done, nil
}

func (c *Case) done() Done {
	done := Done{Ticket: c.Ticket, ID: c.ID, At: c.Now, Opening: c.Out.Opening}
	for i := range c.Out.Entries {
		if c.Out.Entries[i].ID == c.ID {
			done.Entry = c.Out.Entries[i].Numbers
		}
	}
	return done
}

// lay locks the ticket and lays everything an act may look at on the table. The
// lock is one that rows which name the ticket (read marks, search words) do not
// wait for, nor it for them: a ticket's number never changes.
func (d *Desk) lay(ctx context.Context, tx *postgres.Tx, o Order, m *masking) (*Case, error) {
	var row lockedTicket
	err := tx.Get(ctx, &row, selectTickets+` t.number = $1 FOR NO KEY UPDATE OF t`, o.Ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound()
	}
	if err != nil {
		return nil, err
	}
	if m != nil && row.Known != m.Version {
		return nil, errDossierChanged
	}
	c := &Case{Ticket: row.Ticket, Actor: o.actor(), Teams: o.By.Teams, Now: d.clock.Now(), ID: o.ID, Full: true, Was: spotOf(&row.Ticket)}
	if c.Topic, err = topicTx(ctx, tx, row.Topic); err != nil {
		return nil, err
	}
	c.Topic = c.Topic.For(row.Fields)
	if c.Rating, err = openRating(ctx, tx, row.Number); err != nil {
		return nil, err
	}
	err = tx.Select(ctx, &c.Offers, `
		SELECT DISTINCT ON (expert) ticket, expert, wave, made_at, expires_at, ended_at, outcome
		FROM desk.offers WHERE ticket = $1 ORDER BY expert, wave DESC`, row.Number)
	if err != nil {
		return nil, err
	}
	return c, tx.Select(ctx, &c.Grants, `
		SELECT ticket, expert, kind, first_seq, last_seq, since, until FROM desk.grants WHERE ticket = $1`, row.Number)
}

type lockedTicket struct {
	Ticket
	Known int64 `db:"known"`
}

// wholeTicket is every column of a ticket's row, and the version of what is
// known of its customer.
const wholeTicket = `
	t.number, t.id, t.customer, t.customer_alias, t.topic, t.team, t.subject, t.fields, t.language, t.channel, t.tier, t.state,
	t.assignee, t.assignee_role, t.assignee_name, t.head_everyone, t.head_helpers, t.head_staff, t.fanned, t.fanout_pending,
	t.resolutions, t.numbered, t.created_at, t.updated_at, t.queued_at, t.waiting_since, t.take_by, t.first_reply_at, t.resolved_at,
	t.closed_at, t.personal_from, t.excerpt, t.last_role, t.last_name, t.reviewed, t.retained_at IS NOT NULL AS retained,
	t.peer_reason, t.former, t.former_name, t.look_after, t.look_at,
	coalesce((SELECT v.version FROM vault.customers v WHERE v.person = t.customer), 0) AS known`

// selectTickets begins a statement that reads whole rows.
const selectTickets = `SELECT` + wholeTicket + ` FROM desk.tickets t WHERE`

// mark is what the entry that bears an act's id is. An id that another kind of
// entry bears was used for something else.
type mark struct {
	kind  Kind
	event string
}

func markOf(act Act) mark {
	switch a := act.(type) {
	case *Open:
		return mark{KindMessage, ""}
	case *Post:
		return mark{a.Kind, ""}
	case Claim:
		return mark{KindEvent, EventClaimed}
	case Skip:
		return mark{KindEvent, EventSkipped}
	case *Release:
		return mark{KindEvent, EventReleased}
	case *Escalate:
		return mark{KindEvent, EventEscalated}
	case *HandBack:
		return mark{KindEvent, EventHandedBack}
	case *Assign:
		return mark{KindEvent, EventAssigned}
	case Resolve:
		return mark{KindEvent, EventResolved}
	case Reopen:
		return mark{KindEvent, EventReopened}
	case *Rate:
		return mark{KindEvent, EventRated}
	case *ShowPersonal:
		return mark{KindEvent, EventPersonalShown}
	case *Leak, *Hide:
		return mark{KindEvent, EventAmended}
	case *Hold:
		return mark{KindNote, ""}
	case *ReleaseHeld:
		return mark{KindEvent, EventHeldReleased}
	case *DropHeld:
		return mark{KindEvent, EventHeldDropped}
	case *Describe:
		return mark{KindEvent, EventDescribeAsked}
	case *Review:
		return mark{KindEvent, EventReviewTaken}
	}
	return mark{} // the desk's own acts make their ids themselves
}

// repeated finds the entry that bears the act's id, in a statement of its own
// after the lock: the locking statement's snapshot is older than the lock.
func repeated(ctx context.Context, tx *postgres.Tx, c *Case, m mark) (*Done, error) {
	var found []struct {
		Author      uuid.UUID     `db:"author"`
		Kind        Kind          `db:"kind"`
		Event       string        `db:"event"`
		Seq         int64         `db:"seq"`
		SeqHelpers  sql.NullInt64 `db:"seq_helpers"`
		SeqEveryone sql.NullInt64 `db:"seq_everyone"`
		At          time.Time     `db:"at"`
	}
	err := tx.Select(ctx, &found, `
		SELECT e.author, e.kind, coalesce(e.data->>'event', '') AS event, e.seq, e.seq_helpers, e.seq_everyone, e.at
		FROM desk.entries e WHERE e.ticket = $1 AND e.id = $2`, c.Ticket.Number, c.ID)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	e := found[0]
	if e.Event == EventPeersAsked { // an escalation, too
		e.Event = EventEscalated
	}
	if e.Author != c.Actor.ID || (mark{e.Kind, e.Event}) != m {
		return nil, idTaken(c)
	}
	n := Numbers{Staff: e.Seq, Helpers: e.SeqHelpers.Int64, Everyone: e.SeqEveryone.Int64}
	return &Done{Ticket: c.Ticket, Entry: n, ID: c.ID, At: e.At}, nil
}

// idTaken says that an id is in use, to those who may know the ticket.
func idTaken(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	return fault.Conflict("this id is in use; make a new one")
}
