// Command kontor is the whole desk in one program: the server, its workers, a
// demo, and the commands that look after them. Settings come from the
// environment; kontor help lists them.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"kontor/simulate"
)

type program struct {
	Settings

	Serve    serveCommand    `cmd:"" help:"Run the desk."`
	Demo     demoCommand     `cmd:"" help:"Run the desk with a demo organisation in it."`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database up to this version."`
	Person   personCommand   `cmd:"" help:"Add, list and invite experts, staff and admins."`
	Mask     maskCommand     `cmd:"" help:"Mask texts as the desk would: JSON lines in, JSON lines out."`
	Key      keyCommand      `cmd:"" help:"Replace the master key while the desk runs, and see how far that is."`
	Load     loadCommand     `cmd:"" help:"Drive a desk with many people, measure it and check what it promises."`
	Simulate simulateCommand `cmd:"" help:"Try a routing policy on a week of tickets, beside another one."`
	OpenAPI  openAPICommand  `cmd:"" name:"openapi" help:"Print the description of the API."`
	Doctor   doctorCommand   `cmd:"" help:"Look for what is wrong and say how to mend it."`
	Version  versionCommand  `cmd:"" help:"Print the version."`
	Help     helpCommand     `cmd:"" help:"List commands and settings."`
}

// Exit codes. Anything that was said wrong on the command line is misuse.
const (
	exitFailed = 1
	exitMisuse = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errs io.Writer) int {
	p := program{}
	parser, err := kong.New(&p, kong.Name("kontor"), kong.Description("A customer-service desk in which experts answer first and staff stand behind them."),
		kong.Writers(out, errs), kong.Exit(func(int) {}), kong.Vars{"policy_parts": strings.Join(simulate.Changeable(), ", ")}, kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		return fail(errs, err)
	}
	if len(args) == 0 {
		args = []string{"help"}
	}
	for _, f := range parser.Model.Flags {
		f.Hidden = len(f.Envs) > 0 // kontor help lists them, not the help of each command
	}
	command, err := parser.Parse(args)
	if asked(args) {
		return 0
	}
	if err != nil {
		fmt.Fprintf(errs, "kontor: %v; kontor help lists commands and settings\n", err)
		return exitMisuse
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	context.AfterFunc(ctx, stop) // who asks a second time is not made to wait
	command.BindTo(ctx, (*context.Context)(nil))
	command.BindTo(out, (*io.Writer)(nil))
	if err := command.Run(&p.Settings, parser.Model); err != nil && !(errors.Is(err, context.Canceled) && ctx.Err() != nil) {
		return failWith(errs, err)
	}
	return 0
}

// failWith says what went wrong and gives the code that the command chose.
func failWith(errs io.Writer, err error) int {
	code := fail(errs, err)
	if e := (exit{}); errors.As(err, &e) {
		code = e.code
	}
	return code
}

// asked reports whether the parser has shown its help already.
func asked(args []string) bool {
	for _, a := range args {
		if a == "--help" || a == "-h" {
			return true
		}
	}
	return false
}

func fail(errs io.Writer, err error) int {
	fmt.Fprintf(errs, "kontor: %v\n", err)
	return exitFailed
}
