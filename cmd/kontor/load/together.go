package load

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// together does something n times, some at a time, until one fails.
func together(ctx context.Context, n, atOnce int, do func(i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(atOnce)
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		g.Go(func() error { return do(i) })
	}
	return g.Wait()
}
