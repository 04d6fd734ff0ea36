package testkit

import (
	"context"
	"sync"
	"testing"

	"github.com/redis/go-redis/v9"

	"kontor/internal/localredis"
)

// Redis gives a database of a Redis server of its own, empty, and empties it
// again when the test ends. Sixteen tests may have one at a time; others wait.
// Published messages know no databases: a test that runs in parallel may hear
// those of another.
func Redis(t testing.TB) *redis.Client {
	t.Helper()
	server, err := theRedis()
	if err != nil {
		t.Fatalf("testkit: start redis: %v", err)
	}
	number := <-server.free
	options := *server.options
	options.DB = number
	client := redis.NewClient(&options)
	flush(t, client)
	t.Cleanup(func() {
		flush(t, client)
		if err := client.Close(); err != nil {
			t.Errorf("testkit: close redis: %v", err)
		}
		server.free <- number
	})
	return client
}

func flush(t testing.TB, client *redis.Client) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := client.FlushDB(ctx).Err(); err != nil {
		t.Errorf("testkit: empty redis: %v", err)
	}
}

// RedisServer gives a server that no other test uses, for those that stop it.
func RedisServer(t testing.TB) *localredis.Server {
	t.Helper()
	server, err := startRedis()
	if err != nil {
		t.Fatalf("testkit: start redis: %v", err)
	}
	t.Cleanup(func() { _ = server.Stop() }) // it may be stopped already
	return server
}

const redisDatabases = 16

type redisServer struct {
	options *redis.Options
	free    chan int
}

var theRedis = sync.OnceValues(func() (*redisServer, error) {
	server, err := startRedis()
	if err != nil {
		return nil, err
	}
	atEnd(server.Stop)
	s := &redisServer{options: server.Options(), free: make(chan int, redisDatabases)}
	for i := range redisDatabases {
		s.free <- i
	}
	return s, nil
})

func startRedis() (*localredis.Server, error) {
	dir, err := scratch()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	return localredis.Start(ctx, localredis.Options{Dir: dir})
}
