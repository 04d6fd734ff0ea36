// Package password hashes passwords and compares them, a few at a time. When too
// many wait it gives a fault of the kind limited.
package password

import (
	"context"
	"encoding/base64"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/alexedwards/argon2id"

	"kontor/internal/fault"
)

// cost is fixed, because the library's default follows the machine: OWASP's
// second choice for argon2id (19 MiB, two passes, one lane).
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Cheapen is for tests, which make people by the hundred: hashes cost next to
// nothing from now on, and protect nothing. To be called before the first.
func Cheapen() { cost.Memory, cost.Iterations = 64, 1 }

// OfNobody is compared with when there is no such login, so that both answers
// take the same time. Nobody knows a password that hashes to zeros.
func OfNobody() string {
	zeros := func(n uint32) string { return base64.RawStdEncoding.EncodeToString(make([]byte, n)) }
	return fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s", cost.Memory, cost.Iterations, cost.Parallelism, zeros(cost.SaltLength), zeros(cost.KeyLength))
}

// How many passwords are worked on at once, and how many more may wait: a
// hundred sign-ins at a time must not take two gigabytes.
const (
	atOnce  = 4
	waiting = 60
)

// Hasher bounds the work that passwords cause.
type Hasher struct {
	busy    chan struct{}
	waiting atomic.Int32
}

// NewHasher makes one with room for some at a time.
func NewHasher() *Hasher { return &Hasher{busy: make(chan struct{}, atOnce)} }

// Hash makes the stored form of a new password.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	hash, err := argon2id.CreateHash(password, cost)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return hash, nil
}

// Matches compares a password with a stored hash.
func (h *Hasher) Matches(ctx context.Context, password, hash string) (bool, error) {
	if err := h.enter(ctx); err != nil {
		return false, err
	}
	defer h.leave()
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if err != nil {
		return false, fmt.Errorf("compare password: %w", err)
	}
	return ok, nil
}

func (h *Hasher) enter(ctx context.Context) error {
	if h.waiting.Add(1) > atOnce+waiting {
		h.waiting.Add(-1)
		return fault.Limited(2*time.Second, "Too many people sign in at this moment. Please try again.")
	}
	select {
	case h.busy <- struct{}{}:
		return nil
	case <-ctx.Done():
		h.waiting.Add(-1)
		return ctx.Err()
	}
}

func (h *Hasher) leave() {
	<-h.busy
	h.waiting.Add(-1)
}
