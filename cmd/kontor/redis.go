package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"kontor/internal/localredis"
)

// road is the Redis between nodes, or between the parts of one.
type road struct {
	client *redis.Client
	own    *localredis.Server // or nil
	leave  sync.Once
	left   error
}

// openRedis finds the Redis that is set, or starts one. One that does not
// answer is no reason not to start: the desk works without and heals.
func openRedis(ctx context.Context, s *Settings, dir string, log *slog.Logger) (*road, error) {
	quietRedis(log)
	if s.Redis == "" {
		own, err := localredis.Start(ctx, localredis.Options{Dir: dir, Log: log})
		if err != nil {
			return nil, err
		}
		log.Debug("runs a redis of its own", "kind", own.Kind())
		return &road{client: redis.NewClient(patient(own.Options())), own: own}, nil
	}
	client, err := dialRedis(s.Redis)
	if err != nil {
		return nil, err
	}
	if err := ping(ctx, client); err != nil {
		log.Warn("redis does not answer, going on without it until it does; check REDIS_URL", "error", err)
	}
	return &road{client: client}, nil
}

func dialRedis(url string) (*redis.Client, error) {
	options, err := redis.ParseURL(url)
	if err != nil { // what the parser says may repeat the password
		return nil, errors.New("REDIS_URL cannot be read; expected redis://user:password@host:6379/0")
	}
	return redis.NewClient(patient(options)), nil
}

// patient bounds how long a Redis that is away keeps anybody waiting.
func patient(o *redis.Options) *redis.Options {
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout = 2*time.Second, 2*time.Second, 2*time.Second
	return o
}

func ping(ctx context.Context, client *redis.Client) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if err := client.Ping(ctx).Err(); err != nil {
		return fmt.Errorf("redis does not answer: %w", err)
	}
	return nil
}

// hangUp ends every connection, so that nobody goes on listening. Twice is fine.
func (r *road) hangUp() error {
	r.leave.Do(func() { r.left = r.client.Close() })
	return r.left
}

func (r *road) close() error {
	err := r.hangUp()
	if r.own != nil {
		err = errors.Join(err, r.own.Stop())
	}
	return err
}
