package tickets

import (
	"sync"
	"time"
)

// aside is where a lane puts posts to a ticket at which somebody is just at work, so
// that the others need not wait for that.
type aside struct {
	posts map[int64][]*posting // by ticket, in their order; the lane's alone
	woken chan struct{}

	mu    sync.Mutex
	ours  []int64 // tickets of such posts whose turn has come
	ended bool
}

func newAside() aside { return aside{posts: map[int64][]*posting{}, woken: make(chan struct{}, 1)} }

// inTurn gives the posts whose turn it is: those that were aside, and of those that
// came the ones to tickets that nobody has. It puts the others aside.
func (l *lane) inTurn(came []*posting) (now []*posting) {
	has := map[int64]bool{}
	for _, n := range l.aside.due() {
		now, has[n] = append(now, l.aside.posts[n]...), true
		delete(l.aside.posts, n)
	}
	for _, p := range came {
		n := p.order.Ticket
		line, waits := l.aside.posts[n]
		switch {
		case !waits && (has[n] || l.desk.turns.take(n, func() { l.wake(n) })):
			now, has[n] = append(now, p), true
		case len(line) < batchMost:
			l.aside.posts[n] = append(line, p)
		default:
			p.answer <- posted{err: busy()}
		}
	}
	return now
}

// due gives the tickets whose turn has come.
func (a *aside) due() (ours []int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	ours, a.ours = a.ours, nil
	return ours
}

// wake is for whoever leaves a ticket to the lane.
func (l *lane) wake(ticket int64) {
	if !l.aside.note(ticket) {
		l.desk.turns.leave(ticket)
		return
	}
	select {
	case l.aside.woken <- struct{}{}:
	default:
	}
}

func (a *aside) note(ticket int64) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.ended {
		a.ours = append(a.ours, ticket)
	}
	return !a.ended
}

// leave lets others at the tickets of a batch.
func (l *lane) leave(batch []*posting) {
	left := map[int64]bool{}
	for _, p := range batch {
		if n := p.order.Ticket; !left[n] {
			left[n] = true
			l.desk.turns.leave(n)
		}
	}
}

// end is for a lane that works no more: nobody's turn ends with it.
func (l *lane) end() {
	l.aside.mu.Lock()
	l.aside.ended = true
	ours := l.aside.ours
	l.aside.mu.Unlock()
	for _, n := range ours {
		l.desk.turns.leave(n)
	}
}

// oldest is since when the post waits that has waited longest; nil: none is here.
func (a *aside) oldest() (since *time.Time) {
	for _, line := range a.posts {
		if since == nil || line[0].since.Before(*since) {
			since = &line[0].since
		}
	}
	return since
}
