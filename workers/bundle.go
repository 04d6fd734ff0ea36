package workers

import (
	"context"

	"kontor/tickets"
)

// bundle is one or more jobs of a kind that travel together. Only fan-outs do, of
// different tickets: one transaction does them all.
type bundle []job

const bundleMost = 32

// bundles ties up jobs, in their order.
func bundles(jobs []job) []bundle {
	var all []bundle
	open := -1 // the bundle of fan-outs that is being filled
	for _, j := range jobs {
		if j.Kind != tickets.JobFanout {
			all = append(all, bundle{j})
			continue
		}
		if open < 0 || len(all[open]) == bundleMost || all[open].holds(j.Ticket) {
			open = len(all)
			all = append(all, nil)
		}
		all[open] = append(all[open], j)
	}
	return all
}

func (b bundle) holds(ticket int64) bool {
	for _, j := range b {
		if j.Ticket == ticket {
			return true
		}
	}
	return false
}

// performBundle fulfils jobs together; if that fails each stands alone, so that one
// that cannot be done keeps no other from it.
func (w *Workers) performBundle(ctx context.Context, b bundle) {
	if len(b) > 1 && w.guarded(ctx, b[0], func(ctx context.Context) error { return w.fanouts(ctx, b) }) == nil {
		w.nudge()
		return
	}
	for _, j := range b {
		_ = w.perform(ctx, j) // the row holds what became of it
	}
}
