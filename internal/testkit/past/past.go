// Package past gives a desk a past: as many tickets as a test or a measurement
// wants, spread over five years, with the people, logs, search words, offers,
// grants, ratings, read marks and jobs that belong to them. The rows are such
// as the desk itself would have written; their words are made up, with the
// distribution of a language: a few in every other message, most in hardly any.
//
// The same Size gives the same past, but for the keys of its people.
package past

import (
	"context"
	"crypto/md5" //nolint:gosec // as PostgreSQL's md5(), for ids that both sides can name
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/people"
	"kontor/privacy"
)

// Size says how much past there is.
type Size struct {
	Tickets  int
	Messages int       // a ticket, on average; 0: five
	Now      time.Time // when the last ticket was opened
}

// Words that a measurement looks for.
const (
	FrequentWord = "parking"   // in every fifth message
	MiddlingWord = "lamppost"  // in one of four hundred
	RareWord     = "xylophone" // in one of a hundred thousand
)

// The people of every past.
const (
	Teams   = 20
	Topics  = 30
	Staff   = 200
	Experts = 300
)

// FirstNumber is the oldest ticket's.
const FirstNumber = 1001

// Past names what was made.
type Past struct {
	Size
	Customers int
}

// Write fills an empty, migrated database, as its owner. It drops and remakes
// foreign keys and secondary indexes, so nobody else should be using it.
func Write(ctx context.Context, owner *sqlx.DB, keyring *privacy.Keyring, size Size) (Past, error) {
	if size.Messages == 0 {
		size.Messages = 5
	}
	p := Past{Size: size, Customers: max(size.Tickets/5, 100)}
	conn, err := owner.Connx(ctx) // one session: the made-up words stand in temporary tables
	if err != nil {
		return p, err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `SET statement_timeout = 0; SET maintenance_work_mem = '1GB'; SET work_mem = '64MB'`); err != nil {
		return p, fmt.Errorf("begin a past: %w", err)
	}
	return p, bare(ctx, conn, func() error { return p.write(ctx, conn, keyring) })
}

func (p Past) write(ctx context.Context, conn *sqlx.Conn, keyring *privacy.Keyring) error {
	if err := p.words(ctx, conn); err != nil {
		return err
	}
	if err := p.people(ctx, conn, keyring); err != nil {
		return err
	}
	for _, step := range p.steps() {
		if _, err := conn.ExecContext(ctx, step.sql); err != nil {
			return fmt.Errorf("make %s: %w", step.what, err)
		}
	}
	return nil
}

// id is the id of the n-th of its kind: "staff", "expert", "customer".
func id(kind string, n int) uuid.UUID {
	return uuid.UUID(md5.Sum(fmt.Appendf(nil, "%s %d", kind, n))) //nolint:gosec // see above
}

// StaffMember is the n-th, counted from 1. The first is in every team, every
// tenth in three, the others in one.
func StaffMember(n int) people.Person {
	p := people.Person{ID: id("staff", n), Role: people.RoleStaff, Name: fmt.Sprintf("S. Lind %d", n), Active: true, Locale: "en"}
	for team := 1; team <= Teams; team++ {
		if n == 1 || (n-1)%Teams+1 == team || n%10 == 0 && ((n+4)%Teams+1 == team || (n+10)%Teams+1 == team) {
			p.Teams = append(p.Teams, Team(team))
		}
	}
	return p
}

// Expert is the n-th, counted from 1. The first have solved most.
func Expert(n int) people.Person {
	return people.Person{ID: id("expert", n), Role: people.RoleExpert, Name: fmt.Sprintf("Otter %d", n), Active: true, Available: true,
		Locale: "en", Languages: []string{"en", "da"}, Capacity: 50}
}

// Customer is the n-th, counted from 1.
func Customer(n int) people.Person {
	return people.Person{ID: id("customer", n), Role: people.RoleCustomer, Name: fmt.Sprintf("Amber Heron %d", n), Active: true, Locale: "en"}
}

// Team and Topic are names, counted from 1. Topic n is answered by team
// (n-1) % Teams + 1.
func Team(n int) string { return fmt.Sprintf("team-%02d", n) }

// Topic is the name of the n-th topic.
func Topic(n int) string { return fmt.Sprintf("topic-%02d", n) }
