package workers

import (
	"context"

	"kontor/tickets"
)

// fallback brings a ticket that no expert took in the topic's time to staff.
func (w *Workers) fallback(ctx context.Context, j job) error {
	_, err := w.desk.Do(ctx, tickets.Order{Ticket: j.Ticket, Job: j.ID}, tickets.Fallback{})
	return err
}
