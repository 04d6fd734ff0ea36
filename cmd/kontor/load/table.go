package load

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// figure is one line of the speed table.
type figure struct {
	name, wanted, is string
	met              bool
}

// Table measures one thing after the other, each in a run of its own, and
// prints all of it as one table. It reports whether every guarantee held; a
// figure that was not reached breaks nothing. It takes some three and a half
// minutes, and 19,000 sockets need file descriptors on both sides.
func Table(ctx context.Context, o Options, w io.Writer) (held bool, err error) {
	held = true
	var all []figure
	for _, part := range parts {
		fmt.Fprintf(w, "… %s\n", part.name)
		with := o
		part.set(&with)
		report, err := Run(ctx, with)
		if err != nil {
			return held, fmt.Errorf("%s: %w", part.name, err)
		}
		held = held && report.Held()
		for _, v := range report.Violations {
			fmt.Fprintf(w, "BROKEN: %s (seed %d)\n", v, report.Seed)
		}
		all = append(all, part.figures(report)...)
	}
	return held, printTable(w, all)
}

func printTable(w io.Writer, figures []figure) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "\nmeasured\twanted\tis\t\n")
	for _, f := range figures {
		missed := ""
		if !f.met {
			missed = "missed"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", f.name, f.wanted, f.is, missed)
	}
	return t.Flush()
}

// part is one run of the table.
type part struct {
	name    string
	set     func(*Options)
	figures func(*Report) []figure
}

// The idle sockets come first: their memory is what a server that has just
// begun gets larger by.
var parts = []part{
	{"5,000 sockets at rest", func(o *Options) { o.Idle, o.For = 5000, 60*time.Second }, idleFigures},
	{"1,000 watch one ticket", func(o *Options) { o.Crowd = 1000 }, func(r *Report) []figure {
		return []figure{upTo("broadcast to 1,000 watchers of one ticket, until the last has it", 100*time.Millisecond, r.Broadcast.P50, r.Broadcast.String())}
	}},
	{"5,000 connect at once", func(o *Options) { o.Storm = 5000 }, func(r *Report) []figure {
		return []figure{upTo("5,000 sockets connect at once, until all are live", 10*time.Second, r.Storm, short(r.Storm))}
	}},
	sendersPart(16, 3000), sendersPart(64, 0), sendersPart(256, 6000),
	{"chats beside 5,000 idle sockets", func(o *Options) {
		o.Idle, o.Customers, o.Experts, o.Staff, o.Pace, o.For = 5000, 100, 20, 10, 1, 15*time.Second
	}, deliveryFigures},
	{"19,000 sockets", func(o *Options) { o.Idle, o.For = 19_000, time.Second }, func(r *Report) []figure {
		return []figure{{"19,000 sockets held by one server", "19,000", fmt.Sprintf("%d, connected within %s, %.1f kB each", r.Idle.Sockets, short(r.Idle.Connected), r.Idle.Memory/1000), r.Idle.Sockets == 19_000}}
	}},
}

func idleFigures(r *Report) []figure {
	i := r.Idle
	return []figure{
		{"server memory per idle socket", "≤ 30 kB", fmt.Sprintf("%.1f kB resident, %.1f kB in use", i.Memory/1000, i.Heap/1000), i.Memory <= 30_000},
		{"idle server with 5,000 sockets: transactions", "≤ 5 a second", fmt.Sprintf("%.1f", i.Statements), i.Statements <= 5},
		{"rows that it writes in " + short(i.Window.Round(time.Second)), "0", fmt.Sprintf("%d, and %d bytes of WAL of the whole cluster", i.Rows, i.WAL), i.Rows == 0},
	}
}

func deliveryFigures(r *Report) []figure {
	return []figure{
		upTo("sender to watcher beside 5,000 idle sockets, p50", 5*time.Millisecond, r.Delivery.P50, short(r.Delivery.P50)),
		upTo("the same, p99", 25*time.Millisecond, r.Delivery.P99, r.Delivery.String()),
		{"  acts there, from whoever claims or resolves to the others", "", r.ActDelivery.String(), true},
	}
}

// sendersPart measures throughput; least 0 means that it is compared with one
// commit a message.
func sendersPart(n int, least float64) part {
	name := fmt.Sprintf("%d senders", n)
	return part{name, func(o *Options) { o.Senders, o.For, o.Compare = n, 8*time.Second, 2*time.Second }, func(r *Report) []figure {
		least, wanted := least, fmt.Sprintf("≥ %.0f a second", least)
		if least == 0 {
			least, wanted = r.LoneCommits, "not below a commit a message"
		}
		figures := []figure{
			{name + ", acknowledged", wanted, fmt.Sprintf("%.0f a second, %s of server CPU each", r.PerSecond, short(r.CPUPerAck)), r.PerSecond >= least},
			{"  beside a commit a message in this database", "", fmt.Sprintf("%.0f a second%s", r.LoneCommits, ratio(r.PerSecond, r.LoneCommits)), true},
			{"  beside bare commits of one row", "", fmt.Sprintf("%.0f a second%s", r.BareCommits, ratio(r.PerSecond, r.BareCommits)), true},
			{"  beside echoes of this server", "", fmt.Sprintf("%.0f a second%s", r.Echoes, ratio(r.PerSecond, r.Echoes)), true},
		}
		if n == 16 {
			return append(figures, upTo("  their p99", 20*time.Millisecond, r.Ack.P99, r.Ack.String()))
		}
		return append(figures, figure{"  their latency", "", r.Ack.String(), true})
	}}
}

func upTo(name string, most, is time.Duration, said string) figure {
	return figure{name, "≤ " + short(most), said, is > 0 && is <= most}
}
