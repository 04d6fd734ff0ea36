package faults

import (
	"testing"
	"time"

	"kontor/internal/testkit"
)

// A restore brings an older history back. Clients begin anew and end with
// exactly what is in the log now.

const newEpoch = `UPDATE desk.epoch SET epoch = gen_random_uuid(), since = now()`

func TestRestore(t *testing.T) {
	scenario{name: "restore of a backup, nodes stopped", plan: Plan{Servers: 2, Workers: 1}, older: true, quick: true, away: 15 * time.Second, fault: func(p *play) {
		backup := p.Database.Backup()
		p.writesOn()
		before := p.entries()
		nodes := append(append([]*Node{}, p.Servers...), p.Workers...)
		for _, n := range nodes {
			n.Leave()
		}
		p.Database.Restore(backup)
		p.Owner.MustExec(newEpoch)
		if after := p.entries(); after >= before {
			p.t.Errorf("nothing was forgotten: %d entries, then %d", before, after)
		}
		for _, n := range nodes {
			n.Start()
		}
	}}.run(t)
}

func TestRestoreUnderRunningNodes(t *testing.T) {
	scenario{name: "restore of a backup under running nodes", plan: Plan{Servers: 2, Workers: 1, LinkDatabase: true}, older: true, away: 20 * time.Second, fault: func(p *play) {
		backup := p.Database.Backup()
		p.writesOn()
		for _, n := range append(append([]*Node{}, p.Servers...), p.Workers...) {
			n.Database.Cut()
			defer n.Database.Mend()
		}
		p.Database.Restore(backup)
		p.Owner.MustExec(newEpoch)
		for _, n := range p.Servers {
			n.Database.Mend()
			testkit.Eventually(p.t, "a server whose database was restored ends", func() bool { return !n.Alive() })
			n.Start()
		}
	}}.run(t)
}

func (p *play) entries() int {
	p.t.Helper()
	return p.Count(`SELECT count(*) FROM desk.entries`)
}
