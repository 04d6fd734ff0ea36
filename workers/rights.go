package workers

import "context"

// export makes the file with everything about a person.
func (w *Workers) export(ctx context.Context, j job) error { return w.rights.Make(ctx, j.ID) }

// erase carries out a planned erasure, or as much of it as one job may.
func (w *Workers) erase(ctx context.Context, j job) error { return w.rights.Erase(ctx, j.ID) }
