package workers

import (
	"context"
	"time"
)

// qualifyEvery is how often somebody looks which qualifications end.
const qualifyEvery = 24 * time.Hour

// testEnd ends a test whose time is over. The job bears the attempt's id.
func (w *Workers) testEnd(ctx context.Context, j job) error { return w.school.EndOverdue(ctx, j.ID) }

// ReviewQualifications warns experts whose topics are going to lapse, takes those
// whose time is over, and forgets applicants who were declined long ago.
func (w *Workers) ReviewQualifications(ctx context.Context) error {
	if w.school == nil {
		return nil
	}
	warned, lapsed, err := w.school.ReviewQualifications(ctx)
	if err != nil {
		return err
	}
	forgotten, err := w.school.ForgetDeclined(ctx)
	if warned+lapsed+forgotten > 0 {
		w.log.Info("reviewed qualifications", "warned", warned, "lapsed", lapsed, "forgotten", forgotten)
	}
	return err
}
