package tickets

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"kontor/internal/clock"
)

// Ring says that something was committed: numbers, never text. It is a hint;
// whoever hears it reads the truth from PostgreSQL.
type Ring struct {
	Tickets []int64     `json:"t,omitempty"` // their logs or rows changed
	People  []uuid.UUID `json:"p,omitempty"` // their inboxes changed
	Jobs    bool        `json:"j,omitempty"` // jobs are due
	Left    []uuid.UUID `json:"l,omitempty"` // they are signed out everywhere
	Whisper *Whisper    `json:"w,omitempty"`

	// Fresh are the entries themselves, for the listeners of the process that
	// committed them: they need not read again what was just written.
	Fresh []Fed `json:"-"`
}

// Whisper is what is worth knowing only now and is never written down: that
// somebody is typing, how far somebody has read (in the staff stream, and in their own),
// or that a helper has the ticket open.
type Whisper struct {
	Ticket  int64     `json:"t"`
	Person  uuid.UUID `json:"p"`
	Role    string    `json:"r"`
	Read    int64     `json:"n,omitempty"` // 0 and not viewing: is typing
	Own     int64     `json:"o,omitempty"`
	Viewing Viewing   `json:"v,omitempty"`
}

// Viewing is that a helper opens a ticket, which those who have it open answer, still
// has it open, or no longer has.
type Viewing string

// The kinds of it.
const (
	ViewerComes Viewing = "come"
	ViewerHere  Viewing = "here"
	ViewerGone  Viewing = "gone"
)

func ringFor(cases ...*Case) Ring {
	var r Ring
	for _, c := range cases {
		r.Tickets = append(r.Tickets, c.Ticket.Number)
		r.Jobs = r.Jobs || len(c.Out.Jobs) > 0
		for i := range c.Out.Entries {
			r.Fresh = append(r.Fresh, freshly(c.Out.Entries[i]))
		}
		r.People = append(r.People, c.Out.Asked...)
	}
	r.People = append(r.People, toldOfOffers(cases)...)
	for _, c := range cases {
		for _, n := range c.Out.News {
			r.People = append(r.People, n.Person)
		}
	}
	return r
}

// bellChannel is the Redis channel of the doorbell.
const bellChannel = "kontor:bell"

// Bell carries rings to the listeners of this process at once and to other
// nodes through Redis. Losing a ring is allowed; blocking on one is not.
type Bell struct {
	rdb       redis.UniversalClient
	node      uuid.UUID
	log       *slog.Logger
	out       chan Ring
	connected atomic.Bool
	told      bool // of the first failure; Run's own

	mu        sync.RWMutex
	listeners []func(Ring)
}

// NewBell makes a bell. Run must be running for other nodes to hear it.
func NewBell(rdb redis.UniversalClient, log *slog.Logger) *Bell {
	return &Bell{rdb: rdb, node: newID(), log: log, out: make(chan Ring, 4096)}
}

// Listen adds a listener. It is called on the ringer's goroutine and must not
// block.
func (b *Bell) Listen(hear func(Ring)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.listeners = append(b.listeners, hear)
}

// Ring tells this process at once and hands the ring on to the other nodes.
func (b *Bell) Ring(r Ring) {
	b.hear(r)
	r.Fresh = nil
	select {
	case b.out <- r:
	default: // the others' sweep will find it
	}
}

// Connected reports whether other nodes can be heard at this time.
func (b *Bell) Connected() bool { return b.connected.Load() }

func (b *Bell) hear(r Ring) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, hear := range b.listeners {
		hear(r)
	}
}

type letter struct {
	Node uuid.UUID `json:"n"`
	Ring Ring      `json:"r"`
}

// Run carries rings to and from Redis until ctx ends. Redis may come and go.
func (b *Bell) Run(ctx context.Context) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.send(ctx)
	}()
	for ctx.Err() == nil {
		if err := b.receive(ctx); err != nil && ctx.Err() == nil {
			if b.connected.Swap(false) || !b.told {
				b.told = true
				b.log.Warn("other nodes are not heard, the sweep carries on", "error", err)
			}
			clock.Pause(ctx, time.Second)
		}
	}
	<-done
	return nil
}

func (b *Bell) receive(ctx context.Context) error {
	sub := b.rdb.Subscribe(ctx, bellChannel)
	defer sub.Close()
	stop := context.AfterFunc(ctx, func() { sub.Close() }) // a read that has begun does not hear of ctx
	defer stop()
	if _, err := sub.Receive(ctx); err != nil {
		return err
	}
	b.connected.Store(true)
	for {
		m, err := sub.ReceiveMessage(ctx)
		if err != nil {
			return err
		}
		var l letter
		if json.Unmarshal([]byte(m.Payload), &l) == nil && l.Node != b.node {
			b.hear(l.Ring)
		}
	}
}

// send publishes, folding what has piled up into one message.
func (b *Bell) send(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case r := <-b.out:
			r = b.fold(r)
			raw, _ := json.Marshal(letter{Node: b.node, Ring: r})
			if err := b.rdb.Publish(ctx, bellChannel, raw).Err(); err != nil && ctx.Err() == nil {
				b.connected.Store(false)
			}
		}
	}
}

func (b *Bell) fold(r Ring) Ring {
	for len(r.Tickets) < 256 && r.Whisper == nil {
		select {
		case more := <-b.out:
			r.Tickets = append(r.Tickets, more.Tickets...)
			r.People = append(r.People, more.People...)
			r.Left = append(r.Left, more.Left...)
			r.Jobs = r.Jobs || more.Jobs
			r.Whisper = more.Whisper
		default:
			return r
		}
	}
	return r
}
