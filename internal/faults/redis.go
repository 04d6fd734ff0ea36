package faults

import (
	"net"
	"os/exec"
	"syscall"
	"testing"

	"github.com/redis/go-redis/v9"

	"kontor/internal/child"
	"kontor/internal/testkit"
)

// Redis is a redis-server that keeps nothing on disk: started again it is
// empty.
type Redis struct {
	Client *redis.Client

	t       testing.TB
	program string
	dir     string
	addr    string
	process *child.Process
}

func openRedis(t testing.TB, dir string) *Redis {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Skip("there is no redis-server here")
	}
	r := &Redis{t: t, program: program, dir: makeDir(t, dir), addr: testkit.FreeAddress(t)}
	r.Client = redis.NewClient(&redis.Options{Addr: r.addr})
	t.Cleanup(r.end)
	r.Start()
	return r
}

// Start runs the server and returns when it answers.
func (r *Redis) Start() {
	r.t.Helper()
	_, port, _ := net.SplitHostPort(r.addr)
	var err error
	r.process, err = child.Start(child.Spec{Path: r.program, Args: []string{"--bind", "0.0.0.0", "--protected-mode", "no", "--port", port, "--dir", r.dir,
		"--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction", "--daemonize", "no", "--loglevel", "warning"}})
	if err != nil {
		r.t.Fatal(err)
	}
	testkit.Eventually(r.t, "Redis answers", func() bool { return r.Client.Ping(r.t.Context()).Err() == nil })
}

// Kill ends the server without a word (kill -9).
func (r *Redis) Kill() {
	r.t.Helper()
	r.signal(syscall.SIGKILL)
	<-r.process.Ended()
}

// Freeze stops the server in the middle of whatever it does (SIGSTOP).
func (r *Redis) Freeze() { r.t.Helper(); r.signal(syscall.SIGSTOP) }

// Thaw lets a frozen server go on (SIGCONT).
func (r *Redis) Thaw() { r.t.Helper(); r.signal(syscall.SIGCONT) }

// Empty forgets everything (FLUSHALL).
func (r *Redis) Empty() {
	r.t.Helper()
	if err := r.Client.FlushAll(r.t.Context()).Err(); err != nil {
		r.t.Error(err)
	}
}

func (r *Redis) signal(s syscall.Signal) {
	r.t.Helper()
	if err := r.process.Signal(s); err != nil {
		r.t.Fatal(err)
	}
}

func (r *Redis) end() {
	_ = r.Client.Close()
	_ = r.process.Signal(syscall.SIGKILL)
	<-r.process.Ended()
}
