package load

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"
)

// What a run is compared with. A connection of the desk takes 600 frames a
// second, so that an echo needs enough of them.
const (
	writersMost  = 32
	writersUsual = 16
	echoesLeast  = 64
	echoesEach   = 550 // a second
)

// compare measures bare commits of the same database and the echo of the same
// server, before anybody else is there.
func (r *run) compare(ctx context.Context) error {
	if r.Compare <= 0 {
		return nil
	}
	writers := min(writersMost, max(r.Senders, 1))
	if r.Senders == 0 {
		writers = writersUsual
	}
	if h, ok := r.town.(*hall); ok {
		rate, err := h.bareCommits(ctx, writers, r.Compare)
		if err != nil {
			return err
		}
		r.report.BareCommits = rate
	}
	return r.echo(ctx, max(echoesLeast, r.Senders))
}

// bareCommits inserts eighty characters a time, each with a commit of its own.
func (h *hall) bareCommits(ctx context.Context, writers int, d time.Duration) (float64, error) {
	if _, err := h.db.ExecContext(ctx, `CREATE TABLE `+h.mark.bareTable()+` (id uuid PRIMARY KEY, text text)`); err != nil {
		return 0, fmt.Errorf("make a table for bare commits: %w", err)
	}
	var count atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	began := time.Now()
	for range writers {
		g.Go(func() error {
			insert, err := h.db.PreparexContext(ctx, `INSERT INTO `+h.mark.bareTable()+` VALUES ($1, $2)`)
			if err != nil {
				return err
			}
			defer insert.Close()
			for time.Since(began) < d {
				id := newID()
				if _, err := insert.ExecContext(ctx, id, plain(id)); err != nil {
					return err
				}
				count.Add(1)
			}
			return nil
		})
	}
	err := g.Wait()
	return float64(count.Load()) / time.Since(began).Seconds(), err
}

// echo sends pings and waits for each pong: the same code without a database.
func (r *run) echo(ctx context.Context, sockets int) error {
	people, err := r.town.customers(ctx, sockets)
	if err != nil {
		return err
	}
	s := &sitters{run: r}
	pongs := make([]chan struct{}, sockets)
	for i, p := range people {
		pong := make(chan struct{}, 1)
		pongs[i] = pong
		s.add(p, 0).took = func(raw []byte) {
			if frameType(raw) == "pong" {
				select {
				case pong <- struct{}{}:
				default:
				}
			}
		}
	}
	defer s.leave()
	if _, err := s.connect(ctx, dialsMost); err != nil {
		return err
	}
	var count atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	began := time.Now()
	for i, l := range s.all {
		g.Go(func() error { return l.echo(ctx, pongs[i], began.Add(r.Compare), &count) })
	}
	err = g.Wait()
	r.report.Echoes = float64(count.Load()) / time.Since(began).Seconds()
	return err
}

func (l *light) echo(ctx context.Context, pong <-chan struct{}, until time.Time, count *atomic.Int64) error {
	ping := []byte(`{"type":"ping"}`)
	for second, n := time.Now(), 0; time.Now().Before(until); n++ {
		if time.Since(second) >= time.Second {
			second, n = time.Now(), 0
		}
		if n >= echoesEach {
			pause(ctx, time.Until(second.Add(time.Second)))
			continue
		}
		if !l.send(ping) {
			return fmt.Errorf("a socket was lost while the echo was measured")
		}
		select {
		case <-pong:
			count.Add(1)
		case <-time.After(time.Until(until.Add(time.Second))):
			return fmt.Errorf("a ping was not answered")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
