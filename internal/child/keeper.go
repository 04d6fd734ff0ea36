package child

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"syscall"
	"time"
)

// Keeper keeps one program running: when it dies it is started again, at once
// and then ever more slowly.
type Keeper struct {
	opts   KeepOptions
	cancel context.CancelFunc // ends starting and restarting
	gone   chan struct{}      // closed when nothing runs and nothing will
	done   chan error

	mu      sync.Mutex
	current *Process
}

// KeepOptions say what to keep and how.
type KeepOptions struct {
	Name string // for the log
	Log  *slog.Logger

	// Start runs the program and returns when it can be used. It leaves
	// nothing running when it fails.
	Start func(context.Context) (*Process, error)

	// GiveUp is how long restarts may fail in a row; zero means for ever.
	GiveUp time.Duration

	Polite syscall.Signal // asks the program to end
	Force  syscall.Signal // makes it
}

const (
	firstPause = 50 * time.Millisecond
	longPause  = 5 * time.Second
	steady     = time.Minute // who ran this long starts again without a pause
)

// Keep starts the program for the first time, which ctx may cut short, and
// keeps it running until Stop.
func Keep(ctx context.Context, opts KeepOptions) (*Keeper, error) {
	p, err := opts.Start(ctx)
	if err != nil {
		return nil, err
	}
	life, cancel := context.WithCancel(context.Background())
	k := &Keeper{opts: opts, cancel: cancel, current: p, gone: make(chan struct{}), done: make(chan error, 1)}
	go k.run(life)
	return k, nil
}

// Process is the program as it runs now, or as it last ran.
func (k *Keeper) Process() *Process {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.current
}

// Done gives one error when the program died and could not be brought back. It
// is closed when nothing runs any more.
func (k *Keeper) Done() <-chan error { return k.done }

func (k *Keeper) run(life context.Context) {
	defer close(k.done)
	defer close(k.gone)
	pause := firstPause
	for {
		began := time.Now()
		p := k.Process()
		<-p.Ended()
		if life.Err() != nil {
			return
		}
		k.opts.Log.Warn("child ended, starting it again", "child", k.opts.Name, "pid", p.Pid(), "how", fmt.Sprint(p.Err()))
		if time.Since(began) > steady {
			pause = firstPause
		}
		if err := k.again(life, &pause); err != nil {
			if life.Err() == nil {
				k.done <- err
			}
			return
		}
	}
}

// again tries until the program runs or there is no more point in trying.
func (k *Keeper) again(life context.Context, pause *time.Duration) error {
	failing := time.Now()
	for {
		if err := wait(life, *pause); err != nil {
			return err
		}
		*pause = min(*pause*2, longPause)
		p, err := k.opts.Start(life)
		if err == nil {
			k.adopt(life, p)
			k.opts.Log.Info("child runs again", "child", k.opts.Name, "pid", p.Pid())
			return nil
		}
		if k.opts.GiveUp > 0 && time.Since(failing) > k.opts.GiveUp {
			return fmt.Errorf("%s died and cannot be started again: %w", k.opts.Name, err)
		}
		k.opts.Log.Error("child does not start", "child", k.opts.Name, "error", err)
	}
}

// adopt takes a program that was started again. A stop that came meanwhile has
// told only the one before.
func (k *Keeper) adopt(life context.Context, p *Process) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.current = p
	if life.Err() != nil {
		k.tell(p, k.opts.Polite)
	}
}

// tell sends a signal. That it cannot be sent is only worth a line in the log:
// whoever waits for its effect has a deadline.
func (k *Keeper) tell(p *Process, s syscall.Signal) {
	if err := p.Signal(s); err != nil {
		k.opts.Log.Error("child cannot be told", "child", k.opts.Name, "error", err)
	}
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Stop ends the program for good: politely at first, and when ctx is over with
// force. It returns when nothing runs any more. Stopping twice is fine; the
// second waits for the first.
func (k *Keeper) Stop(ctx context.Context) error {
	k.cancel()
	k.signalCurrent(k.opts.Polite)
	select {
	case <-k.gone:
		return nil
	case <-ctx.Done():
	}
	k.signalCurrent(k.opts.Force)
	select {
	case <-k.gone:
	case <-time.After(2 * drain):
		k.signalCurrent(syscall.SIGKILL)
		<-k.gone
	}
	return fmt.Errorf("%s did not stop in time and was forced to: %w", k.opts.Name, ctx.Err())
}

func (k *Keeper) signalCurrent(s syscall.Signal) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tell(k.current, s)
}
