package testkit

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"kontor/migrations"
)

func TestMain(m *testing.M) { Main(m) }

func TestEachDatabaseIsItsOwn(t *testing.T) {
	t.Parallel()
	one, two := Database(t), Database(t)
	if _, err := one.App.Exec(`INSERT INTO desk.teams (id, name) VALUES ('x', 'X')`); err != nil {
		t.Fatal(err)
	}
	for db, want := range map[*DB]int{one: 1, two: 0} {
		var n int
		if err := db.Owner.Get(&n, `SELECT count(*) FROM desk.teams`); err != nil || n != want {
			t.Errorf("%d teams, want %d: %v", n, want, err)
		}
	}
}

func TestADatabaseHasItsWall(t *testing.T) {
	t.Parallel()
	db := Database(t)
	if err := migrations.CheckWall(context.Background(), db.App, db.Expert); err != nil {
		t.Error(err)
	}
	if _, err := db.Expert.Exec(`SELECT FROM vault.keys`); pq.As(err, pqerror.InsufficientPrivilege) == nil {
		t.Errorf("the expert login reads the vault: %v", err)
	}
	if _, err := db.App.Exec(`CREATE TEMP TABLE x ()`); pq.As(err, pqerror.InsufficientPrivilege) == nil {
		t.Errorf("the app login makes tables: %v", err)
	}
}

func TestNothingIsLeftOfADatabase(t *testing.T) {
	t.Parallel()
	var name string
	t.Run("a test that keeps its connection", func(t *testing.T) {
		db := Database(t)
		if err := db.Owner.Get(&name, `SELECT current_database()`); err != nil {
			t.Fatal(err)
		}
		forgotten, err := sqlx.Connect("postgres", db.AppDSN)
		if err != nil {
			t.Fatal(err)
		}
		atEnd(func() error { _ = forgotten.Close(); return nil }) // it finds its session gone
		if _, err := forgotten.Exec(`BEGIN; SELECT FROM desk.teams`); err != nil {
			t.Fatal(err)
		}
	})
	c, err := theCluster()
	if err != nil {
		t.Fatal(err)
	}
	var there bool
	if err := c.db.Get(&there, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name); err != nil || there {
		t.Errorf("%s is still there: %v, %v", name, there, err)
	}
}

func TestTheTemplateIsMadeOnce(t *testing.T) {
	t.Parallel()
	Database(t)
	c, err := theCluster()
	if err != nil {
		t.Fatal(err)
	}
	errs := make(chan error, 4)
	for range 4 {
		go func() { errs <- c.makeTemplate(context.Background()) }()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	other := *c
	other.template = "template_other"
	t.Cleanup(func() {
		for _, q := range []string{`ALTER DATABASE template_other ALLOW_CONNECTIONS true`, `DROP DATABASE template_other WITH (FORCE)`} {
			if _, err := c.db.Exec(q); err != nil {
				t.Error(err)
			}
		}
	})
	for range 3 {
		go func() { errs <- other.makeTemplate(context.Background()) }()
	}
	for range 3 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestRedisIsEmptyAndItsOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, two := Redis(t), Redis(t)
	if err := one.Set(ctx, "x", "1", 0).Err(); err != nil {
		t.Fatal(err)
	}
	if n, err := two.DBSize(ctx).Result(); err != nil || n != 0 {
		t.Errorf("%d keys in the other: %v", n, err)
	}
	alone := RedisServer(t)
	for range 2 {
		if err := alone.Stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
	}
	if n, err := one.DBSize(ctx).Result(); err != nil || n != 1 {
		t.Errorf("%d keys after another server stopped: %v", n, err)
	}
}

func TestScratchOfTheDeadIsSwept(t *testing.T) {
	mine, err := scratch()
	if err != nil {
		t.Fatal(err)
	}
	dead := filepath.Join(os.TempDir(), scratchPrefix+"dead-"+strings.ToLower(t.Name()))
	if err := os.MkdirAll(filepath.Join(dead, "postgres"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dead+lockSuffix, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	sweepScratch(os.TempDir())
	if _, err := os.Stat(mine); err != nil {
		t.Errorf("what is in use was swept: %v", err)
	}
	for _, path := range []string{dead, dead + lockSuffix} {
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Errorf("%s is still there: %v", path, err)
		}
	}
}

func TestClockLiesAheadOfTheMachine(t *testing.T) {
	db := Database(t)
	var ahead bool
	if err := db.Owner.Get(&ahead, `SELECT $1 > now()`, Clock().Now()); err != nil || !ahead {
		t.Errorf("ahead: %v, %v", ahead, err)
	}
}
