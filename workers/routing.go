package workers

import (
	"context"
	"time"
)

// reckonEvery is how often what is known of experts is reckoned anew.
const reckonEvery = 10 * time.Minute

// reckon brings what routing knows of experts up to date.
func (w *Workers) reckon(ctx context.Context) error {
	_, err := w.desk.ReckonExperts(ctx)
	return err
}
