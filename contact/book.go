package contact

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/people"
	"kontor/routing"
)

// Book is where contacts, absences and deputies are kept. It is safe for
// concurrent use.
type Book struct {
	db     *sqlx.DB
	people *people.Register
	clock  clock.Clock
}

// New works through the app login.
func New(app *sqlx.DB, register *people.Register, clk clock.Clock) *Book {
	return &Book{db: app, people: register, clock: clk}
}

// rosterMost bounds how many absences one roster looks at.
const rosterMost = 10_000

// RosterAt reads who is away at a moment and who stands in for whom. Deputies who
// have left the desk are nobody's.
func RosterAt(ctx context.Context, q sqlx.QueryerContext, now time.Time) (Roster, error) {
	var absences []Absence
	err := sqlx.SelectContext(ctx, q, &absences, `
		SELECT a.id, a.person, a.kind, a.from_at, a.until_at, a.note, CASE WHEN d.active THEN a.deputy END AS deputy
		FROM desk.absences a LEFT JOIN desk.people d ON d.id = a.deputy WHERE a.until_at > $1 ORDER BY a.until_at, a.id LIMIT $2`, now, rosterMost)
	if err != nil {
		return Roster{}, fmt.Errorf("read absences: %w", err)
	}
	if len(absences) == 0 {
		return NewRoster(nil, nil, now), nil
	}
	var rows []struct{ Person, Deputy uuid.UUID }
	err = sqlx.SelectContext(ctx, q, &rows, `
		SELECT s.person, s.deputy FROM desk.deputies s JOIN desk.people d ON d.id = s.deputy AND d.active ORDER BY s.person LIMIT $1`, rosterMost)
	if err != nil {
		return Roster{}, fmt.Errorf("read deputies: %w", err)
	}
	deputies := make(map[uuid.UUID]uuid.UUID, len(rows))
	for _, r := range rows {
		deputies[r.Person] = r.Deputy
	}
	return NewRoster(absences, deputies, now), nil
}

// Standing is what the order of staff for one customer's ticket depends on.
type Standing struct {
	Contact uuid.UUID // the customer's personal contact among staff; nil: none
	Deputy  uuid.UUID // who answers for them while they are away; nil: nobody
	Roster  Roster
}

// StandingFor reads it.
func StandingFor(ctx context.Context, q sqlx.QueryerContext, customer uuid.UUID, now time.Time) (Standing, error) {
	var found []uuid.UUID
	err := sqlx.SelectContext(ctx, q, &found, `SELECT person FROM desk.contacts WHERE customer = $1 AND kind = 'staff'`, customer)
	if err != nil {
		return Standing{}, fmt.Errorf("read contact: %w", err)
	}
	s := Standing{}
	if s.Roster, err = RosterAt(ctx, q, now); err != nil || len(found) == 0 {
		return s, err
	}
	s.Contact = found[0]
	s.Deputy, _ = s.Roster.StandIn(s.Contact)
	return s, nil
}

// Mark says of a colleague whether they are the customer's contact, answer for them,
// or are away.
func (s Standing) Mark(c *routing.Colleague) {
	_, c.Away = s.Roster.Away(c.ID)
	c.Contact = c.ID == s.Contact && c.ID != uuid.Nil
	c.Deputy = c.ID == s.Deputy && c.ID != uuid.Nil
}

func isStaff(p people.Person) bool {
	return p.Active && (p.Role == people.RoleStaff || p.Role == people.RoleAdmin)
}

func mayManage(by people.Person) error {
	if by.Role != people.RoleAdmin || !by.Active {
		return fault.Forbidden("Only an admin may do this.")
	}
	return nil
}
