package workers

import "context"

// ratingRequest asks the customer to rate after a resolution.
func (w *Workers) ratingRequest(ctx context.Context, j job) error {
	return w.desk.RequestRating(ctx, j.Ticket, j.ID)
}
