// Package child runs the programs of others that Kontor brings along: a
// database server, a cache.
//
// A child never outlives its parent, however the parent ends: the kernel sends
// the child a signal when the thread that started it is gone (where the kernel
// can; elsewhere the next start finds the orphan and stops it). It runs in a
// process group of its own, so that Ctrl-C in a terminal reaches Kontor alone
// and Kontor stops its children in the order it needs.
package child

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// Spec is a program to run.
type Spec struct {
	Path        string
	Args        []string
	Env         []string
	Account     *Account       // nil: as whoever we are
	Output      io.Writer      // what the program says on both of its outputs
	DeathSignal syscall.Signal // what it gets when we die without a word; SIGKILL if not set
}

// Process is a running child, or one that has ended.
type Process struct {
	process *os.Process
	ended   chan struct{}
	err     error
}

// drain is how long the outputs of an ended child are still read when its own
// children hold them open.
const drain = 5 * time.Second

// Start runs the program.
func Start(spec Spec) (*Process, error) {
	p := &Process{ended: make(chan struct{})}
	started := make(chan error)
	go p.live(spec, started)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", spec.Path, err)
	}
	return p, nil
}

// live starts the program and stays with it. The death signal is tied to the
// thread that forks, not to the process, so this goroutine keeps its thread
// until the program has ended.
func (p *Process) live(spec Spec, started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := command(spec)
	if err := cmd.Start(); err != nil {
		started <- err
		return
	}
	p.process = cmd.Process
	started <- nil
	p.err = cmd.Wait()
	close(p.ended)
}

func command(spec Spec) *exec.Cmd {
	cmd := exec.Command(spec.Path, spec.Args...)
	cmd.Env = append(environment(), spec.Env...)
	cmd.Dir = "/"
	cmd.Stdout = spec.Output
	cmd.Stderr = spec.Output
	cmd.WaitDelay = drain
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Credential: spec.Account.credential()}
	dieWithParent(cmd.SysProcAttr, cmp.Or(spec.DeathSignal, syscall.SIGKILL))
	return cmd
}

// Run runs the program to its end and gives back what it said.
func Run(spec Spec, input io.Reader) (string, error) {
	tail := NewTail(nil)
	spec.Output = tail
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	cmd := command(spec)
	cmd.Stdin = input
	err := cmd.Run()
	return tail.String(), err
}

// environment is ours without the settings that would change what a database
// program does behind our back.
func environment() []string {
	env := []string{"LC_ALL=C", "TZ=UTC", "HOME=/"}
	if path, ok := os.LookupEnv("PATH"); ok {
		env = append(env, "PATH="+path)
	}
	return env
}

// Pid is the number of the process.
func (p *Process) Pid() int { return p.process.Pid }

// Ended is closed when the process is gone.
func (p *Process) Ended() <-chan struct{} { return p.ended }

// Err says how the process ended, nil for a clean exit. It may be asked only
// once Ended is closed.
func (p *Process) Err() error { return p.err }

// Signal sends a signal; to a process that is gone it does nothing.
func (p *Process) Signal(s syscall.Signal) error {
	if err := p.process.Signal(s); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("signal process %d: %w", p.Pid(), err)
	}
	return nil
}
