package testkit

import (
	"context"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
)

// DB is a database of its own with the three logins, migrated and empty.
type DB struct {
	Owner, App, Expert          *sqlx.DB
	OwnerDSN, AppDSN, ExpertDSN string
}

// patience is how long a step may take on a busy machine.
const patience = 3 * time.Minute

// Database gives a fresh database and drops it when the test ends, cutting off
// whoever is still connected.
func Database(t testing.TB) *DB {
	t.Helper()
	c, err := theCluster()
	if err != nil {
		t.Fatalf("testkit: start database server: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	name := "t_" + strings.ToLower(rand.Text())
	if err := c.copyTemplate(ctx, name); err != nil {
		t.Fatalf("testkit: make database: %v", err)
	}
	t.Cleanup(func() { c.drop(t, name) })
	db := &DB{OwnerDSN: at(c.owner, name), AppDSN: at(c.app, name), ExpertDSN: at(c.expert, name)}
	// As the owner a test looks and holds things up for as long as it likes.
	db.Owner = connect(ctx, t, db.OwnerDSN, postgres.Pool{MaxOpen: 4, StatementTimeout: -1, LockTimeout: -1, IdleInTxTimeout: -1})
	db.App = connect(ctx, t, db.AppDSN, postgres.Pool{MaxOpen: 16})
	db.Expert = connect(ctx, t, db.ExpertDSN, postgres.Pool{MaxOpen: 8})
	return db
}

func connect(ctx context.Context, t testing.TB, dsn string, pool postgres.Pool) *sqlx.DB {
	t.Helper()
	pool.Name = "testkit"
	db, err := postgres.Connect(ctx, dsn, pool)
	if err != nil {
		t.Fatalf("testkit: connect: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("testkit: close: %v", err)
		}
	})
	return db
}

// copyTemplate makes the database and gives the rights that belong to a
// database itself, which a copy does not bring along.
func (c *cluster) copyTemplate(ctx context.Context, name string) error {
	if _, err := c.db.ExecContext(ctx, `CREATE DATABASE `+name+` TEMPLATE `+c.template+c.howToCopy); err != nil {
		return fmt.Errorf("copy template: %w", err)
	}
	for _, right := range []string{
		`REVOKE ALL ON DATABASE ` + name + ` FROM PUBLIC`,
		`GRANT CONNECT ON DATABASE ` + name + ` TO ` + postgres.AppLogin + `, ` + postgres.ExpertLogin,
	} {
		if _, err := c.db.ExecContext(ctx, right); err != nil {
			return fmt.Errorf("set rights: %w", err)
		}
	}
	return nil
}

// drop needs all three logins: the owner may not end the sessions of others.
func (c *cluster) drop(t testing.TB, name string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for _, login := range []*sqlx.DB{c.asApp, c.asExpert} {
		_, err := login.ExecContext(ctx, `
			SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user`, name)
		if err != nil {
			t.Errorf("testkit: end sessions: %v", err)
		}
	}
	// Whoever is not told that the test is over comes back at once.
	var err error
	for range dropTries {
		if _, err = c.db.ExecContext(ctx, `DROP DATABASE IF EXISTS `+name+` WITH (FORCE)`); err == nil {
			return
		}
		if _, waited := c.db.ExecContext(ctx, `SELECT pg_sleep(0.1)`); waited != nil {
			break
		}
	}
	t.Errorf("testkit: drop database: %v", err)
}

const dropTries = 50
