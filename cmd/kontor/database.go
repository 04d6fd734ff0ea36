package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
	"kontor/migrations"
)

// database is the PostgreSQL that this process works with.
type database struct {
	cluster *postgres.Cluster // of our own, or nil
	dir     string            // where Kontor keeps its files
	dsn     dsns
	app     *sqlx.DB
	expert  *sqlx.DB
}

// dsns are the three ways in; owner may be empty.
type dsns struct{ owner, app, expert string }

// Connections of one node. Two cores are no faster with more.
const (
	appConnections    = 16
	expertConnections = 8
)

// openDatabase starts or finds the database, migrates it where it may, and
// makes sure that the wall stands.
func openDatabase(ctx context.Context, s *Settings, log *slog.Logger) (*database, error) {
	d := &database{dir: s.Data}
	if err := d.find(ctx, s, log); err != nil {
		return nil, errors.Join(err, d.close())
	}
	if err := d.enter(ctx, s); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

func (d *database) find(ctx context.Context, s *Settings, log *slog.Logger) error {
	own, err := s.ownDatabase()
	if err != nil {
		return err
	}
	if !own {
		d.dsn = dsns{s.OwnerDatabase, s.Database, s.ExpertDatabase}
		return makeDir(s.Data)
	}
	if d.dir, err = postgres.ChooseDataDir(s.Data); err != nil {
		return err
	}
	if d.cluster, err = postgres.StartCluster(ctx, postgres.ClusterOptions{DataDir: s.Data, Log: log}); err != nil {
		return err
	}
	d.dsn = dsns{d.cluster.OwnerDSN(), d.cluster.AppDSN(), d.cluster.ExpertDSN()}
	return nil
}

func makeDir(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("the data directory cannot be made; choose another with KONTOR_DATA: %w", err)
	}
	return nil
}

// enter migrates and connects. A database of our own has its logins already.
func (d *database) enter(ctx context.Context, s *Settings) error {
	if d.dsn.owner != "" {
		logins := migrations.Logins{}
		if d.cluster == nil {
			var err error
			if logins, err = s.logins(); err != nil {
				return err
			}
		}
		if err := migrations.Migrate(ctx, d.dsn.owner, logins); err != nil {
			return err
		}
	}
	if err := d.connect(ctx); err != nil {
		return err
	}
	if err := migrations.CheckVersion(ctx, d.app); err != nil {
		return err
	}
	return migrations.CheckWall(ctx, d.app, d.expert)
}

func (d *database) connect(ctx context.Context) (err error) {
	d.app, err = postgres.Connect(ctx, d.dsn.app, postgres.Pool{Setting: "DATABASE_URL", Name: "kontor", MaxOpen: appConnections})
	if err != nil {
		return err
	}
	d.expert, err = postgres.Connect(ctx, d.dsn.expert, postgres.Pool{Setting: "EXPERT_DATABASE_URL", Name: "kontor experts", MaxOpen: expertConnections})
	return err
}

// attach finds the database of a Kontor that may be running, for commands that
// work beside it. It starts nothing and migrates nothing.
func attach(ctx context.Context, s *Settings) (*database, error) {
	own, err := s.ownDatabase()
	if err != nil {
		return nil, err
	}
	d := &database{dir: s.Data, dsn: dsns{s.OwnerDatabase, s.Database, s.ExpertDatabase}}
	if own {
		e, err := postgres.Attach(s.Data)
		if err != nil {
			return nil, err
		}
		d.dir, d.dsn = e.DataDir(), dsns{e.OwnerDSN(), e.AppDSN(), e.ExpertDSN()}
	}
	if err := d.connect(ctx); err != nil {
		return nil, errors.Join(err, d.close())
	}
	if err := migrations.CheckVersion(ctx, d.app); err != nil {
		return nil, errors.Join(err, d.close())
	}
	return d, nil
}

// done gives an error when a database of our own ends for good.
func (d *database) done() <-chan error {
	if d.cluster == nil {
		return nil
	}
	return d.cluster.Done()
}

const stopWithin = 20 * time.Second

// close may be called at any time, also more than once. A connection that cannot
// be ended properly was lost before, which is nobody's failure.
func (d *database) close() error {
	var errs []error
	for _, db := range []*sqlx.DB{d.app, d.expert} {
		if db != nil {
			_ = db.Close()
		}
	}
	if d.cluster != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopWithin)
		defer cancel()
		errs = append(errs, d.cluster.Stop(ctx))
	}
	return errors.Join(errs...)
}
