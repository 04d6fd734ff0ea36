package postgres

import (
	"context"
	"errors"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
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
	if !until(t.Context(), 3*time.Minute, came) {
		t.Fatal("this did not come about: " + what)
	}
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
