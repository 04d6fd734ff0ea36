package workers

import "context"

// offer offers a waiting ticket to the next wave of experts.
func (w *Workers) offer(ctx context.Context, j job) error {
	return w.desk.OfferNext(ctx, j.Ticket, j.ID)
}
