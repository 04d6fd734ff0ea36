package migrations

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/jmoiron/sqlx"

	"kontor/internal/child"
	"kontor/internal/postgres"
)

// The cluster of these tests has an administrator besides the usual logins.
const admin, adminPassword = "almighty", "almighty"

var cluster *postgres.Cluster

func TestMain(m *testing.M) {
	code, err := withCluster(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

func withCluster(run func() int) (code int, err error) {
	dir, err := os.MkdirTemp("", "kontor-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	opts := postgres.ClusterOptions{DataDir: dir, Volatile: true}
	if cluster, err = postgres.StartCluster(ctx, opts); err != nil {
		return 1, err
	}
	if err := errors.Join(cluster.Stop(ctx), makeAdmin(cluster)); err != nil {
		return 1, err
	}
	if cluster, err = postgres.StartCluster(ctx, opts); err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, cluster.Stop(ctx)) }()
	return run(), nil
}

func makeAdmin(c *postgres.Cluster) error {
	dir := filepath.Join(c.DataDir(), "postgres")
	spec := child.Spec{Path: filepath.Join(c.BinDir(), "postgres"), Args: []string{"--single", "-D", dir, "postgres"}}
	if child.IsRoot() {
		spec.Account = child.OwnerOf(dir)
	}
	said, err := child.Run(spec, strings.NewReader("CREATE ROLE "+admin+" LOGIN SUPERUSER PASSWORD '"+adminPassword+"'\n"))
	if err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	return nil
}

func connect(t *testing.T, dsn string) *sqlx.DB {
	t.Helper()
	db, err := postgres.Connect(t.Context(), dsn, postgres.Pool{MaxOpen: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func do(t *testing.T, db *sqlx.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

var databases atomic.Int32

// newDatabase gives a way to rename the database of a connection string.
func newDatabase(t *testing.T, owner string) func(dsn string) string {
	t.Helper()
	name := fmt.Sprintf("test_%d", databases.Add(1))
	do(t, asAdmin(t, cluster.OwnerDSN()), "CREATE DATABASE "+name+" OWNER "+owner)
	return func(dsn string) string { return dsn + " dbname=" + name }
}

func asAdmin(t *testing.T, dsn string) *sqlx.DB {
	t.Helper()
	return connect(t, as(dsn, admin, adminPassword))
}

func fixedLogins() Logins { return Logins{} }

// small is a set of migrations that uses the roles.
func small() fstest.MapFS {
	return fstest.MapFS{
		"00001_shelf.sql": {Data: []byte("-- +goose Up\nCREATE SCHEMA shelf;\nCREATE TABLE shelf.books (n int);\nGRANT USAGE ON SCHEMA shelf TO kontor_app, kontor_expert;\nGRANT SELECT ON shelf.books TO kontor_app, kontor_expert;\n")},
		"00002_seed.sql":  {Data: []byte("-- +goose Up\nINSERT INTO shelf.books VALUES (1);\n")},
	}
}

func TestMigrateTheRealThing(t *testing.T) {
	in := newDatabase(t, postgres.OwnerLogin)
	app := connect(t, in(cluster.AppDSN()))
	if err := CheckVersion(t.Context(), app); err == nil || !strings.Contains(err.Error(), "kontor migrate") {
		t.Errorf("before: %v", err)
	}
	for range 2 {
		if err := Migrate(t.Context(), in(cluster.OwnerDSN()), fixedLogins()); err != nil {
			t.Fatal(err)
		}
	}
	if err := CheckVersion(t.Context(), app); err != nil {
		t.Error(err)
	}
	if err := CheckWall(t.Context(), app, connect(t, in(cluster.ExpertDSN()))); err != nil {
		t.Error(err)
	}
}

func TestMigrateAtTheSameTime(t *testing.T) {
	one, two := newDatabase(t, postgres.OwnerLogin), newDatabase(t, postgres.OwnerLogin)
	logins := Logins{App: Login{"same_time_app", "a"}, Expert: Login{"same_time_expert", "b"}}
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wg.Go(func() {
			in := one
			if i%2 == 0 {
				in = two
			}
			errs[i] = migrate(t.Context(), in(cluster.OwnerDSN()), logins, small())
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	for _, in := range []func(string) string{one, two} {
		var rows int
		db := connect(t, as(in(cluster.AppDSN()), "same_time_app", "a"))
		if err := db.Get(&rows, "SELECT count(*) FROM shelf.books"); err != nil || rows != 1 {
			t.Errorf("seeded %d times, %v", rows, err)
		}
	}
}

func TestPasswordFollowsTheConnectionString(t *testing.T) {
	in := newDatabase(t, postgres.OwnerLogin)
	for _, password := range []string{"first", "it's \\ second"} {
		login := Login{"moody", password}
		if err := migrate(t.Context(), in(cluster.OwnerDSN()), Logins{App: login}, small()); err != nil {
			t.Fatal(err)
		}
		connect(t, as(in(cluster.AppDSN()), login.Name, login.Password))
	}
}

func TestOwnerWithoutRights(t *testing.T) {
	in := newDatabase(t, postgres.OwnerLogin)
	boss := asAdmin(t, in(cluster.OwnerDSN()))
	name := func(who string) string { return fmt.Sprintf("%s_%d", who, databases.Load()) }
	poor, app, expert := name("poor"), name("rich_app"), name("rich_expert")
	do(t, boss, "CREATE ROLE "+poor+" LOGIN PASSWORD 'poor'")
	owner := as(in(cluster.OwnerDSN()), poor, "poor")
	logins := Logins{App: Login{app, "secret of " + app}, Expert: Login{expert, "secret of " + expert}}

	for _, what := range []string{"roles", "database"} {
		err := migrate(t.Context(), owner, logins, small())
		var rights *RightsError
		if !errors.As(err, &rights) {
			t.Fatalf("without rights to %s: %v", what, err)
		}
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("a password shows: %v", err)
		}
		for _, statement := range rights.SQL {
			do(t, boss, withPasswords(statement, logins))
		}
	}
	if err := migrate(t.Context(), owner, logins, small()); err != nil {
		t.Fatalf("after an administrator helped: %v", err)
	}
	connect(t, as(in(cluster.AppDSN()), expert, "secret of "+expert))
}

// withPasswords does what the administrator is asked to.
func withPasswords(statement string, logins Logins) string {
	for _, l := range []Login{logins.App, logins.Expert} {
		if strings.Contains(statement, l.Name) {
			statement = strings.Replace(statement, "the password in its connection string", l.Password, 1)
		}
	}
	return statement
}

func TestNewerDatabaseIsRefused(t *testing.T) {
	in := newDatabase(t, postgres.OwnerLogin)
	if err := migrate(t.Context(), in(cluster.OwnerDSN()), fixedLogins(), small()); err != nil {
		t.Fatal(err)
	}
	older := small()
	delete(older, "00002_seed.sql")
	err := migrate(t.Context(), in(cluster.OwnerDSN()), fixedLogins(), older)
	if err == nil || !strings.Contains(err.Error(), "newer Kontor") {
		t.Errorf("an older program says %v", err)
	}
}

func TestBrokenMigrationCanBeMended(t *testing.T) {
	in := newDatabase(t, postgres.OwnerLogin)
	broken := small()
	broken["00002_seed.sql"] = &fstest.MapFile{Data: []byte("-- +goose Up\nINSERT INTO shelf.books VALUES (1);\nSELECT nonsense;\n")}
	if err := migrate(t.Context(), in(cluster.OwnerDSN()), fixedLogins(), broken); err == nil || !strings.Contains(err.Error(), "version:2") {
		t.Fatalf("a broken migration says %v", err)
	}
	if err := migrate(t.Context(), in(cluster.OwnerDSN()), fixedLogins(), small()); err != nil {
		t.Fatal(err)
	}
	var rows int
	owner := connect(t, in(cluster.OwnerDSN()))
	if err := owner.Get(&rows, "SELECT count(*) FROM shelf.books"); err != nil || rows != 1 {
		t.Errorf("half a migration stayed: %d rows, %v", rows, err)
	}
	if version, err := Version(t.Context(), owner); err != nil || version != 2 {
		t.Errorf("version %d, %v", version, err)
	}
}

func TestThreeLoginsOrNone(t *testing.T) {
	in := newDatabase(t, postgres.OwnerLogin)
	for _, logins := range []Logins{
		{App: Login{Name: postgres.OwnerLogin}},
		{Expert: Login{Name: postgres.OwnerLogin}},
		{App: Login{Name: "both"}, Expert: Login{Name: "both"}},
		{Expert: Login{Name: AppRole}},
	} {
		if err := migrate(t.Context(), in(cluster.OwnerDSN()), logins, small()); err == nil || !strings.Contains(err.Error(), "three different logins") {
			t.Errorf("%v: %v", logins, err)
		}
	}
}

func TestEmbeddedAreAllFiles(t *testing.T) {
	onDisk, err := filepath.Glob("*.sql")
	if err != nil {
		t.Fatal(err)
	}
	inside, err := fs.Glob(files, "*.sql")
	if err != nil || len(inside) != len(onDisk) || Latest() != int64(len(onDisk)) {
		t.Errorf("%d files, %d embedded, latest %d: numbers should have no holes (%v)", len(onDisk), len(inside), Latest(), err)
	}
}
