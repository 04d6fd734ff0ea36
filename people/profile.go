package people

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Profile is what a customer has told about themself. All of it is personal.
type Profile struct {
	Name    string
	Emails  []string
	Phones  []string
	Address string
	Orders  []string
}

// Profile returns what is known of the customer; lists are never nil.
func (r *Register) Profile(ctx context.Context, customer uuid.UUID) (Profile, error) {
	known, err := r.personal(ctx, customer)
	if err != nil {
		return Profile{}, err
	}
	if known.version == 0 {
		return Profile{}, noCustomer()
	}
	return known.profile, nil
}

// SetProfile replaces what is known of the customer and returns it as it was
// kept. The customer's version grows, so that texts are masked with what is
// known from now on. While an account uses the first e-mail it stays.
func (r *Register) SetProfile(ctx context.Context, customer uuid.UUID, p Profile) (Profile, error) {
	p, err := r.checkProfile(p)
	if err != nil {
		return Profile{}, err
	}
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		person, err := lockPersonTx(ctx, tx, customer)
		if err != nil {
			return err
		}
		if person.Role != RoleCustomer {
			return noCustomer()
		}
		if err := r.keepsLoginTx(ctx, tx, customer, p); err != nil {
			return err
		}
		return r.changeProfileTx(ctx, tx, customer, func(known *Profile) { *known = p })
	})
	if err != nil {
		return Profile{}, err
	}
	r.drop(customer)
	return p, nil
}

// changeProfileTx counts the customer's version up, which also keeps other
// writers of this profile waiting, and writes what change makes of it.
func (r *Register) changeProfileTx(ctx context.Context, tx *sqlx.Tx, customer uuid.UUID, change func(*Profile)) error {
	var version int64
	switch err := tx.GetContext(ctx, &version, `UPDATE vault.customers SET version = version + 1 WHERE person = $1 RETURNING version`, customer); {
	case errors.Is(err, sql.ErrNoRows):
		return noCustomer()
	case err != nil:
		return fmt.Errorf("count version: %w", err)
	}
	known, err := r.personalTx(ctx, tx, customer)
	if err != nil {
		return err
	}
	change(&known.profile)
	return r.writeProfileTx(ctx, tx, known.key, customer, known.profile)
}

func (r *Register) keepsLoginTx(ctx context.Context, tx *sqlx.Tx, customer uuid.UUID, p Profile) error {
	var login []byte
	err := tx.GetContext(ctx, &login, `SELECT login FROM vault.credentials WHERE person = $1`, customer)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return fmt.Errorf("read login: %w", err)
	}
	first, err := r.keyring.BlindEmail(p.email())
	if err != nil || !bytes.Equal(login, first) {
		return fault.Invalid("Your account uses this e-mail.").With("emails", "the first one signs you in and cannot be changed here")
	}
	return nil
}

// checkProfile cleans a profile. What cannot be looked up by is refused.
func (r *Register) checkProfile(p Profile) (Profile, error) {
	var c checks
	phone := func(field, value string) string {
		return c.findable(field, c.line(field, value, phoneMax), "is not a phone number", func(value string) error {
			if digits(value) < phoneDigits {
				return errTooShort
			}
			_, err := r.blindPhones(value)
			return err
		})
	}
	order := func(field, value string) string {
		return c.findable(field, c.line(field, value, orderMax), "is not an order number", func(value string) error {
			_, err := r.keyring.BlindOrder(value)
			return err
		})
	}
	checked := Profile{
		Name:    c.name("name", p.Name),
		Emails:  c.each("emails", p.Emails, emailsMax, c.email),
		Phones:  c.each("phones", p.Phones, phonesMax, phone),
		Address: c.lines("address", p.Address, addressMax),
		Orders:  c.each("orders", p.Orders, ordersMax, order),
	}
	return checked, c.err()
}

// phoneDigits is the least a phone number has. A shorter one would be masked
// wherever its few digits stand.
const phoneDigits = 5

var errTooShort = errors.New("too few digits")

func digits(text string) int {
	n := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// each cleans a list: what is empty or there twice is left out.
func (c *checks) each(field string, values []string, limit int, clean func(field, value string) string) []string {
	if len(values) > limit {
		c.wrong(field, "has more than %d", limit)
		return nil
	}
	kept := make([]string, 0, len(values))
	for _, value := range values {
		value = clean(field, value)
		if value != "" && !slices.Contains(kept, value) {
			kept = append(kept, value)
		}
	}
	return kept
}

func (c *checks) findable(field, value, wrong string, try func(string) error) string {
	if value == "" {
		return ""
	}
	if try(value) != nil {
		c.wrong(field, "%s", wrong)
		return ""
	}
	return value
}

func noCustomer() error { return fault.NotFound("There is no such customer.") }
