package workers

import (
	"context"

	"kontor/tickets"
)

// firstReply releases a claim that no reply followed in the topic's time.
func (w *Workers) firstReply(ctx context.Context, j job) error {
	_, err := w.desk.Do(ctx, tickets.Order{Ticket: j.Ticket, Job: j.ID}, &tickets.ReleaseSilent{})
	return err
}
