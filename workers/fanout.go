package workers

import (
	"context"

	"kontor/tickets"
)

// fanout reads on in a ticket's log: search words and notifications follow from it.
func (w *Workers) fanout(ctx context.Context, j job) error { return w.fanouts(ctx, []job{j}) }

// fanouts does it for several tickets at once.
func (w *Workers) fanouts(ctx context.Context, jobs []job) error {
	promises := make([]tickets.Promise, len(jobs))
	for i, j := range jobs {
		promises[i] = tickets.Promise{Ticket: j.Ticket, Job: j.ID}
	}
	return w.desk.Fanout(ctx, promises)
}
