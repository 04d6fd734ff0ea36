package main

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
)

// withKeys are the settings of a node that has these keys in its environment.
func withKeys(s *Settings, key string, more ...string) *Settings {
	other := *s
	other.Key, other.Keys = key, more
	return &other
}

// opens tries what every command does first.
func opens(t *testing.T, s *Settings) error {
	t.Helper()
	return withRegister(t.Context(), s, func(*people.Register) error { return nil })
}

func refusal(t *testing.T, what string, err error, words ...string) {
	t.Helper()
	for _, word := range words {
		if err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v, want %q", what, err, word)
		}
	}
}

func TestKeyInTheEnvironmentIsRotated(t *testing.T) {
	s, db := managed(t)
	a, b := privacy.FormatKey(privacy.NewKey()), privacy.FormatKey(privacy.NewKey())
	old, both, fresh := withKeys(s, a), withKeys(s, a, b), withKeys(s, b)
	node, err := build(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = node.close() })
	addAdmin(t, old, db)

	rotate := func(ctx context.Context, s *Settings, at string) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		d, err := attach(ctx, s)
		if err != nil {
			return err
		}
		err = (&keyRotate{Wait: 10 * time.Millisecond}).rotate(ctx, s, d, io.Discard, func(p privacy.Progress) {
			if p.Step == at {
				cancel()
			}
		})
		return errors.Join(err, d.close())
	}
	refusal(t, "no new key", rotate(t.Context(), old, ""), "kontor key new", "KONTOR_KEYS")
	refusal(t, "a node without the new key", rotate(t.Context(), both, ""), "have not got the key", node.keeper.name)
	if err := errors.Join(opens(t, old), node.keeper.look(t.Context())); err != nil {
		t.Errorf("before the switch the old key is enough: %v", err)
	}
	refusal(t, "only the key that is to come", opens(t, fresh), "is not the key of this database")
	refusal(t, "a rotation to a third key", rotate(t.Context(), withKeys(s, a, privacy.FormatKey(privacy.NewKey())), ""), "has begun, and that key is not here", "KONTOR_KEYS")

	if _, err := db.Owner.Exec(`UPDATE vault.key_holders SET seen_at = now() - interval '1 hour'`); err != nil {
		t.Fatal(err) // the node is away, with its old key
	}
	if err := rotate(t.Context(), both, privacy.StepSwitch); !errors.Is(err, context.Canceled) {
		t.Fatalf("the rotation was not interrupted: %v", err)
	}
	refusal(t, "the old key alone, in the middle", opens(t, old), "is not the key of this database", "KONTOR_KEYS")
	refusal(t, "the new key alone, in the middle", opens(t, fresh), "still needed", "KONTOR_KEYS", "kontor key status")
	refusal(t, "the node that comes back", node.keeper.Run(t.Context()), "this node cannot go on")
	if err := opens(t, both); err != nil {
		t.Error(err)
	}
	if d, err := attach(t.Context(), both); err != nil {
		t.Error(err)
	} else if f := key(t.Context(), both, d); f.err != nil || !strings.Contains(f.well, "being replaced") || d.close() != nil {
		t.Errorf("the doctor says %q, %v", f.well, f.err)
	}
	if _, err := db.Owner.Exec(`DELETE FROM vault.key_holders`); err != nil {
		t.Fatal(err)
	}
	if err := rotate(t.Context(), both, ""); err != nil {
		t.Fatal(err)
	}
	refusal(t, "the old key, afterwards", opens(t, old), "is not the key of this database")
	if err := opens(t, fresh); err != nil {
		t.Errorf("the new key alone: %v", err)
	}
	refusal(t, "keys beside a file", opens(t, withKeys(s, "", b)), "KONTOR_KEYS goes beside KONTOR_KEY")
	refusal(t, "half a key", opens(t, withKeys(s, b, "half")), "KONTOR_KEYS")
	if err := opens(t, withKeys(s, b, "")); err != nil {
		t.Errorf("a setting that is there and empty: %v", err)
	}
	refusal(t, "back to the retired key", rotate(t.Context(), withKeys(s, b, a), ""), "there is no new key")
	statusSays(t, fresh, db)
}

func statusSays(t *testing.T, s *Settings, db *testkit.DB) {
	t.Helper()
	var out output
	if err := (&keyRotate{Status: true}).Run(t.Context(), s, &out); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"current", "retired", "No rotation is under way"} {
		if !strings.Contains(out.String(), word) {
			t.Errorf("the status does not say %q: %s", word, &out)
		}
	}
	if strings.Contains(out.String(), s.Key) {
		t.Error("the status prints the key")
	}
}

// A key that is damaged keeps the old master key; everybody else's is wrapped
// with the new one.
func TestDamagedKeyKeepsTheOldMasterKey(t *testing.T) {
	s, db := managed(t)
	addAdmin(t, s, db)
	err := withRegister(t.Context(), s, func(r *people.Register) error {
		for range 5 {
			if _, _, err := r.NewVisitor(t.Context(), people.VisitorInput{}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var damaged string
	err = db.Owner.Get(&damaged, `UPDATE vault.keys SET wrapped = set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)
		WHERE person = (SELECT person FROM vault.keys ORDER BY person LIMIT 1) RETURNING person`)
	if err != nil {
		t.Fatal(err)
	}
	refusal(t, "a damaged key", (&keyRotate{Wait: time.Second, Batch: 2}).Run(t.Context(), s, io.Discard), damaged, "the old master key stays")
	var left int
	if err := db.Owner.Get(&left, `SELECT count(*) FROM vault.keys WHERE substr(wrapped, 2, 8) = (SELECT decode(fingerprint, 'hex') FROM vault.master_keys WHERE state = 'old')`); err != nil || left != 1 {
		t.Errorf("%d keys are left with the old one: %v", left, err)
	}
	if err := opens(t, s); err != nil {
		t.Errorf("the desk does not open: %v", err)
	}
	if _, err := db.Owner.Exec(`DELETE FROM vault.keys WHERE person = $1`, damaged); err != nil {
		t.Fatal(err)
	}
	if err := (&keyRotate{Wait: time.Second}).Run(t.Context(), s, io.Discard); err != nil {
		t.Error(err)
	}
}

// A database of an older Kontor knows its key as a setting only.
func TestKeyOfAnOlderDatabase(t *testing.T) {
	s, db := managed(t)
	text := privacy.FormatKey(privacy.NewKey())
	right, wrong := withKeys(s, text), withKeys(s, privacy.FormatKey(privacy.NewKey()))
	key, err := privacy.ParseKey(text)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := privacy.NewKeyring(key)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Owner.Exec(`INSERT INTO desk.settings (key, value) VALUES ('key', to_jsonb($1::text))`, ring.Fingerprint()); err != nil {
		t.Fatal(err)
	}
	refusal(t, "another key", opens(t, wrong), "is not the key of this database", ring.Fingerprint())
	refusal(t, "no key", opens(t, s), "is missing")
	if err := opens(t, right); err != nil {
		t.Fatal(err)
	}
	masters, err := privacy.Masters(t.Context(), db.App)
	if err != nil || len(masters) != 1 || masters[0].Fingerprint != ring.Fingerprint() || masters[0].State != privacy.MasterCurrent {
		t.Errorf("the database knows %+v: %v", masters, err)
	}
	refusal(t, "another key, afterwards", opens(t, wrong), "is not the key of this database")
}
