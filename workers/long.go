package workers

import (
	"context"
	"time"

	"kontor/internal/clock"
	"kontor/subject"
)

// exportTime is what an export may take: a long history with many files is worth
// waiting for.
const exportTime = time.Hour

// timeOf is what a job of a kind may take.
func timeOf(kind string) time.Duration {
	if kind == subject.JobExport {
		return exportTime
	}
	return jobTime
}

const holdEvery = leaseFor / 3

// hold keeps the lease of a job that may take longer than a lease lasts, until
// let go. If this node dies the lease lapses as any other does.
func (w *Workers) hold(ctx context.Context, j job) (letGo func()) {
	if timeOf(j.Kind) <= jobTime {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for clock.Pause(ctx, holdEvery) {
			_, err := w.db.ExecContext(ctx, `UPDATE desk.jobs SET leased_until = $3 WHERE id = $1 AND attempt = $2 AND done_at IS NULL`,
				j.ID, j.Attempt, w.clock.Now().Add(leaseFor))
			if err != nil && ctx.Err() == nil {
				w.log.Warn("lease not held, it lapses", "job", j.ID, "class", classOf(err))
			}
		}
	}()
	return func() {
		cancel()
		<-done
	}
}
