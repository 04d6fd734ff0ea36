package faults

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"
	"time"

	"kontor/internal/testkit"
)

func TestMain(m *testing.M) {
	testkit.MainThen(m, printResults)
}

// scenario is something that goes wrong while people write to each other.
type scenario struct {
	name  string
	plan  Plan
	house bool          // one more node runs in this process
	quick bool          // it runs with the other tests too
	away  time.Duration // the longest that a client may be without a live connection; 0: five seconds
	fault func(p *play)
}

// play is one scenario as it runs.
type play struct {
	*Stage
	t      *testing.T
	ctx    context.Context
	random *rand.Rand
	talk   *Talk
	house  *House
}

// variables of the environment.
const (
	allVariable  = "KONTOR_FAULTS"      // all: every scenario
	seedVariable = "KONTOR_FAULTS_SEED" // repeats the choices of a run
)

func everything() bool { return os.Getenv(allVariable) == "all" }

// seedFor differs from run to run, unless one is asked for.
func seedFor(t *testing.T, name string) uint64 {
	t.Helper()
	if text := os.Getenv(seedVariable); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", seedVariable, err)
		}
		return seed
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	return uint64(h.Sum32()) ^ uint64(time.Now().UnixMilli())&0xffffffff
}

// run plays a scenario to its end and says what was counted.
func (c scenario) run(t *testing.T) {
	if !c.quick && !everything() {
		t.Skip("runs with make faults")
	}
	seed := seedFor(t, c.name)
	t.Logf("seed %d", seed)
	began := time.Now()
	p := &play{Stage: Open(t, c.plan), t: t, ctx: t.Context(), random: rand.New(rand.NewPCG(seed, 1))}
	bases := p.Bases()
	if c.house {
		p.house = p.AddHouse(t)
		bases = append(bases, p.house.Base())
	}
	p.talk = p.Talk(t, bases, 4, 20*time.Millisecond)
	p.writesOn()
	c.fault(p)
	p.writesOn()
	wrong := p.talk.Settle(t, false)
	for _, w := range wrong {
		t.Error(w)
	}
	r := result{name: c.name, seed: seed, acked: p.talk.Acked(), delivered: p.talk.Delivered(), took: time.Since(began)}
	r.reconnects, r.away = p.talk.Lines()
	r.slowest, r.codes = p.talk.Slowest()
	if n := r.codes["internal"] + r.codes["unauthenticated"]; n > 0 {
		t.Errorf("clients were told of %d errors that say nothing or the wrong thing: %v", n, r.codes)
	}
	if most := c.most(); r.away > most {
		t.Errorf("a client was without a live connection for %s; %s is the most", r.away, most)
	}
	r.held = !t.Failed()
	results.add(r)
}

// most is how long a client may be away. Beside other tests the machine is too
// busy to be held to five seconds.
func (c scenario) most() time.Duration {
	most := c.away
	if most == 0 {
		most = 5 * time.Second
	}
	if !everything() {
		most += 10 * time.Second
	}
	return most
}

// lasts lets a fault last.
func (p *play) lasts(d time.Duration) { Lasts(p.ctx, d) }

// writesOn waits until every visitor has got a message through since now.
func (p *play) writesOn() {
	p.t.Helper()
	before := p.talk.each()
	Eventually(p.t, "everybody writes on", func() bool {
		for i, n := range p.talk.each() {
			if n < before[i]+3 {
				return false
			}
		}
		return true
	})
}

// anyServer is one of the servers, by chance.
func (p *play) anyServer() *Node { return p.Servers[p.random.IntN(len(p.Servers))] }

// anyWorker is one of the workers, by chance.
func (p *play) anyWorker() *Node { return p.Workers[p.random.IntN(len(p.Workers))] }

// result is a line of the table.
type result struct {
	name             string
	seed             uint64
	acked, delivered int
	reconnects       int
	away, took       time.Duration
	slowest          time.Duration
	codes            map[string]int
	held             bool
}

// results is filled by the scenarios of this process.
var results table

type table struct {
	mu   sync.Mutex
	rows []result
}

func (t *table) add(r result) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rows = append(t.rows, r)
}

func printResults() {
	results.mu.Lock()
	defer results.mu.Unlock()
	if len(results.rows) == 0 {
		return
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "SCENARIO\tSEED\tACKED\tDELIVERED\tRECONNECTS\tLONGEST AWAY\tSLOWEST ACK\tTOLD\tTOOK\tHELD\t")
	for _, r := range results.rows {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%v\t\n", r.name, r.seed, r.acked, r.delivered, r.reconnects,
			r.away.Round(time.Millisecond), r.slowest.Round(time.Millisecond), strings.TrimPrefix(fmt.Sprint(r.codes), "map"), r.took.Round(time.Second), r.held)
	}
	_ = w.Flush()
}
