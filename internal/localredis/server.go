// Package localredis is a Redis of our own for those who bring none: a
// redis-server that is our child where one is installed, else one in process.
//
// It keeps nothing on disk. Kontor's promises live in PostgreSQL, and a Redis
// that comes back empty is an ordinary thing.
package localredis

import (
	"context"
	"errors"
	"log/slog"

	"github.com/redis/go-redis/v9"
)

// The kinds of server, as Kind gives them.
const (
	KindChild     = "redis-server"
	KindInProcess = "in process"
)

// Options say where and how the server runs.
type Options struct {
	Dir       string       // Kontor's data directory, for the socket; it is made if need be
	Log       *slog.Logger // nil: nowhere
	InProcess bool         // even where a redis-server is installed
}

// Server is a running Redis. A child that dies is started again, empty.
type Server struct {
	kind    string
	options redis.Options
	stop    func() error
}

// Start starts a server and returns when it answers. A redis-server that does
// not start is not worth failing for: then the one in process serves.
func Start(ctx context.Context, opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if program := findProgram(); program != "" && !opts.InProcess {
		s, err := startChild(ctx, program, opts)
		var inUse *InUseError
		if err == nil || errors.As(err, &inUse) || ctx.Err() != nil {
			return s, err
		}
		opts.Log.Warn("redis-server does not start, serving in process", "program", program, "error", err)
	}
	return startInProcess()
}

// Kind says what serves: KindChild or KindInProcess. Other processes can use
// neither: several nodes need a Redis that they share.
func (s *Server) Kind() string { return s.kind }

// Addr is the path of the socket or the address, as Options has it.
func (s *Server) Addr() string { return s.options.Addr }

// Options are for connecting: network, address and, in process, password. Each
// call gives a copy.
func (s *Server) Options() *redis.Options {
	options := s.options
	return &options
}

// Stop ends the server and forgets all it held. Stopping twice is fine.
func (s *Server) Stop() error { return s.stop() }
