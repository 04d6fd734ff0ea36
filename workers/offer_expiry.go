package workers

import (
	"context"

	"kontor/tickets"
)

// offerExpiry ends the offers of a wave whose time has run out; the next wave follows.
func (w *Workers) offerExpiry(ctx context.Context, j job) error {
	_, err := w.desk.Do(ctx, tickets.Order{Ticket: j.Ticket, Job: j.ID}, tickets.ExpireOffers{})
	return err
}
