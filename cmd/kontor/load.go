package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"kontor/cmd/kontor/load"
	"kontor/internal/postgres"
	"kontor/privacy"
)

type loadCommand struct {
	Base     []string `placeholder:"URL,…" help:"Servers to load. Default: the one at KONTOR_ADDR."`
	Database string   `placeholder:"DSN" help:"Database of the desk as its owner; its key comes from the settings. Without it only visitors come and less can be checked."`
	Here     bool     `help:"Take the database of the Kontor that these settings are of."`

	Customers *int          `help:"People who ask. Default: 20, or none with --senders, --storm and --crowd."`
	Experts   int           `default:"5" help:"People who answer first."`
	Staff     int           `default:"4" help:"People who stand behind them."`
	For       time.Duration `default:"20s" help:"How long they act, or idle sockets are watched."`
	Pace      float64       `default:"1" help:"Messages per second and person; 0: as fast as they are acknowledged."`

	Idle    int `help:"Further sockets that only watch a ticket of their own."`
	Senders int `help:"Plain throughput instead of people: so many senders with one message in flight each."`
	Storm   int `help:"So many sockets connect at once."`
	Crowd   int `help:"So many sockets watch one ticket, to which is written."`

	Compare time.Duration `default:"2s" help:"How long bare commits and the echo are measured beside it; 0: not at all."`
	Seed    int64         `help:"Same seed, same behaviour. Default: by chance."`
	Settle  time.Duration `default:"15s" help:"How long everything may take to arrive after the end."`
	Table   bool          `help:"Measure everything of which the size of a machine depends, one after the other, in some four minutes."`
	Clean   bool          `help:"Only remove what runs that were killed have left."`
}

// Exit codes of load: 1 says that a guarantee was broken.
const exitNotRun = 3

// exit is an error with a code of its own.
type exit struct {
	code int
	error
}

func (e exit) Unwrap() error { return e.error }

// loadGarbage is how much the tool lets lie before it collects it, in per cent of what it
// uses, unless GOGC says so: while it collects it hears late, and takes that for the
// desk's slowness.
const loadGarbage = 400

// Run drives the desk and judges it.
func (c *loadCommand) Run(ctx context.Context, s *Settings, out io.Writer) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(loadGarbage)
	}
	held, err := c.run(ctx, s, out)
	if err != nil {
		return exit{exitNotRun, err}
	}
	if !held {
		return exit{exitFailed, errors.New("guarantees were broken")}
	}
	return nil
}

func (c *loadCommand) run(ctx context.Context, s *Settings, out io.Writer) (held bool, err error) {
	log, err := newLog(s.Log, out)
	if err != nil {
		return false, err
	}
	o := load.Options{
		Bases: c.Base, Customers: c.customers(), Experts: c.Experts, Staff: c.Staff, Idle: c.Idle, For: c.For, Pace: c.Pace,
		Senders: c.Senders, Storm: c.Storm, Crowd: c.Crowd, Compare: c.Compare, Seed: c.Seed, Settle: c.Settle, Out: out, Log: log,
	}
	if len(o.Bases) == 0 {
		o.Bases = []string{s.url()}
	}
	if o.Database, o.Keyring, err = c.database(ctx, s); err != nil {
		return false, err
	}
	switch {
	case c.Clean:
		return true, c.clean(ctx, o.Database, out)
	case c.Table:
		o.Customers, o.Idle, o.Senders, o.Storm, o.Crowd, o.Compare, o.Out = 0, 0, 0, 0, 0, 0, nil
		return load.Table(ctx, o, out)
	}
	report, err := load.Run(ctx, o)
	if err != nil {
		return false, err
	}
	report.Print(out)
	return report.Held(), nil
}

// usualCustomers come where nothing else is measured.
const usualCustomers = 20

func (c *loadCommand) customers() int {
	switch {
	case c.Customers != nil:
		return *c.Customers
	case c.Senders+c.Storm+c.Crowd > 0:
		return 0
	}
	return usualCustomers
}

func (c *loadCommand) clean(ctx context.Context, dsn string, out io.Writer) error {
	if dsn == "" {
		return errors.New("what was left can only be removed with --database or --here")
	}
	n, err := load.Clean(ctx, dsn)
	if err == nil {
		_, err = fmt.Fprintf(out, "removed what %d runs had left\n", n)
	}
	return err
}

// database gives the owner's way to the database and the key that it was begun
// with; both are empty where only visitors come.
func (c *loadCommand) database(ctx context.Context, s *Settings) (string, *privacy.Keyring, error) {
	d := &database{dir: s.Data}
	var err error
	switch {
	case c.Here:
		if d, err = attach(ctx, s); err != nil {
			return "", nil, err
		}
	case c.Database != "":
		d.dsn.owner = c.Database
		if d.app, err = postgres.Connect(ctx, c.Database, postgres.Pool{Setting: "--database", MaxOpen: 1}); err != nil {
			return "", nil, err
		}
	default:
		return "", nil, nil
	}
	keyring, err := knownKey(ctx, s, d)
	return d.dsn.owner, keyring, errors.Join(err, d.close())
}

// knownKey is the key of a database that has one; here none is made.
func knownKey(ctx context.Context, s *Settings, d *database) (*privacy.Keyring, error) {
	known, err := fingerprint(ctx, d.app)
	if err != nil {
		return nil, err
	}
	if known == "" {
		return nil, errors.New("no Kontor has served with this database yet")
	}
	if d.dsn.owner == "" {
		return nil, errors.New("OWNER_DATABASE_URL is not set, and only the owner may remove what a run makes")
	}
	return openKeyring(ctx, s, d, slog.New(slog.DiscardHandler))
}
