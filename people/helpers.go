package people

import (
	"context"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Helper is an expert, a member of staff or an admin as the admin sees them.
// Email is empty where it was not asked for.
type Helper struct {
	Person
	Email string
}

// NewHelper is somebody whom the admin invites. Capacity 0 means the usual
// one, an empty locale English.
type NewHelper struct {
	ID                       uuid.UUID
	Role                     Role
	Name, Email, Locale      string
	Languages, Teams, Topics []string
	Capacity                 int
}

const usualCapacity = 5

// CreateHelper makes a helper and the token of the link by which they set
// their password. Sent again with the same id it answers the same, with a link
// that replaces the first one; the id of anybody else is a conflict.
func (r *Register) CreateHelper(ctx context.Context, by Person, h NewHelper) (Helper, string, error) {
	if err := mayManage(by); err != nil {
		return Helper{}, "", err
	}
	h, err := h.checked()
	if err != nil {
		return Helper{}, "", err
	}
	var helper Helper
	var token string
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		if err := r.putHelperTx(ctx, tx, by, h); err != nil {
			return err
		}
		if token, err = r.inviteTx(ctx, tx, &h.ID); err != nil {
			return err
		}
		helper, err = r.helperTx(ctx, tx, h.ID)
		return err
	})
	if err != nil {
		return Helper{}, "", err
	}
	return helper, token, nil
}

func (h NewHelper) checked() (NewHelper, error) {
	var c checks
	if h.ID == uuid.Nil {
		c.wrong("id", "is missing")
	}
	if h.Role != RoleExpert && h.Role != RoleStaff && h.Role != RoleAdmin {
		c.wrong("role", "is not one of expert, staff, admin")
	}
	h.Name = c.required("name", c.name("name", h.Name))
	h.Email = c.required("email", c.email("email", h.Email))
	h.Locale = c.locale("locale", h.Locale)
	h.Languages = c.languages("languages", h.Languages)
	h.Teams = c.slugs("teams", h.Teams)
	h.Topics = c.slugs("topics", h.Topics)
	h.Capacity = c.capacity("capacity", h.Capacity)
	if h.Capacity == 0 {
		h.Capacity = usualCapacity
	}
	return h, c.err()
}

// putHelperTx writes the helper unless they are there already, not yet signed
// in and just as described.
func (r *Register) putHelperTx(ctx context.Context, tx *sqlx.Tx, by Person, h NewHelper) error {
	now := r.clock.Now()
	created, err := insertPersonTx(ctx, tx, Person{
		ID: h.ID, Role: h.Role, Name: h.Name, Locale: h.Locale, Languages: h.Languages, Capacity: h.Capacity, CreatedAt: now,
	})
	if err != nil {
		return err
	}
	if !created {
		return r.sameHelperTx(ctx, tx, h)
	}
	if err := r.loginFreeTx(ctx, tx, h.ID, h.Email); err != nil {
		return err
	}
	key, err := r.newKeyTx(ctx, tx, h.ID, now)
	if err != nil {
		return err
	}
	if err := r.writeProfileTx(ctx, tx, key, h.ID, Profile{Emails: []string{h.Email}}); err != nil {
		return err
	}
	if err := r.setLinksTx(ctx, tx, memberships, h.ID, h.Teams); err != nil {
		return err
	}
	if err := r.setLinksTx(ctx, tx, topicsOf(h.Role), h.ID, h.Topics); err != nil {
		return err
	}
	return AuditTx(ctx, tx, now, by, "person_created", h.ID.String())
}

func (r *Register) sameHelperTx(ctx context.Context, tx *sqlx.Tx, h NewHelper) error {
	taken := fault.Conflict("This id is already in use.").With("id", "is already in use")
	person, err := lockPersonTx(ctx, tx, h.ID)
	if err != nil {
		return err
	}
	if person.Role != h.Role || person.Name != h.Name || person.Account || !person.Active {
		return taken
	}
	known, err := r.personalTx(ctx, tx, h.ID)
	if err != nil {
		return err
	}
	if len(known.profile.Emails) != 1 || known.profile.Emails[0] != h.Email {
		return taken
	}
	return nil
}

// helperTx reads a helper with their e-mail; customers are not found.
func (r *Register) helperTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) (Helper, error) {
	person, err := personTx(ctx, tx, id)
	if err != nil {
		return Helper{}, err
	}
	if person.Role == RoleCustomer {
		return Helper{}, fault.NotFound("There is no such person.")
	}
	known, err := r.personalTx(ctx, tx, id)
	if err != nil {
		return Helper{}, err
	}
	return Helper{Person: person, Email: known.profile.email()}, nil
}

// email is the first one, or "".
func (p Profile) email() string {
	if len(p.Emails) == 0 {
		return ""
	}
	return p.Emails[0]
}
