package privacy

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// HolderGone is after how long without a sign a node counts as gone.
const HolderGone = 15 * time.Second

// Holder is a running node and the keys that it holds.
type Holder struct {
	Node         uuid.UUID
	Name         string
	Fingerprints pq.StringArray
}

// SayHeld writes down which keys a node holds just now. A node does so before
// it asks which keys it needs for the first time, and some times in HolderGone from
// then on.
func (k *Keyring) SayHeld(ctx context.Context, db *sqlx.DB, node uuid.UUID, name string) error {
	_, err := db.ExecContext(ctx, `
		INSERT INTO vault.key_holders (node, name, fingerprints, seen_at) VALUES ($1, $2, $3, now())
		ON CONFLICT (node) DO UPDATE SET fingerprints = excluded.fingerprints, seen_at = excluded.seen_at`,
		node, name, pq.StringArray(k.Held()))
	if err != nil {
		return fmt.Errorf("say which keys this node holds: %w", err)
	}
	return nil
}

// LeaveHolders takes a node that ends off the list.
func LeaveHolders(ctx context.Context, db *sqlx.DB, node uuid.UUID) error {
	if _, err := db.ExecContext(ctx, `DELETE FROM vault.key_holders WHERE node = $1 OR seen_at < now() - interval '1 day'`, node); err != nil {
		return fmt.Errorf("leave the holders of keys: %w", err)
	}
	return nil
}

// Lacking lists the running nodes that do not hold a key.
func Lacking(ctx context.Context, q sqlx.QueryerContext, fingerprint string) ([]Holder, error) {
	var all []Holder
	err := sqlx.SelectContext(ctx, q, &all, `
		SELECT node, name, fingerprints FROM vault.key_holders
		WHERE seen_at > now() - make_interval(secs => $2) AND NOT $1 = ANY (fingerprints) ORDER BY name, node`,
		fingerprint, HolderGone.Seconds())
	if err != nil {
		return nil, fmt.Errorf("read who holds the key: %w", err)
	}
	return all, nil
}
