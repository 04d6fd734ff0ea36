package postgres

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"kontor/internal/child"
)

// ClusterOptions say where a server of our own lives.
type ClusterOptions struct {
	// DataDir is Kontor's data directory. It is made if need be.
	DataDir string

	Log *slog.Logger // nil: nowhere

	// Volatile makes a cluster for tests: fast, gone with the machine, its
	// owner may make roles, and it never moves to another directory.
	Volatile bool
}

// Cluster is a PostgreSQL server of our own. It runs until Stop; if it dies
// before, it is started again.
type Cluster struct {
	Endpoint

	keeper *child.Keeper
	lock   *child.Lock
	stop   sync.Once
	err    error
}

// giveUp is how long a server that died may fail to come back.
const giveUp = 2 * time.Minute

// StartCluster takes the data directory, makes the database if there is none,
// starts the server and returns when the three logins can enter. What ctx cuts
// short is the start only. The error says how to mend what is wrong;
// *InUseError and ErrNoBinaries may be told apart.
func StartCluster(ctx context.Context, opts ClusterOptions) (*Cluster, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	dir, account, err := settle(opts)
	if err != nil {
		return nil, err
	}
	lock, err := takeDataDir(dir)
	if err != nil {
		return nil, err
	}
	c := &Cluster{lock: lock}
	if err := c.start(ctx, opts, dir, account); err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return c, nil
}

// settle decides where the data lives and who runs the server.
func settle(opts ClusterOptions) (string, *child.Account, error) {
	account, err := serverAccount(opts.DataDir)
	if err != nil {
		return "", nil, err
	}
	fallback := systemDir
	if opts.Volatile {
		fallback = ""
	}
	dir, err := chooseDataDir(opts.DataDir, fallback, account)
	if err != nil {
		return "", nil, err
	}
	if asked, err := filepath.Abs(opts.DataDir); err != nil || asked == dir {
		return dir, account, err
	}
	opts.Log.Warn("the database user cannot reach the data directory, using another", "user", account.Name, "asked", opts.DataDir, "using", dir)
	account, err = serverAccount(dir)
	return dir, account, err
}

func (c *Cluster) start(ctx context.Context, opts ClusterOptions, dir string, account *child.Account) error {
	bin, err := binariesFor(filepath.Join(dir, clusterName), account)
	if err != nil {
		return err
	}
	w := workshop{dataDir: dir, binaries: bin, account: account, volatile: opts.Volatile}
	if err := settleOrphan(ctx, w.cluster(), opts.Log); err != nil {
		return err
	}
	passwords, err := w.prepare()
	if err != nil {
		return err
	}
	socketDir, err := child.SocketDir(filepath.Join(dir, socketName), socketFile, account)
	if err != nil {
		return err
	}
	c.Endpoint = Endpoint{dataDir: dir, socketDir: socketDir, binDir: bin.dir, secrets: passwords}
	if err := c.keep(ctx, server{workshop: w, socketDir: socketDir, log: opts.Log}); err != nil {
		c.removeSocketDir()
		return err
	}
	return nil
}

func (c *Cluster) removeSocketDir() {
	child.RemoveSocketDir(filepath.Join(c.dataDir, socketName), c.socketDir)
}

func (c *Cluster) keep(ctx context.Context, s server) error {
	keeper, err := child.Keep(ctx, child.KeepOptions{
		Name: "postgres", Log: s.log, Start: s.start, GiveUp: giveUp,
		Polite: syscall.SIGINT, Force: syscall.SIGQUIT,
	})
	if err != nil {
		return err
	}
	c.keeper = keeper
	if err := c.tryLogins(ctx); err != nil {
		return errors.Join(err, keeper.Stop(context.Background()))
	}
	return nil
}

// tryLogins notices passwords that are not those of this cluster.
func (c *Cluster) tryLogins(ctx context.Context) error {
	for _, dsn := range []string{c.OwnerDSN(), c.AppDSN(), c.ExpertDSN()} {
		db, err := Connect(ctx, dsn, Pool{MaxOpen: 1})
		if pq.As(err, pqerror.InvalidPassword) != nil {
			return fmt.Errorf("the passwords in %s are not those of the database beside it; remove the file and start Kontor again: it makes new ones",
				filepath.Join(c.dataDir, secretsName))
		}
		if err != nil {
			return err
		}
		if err := db.Close(); err != nil {
			return err
		}
	}
	return nil
}

// PID is the process number of the server as it runs now.
func (c *Cluster) PID() int { return c.keeper.Process().Pid() }

// Done gives an error when the server died and could not be brought back, and
// is closed when it is gone for good.
func (c *Cluster) Done() <-chan error { return c.keeper.Done() }

// Stop shuts the server down, cutting off whoever is connected, and lets go of
// the data directory. When ctx is over it goes down at once and recovers at the
// next start. Stopping twice is fine and says the same again.
func (c *Cluster) Stop(ctx context.Context) error {
	c.stop.Do(func() {
		err := c.keeper.Stop(ctx)
		c.removeSocketDir()
		c.err = errors.Join(err, c.lock.Release())
	})
	return c.err
}
