package people_test

import (
	"context"
	"errors"
	"maps"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"

	"kontor/internal/testkit"
	"kontor/people"
)

func live(t *testing.T, p *people.Presence, want ...uuid.UUID) {
	t.Helper()
	got, err := p.Live(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	all := make(map[uuid.UUID]bool)
	for _, id := range want {
		all[id] = true
	}
	if !maps.Equal(got, all) {
		t.Errorf("live are %v, want %v", got, all)
	}
}

func renew(t *testing.T, p *people.Presence, ids ...uuid.UUID) {
	t.Helper()
	if err := p.Renew(context.Background(), ids...); err != nil {
		t.Fatal(err)
	}
}

func gone(t *testing.T, p *people.Presence, id uuid.UUID) {
	t.Helper()
	if err := p.Gone(context.Background(), id); err != nil {
		t.Fatal(err)
	}
}

func TestPresenceIsSeenByEveryNode(t *testing.T) {
	t.Parallel()
	rdb, clk := testkit.Redis(t), testkit.Clock()
	one, two := people.NewPatientPresence(rdb, clk), people.NewPatientPresence(rdb, clk)
	ann, bob := newID(), newID()
	live(t, one)
	renew(t, one)
	renew(t, one, ann, bob)
	renew(t, two, bob)
	live(t, two, ann, bob)

	gone(t, one, bob)
	live(t, one, ann, bob) // the socket on the other node is still there
	gone(t, two, bob)
	gone(t, two, bob)
	live(t, one, ann)
	live(t, two, ann)
}

func TestPresenceEndsAfterAMinute(t *testing.T) {
	t.Parallel()
	rdb, clk := testkit.Redis(t), testkit.Clock()
	one, two := people.NewPatientPresence(rdb, clk), people.NewPatientPresence(rdb, clk)
	ann, bob := newID(), newID()
	renew(t, one, ann)
	clk.Advance(40 * time.Second)
	renew(t, one, bob)
	clk.Advance(20*time.Second - time.Millisecond)
	live(t, two, ann, bob)
	clk.Advance(time.Millisecond)
	live(t, one, bob)
	live(t, two, bob)
	renew(t, two, bob)
	n, err := rdb.ZCard(context.Background(), "kontor:presence").Result()
	if err != nil || n != 2 {
		t.Errorf("%d rows are kept, %v", n, err)
	}
}

func TestPresenceHealsAfterAFlush(t *testing.T) {
	t.Parallel()
	rdb, clk := testkit.Redis(t), testkit.Clock()
	one, two := people.NewPatientPresence(rdb, clk), people.NewPatientPresence(rdb, clk)
	ann := newID()
	renew(t, one, ann)
	if err := rdb.FlushDB(context.Background()).Err(); err != nil {
		t.Fatal(err)
	}
	live(t, one, ann)
	live(t, two)
	clk.Advance(20 * time.Second)
	renew(t, one, ann)
	live(t, two, ann)
}

func TestPresenceWithoutRedis(t *testing.T) {
	t.Parallel()
	server, clk := testkit.RedisServer(t), testkit.Clock()
	options := server.Options()
	options.MaxRetries, options.DialerRetries = -1, 1 // else it is tried for seconds
	rdb := redis.NewClient(options)
	t.Cleanup(func() { _ = rdb.Close() })
	one, two := people.NewPatientPresence(rdb, clk), people.NewPatientPresence(rdb, clk)
	ann, bob := newID(), newID()
	renew(t, one, ann)
	renew(t, two, bob)
	live(t, one, ann, bob)
	if err := server.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := one.Renew(context.Background(), ann); err == nil {
		t.Error("nobody is told that Redis is away")
	}
	live(t, one, ann)
	live(t, two, bob)
	if err := one.Gone(context.Background(), ann); err == nil {
		t.Error("nobody is told that Redis is away")
	}
	live(t, one)
	over, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := one.Live(over); !errors.Is(err, context.Canceled) {
		t.Errorf("past its context: %v", err)
	}
}

func TestPresenceFindsRedisAgain(t *testing.T) {
	t.Parallel()
	clk := testkit.Clock()
	options := testkit.RedisServer(t).Options()
	var away atomic.Bool
	var dialed atomic.Int32
	network, addr := options.Network, options.Addr
	options.MaxRetries, options.DialerRetries = -1, 1
	options.Dialer = func(ctx context.Context, _, _ string) (net.Conn, error) {
		dialed.Add(1)
		if away.Load() {
			return nil, errors.New("away")
		}
		return new(net.Dialer).DialContext(ctx, network, addr)
	}
	rdb := redis.NewClient(options)
	t.Cleanup(func() { _ = rdb.Close() })
	one, two := people.NewPatientPresence(rdb, clk), people.NewPatientPresence(rdb, clk)
	ann := newID()

	away.Store(true)
	if err := one.Renew(context.Background(), ann); err == nil {
		t.Error("nobody is told that Redis is away")
	}
	before := dialed.Load()
	live(t, one, ann)
	live(t, one, ann)
	if dialed.Load() != before {
		t.Error("Redis was asked again at once")
	}
	away.Store(false)
	clk.Advance(2 * time.Second)
	renew(t, one, ann)
	live(t, two, ann)
}
