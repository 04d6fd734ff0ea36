package postgres

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"kontor/internal/child"
)

func TestKilledServerComesBack(t *testing.T) {
	c := start(t, dataDir(t))
	db := connect(t, c.OwnerDSN())
	do(t, db, "CREATE TABLE kept AS SELECT 42 AS n")
	for range 2 {
		before := c.PID()
		if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		var n int
		eventually(t, "the database answers again", func() bool {
			return c.PID() != before && db.GetContext(t.Context(), &n, "SELECT n FROM kept") == nil
		})
	}
	select {
	case err := <-c.Done():
		t.Errorf("given up: %v", err)
	default:
	}
}

func TestUnfinishedFirstStart(t *testing.T) {
	dir := dataDir(t)
	making := filepath.Join(dir, clusterName+".new", "base")
	if err := os.MkdirAll(making, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	start(t, dir)
	if _, err := os.Stat(filepath.Dir(making)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the unfinished cluster is still there: %v", err)
	}
}

// TestParentKilled runs a Kontor in a process of its own, kills it without
// warning, alone and together with its server, and starts again on what is left.
func TestParentKilled(t *testing.T) {
	for name, killServer := range map[string]bool{"parent only": false, "both": true} {
		t.Run(name, func(t *testing.T) {
			dir := dataDir(t)
			parent := startParent(t, dir)
			e, err := Attach(dir)
			if err != nil {
				t.Fatal(err)
			}
			do(t, connect(t, e.OwnerDSN()), "CREATE TABLE kept AS SELECT 42 AS n")
			pid := readPidFile(filepath.Join(dir, clusterName)).pid
			if killServer {
				syscall.Kill(pid, syscall.SIGKILL)
			}
			if err := parent.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			parent.Wait()
			c := start(t, dir)
			if n := one[int](t, connect(t, c.OwnerDSN()), "SELECT n FROM kept"); n != 42 {
				t.Errorf("kept %d", n)
			}
			if serves(pid, filepath.Join(dir, clusterName)) {
				t.Error("the orphan still runs")
			}
		})
	}
}

// TestNoOrphan kills a Kontor and only looks on.
func TestNoOrphan(t *testing.T) {
	dir := dataDir(t)
	parent := startParent(t, dir)
	cluster := filepath.Join(dir, clusterName)
	pid := readPidFile(cluster).pid
	parent.Process.Kill()
	parent.Wait()
	eventually(t, "the server of a killed parent ends", func() bool { return !serves(pid, cluster) })
	if _, err := os.Stat(filepath.Join(cluster, "postmaster.pid")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it did not shut down cleanly: %v", err)
	}
}

// TestStaleNumberOfAnotherProcess leaves the number of a process that runs as
// the server's own user, which PostgreSQL alone would not dare to start beside.
func TestStaleNumberOfAnotherProcess(t *testing.T) {
	dir := dataDir(t)
	c := start(t, dir)
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	account, err := serverAccount(dir)
	if err != nil {
		t.Fatal(err)
	}
	other, err := child.Start(child.Spec{Path: "/bin/sleep", Args: []string{"1000"}, Account: account})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { other.Signal(syscall.SIGKILL); <-other.Ended() }()
	file := filepath.Join(dir, clusterName, "postmaster.pid")
	stale := strconv.Itoa(other.Pid()) + "\n" + filepath.Dir(file) + "\n1\n5432\n/nowhere\n\n0 0\nready   \n"
	if err := os.WriteFile(file, []byte(stale), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := account.Own(file); err != nil {
		t.Fatal(err)
	}
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) {
		t.Errorf("attached to a stranger: %v", err)
	}
	one[int](t, connect(t, start(t, dir).AppDSN()), "SELECT 1")
}

const parentVariable = "KONTOR_TEST_PARENT_OF"

func startParent(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), parentVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	if _, err := out.Read(make([]byte, 8)); err != nil {
		t.Fatalf("the parent did not start its cluster: %v", err)
	}
	return cmd
}

// beParent runs a cluster until somebody kills us.
func beParent(dir string) {
	if _, err := StartCluster(context.Background(), ClusterOptions{DataDir: dir}); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Stdout.WriteString("started\n")
	select {}
}
