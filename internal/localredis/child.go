package localredis

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"

	"kontor/internal/child"
)

const (
	lockName   = "redis.lock"
	socketName = "redis.run"
	socketFile = "redis.sock"
)

// InUseError says that another process runs its Redis in this directory.
type InUseError struct {
	Dir string
	PID int // 0 if not known
}

func (e *InUseError) Error() string {
	return fmt.Sprintf("another Kontor (process %d) runs a Redis of its own in %s; "+
		"stop that one, give this one a directory of its own with KONTOR_DATA, or give both the same REDIS_URL", e.PID, e.Dir)
}

func findProgram() string {
	for _, name := range []string{"redis-server", "valkey-server"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// program starts one redis-server after another on the same socket.
type program struct {
	path    string
	socket  string
	account *child.Account
	log     *slog.Logger
}

func startChild(ctx context.Context, path string, opts Options) (*Server, error) {
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return nil, err
	}
	lock, err := takeDir(dir)
	if err != nil {
		return nil, err
	}
	account := redisAccount()
	want := filepath.Join(dir, socketName)
	socketDir, err := child.SocketDir(want, socketFile, account)
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	p := program{path: path, socket: filepath.Join(socketDir, socketFile), account: account, log: opts.Log}
	keeper, err := child.Keep(ctx, child.KeepOptions{
		Name: KindChild, Log: opts.Log, Start: p.start,
		Polite: syscall.SIGTERM, Force: syscall.SIGKILL,
	})
	if err != nil {
		child.RemoveSocketDir(want, socketDir)
		return nil, errors.Join(err, lock.Release())
	}
	return &Server{
		kind:    KindChild,
		options: redis.Options{Network: "unix", Addr: p.socket},
		stop: sync.OnceValue(func() error {
			err := stopKeeper(keeper)
			child.RemoveSocketDir(want, socketDir)
			return errors.Join(err, lock.Release())
		}),
	}, nil
}

func takeDir(dir string) (*child.Lock, error) {
	if err := os.MkdirAll(dir, 0o711); err != nil {
		return nil, fmt.Errorf("make directory for redis: %w", err)
	}
	lock, err := child.TakeLock(filepath.Join(dir, lockName))
	var held *child.HeldError
	if errors.As(err, &held) {
		return nil, &InUseError{Dir: dir, PID: held.PID}
	}
	return lock, err
}

// redisAccount is the user that the distribution made for Redis, if we are
// root and there is one.
func redisAccount() *child.Account {
	if !child.IsRoot() {
		return nil
	}
	return child.FindAccount("redis", "valkey", "_redis")
}

func (p program) start(ctx context.Context) (*child.Process, error) {
	tail := child.NewTail(func(line string) { p.log.Debug("redis said", "line", line) })
	process, err := child.Start(child.Spec{
		Path: p.path,
		Args: []string{
			"--port", "0", "--unixsocket", p.socket, "--unixsocketperm", "700",
			"--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction",
			"--daemonize", "no", "--loglevel", "warning", "--dir", filepath.Dir(p.socket),
		},
		Account:     p.account,
		Output:      tail,
		DeathSignal: syscall.SIGKILL, // it has nothing to put in order
	})
	if err != nil {
		return nil, err
	}
	if err := p.awaitReady(ctx, process); err != nil {
		return nil, fmt.Errorf("%w; it said:\n%s", err, tail)
	}
	return process, nil
}

// readyWithin is how long a Redis that holds nothing may take to start.
const readyWithin = 15 * time.Second

// awaitReady returns when the server answers, or ends it.
func (p program) awaitReady(ctx context.Context, process *child.Process) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		err := ping(p.socket)
		if err == nil {
			return nil
		}
		select {
		case <-tick.C:
		case <-process.Ended():
			return fmt.Errorf("redis-server ended while it started (%v)", process.Err())
		case <-ctx.Done():
			err = errors.Join(fmt.Errorf("redis-server does not answer: %w", err), process.Signal(syscall.SIGKILL))
			<-process.Ended()
			return err
		}
	}
}

// ping asks once and quietly; a client would log that nobody is there yet.
func ping(socket string) error {
	conn, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Second)) //nolint:errcheck // a socket takes any deadline
	if _, err := conn.Write([]byte("PING\r\n")); err != nil {
		return err
	}
	answer := make([]byte, 64)
	n, err := conn.Read(answer)
	if err != nil {
		return err
	}
	if got := strings.TrimSpace(string(answer[:n])); got != "+PONG" {
		return fmt.Errorf("it answers %q", got)
	}
	return nil
}

func stopKeeper(keeper *child.Keeper) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return keeper.Stop(ctx)
}
