package server

import (
	"context"
	"runtime/debug"
	"time"
)

// trimmed is when memory was last given back, and how many connections there
// were at the last look.
type trimmed struct {
	at    time.Time
	count int
}

const (
	trimFrom  = 500              // connections; fewer are not worth it
	trimAfter = 30 * time.Second // at the earliest
)

// trim gives memory back to the system now and then while nobody comes or goes.
// What greeting thousands took, and what a second's look at them leaves behind,
// would otherwise double what a quiet node needs.
func (l *live) trim(context.Context) error {
	now, t := l.count(), &l.trimmed
	quiet := max(now-t.count, t.count-now) < trimFrom/10
	t.count = now
	if quiet && now > trimFrom && time.Since(t.at) > trimAfter {
		t.at = time.Now()
		debug.FreeOSMemory()
	}
	return nil
}
