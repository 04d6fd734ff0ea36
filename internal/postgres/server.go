package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"syscall"
	"time"

	"kontor/internal/child"
)

// server starts one postmaster after another on the same cluster.
type server struct {
	workshop
	socketDir string
	log       *slog.Logger
}

// start runs a postmaster and returns when it lets clients in. Recovery after
// a crash may take its time; only ctx limits it.
func (s server) start(ctx context.Context) (*child.Process, error) {
	if err := settleOrphan(ctx, s.cluster(), s.log); err != nil {
		return nil, err
	}
	for attempt := time.Now(); ; {
		tail := child.NewTail(s.logLine)
		p, err := s.launch(tail)
		if err != nil {
			return nil, err
		}
		if err = s.awaitReady(ctx, p, tail); err == nil {
			return p, nil
		}
		if ctx.Err() != nil || time.Since(attempt) > patience || !transient(tail.String()) {
			return nil, err
		}
		until(ctx, 200*time.Millisecond, func() bool { return false })
	}
}

func (s server) launch(tail *child.Tail) (*child.Process, error) {
	return child.Start(child.Spec{
		Path:        s.binaries.path("postgres"),
		Args:        serverArgs(s.cluster(), s.socketDir),
		Account:     s.account,
		Output:      tail,
		DeathSignal: syscall.SIGINT, // a fast shutdown: nobody is left to be served
	})
}

// slow is after how long it is worth saying that a start takes long.
const slow = 10 * time.Second

func (s server) awaitReady(ctx context.Context, p *child.Process, tail *child.Tail) error {
	gone := func() bool {
		select {
		case <-p.Ended():
			return true
		default:
			return false
		}
	}
	ready := func() bool {
		f := readPidFile(s.cluster())
		return f.pid == p.Pid() && f.ready
	}
	for ctx.Err() == nil && !until(ctx, slow, func() bool { return gone() || ready() }) {
		s.log.Warn("the database is still starting", "pid", p.Pid())
	}
	switch {
	case gone():
		return fmt.Errorf("PostgreSQL ended while it started (%v); it said:\n%s", p.Err(), tail)
	case ready():
		return nil
	}
	if err := p.Signal(syscall.SIGQUIT); err != nil {
		return err
	}
	<-p.Ended()
	return fmt.Errorf("PostgreSQL was not ready in time: %w", ctx.Err())
}

// logLine passes on what the server says. It says little: see settings.
func (s server) logLine(line string) {
	if isFatal(line) {
		s.log.Warn("postgres failed", "line", line)
		return
	}
	s.log.Debug("postgres said", "line", line)
}
