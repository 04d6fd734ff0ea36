package people

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// CustomerHit is a customer whom a look-up found, without anything personal.
type CustomerHit struct {
	ID    uuid.UUID
	Alias string
}

const hitsMax = 20

// LookUp finds customers by a whole e-mail, phone or order number, or by parts
// of their name (three letters or more, all of which must fit). At most twenty
// are found. Every look-up is written to the access log before it answers: one
// row for each customer found, or one without a customer.
func (r *Register) LookUp(ctx context.Context, staff Person, query string) ([]CustomerHit, error) {
	if err := mayLookUp(staff); err != nil {
		return nil, err
	}
	var c checks
	query = c.required("q", c.line("q", query, queryMax))
	if err := c.err(); err != nil {
		return nil, err
	}
	search := r.searchFor(query)
	if len(search.exact.kinds) == 0 && len(search.names) == 0 {
		return nil, fault.Invalid("There is too little to look for.").With("q", "holds no letter and no digit")
	}
	var hits []CustomerHit
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		if hits, err = search.runTx(ctx, tx); err != nil {
			return err
		}
		return r.logLookUpTx(ctx, tx, staff, hits)
	})
	if err != nil {
		return nil, err
	}
	return hits, nil
}

// LookInto gives the dossier of one customer to an admin who looks at who has
// looked at them. That is a look-up too, and logged before it answers.
func (r *Register) LookInto(ctx context.Context, admin Person, customer uuid.UUID) (*Dossier, error) {
	if err := mayManage(admin); err != nil {
		return nil, err
	}
	dossier, err := r.Dossier(ctx, customer)
	if err != nil {
		return nil, err
	}
	return dossier, postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		return r.logLookUpTx(ctx, tx, admin, []CustomerHit{{ID: customer}})
	})
}

// mayLookUp refuses everybody who may not see personal data at all.
func mayLookUp(by Person) error {
	if (by.Role != RoleStaff && by.Role != RoleAdmin) || !by.Active {
		return fault.Forbidden("Only staff may look up customers.")
	}
	return nil
}

// blindSearch is a query after hashing: who has any of the exact ones, or all
// of the names.
type blindSearch struct {
	exact blindSet
	names [][]byte
}

// searchFor reads the query in every way it could be meant. What it is not has
// no index.
func (r *Register) searchFor(query string) blindSearch {
	var s blindSearch
	if email, err := r.keyring.BlindEmail(query); err == nil {
		s.exact.add(kindEmail, email)
		return s
	}
	if phones, err := r.blindPhones(query); err == nil {
		s.exact.add(kindPhone, phones...)
	}
	if order, err := r.keyring.BlindOrder(query); err == nil {
		s.exact.add(kindOrder, order)
	}
	for _, name := range r.keyring.BlindNameQuery(query) {
		if !slices.ContainsFunc(s.names, func(b []byte) bool { return bytes.Equal(b, name) }) {
			s.names = append(s.names, name)
		}
	}
	return s
}

// runTx finds the newest first. A name that thousands bear is walked from its
// newest bearer on, until twenty have been found whom the other names fit too.
func (s blindSearch) runTx(ctx context.Context, tx *sqlx.Tx) ([]CustomerHit, error) {
	hits := []CustomerHit{}
	err := tx.SelectContext(ctx, &hits, `
		WITH exact AS (
		    SELECT p.id, p.name FROM vault.blind_index b
		    JOIN unnest($1::text[], $2::bytea[]) AS wanted (kind, blind) ON b.kind = wanted.kind AND b.blind = wanted.blind
		    JOIN desk.people p ON p.id = b.person AND p.role = 'customer'
		), named AS (
		    SELECT p.id, p.name FROM vault.blind_index b
		    JOIN desk.people p ON p.id = b.person AND p.role = 'customer'
		    WHERE b.kind = 'name' AND b.blind = ($3::bytea[])[1]
		      AND NOT EXISTS (SELECT FROM unnest(($3::bytea[])[2:]) AS other (blind)
		                      WHERE NOT EXISTS (SELECT FROM vault.blind_index o WHERE o.kind = 'name' AND o.blind = other.blind AND o.person = b.person))
		    ORDER BY b.person DESC LIMIT $4
		)
		SELECT id, name AS alias FROM (SELECT id, name FROM exact UNION SELECT id, name FROM named) found
		ORDER BY id DESC LIMIT $4`,
		pq.StringArray(s.exact.kinds), pq.ByteaArray(s.exact.blinds), pq.ByteaArray(s.names), hitsMax)
	if err != nil {
		return nil, fmt.Errorf("look up customers: %w", err)
	}
	return hits, nil
}

func (r *Register) logLookUpTx(ctx context.Context, tx *sqlx.Tx, staff Person, hits []CustomerHit) error {
	customers := make([]uuid.NullUUID, 0, len(hits))
	for _, hit := range hits {
		customers = append(customers, uuid.NullUUID{UUID: hit.ID, Valid: true})
	}
	if len(hits) == 0 {
		customers = append(customers, uuid.NullUUID{})
	}
	for _, customer := range customers {
		id, err := uuid.NewV7()
		if err != nil {
			return fmt.Errorf("make id: %w", err)
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO vault.access_log (id, at, customer, staff, staff_name, staff_role, what)
			VALUES ($1, $2, $3, $4, $5, $6, 'looked_up')`,
			id, r.clock.Now(), customer, staff.ID, staff.Name, staff.Role)
		if err != nil {
			return fmt.Errorf("log look-up: %w", err)
		}
	}
	return nil
}
