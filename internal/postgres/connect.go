package postgres

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"
)

// Pool says how a login uses the database. For the times, zero means the
// default given beside it and a negative value means no limit. What the
// connection string itself sets wins.
type Pool struct {
	Setting string // the name of the setting the string came from, for messages
	Name    string // application_name; default kontor

	MaxOpen int // default 16: two cores are no faster with more
	MaxIdle int // default MaxOpen, so that prepared statements live long

	StatementTimeout time.Duration // default 30 s
	LockTimeout      time.Duration // default 10 s
	IdleInTxTimeout  time.Duration // default 5 s: no transaction waits for anything outside, and a node that is cut off holds locks as long
	ConnectTimeout   time.Duration // default 10 s
	StartupTimeout   time.Duration // default 30 s: how long a server that is starting is waited for
}

const (
	defaultMaxOpen = 16
	maxIdleTime    = 5 * time.Minute
	maxLifetime    = time.Hour // so that a moved server is found again
)

// Connect opens a pool and makes sure that it can be used. A []byte argument goes
// over as bytea: give a string where the column is json. The string is a URL
// (postgres://…) or key=value pairs. Without sslmode, connections within this
// machine are not encrypted and all others are. The error says what is wrong
// and how to mend it, and never holds the password.
func Connect(ctx context.Context, dsn string, pool Pool) (*sqlx.DB, error) {
	cfg, err := pool.config(dsn)
	if err != nil {
		return nil, err
	}
	connector, err := newGuard(cfg).connector()
	if err != nil {
		return nil, pool.explain(cfg, err)
	}
	db := sqlx.NewDb(sql.OpenDB(connector), "postgres")
	db.SetMaxOpenConns(cmp.Or(pool.MaxOpen, defaultMaxOpen))
	db.SetMaxIdleConns(cmp.Or(pool.MaxIdle, pool.MaxOpen, defaultMaxOpen))
	db.SetConnMaxIdleTime(maxIdleTime)
	db.SetConnMaxLifetime(maxLifetime)
	if err := pool.greet(ctx, db); err != nil {
		return nil, errors.Join(pool.explain(cfg, err), db.Close())
	}
	return db, nil
}

func (p Pool) config(dsn string) (pq.Config, error) {
	dsn = strings.TrimSpace(dsn) // files with secrets end in a newline
	if dsn == "" {
		return pq.Config{}, p.errorf("it is empty; expected postgres://user:password@host:5432/database")
	}
	cfg, err := pq.NewConfig(dsn)
	if err != nil {
		return pq.Config{}, p.unreadable(err)
	}
	cfg.SSLMode = cmp.Or(cfg.SSLMode, sslMode(cfg))
	cfg.ApplicationName = cmp.Or(cfg.ApplicationName, p.Name, "kontor")
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = max(0, cmp.Or(p.ConnectTimeout, 10*time.Second))
	}
	cfg.BinaryParameters = true // what is not prepared takes one round trip instead of two
	p.limits(cfg.Runtime)
	return cfg, nil
}

// limits adds what each session starts with.
func (p Pool) limits(session map[string]string) {
	for name, value := range map[string]string{
		"statement_timeout":                   milliseconds(p.StatementTimeout, 30*time.Second),
		"lock_timeout":                        milliseconds(p.LockTimeout, 10*time.Second),
		"idle_in_transaction_session_timeout": milliseconds(p.IdleInTxTimeout, 5*time.Second),
		"timezone":                            "UTC",
	} {
		if _, set := session[name]; !set {
			session[name] = value
		}
	}
}

// milliseconds in PostgreSQL's settings: 0 is no limit there.
func milliseconds(d, otherwise time.Duration) string {
	return strconv.FormatInt(max(0, cmp.Or(d, otherwise)).Milliseconds(), 10)
}

// sslMode is what a string that does not say gets.
func sslMode(cfg pq.Config) pq.SSLMode {
	hosts := []string{cfg.Host}
	if cfg.Hostaddr.IsValid() {
		hosts = []string{cfg.Hostaddr.String()}
	}
	for _, m := range cfg.Multi {
		hosts = append(hosts, cmp.Or(m.Host, m.Hostaddr.String()))
	}
	for _, host := range hosts {
		if !isHere(host) {
			return pq.SSLModeRequire
		}
	}
	return pq.SSLModeDisable
}

func isHere(host string) bool {
	if filepath.IsAbs(host) || strings.HasPrefix(host, "@") || strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return ip != nil && ip.IsLoopback()
}

// greet waits for a server that is just starting and looks whether it will do.
func (p Pool) greet(ctx context.Context, db *sqlx.DB) error {
	var err error
	limit := max(0, cmp.Or(p.StartupTimeout, 30*time.Second))
	until(ctx, limit, func() bool {
		err = checkServer(ctx, db)
		return pq.As(err, pqerror.CannotConnectNow) == nil
	})
	return err
}

func checkServer(ctx context.Context, db *sqlx.DB) error {
	var server struct {
		Version  int    `db:"version"`
		Encoding string `db:"encoding"`
	}
	err := db.GetContext(ctx, &server, `
		SELECT current_setting('server_version_num')::int AS version,
		       current_setting('server_encoding') AS encoding`)
	switch {
	case err != nil:
		return err
	case server.Version < oldestMajor*10000:
		return fmt.Errorf("the server is PostgreSQL %d; Kontor needs %d or newer", server.Version/10000, oldestMajor)
	case server.Encoding != "UTF8":
		return fmt.Errorf("the database has the encoding %s; make one with: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0", server.Encoding)
	}
	return nil
}
