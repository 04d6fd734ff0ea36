package localredis

import (
	"crypto/rand"
	"fmt"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"
)

// startInProcess serves on a free port of the loopback interface, which every
// user of the machine can reach: so it has a password.
func startInProcess() (*Server, error) {
	m := miniredis.NewMiniRedis()
	password := rand.Text()
	m.RequireAuth(password)
	if err := m.Start(); err != nil {
		return nil, fmt.Errorf("start redis in process: %w", err)
	}
	end := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		passTime(m, end)
	}()
	return &Server{
		kind:    KindInProcess,
		options: redis.Options{Network: "tcp", Addr: m.Addr(), Password: password},
		stop: sync.OnceValue(func() error {
			close(end)
			<-ended
			m.Close()
			return nil
		}),
	}, nil
}

// passTime lets keys expire, which this server does only when told that time
// has passed. It can also look at the clock at every command, but that costs
// it nearly all of its speed.
func passTime(m *miniredis.Miniredis, end <-chan struct{}) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	last := time.Now()
	for {
		select {
		case now := <-tick.C:
			m.FastForward(now.Sub(last))
			last = now
		case <-end:
			return
		}
	}
}
