package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/redis/go-redis/v9"
)

var errLog = errors.New("KONTOR_LOG must be debug, info, warn or error, and may be followed by ,json")

// newLog makes the log that KONTOR_LOG asks for.
func newLog(setting string, to io.Writer) (*slog.Logger, error) {
	name, format, _ := strings.Cut(setting, ",")
	var level slog.Level
	if err := level.UnmarshalText([]byte(name)); err != nil {
		return nil, errLog
	}
	opts := &slog.HandlerOptions{Level: level}
	switch format {
	case "json":
		return slog.New(slog.NewJSONHandler(to, opts)), nil
	case "", "text":
		return slog.New(slog.NewTextHandler(to, opts)), nil
	}
	return nil, errLog
}

// redisLog takes what the Redis client has to say. It says the same at every
// try while Redis is away; that it is away is logged once, by who notices.
type redisLog struct{ log *slog.Logger }

func (l redisLog) Printf(ctx context.Context, format string, args ...any) {
	l.log.DebugContext(ctx, "redis client", "said", fmt.Sprintf(format, args...))
}

func quietRedis(log *slog.Logger) { redis.SetLogger(redisLog{log}) }
