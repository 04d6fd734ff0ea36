// Package testkit gives tests the real thing, quickly: a migrated PostgreSQL
// database of their own, a Redis of their own, keys and a clock.
//
// One server is shared by the tests of a process, or by all packages where
// KONTOR_TEST_CLUSTER names the data directory of one that runs already (see
// the command shared). Everything given out is taken back when the test ends,
// however it ends. A package that uses Database or Redis has
//
//	func TestMain(m *testing.M) { testkit.Main(m) }
//
// which stops the servers at the end. Without it, or when the process is
// killed, the servers die with the process and the next one to come removes
// their files.
package testkit

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"kontor/internal/clock"
	"kontor/internal/password"
	"kontor/privacy"
)

// Main runs a package's tests, with passwords that cost nothing, and stops what
// they shared. It does not return.
func Main(m *testing.M) { MainThen(m) }

// MainThen is Main for those who have something to say when all tests have run.
func MainThen(m *testing.M, say ...func()) {
	password.Cheapen()
	code := m.Run()
	for _, f := range say {
		f()
	}
	if err := closeAll(); err != nil {
		fmt.Fprintln(os.Stderr, "testkit:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Clock stands at a Tuesday morning. It lies ahead of the machine's clock on
// purpose: where the database compares with its own, what a test made a moment
// ago is not yet over.
func Clock() *clock.Fake {
	return clock.At(time.Date(2031, time.March, 11, 9, 30, 0, 0, time.UTC))
}

// Keyring is the same in every test.
func Keyring(t testing.TB) *privacy.Keyring {
	t.Helper()
	master := make([]byte, 32)
	for i := range master {
		master[i] = byte(i)
	}
	keyring, err := privacy.NewKeyring(master)
	if err != nil {
		t.Fatalf("make keyring: %v", err)
	}
	return keyring
}

// shared is what lives as long as the process, closed in reverse order.
var shared struct {
	mu    sync.Mutex
	close []func() error
}

func atEnd(stop func() error) {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	shared.close = append(shared.close, stop)
}

func closeAll() error {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	var errs []error
	for len(shared.close) > 0 {
		last := len(shared.close) - 1
		errs = append(errs, shared.close[last]())
		shared.close = shared.close[:last]
	}
	return errors.Join(errs...)
}
