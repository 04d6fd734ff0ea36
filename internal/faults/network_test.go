package faults

import (
	"testing"
	"time"

	"kontor/internal/testkit"
)

// What happens on the way between processes.

func TestClientsAreCutOff(t *testing.T) {
	scenario{name: "clients half open, vanished, cut off", plan: Plan{Servers: 2, Workers: 1, LinkClients: true}, fault: func(p *play) {
		for range 3 {
			p.anyServer().Clients.Lose()
			p.lasts(time.Second)
			p.anyServer().Clients.HangUp()
			p.writesOn()
		}
		n := p.anyServer()
		n.Clients.Cut()
		p.writesOn()
		p.lasts(2 * time.Second)
		n.Clients.Mend()
		n.Clients.Hold()
		p.lasts(2 * time.Second)
		n.Clients.Mend()
		p.writesOn()
	}}.run(t)
}

func TestSlowReaders(t *testing.T) {
	scenario{name: "slow and deaf readers", plan: Plan{Servers: 2, Workers: 1, LinkClients: true}, fault: func(p *play) {
		const deaf, others = 40, 2*2 + customers + experts + staff
		p.talk.listenWithoutReading(p.t, p.Servers[0].addr, deaf)
		testkit.Eventually(p.t, "the deaf are connected", func() bool { return p.Servers[0].Sockets() >= deaf })
		p.Servers[1].Clients.Narrow(6000)
		for range 60 {
			p.talk.shout(p.t, p.Servers[0].Base(), 30000)
		}
		testkit.Eventually(p.t, "the server ends those that do not read", func() bool { return p.Servers[0].Sockets() <= others })
		p.Servers[1].Clients.Mend()
	}}.run(t)
}

func TestWayToTheDatabase(t *testing.T) {
	scenario{name: "way to PostgreSQL cut, held, slow, half open", plan: Plan{Servers: 2, Workers: 1, LinkDatabase: true}, away: 15 * time.Second, fault: func(p *play) {
		n := p.Servers[0]
		n.Database.Cut()
		p.lasts(3 * time.Second)
		n.Database.Mend()
		p.writesOn()
		n.Database.Hold()
		p.lasts(3 * time.Second)
		n.Database.Mend()
		p.writesOn()
		n.Database.Slow(20 * time.Millisecond)
		p.lasts(3 * time.Second)
		n.Database.Mend()
		n.Database.Lose()
	}}.run(t)
}

func TestWayToRedis(t *testing.T) {
	scenario{name: "way to Redis cut, held, slow, half open", plan: Plan{Servers: 2, Workers: 1, LinkRedis: true}, fault: func(p *play) {
		for _, n := range append(append([]*Node{}, p.Servers...), p.Workers...) {
			n.Redis.Cut()
			p.lasts(time.Second)
			n.Redis.Mend()
			n.Redis.Hold()
			p.lasts(3 * time.Second)
			n.Redis.Mend()
			n.Redis.Slow(50 * time.Millisecond)
			p.lasts(2 * time.Second)
			n.Redis.Mend()
			n.Redis.Lose()
			p.lasts(2 * time.Second)
		}
	}}.run(t)
}

func TestCableIsPulled(t *testing.T) {
	scenario{name: "network of a server gone, in a namespace", plan: Plan{Servers: 2, Workers: 1, Apart: true}, fault: func(p *play) {
		for _, d := range []time.Duration{500 * time.Millisecond, 4 * time.Second, 12 * time.Second} {
			p.Apart.Out()
			p.lasts(d)
			p.writesOn()
			p.Apart.In()
			testkit.Eventually(p.t, "the server is reached again", p.Servers[1].Ready)
			p.writesOn()
		}
	}}.run(t)
}
