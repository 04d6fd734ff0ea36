package testkit

import (
	"math/rand/v2"
	"net"
	"strconv"
	"testing"
	"time"
)

// Eventually waits for what others bring about, and fails the test only where
// that must be hanging: a busy machine may take its time. It looks often at first
// and then less so, since each look keeps others from what is waited for.
func Eventually(t testing.TB, what string, came func() bool) {
	t.Helper()
	for end, pause := time.Now().Add(hanging), time.Millisecond; !came(); pause = min(2*pause, pauseMost) {
		if time.Now().After(end) {
			t.Fatalf("this did not come about: %s", what)
		}
		time.Sleep(pause)
	}
}

const (
	hanging   = 3 * time.Minute
	pauseMost = 20 * time.Millisecond
)

// Ports of what is started on an address that is known before, or again on the
// same, lie below those that the kernel gives to whoever asks for any: one of
// theirs would stand in the way.
const portLeast, portMost = 15000, 30000

// FreeAddress is one on this machine that nobody listens on.
func FreeAddress(t testing.TB) string {
	t.Helper()
	for range 1000 {
		addr := net.JoinHostPort("127.0.0.1", strconv.Itoa(portLeast+rand.IntN(portMost-portLeast)))
		if l, err := net.Listen("tcp", addr); err == nil {
			_ = l.Close()
			return addr
		}
	}
	t.Fatal("no port is free")
	return ""
}
