package faults

import (
	"testing"
	"time"

	"kontor/internal/testkit"
)

// One after the other in one house: what runs with the other tests.
func TestALittleOfEverything(t *testing.T) {
	scenario{name: "a little of everything", plan: Plan{Servers: 2, Workers: 2, LinkRedis: true}, quick: true, away: 8 * time.Second, fault: func(p *play) {
		bells := &Bells{Lost: 0.3, Twice: 0.2, Late: 0.3, LateBy: time.Second, Seed: p.random.Uint64()}
		p.anyServer().Redis.Rewrite(bells.Rewrite)
		testkit.Eventually(p.t, "a doorbell meets trouble", func() bool { return bells.Touched.Load() > 0 })
		killed := p.anyServer()
		killed.Kill()
		p.lasts(500 * time.Millisecond)
		p.writesOn()
		killed.Start()

		p.anyWorker().Kill()
		p.Redis.Kill()
		p.writesOn()
		p.Redis.Start()

		p.ThrowOut()
		p.writesOn()
		p.Database.StopImmediately()
		p.lasts(200 * time.Millisecond)
		p.Database.Start()
		p.writesOn()

		left := p.anyServer()
		left.Leave()
		left.Start()
	}}.run(t)
}
