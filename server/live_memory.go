package server

import (
	"context"
	"runtime/debug"
)

// trimmed is how many connections there were when memory was last given back,
// and at the last look.
type trimmed struct{ at, last int }

// trimStep is how many more connections, or fewer, are worth it.
const trimStep = 500

// trim gives memory back to the system when many have connected, or left, and it
// has become quiet: what greeting thousands took would otherwise stay for minutes.
func (l *live) trim(context.Context) error {
	now, t := l.count(), &l.trimmed
	quiet := now-t.last < trimStep/10 && t.last-now < trimStep/10
	t.last = now
	if quiet && (now-t.at > trimStep || t.at-now > trimStep) {
		t.at = now
		debug.FreeOSMemory()
	}
	return nil
}
