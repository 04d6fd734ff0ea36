package faults

import (
	"testing"
	"time"
)

func TestOwnChildrenAreKilled(t *testing.T) {
	scenario{name: "one node alone: its own PostgreSQL and Redis killed", plan: Plan{Alone: true}, away: 10 * time.Second, fault: func(p *play) {
		for range 2 {
			p.Servers[0].KillChild("postgres")
			p.writesOn()
			p.Servers[0].KillChild("redis-server")
			p.writesOn()
		}
	}}.run(t)
}

func TestNodeAloneIsKilled(t *testing.T) {
	scenario{name: "one node alone: kill -9, its database ends with it", plan: Plan{Alone: true}, away: 10 * time.Second, fault: func(p *play) {
		p.Servers[0].Kill()
		p.lasts(200 * time.Millisecond)
		p.Servers[0].Start()
	}}.run(t)
}
