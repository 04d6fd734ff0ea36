package privacy

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"
)

// How staff come to personal data.
const (
	OnRequest = "ask"  // they open it, with one click
	AtOnce    = "open" // the desk opens it for whoever has the ticket or is of its team
)

// Policy is what the organisation has decided about personal data. What the
// access log keeps for less than LogMonthsMin the database would not remove.
type Policy struct {
	Personal        string `json:"personal"`
	AccessLogMonths int    `json:"access_log_months"`
}

// Bounds of AccessLogMonths; those of vault.retain_logs, which nobody can change
// through the desk.
const (
	LogMonthsMin   = 12
	LogMonthsMax   = 120
	logMonthsUsual = 24
)

// policySetting is where it stands in desk.settings; vault.retain_logs reads it
// there.
const policySetting = "privacy"

// ReadPolicy gives what was decided, or what holds where nothing was.
func ReadPolicy(ctx context.Context, q sqlx.QueryerContext) (Policy, error) {
	p := Policy{Personal: OnRequest, AccessLogMonths: logMonthsUsual}
	var raw []byte
	err := sqlx.GetContext(ctx, q, &raw, `SELECT value FROM desk.settings WHERE key = $1`, policySetting)
	if errors.Is(err, sql.ErrNoRows) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(raw, &p)
	}
	if err != nil {
		return Policy{}, fmt.Errorf("read the privacy policy: %w", err)
	}
	return p, nil
}

// WritePolicyTx replaces what was decided. It expects it to be checked.
func WritePolicyTx(ctx context.Context, tx *sqlx.Tx, p Policy) error {
	raw, _ := json.Marshal(p) // a string and a number cannot fail
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`, policySetting, string(raw))
	if err != nil {
		return fmt.Errorf("write the privacy policy: %w", err)
	}
	return nil
}
