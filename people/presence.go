package people

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"kontor/internal/clock"
)

// Presence knows who has a live socket, on any node. A node renews the people
// connected to it every twenty seconds; who is not renewed is gone after sixty.
//
// The truth is spread over the nodes: each also remembers its own people, so
// that an emptied Redis heals with the next renewal and a Redis that is away
// leaves every node with those it can reach itself.
type Presence struct {
	rdb    redis.UniversalClient
	clock  clock.Clock
	node   string
	within time.Duration // Redis answers, or is left alone for a while

	mu   sync.Mutex
	here map[uuid.UUID]time.Time // until when
	away time.Time               // until when Redis is not asked again
}

const (
	presenceFor  = 60 * time.Second
	presenceWait = 500 * time.Millisecond // how long Redis may take
	presenceRest = 2 * time.Second        // how long it is left alone when it failed
	presenceKey  = "kontor:presence"      // sorted set of "person/node" by expiry in milliseconds
)

// NewPresence is one node's view.
func NewPresence(rdb redis.UniversalClient, clk clock.Clock) *Presence {
	return &Presence{rdb: rdb, clock: clk, node: uuid.NewString(), within: presenceWait, here: make(map[uuid.UUID]time.Time)}
}

// Renew says that these people are connected to this node now. The error is
// Redis's, for the log: this node knows them all the same.
func (p *Presence) Renew(ctx context.Context, ids ...uuid.UUID) error {
	if len(ids) == 0 {
		return nil
	}
	now := p.clock.Now()
	until := now.Add(presenceFor)
	p.remember(until, ids)
	members := make([]redis.Z, len(ids))
	for i, id := range ids {
		members[i] = redis.Z{Score: float64(until.UnixMilli()), Member: p.member(id)}
	}
	return p.ask(ctx, now, func(ctx context.Context) error {
		_, err := p.rdb.Pipelined(ctx, func(pipe redis.Pipeliner) error {
			pipe.ZAdd(ctx, presenceKey, members...)
			pipe.ZRemRangeByScore(ctx, presenceKey, "-inf", strconv.FormatInt(now.UnixMilli(), 10))
			return nil
		})
		return err
	})
}

// Gone says that the person has no socket on this node any more. Sockets on
// other nodes keep them live.
func (p *Presence) Gone(ctx context.Context, id uuid.UUID) error {
	p.mu.Lock()
	delete(p.here, id)
	p.mu.Unlock()
	return p.ask(ctx, p.clock.Now(), func(ctx context.Context) error {
		return p.rdb.ZRem(ctx, presenceKey, p.member(id)).Err()
	})
}

// Live returns who is connected now. Without Redis these are the people of
// this node; the only error is that of a context that has ended.
func (p *Presence) Live(ctx context.Context) (map[uuid.UUID]bool, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now := p.clock.Now()
	live := p.hereAt(now)
	var members []string
	err := p.ask(ctx, now, func(ctx context.Context) (err error) {
		members, err = p.rdb.ZRangeByScore(ctx, presenceKey, &redis.ZRangeBy{
			Min: "(" + strconv.FormatInt(now.UnixMilli(), 10), Max: "+inf",
		}).Result()
		return err
	})
	if err != nil {
		return live, nil //nolint:nilerr // this node's own people are the answer then
	}
	for _, member := range members {
		person, _, _ := strings.Cut(member, "/")
		if id, err := uuid.Parse(person); err == nil {
			live[id] = true
		}
	}
	return live, nil
}

// errAway is the answer while Redis is left alone.
var errAway = errors.New("redis does not answer")

// ask talks to Redis, unless it failed a moment ago: whoever waits for an
// answer should not wait for Redis each time.
func (p *Presence) ask(ctx context.Context, now time.Time, question func(context.Context) error) error {
	if p.isAway(now) {
		return fmt.Errorf("presence: %w", errAway)
	}
	limited, cancel := context.WithTimeout(ctx, p.within)
	defer cancel()
	err := question(limited)
	if err == nil {
		return nil
	}
	if ctx.Err() == nil {
		p.setAway(now.Add(presenceRest))
	}
	return fmt.Errorf("presence: %w", err)
}

func (p *Presence) isAway(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Before(p.away)
}

func (p *Presence) setAway(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.away = until
}

func (p *Presence) member(id uuid.UUID) string { return id.String() + "/" + p.node }

func (p *Presence) remember(until time.Time, ids []uuid.UUID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, id := range ids {
		p.here[id] = until
	}
}

// hereAt returns this node's people and forgets those it has not renewed.
func (p *Presence) hereAt(now time.Time) map[uuid.UUID]bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	live := make(map[uuid.UUID]bool, len(p.here))
	for id, until := range p.here {
		if now.Before(until) {
			live[id] = true
		} else {
			delete(p.here, id)
		}
	}
	return live
}
