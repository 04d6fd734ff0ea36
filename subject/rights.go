package subject

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/internal/promise"
	"kontor/people"
	"kontor/tickets"
)

// The kinds of jobs of this package. An export's job bears the export's id; an
// erasure's names the person.
const (
	JobExport = "export"
	JobErase  = "erase"
)

// The kinds of notifications of this package.
const (
	NewsExportReady = "export_ready"
	NewsRetention   = "retention"
	NewsLooked      = "looked"
)

// Files are what was sent along with messages; see tickets.Files.
type Files interface {
	Each(ctx context.Context, customer uuid.UUID, give func(s tickets.Sent, open func() (io.ReadCloser, error)) error) error
	RemoveOf(ctx context.Context, customer uuid.UUID) (int64, error)
	RemoveFrom(ctx context.Context, ticket int64) (int64, error)
}

// Parts are what Rights work with. Files may be nil: then there are none.
type Parts struct {
	App    *sqlx.DB
	Desk   *tickets.Desk
	People *people.Register
	Files  Files
	Clock  clock.Clock
	Dir    string // where exports are kept, sealed; nodes share it
}

// Rights fulfils what people may ask about their data. It is safe for
// concurrent use, on any number of nodes.
type Rights struct {
	db     *sqlx.DB
	desk   *tickets.Desk
	people *people.Register
	files  Files
	clock  clock.Clock
	dir    string

	passed func(phase string) error // for tests: a node may die after any phase
}

// New puts rights together.
func New(p Parts) *Rights {
	return &Rights{db: p.App, desk: p.Desk, people: p.People, files: p.Files, clock: p.Clock, dir: filepath.Join(p.Dir, "exports"),
		passed: func(string) error { return nil }}
}

// Policy is what the organisation has decided.
type Policy struct {
	EraseAfterDays int  `json:"erase_after_days"` // the time in which an erasure may be undone
	StaffMayErase  bool `json:"staff_may_erase"`  // or admins only
}

const policyKey = "subject_rights"

// Policy reads what the organisation has decided, or what is usual.
func (r *Rights) Policy(ctx context.Context) (Policy, error) { return readPolicy(ctx, r.db) }

func readPolicy(ctx context.Context, q sqlx.QueryerContext) (Policy, error) {
	p := Policy{EraseAfterDays: 14}
	var raw []byte
	err := sqlx.GetContext(ctx, q, &raw, `SELECT coalesce((SELECT value FROM desk.settings WHERE key = $1), '{}')`, policyKey)
	if err != nil {
		return p, fmt.Errorf("read policy: %w", err)
	}
	return p, json.Unmarshal(raw, &p)
}

// PolicyUpdate changes what is not nil.
type PolicyUpdate struct {
	EraseAfterDays *int
	StaffMayErase  *bool
}

const mostGrace = 90

// SetPolicy decides anew; what is planned already stays planned for its day.
func (r *Rights) SetPolicy(ctx context.Context, by people.Person, u PolicyUpdate) (Policy, error) {
	if by.Role != people.RoleAdmin {
		return Policy{}, fault.Forbidden("Only an admin may do this.")
	}
	var p Policy
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		// One at a time: what an update does not name stays as another has left it.
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('kontor subject rights'))`); err != nil {
			return fmt.Errorf("lock policy: %w", err)
		}
		if p, err = readPolicy(ctx, tx); err != nil {
			return err
		}
		if err := u.apply(&p); err != nil {
			return err
		}
		raw, _ := json.Marshal(p) // a number and a switch cannot fail
		_, err = tx.ExecContext(ctx, `
			INSERT INTO desk.settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, policyKey, string(raw))
		if err != nil {
			return fmt.Errorf("write policy: %w", err)
		}
		return people.AuditTx(ctx, tx, r.clock.Now(), by, "privacy_changed", policyKey, "erase_after_days", "staff_may_erase")
	})
	return p, err
}

func (u PolicyUpdate) apply(p *Policy) error {
	if u.EraseAfterDays != nil {
		p.EraseAfterDays = *u.EraseAfterDays
	}
	if u.StaffMayErase != nil {
		p.StaffMayErase = *u.StaffMayErase
	}
	if p.EraseAfterDays < 0 || p.EraseAfterDays > mostGrace {
		return fault.Invalid("The time of grace is out of bounds.").With("erase_after_days", fmt.Sprintf("must be 0 to %d", mostGrace))
	}
	return nil
}

// MayErase reports whether somebody may erase a customer who asks for it in
// person.
func (r *Rights) MayErase(ctx context.Context, by people.Person) (bool, error) {
	switch by.Role {
	case people.RoleAdmin:
		return true, nil
	case people.RoleStaff:
		p, err := r.Policy(ctx)
		return p.StaffMayErase, err
	}
	return false, nil
}

// keep marks a job done, whoever did it.
func keep(ctx context.Context, q sqlx.ExecerContext, job uuid.UUID, now time.Time) error {
	_, err := promise.Keep(ctx, q, job, now)
	return err
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
