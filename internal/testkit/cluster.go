package testkit

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/migrations"
)

// cluster is the server that the tests of this process use, and the name of
// the migrated database that theirs are copied from.
type cluster struct {
	db, asApp, asExpert *sqlx.DB // the logins, in a database that no test uses
	owner, app, expert  string   // how to reach it
	template            string
	howToCopy           string // the template
}

// theCluster is started by the first test that wants it. A failure stays: the
// next test would only wait for the same one.
var theCluster = sync.OnceValues(func() (*cluster, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return newCluster(ctx)
})

func newCluster(ctx context.Context) (*cluster, error) {
	endpoint, err := server(ctx)
	if err != nil {
		return nil, err
	}
	c := &cluster{owner: endpoint.OwnerDSN(), app: endpoint.AppDSN(), expert: endpoint.ExpertDSN()}
	if c.db, err = stay(ctx, c.owner); err != nil {
		return nil, err
	}
	if c.asApp, err = stay(ctx, c.app); err != nil {
		return nil, err
	}
	if c.asExpert, err = stay(ctx, c.expert); err != nil {
		return nil, err
	}
	if c.template, err = templateName(); err != nil {
		return nil, err
	}
	if c.howToCopy, err = howToCopy(ctx, c.db); err != nil {
		return nil, err
	}
	return c, c.makeTemplate(ctx)
}

// stay connects for as long as the process lives.
func stay(ctx context.Context, dsn string) (*sqlx.DB, error) {
	db, err := postgres.Connect(ctx, dsn, postgres.Pool{MaxOpen: 4, Name: "testkit", StatementTimeout: -1, LockTimeout: -1})
	if err != nil {
		return nil, err
	}
	atEnd(db.Close)
	return db, nil
}

// howToCopy has the files of a template copied, which takes a tenth of what
// copying by way of the log does: that has been usual since version 15, and
// before there was no choice.
func howToCopy(ctx context.Context, db *sqlx.DB) (string, error) {
	var version int
	if err := db.GetContext(ctx, &version, `SELECT current_setting('server_version_num')::int`); err != nil {
		return "", fmt.Errorf("ask for the version: %w", err)
	}
	if version < 150_000 {
		return "", nil
	}
	return " STRATEGY file_copy", nil
}

// server attaches to the server that runs for all packages, or starts one.
func server(ctx context.Context) (postgres.Endpoint, error) {
	if dir := os.Getenv(ClusterVariable); dir != "" {
		return postgres.Attach(dir)
	}
	dir, err := scratchIn(Quickest())
	if err != nil {
		return postgres.Endpoint{}, err
	}
	c, err := postgres.StartCluster(ctx, postgres.ClusterOptions{DataDir: dir, Volatile: true})
	if err != nil {
		return postgres.Endpoint{}, err
	}
	atEnd(func() error { return c.Stop(context.Background()) })
	return c.Endpoint, nil
}

// ClusterVariable names the data directory of a server that the tests of
// several packages share.
const ClusterVariable = "KONTOR_TEST_CLUSTER"

// ShareCluster starts the server for the processes that are given its data
// directory in ClusterVariable. The function it returns stops it.
func ShareCluster(ctx context.Context) (dir string, stop func() error, err error) {
	if err := os.Unsetenv(ClusterVariable); err != nil {
		return "", nil, err
	}
	endpoint, err := server(ctx)
	if err != nil {
		return "", nil, errors.Join(err, closeAll())
	}
	return endpoint.DataDir(), closeAll, nil
}

// makeTemplate migrates the template once per cluster and set of migrations.
// Several processes may come at the same time: one makes it, the others wait.
func (c *cluster) makeTemplate(ctx context.Context) error {
	conn, err := c.db.Connx(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock(hashtext('kontor testkit'))`); err != nil {
		return fmt.Errorf("wait for template: %w", err)
	}
	// Closing returns the connection to the pool, where the lock would live on.
	defer conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock_all()`) //nolint:errcheck // the server lets go at the latest with the connection
	var made bool
	if err := conn.GetContext(ctx, &made, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, c.template); err != nil || made {
		return err
	}
	return c.migrateTemplate(ctx, conn)
}

// migrateTemplate builds the template under another name, so that one which
// is there is whole.
func (c *cluster) migrateTemplate(ctx context.Context, conn *sqlx.Conn) error {
	making := c.template + "_making"
	for _, step := range []string{`DROP DATABASE IF EXISTS ` + making + ` WITH (FORCE)`, `CREATE DATABASE ` + making + ` TEMPLATE template0`} {
		if _, err := conn.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("make template: %w", err)
		}
	}
	if err := migrations.Migrate(ctx, at(c.owner, making), migrations.Logins{}); err != nil {
		return fmt.Errorf("migrate template: %w", err)
	}
	if err := visit(ctx, at(c.owner, making)); err != nil {
		return fmt.Errorf("visit template: %w", err)
	}
	for _, step := range []string{`ALTER DATABASE ` + making + ` ALLOW_CONNECTIONS false`, `ALTER DATABASE ` + making + ` RENAME TO ` + c.template} {
		if _, err := conn.ExecContext(ctx, step); err != nil {
			return fmt.Errorf("finish template: %w", err)
		}
	}
	return nil
}

// visit connects once: the first session writes down what each one begins with,
// and copies bring that along.
func visit(ctx context.Context, dsn string) error {
	db, err := postgres.Connect(ctx, dsn, postgres.Pool{MaxOpen: 1, Name: "testkit"})
	if err != nil {
		return err
	}
	return db.Close()
}

// templateName changes with the migrations as they stand in the source tree,
// which is where tests run.
func templateName() (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	files, err := filepath.Glob(filepath.Join(root, "migrations", "*.sql"))
	if err != nil || len(files) == 0 {
		return "", fmt.Errorf("find migrations below %s: %w", root, err)
	}
	sum := sha256.New()
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("read migration: %w", err)
		}
		fmt.Fprintf(sum, "%s %d\n%s", filepath.Base(file), len(text), text)
	}
	return "template_" + hex.EncodeToString(sum.Sum(nil))[:16], nil
}

func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	for err == nil {
		if _, gone := os.Stat(filepath.Join(dir, "go.mod")); gone == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("tests run outside of the source tree")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}

var databaseOf = regexp.MustCompile(`dbname=\S+`)

// at is the same login in another database.
func at(dsn, database string) string { return databaseOf.ReplaceAllString(dsn, "dbname="+database) }
