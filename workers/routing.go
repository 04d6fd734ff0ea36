package workers

import (
	"context"
	"time"
)

// reckonEvery is how often what is known of experts is reckoned anew.
const reckonEvery = 10 * time.Minute

// reckon brings what routing knows of experts up to date.
func (w *Workers) reckon(ctx context.Context) error {
	if _, err := w.desk.ReckonExperts(ctx); err != nil || w.hall == nil {
		return err
	}
	_, err := w.hall.Reckon(ctx)
	return err
}
