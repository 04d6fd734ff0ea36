package tickets

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"kontor/internal/fault"
)

// The hot path. Posts to different tickets share one statement and its commit, so
// that one flush of the disk serves many of them; with one post in flight the batch
// is one post. A ticket always uses the same lane of a node.
const (
	lanes     = 2
	batchMost = 256
	queueMost = 2048
)

type posting struct {
	order   Order
	post    *Post
	masking *masking
	since   time.Time // it waits
	answer  chan posted
}

type posted struct {
	done Done
	err  error
}

type lane struct {
	desk   *Desk
	queue  chan *posting
	aside  aside
	wire   *wire
	memory *memory
	last   round
	since  atomic.Pointer[time.Time] // how long the oldest post in hand has waited; nil: nothing is in hand
}

// round is what a lane did last: how many posts it answered at once, how long that took
// and when it was over.
type round struct {
	posts int
	took  time.Duration
	ended time.Time
}

func newLane(d *Desk) *lane {
	return &lane{desk: d, queue: make(chan *posting, queueMost), aside: newAside(), wire: newWire(d.app), memory: newMemory()}
}

// Run answers posts until ctx ends.
func (d *Desk) Run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	for _, l := range d.lanes {
		g.Go(func() error { return l.run(ctx) })
	}
	defer d.endFan()
	return g.Wait()
}

// post takes part in a batch; what a batch cannot decide gets a transaction of
// its own.
func (d *Desk) post(ctx context.Context, o Order, p *Post, m *masking) (Done, error) {
	in, err := d.queue(o, p, m)
	if err != nil {
		return Done{}, err
	}
	return d.answer(ctx, in)
}

// queue puts a post into its ticket's lane, where posts keep their order.
func (d *Desk) queue(o Order, p *Post, m *masking) (*posting, error) {
	l := d.laneOf(o.Ticket)
	in := &posting{order: o, post: p, masking: m, since: time.Now(), answer: make(chan posted, 1)}
	select {
	case l.queue <- in:
		return in, nil
	default:
		return nil, busy()
	}
}

func (d *Desk) laneOf(ticket int64) *lane { return d.lanes[int(uint64(ticket)%uint64(len(d.lanes)))] }

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
	go func() {
		done, err := d.answer(ctx, in)
		answered(d.orHeld(ctx, o, p, done, err))
	}()
}

func (d *Desk) takeIn(ctx context.Context, o *Order, p *Post) (*posting, error) {
	if o.ID == uuid.Nil {
		o.ID = newID()
	}
	if err := p.check(); err != nil {
		return nil, err
	}
	if err := d.findFiles(ctx, *o, p); err != nil {
		return nil, err
	}
	m, err := d.mask(ctx, *o, p)
	if err != nil {
		return nil, err
	}
	return d.queue(*o, p, m)
}

func (l *lane) run(ctx context.Context) error {
	defer l.wire.giveUp()
	defer l.end()
	for {
		l.since.Store(l.aside.oldest())
		var came []*posting
		select {
		case <-ctx.Done():
			return nil
		case first := <-l.queue:
			came = l.collect(first)
		case <-l.aside.woken:
		}
		if batch := l.inTurn(came); len(batch) > 0 {
			l.since.Store(&batch[0].since)
			began := time.Now()
			l.work(ctx, batch)
			l.leave(batch)
			l.last = round{min(len(batch), batchMost), time.Since(began), time.Now()}
		}
	}
}

// gatherMost is how long a lane waits at most for others to write along.
const gatherMost = 5 * time.Millisecond

// collect takes what has gathered. Those who were answered together write again at about
// the same time: whoever is first waits for as many as there were, though no longer than
// the writing took. Without that the first would be written alone, and the others wait for
// two flushes of the disk.
func (l *lane) collect(first *posting) []*posting {
	batch := l.take([]*posting{first})
	if len(batch) >= l.last.posts || time.Since(l.last.ended) > l.last.took {
		return batch
	}
	late := time.NewTimer(min(l.last.took, gatherMost))
	defer late.Stop()
	for len(batch) < l.last.posts {
		select {
		case p := <-l.queue:
			batch = append(batch, p)
		case <-late.C:
			return batch
		}
	}
	return batch
}

// take adds what waits.
func (l *lane) take(batch []*posting) []*posting {
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

// work answers a batch in one commit: each post is decided on its ticket's row as
// it is remembered or as it is read now, and written if the row is still that. What
// has changed meanwhile is read and decided once more, and after that alone. So is a
// batch that fails as a whole, with the same ids: a commit whose outcome is unknown
// is found again.
func (l *lane) work(ctx context.Context, batch []*posting) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	for range writeTries {
		if batch = l.commit(ctx, batch); len(batch) == 0 {
			return
		}
	}
	for _, p := range batch {
		p.answer <- l.desk.alone(ctx, p)
	}
}

// writeTries is how often a batch is tried before its posts stand alone: from
// memory, and after reading.
const writeTries = 2

// commit answers what it can of a batch and gives the rest.
func (l *lane) commit(ctx context.Context, batch []*posting) (rest []*posting) {
	t := l.memory.lay(batch, l.desk.clock.Now())
	if err := l.wire.read(ctx, t); err != nil {
		return batch
	}
	for _, p := range batch {
		t.decide(p)
	}
	written, err := l.wire.write(ctx, t.cases)
	l.memory.keep(t, written)
	if err != nil {
		return batch
	}
	t.settle(written)
	if len(t.cases) > 0 {
		l.desk.numbers.keep(t.cases...)
		l.desk.bell.Ring(ringFor(t.cases...))
	}
	for i, p := range batch {
		if t.answers[i].again() {
			rest = append(rest, p)
			continue
		}
		p.answer <- t.answers[i]
	}
	return rest
}

// alone gives a post a transaction of its own, masked anew where the profile
// has changed. The lane waits for it: the post behind it may be of the same
// sender.
func (d *Desk) alone(ctx context.Context, p *posting) posted {
	for range maskTries {
		done, err := d.once(ctx, p.order, p.post, p.masking)
		if !errors.Is(err, errDossierChanged) {
			return posted{done, err}
		}
		d.forget(p.masking)
		if p.masking, err = d.mask(ctx, p.order, p.post); err != nil {
			return posted{err: err}
		}
	}
	return posted{err: profileMoves()}
}
