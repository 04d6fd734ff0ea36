package privacy

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Rotation replaces the current master key by another while nodes run. Its
// state is in the database and every step is one transaction that may be done
// again, so that a rotation that was killed is taken up by starting another:
//
//	announce   the new key is next; nodes look for it where they found theirs
//	await      until every running node holds it
//	switch     the new key wraps, the old one still opens
//	rewrap     what the old key wrapped is wrapped with the new one, a batch at a time
//	retire     the old key, once nothing is wrapped with it; from then on the
//	           database refuses what it wraps
//
// At any time each person's key is wrapped with a key that every running node
// holds. The keys of the blind indexes stay, sealed with the new key, so that
// everybody is found as before.
type Rotation struct {
	DB    *sqlx.DB
	Ring  *Keyring       // holds both keys
	To    string         // the new key's fingerprint
	Batch int            // how many keys are wrapped at a time; 500 unless given
	Wait  time.Duration  // how long nodes have to get the key
	Tell  func(Progress) // may be nil
}

// Progress is where a rotation stands.
type Progress struct {
	Step        string
	Done, Total int      // of rewrap: how many keys
	Lacking     []Holder // of await: which nodes have not got the key yet
}

// The steps.
const (
	StepAnnounce = "announce"
	StepAwait    = "await"
	StepSwitch   = "switch"
	StepRewrap   = "rewrap"
	StepRetire   = "retire"
)

const (
	rotationBatch = 500
	rotationLook  = 250 * time.Millisecond
	rotationLock  = "kontor key rotate"
)

// Run does what is left to do. Only one rotation runs at a time.
func (r *Rotation) Run(ctx context.Context) error {
	conn, err := r.DB.Connx(ctx)
	if err != nil {
		return fmt.Errorf("connect: %w", err)
	}
	defer conn.Close()
	var alone bool
	if err := conn.GetContext(ctx, &alone, `SELECT pg_try_advisory_lock(hashtext($1))`, rotationLock); err != nil {
		return fmt.Errorf("make sure that no other rotation runs: %w", err)
	}
	if !alone {
		return fault.Conflict("another rotation of the key is running")
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock(hashtext($1))`, rotationLock) //nolint:errcheck // it goes with the connection at the latest
	for _, step := range []func(context.Context) error{r.announce, r.await, r.change, r.finish} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r *Rotation) tell(p Progress) {
	if r.Tell != nil {
		r.Tell(p)
	}
}

// announce makes the new key the next one.
func (r *Rotation) announce(ctx context.Context) error {
	state, err := r.state(ctx, r.DB)
	if err != nil || state == MasterNext || state == MasterCurrent {
		return err
	}
	if state != "" {
		return fault.Conflict("the key with fingerprint %s was replaced before; make a new one", r.To)
	}
	sealed, err := r.Ring.SealIndex(r.To)
	if err != nil {
		return fmt.Errorf("the new key is not at hand: %w", err)
	}
	_, err = r.DB.ExecContext(ctx, `INSERT INTO vault.master_keys (fingerprint, state, index_keys, since) VALUES ($1, 'next', $2, now())`, r.To, sealed)
	if err != nil {
		return fmt.Errorf("announce the new key: %w", err)
	}
	r.tell(Progress{Step: StepAnnounce})
	return nil
}

// state is that of the new key, or empty. A rotation to another key that has
// not ended is in the way.
func (r *Rotation) state(ctx context.Context, q sqlx.QueryerContext) (string, error) {
	all, err := Masters(ctx, q)
	if err != nil {
		return "", err
	}
	state, current := "", ""
	for _, m := range all {
		switch {
		case m.Fingerprint == r.To:
			state = m.State
		case m.State == MasterNext:
			return "", fault.Conflict("a rotation to the key with fingerprint %s has begun; end that one first", m.Fingerprint)
		}
		if m.State == MasterCurrent {
			current = m.Fingerprint
		}
	}
	for _, m := range all {
		if m.State == MasterOld && current != r.To {
			return "", fault.Conflict("the rotation to the key with fingerprint %s has not ended; end that one first", current)
		}
	}
	return state, nil
}

// await waits until every running node holds the new key.
func (r *Rotation) await(ctx context.Context) error {
	if any, err := AnyHolders(ctx, r.DB); err != nil {
		return err
	} else if any && !clock.Pause(ctx, HoldersNotice) {
		return ctx.Err()
	}
	if err := r.until(ctx, Lacking, "these nodes have not got the key with fingerprint %s: %s"); err != nil {
		return err
	}
	r.tell(Progress{Step: StepAwait})
	return nil
}

// until waits until there is no such node.
func (r *Rotation) until(ctx context.Context, find func(context.Context, sqlx.QueryerContext, string) ([]Holder, error), refusal string) error {
	ctx, cancel := context.WithTimeout(ctx, r.Wait)
	defer cancel()
	for last := "-"; ; {
		found, err := find(ctx, r.DB, r.To)
		if err == nil && len(found) == 0 {
			return nil
		}
		if err == nil && names(found) != last {
			last = names(found)
			r.tell(Progress{Step: StepAwait, Lacking: found})
		}
		if clock.Pause(ctx, rotationLook) {
			continue
		}
		if len(found) > 0 {
			return fault.Conflict(refusal, r.To, names(found))
		}
		return errors.Join(err, ctx.Err())
	}
}

func names(holders []Holder) string {
	var all []string
	for _, h := range holders {
		all = append(all, h.Name)
	}
	return strings.Join(all, ", ")
}

// change makes the new key the current one. A node says what it holds before it
// asks what it needs; the lock puts each on one side of the change.
func (r *Rotation) change(ctx context.Context) error {
	err := postgres.InTx(ctx, r.DB, func(tx *sqlx.Tx) error {
		if _, err := tx.ExecContext(ctx, `LOCK TABLE vault.key_holders IN SHARE MODE`); err != nil {
			return fmt.Errorf("hold the nodes: %w", err)
		}
		state, err := r.state(ctx, tx)
		if err != nil || state == MasterCurrent {
			return err
		}
		lacking, err := Lacking(ctx, tx, r.To)
		if err != nil {
			return err
		}
		if len(lacking) > 0 {
			return fault.Conflict("a node without the new key has come: %s", names(lacking))
		}
		for _, step := range []string{
			`UPDATE vault.master_keys SET state = 'old', since = now() WHERE state = 'current' AND fingerprint <> $1`,
			`UPDATE vault.master_keys SET state = 'current', since = now() WHERE fingerprint = $1`,
		} {
			if _, err := tx.ExecContext(ctx, step, r.To); err != nil {
				return fmt.Errorf("change the current key: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.tell(Progress{Step: StepSwitch})
	return r.Ring.Use(r.To)
}

// finish rewraps until the old key can be retired: a node that has not heard of
// the change wraps with the old one until it has.
func (r *Rotation) finish(ctx context.Context) error {
	if err := r.until(ctx, Behind, "these nodes do not wrap with the key with fingerprint %s yet: %s"); err != nil {
		return err
	}
	for {
		if err := r.rewrap(ctx); err != nil {
			return err
		}
		retired, err := r.retire(ctx)
		if err != nil || retired {
			return err
		}
	}
}

// retire ends the old key's time, unless something is still wrapped with it.
// The update waits for everybody who is just writing with that key.
func (r *Rotation) retire(ctx context.Context) (bool, error) {
	still := errors.New("something is still wrapped with it")
	err := postgres.InTx(ctx, r.DB, func(tx *sqlx.Tx) error {
		var old []string
		err := tx.SelectContext(ctx, &old, `UPDATE vault.master_keys SET state = 'retired', index_keys = NULL, since = now() WHERE state = 'old' RETURNING fingerprint`)
		if err != nil {
			return fmt.Errorf("retire the old key: %w", err)
		}
		for _, fingerprint := range old {
			n, err := WrappedWith(ctx, tx, fingerprint)
			if err != nil {
				return err
			}
			if n > 0 {
				return still
			}
		}
		return nil
	})
	if errors.Is(err, still) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	r.tell(Progress{Step: StepRetire})
	return true, nil
}

// WrappedWith counts the persons whose key this master key wrapped.
func WrappedWith(ctx context.Context, q sqlx.QueryerContext, fingerprint string) (int, error) {
	var n int
	err := sqlx.GetContext(ctx, q, &n, `SELECT count(*) FROM vault.keys WHERE substr(wrapped, 2, 8) = decode($1, 'hex')`, fingerprint)
	if err != nil {
		return 0, fmt.Errorf("count what is wrapped with the key: %w", err)
	}
	return n, nil
}

type wrappedRow struct {
	Person  uuid.UUID
	Wrapped []byte
}

// rewrap walks the keys of all persons once. It passes over those that do not
// open, and fails for them at the end: whatever is wrong with them, retiring the
// old key would make it worse.
func (r *Rotation) rewrap(ctx context.Context) error {
	var total, done int
	if err := r.DB.GetContext(ctx, &total, `SELECT count(*) FROM vault.keys WHERE substr(wrapped, 2, 8) <> decode($1, 'hex')`, r.To); err != nil {
		return fmt.Errorf("count what is to be wrapped: %w", err)
	}
	var broken []error
	for b := (batch{}); ; {
		var err error
		if b, err = r.batch(ctx, b.last); err != nil {
			return err
		}
		if b.n == 0 {
			return r.complain(broken)
		}
		done, broken = done+b.n-len(b.broken), append(broken, b.broken...)
		r.tell(Progress{Step: StepRewrap, Done: done, Total: max(done, total)})
	}
}

// complain names some of the persons whose keys do not open.
func (r *Rotation) complain(broken []error) error {
	if len(broken) == 0 {
		return nil
	}
	return fmt.Errorf("%d keys do not open, so the old master key stays; mend them from a backup, or erase these people: %w", len(broken), errors.Join(broken[:min(len(broken), 5)]...))
}

// batch is what became of some keys in one transaction.
type batch struct {
	n      int
	last   uuid.UUID
	broken []error
}

func (r *Rotation) batch(ctx context.Context, after uuid.UUID) (b batch, err error) {
	limit := r.Batch
	if limit <= 0 {
		limit = rotationBatch
	}
	err = postgres.InTx(ctx, r.DB, func(tx *sqlx.Tx) error {
		var rows []wrappedRow
		err := tx.SelectContext(ctx, &rows, `
			SELECT person, wrapped FROM vault.keys WHERE person > $1 AND substr(wrapped, 2, 8) <> decode($2, 'hex')
			ORDER BY person LIMIT $3 FOR NO KEY UPDATE`, after, r.To, limit)
		if err != nil || len(rows) == 0 {
			return err
		}
		b.n, b.last = len(rows), rows[len(rows)-1].Person
		b.broken, err = r.write(ctx, tx, rows)
		return err
	})
	if err != nil {
		return batch{}, fmt.Errorf("wrap the keys anew: %w", err)
	}
	return b, nil
}

func (r *Rotation) write(ctx context.Context, tx *sqlx.Tx, rows []wrappedRow) (broken []error, err error) {
	persons, wrapped := make(pq.StringArray, 0, len(rows)), make(pq.ByteaArray, 0, len(rows))
	for _, row := range rows {
		moved, err := r.Ring.Rewrap(row.Person, row.Wrapped)
		if err != nil {
			broken = append(broken, fmt.Errorf("person %s: %w", row.Person, err))
			continue
		}
		persons, wrapped = append(persons, row.Person.String()), append(wrapped, moved)
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE vault.keys k SET wrapped = n.wrapped FROM unnest($1::uuid[], $2::bytea[]) AS n (person, wrapped) WHERE k.person = n.person`,
		persons, wrapped)
	return broken, err
}
