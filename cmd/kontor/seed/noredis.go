package seed

import (
	"context"
	"errors"
	"net"

	"github.com/redis/go-redis/v9"
)

// noRedis is a client that reaches nobody and says so at once.
func noRedis() *redis.Client {
	client := redis.NewClient(&redis.Options{})
	client.AddHook(nowhere{})
	return client
}

type nowhere struct{}

var errNowhere = errors.New("the past has no redis")

func (nowhere) DialHook(redis.DialHook) redis.DialHook {
	return func(context.Context, string, string) (net.Conn, error) { return nil, errNowhere }
}

func (nowhere) ProcessHook(redis.ProcessHook) redis.ProcessHook {
	return func(context.Context, redis.Cmder) error { return errNowhere }
}

func (nowhere) ProcessPipelineHook(redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(context.Context, []redis.Cmder) error { return errNowhere }
}
