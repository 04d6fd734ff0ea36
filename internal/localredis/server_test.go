package localredis

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
	"go.uber.org/goleak"
)

func start(t *testing.T, opts Options) *Server {
	t.Helper()
	if opts.Dir == "" {
		opts.Dir = t.TempDir()
	}
	s, err := Start(t.Context(), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 2 { // twice is fine
			if err := s.Stop(); err != nil {
				t.Errorf("stop: %v", err)
			}
		}
	})
	return s
}

func client(t *testing.T, s *Server) *redis.Client {
	t.Helper()
	options := s.Options()
	options.DialerRetries = 1 // it is we who wait
	c := redis.NewClient(options)
	t.Cleanup(func() { c.Close() })
	return c
}

func needsProgram(t *testing.T) {
	t.Helper()
	if findProgram() == "" {
		t.Skip("no redis-server is installed here")
	}
}

func eventually(t *testing.T, what string, came func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(3 * time.Minute); !came(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatal("this did not come about: " + what)
		}
	}
}

func pidOf(t *testing.T, c *redis.Client) int {
	t.Helper()
	info, err := c.InfoMap(t.Context(), "server").Result()
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(info["Server"]["process_id"])
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func TestChild(t *testing.T) {
	needsProgram(t)
	s := start(t, Options{})
	if s.Kind() != KindChild || s.Options().Network != "unix" || s.Addr() != s.Options().Addr {
		t.Errorf("started %s at %v", s.Kind(), s.Options())
	}
	c := client(t, s)
	for setting, want := range map[string]string{"maxmemory-policy": "noeviction", "save": "", "appendonly": "no", "port": "0"} {
		if got := c.ConfigGet(t.Context(), setting).Val()[setting]; got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	if os.Geteuid() == 0 {
		var st syscall.Stat_t
		if err := syscall.Stat(filepath.Join("/proc", strconv.Itoa(pidOf(t, c))), &st); err != nil || st.Uid == 0 {
			t.Errorf("redis-server runs as user %d (%v)", st.Uid, err)
		}
	}
}

func TestChildComesBack(t *testing.T) {
	needsProgram(t)
	c := client(t, start(t, Options{}))
	before := pidOf(t, c)
	if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	eventually(t, "another redis-server answers", func() bool {
		pid := pidOf(t, c)
		return pid != 0 && pid != before
	})
}

func TestChildEndsWithStop(t *testing.T) {
	needsProgram(t)
	s := start(t, Options{})
	c := client(t, s)
	pid := pidOf(t, c)
	if err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("process %d after stop: %v", pid, err)
	}
	if err := c.Ping(t.Context()).Err(); err == nil {
		t.Error("somebody answers after stop")
	}
}

func TestSecondInOneDirectoryIsRefused(t *testing.T) {
	needsProgram(t)
	dir := t.TempDir()
	start(t, Options{Dir: dir})
	_, err := Start(t.Context(), Options{Dir: dir})
	var inUse *InUseError
	if !errors.As(err, &inUse) || inUse.PID != os.Getpid() || !strings.Contains(err.Error(), "REDIS_URL") {
		t.Errorf("second start says %v", err)
	}
}

func TestWithoutProgram(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if s := start(t, Options{}); s.Kind() != KindInProcess {
		t.Errorf("started %s", s.Kind())
	}
}

func TestBrokenProgram(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "redis-server"), []byte("#!/bin/sh\nexit 1\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
	if s := start(t, Options{}); s.Kind() != KindInProcess {
		t.Errorf("started %s", s.Kind())
	}
}

func TestInProcessNeedsThePassword(t *testing.T) {
	s := start(t, Options{InProcess: true})
	options := s.Options()
	options.Password = ""
	stranger := redis.NewClient(options)
	defer stranger.Close()
	if err := stranger.Ping(t.Context()).Err(); err == nil {
		t.Error("a stranger is let in")
	}
	if s.Options().Password == "" {
		t.Error("changing the options changed those of the server")
	}
}

func TestInProcessKeysExpire(t *testing.T) {
	c := client(t, start(t, Options{InProcess: true}))
	if err := c.Set(t.Context(), "short", 1, time.Millisecond).Err(); err != nil {
		t.Fatal(err)
	}
	if err := c.Set(t.Context(), "long", 1, time.Hour).Err(); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the short key expires", func() bool { return c.Exists(t.Context(), "short").Val() == 0 })
	if c.Exists(t.Context(), "long").Val() != 1 {
		t.Error("the long key expired too")
	}
}

// TestAsynq runs a job through each kind of server.
func TestAsynq(t *testing.T) {
	for name, inProcess := range map[string]bool{KindChild: false, KindInProcess: true} {
		t.Run(name, func(t *testing.T) {
			if !inProcess {
				needsProgram(t)
			}
			o := start(t, Options{InProcess: inProcess}).Options()
			opt := asynq.RedisClientOpt{Network: o.Network, Addr: o.Addr, Password: o.Password}
			worker := asynq.NewServer(opt, asynq.Config{Concurrency: 1, LogLevel: asynq.FatalLevel, TaskCheckInterval: 50 * time.Millisecond})
			done := make(chan string, 1)
			if err := worker.Start(asynq.HandlerFunc(func(_ context.Context, task *asynq.Task) error {
				done <- string(task.Payload())
				return nil
			})); err != nil {
				t.Fatal(err)
			}
			defer worker.Shutdown()
			queue := asynq.NewClient(opt)
			defer queue.Close()
			if _, err := queue.Enqueue(asynq.NewTask("test", []byte("42"))); err != nil {
				t.Fatal(err)
			}
			select {
			case got := <-done:
				if got != "42" {
					t.Errorf("worked on %q", got)
				}
			case <-time.After(3 * time.Minute):
				t.Fatal("nobody worked on the job")
			}
		})
	}
}

// TestParentKilled starts a server in another process and kills that.
func TestParentKilled(t *testing.T) {
	needsProgram(t)
	dir := t.TempDir()
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentVariable+"="+dir)
	parent.Stderr = os.Stderr
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	addr := make([]byte, 256)
	n, err := out.Read(addr)
	if err != nil {
		t.Fatalf("the parent did not start its server: %v", err)
	}
	orphan := redis.NewClient(&redis.Options{Network: "unix", Addr: string(addr[:n])})
	defer orphan.Close()
	pid := pidOf(t, orphan)
	if pid == 0 {
		t.Fatal("the parent's server does not answer")
	}
	parent.Process.Kill()
	parent.Wait()
	eventually(t, "the server of a killed parent ends", func() bool { return errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) })
	if s := start(t, Options{Dir: dir}); s.Addr() != string(addr[:n]) {
		t.Errorf("the socket moved from %s to %s", addr[:n], s.Addr())
	}
}

const parentVariable = "KONTOR_TEST_PARENT_OF"

func TestMain(m *testing.M) {
	dir := os.Getenv(parentVariable)
	if dir == "" {
		goleak.VerifyTestMain(m)
		return
	}
	s, err := Start(context.Background(), Options{Dir: dir})
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString(s.Addr())
	select {}
}
