// Package people knows everybody who meets at the desk: customers, the experts
// who answer first, staff and admins. It signs them in, keeps what is personal
// about them sealed, and says who is qualified, available and live.
//
// What others see of a person stands in desk.people: a role and a name, which
// for customers and experts is an alias. Everything personal stands in schema
// vault, sealed with a key of that person alone, and is found by blind indexes.
// Two rules follow and hold in every function here. Personal values enter no
// error and no log. An e-mail that nobody has verified joins nothing and shows
// nothing: what signs a person in is the blind index in vault.credentials.
package people

import (
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/password"
	"kontor/internal/postgres"
	"kontor/privacy"
)

// Role is what a person is at the desk. It never changes.
type Role string

// The roles, as they stand in the database and in the API.
const (
	RoleCustomer Role = "customer"
	RoleExpert   Role = "expert"
	RoleStaff    Role = "staff"
	RoleAdmin    Role = "admin"
)

// Person is what the desk itself may know of somebody: nothing in it is
// personal. Name is the alias of a customer or expert and the shown name of
// staff. Available is the person's own switch; whether they are live is for
// Presence to say. Account tells that they have a password.
type Person struct {
	ID        uuid.UUID
	Role      Role
	Name      string
	Locale    string
	Languages []string
	Available bool
	Capacity  int
	Active    bool
	Teams     []string
	Topics    []string
	Account   bool
	CreatedAt time.Time
}

// System is who acts when a command does: it may do what an admin may, and its
// acts stand in the audit log under the zero id.
func System() Person {
	return Person{Role: RoleAdmin, Name: "system", Active: true}
}

// Register is the desk's register of people. It is safe for concurrent use.
type Register struct {
	db      *sqlx.DB
	keyring *privacy.Keyring
	clock   clock.Clock
	hasher  *password.Hasher

	quick    *postgres.Statements
	dossiers *recent[*Dossier]
	found    *recent[found]
	rules    rulebook
}

// How much each process remembers.
const (
	dossiersKept = 4096
	foundKept    = 4096
)

// NewRegister works through the app login. Nobody's row is read through the
// expert login, which is taken so that all parts of the desk are built alike.
func NewRegister(app, _ *sqlx.DB, keyring *privacy.Keyring, clk clock.Clock) *Register {
	return &Register{
		db: app, keyring: keyring, clock: clk, hasher: password.NewHasher(),
		quick:    postgres.NewStatements(app),
		dossiers: newRecent[*Dossier](dossiersKept),
		found:    newRecent[found](foundKept),
	}
}
