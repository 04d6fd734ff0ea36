package workers

import "context"

// fanout reads on in a ticket's log: search words and notifications follow from it.
func (w *Workers) fanout(ctx context.Context, j job) error {
	return w.desk.Fanout(ctx, j.Ticket, j.ID)
}
