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

	"kontor/cmd/kontor/load"
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
	older bool          // the database goes back in time: what was acknowledged before may be gone
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
	p.talk = p.Talk(t, bases, 2, 20*time.Millisecond)
	judged := func() *load.Report { return &load.Report{} } // the load tool knows of no restore
	if !c.older {
		judged = p.work(bases, seed)
	}
	p.writesOn()
	c.fault(p)
	p.writesOn()
	report := judged()
	report.Acked += p.talk.Acked()
	for _, wrong := range append(p.talk.Settle(t, c.older), report.Violations...) {
		t.Error(wrong)
	}
	r := result{name: c.name, seed: seed, acked: report.Acked, delivered: p.talk.Delivered() + report.Received, back: report.Back.Max}
	r.reconnects, r.away = p.talk.Lines()
	r.slowest, r.codes = p.talk.Slowest()
	r.reconnects, r.away, r.took = r.reconnects+report.Reconnects, max(r.away, report.LongestGap), time.Since(began)
	if n := report.SignedOut + r.codes["internal"] + r.codes["unauthenticated"]; n > 0 {
		t.Errorf("clients were told of %d errors that say nothing or the wrong thing: %v", n, r.codes)
	}
	if report.Acked < 20 {
		t.Errorf("no more than %d acts were acknowledged", report.Acked)
	}
	if most := c.most() + p.Database.slowest; r.away > most {
		t.Errorf("a client was without a live connection for %s; %s is the most", r.away, most)
	}
	r.held = !t.Failed()
	results.add(r)
}

// The people of the load tool, who do everything that customers, experts and
// staff do.
const (
	customers, experts, staff = 4, 3, 2
	pace                      = 5 // messages a second and person
	longest                   = 5 * time.Minute
)

// work lets the load tool's people work from now on. The function it returns
// ends that, lets everything arrive and gives the referee's report.
func (p *play) work(bases []string, seed uint64) (judged func() *load.Report) {
	p.t.Helper()
	until, reports, errs := make(chan struct{}), make(chan *load.Report, 1), make(chan error, 1)
	go func() {
		report, err := load.Run(p.ctx, load.Options{Bases: bases, Database: p.Database.DSN("kontor_owner"), Keyring: p.Keyring(),
			Customers: customers, Experts: experts, Staff: staff, Pace: pace, For: longest, Until: until, Settle: patience, Seed: int64(seed)})
		reports <- report
		errs <- err
	}()
	testkit.Eventually(p.t, "the load tool's people are at work", func() bool {
		return p.Count(`SELECT count(*) FROM desk.entries e JOIN desk.tickets t ON t.number = e.ticket WHERE t.topic <> $1`, topic) > 30
	})
	return func() *load.Report {
		p.t.Helper()
		close(until)
		report := <-reports
		if err := <-errs; err != nil {
			p.t.Fatalf("the load tool: %v", err)
		}
		return report
	}
}

// most is how long a client may be away, not counting how long PostgreSQL took to
// recover: on a slow disk that alone is ten seconds. Beside other tests the machine is too
// busy to be held to seconds.
func (c scenario) most() time.Duration {
	most := c.away
	if most == 0 {
		most = 5 * time.Second
	}
	if !everything() {
		most += time.Minute
	}
	return most
}

// lasts lets a fault last.
func (p *play) lasts(d time.Duration) { Lasts(p.ctx, d) }

// writesOn waits until every visitor has got a message through since now.
func (p *play) writesOn() {
	p.t.Helper()
	before := p.talk.each()
	testkit.Eventually(p.t, "everybody writes on", func() bool {
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
	away, took, back time.Duration
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
	fmt.Fprintln(w, "SCENARIO\tSEED\tACKED\tDELIVERED\tRECONNECTS\tLONGEST AWAY\tLIVE AGAIN\tSLOWEST ACK\tTOLD\tTOOK\tHELD\t")
	for _, r := range results.rows {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%s\t%s\t%s\t%s\t%s\t%v\t\n", r.name, r.seed, r.acked, r.delivered, r.reconnects,
			r.away.Round(time.Millisecond), r.back.Round(time.Millisecond), r.slowest.Round(time.Millisecond), strings.TrimPrefix(fmt.Sprint(r.codes), "map"), r.took.Round(time.Second), r.held)
	}
	_ = w.Flush()
}
