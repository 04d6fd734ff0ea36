package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"kontor/server"
)

type serveCommand struct {
	Role string `enum:"all,server,worker" default:"all" help:"What this node does: ${enum}. Several nodes share a PostgreSQL and a Redis."`
}

// Run serves until it is told to stop.
func (c *serveCommand) Run(ctx context.Context, s *Settings, out io.Writer) error {
	if err := c.check(s); err != nil {
		return err
	}
	r, err := c.rooms(s)
	if err != nil {
		return err
	}
	h, err := build(ctx, s)
	if err != nil {
		return err
	}
	return errors.Join(c.run(ctx, h, r, out), h.close())
}

func (c *serveCommand) check(s *Settings) error {
	own, err := s.ownDatabase()
	if err == nil && own && c.Role != "all" {
		err = errors.New("a node that does only a part needs a database that others can reach: set OWNER_DATABASE_URL, DATABASE_URL, EXPERT_DATABASE_URL and REDIS_URL")
	}
	return err
}

func (c *serveCommand) rooms(s *Settings) (rooms, error) {
	l, err := limits(s.Limits, server.DefaultLimits())
	organisation := server.Organisation{Name: s.Organisation, Languages: s.Languages, DefaultLanguage: s.Language}
	return rooms{workers: c.Role != "server", limits: l, organisation: organisation}, err
}

func (c *serveCommand) run(ctx context.Context, h *house, r rooms, out io.Writer) error {
	if c.Role == "worker" {
		h.log.Info("kontor works", "version", version())
		return h.run(ctx, r)
	}
	var err error
	if r.listener, err = listen(h.settings); err != nil {
		return err
	}
	defer r.listener.Close()
	if err := h.offerSetUp(ctx, out); err != nil {
		return err
	}
	h.log.Info("kontor serves", "address", r.listener.Addr().String(), "version", version())
	return h.run(ctx, r)
}

// offerSetUp prints the way in for the first admin while there is none.
func (h *house) offerSetUp(ctx context.Context, out io.Writer) error {
	token, needed, err := h.people.SetupToken(ctx)
	if err != nil || !needed {
		return err
	}
	_, err = fmt.Fprintf(out, "\nNobody can sign in as an admin yet. Open this link to become the first one; it works once:\n\n  %s/set-up?token=%s\n\n", h.settings.url(), token)
	return err
}
