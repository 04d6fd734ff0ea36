package postgres

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/lib/pq"

	"kontor/internal/child"
)

// superuser owns the cluster. It has no password, and pg_hba.conf keeps it out
// besides: only a server in single-user mode, which we alone can start, obeys it.
const superuser = "postgres"

// workshop is where a cluster's files are made and mended while no server runs.
type workshop struct {
	dataDir  string
	binaries binaries
	account  *child.Account
	volatile bool
}

func (w workshop) cluster() string { return filepath.Join(w.dataDir, clusterName) }

// prepare makes sure that there is a cluster whose logins have the passwords
// that it gives back. A crash at any point is mended by the next call.
func (w workshop) prepare() (secrets, error) {
	if _, err := os.Stat(w.cluster()); errors.Is(err, os.ErrNotExist) {
		if err := w.create(); err != nil {
			return secrets{}, err
		}
	} else if err != nil {
		return secrets{}, fmt.Errorf("look for the database: %w", err)
	}
	if err := w.own(); err != nil {
		return secrets{}, err
	}
	if err := w.configure(w.cluster()); err != nil {
		return secrets{}, err
	}
	s, err := readSecrets(w.dataDir)
	if errors.Is(err, os.ErrNotExist) {
		return w.renewSecrets()
	}
	return s, err
}

// own gives the cluster to the account if another user made it.
func (w workshop) own() error {
	if owner := child.OwnerOf(w.cluster()); w.account == nil || owner != nil && owner.UID == w.account.UID {
		return nil
	}
	return w.account.Own(w.cluster())
}

// create makes the cluster beside its place and moves it there when it is
// whole.
func (w workshop) create() error {
	making := w.cluster() + ".new"
	if err := os.RemoveAll(making); err != nil {
		return fmt.Errorf("clear an unfinished database: %w", err)
	}
	if err := os.Mkdir(making, 0o700); err != nil {
		return fmt.Errorf("make the database's directory: %w", err)
	}
	if err := w.account.Own(making); err != nil {
		return err
	}
	if err := w.initdb(making); err != nil {
		return err
	}
	if err := w.configure(making); err != nil {
		return err
	}
	passwords := newSecrets()
	statements, err := w.setPasswords(passwords)
	if err != nil {
		return err
	}
	if err := w.single(making, append(w.foundation(), statements...)); err != nil {
		return err
	}
	if err := passwords.write(w.dataDir); err != nil {
		return err
	}
	return os.Rename(making, w.cluster())
}

// locales from best to last resort. C.UTF-8 knows every letter and sorts by
// code point, which no upgrade of the C library can change under an index.
var locales = []string{"C.UTF-8", "en_US.UTF-8", "C"}

func (w workshop) initdb(dir string) error {
	var said string
	var err error
	for _, locale := range locales {
		args := []string{"-D", dir, "-U", superuser, "--auth=reject", "--encoding=UTF8", "--locale=" + locale, "--data-checksums"}
		if w.volatile {
			args = append(args, "--no-sync")
		}
		said, err = child.Run(child.Spec{Path: w.binaries.path("initdb"), Args: args, Account: w.account}, nil)
		if err == nil || !strings.Contains(said, "locale") {
			break
		}
	}
	if err != nil {
		return fmt.Errorf("initdb could not make a database in %s (%w); it said:\n%s", w.dataDir, err, said)
	}
	return nil
}

// single runs statements, one a line, in a server without a network.
func (w workshop) single(dir string, statements []string) error {
	said, err := child.Run(child.Spec{
		Path:    w.binaries.path("postgres"),
		Args:    []string{"--single", "-D", dir, "-c", "exit_on_error=on", "postgres"},
		Account: w.account,
	}, strings.NewReader(strings.Join(statements, "\n")+"\n"))
	if err != nil {
		return fmt.Errorf("the database in %s could not be set up (%w); PostgreSQL said:\n%s", w.dataDir, err, said)
	}
	return nil
}

// foundation are the logins and the database, which nobody else may enter. The owner makes databases (tests
// copy one for each package, a restore makes one beside the old) but no logins:
// before version 16 a role that may make roles may make itself anything. Only
// the throw-away clusters of tests allow it, to test just that.
func (w workshop) foundation() []string {
	owner := "CREATE ROLE " + OwnerLogin + " LOGIN CREATEDB"
	if w.volatile {
		owner += " CREATEROLE"
	}
	return []string{
		owner,
		"CREATE ROLE " + AppLogin + " LOGIN",
		"CREATE ROLE " + ExpertLogin + " LOGIN",
		"CREATE DATABASE " + database + " OWNER " + OwnerLogin,
		"REVOKE ALL ON DATABASE " + database + ", postgres, template1 FROM PUBLIC",
		"GRANT CONNECT ON DATABASE " + database + " TO " + AppLogin + ", " + ExpertLogin,
	}
}

// renewSecrets gives the logins new passwords and then writes them down. Until
// they are written the cluster counts as one without.
func (w workshop) renewSecrets() (secrets, error) {
	s := newSecrets()
	statements, err := w.setPasswords(s)
	if err != nil {
		return secrets{}, err
	}
	if err := w.single(w.cluster(), statements); err != nil {
		return secrets{}, err
	}
	return s, s.write(w.dataDir)
}

// setPasswords gives the statements that do it.
func (w workshop) setPasswords(s secrets) ([]string, error) {
	rounds := scramRounds
	if w.volatile {
		rounds = scramRoundsVolatile
	}
	var all []string
	for _, l := range []struct{ login, password string }{{OwnerLogin, s.Owner}, {AppLogin, s.App}, {ExpertLogin, s.Expert}} {
		verifier, err := passwordVerifier(l.password, rounds)
		if err != nil {
			return nil, err
		}
		all = append(all, "ALTER ROLE "+l.login+" PASSWORD "+pq.QuoteLiteral(verifier))
	}
	return all, nil
}
