package faults

import (
	"context"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"kontor/internal/testkit"
)

// What happens to Redis, and to what it carries.

func TestRedisIsEmptied(t *testing.T) {
	scenario{name: "FLUSHALL, again and again", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		for range 40 {
			p.Redis.Empty()
			p.lasts(100 * time.Millisecond)
		}
	}}.run(t)
}

func TestRedisIsKilled(t *testing.T) {
	scenario{name: "kill -9 of Redis, which comes back empty", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		for range 2 {
			p.Redis.Kill()
			p.lasts(1500 * time.Millisecond)
			p.writesOn()
			p.Redis.Start()
			p.writesOn()
		}
	}}.run(t)
}

func TestRedisIsFrozen(t *testing.T) {
	scenario{name: "SIGSTOP of Redis for 6 s", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		p.Redis.Freeze()
		p.writesOn()
		p.lasts(6 * time.Second)
		p.Redis.Thaw()
		p.writesOn()
		p.Redis.Freeze()
		p.lasts(time.Second)
		p.Redis.Thaw()
	}}.run(t)
}

func TestDoorbellsAreLostDoubledAndLate(t *testing.T) {
	scenario{name: "doorbells lost, doubled, late and out of order", plan: Plan{Servers: 2, Workers: 2, LinkRedis: true}, fault: func(p *play) {
		var bells []*Bells
		for _, n := range append(append([]*Node{}, p.Servers...), p.Workers...) {
			b := &Bells{Lost: 0.3, Twice: 0.2, Late: 0.3, LateBy: 2 * time.Second, Seed: p.random.Uint64()}
			n.Redis.Rewrite(b.Rewrite)
			bells = append(bells, b)
		}
		testkit.Eventually(p.t, "doorbells meet trouble", func() bool {
			for _, b := range bells {
				if b.Touched.Load() < 20 {
					return false
				}
			}
			return true
		})
		p.lasts(2 * time.Second)
	}}.run(t)
}

func TestAllDoorbellsAreLost(t *testing.T) {
	scenario{name: "every doorbell lost without a word", plan: Plan{Servers: 2, Workers: 2, LinkRedis: true}, fault: func(p *play) {
		for _, n := range append(append([]*Node{}, p.Servers...), p.Workers...) {
			n.Redis.Rewrite((&Bells{Lost: 1}).Rewrite)
		}
		p.lasts(6 * time.Second)
	}}.run(t)
}

func TestGarbageOnTheChannel(t *testing.T) {
	scenario{name: "garbage and old letters on the doorbells' channel", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		old := p.overhear(50)
		garbage := []string{"", "{", "null", "[]", `{"n":1}`, `{"r":{"t":["x"]}}`, `{"n":"00000000-0000-0000-0000-000000000000","r":{"t":[-1,0,9223372036854775807,1001]}}`,
			`{"r":{"w":{"t":1001,"p":"00000000-0000-0000-0000-000000000000","n":99999999}}}`, `{"r":{"w":{"t":-1}}}`, "\x00\xff\xfe", string(make([]byte, 1<<20))}
		for range 200 {
			p.publish(garbage[p.random.IntN(len(garbage))])
			for range 5 {
				p.publish(old[p.random.IntN(len(old))])
			}
			p.lasts(20 * time.Millisecond)
		}
	}}.run(t)
}

const channel = "kontor:bell"

// overhear gives some letters as nodes send them.
func (p *play) overhear(n int) (letters []string) {
	p.t.Helper()
	sub := p.Redis.Client.Subscribe(p.ctx, channel)
	defer sub.Close()
	for len(letters) < n {
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		m, err := sub.ReceiveMessage(ctx)
		cancel()
		if err != nil {
			p.t.Fatal(err)
		}
		letters = append(letters, m.Payload)
	}
	return letters
}

func (p *play) publish(letter string) {
	p.t.Helper()
	if err := p.Redis.Client.Publish(p.ctx, channel, letter).Err(); err != nil {
		p.t.Fatal(err)
	}
}

func init() { redis.SetLogger(silence{}) } // it is away on purpose

type silence struct{}

func (silence) Printf(context.Context, string, ...any) {}
