package workers

import "context"

// remask does a step of masking older texts with the rules of today.
func (w *Workers) remask(ctx context.Context, j job) error { return w.desk.RemaskSome(ctx, j.ID) }
