package load

import (
	"context"
	"sync"
	"time"

	"kontor/internal/clock"
)

// chat lets customers, experts and staff work with each other.
func (r *run) chat(ctx context.Context) error {
	if r.Customers == 0 {
		return nil
	}
	crew, err := r.hire(ctx)
	if err != nil {
		return err
	}
	living, die := context.WithCancel(ctx)
	defer die()
	r.clients = crew
	crowd := r.awake(living, crew)
	before := r.gauge(ctx)
	began := time.Now()
	r.act(ctx, living, crew)
	r.report.Took = time.Since(began)
	r.report.spent(before, r.gauge(ctx))
	r.finish(ctx, crew)
	for _, c := range crew {
		c.mu.Lock()
		c.journal.Away = !c.live
		c.mu.Unlock()
	}
	die()
	crowd.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return r.judge(ctx, crew)
}

// hire makes the people of a chat.
func (r *run) hire(ctx context.Context) (crew []*client, err error) {
	customers, err := r.town.customers(ctx, r.Customers)
	if err != nil {
		return nil, err
	}
	experts, err := r.town.helpers(ctx, "expert", r.Experts)
	if err != nil {
		return nil, err
	}
	staff, err := r.town.helpers(ctx, "staff", r.Staff)
	if err != nil {
		return nil, err
	}
	for _, p := range append(append(customers, experts...), staff...) {
		crew = append(crew, r.newClient(len(crew), p))
	}
	return crew, nil
}

const (
	pulseEvery  = 50 * time.Millisecond
	awakeWithin = 30 * time.Second
)

// awake connects everybody and waits a while for them to be live.
func (r *run) awake(ctx context.Context, crew []*client) *sync.WaitGroup {
	var all sync.WaitGroup
	for _, c := range crew {
		all.Go(func() { c.keep(ctx) })
	}
	all.Go(func() {
		tick := time.NewTicker(pulseEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case now := <-tick.C:
				for _, c := range crew {
					c.pulse(now)
				}
			}
		}
	})
	for end := time.Now().Add(awakeWithin); time.Now().Before(end) && !allLive(crew); {
		if !clock.Pause(ctx, pulseEvery) {
			break
		}
	}
	return &all
}

func allLive(crew []*client) bool {
	for _, c := range crew {
		c.mu.Lock()
		live := c.live
		c.mu.Unlock()
		if !live {
			return false
		}
	}
	return true
}

// act lets everybody do what they do until the time is over.
func (r *run) act(ctx, living context.Context, crew []*client) {
	acting, end := context.WithTimeout(ctx, r.For)
	defer end()
	go func() {
		select {
		case <-r.Until:
			end()
		case <-acting.Done():
		}
	}()
	patient, over := context.WithTimeout(living, r.For+r.Settle) // nobody waits for ever for a server that is gone
	defer over()
	var all sync.WaitGroup
	for _, c := range crew {
		all.Go(func() { newActor(c, patient).play(acting) })
	}
	all.Wait()
}

// finish waits until everything sent was answered, the desk has kept its
// promises and everybody has what they should, or until the time for it is over.
func (r *run) finish(ctx context.Context, crew []*client) {
	limit, cancel := context.WithTimeout(ctx, r.Settle)
	defer cancel()
	for !allAnswered(crew) && clock.Pause(limit, pulseEvery) {
	}
	if err := r.town.quiet(limit); err != nil {
		r.Log.Debug("not quiet in time", "error", err)
	}
	r.arrive(limit, crew)
}

func allAnswered(crew []*client) bool {
	for _, c := range crew {
		c.mu.Lock()
		open := len(c.outbox)
		c.mu.Unlock()
		if open > 0 {
			return false
		}
	}
	return true
}

// arrive waits until every watch has come to its end.
func (r *run) arrive(ctx context.Context, crew []*client) {
	for {
		t, err := r.town.truth(ctx, peopleOf(crew))
		if err == nil && allLive(crew) && t.allArrived(crew) {
			return
		}
		if !clock.Pause(ctx, 10*pulseEvery) {
			return
		}
	}
}

func peopleOf(crew []*client) (people []person) {
	for _, c := range crew {
		people = append(people, c.who)
	}
	return people
}

// judge lets the referee look at everything.
func (r *run) judge(ctx context.Context, crew []*client) error {
	limit, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	t, err := r.town.truth(limit, peopleOf(crew))
	if err != nil {
		return err
	}
	journals := make([]*journal, len(crew))
	for i, c := range crew {
		journals[i] = &c.journal
	}
	judge(t, journals, r.town.ruling())
	r.report.take(r.town.ruling())
	r.report.sum(crew)
	return nil
}

// sum adds up what the clients counted.
func (rep *Report) sum(crew []*client) {
	var acks, deliveries, acts, back []time.Duration
	for _, c := range crew {
		for _, s := range c.journal.Sent {
			switch {
			case s.Acked:
				rep.Acked++
			case s.Refused != "":
				rep.Refused++
			default:
				rep.Unacked++
			}
		}
		rep.Received += c.stats.received
		rep.Reconnects += c.stats.reconnects
		rep.SignedOut += c.stats.signedOut
		rep.LongestGap = max(rep.LongestGap, c.stats.gap)
		acks, deliveries = append(acks, c.stats.acks...), append(deliveries, c.stats.deliveries...)
		acts, back = append(acts, c.stats.acts...), append(back, c.stats.back...)
	}
	rep.Ack, rep.Delivery, rep.ActDelivery, rep.Back = latenciesOf(acks), latenciesOf(deliveries), latenciesOf(acts), latenciesOf(back)
	if rep.Took > 0 {
		rep.PerSecond = float64(rep.Acked) / rep.Took.Seconds()
	}
	if rep.Acked > 0 {
		rep.CPUPerAck = rep.cpu / time.Duration(rep.Acked)
	}
}
