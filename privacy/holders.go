package privacy

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// While a key is being replaced every node gives a sign about every KeeperLook;
// otherwise it is silent. So whoever replaces one waits for HoldersNotice until
// the silent ones have noticed, and counts a node as gone that has given no sign for
// HolderGone.
const (
	KeeperLook    = time.Second
	HoldersNotice = 3 * KeeperLook
	HolderGone    = 15 * time.Second
)

// Holder is a running node and the keys that it holds.
type Holder struct {
	Node         uuid.UUID
	Name         string
	Fingerprints pq.StringArray
	Wraps        string
}

// SayHeld writes down which keys a node holds and wraps with just now. A node that
// begins does so before it asks which keys it needs.
func (k *Keyring) SayHeld(ctx context.Context, db *sqlx.DB, node uuid.UUID, name string) error {
	_, err := db.ExecContext(ctx, `
		INSERT INTO vault.key_holders (node, name, fingerprints, wraps, seen_at) VALUES ($1, $2, $3, $4, now())
		ON CONFLICT (node) DO UPDATE SET fingerprints = excluded.fingerprints, wraps = excluded.wraps, seen_at = excluded.seen_at`,
		node, name, pq.StringArray(k.Held()), k.Fingerprint())
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
	return holders(ctx, q, `NOT $1 = ANY (fingerprints)`, fingerprint)
}

// Behind lists the running nodes that wrap with another key than this one.
func Behind(ctx context.Context, q sqlx.QueryerContext, fingerprint string) ([]Holder, error) {
	return holders(ctx, q, `wraps <> $1`, fingerprint)
}

// AnyHolders reports whether a node has begun that has not said that it ended.
func AnyHolders(ctx context.Context, q sqlx.QueryerContext) (any bool, err error) {
	if err = sqlx.GetContext(ctx, q, &any, `SELECT EXISTS (SELECT FROM vault.key_holders)`); err != nil {
		err = fmt.Errorf("look for nodes: %w", err)
	}
	return any, err
}

func holders(ctx context.Context, q sqlx.QueryerContext, condition, fingerprint string) ([]Holder, error) {
	var all []Holder
	err := sqlx.SelectContext(ctx, q, &all, `
		SELECT node, name, fingerprints, wraps FROM vault.key_holders
		WHERE seen_at > now() - make_interval(secs => $2) AND `+condition+` ORDER BY name, node`,
		fingerprint, HolderGone.Seconds())
	if err != nil {
		return nil, fmt.Errorf("read who holds the key: %w", err)
	}
	return all, nil
}
