package subject

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/internal/promise"
	"kontor/people"
)

// Who wanted an erasure.
const (
	OriginCustomer  = "customer"
	OriginStaff     = "staff"     // the customer asked at the counter
	OriginRetention = "retention" // nobody did; nothing was left to keep them for
)

// Erasure is a plan to erase a person, or one that was carried out.
type Erasure struct {
	Person  uuid.UUID  `db:"person"`
	AskedAt time.Time  `db:"asked_at"`
	DueAt   time.Time  `db:"due_at"`
	Origin  string     `db:"origin"`
	Phase   string     `db:"phase"`
	DoneAt  *time.Time `db:"done_at"`
}

// ErasureOf is the erasure of a person; false: none is planned.
func (r *Rights) ErasureOf(ctx context.Context, person uuid.UUID) (Erasure, bool, error) {
	return erasureOf(ctx, r.db, person)
}

func erasureOf(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) (Erasure, bool, error) {
	var e Erasure
	err := sqlx.GetContext(ctx, q, &e, `SELECT person, asked_at, due_at, origin, phase, done_at FROM desk.erasures WHERE person = $1`, person)
	if errors.Is(err, sql.ErrNoRows) {
		return Erasure{}, false, nil
	}
	if err != nil {
		return Erasure{}, false, fmt.Errorf("read erasure: %w", err)
	}
	return e, true, nil
}

// AskErasure plans to erase the customer who asks for it when the time of grace
// is over. Asked again it answers the same.
func (r *Rights) AskErasure(ctx context.Context, p people.Person) (Erasure, error) {
	if p.Role != people.RoleCustomer {
		return Erasure{}, fault.Forbidden("This is for customers only.")
	}
	return r.plan(ctx, p, p.ID, OriginCustomer, "")
}

// EraseFor plans to erase a customer who asked for it in person. It needs a
// reason, which is masked with what is known of them and kept in the audit log.
func (r *Rights) EraseFor(ctx context.Context, by people.Person, customer uuid.UUID, reason string) (Erasure, error) {
	if err := r.mayErase(ctx, by); err != nil {
		return Erasure{}, err
	}
	masked, err := r.maskReason(ctx, customer, reason)
	if err != nil {
		return Erasure{}, err
	}
	return r.plan(ctx, by, customer, OriginStaff, masked)
}

func (r *Rights) mayErase(ctx context.Context, by people.Person) error {
	may, err := r.MayErase(ctx, by)
	if err == nil && !may {
		return fault.Forbidden("Your role may not erase customers.")
	}
	return err
}

const reasonMost = 500

func (r *Rights) maskReason(ctx context.Context, customer uuid.UUID, reason string) (string, error) {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return "", fault.Invalid("Please say why.").With("reason", "is missing")
	case !utf8.ValidString(reason) || utf8.RuneCountInString(reason) > reasonMost || strings.ContainsRune(reason, 0):
		return "", fault.Invalid("The reason cannot be accepted.").With("reason", fmt.Sprintf("must be text of %d characters at most", reasonMost))
	}
	dossier, err := r.people.Dossier(ctx, customer)
	if err != nil {
		return "", err
	}
	return dossier.Masker.Mask(reason).Text, nil
}

// plan writes the plan and the promise to carry it out.
func (r *Rights) plan(ctx context.Context, by people.Person, customer uuid.UUID, origin, reason string) (Erasure, error) {
	policy, err := r.Policy(ctx)
	if err != nil {
		return Erasure{}, err
	}
	var e Erasure
	err = postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		var role people.Role
		err := tx.GetContext(ctx, &role, `SELECT role FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, customer)
		if errors.Is(err, sql.ErrNoRows) || err == nil && role != people.RoleCustomer {
			return fault.NotFound("There is no such customer.")
		}
		if err != nil {
			return fmt.Errorf("lock person: %w", err)
		}
		known, planned, err := erasureOf(ctx, tx, customer)
		if err != nil || planned {
			e = known
			return err
		}
		now := r.clock.Now()
		e = Erasure{Person: customer, AskedAt: now, DueAt: now, Origin: origin, Phase: phasePlanned}
		if origin != OriginRetention {
			e.DueAt = now.AddDate(0, 0, policy.EraseAfterDays)
		}
		if err := writePlan(ctx, tx, e, by.ID); err != nil {
			return err
		}
		if origin != OriginStaff {
			return nil
		}
		return people.AuditReasonTx(ctx, tx, now, by, "erasure_planned", customer.String(), reason)
	})
	if err != nil {
		return Erasure{}, err
	}
	r.desk.JobsDue()
	return e, r.showPlan(ctx, customer)
}

func writePlan(ctx context.Context, tx *sqlx.Tx, e Erasure, by uuid.UUID) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO desk.erasures (person, asked_at, due_at, origin, asked_by, phase) VALUES ($1, $2, $3, $4, $5, $6)`,
		e.Person, e.AskedAt, e.DueAt, e.Origin, by, e.Phase)
	if err != nil {
		return fmt.Errorf("write erasure: %w", err)
	}
	return promise.Make(ctx, tx, promise.Job{ID: newID(), Kind: JobErase, Person: e.Person, Due: e.DueAt}, e.AskedAt)
}

// showPlan lets whoever has a ticket of theirs on screen look at it again.
func (r *Rights) showPlan(ctx context.Context, customer uuid.UUID) error {
	var numbers []int64
	err := r.db.SelectContext(ctx, &numbers, `SELECT number FROM desk.tickets WHERE customer = $1 AND active ORDER BY number DESC LIMIT 100`, customer)
	if err != nil {
		return fmt.Errorf("read tickets: %w", err)
	}
	if len(numbers) > 0 {
		r.desk.Changed(numbers...)
	}
	return nil
}

// UndoErasure drops the plan while it is only planned.
func (r *Rights) UndoErasure(ctx context.Context, p people.Person) error {
	return r.undo(ctx, p, p.ID)
}

// UndoErasureFor does so for somebody else.
func (r *Rights) UndoErasureFor(ctx context.Context, by people.Person, customer uuid.UUID) error {
	_, planned, err := r.ErasureOf(ctx, customer)
	if err != nil {
		return err
	}
	if !planned {
		return nothingPlanned()
	}
	if err := r.mayErase(ctx, by); err != nil {
		return err
	}
	return r.undo(ctx, by, customer)
}

func (r *Rights) undo(ctx context.Context, by people.Person, customer uuid.UUID) error {
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		res, err := tx.ExecContext(ctx, `DELETE FROM desk.erasures WHERE person = $1 AND phase = $2`, customer, phasePlanned)
		if err != nil {
			return fmt.Errorf("drop erasure: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return cmp.Or(err, nothingPlanned())
		}
		if by.ID == customer {
			return nil
		}
		return people.AuditTx(ctx, tx, r.clock.Now(), by, "erasure_undone", customer.String())
	})
	if err != nil {
		return err
	}
	return r.showPlan(ctx, customer)
}

func nothingPlanned() error { return fault.NotFound("No erasure is planned that could be undone.") }
