package main

import (
	"io"
	"log/slog"

	"github.com/redis/go-redis/v9"

	"kontor/internal/clock"
	"kontor/server"
	"kontor/tickets"
)

type openAPICommand struct{}

// Run prints the document that a running Kontor serves at
// /api/v1/openapi.json. It takes it from a server that has no desk behind it
// and never runs, so that it needs no database.
func (openAPICommand) Run(out io.Writer) error {
	nowhere := redis.NewClient(&redis.Options{})
	defer nowhere.Close()
	log := slog.New(slog.DiscardHandler)
	srv, err := server.New(server.Options{Bell: tickets.NewBell(nowhere, log), Clock: clock.System{}, Log: log})
	if err != nil {
		return err
	}
	_, err = out.Write(srv.OpenAPI())
	return err
}
