package people

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// HelperUpdate names what changes; what is nil stays.
type HelperUpdate struct {
	Name, Email, Locale      *string
	Languages, Teams, Topics *[]string
	Capacity                 *int
	Active                   *bool
}

// UpdateHelper changes a helper. A new name shows at once on the active
// tickets they hold. Who is deactivated is signed out everywhere, and their
// open link is void; the last admin who can sign in stays, and so does the last of a
// team that tickets go to.
func (r *Register) UpdateHelper(ctx context.Context, by Person, id uuid.UUID, u HelperUpdate) (Helper, error) {
	if err := mayManage(by); err != nil {
		return Helper{}, err
	}
	u, err := u.checked()
	if err != nil {
		return Helper{}, err
	}
	var helper Helper
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		if err := r.updateHelperTx(ctx, tx, id, u); err != nil {
			return err
		}
		if fields := u.fields(); len(fields) > 0 {
			if err := AuditTx(ctx, tx, r.clock.Now(), by, "person_changed", id.String(), fields...); err != nil {
				return err
			}
		}
		helper, err = r.helperTx(ctx, tx, id)
		return err
	})
	if err != nil {
		return Helper{}, err
	}
	r.drop(id)
	return helper, nil
}

func (u HelperUpdate) checked() (HelperUpdate, error) {
	var c checks
	clean(&u.Name, func(v string) string { return c.required("name", c.name("name", v)) })
	clean(&u.Email, func(v string) string { return c.required("email", c.email("email", v)) })
	clean(&u.Locale, func(v string) string { return c.locale("locale", v) })
	clean(&u.Languages, func(v []string) []string { return c.languages("languages", v) })
	clean(&u.Teams, func(v []string) []string { return c.slugs("teams", v) })
	clean(&u.Topics, func(v []string) []string { return c.slugs("topics", v) })
	clean(&u.Capacity, func(v int) int { return c.capacity("capacity", v) })
	return u, c.err()
}

// clean replaces a value that is given, without writing into the caller's.
func clean[V any](value **V, by func(V) V) {
	if *value != nil {
		cleaned := by(**value)
		*value = &cleaned
	}
}

// fields names what the update changes, for the audit log.
func (u HelperUpdate) fields() []string {
	var fields []string
	for _, f := range []struct {
		name  string
		given bool
	}{
		{"name", u.Name != nil}, {"email", u.Email != nil}, {"locale", u.Locale != nil}, {"languages", u.Languages != nil},
		{"teams", u.Teams != nil}, {"topics", u.Topics != nil}, {"capacity", u.Capacity != nil}, {"active", u.Active != nil},
	} {
		if f.given {
			fields = append(fields, f.name)
		}
	}
	return fields
}

func (r *Register) updateHelperTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, u HelperUpdate) error {
	deactivates := u.Active != nil && !*u.Active
	if deactivates {
		if err := keepAnAdminTx(ctx, tx, id); err != nil {
			return err
		}
	}
	person, err := lockPersonTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if person.Role == RoleCustomer {
		return fault.NotFound("There is no such person.")
	}
	teams, err := lockTeamsTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := writeHelperTx(ctx, tx, u.on(person)); err != nil {
		return err
	}
	if err := r.writeLinksAndEmailTx(ctx, tx, person, u); err != nil {
		return err
	}
	if field := u.field(); field != "" && person.Active && person.Role != RoleExpert {
		if err := keepTeamsMannedTx(ctx, tx, teams, field); err != nil {
			return err
		}
	}
	if u.Name != nil && *u.Name != person.Name {
		if err := renameOnTicketsTx(ctx, tx, id, *u.Name); err != nil {
			return err
		}
	}
	if deactivates {
		return shutOutTx(ctx, tx, id)
	}
	return nil
}

// on applies the update to what stands in desk.people.
func (u HelperUpdate) on(p Person) Person {
	set(&p.Name, u.Name)
	set(&p.Locale, u.Locale)
	set(&p.Languages, u.Languages)
	set(&p.Capacity, u.Capacity)
	set(&p.Active, u.Active)
	p.Available = p.Available && p.Active
	return p
}

func set[V any](to *V, value *V) {
	if value != nil {
		*to = *value
	}
}

func writeHelperTx(ctx context.Context, tx *sqlx.Tx, p Person) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE desk.people SET name = $2, locale = $3, languages = $4, capacity = $5, active = $6, available = $7 WHERE id = $1`,
		p.ID, p.Name, p.Locale, textArray(p.Languages), p.Capacity, p.Active, p.Available)
	if err != nil {
		return fmt.Errorf("write person: %w", err)
	}
	return nil
}

func (r *Register) writeLinksAndEmailTx(ctx context.Context, tx *sqlx.Tx, p Person, u HelperUpdate) error {
	if u.Teams != nil {
		if err := r.setLinksTx(ctx, tx, memberships, p.ID, *u.Teams); err != nil {
			return err
		}
	}
	if u.Topics != nil {
		if err := r.setLinksTx(ctx, tx, topicsOf(p.Role), p.ID, *u.Topics); err != nil {
			return err
		}
	}
	if u.Email != nil {
		return r.setHelperEmailTx(ctx, tx, p.ID, *u.Email)
	}
	return nil
}

// setHelperEmailTx also changes what a helper signs in with. The caller holds
// the lock on the person.
func (r *Register) setHelperEmailTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, email string) error {
	if err := r.loginFreeTx(ctx, tx, id, email); err != nil {
		return err
	}
	known, err := r.personalTx(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := r.writeProfileTx(ctx, tx, known.key, id, Profile{Emails: []string{email}}); err != nil {
		return err
	}
	login, err := r.keyring.BlindEmail(email)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE vault.credentials SET login = $2, changed_at = $3 WHERE person = $1`,
		id, login, r.clock.Now())
	if postgres.IsUnique(err) {
		return loginTaken()
	}
	if err != nil {
		return fmt.Errorf("write login: %w", err)
	}
	return nil
}

// renameOnTicketsTx locks the tickets in the order in which every act does.
func renameOnTicketsTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID, name string) error {
	_, err := tx.ExecContext(ctx, `
		WITH held AS (SELECT number FROM desk.tickets WHERE assignee = $1 AND active ORDER BY number FOR NO KEY UPDATE)
		UPDATE desk.tickets t SET assignee_name = $2 FROM held WHERE t.number = held.number`, id, name)
	if err != nil {
		return fmt.Errorf("rename on tickets: %w", err)
	}
	return nil
}

// shutOutTx takes a deactivated helper's sessions and open links.
func shutOutTx(ctx context.Context, tx *sqlx.Tx, id uuid.UUID) error {
	if err := endSessionsTx(ctx, tx, id); err != nil {
		return err
	}
	return voidInvitationsTx(ctx, tx, &id)
}

// keepAnAdminTx refuses to let go of the last admin who can sign in. It locks
// the admins in one order, so that two of them cannot shut out each other.
func keepAnAdminTx(ctx context.Context, tx *sqlx.Tx, leaving uuid.UUID) error {
	if _, err := tx.ExecContext(ctx, `SELECT FROM desk.people WHERE role = 'admin' ORDER BY id FOR NO KEY UPDATE`); err != nil {
		return fmt.Errorf("lock admins: %w", err)
	}
	var admins []uuid.UUID
	if err := tx.SelectContext(ctx, &admins, selectAdmins); err != nil {
		return fmt.Errorf("read admins: %w", err)
	}
	if len(admins) == 1 && admins[0] == leaving {
		return fault.Conflict("This is the last admin who can sign in.").With("active", "is the last admin")
	}
	return nil
}

// selectAdmins finds the admins who can sign in.
const selectAdmins = `SELECT p.id FROM desk.people p JOIN vault.credentials c ON c.person = p.id WHERE p.role = 'admin' AND p.active`
