package faults

import (
	"testing"
	"time"

	"kontor/internal/testkit"
)

// What happens to nodes of Kontor itself.

func TestServersAreKilled(t *testing.T) {
	scenario{name: "kill -9 of servers, one after the other", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		for _, n := range p.Servers {
			n.Kill()
			p.lasts(1500 * time.Millisecond)
			n.Start()
			p.writesOn()
		}
	}}.run(t)
}

func TestServersAreFrozen(t *testing.T) {
	scenario{name: "SIGSTOP of a server for 8 s", plan: Plan{Servers: 2, Workers: 1}, fault: func(p *play) {
		for _, n := range p.Servers {
			n.Freeze()
			p.lasts(8 * time.Second)
			n.Thaw()
			p.writesOn()
		}
	}}.run(t)
}

func TestWorkersAreKilledAndFrozen(t *testing.T) {
	scenario{name: "kill -9 and SIGSTOP of workers", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		for _, n := range p.Workers {
			n.Kill()
			p.lasts(time.Second)
			n.Start()
		}
		for _, n := range p.Workers {
			n.Freeze()
		}
		p.lasts(5 * time.Second)
		for _, n := range p.Workers {
			n.Thaw()
		}
		for _, n := range p.Workers {
			n.Kill()
		}
		p.lasts(time.Second)
		p.Workers[0].Start()
	}}.run(t)
}

func TestNodesJoinAndLeave(t *testing.T) {
	scenario{name: "nodes join and leave", plan: Plan{Servers: 3, Workers: 2}, fault: func(p *play) {
		p.Servers[2].Leave()
		for range 3 {
			p.Servers[2].Start()
			p.Workers[1].Leave()
			p.writesOn()
			p.Servers[0].Leave()
			p.Workers[1].Start()
			p.writesOn()
			p.Servers[0].Start()
			p.Servers[2].Leave()
			p.writesOn()
		}
	}}.run(t)
}

func TestDeploy(t *testing.T) {
	scenario{name: "deploy: every node replaced, one after the other", plan: Plan{Servers: 2, Workers: 2}, fault: func(p *play) {
		for _, n := range append(append([]*Node{}, p.Servers...), p.Workers...) {
			n.Leave()
			n.Start()
			p.writesOn()
		}
	}}.run(t)
}

func TestDescriptorsRunOut(t *testing.T) {
	scenario{name: "file descriptors of a server exhausted", plan: Plan{Servers: 2, Workers: 1}, fault: func(p *play) {
		n := p.Servers[1]
		n.Leave()
		n.Limit = 70 // fewer than its connections and those to the database need
		n.Start()
		p.writesOn()
		crowd := openCrowd(p.t, n.addr, 400)
		testkit.Eventually(p.t, "descriptors run out", func() bool { return n.Descriptors() >= n.Limit-1 })
		p.writesOn()
		p.lasts(3 * time.Second)
		if !n.Alive() {
			p.t.Error("the server ended")
		}
		crowd.leave()
		testkit.Eventually(p.t, "the server serves again", n.Ready)
	}}.run(t)
}
