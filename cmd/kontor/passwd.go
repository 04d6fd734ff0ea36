package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"kontor/people"
)

type personPasswd struct {
	Email string `arg:"" help:"Of the person."`
}

// Run sets a password and signs the person out everywhere, as their own use of
// a link would.
func (c *personPasswd) Run(ctx context.Context, s *Settings, out io.Writer) error {
	return withRegister(ctx, s, func(r *people.Register) error {
		h, err := helperBy(ctx, r, c.Email)
		if err != nil {
			return err
		}
		password, err := readPassword(os.Stdin, os.Stderr)
		if err != nil {
			return err
		}
		token, err := r.Invite(ctx, people.System(), h.ID)
		if err != nil {
			return err
		}
		if _, _, err := r.Accept(ctx, token, people.AcceptInput{Password: password}); err != nil {
			return err
		}
		_, err = fmt.Fprintf(out, "%s has a new password.\n", h.Name)
		return err
	})
}

// readPassword reads one line; what is typed does not show.
func readPassword(in *os.File, prompt io.Writer) (string, error) {
	if st, err := in.Stat(); err == nil && st.Mode()&os.ModeCharDevice != 0 {
		fmt.Fprint(prompt, "New password: ")
		if echo(in, "-echo") == nil {
			defer fmt.Fprintln(prompt)
			defer echo(in, "echo") //nolint:errcheck // nothing can be done about it
		}
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !(errors.Is(err, io.EOF) && line != "") {
		return "", errors.New("no password came over the standard input")
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func echo(terminal *os.File, setting string) error {
	stty := exec.Command("stty", setting)
	stty.Stdin = terminal
	return stty.Run()
}
