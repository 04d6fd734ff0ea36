package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"text/tabwriter"

	"github.com/google/uuid"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/people"
)

type personCommand struct {
	Add    personAdd    `cmd:"" help:"Add somebody and print the link by which they set their password."`
	List   personList   `cmd:"" help:"List experts, staff and admins."`
	Invite personInvite `cmd:"" help:"Print a new link for somebody, for the first time or because they forgot their password."`
	Passwd personPasswd `cmd:"" help:"Set somebody's password, read from the standard input."`
}

// withRegister opens the register beside a Kontor that may be running.
func withRegister(ctx context.Context, s *Settings, do func(*people.Register) error) error {
	d, err := attach(ctx, s)
	if err != nil {
		return err
	}
	keyring, err := openKeyring(ctx, s, d, slog.New(slog.DiscardHandler))
	if err == nil {
		err = do(people.NewRegister(d.app, d.expert, keyring, clock.System{}))
	}
	return errors.Join(inWords(err), d.close())
}

// inWords adds to a fault which fields are wrong and how.
func inWords(err error) error {
	f := fault.As(err)
	if f == nil || len(f.Fields) == 0 {
		return err
	}
	var wrong []string
	for _, field := range f.Fields {
		wrong = append(wrong, field.Field+" "+field.Message)
	}
	return errors.New(strings.Join(wrong, "; "))
}

type personAdd struct {
	Role      string   `arg:"" enum:"expert,staff,admin" help:"expert, staff or admin."`
	Email     string   `arg:"" help:"What they sign in with."`
	Name      string   `arg:"" help:"The name that is shown; an expert's is an alias."`
	Language  string   `name:"locale" default:"en" help:"Language of their desk."`
	Languages []string `name:"speaks" help:"Languages they answer in."`
	Teams     []string `help:"Teams of staff."`
	Topics    []string `help:"Topics an expert is qualified in."`
	Capacity  int      `default:"5" help:"How many tickets an expert holds at a time."`
}

// Run adds a helper.
func (c *personAdd) Run(ctx context.Context, s *Settings, out io.Writer) error {
	return withRegister(ctx, s, func(r *people.Register) error {
		id, err := uuid.NewV7()
		if err != nil {
			return err
		}
		helper, token, err := r.CreateHelper(ctx, people.System(), people.NewHelper{
			ID: id, Role: people.Role(c.Role), Name: c.Name, Email: c.Email, Locale: c.Language,
			Languages: c.Languages, Teams: c.Teams, Topics: c.Topics, Capacity: c.Capacity,
		})
		if err != nil {
			return err
		}
		return printLink(out, s, helper.Name, token)
	})
}

func printLink(out io.Writer, s *Settings, name, token string) error {
	_, err := fmt.Fprintf(out, "%s sets a password with this link; it works once, for seven days:\n\n  %s/set-up?token=%s\n", name, s.url(), token)
	return err
}

type personList struct {
	Role string `enum:",expert,staff,admin" default:"" help:"Only these."`
}

// Run lists helpers.
func (c *personList) Run(ctx context.Context, s *Settings, out io.Writer) error {
	return withRegister(ctx, s, func(r *people.Register) error {
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "ROLE\tNAME\tE-MAIL\tTEAMS AND TOPICS\t")
		f := people.HelperFilter{Role: people.Role(c.Role), WithEmail: true, Limit: 200}
		for {
			items, next, err := r.Helpers(ctx, f)
			if err != nil {
				return err
			}
			for _, h := range items {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", h.Role, h.Name, h.Email, strings.Join(append(h.Teams, h.Topics...), " "), standing(h))
			}
			if next == "" {
				return w.Flush()
			}
			f.Before = next
		}
	})
}

func standing(h people.Helper) string {
	switch {
	case !h.Active:
		return "not active"
	case !h.Account:
		return "invited"
	}
	return ""
}

type personInvite struct {
	Email string `arg:"" help:"Of the person."`
}

// Run makes a new link.
func (c *personInvite) Run(ctx context.Context, s *Settings, out io.Writer) error {
	return withRegister(ctx, s, func(r *people.Register) error {
		h, err := helperBy(ctx, r, c.Email)
		if err != nil {
			return err
		}
		token, err := r.Invite(ctx, people.System(), h.ID)
		if err != nil {
			return err
		}
		return printLink(out, s, h.Name, token)
	})
}

func helperBy(ctx context.Context, r *people.Register, email string) (people.Helper, error) {
	found, _, err := r.Helpers(ctx, people.HelperFilter{Query: email, WithEmail: true})
	for _, h := range found {
		if strings.EqualFold(h.Email, email) {
			return h, err
		}
	}
	return people.Helper{}, errors.Join(err, errors.New("nobody among experts, staff and admins has this e-mail; kontor person list shows them"))
}
