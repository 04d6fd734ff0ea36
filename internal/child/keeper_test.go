package child

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// shell keeps a shell script running.
func shell(t *testing.T, script string) KeepOptions {
	t.Helper()
	return KeepOptions{
		Name: "shell", Log: slog.New(slog.DiscardHandler), Polite: syscall.SIGTERM, Force: syscall.SIGKILL,
		Start: func(context.Context) (*Process, error) { return launch(script) },
	}
}

// launch returns once the script has said a word, so that its traps are set.
func launch(script string) (*Process, error) {
	ready := make(chan struct{}, 16)
	p, err := Start(Spec{Path: "/bin/sh", Args: []string{"-c", script}, Output: NewTail(func(string) { ready <- struct{}{} })})
	if err != nil {
		return nil, err
	}
	select {
	case <-ready:
	case <-p.Ended():
	}
	return p, nil
}

func keep(t *testing.T, opts KeepOptions) *Keeper {
	t.Helper()
	k, err := Keep(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func gone(pid int) bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) }

const sleeps = "echo up; exec sleep 100"

func TestKeeperBringsBack(t *testing.T) {
	starts := make(chan int, 16)
	opts := shell(t, sleeps)
	inner := opts.Start
	opts.Start = func(ctx context.Context) (*Process, error) {
		p, err := inner(ctx)
		starts <- p.Pid()
		return p, err
	}
	k := keep(t, opts)
	for range 3 {
		if err := syscall.Kill(<-starts, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
	}
	last := <-starts
	if err := k.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !gone(last) {
		t.Error("it outlived its keeper")
	}
	if err := k.Stop(t.Context()); err != nil {
		t.Errorf("second stop: %v", err)
	}
	if err, open := <-k.Done(); err != nil || open {
		t.Errorf("done gives %v", err)
	}
}

func TestKeeperForces(t *testing.T) {
	k := keep(t, shell(t, "trap '' TERM; echo up; while :; do sleep 0.01; done"))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := k.Stop(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stop says %v", err)
	}
	if !gone(k.Process().Pid()) {
		t.Error("it still runs")
	}
}

func TestKeeperGivesUp(t *testing.T) {
	opts := shell(t, sleeps)
	opts.GiveUp = time.Millisecond
	inner, broken := opts.Start, errors.New("broken")
	var starts atomic.Int32
	opts.Start = func(ctx context.Context) (*Process, error) {
		if starts.Add(1) > 1 {
			return nil, broken
		}
		return inner(ctx)
	}
	k := keep(t, opts)
	if err := k.Process().Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if err := <-k.Done(); !errors.Is(err, broken) {
		t.Errorf("done gives %v", err)
	}
	if err := k.Stop(t.Context()); err != nil {
		t.Errorf("stop afterwards: %v", err)
	}
}

// TestStopDuringRestart stops while the program is just being started again.
func TestStopDuringRestart(t *testing.T) {
	opts := shell(t, sleeps)
	inner := opts.Start
	restarting, goOn := make(chan struct{}), make(chan struct{})
	var starts atomic.Int32
	opts.Start = func(ctx context.Context) (*Process, error) {
		if starts.Add(1) > 1 {
			close(restarting)
			<-goOn
		}
		return inner(ctx)
	}
	k := keep(t, opts)
	if err := k.Process().Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	<-restarting
	stopped := make(chan error)
	go func() { stopped <- k.Stop(t.Context()) }()
	close(goOn)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	if !gone(k.Process().Pid()) {
		t.Error("what was started last still runs")
	}
}

func TestFirstStartFails(t *testing.T) {
	_, err := Start(Spec{Path: "/nowhere/at/all"})
	if !errors.Is(err, os.ErrNotExist) || !strings.Contains(err.Error(), "/nowhere/at/all") {
		t.Errorf("got %v", err)
	}
}

func TestEnvironmentIsClean(t *testing.T) {
	t.Setenv("PGDATA", "/somewhere/else")
	said, err := Run(Spec{Path: "/bin/sh", Args: []string{"-c", "env; cat"}, Env: []string{"MINE=1"}}, strings.NewReader("input"))
	if err != nil || strings.Contains(said, "PGDATA") || !strings.Contains(said, "MINE=1") || !strings.HasSuffix(said, "input") {
		t.Errorf("%v, said:\n%s", err, said)
	}
}
