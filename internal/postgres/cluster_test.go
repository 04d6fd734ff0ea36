package postgres

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres/child"
)

// dataDir is a directory that the database's user can reach; t.TempDir is not
// when the tests run as root.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "kontor-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func start(t *testing.T, dir string) *Cluster {
	t.Helper()
	c, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Stop(context.Background()) })
	return c
}

// shared is a cluster for tests that do it no harm. TestMain stops it.
func shared(t *testing.T) *Cluster {
	t.Helper()
	sharedOnce.Do(func() {
		dir, err := os.MkdirTemp("", "kontor-test-")
		if err != nil {
			t.Fatal(err)
		}
		if sharedCluster, err = StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true}); err != nil {
			t.Fatal(err)
		}
	})
	if sharedCluster == nil {
		t.Fatal("the shared cluster did not start")
	}
	return sharedCluster
}

var (
	sharedOnce    sync.Once
	sharedCluster *Cluster
)

func stopShared() error {
	if sharedCluster == nil {
		return nil
	}
	return errors.Join(sharedCluster.Stop(context.Background()), os.RemoveAll(sharedCluster.DataDir()))
}

func connect(t *testing.T, dsn string) *sqlx.DB {
	t.Helper()
	db, err := Connect(t.Context(), dsn, Pool{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func one[T any](t *testing.T, db *sqlx.DB, query string) (v T) {
	t.Helper()
	if err := db.GetContext(t.Context(), &v, query); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return v
}

func do(t *testing.T, db *sqlx.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// eventually waits for what another process brings about.
func eventually(t *testing.T, what string, came func() bool) {
	t.Helper()
	if !until(t.Context(), 30*time.Second, came) {
		t.Fatal("this did not come about: " + what)
	}
}

func TestFirstStart(t *testing.T) {
	c := shared(t)
	for login, dsn := range map[string]string{OwnerLogin: c.OwnerDSN(), AppLogin: c.AppDSN(), ExpertLogin: c.ExpertDSN()} {
		if got := one[string](t, connect(t, dsn), "SELECT current_user"); got != login {
			t.Errorf("logged in as %s, want %s", got, login)
		}
	}
	owner := connect(t, c.OwnerDSN())
	for setting, want := range map[string]string{
		"listen_addresses": "", "data_checksums": "on", "server_encoding": "UTF8", "lc_collate": "C.UTF-8",
		"jit": "off", "wal_compression": "pglz", "TimeZone": "UTC", "password_encryption": "scram-sha-256",
		"log_error_verbosity": "terse", "log_min_messages": "log",
	} {
		if got := one[string](t, owner, "SELECT current_setting('"+setting+"')"); got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
	if st, err := os.Stat(filepath.Join(c.DataDir(), secretsName)); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("passwords: %v %v", st, err)
	}
	if child.IsRoot() {
		if a := child.OwnerOf(filepath.Join("/proc", strconv.Itoa(c.PID()))); a == nil {
			t.Error("the server runs as root")
		}
	}
}

func TestNobodyElseEnters(t *testing.T) {
	c := shared(t)
	without := strings.Replace(c.ExpertDSN(), c.secrets.Expert, "guess", 1)
	as := func(user string) string { return strings.Replace(without, ExpertLogin, user, 1) }
	for name, dsn := range map[string]string{
		"wrong password":   without,
		"superuser":        as(superuser),
		"another's name":   strings.Replace(c.ExpertDSN(), ExpertLogin, AppLogin, 1),
		"unknown login":    as("nobody"),
		"another database": strings.Replace(c.ExpertDSN(), "dbname=kontor", "dbname=postgres", 1),
	} {
		if db, err := Connect(t.Context(), dsn, Pool{}); err == nil {
			db.Close()
			t.Errorf("%s: let in", name)
		}
	}
}

func TestOwnerMakesNoRolesOutsideTests(t *testing.T) {
	w := workshop{}
	if got := w.foundation()[0]; strings.Contains(got, "CREATEROLE") || strings.Contains(got, "SUPERUSER") {
		t.Errorf("owner is made by %q", got)
	}
}

func TestRestartKeepsData(t *testing.T) {
	dir := dataDir(t)
	c, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir}) // not volatile: the real thing
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Stop(context.Background()) })
	do(t, connect(t, c.OwnerDSN()), "CREATE TABLE kept AS SELECT 42 AS n")
	for range 2 { // twice is fine
		if err := c.Stop(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if err, more := <-c.Done(); err != nil || more {
		t.Errorf("done says %v %v after a stop", err, more)
	}
	if serves(c.PID(), filepath.Join(dir, clusterName)) {
		t.Error("the server outlived its stop")
	}
	again := start(t, dir)
	if n := one[int](t, connect(t, again.OwnerDSN()), "SELECT n FROM kept"); n != 42 {
		t.Errorf("kept %d", n)
	}
}

func TestStopCutsOffWhoIsConnected(t *testing.T) {
	c := start(t, dataDir(t))
	tx, err := connect(t, c.AppDSN()).BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("SELECT 1"); !IsRetryable(err) {
		t.Errorf("a session that was cut off says %v", err)
	}
}

func TestStopWithoutTime(t *testing.T) {
	dir := dataDir(t)
	c := start(t, dir)
	do(t, connect(t, c.OwnerDSN()), "CREATE TABLE kept ()")
	hurry, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Stop(hurry); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if serves(c.PID(), filepath.Join(dir, clusterName)) {
		t.Error("the server outlived its stop")
	}
	do(t, connect(t, start(t, dir).OwnerDSN()), "TABLE kept")
}

func TestSecondKontorIsRefused(t *testing.T) {
	dir := shared(t).DataDir()
	_, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	var inUse *InUseError
	if !errors.As(err, &inUse) || inUse.PID != os.Getpid() || inUse.Dir != dir {
		t.Fatalf("second start says %v", err)
	}
	if !strings.Contains(err.Error(), "KONTOR_DATA") {
		t.Errorf("no way out in %q", err)
	}
}

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

func TestAttach(t *testing.T) {
	dir := dataDir(t)
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) {
		t.Fatalf("with nothing running: %v", err)
	}
	c := start(t, dir)
	e, err := Attach(dir)
	if err != nil {
		t.Fatal(err)
	}
	if e != c.Endpoint {
		t.Errorf("attached to %v, want %v", e, c.Endpoint)
	}
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := Attach(dir); !errors.Is(err, ErrNotRunning) {
		t.Errorf("after the stop: %v", err)
	}
}

func TestLostPasswordsAreMadeAnew(t *testing.T) {
	dir := dataDir(t)
	c := start(t, dir)
	old := c.secrets
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	strange := newSecrets()
	if err := strange.write(dir); err != nil {
		t.Fatal(err)
	}
	_, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	if err == nil || !strings.Contains(err.Error(), "remove the file") {
		t.Fatalf("with strange passwords: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, secretsName), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	if err == nil || !strings.Contains(err.Error(), "remove the file") {
		t.Fatalf("with a broken file: %v", err)
	}
	if err := os.Remove(filepath.Join(dir, secretsName)); err != nil {
		t.Fatal(err)
	}
	c = start(t, dir)
	if c.secrets == old || c.secrets == strange {
		t.Error("the passwords are not new")
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

func TestLongDirectoryGetsAShortSocket(t *testing.T) {
	dir := filepath.Join(dataDir(t), strings.Repeat("d", 60), strings.Repeat("e f'", 20))
	if child.IsRoot() {
		os.Chmod(filepath.Dir(filepath.Dir(dir)), 0o711)
	}
	c := start(t, dir)
	if len(c.socketDir) > 60 || strings.HasPrefix(c.socketDir, dir) {
		t.Errorf("socket in %s", c.socketDir)
	}
	if st, err := os.Stat(c.socketDir); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("socket directory: %v %v", st, err)
	}
	one[int](t, connect(t, c.AppDSN()), "SELECT 1")
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(c.socketDir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("socket directory after stop: %v", err)
	}
}

func TestWrongDirectory(t *testing.T) {
	dir := dataDir(t)
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other")
	for _, d := range []string{filepath.Join(other, clusterName), filepath.Join(other, socketName)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(other, clusterName, "PG_VERSION"), []byte("9.6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if child.IsRoot() {
		os.Chmod(dir, 0o711)
		os.Chmod(other, 0o711)
	}
	for path, want := range map[string]string{file: "KONTOR_DATA", other: "PostgreSQL 9.6"} {
		_, err := StartCluster(t.Context(), ClusterOptions{DataDir: path, Volatile: true})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestUnreachableDirectoryMovesForRoot(t *testing.T) {
	if !child.IsRoot() {
		t.Skip("only root's server runs as somebody else")
	}
	closed := filepath.Join(dataDir(t), "closed")
	if err := os.MkdirAll(filepath.Join(closed, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	account, err := serverAccount(closed)
	if err != nil {
		t.Fatal(err)
	}
	fallback := filepath.Join(dataDir(t), "fallback")
	os.Chmod(filepath.Dir(fallback), 0o711)
	asked := filepath.Join(closed, "data")
	if got, err := chooseDataDir(asked, fallback, account); err != nil || got != fallback {
		t.Errorf("chose %s, %v", got, err)
	}
	if _, err := chooseDataDir(asked, "", account); err == nil || !strings.Contains(err.Error(), account.Name) {
		t.Errorf("without a fallback: %v", err)
	}
	if st, err := os.Stat(closed); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("somebody else's door was opened: %v %v", st.Mode(), err)
	}
}

func TestNoBinaries(t *testing.T) {
	was := binaryPlaces
	binaryPlaces = nil
	t.Cleanup(func() { binaryPlaces = was })
	t.Setenv("PATH", t.TempDir())
	_, err := StartCluster(t.Context(), ClusterOptions{DataDir: dataDir(t), Volatile: true})
	if !errors.Is(err, ErrNoBinaries) || !strings.Contains(err.Error(), "apt-get install postgresql") {
		t.Errorf("without PostgreSQL: %v", err)
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

func TestMain(m *testing.M) {
	if dir := os.Getenv(parentVariable); dir != "" {
		beParent(dir)
		return
	}
	code := m.Run()
	if err := stopShared(); err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		code = 1
	}
	os.Exit(code)
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
