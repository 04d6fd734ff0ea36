package rewards

import (
	_ "time/tzdata" // the organisation's zone, on machines that have none

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/people"
)

// Book is the desk's book of rewards. It is safe for concurrent use, on any
// number of nodes.
type Book struct {
	db     *sqlx.DB
	people *people.Register
	clock  clock.Clock
}

// New opens the book through the app login.
func New(app *sqlx.DB, register *people.Register, clk clock.Clock) *Book {
	return &Book{db: app, people: register, clock: clk}
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
