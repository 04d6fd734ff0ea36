package migrations

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"kontor/internal/postgres"
)

// The roles that the SQL grants rights to.
const (
	AppRole    = "kontor_app"
	ExpertRole = "kontor_expert"
)

// RightsError says that the owner may not do what is needed.
type RightsError struct {
	SQL   []string // what somebody who may should run, passwords left out
	Cause error
}

func (e *RightsError) Error() string {
	return "the owner login may not do what is needed; have an administrator of the database run this, then try again:\n\n" +
		strings.Join(e.SQL, "\n") + "\n"
}

// Unwrap gives what PostgreSQL said.
func (e *RightsError) Unwrap() error { return e.Cause }

// step is a statement, and how it reads where a password must not show.
type step struct{ run, show string }

func plainStep(format string, names ...any) step {
	for i, name := range names {
		names[i] = pq.QuoteIdentifier(name.(string))
	}
	text := fmt.Sprintf(format, names...) + ";"
	return step{run: text, show: text}
}

// races is how often two nodes may get into each other's way. The lock is one
// of the database, roles belong to the whole server.
const races = 10

// ensureRoles makes what is missing of roles and logins.
func ensureRoles(ctx context.Context, db *sqlx.DB, ownerDSN string, logins Logins) error {
	if err := logins.check(ctx, db); err != nil {
		return err
	}
	var err error
	for range races {
		if err = ensureOnce(ctx, db, ownerDSN, logins); !isRace(err) {
			return err
		}
	}
	return err
}

func ensureOnce(ctx context.Context, db *sqlx.DB, ownerDSN string, logins Logins) error {
	var steps []step
	for _, l := range []struct {
		role string
		Login
	}{{AppRole, logins.App}, {ExpertRole, logins.Expert}} {
		missing, err := missingFor(ctx, db, ownerDSN, l.role, l.Login)
		if err != nil {
			return err
		}
		steps = append(steps, missing...)
	}
	for i, s := range steps {
		if _, err := db.ExecContext(ctx, s.run); pq.As(err, pqerror.InsufficientPrivilege) != nil {
			return &RightsError{SQL: shown(steps[i:]), Cause: err}
		} else if err != nil {
			return fmt.Errorf("make the logins: %w", err)
		}
	}
	return nil
}

// missingFor gives what must be done until the login exists, holds the rights
// of its role and has its password.
func missingFor(ctx context.Context, db *sqlx.DB, ownerDSN, role string, login Login) ([]step, error) {
	name := cmp.Or(login.Name, role)
	var is struct{ Role, Login, CanLogin, Member bool }
	err := db.GetContext(ctx, &is, `
		SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
		       EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS login,
		       EXISTS (SELECT FROM pg_roles WHERE rolname = $2 AND rolcanlogin) AS canlogin,
		       EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid JOIN pg_roles l ON l.oid = m.member
		               WHERE r.rolname = $1 AND l.rolname = $2) AS member`, role, name)
	if err != nil {
		return nil, fmt.Errorf("look for role %s: %w", role, err)
	}
	var steps []step
	if !is.Role {
		steps = append(steps, plainStep("CREATE ROLE %s", role))
	}
	if login == (Login{}) {
		return steps, nil
	}
	if !is.Login && name != role {
		steps = append(steps, plainStep("CREATE ROLE %s", name))
	}
	if !is.CanLogin {
		steps = append(steps, plainStep("ALTER ROLE %s LOGIN", name))
	}
	if !is.Member && name != role {
		steps = append(steps, plainStep("GRANT %s TO %s", role, name))
	}
	if login.Password == "" || is.CanLogin && entersWith(ctx, ownerDSN, name, login.Password) {
		return steps, nil
	}
	password, err := passwordStep(name, login.Password)
	return append(steps, password), err
}

// entersWith tries a password, so that one that is right is left alone: many
// owners may not set any. Only a plain no counts as one.
func entersWith(ctx context.Context, ownerDSN, name, password string) bool {
	db, err := postgres.Connect(ctx, as(ownerDSN, name, password), postgres.Pool{MaxOpen: 1, StartupTimeout: -1})
	if err == nil {
		db.Close()
	}
	return pq.As(err, pqerror.InvalidPassword) == nil
}

// as is the same server and database under another name.
func as(dsn, name, password string) string {
	if u, err := url.Parse(dsn); err == nil && u.Scheme != "" {
		u.User = url.UserPassword(name, password)
		return u.String()
	}
	return dsn + " user=" + quoted(name) + " password=" + quoted(password)
}

func quoted(value string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(value) + "'"
}

func passwordStep(name, password string) (step, error) {
	kept, err := postgres.PasswordVerifier(password)
	if err != nil {
		return step{}, fmt.Errorf("login %s: %w", name, err)
	}
	alter := "ALTER ROLE " + pq.QuoteIdentifier(name) + " PASSWORD "
	return step{run: alter + pq.QuoteLiteral(kept) + ";", show: alter + "'the password in its connection string';"}, nil
}

func shown(steps []step) (lines []string) {
	for _, s := range steps {
		lines = append(lines, s.show)
	}
	return lines
}

// isRace tells what happens when another database of the same server is
// migrated at the same time.
func isRace(err error) bool {
	if pq.As(err, pqerror.DuplicateObject, pqerror.UniqueViolation) != nil {
		return true
	}
	e := pq.As(err)
	return e != nil && strings.Contains(e.Message, "concurrently updated")
}

// check refuses logins that would be no wall at all.
func (l Logins) check(ctx context.Context, db *sqlx.DB) error {
	var owner string
	if err := db.GetContext(ctx, &owner, `SELECT current_user`); err != nil {
		return fmt.Errorf("ask who the owner is: %w", err)
	}
	app, expert := cmp.Or(l.App.Name, AppRole), cmp.Or(l.Expert.Name, ExpertRole)
	if app == expert || app == owner || expert == owner {
		return errors.New("OWNER_DATABASE_URL, DATABASE_URL and EXPERT_DATABASE_URL must name three different logins: " +
			"that experts see no personal data rests on it")
	}
	return nil
}
