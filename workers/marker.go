package workers

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

// markerKey stands in Redis as long as Redis remembers what it was given.
const markerKey = "kontor:jobs:marker"

// redisWait is how long Redis may take before jobs are done without it.
const redisWait = 500 * time.Millisecond

// remembers reports whether the marker still stands. Who finds it gone puts up
// a new one; of several nodes one does, and only that one hears false.
func (w *Workers) remembers(ctx context.Context) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, w.within)
	defer cancel()
	err := w.redis.Get(ctx, markerKey).Err()
	if !errors.Is(err, redis.Nil) {
		return true, err
	}
	mine, err := w.redis.SetNX(ctx, markerKey, uuid.NewString(), 0).Result()
	return !mine, err
}
