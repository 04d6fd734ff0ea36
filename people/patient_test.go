package people

import (
	"time"

	"github.com/redis/go-redis/v9"

	"kontor/internal/clock"
)

// NewPatientPresence waits for what Redis says, however busy the machine is.
func NewPatientPresence(rdb redis.UniversalClient, clk clock.Clock) *Presence {
	p := NewPresence(rdb, clk)
	p.within = time.Minute
	return p
}
