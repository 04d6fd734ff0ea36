package postgres

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"kontor/internal/child"
)

const (
	lockName    = "kontor.lock"
	clusterName = "postgres"
	socketName  = "postgres.run"
	secretsName = "postgres.json"
)

// systemDir is where the data goes when root asks for a directory that the
// database's user cannot reach.
const systemDir = "/var/lib/kontor"

// ChooseDataDir makes the data directory if need be and gives its absolute
// path. This is another directory than asked for only when Kontor runs as root
// and the user that PostgreSQL must then run as cannot reach it: then it is
// /var/lib/kontor, and the caller should say so. Everything that Kontor keeps
// belongs into the directory that is given back.
func ChooseDataDir(dir string) (string, error) {
	account, err := serverAccount(dir)
	if err != nil {
		return "", err
	}
	return chooseDataDir(dir, systemDir, account)
}

func chooseDataDir(dir, fallback string, account *child.Account) (string, error) {
	dir, err := makeDataDir(dir)
	if err != nil {
		return "", err
	}
	if letThrough(dir, account) {
		return dir, nil
	}
	if fallback != "" {
		if fallback, err = makeDataDir(fallback); err != nil {
			return "", err
		}
		if letThrough(fallback, account) {
			return fallback, nil
		}
	}
	return "", fmt.Errorf("user %s, who runs the database when Kontor is started as root, cannot reach %s; "+
		"choose a directory that they can with KONTOR_DATA", account.Name, dir)
}

func makeDataDir(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("data directory %s: %w", dir, err)
	}
	if err := os.MkdirAll(abs, dirMode()); err != nil {
		return "", fmt.Errorf("the data directory cannot be made; choose another with KONTOR_DATA: %w", err)
	}
	probe, err := os.CreateTemp(abs, ".probe-")
	if err != nil {
		return "", fmt.Errorf("the data directory cannot be written; give it to the user who runs Kontor or choose another with KONTOR_DATA: %w", err)
	}
	probe.Close()
	return abs, os.Remove(probe.Name())
}

// dirMode lets the database's user pass, but not look around.
func dirMode() os.FileMode {
	if child.IsRoot() {
		return 0o711
	}
	return 0o700
}

// letThrough reports whether the account can reach the data directory. The
// last door is ours to open, if the directory is ours alone; the ones above it
// are not.
func letThrough(dir string, account *child.Account) bool {
	if account.CanReach(dir) {
		return true
	}
	st, err := os.Stat(dir)
	if err != nil || !isOurs(dir) {
		return false
	}
	if os.Chmod(dir, st.Mode().Perm()|0o011) != nil {
		return false
	}
	if account.CanReach(dir) {
		return true
	}
	os.Chmod(dir, st.Mode().Perm()) //nolint:errcheck // it stays open a little wider, which harms nobody
	return false
}

func isOurs(dir string) bool {
	if _, err := os.Stat(filepath.Join(dir, lockName)); err == nil {
		return true
	}
	entries, err := os.ReadDir(dir)
	return err == nil && len(entries) == 0
}

// serverAccount is the user the server runs as: nobody else unless we are root,
// whom PostgreSQL refuses.
func serverAccount(dataDir string) (*child.Account, error) {
	if !child.IsRoot() {
		return nil, nil
	}
	if owner := child.OwnerOf(filepath.Join(dataDir, clusterName)); owner != nil {
		return owner, nil
	}
	if a := child.FindAccount("postgres", "_postgres", "kontor", "pgsql"); a != nil {
		return a, nil
	}
	return nil, errors.New("PostgreSQL refuses to run as root and there is no user postgres to run it as; " +
		"start Kontor as another user, or make one: useradd --system --user-group postgres")
}

// takeDataDir locks the data directory for this process.
func takeDataDir(dir string) (*child.Lock, error) {
	lock, err := child.TakeLock(filepath.Join(dir, lockName))
	var held *child.HeldError
	if errors.As(err, &held) {
		return nil, &InUseError{Dir: dir, PID: held.PID}
	}
	return lock, err
}

// InUseError says that another Kontor works in the data directory.
type InUseError struct {
	Dir string
	PID int // 0 if not known
}

func (e *InUseError) Error() string {
	who := "another Kontor"
	if e.PID != 0 {
		who = fmt.Sprintf("another Kontor (process %d)", e.PID)
	}
	return fmt.Sprintf("the data directory %s is in use by %s; stop that one, or give this one a directory of its own with KONTOR_DATA", e.Dir, who)
}
