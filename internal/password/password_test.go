package password

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/alexedwards/argon2id"

	"kontor/internal/fault"
)

func TestNobodysHashCostsTheSame(t *testing.T) {
	params, salt, key, err := argon2id.DecodeHash(OfNobody())
	if err != nil {
		t.Fatal(err)
	}
	if *params != *cost || len(salt) != int(cost.SaltLength) || len(key) != int(cost.KeyLength) {
		t.Errorf("hash of nobody is made with %+v", params)
	}
}

// A hash of before lets in although hashes cost something else today.
func TestHashesOfBeforeStillMatch(t *testing.T) {
	h, usual := NewHasher(), *cost
	t.Cleanup(func() { *cost = usual })
	old, err := h.Hash(context.Background(), "correct horse")
	if err != nil || !strings.HasPrefix(old, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("%s, %v", old, err)
	}
	Cheapen()
	for password, want := range map[string]bool{"correct horse": true, "wrong horse": false} {
		if ok, err := h.Matches(context.Background(), password, old); ok != want || err != nil {
			t.Errorf("%s: %v, %v", password, ok, err)
		}
	}
	if params, _, _, err := argon2id.DecodeHash(OfNobody()); err != nil || *params != *cost {
		t.Errorf("the hash of nobody: %+v, %v", params, err)
	}
}

func TestHasherRefusesWhenTooManyWait(t *testing.T) {
	h := NewHasher()
	ctx := context.Background()
	for range atOnce {
		if err := h.enter(ctx); err != nil {
			t.Fatal(err)
		}
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	if err := h.enter(over); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting past its context gave %v", err)
	}
	h.waiting.Store(atOnce + waiting)
	if err := h.enter(ctx); !fault.Is(err, fault.KindLimited) {
		t.Errorf("one too many gave %v", err)
	}
	h.waiting.Store(atOnce)
	for range atOnce {
		h.leave()
	}
	if ok, err := h.Matches(ctx, "x", OfNobody()); ok || err != nil {
		t.Errorf("after all have left: %v, %v", ok, err)
	}
	if n := h.waiting.Load(); n != 0 {
		t.Errorf("%d are still counted", n)
	}
}
