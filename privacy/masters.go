package privacy

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
)

// The states of a master key.
const (
	MasterNext    = "next"    // becomes the current one when every node holds it
	MasterCurrent = "current" // wraps
	MasterOld     = "old"     // was replaced; something may still be wrapped with it
	MasterRetired = "retired" // nothing is wrapped with it any more
)

// Master is what the database knows of a master key.
type Master struct {
	Fingerprint string
	State       string
	IndexKeys   []byte `db:"index_keys"`
	Since       time.Time
}

// Masters lists all master keys that there have been, the current one first;
// none: the database has not been begun with one.
func Masters(ctx context.Context, q sqlx.QueryerContext) ([]Master, error) {
	var all []Master
	err := sqlx.SelectContext(ctx, q, &all, `
		SELECT fingerprint, state, index_keys, since FROM vault.master_keys ORDER BY state = 'current' DESC, since`)
	if err != nil {
		return nil, fmt.Errorf("read the master keys: %w", err)
	}
	return all, nil
}

// BeginMaster makes the ring's current key the database's first one, unless
// another was quicker.
func (k *Keyring) BeginMaster(ctx context.Context, db *sqlx.DB) error {
	sealed, err := k.SealIndex(k.Fingerprint())
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `
		INSERT INTO vault.master_keys (fingerprint, state, index_keys, since) VALUES ($1, 'current', $2, now())
		ON CONFLICT DO NOTHING`, k.Fingerprint(), sealed)
	if err != nil {
		return fmt.Errorf("write the first master key: %w", err)
	}
	return nil
}

// MissingKey says that a node does not hold a key that it needs.
type MissingKey struct {
	Fingerprint string
	State       string
	Held        []string
}

// Error names fingerprints only.
func (m *MissingKey) Error() string {
	held := strings.Join(m.Held, " and ")
	if m.State == MasterOld {
		return fmt.Sprintf("the key with fingerprint %s is being replaced and still needed, and this node has only %s", m.Fingerprint, held)
	}
	return fmt.Sprintf("the key of this database has fingerprint %s, and this node has only %s", m.Fingerprint, held)
}

// Settle brings the ring in line with the database: which key wraps, and the
// keys of the indexes. It gives a MissingKey when the ring lacks one that
// something is wrapped with, and does nothing with a database that has no key.
func (k *Keyring) Settle(ctx context.Context, q sqlx.QueryerContext) error {
	masters, err := Masters(ctx, q)
	if err != nil {
		return err
	}
	return k.SettleTo(masters)
}

// SettleTo is Settle for who has asked the database already.
func (k *Keyring) SettleTo(masters []Master) error {
	for _, m := range masters {
		if (m.State == MasterCurrent || m.State == MasterOld) && !k.Holds(m.Fingerprint) {
			return &MissingKey{m.Fingerprint, m.State, k.Held()}
		}
	}
	if len(masters) == 0 {
		return nil
	}
	current := masters[0]
	if current.State != MasterCurrent {
		return errors.New("the database has no current master key")
	}
	if err := k.OpenIndex(current.Fingerprint, current.IndexKeys); err != nil {
		return err
	}
	return k.Use(current.Fingerprint)
}
