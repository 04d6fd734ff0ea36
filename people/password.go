package people

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/alexedwards/argon2id"

	"kontor/internal/fault"
)

// hashing is fixed, because the library's default follows the machine:
// OWASP's second choice for argon2id (19 MiB, two passes, one lane).
var hashing = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashOfNobody is compared with when there is no such login, so that both
// answers take the same time. Nobody knows a password that hashes to zeros.
const hashOfNobody = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// How many passwords are worked on at once, and how many more may wait: a
// hundred sign-ins at a time must not take two gigabytes.
const (
	hashersAtOnce  = 4
	hashersWaiting = 60
)

// hasher bounds the work that passwords cause.
type hasher struct {
	busy    chan struct{}
	waiting atomic.Int32
}

func newHasher() *hasher { return &hasher{busy: make(chan struct{}, hashersAtOnce)} }

// hash makes the stored form of a new password.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	if err := h.enter(ctx); err != nil {
		return "", err
	}
	defer h.leave()
	hash, err := argon2id.CreateHash(password, hashing)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return hash, nil
}

// matches compares a password with a stored hash.
func (h *hasher) matches(ctx context.Context, password, hash string) (bool, error) {
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

func (h *hasher) enter(ctx context.Context) error {
	if h.waiting.Add(1) > hashersAtOnce+hashersWaiting {
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

func (h *hasher) leave() {
	<-h.busy
	h.waiting.Add(-1)
}
