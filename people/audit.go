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
	id, err := uuid.NewV7()
	if err != nil {
		return fmt.Errorf("make id: %w", err)
	}
	data := `{}`
	if len(fields) > 0 {
		named, _ := json.Marshal(map[string][]string{"fields": fields}) // strings cannot fail
		data = string(named)
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO desk.audit_log (id, at, person, act, target, data) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, at, by.ID, act, target, data)
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
