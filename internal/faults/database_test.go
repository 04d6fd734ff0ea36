package faults

import (
	"testing"
	"time"
)

// What happens to PostgreSQL. While it is away nobody can be served; how long
// that is is the scenario's own doing, and clients have five seconds more.

func TestDatabaseRestarts(t *testing.T) {
	scenario{name: "PostgreSQL restarted: fast, immediate, kill -9", plan: Plan{Servers: 2, Workers: 2}, away: 8 * time.Second, fault: func(p *play) {
		for _, stop := range []func(){p.Database.StopFast, p.Database.StopImmediately, p.Database.Kill} {
			stop()
			p.lasts(500 * time.Millisecond)
			p.Database.Start()
			p.writesOn()
		}
	}}.run(t)
}

func TestDatabaseIsAway(t *testing.T) {
	scenario{name: "PostgreSQL away for 6 s", plan: Plan{Servers: 2, Workers: 2}, away: 12 * time.Second, fault: func(p *play) {
		p.Database.Kill()
		p.lasts(6 * time.Second)
		p.Database.Start()
	}}.run(t)
}

func TestDatabaseIsFrozen(t *testing.T) {
	scenario{name: "SIGSTOP of PostgreSQL for 5 s", plan: Plan{Servers: 2, Workers: 2}, away: 10 * time.Second, fault: func(p *play) {
		p.Database.Freeze()
		p.lasts(5 * time.Second)
		p.Database.Thaw()
	}}.run(t)
}

func TestEveryConnectionIsEnded(t *testing.T) {
	scenario{name: "pg_terminate_backend of all, again and again", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		ended := 0
		for range 30 {
			ended += p.ThrowOut()
			p.lasts(time.Duration(p.random.IntN(300)) * time.Millisecond)
		}
		p.t.Logf("%d connections ended", ended)
	}}.run(t)
}

func TestDatabaseIsFull(t *testing.T) {
	scenario{name: "disk of PostgreSQL full", plan: Plan{Servers: 2, Workers: 1, DataSize: "400m"}, away: 30 * time.Second, fault: func(p *play) {
		ballast := p.Database.Fill()
		p.lasts(4 * time.Second)
		p.Database.Clear(ballast)
		if !p.Database.accepts() { // a server that cannot write its log ends itself
			p.Database.Start()
		}
	}}.run(t)
}

func TestClientsComeWhileTheDatabaseIsAway(t *testing.T) {
	scenario{name: "clients come back while PostgreSQL is away", plan: Plan{Servers: 2, Workers: 1, LinkClients: true}, away: 10 * time.Second, fault: func(p *play) {
		p.Database.Kill()
		for range 10 {
			for _, n := range p.Servers {
				n.Clients.HangUp()
			}
			p.lasts(300 * time.Millisecond)
		}
		p.Database.Start()
	}}.run(t)
}
