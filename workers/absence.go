package workers

import "context"

// absence does what follows when somebody goes away or comes back.
func (w *Workers) absence(ctx context.Context, j job) error { return w.desk.AbsenceTurns(ctx, j.ID) }
