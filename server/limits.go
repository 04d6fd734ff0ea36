package server

import (
	"sync"
	"time"

	"github.com/google/uuid"
	"golang.org/x/time/rate"

	"kontor/internal/clock"
	"kontor/internal/fault"
)

// Limits say how much one person, or one address where nobody is signed in, may
// do. Each is a rate; several times as much may come at once.
type Limits struct {
	Off               bool
	RequestsPerSecond float64 // of the API, per person or address
	PostsPerSecond    float64 // messages, notes and acts, per person
	SignInsPerMinute  float64 // tries, per address and per e-mail
	VisitorsPerMinute float64 // new customers, per address
}

// DefaultLimits suit a desk in daily use.
func DefaultLimits() Limits {
	return Limits{RequestsPerSecond: 50, PostsPerSecond: 5, SignInsPerMinute: 12, VisitorsPerMinute: 30}
}

// looksPerSecond is how often a person may look at how a text would read while they
// write it: masking costs more than most answers.
const looksPerSecond = 2

// limiter keeps count for this node.
type limiter struct {
	off      bool
	requests *buckets
	posts    *buckets
	signIns  *buckets
	visitors *buckets
	looks    *buckets
}

func newLimiter(l Limits, clk clock.Clock) *limiter {
	return &limiter{
		off:      l.Off,
		requests: newBuckets(clk, l.RequestsPerSecond, 4*l.RequestsPerSecond),
		posts:    newBuckets(clk, l.PostsPerSecond, 4*l.PostsPerSecond),
		signIns:  newBuckets(clk, l.SignInsPerMinute/60, l.SignInsPerMinute),
		visitors: newBuckets(clk, l.VisitorsPerMinute/60, l.VisitorsPerMinute),
		looks:    newBuckets(clk, looksPerSecond, 10*looksPerSecond),
	}
}

func (l *limiter) request(who string) error { return l.take(l.requests, who) }

// post counts a message, note or act of a person, over HTTP and sockets alike.
func (l *limiter) post(person uuid.UUID) error { return l.take(l.posts, person.String()) }

func (l *limiter) visitor(address string) error { return l.take(l.visitors, address) }

// look counts a text that is masked to be looked at.
func (l *limiter) look(who string) error { return l.take(l.looks, who) }

// signIn counts a try from an address for a login, which is a hash.
func (l *limiter) signIn(address, login string) error {
	if err := l.take(l.signIns, address); err != nil {
		return err
	}
	return l.take(l.signIns, login)
}

func (l *limiter) take(b *buckets, key string) error {
	if l.off {
		return nil
	}
	if wait := b.take(key); wait > 0 {
		return fault.Limited(wait, "That is too much at once; please wait a moment.")
	}
	return nil
}

// buckets are token buckets by key. Full ones are forgotten, so there are never
// more than have been used lately.
type buckets struct {
	clock clock.Clock
	rate  rate.Limit
	burst int

	mu    sync.Mutex
	known map[string]*bucket
	swept time.Time
}

type bucket struct {
	*rate.Limiter
	used time.Time
}

const (
	bucketsMost  = 100_000
	bucketsSweep = time.Minute
)

func newBuckets(clk clock.Clock, perSecond, burst float64) *buckets {
	return &buckets{clock: clk, rate: rate.Limit(perSecond), burst: max(1, int(burst)), known: map[string]*bucket{}, swept: clk.Now()}
}

// take takes one token and gives 0, or says how long to wait for it.
func (b *buckets) take(key string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.clock.Now()
	b.sweep(now)
	k := b.known[key]
	if k == nil {
		k = &bucket{Limiter: rate.NewLimiter(b.rate, b.burst)}
		b.known[key] = k
	}
	k.used = now
	if k.AllowN(now, 1) {
		return 0
	}
	r := k.ReserveN(now, 1)
	wait := r.DelayFrom(now)
	r.CancelAt(now)
	return max(wait, time.Millisecond)
}

func (b *buckets) sweep(now time.Time) {
	if now.Sub(b.swept) < bucketsSweep && len(b.known) < bucketsMost {
		return
	}
	b.swept = now
	for key, k := range b.known {
		if k.TokensAt(now) >= float64(b.burst) {
			delete(b.known, key)
		}
	}
	if len(b.known) >= bucketsMost { // a flood: better to count anew than to grow
		clear(b.known)
	}
}
