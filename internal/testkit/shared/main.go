// Command shared runs a command, such as go test ./..., with one PostgreSQL
// server for all packages that it tests, and with a temporary directory in
// memory where that has room:
//
//	go run ./internal/testkit/shared go test -race ./...
//
// It ends as the command ends, and leaves nothing behind.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"kontor/internal/testkit"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "shared:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

func run(command []string) (code int, err error) {
	if len(command) == 0 {
		return 2, errors.New("name the command to run")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, closeCluster, err := testkit.ShareCluster(ctx)
	if err != nil {
		return 1, err
	}
	defer func() { err = errors.Join(err, closeCluster()) }()
	return pass(ctx, command, dir)
}

// pass gives the command the cluster, our streams and, when we are to end, a
// chance to end by itself.
func pass(ctx context.Context, command []string, dir string) (int, error) {
	child := exec.CommandContext(ctx, command[0], command[1:]...)
	child.Env = append(os.Environ(), testkit.ClusterVariable+"="+dir)
	if os.Getenv("TMPDIR") == "" { // builds stay where they are: they are large
		child.Env = append(child.Env, "TMPDIR="+testkit.Quickest(), "GOTMPDIR="+cmp.Or(os.Getenv("GOTMPDIR"), os.TempDir()))
	}
	child.Stdin, child.Stdout, child.Stderr = os.Stdin, os.Stdout, os.Stderr
	child.Cancel = func() error { return child.Process.Signal(syscall.SIGTERM) }
	err := child.Run()
	var ended *exec.ExitError
	if errors.As(err, &ended) && ended.Exited() {
		return ended.ExitCode(), nil
	}
	return 0, err
}
