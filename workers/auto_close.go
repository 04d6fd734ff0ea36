package workers

import (
	"context"

	"kontor/tickets"
)

// autoClose closes a ticket that stayed resolved for the topic's time.
func (w *Workers) autoClose(ctx context.Context, j job) error {
	_, err := w.desk.Do(ctx, tickets.Order{Ticket: j.Ticket, Job: j.ID}, tickets.AutoClose{})
	return err
}
