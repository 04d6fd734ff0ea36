package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync/atomic"

	"kontor/cmd/kontor/demo"
	"kontor/cmd/kontor/seed"
	"kontor/internal/postgres"
	"kontor/server"
)

type demoCommand struct{}

// Run serves a demo and fills it at the first start, while the server answers
// already. A demo that is there is kept as it is.
func (c *demoCommand) Run(ctx context.Context, s *Settings, out io.Writer) error {
	content, err := demo.Load()
	if err != nil {
		return err
	}
	l, err := limits(s.Limits, demoLimits())
	if err != nil {
		return err
	}
	h, err := build(ctx, s)
	if err != nil {
		return err
	}
	return errors.Join(c.run(ctx, h, content, l, out), h.close())
}

func (c *demoCommand) run(ctx context.Context, h *house, content *demo.Content, l server.Limits, out io.Writer) error {
	mark, err := seed.Claim(ctx, h.database.app, h.clock.Now())
	if err != nil {
		return err
	}
	listener, err := listen(h.settings)
	if err != nil {
		return err
	}
	defer listener.Close()
	var seeded atomic.Bool
	seeded.Store(mark.Seeded)
	return h.run(ctx, rooms{
		listener: listener, workers: true, limits: l, organisation: organisation(h.settings, content.Organisation), seeded: seeded.Load,
		first: func(ctx context.Context) error {
			if !mark.Seeded {
				fmt.Fprintln(out, "Filling the demo, a moment please …")
				if err := h.seed(ctx, content, mark); err != nil {
					return err
				}
			}
			seeded.Store(true)
			welcome(out, h.settings, content)
			return nil
		},
	})
}

// seed replays the demo through connections that do not wait for the disk: what
// a power cut takes with it is told again at the next start.
func (h *house) seed(ctx context.Context, content *demo.Content, mark seed.Mark) error {
	hasty, err := postgres.Connect(ctx, hasty(h.database.dsn.app), postgres.Pool{Setting: "DATABASE_URL", Name: "kontor demo", MaxOpen: 4})
	if err != nil {
		return err
	}
	defer hasty.Close()
	return seed.Fill(ctx, hasty, h.database.expert, h.keyring, seed.Plan{Content: content, Mark: mark, Password: h.settings.DemoPassword})
}

// hasty lets a login's commits not wait for the disk.
func hasty(dsn string) string {
	const setting = "synchronous_commit=off"
	u, err := url.Parse(dsn)
	if err != nil || u.Scheme == "" {
		return dsn + " " + setting
	}
	u.RawQuery = strings.TrimPrefix(u.RawQuery+"&"+setting, "&")
	return u.String()
}

func organisation(s *Settings, o demo.Organisation) server.Organisation {
	languages := o.Languages
	if len(s.Languages) > 0 {
		languages = s.Languages
	}
	return server.Organisation{
		Name: cmp.Or(s.Organisation, o.Name), Languages: languages, DefaultLanguage: cmp.Or(s.Language, o.DefaultLanguage),
	}
}

// welcome says where everything is and how to get in.
func welcome(out io.Writer, s *Settings, content *demo.Content) {
	at, people := s.url(), content.People
	var b strings.Builder
	fmt.Fprintf(&b, "\n  %s is open.\n\n", cmp.Or(s.Organisation, content.Organisation.Name))
	for _, line := range [][2]string{
		{"A page with the chat", at + "/demo"}, {"Customers", at + "/"}, {"Experts and staff", at + "/desk"}, {"Admin", at + "/admin"}, {"Sign in", at + "/sign-in"},
	} {
		fmt.Fprintf(&b, "  %-22s %s\n", line[0], line[1])
	}
	b.WriteString("\n")
	for _, line := range [][2]string{
		{people.Customers[0].Email, "a customer"}, {people.Experts[0].Email, "an expert, first level"}, {people.Staff[0].Email, "staff, second level"}, {people.Admin.Email, "the admin"},
	} {
		fmt.Fprintf(&b, "  %-22s %s\n", line[0], line[1])
	}
	fmt.Fprintf(&b, "\n  Everybody's password is %s\n\n", s.DemoPassword)
	io.WriteString(out, b.String()) //nolint:errcheck // nobody is reading then
}
