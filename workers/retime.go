package workers

import (
	"context"

	"kontor/tickets"
)

// retime lets a ticket follow the times of its topic.
func (w *Workers) retime(ctx context.Context, j job) error {
	_, err := w.desk.Do(ctx, tickets.Order{Ticket: j.Ticket, Job: j.ID}, tickets.Retime{})
	return err
}
