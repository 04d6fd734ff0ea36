package faults

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"kontor/internal/child"
	"kontor/internal/postgres"
	"kontor/internal/testkit"
)

// Database is a PostgreSQL as an operator would run it: over TCP, durable, and
// not started again by anybody but the scenario.
type Database struct {
	t       testing.TB
	dir     string // holds the cluster and the log
	bin     string
	addr    string
	account *child.Account
	process *child.Process

	owner string // DSN, where the database is that of a node which stands alone

	slowest time.Duration // of its starts, the first left out
}

// dsn is the way in for one of the three logins; everybody on this machine is
// trusted.
func dsn(addr, login string) string {
	host, port, _ := net.SplitHostPort(addr)
	return fmt.Sprintf("host=%s port=%s dbname=kontor user=%s sslmode=disable", host, port, login)
}

// DSN is the way straight in.
func (d *Database) DSN(login string) string {
	if d.owner != "" {
		return d.owner
	}
	return dsn(d.addr, login)
}

const databaseSettings = `
listen_addresses = '0.0.0.0'
unix_socket_directories = ''
max_connections = 250
shared_buffers = 64MB
max_wal_size = 256MB
logging_collector = off
log_min_messages = log
log_min_error_statement = panic
wal_compression = on
timezone = 'UTC'
`

func openDatabase(t testing.TB, dir, size string) *Database {
	t.Helper()
	d := &Database{t: t, dir: makeDir(t, dir), bin: postgresBin(t), addr: testkit.FreeAddress(t)}
	if child.IsRoot() {
		d.account = child.FindAccount("postgres", "nobody")
	}
	if size != "" {
		mount(t, dir, size)
	}
	d.must(os.Mkdir(d.cluster(), 0o700))
	d.must(d.account.Own(d.cluster()))
	d.tool("initdb", "-D", d.cluster(), "-U", "kontor_owner", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions")
	_, port, _ := net.SplitHostPort(d.addr)
	config, err := os.OpenFile(filepath.Join(d.cluster(), "postgresql.conf"), os.O_APPEND|os.O_WRONLY, 0)
	d.must(err)
	_, err = config.WriteString(databaseSettings + "port = " + port + "\n")
	d.must(err)
	d.must(config.Close())
	d.letIn("10.0.0.0/8") // those in a Namespace
	t.Cleanup(d.end)
	d.Start()
	db, err := d.enter(t.Context())
	d.must(err)
	_, err = db.Exec(`CREATE DATABASE kontor`)
	d.must(errors.Join(err, db.Close()))
	return d
}

func (d *Database) letIn(network string) {
	d.t.Helper()
	access, err := os.OpenFile(filepath.Join(d.cluster(), "pg_hba.conf"), os.O_APPEND|os.O_WRONLY, 0)
	d.must(err)
	_, err = access.WriteString("host all all " + network + " trust\n")
	d.must(errors.Join(err, access.Close()))
}

// mount gives a directory a small file system of its own.
func mount(t testing.TB, dir, size string) {
	t.Helper()
	if err := syscall.Mount("faults", dir, "tmpfs", 0, "size="+size+",mode=0755"); err != nil {
		t.Skipf("a file system that can be full needs the right to mount: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
}

func postgresBin(t testing.TB) string {
	t.Helper()
	if path, err := exec.LookPath("initdb"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			return filepath.Dir(path)
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	if len(found) == 0 {
		t.Skip(postgres.ErrNoBinaries)
	}
	slices.Sort(found)
	return found[len(found)-1]
}

func (d *Database) cluster() string { return filepath.Join(d.dir, "cluster") }

func (d *Database) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *Database) tool(name string, args ...string) {
	d.t.Helper()
	said, err := child.Run(child.Spec{Path: filepath.Join(d.bin, name), Args: args, Account: d.account}, nil)
	if err != nil {
		d.t.Fatalf("%s: %v: %s", name, err, said)
	}
}

// Start runs the server and returns when it lets clients in. After a kill the
// processes of the old one may still be about to notice.
func (d *Database) Start() {
	d.t.Helper()
	first, since := d.process == nil, time.Now()
	d.Launch()
	testkit.Eventually(d.t, "PostgreSQL starts", func() bool {
		select {
		case <-d.process.Ended():
			d.Launch()
		default:
		}
		return d.accepts()
	})
	if !first {
		d.slowest = max(d.slowest, time.Since(since))
	}
}

// Launch runs the server and does not wait for it.
func (d *Database) Launch() {
	d.t.Helper()
	log, err := os.OpenFile(filepath.Join(filepath.Dir(d.dir), "postgres.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	d.must(err)
	defer log.Close()
	d.process, err = child.Start(child.Spec{Path: filepath.Join(d.bin, "postgres"), Args: []string{"-D", d.cluster()},
		Account: d.account, Output: log, DeathSignal: syscall.SIGINT})
	d.must(err)
}

func (d *Database) accepts() bool {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	db, err := d.enter(ctx)
	if err != nil {
		return false
	}
	return db.Close() == nil
}

// enter is a way in while there may be no database for Kontor.
func (d *Database) enter(ctx context.Context) (*sqlx.DB, error) {
	into := strings.Replace(d.DSN("kontor_owner"), "dbname=kontor", "dbname=template1", 1)
	return postgres.Connect(ctx, into, postgres.Pool{MaxOpen: 1, StartupTimeout: -1})
}

// StopFast ends the server in order, cutting off whoever is connected.
func (d *Database) StopFast() { d.t.Helper(); d.quit(syscall.SIGINT) }

// StopImmediately ends the server without a checkpoint: it recovers when it
// starts again.
func (d *Database) StopImmediately() { d.t.Helper(); d.quit(syscall.SIGQUIT) }

// Kill ends the postmaster without a word (kill -9); its children notice.
func (d *Database) Kill() { d.t.Helper(); d.quit(syscall.SIGKILL) }

func (d *Database) quit(s syscall.Signal) {
	d.t.Helper()
	d.must(d.process.Signal(s))
	<-d.process.Ended()
}

// Fill leaves no room on the server's file system and gives what takes it up.
func (d *Database) Fill() (ballast string) {
	d.t.Helper()
	ballast = filepath.Join(d.dir, "ballast")
	f, err := os.Create(ballast)
	d.must(err)
	defer f.Close()
	for piece := make([]byte, 64<<10); ; {
		if _, err := f.Write(piece); errors.Is(err, syscall.ENOSPC) {
			return ballast
		} else if err != nil {
			d.t.Fatal(err)
		}
	}
}

// Clear makes room again.
func (d *Database) Clear(ballast string) { d.t.Helper(); d.must(os.Remove(ballast)) }

// Backup stops the server, copies its files, and starts it again.
func (d *Database) Backup() (dir string) {
	d.t.Helper()
	dir = filepath.Join(d.dir, "backup")
	d.StopFast()
	d.copyTo(d.cluster(), dir)
	d.Start()
	return dir
}

// Restore stops the server and starts it again on the files of a backup.
func (d *Database) Restore(dir string) {
	d.t.Helper()
	d.StopFast()
	d.must(os.RemoveAll(d.cluster()))
	d.copyTo(dir, d.cluster())
	d.Start()
}

func (d *Database) copyTo(from, to string) {
	d.t.Helper()
	if said, err := exec.Command("cp", "-a", from, to).CombinedOutput(); err != nil {
		d.t.Fatalf("copy: %v: %s", err, said)
	}
}

// Freeze stops the server and all its children in the middle of whatever they
// do (SIGSTOP).
func (d *Database) Freeze() { d.t.Helper(); d.must(signalTree(d.process.Pid(), syscall.SIGSTOP)) }

// Thaw lets a frozen server go on.
func (d *Database) Thaw() { d.t.Helper(); d.must(signalTree(d.process.Pid(), syscall.SIGCONT)) }

func (d *Database) end() {
	if d.process == nil {
		return
	}
	_ = signalTree(d.process.Pid(), syscall.SIGCONT)
	_ = d.process.Signal(syscall.SIGQUIT)
	<-d.process.Ended()
	if text, err := os.ReadFile(filepath.Join(filepath.Dir(d.dir), "postgres.log")); err == nil && d.t.Failed() {
		d.t.Logf("postgres said:\n%s", lastLines(string(text), 15))
	}
}

// ThrowOut ends every connection to the desk but the caller's own.
func (s *Stage) ThrowOut() int {
	s.t.Helper()
	return s.Count(`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
		WHERE datname = 'kontor' AND pid <> pg_backend_pid() AND application_name NOT LIKE 'faults%'`)
}
