package people

import (
	"context"
	"errors"
	"testing"

	"github.com/alexedwards/argon2id"

	"kontor/internal/fault"
)

func TestNobodysHashCostsTheSame(t *testing.T) {
	params, salt, key, err := argon2id.DecodeHash(hashOfNobody)
	if err != nil {
		t.Fatal(err)
	}
	if *params != *hashing || len(salt) != int(hashing.SaltLength) || len(key) != int(hashing.KeyLength) {
		t.Errorf("hash of nobody is made with %+v", params)
	}
}

func TestHasherRefusesWhenTooManyWait(t *testing.T) {
	h := newHasher()
	ctx := context.Background()
	for range hashersAtOnce {
		if err := h.enter(ctx); err != nil {
			t.Fatal(err)
		}
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	if err := h.enter(over); !errors.Is(err, context.Canceled) {
		t.Errorf("waiting past its context gave %v", err)
	}
	h.waiting.Store(hashersAtOnce + hashersWaiting)
	if err := h.enter(ctx); !fault.Is(err, fault.KindLimited) {
		t.Errorf("one too many gave %v", err)
	}
	h.waiting.Store(hashersAtOnce)
	for range hashersAtOnce {
		h.leave()
	}
	if ok, err := h.matches(ctx, "x", hashOfNobody); ok || err != nil {
		t.Errorf("after all have left: %v, %v", ok, err)
	}
	if n := h.waiting.Load(); n != 0 {
		t.Errorf("%d are still counted", n)
	}
}
