package simulate

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// Column is one policy's result, under its name.
type Column struct {
	Name   string
	Result Result
}

const longestName = 26

// Table writes results side by side.
func Table(out io.Writer, columns ...Column) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(name string, cell func(r Result) string) {
		fmt.Fprintf(w, "%-*s\t", longestName, name) // all of a width: the left column is not set to the right
		for _, c := range columns {
			fmt.Fprintf(w, "%s\t", cell(c.Result))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%*s\t", longestName, "")
	for _, c := range columns {
		fmt.Fprintf(w, "%s\t", c.Name)
	}
	fmt.Fprintln(w)
	for _, row := range rows {
		line(row.name, row.cell)
	}
	for _, reason := range reasons(columns) {
		line("to staff: "+strings.ReplaceAll(reason, "_", " "), func(r Result) string { return fmt.Sprint(r.ToStaff[reason]) })
	}
	return w.Flush()
}

var rows = []struct {
	name string
	cell func(r Result) string
}{
	{"tickets", func(r Result) string { return fmt.Sprint(r.Tickets) }},
	{"solved by experts", func(r Result) string { return percent(ratio(r.ByExperts, r.Tickets)) }},
	{"taken, median", func(r Result) string { return span(r.Taken.Median) }},
	{"taken, 9 of 10", func(r Result) string { return span(r.Taken.P90) }},
	{"first reply, median", func(r Result) string { return span(r.FirstReply.Median) }},
	{"first reply, 9 of 10", func(r Result) string { return span(r.FirstReply.P90) }},
	{"first reply, 99 of 100", func(r Result) string { return span(r.FirstReply.P99) }},
	{"solved, median", func(r Result) string { return span(r.Solved.Median) }},
	{"solved, 9 of 10", func(r Result) string { return span(r.Solved.P90) }},
	{"experts asked per ticket", func(r Result) string { return fmt.Sprintf("%.1f", r.Offers) }},
	{"claims released, no reply", func(r Result) string { return fmt.Sprint(r.Releases) }},
	{"tickets per expert", func(r Result) string {
		return fmt.Sprintf("%d / %d / %d", r.Experts.Least, r.Experts.Median, r.Experts.Most)
	}},
	{"experts without any", func(r Result) string { return fmt.Sprint(r.Experts.Idle) }},
	{"newcomers' share", func(r Result) string { return percent(r.Newcomers) }},
	{"same helper as last time", func(r Result) string { return percent(r.Same) }},
	{"staff busy", func(r Result) string { return percent(r.StaffBusy) }},
	{"hours of staff", func(r Result) string { return fmt.Sprintf("%.0f", r.StaffHours) }},
	{"cost", func(r Result) string { return strings.TrimSpace(fmt.Sprintf("%.0f %s", r.Cost, r.Currency)) }},
}

func reasons(columns []Column) []string {
	var all []string
	for _, c := range columns {
		for reason := range c.Result.ToStaff {
			all = append(all, reason)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func percent(share float64) string { return fmt.Sprintf("%.1f %%", 100*share) }

// span is a time in the unit that suits it.
func span(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	switch {
	case d < 2*time.Minute:
		return fmt.Sprintf("%.0f s", d.Seconds())
	case d < 2*time.Hour:
		return fmt.Sprintf("%.0f min", d.Minutes())
	case d < 72*time.Hour:
		return fmt.Sprintf("%.1f h", d.Hours())
	}
	return fmt.Sprintf("%.1f d", d.Hours()/24)
}
