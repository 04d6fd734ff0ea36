package workers

import (
	"context"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"kontor/internal/testkit"
	"kontor/tickets"
)

func TestKilledInTheMiddle(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	n := h.opens("hello?")
	h.does(h.ann, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "anybody?"}})
	taken, err := h.claim(t.Context()) // and the process dies
	h.must(err)
	if len(taken) == 0 {
		t.Fatal("nothing was due")
	}
	h.drains()
	if got := h.count(`SELECT count(*) FROM desk.search WHERE ticket = $1`, n); got != 0 {
		t.Error("somebody worked on leased jobs")
	}
	h.passes(leaseFor)
	if got := h.events(n, tickets.EventOffered); got != 1 {
		t.Errorf("offered %d times, want once", got)
	}
	if got := h.undone(); got != 0 {
		t.Errorf("%d jobs are left", got)
	}
	for _, j := range taken { // the dead one was only slow
		h.perform(t.Context(), j)
	}
	if got := h.events(n, tickets.EventOffered); got != 1 {
		t.Errorf("offered %d times after the straggler, want once", got)
	}
}

func TestTheBellIsHeard(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	h.inBackground(h.Run)
	n := h.opens("is there anybody?")
	h.comesToRest()
	if got := h.events(n, tickets.EventOffered); got != 1 {
		t.Errorf("offered %d times, want once", got)
	}
}

// Everything that Redis was given is lost before anybody takes it.
func TestEmptiedRedisLosesNothing(t *testing.T) {
	rdb := testkit.Redis(t)
	h := newHouse(t, rdb)
	const many = 30
	for range many {
		h.opens("hello?")
	}
	h.within = busyMinute
	q := clientOnly(rdb)
	r := h.newRelay(q)
	r.look(t.Context())
	r.relay(t.Context())
	if got := rdb.LLen(t.Context(), "asynq:{"+queueName+"}:pending").Val(); got != many+1 { // the fan-outs travel together
		t.Fatalf("%d tasks are on their way, want %d", got, many+1)
	}
	h.must(rdb.FlushDB(t.Context()).Err())
	h.inBackground(h.Run)
	h.comesToRest() // the clock stands still: no lease lapses
	if got := h.count(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'offered'`); got != many {
		t.Errorf("%d tickets were offered, want %d", got, many)
	}
}

func TestRedisAway(t *testing.T) {
	server := testkit.RedisServer(t)
	rdb := redis.NewClient(server.Options())
	t.Cleanup(func() { rdb.Close() })
	h := newHouse(t, rdb)
	stop := h.inBackground(h.Run)
	h.opens("one")
	h.comesToRest()
	h.must(server.Stop())
	for range 20 {
		h.opens("two")
	}
	h.comesToRest()
	if got := h.count(`SELECT count(*) FROM desk.search`); got == 0 {
		t.Error("nothing can be found")
	}
	stop()
	stop() // twice is fine
}

func TestNeverAnyRedis(t *testing.T) {
	rdb := redis.NewClient(&redis.Options{Addr: "127.0.0.1:1"})
	t.Cleanup(func() { rdb.Close() })
	h := newHouse(t, rdb)
	h.inBackground(h.Run)
	n := h.opens("hello?")
	h.comesToRest()
	if got := h.events(n, tickets.EventOffered); got != 1 {
		t.Errorf("offered %d times, want once", got)
	}
}

func TestTwoNodesDoNothingTwice(t *testing.T) {
	rdb := testkit.Redis(t)
	h := newHouse(t, rdb)
	var mu sync.Mutex
	effects := map[uuid.UUID]int{}
	count := func(ctx context.Context, j job) error {
		res, err := h.db.App.ExecContext(ctx, `UPDATE desk.jobs SET done_at = $2 WHERE id = $1 AND done_at IS NULL`, j.ID, h.clock.Now())
		if err != nil {
			return err
		}
		if n, _ := res.RowsAffected(); n == 1 {
			mu.Lock()
			effects[j.ID]++
			mu.Unlock()
		}
		return nil
	}
	other := h.another(rdb)
	h.kinds["test"], other.kinds["test"] = count, count
	h.within, other.within = busyMinute, busyMinute // who takes it for gone lets go of leases
	const many = 600                                // more than may be on their way at a time
	for range many {
		h.promise("test", 1)
	}
	if _, err := h.remembers(t.Context()); err != nil { // else whoever starts first lets go of leases
		t.Fatal(err)
	}
	h.inBackground(h.Run)
	h.inBackground(other.Run)
	h.comesToRest()
	if got := h.count(`SELECT count(*) FROM desk.jobs WHERE kind = 'test' AND attempt <> 1`); got != 0 {
		t.Errorf("%d jobs were leased more than once", got)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(effects) != many {
		t.Errorf("%d jobs were done, want %d", len(effects), many)
	}
	for id, n := range effects {
		if n != 1 {
			t.Errorf("job %s was done %d times", id, n)
		}
	}
}

func TestNeverMoreThanSomeOnTheirWay(t *testing.T) {
	h := newHouse(t, testkit.Redis(t))
	for range mostOut + 10 {
		h.promise("test", 1)
	}
	for _, want := range []int{mostOut, 0} {
		jobs, err := h.claim(t.Context())
		h.must(err)
		if len(jobs) != want {
			t.Errorf("leased %d, want %d", len(jobs), want)
		}
	}
	h.clock.Advance(leaseFor)
	jobs, err := h.claim(t.Context())
	h.must(err)
	if len(jobs) != mostOut {
		t.Errorf("leased %d after the leases lapsed, want %d", len(jobs), mostOut)
	}
}

func clientOnly(rdb redis.UniversalClient) *queue {
	return &queue{client: asynq.NewClientFromRedisClient(rdb), within: busyMinute}
}
