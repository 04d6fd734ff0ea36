package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// patience is how long each way of asking an orphan to end is given to work. A
// server whose parent was killed is already shutting down by itself.
const patience = 10 * time.Second

// settleOrphan makes sure that no server works on the cluster. We hold the data
// directory, so one that does was left behind by a Kontor that is gone.
func settleOrphan(ctx context.Context, cluster string, log *slog.Logger) error {
	pid := readPidFile(cluster).pid
	if !serves(pid, cluster) {
		return disown(cluster, pid)
	}
	log.Info("waiting for the database of an earlier run to shut down", "pid", pid)
	for _, s := range []syscall.Signal{0, syscall.SIGINT, syscall.SIGQUIT} {
		if err := syscall.Kill(pid, s); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("a database server (process %d) still works on %s and may not be told to end; stop it first: %w", pid, cluster, err)
		}
		if until(ctx, patience, func() bool { return !serves(pid, cluster) }) {
			return disown(cluster, pid)
		}
		if ctx.Err() != nil {
			return fmt.Errorf("waiting for the database server (process %d) of an earlier run to end: %w", pid, ctx.Err())
		}
	}
	return fmt.Errorf("a database server (process %d) still works on %s and does not end; end it with: kill -QUIT %d", pid, cluster, pid)
}

// disown lets the server start although the number that a killed one left
// behind now belongs to another process, as happens when a container starts
// again: PostgreSQL would take that for a running server. The number of its
// parent, which is us, it knows to be stale. The file itself must stay, for it
// also tells PostgreSQL how to notice processes of the killed server that have
// not ended yet.
func disown(cluster string, pid int) error {
	if pid == 0 || pid == os.Getpid() || syscall.Kill(pid, 0) == syscall.ESRCH {
		return nil
	}
	path := filepath.Join(cluster, "postmaster.pid")
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil {
		_, rest, _ := strings.Cut(string(text), "\n")
		err = os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"+rest), 0o600)
	}
	if err != nil {
		return fmt.Errorf("disown the process number of a server that is gone: %w", err)
	}
	return nil
}

// until waits for something that cannot be waited for, and reports whether it
// came about in time.
func until(ctx context.Context, limit time.Duration, came func() bool) bool {
	const step = 10 * time.Millisecond
	tick := time.NewTicker(step)
	defer tick.Stop()
	end := time.After(limit)
	for !came() {
		select {
		case <-tick.C:
		case <-end:
			return came()
		case <-ctx.Done():
			return came()
		}
	}
	return true
}
