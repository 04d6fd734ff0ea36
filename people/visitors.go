package people

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/privacy"
)

// VisitorInput is what somebody says of themself before they have an account.
// All of it may be empty.
type VisitorInput struct{ Name, Email, Locale string }

// NewVisitor makes a customer without an account, with an alias, and returns
// the token of their device. The e-mail is kept unverified.
func (r *Register) NewVisitor(ctx context.Context, in VisitorInput) (Person, string, error) {
	var c checks
	profile := Profile{Name: c.name("name", in.Name)}
	if email := c.email("email", in.Email); email != "" {
		profile.Emails = []string{email}
	}
	locale := c.locale("locale", in.Locale)
	if err := c.err(); err != nil {
		return Person{}, "", err
	}
	var person Person
	var token string
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		if person, err = r.newCustomerTx(ctx, tx, locale, profile); err != nil {
			return err
		}
		token, err = r.startSessionTx(ctx, tx, person.ID)
		return err
	})
	if err != nil {
		return Person{}, "", err
	}
	return person, token, nil
}

// AccountInput is an account as the customer asks for it.
type AccountInput struct{ Email, Password, Name, Locale string }

// NewAccount lets a customer sign in. A visitor keeps their id, and with it
// their requests; without one a new customer is made. Whatever was signed in
// before is signed out, so that nobody who planted a visitor's token gets an
// account with it. A login that somebody has is a conflict.
func (r *Register) NewAccount(ctx context.Context, visitor *Person, in AccountInput) (Person, string, error) {
	if visitor != nil && visitor.Role != RoleCustomer {
		return Person{}, "", fault.Conflict("You already have an account.")
	}
	in, err := in.checked()
	if err != nil {
		return Person{}, "", err
	}
	hash, err := r.hasher.Hash(ctx, in.Password)
	if err != nil {
		return Person{}, "", err
	}
	var person Person
	var token string
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		if person, err = r.accountHolderTx(ctx, tx, visitor, in); err != nil {
			return err
		}
		person, token, err = r.openAccountTx(ctx, tx, person.ID, in.Email, hash)
		return err
	})
	if err != nil {
		return Person{}, "", err
	}
	r.drop(person.ID)
	return person, token, nil
}

func (in AccountInput) checked() (AccountInput, error) {
	var c checks
	in.Email = c.required("email", c.email("email", in.Email))
	in.Name = c.name("name", in.Name)
	c.password("password", in.Password)
	if in.Locale != "" {
		in.Locale = c.locale("locale", in.Locale)
	}
	return in, c.err()
}

// accountHolderTx makes the customer, or writes what the visitor now said.
func (r *Register) accountHolderTx(ctx context.Context, tx *sqlx.Tx, visitor *Person, in AccountInput) (Person, error) {
	if visitor == nil {
		locale := in.Locale
		if locale == "" {
			locale = defaultLocale
		}
		return r.newCustomerTx(ctx, tx, locale, Profile{Name: in.Name, Emails: []string{in.Email}})
	}
	person, err := lockPersonTx(ctx, tx, visitor.ID)
	if err != nil {
		return Person{}, err
	}
	if person.Account || !person.Active {
		return Person{}, fault.Conflict("You already have an account.")
	}
	if in.Locale != "" {
		if _, err := tx.ExecContext(ctx, `UPDATE desk.people SET locale = $2 WHERE id = $1`, person.ID, in.Locale); err != nil {
			return Person{}, fmt.Errorf("write locale: %w", err)
		}
	}
	return person, r.changeProfileTx(ctx, tx, person.ID, func(p *Profile) {
		if in.Name != "" {
			p.Name = in.Name
		}
		p.Emails = firstEmail(in.Email, p.Emails)
	})
}

// firstEmail puts an e-mail before the others, without having it twice.
func firstEmail(first string, others []string) []string {
	emails := []string{first}
	for _, other := range others {
		if !sameEmail(first, other) && len(emails) < emailsMax {
			emails = append(emails, other)
		}
	}
	return emails
}

func sameEmail(a, b string) bool {
	one, err := privacy.NormalizeEmail(a)
	two, err2 := privacy.NormalizeEmail(b)
	return err == nil && err2 == nil && one == two
}

// openAccountTx sets login and password and starts the only session.
func (r *Register) openAccountTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, email, hash string) (Person, string, error) {
	if err := r.loginFreeTx(ctx, tx, id, email); err != nil {
		return Person{}, "", err
	}
	if err := r.setCredentialsTx(ctx, tx, id, email, hash); err != nil {
		return Person{}, "", err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE vault.customers SET account = true WHERE person = $1`, id); err != nil {
		return Person{}, "", fmt.Errorf("mark account: %w", err)
	}
	if err := endSessionsTx(ctx, tx, id); err != nil {
		return Person{}, "", err
	}
	token, err := r.startSessionTx(ctx, tx, id)
	if err != nil {
		return Person{}, "", err
	}
	person, err := personTx(ctx, tx, id)
	return person, token, err
}

// newCustomerTx makes the person, the key and all that is sealed with it.
func (r *Register) newCustomerTx(ctx context.Context, tx *sqlx.Tx, locale string, profile Profile) (Person, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Person{}, fmt.Errorf("make id: %w", err)
	}
	person := Person{
		ID: id, Role: RoleCustomer, Name: newAlias(), Locale: locale, Languages: []string{locale},
		Active: true, Teams: []string{}, Topics: []string{}, CreatedAt: r.clock.Now(),
	}
	if _, err := insertPersonTx(ctx, tx, person); err != nil {
		return Person{}, err
	}
	key, err := r.newKeyTx(ctx, tx, id, person.CreatedAt)
	if err != nil {
		return Person{}, err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO vault.customers (person) VALUES ($1)`, id); err != nil {
		return Person{}, fmt.Errorf("write customer: %w", err)
	}
	return person, r.writeProfileTx(ctx, tx, key, id, profile)
}
