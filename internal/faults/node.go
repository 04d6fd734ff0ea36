package faults

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"kontor/internal/child"
	"kontor/internal/testkit"
)

// Node is one kontor serve.
type Node struct {
	Clients  *Link // between clients and this server; nil where the plan has none
	Database *Link // between this node and PostgreSQL
	Redis    *Link // between this node and Redis

	// Limit runs the node with so many file descriptors; 0: as many as we have.
	Limit int

	stage   *Stage
	name    string
	role    string
	addr    string
	apart   *Namespace // nil: on this machine
	process *child.Process
	log     *os.File
}

func (n *Node) layLinks(p Plan) {
	if p.LinkClients {
		n.Clients = OpenLink(n.stage.t, n.addr)
	}
	if p.LinkDatabase {
		n.Database = OpenLink(n.stage.t, n.stage.Database.addr)
	}
	if p.LinkRedis {
		n.Redis = OpenLink(n.stage.t, n.stage.Redis.addr)
	}
}

// Base is the address as clients reach the node.
func (n *Node) Base() string {
	if n.Clients != nil {
		return "http://" + n.Clients.Addr()
	}
	return "http://" + n.addr
}

// Start runs the node, for the first time or again on the same port, and
// returns when it serves.
func (n *Node) Start() {
	n.stage.t.Helper()
	n.Launch()
	if n.role != "worker" {
		testkit.Eventually(n.stage.t, n.name+" is ready", n.Ready)
	}
}

// Launch runs the node and does not wait for it.
func (n *Node) Launch() {
	n.stage.t.Helper()
	dir := makeDir(n.stage.t, n.dir())
	var err error
	if n.log == nil {
		n.log, err = os.OpenFile(filepath.Join(dir, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		n.stage.must(nil, err)
	}
	path, args := n.stage.binary, []string{"serve", "--role", n.role}
	if n.Limit > 0 {
		path, args = limited(n.Limit, path, args)
	}
	if n.apart != nil {
		path, args = n.apart.inside(path, args)
	}
	n.process, err = child.Start(child.Spec{Path: path, Args: args, Env: n.environment(dir), Output: n.log})
	n.stage.must(nil, err)
}

func (n *Node) dir() string { return filepath.Join(n.stage.dir, n.name) }

func (n *Node) environment(dir string) []string {
	own := []string{"KONTOR_DATA=" + dir, "KONTOR_ADDR=" + n.addr, "KONTOR_KEY=" + n.stage.Key, "KONTOR_LIMITS=off", "KONTOR_LOG=info", "GORACE=halt_on_error=0 exitcode=66"}
	if n.stage.plan.Alone {
		return own
	}
	database, redis := n.stage.Database.addr, n.stage.Redis.addr
	if n.apart != nil {
		database, redis = n.apart.seenFrom(database), n.apart.seenFrom(redis)
	}
	if n.Database != nil {
		database = n.Database.Addr()
	}
	if n.Redis != nil {
		redis = n.Redis.Addr()
	}
	return append(own, "OWNER_DATABASE_URL="+dsn(database, "kontor_owner"), "DATABASE_URL="+dsn(database, "kontor_app"),
		"EXPERT_DATABASE_URL="+dsn(database, "kontor_expert"), "REDIS_URL=redis://"+redis+"/0")
}

// Ready reports whether the node says that it can serve.
func (n *Node) Ready() bool {
	client := http.Client{Timeout: 3 * time.Second}
	answer, err := client.Get("http://" + n.addr + "/readyz")
	if err != nil {
		return false
	}
	defer answer.Body.Close()
	return answer.StatusCode == http.StatusOK
}

// Kill ends the node without a word (kill -9) and returns when it is gone.
func (n *Node) Kill() {
	n.stage.t.Helper()
	n.signal(syscall.SIGKILL)
	<-n.process.Ended()
}

// Freeze stops the node in the middle of whatever it does (SIGSTOP).
func (n *Node) Freeze() { n.stage.t.Helper(); n.signal(syscall.SIGSTOP) }

// Thaw lets a frozen node go on (SIGCONT).
func (n *Node) Thaw() { n.stage.t.Helper(); n.signal(syscall.SIGCONT) }

// Leave asks the node to end, as a deploy does, and returns when it has. It
// must end well.
func (n *Node) Leave() {
	n.stage.t.Helper()
	n.signal(syscall.SIGTERM)
	select {
	case <-n.process.Ended():
	case <-time.After(patience):
		n.stage.t.Errorf("%s does not leave", n.name)
		n.Kill()
	}
	if err := n.process.Err(); err != nil {
		n.stage.t.Errorf("%s left with: %v", n.name, err)
	}
}

// KillChild ends a program that the node runs itself, without a word.
func (n *Node) KillChild(program string) {
	n.stage.t.Helper()
	for _, pid := range descendants(n.process.Pid()) {
		if parentOf(pid) == n.process.Pid() && nameOf(pid) == program {
			n.stage.must(nil, syscall.Kill(pid, syscall.SIGKILL))
			return
		}
	}
	n.stage.t.Fatalf("%s runs no %s", n.name, program)
}

func (n *Node) signal(s syscall.Signal) {
	n.stage.t.Helper()
	n.stage.must(nil, n.process.Signal(s))
}

// Descriptors is how many file descriptors the node has open.
func (n *Node) Descriptors() int {
	open, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", n.process.Pid())) // one that is gone has none
	return len(open)
}

// Sockets is how many live connections the server has, by its own account.
func (n *Node) Sockets() (count int) {
	n.stage.t.Helper()
	answer, err := http.Get("http://" + n.addr + "/metrics")
	n.stage.must(nil, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	n.stage.must(nil, err)
	_, figure, _ := strings.Cut(string(text), "\nkontor_sockets ")
	_, err = fmt.Sscan(figure, &count)
	n.stage.must(nil, err)
	return count
}

// Alive reports whether the process runs.
func (n *Node) Alive() bool {
	select {
	case <-n.process.Ended():
		return false
	default:
		return true
	}
}

// end is for the end of the test. It shows what the node had to say if the
// test failed, and fails it for what is always wrong.
func (n *Node) end() {
	if n.process != nil {
		_ = n.process.Signal(syscall.SIGKILL)
		<-n.process.Ended()
	}
	if n.log == nil {
		return
	}
	_ = n.log.Close()
	text, _ := os.ReadFile(n.log.Name())
	for _, bad := range []string{"DATA RACE", "panic:", "panicked", "fatal error:"} {
		if strings.Contains(string(text), bad) {
			n.stage.t.Errorf("%s says %q", n.name, bad)
		}
	}
	if n.stage.t.Failed() {
		n.stage.t.Logf("%s said:\n%s", n.name, lastLines(string(text), 40))
	}
}

func lastLines(text string, most int) string {
	lines := strings.Split(text, "\n")
	return strings.Join(lines[max(0, len(lines)-most):], "\n")
}
