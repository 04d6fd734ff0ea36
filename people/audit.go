package people

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

// AuditTx records that somebody changed the desk itself, in the transaction of
// the change: what was done to which thing, and the names of the fields that
// changed. Values do not belong here.
func AuditTx(ctx context.Context, tx *sqlx.Tx, at time.Time, by Person, act, target string, fields ...string) error {
	data := map[string]any{}
	if len(fields) > 0 {
		data["fields"] = fields
	}
	return auditTx(ctx, tx, at, by, act, target, data)
}

// AuditReasonTx is AuditTx for what needs a reason. The reason is masked: nothing
// personal belongs here.
func AuditReasonTx(ctx context.Context, tx *sqlx.Tx, at time.Time, by Person, act, target, reason string) error {
	return auditTx(ctx, tx, at, by, act, target, map[string]any{"reason": reason})
}

func auditTx(ctx context.Context, tx *sqlx.Tx, at time.Time, by Person, act, target string, data map[string]any) error {
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make id: %w", err)
	}
	raw, _ := json.Marshal(data) // strings cannot fail
	_, err = tx.ExecContext(ctx, `INSERT INTO desk.audit_log (id, at, person, act, target, data) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, at, by.ID, act, target, string(raw))
	if err != nil {
		return fmt.Errorf("write audit log: %w", err)
	}
	return nil
}

// mayManage refuses everybody but admins.
func mayManage(by Person) error {
	if by.Role != RoleAdmin || !by.Active {
		return fault.Forbidden("Only an admin may do this.")
	}
	return nil
}
