package load

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"text/tabwriter"
	"time"
)

// Report is what came of a run.
type Report struct {
	Seed        int64
	Took        time.Duration // of the part in which people acted
	Acked       int           // messages, notes and acts
	Unacked     int           // sent and never answered
	Refused     int           // answered with a refusal
	Received    int           // entries, by all watchers
	Reconnects  int
	SignedOut   int // closed with 4401 though the session held
	Ack         Latencies
	Delivery    Latencies // of messages and notes, from the sender's send to another's receipt
	ActDelivery Latencies // of acts: claims, releases, resolutions
	Back        Latencies // from the loss of a connection until live again
	LongestGap  time.Duration

	PerSecond   float64 // acknowledged, while they acted
	BareCommits float64 // a second: one insert each, same database, as many writers
	LoneCommits float64 // a second: one message each, numbered by its ticket
	Echoes      float64 // a second: ping and pong over the same sockets
	Storm       time.Duration
	Broadcast   Latencies // until the last of a crowd has it
	Idle        Idle
	CPUPerAck   time.Duration // of the servers, over everything they did meanwhile

	Violations []string // guarantees that were broken
	Unchecked  []string // what could not be checked, and why
	Missed     int      // violations beyond those that are listed

	cpu time.Duration
}

// Idle is what sockets cost that only watch.
type Idle struct {
	Sockets    int
	Connected  time.Duration // how long they took to connect
	Memory     float64       // bytes of the server each: resident
	Heap       float64       // bytes of the server each: heap and stacks in use
	Window     time.Duration // how long they were watched alone
	Statements float64       // transactions of the database a second
	WAL        int64         // bytes, of the whole cluster
	Rows       int64         // rows written, of the desk's tables
}

// Latencies sum up how long something took.
type Latencies struct {
	N             int
	P50, P99, Max time.Duration
}

func (l Latencies) String() string {
	if l.N == 0 {
		return "none"
	}
	return fmt.Sprintf("p50 %s  p99 %s  max %s  (%d)", short(l.P50), short(l.P99), short(l.Max), l.N)
}

// latenciesOf sorts what it is given.
func latenciesOf(all []time.Duration) Latencies {
	if len(all) == 0 {
		return Latencies{}
	}
	slices.Sort(all)
	at := func(share float64) time.Duration { return all[min(len(all)-1, int(share*float64(len(all))))] }
	return Latencies{N: len(all), P50: at(0.5), P99: at(0.99), Max: all[len(all)-1]}
}

// Held reports whether nothing was found wrong.
func (r *Report) Held() bool { return len(r.Violations) == 0 }

// violationsMost is how many violations are listed; one cause often breaks many
// things.
const violationsMost = 100

// ruling collects violations from many goroutines.
type ruling struct {
	mu     sync.Mutex
	found  []string
	missed int
}

func (v *ruling) broken(format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.found) >= violationsMost {
		v.missed++
		return
	}
	v.found = append(v.found, fmt.Sprintf(format, args...))
}

func (r *Report) take(v *ruling) {
	v.mu.Lock()
	defer v.mu.Unlock()
	r.Violations, r.Missed = append(r.Violations, v.found...), r.Missed+v.missed
	v.found, v.missed = nil, 0
}

func (r *Report) unchecked(what string) {
	if !slices.Contains(r.Unchecked, what) {
		r.Unchecked = append(r.Unchecked, what)
	}
}

// Print writes the report for people.
func (r *Report) Print(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range r.lines() {
		fmt.Fprintf(t, "%s\t%s\n", line[0], line[1])
	}
	t.Flush()
	for _, u := range r.Unchecked {
		fmt.Fprintf(w, "not checked: %s\n", u)
	}
	for _, v := range r.Violations {
		fmt.Fprintf(w, "BROKEN: %s\n", v)
	}
	switch {
	case r.Held():
		fmt.Fprintf(w, "all guarantees held (seed %d)\n", r.Seed)
	default:
		fmt.Fprintf(w, "%d guarantees broken (seed %d)\n", len(r.Violations)+r.Missed, r.Seed)
	}
}

func (r *Report) lines() (lines [][2]string) {
	add := func(has bool, name, format string, args ...any) {
		if has {
			lines = append(lines, [2]string{name, fmt.Sprintf(format, args...)})
		}
	}
	add(r.Acked > 0, "acknowledged", "%d in %s: %.0f a second; refused %d, unanswered %d", r.Acked, short(r.Took), r.PerSecond, r.Refused, r.Unacked)
	add(r.Ack.N > 0, "acknowledgement", "%s", r.Ack)
	add(r.Delivery.N > 0, "delivery", "%s", r.Delivery)
	add(r.ActDelivery.N > 0, "  of acts", "%s", r.ActDelivery)
	add(r.Received > 0, "received", "%d entries by all watchers", r.Received)
	add(r.Reconnects > 0, "reconnects", "%d, live again after %s, longest gap %s", r.Reconnects, r.Back, short(r.LongestGap))
	add(r.SignedOut > 0, "signed out", "%d times though the session held", r.SignedOut)
	add(r.BareCommits > 0, "bare commits", "%.0f a second%s", r.BareCommits, ratio(r.PerSecond, r.BareCommits))
	add(r.LoneCommits > 0, "lone commits", "%.0f a second%s", r.LoneCommits, ratio(r.PerSecond, r.LoneCommits))
	add(r.Echoes > 0, "echo", "%.0f a second%s", r.Echoes, ratio(r.PerSecond, r.Echoes))
	add(r.CPUPerAck > 0, "server CPU", "%s per acknowledged", short(r.CPUPerAck))
	add(r.Storm > 0, "connect storm", "all live after %s", short(r.Storm))
	add(r.Broadcast.N > 0, "broadcast", "until the last one has it: %s", r.Broadcast)
	i := r.Idle
	add(i.Sockets > 0, "idle sockets", "%d connected within %s", i.Sockets, short(i.Connected))
	add(i.Memory != 0, "memory a socket", "%.1f kB resident, %.1f kB in use", i.Memory/1000, i.Heap/1000)
	add(i.Window > 0 && i.Statements >= 0, "idle database", "%.1f transactions a second, %d rows written, %d bytes of WAL in %s", i.Statements, i.Rows, i.WAL, short(i.Window))
	return lines
}

func ratio(ours, theirs float64) string {
	if ours == 0 || theirs == 0 {
		return ""
	}
	return fmt.Sprintf("; ours is %.2f of that", ours/theirs)
}

// short is a duration with three digits or so.
func short(d time.Duration) string {
	switch {
	case d >= 10*time.Second:
		return d.Round(100 * time.Millisecond).String()
	case d >= time.Second:
		return d.Round(10 * time.Millisecond).String()
	case d >= 10*time.Millisecond:
		return d.Round(100 * time.Microsecond).String()
	}
	return d.Round(time.Microsecond).String()
}
