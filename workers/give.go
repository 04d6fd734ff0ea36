package workers

import "context"

// give gives what waits in the queue of a ticket's team to its staff, if that is how
// the team has it.
func (w *Workers) give(ctx context.Context, j job) error { return w.desk.GiveOut(ctx, j.Ticket, j.ID) }
