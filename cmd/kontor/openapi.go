package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"

	"github.com/redis/go-redis/v9"
	"github.com/valyala/fasthttp/fasthttputil"

	"kontor/internal/clock"
	"kontor/server"
	"kontor/tickets"
)

type openAPICommand struct{}

// Run prints the document that a running Kontor serves at
// /api/v1/openapi.json. It asks a server that has no desk behind it, so that it
// needs no database.
func (openAPICommand) Run(ctx context.Context, out io.Writer) error {
	nowhere := redis.NewClient(&redis.Options{})
	defer nowhere.Close()
	log := slog.New(slog.DiscardHandler)
	srv, err := server.New(server.Options{Bell: tickets.NewBell(nowhere, log), Clock: clock.System{}, Log: log})
	if err != nil {
		return err
	}
	listener := fasthttputil.NewInmemoryListener()
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- srv.Run(ctx, listener) }()
	err = fetch(ctx, listener, out)
	cancel()
	return errors.Join(err, <-ended)
}

func fetch(ctx context.Context, from *fasthttputil.InmemoryListener, out io.Writer) error {
	client := http.Client{Transport: &http.Transport{
		DialContext:       func(context.Context, string, string) (net.Conn, error) { return from.Dial() },
		DisableKeepAlives: true,
	}}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://kontor/api/v1/openapi.json", nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the server answers %s", answer.Status)
	}
	_, err = io.Copy(out, answer.Body)
	return err
}
