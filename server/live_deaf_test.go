package server

import (
	"context"
	"errors"
	"testing"
	"time"
)

// Whoever reads on by themself may have to wait for their client; nobody else
// waits for that.
func TestWatchesThatReadOnHoldNobodyUp(t *testing.T) {
	h := open(t)
	n := h.visitor("", "").opens("parking", "hello")
	s := h.visitor("", "").live()
	s.send(obj{"type": "ping"})
	s.wait("pong")
	w := &watch{socket: h.server.live.allSockets()[0], room: &room{live: h.server.live, number: n}}
	wait := make(chan struct{})
	defer close(wait)
	for range 2 * liveWorkers {
		h.server.live.soon(w, func(context.Context, *watch) error { <-wait; return errors.New("it has waited") })
	}
	done := make(chan struct{})
	h.server.live.later(func(context.Context) error { close(done); return nil })
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("other work waits for those who read on")
	}
}
