package tickets

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"kontor/internal/fault"
	"kontor/people"
)

// The hot path. Posts to different tickets share one transaction, so that one
// flush of the disk serves many of them; with one post in flight the batch is
// one post. A ticket always uses the same lane of a node.
const (
	lanes     = 2
	batchMost = 256
	queueMost = 2048
)

type posting struct {
	order   Order
	post    *Post
	dossier *people.Dossier
	since   time.Time // it waits
	answer  chan posted
}

type posted struct {
	done Done
	err  error
}

type lane struct {
	desk  *Desk
	queue chan *posting
	wire  *wire
	since atomic.Pointer[time.Time] // how long the oldest post in hand has waited; nil: nothing is in hand
}

func newLane(d *Desk) *lane {
	return &lane{desk: d, queue: make(chan *posting, queueMost), wire: newWire(d.app)}
}

// Run answers posts until ctx ends.
func (d *Desk) Run(ctx context.Context) error {
	// Without it acts are slower, and the database may not be there yet.
	_ = d.reads.Prepare(ctx, writeLog)
	g, ctx := errgroup.WithContext(ctx)
	for _, l := range d.lanes {
		g.Go(func() error { return l.run(ctx) })
	}
	return g.Wait()
}

// post takes part in a batch; what a batch cannot decide gets a transaction of
// its own.
func (d *Desk) post(ctx context.Context, o Order, p *Post, dossier *people.Dossier) (Done, error) {
	in, err := d.queue(o, p, dossier)
	if err != nil {
		return Done{}, err
	}
	return d.answer(ctx, in)
}

// queue puts a post into its ticket's lane, where posts keep their order.
func (d *Desk) queue(o Order, p *Post, dossier *people.Dossier) (*posting, error) {
	l := d.lanes[int(uint64(o.Ticket)%uint64(len(d.lanes)))]
	in := &posting{order: o, post: p, dossier: dossier, since: time.Now(), answer: make(chan posted, 1)}
	select {
	case l.queue <- in:
		return in, nil
	default:
		return nil, busy()
	}
}

// patience is how long a post waits for its answer. It may still be written
// afterwards, and is found by its id when it is sent again.
const patience = 10 * time.Second

func busy() error {
	return fault.Unavailable(2*time.Second, "The desk answers slowly just now; please send this again, with the same id.")
}

// Waiting is how long the post has waited that has waited longest.
func (d *Desk) Waiting() (longest time.Duration) {
	for _, l := range d.lanes {
		if since := l.since.Load(); since != nil {
			longest = max(longest, time.Since(*since))
		}
	}
	return longest
}

func (d *Desk) answer(ctx context.Context, in *posting) (Done, error) {
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case out := <-in.answer:
		return out.done, out.err
	case <-ctx.Done():
		return Done{}, ctx.Err()
	case <-late.C:
		return Done{}, busy()
	}
}

// PostSoon takes a post in and returns; answered is called later, on another
// goroutine. Posts to one ticket taken in one after the other are written in
// this order.
func (d *Desk) PostSoon(ctx context.Context, o Order, p *Post, answered func(Done, error)) {
	in, err := d.takeIn(ctx, &o, p)
	if err != nil {
		answered(Done{}, err)
		return
	}
	go func() { answered(d.answer(ctx, in)) }()
}

func (d *Desk) takeIn(ctx context.Context, o *Order, p *Post) (*posting, error) {
	if o.ID == uuid.Nil {
		o.ID = newID()
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	dossier, err := d.mask(ctx, *o, p)
	if err != nil {
		return nil, err
	}
	return d.queue(*o, p, dossier)
}

func (l *lane) run(ctx context.Context) error {
	defer l.wire.giveUp()
	for {
		select {
		case <-ctx.Done():
			return nil
		case first := <-l.queue:
			l.since.Store(&first.since)
			l.work(ctx, l.collect(first))
			l.since.Store(nil)
		}
	}
}

func (l *lane) collect(first *posting) []*posting {
	batch := []*posting{first}
	for len(batch) < batchMost {
		select {
		case p := <-l.queue:
			batch = append(batch, p)
		default:
			return batch
		}
	}
	return batch
}

// work commits a batch; if that fails as a whole each post stands alone, with
// the same id, so that a commit whose outcome is unknown is found again.
func (l *lane) work(ctx context.Context, batch []*posting) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	answers, err := l.commit(ctx, batch)
	for i, p := range batch {
		if err != nil || errors.Is(answers[i].err, errNeedsAll) || errors.Is(answers[i].err, errDossierChanged) {
			p.answer <- l.desk.alone(ctx, p)
			continue
		}
		p.answer <- answers[i]
	}
}

// alone gives a post a transaction of its own, masked anew where the profile
// has changed. The lane waits for it: the post behind it may be of the same
// sender.
func (d *Desk) alone(ctx context.Context, p *posting) posted {
	for range maskTries {
		done, err := d.once(ctx, p.order, p.post, p.dossier)
		if !errors.Is(err, errDossierChanged) {
			return posted{done, err}
		}
		d.people.Forget(p.dossier.Person)
		if p.dossier, err = d.mask(ctx, p.order, p.post); err != nil {
			return posted{err: err}
		}
	}
	return posted{err: profileMoves()}
}

func (l *lane) commit(ctx context.Context, batch []*posting) (answers []posted, err error) {
	w := l.wire
	defer func() {
		if err != nil {
			w.giveUp()
		}
	}()
	if err := w.begin(ctx); err != nil {
		return nil, err
	}
	table, err := w.lay(ctx, batch, l.desk.clock.Now())
	if err != nil {
		return nil, err
	}
	answers = make([]posted, len(batch))
	for i, p := range batch {
		answers[i] = table.decide(p)
	}
	if err := w.write(ctx, table.cases); err != nil {
		return nil, err
	}
	if err := w.commit(ctx, len(l.queue) > 0); err != nil {
		return nil, err
	}
	if len(table.cases) > 0 {
		l.desk.bell.Ring(ringFor(table.cases...))
	}
	return answers, nil
}

// table is what a batch decides on: the locked tickets as they become, and
// which ids their logs hold.
type table struct {
	tickets map[int64]*lockedTicket
	ids     map[entryKey]heldID
	cases   []*Case
	now     time.Time
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

// decide decides one post of the batch on the ticket as the posts before it
// have left it.
func (t *table) decide(p *posting) posted {
	row := t.tickets[p.order.Ticket]
	if row == nil {
		return posted{err: notFound()}
	}
	if row.Known != p.dossier.Version {
		return posted{err: errDossierChanged}
	}
	c := &Case{Ticket: row.Ticket, Actor: p.order.actor(), Teams: p.order.By.Teams, Now: t.now, ID: p.order.ID}
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
	row.Ticket = c.Ticket
	t.cases = append(t.cases, c)
	done := c.done()
	t.ids[key] = heldID{c.Actor.ID, markOf(p.post), done.Entry, c.Now}
	return posted{done: done}
}
