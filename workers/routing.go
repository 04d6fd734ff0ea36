package workers

import (
	"context"
	"time"
)

// How often what is known of experts is reckoned anew, and how often the desk
// learns of its past tickets.
const (
	reckonEvery = 10 * time.Minute
	learnEvery  = 6 * time.Hour
)

// reckon brings what routing knows of experts up to date.
func (w *Workers) reckon(ctx context.Context) error {
	if _, err := w.desk.ReckonExperts(ctx); err != nil || w.hall == nil {
		return err
	}
	_, err := w.hall.Reckon(ctx)
	return err
}

// learn makes experience of past tickets.
func (w *Workers) learn(ctx context.Context) error {
	_, err := w.desk.Learn(ctx)
	return err
}

// releaseGone takes tickets and offers from helpers who were let go.
func (w *Workers) releaseGone(ctx context.Context) error {
	n, err := w.desk.ReleaseGone(ctx)
	if n > 0 {
		w.log.Info("released what people had who are gone", "count", n)
	}
	return err
}
