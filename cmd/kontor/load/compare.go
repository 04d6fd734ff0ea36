package load

import (
	"context"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"kontor/internal/clock"
)

// What a run is compared with. A connection of the desk takes 600 frames a
// second, so that an echo needs enough of them.
const (
	writersMost  = 32
	writersUsual = 16
	echoesLeast  = 64
	echoesEach   = 550 // a second
	echoPatience = 20 * time.Second
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
		var err error
		if r.report.BareCommits, err = h.bareCommits(ctx, writers, r.Compare); err != nil {
			return err
		}
		if r.report.LoneCommits, err = h.loneCommits(ctx, writers, r.Compare); err != nil {
			return err
		}
	}
	return r.echo(ctx, max(echoesLeast, r.Senders))
}

// bareCommits inserts eighty characters a time, each with a commit of its own.
func (h *hall) bareCommits(ctx context.Context, writers int, d time.Duration) (float64, error) {
	if _, err := h.db.ExecContext(ctx, `CREATE TABLE `+h.mark.bareTable()+` (id uuid PRIMARY KEY, text text)`); err != nil {
		return 0, fmt.Errorf("make a table for bare commits: %w", err)
	}
	return h.commits(ctx, writers, d, `INSERT INTO `+h.mark.bareTable()+` VALUES ($1, $2)`, func(_ int, id uuid.UUID) []any {
		return []any{id, plain(id)}
	})
}

// loneCommits is what a desk without batches could do at best: each message takes
// its number from the row of its ticket and has a commit of its own, in one prepared
// statement.
func (h *hall) loneCommits(ctx context.Context, writers int, d time.Duration) (float64, error) {
	heads, log := h.mark.loneTables()
	_, err := h.db.ExecContext(ctx, `
		CREATE TABLE `+heads+` (number bigint PRIMARY KEY, head bigint) WITH (fillfactor = 70);
		INSERT INTO `+heads+` SELECT n, 0 FROM generate_series(0, `+strconv.Itoa(writers-1)+`) n;
		CREATE TABLE `+log+` (ticket bigint, seq bigint, id uuid, text text, at timestamptz, PRIMARY KEY (ticket, seq), UNIQUE (ticket, id))`)
	if err != nil {
		return 0, fmt.Errorf("make tables for lone commits: %w", err)
	}
	statement := `
		WITH n AS (UPDATE ` + heads + ` SET head = head + 1 WHERE number = $1 RETURNING head)
		INSERT INTO ` + log + ` SELECT $1, head, $2, $3, now() FROM n`
	return h.commits(ctx, writers, d, statement, func(writer int, id uuid.UUID) []any { return []any{writer, id, plain(id)} })
}

// commits runs a statement for so long, on as many connections as there are
// writers, and gives how often a second.
func (h *hall) commits(ctx context.Context, writers int, d time.Duration, statement string, args func(writer int, id uuid.UUID) []any) (float64, error) {
	var count atomic.Int64
	g, ctx := errgroup.WithContext(ctx)
	began := time.Now()
	for writer := range writers {
		g.Go(func() error {
			s, err := h.db.PreparexContext(ctx, statement)
			if err != nil {
				return err
			}
			defer s.Close()
			for again := true; again; again = time.Since(began) < d {
				if _, err := s.ExecContext(ctx, args(writer, newID())...); err != nil {
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
			clock.Pause(ctx, time.Until(second.Add(time.Second)))
			continue
		}
		if !l.send(ping) {
			return fmt.Errorf("a socket was lost while the echo was measured")
		}
		select {
		case <-pong:
			count.Add(1)
		case <-time.After(time.Until(until.Add(echoPatience))):
			return fmt.Errorf("a ping was not answered")
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
