package server

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"kontor/internal/fault"
)

// strain is how hard this node has it. When the desk answers slowly everybody is
// told, so that nobody thinks their words are lost; and before those who already
// talk suffer, new talks are held at the door.
type strain struct {
	patience time.Duration
	slow     atomic.Bool
	full     atomic.Bool

	waited time.Duration // of all who ever waited for a connection to the database
	waits  int64
}

const (
	strainEvery   = 250 * time.Millisecond
	usualPatience = 2 * time.Second // Options.Patience
	fullSockets   = 0.9             // of the connections this node can hold
	doorHold      = 4 * time.Second // how long who is held is asked to wait, and up to twice that
)

// slowAfter: a post has waited so long, or the database has not answered for so
// long. The desk is called slow until it waits no longer than slowUntil, and is
// full when a post, or whoever needs the database, waits for fullAfter.
func (st *strain) slowAfter() time.Duration { return st.patience }
func (st *strain) slowUntil() time.Duration { return st.patience / 4 }
func (st *strain) fullAfter() time.Duration { return st.patience / 2 }

// watchStrain looks a few times a second, without asking the database.
func (l *live) watchStrain(context.Context) error {
	waiting := max(l.s.desk.Waiting(), l.silence())
	l.strain.full.Store(waiting > l.strain.fullAfter() || l.strain.poolWait(l.s) > l.strain.fullAfter() || float64(l.count()) > fullSockets*float64(connectionsMost()))
	slow := l.strain.slow.Load()
	switch {
	case !slow && waiting > l.strain.slowAfter():
		l.strain.slow.Store(true)
	case slow && waiting < l.strain.slowUntil():
		l.strain.slow.Store(false)
	default:
		return nil
	}
	for _, s := range l.allSockets() {
		s.send(stateFrame{Type: "state", Slow: !slow})
	}
	return nil
}

// silence is how long the sweep, which asks the database every second, is
// overdue.
func (l *live) silence() time.Duration {
	swept := l.swept.Load()
	if swept == nil {
		return 0
	}
	return max(0, time.Since(*swept)-sweepEvery)
}

// poolWait is how long those waited, on average, who got a connection to the
// database since the last look.
func (st *strain) poolWait(s *Server) time.Duration {
	stats := s.app.Stats()
	waits, waited := stats.WaitCount-st.waits, stats.WaitDuration-st.waited
	st.waits, st.waited = stats.WaitCount, stats.WaitDuration
	if waits == 0 {
		return 0
	}
	return waited / time.Duration(waits)
}

// atTheDoor holds back who wants to begin a talk while this node is full.
func (s *Server) atTheDoor() error {
	if !s.live.strain.full.Load() {
		return nil
	}
	return fault.Unavailable(doorHold+rand.N(doorHold), "Many people are writing just now; please wait a moment.")
}
