package workers

import (
	"context"

	"kontor/tickets"
)

// look sees whether a customer waits too long for an answer of experts.
func (w *Workers) look(ctx context.Context, j job) error {
	_, err := w.desk.Do(ctx, tickets.Order{Ticket: j.Ticket, Job: j.ID}, &tickets.Look{})
	return err
}
