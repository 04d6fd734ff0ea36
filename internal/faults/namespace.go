package faults

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"

	"kontor/internal/child"
)

// Namespace is a machine of its own as far as the network is concerned, with
// one cable to ours. When the cable is out packets vanish and nobody is told,
// as no proxy can do it.
type Namespace struct {
	t         testing.TB
	name      string
	cable     string // our end
	here, far string // addresses of the two ends
}

// OpenNamespace makes one, or skips the test where that is not allowed.
func OpenNamespace(t testing.TB) *Namespace {
	t.Helper()
	id := os.Getpid() % 16000
	subnet := fmt.Sprintf("10.%d.%d.", 200+id/256%50, id%256)
	ns := &Namespace{t: t, name: fmt.Sprintf("kontor-%d", id), cable: fmt.Sprintf("kf%d", id), here: subnet + "1", far: subnet + "2"}
	if !child.IsRoot() {
		t.Skip("network namespaces are for root")
	}
	if said, err := exec.Command("ip", "netns", "add", ns.name).CombinedOutput(); err != nil {
		t.Skipf("network namespaces are not allowed here: %s", said)
	}
	t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", ns.name).Run() })
	peer := ns.cable + "p"
	for _, line := range []string{
		"link add " + ns.cable + " type veth peer name " + peer + " netns " + ns.name,
		"addr add " + ns.here + "/24 dev " + ns.cable,
		"link set " + ns.cable + " up",
		"-n " + ns.name + " addr add " + ns.far + "/24 dev " + peer,
		"-n " + ns.name + " link set " + peer + " up",
		"-n " + ns.name + " link set lo up",
	} {
		ns.ip(line)
	}
	return ns
}

func (ns *Namespace) ip(line string) {
	ns.t.Helper()
	if said, err := exec.Command("ip", strings.Fields(line)...).CombinedOutput(); err != nil {
		ns.t.Fatalf("ip %s: %v: %s", line, err, said)
	}
}

// Out pulls the cable.
func (ns *Namespace) Out() { ns.t.Helper(); ns.ip("link set " + ns.cable + " down") }

// In plugs it in again.
func (ns *Namespace) In() { ns.t.Helper(); ns.ip("link set " + ns.cable + " up") }

// inside is how to run a program there.
func (ns *Namespace) inside(path string, args []string) (string, []string) {
	return "/bin/sh", append([]string{"-c", `exec ip netns exec "$0" "$@"`, ns.name, path}, args...)
}

// seenFrom is an address of ours as the namespace reaches it.
func (ns *Namespace) seenFrom(addr string) string {
	_, port, _ := net.SplitHostPort(addr)
	return net.JoinHostPort(ns.here, port)
}

// address is a free one in there.
func (ns *Namespace) address() string { return net.JoinHostPort(ns.far, "8080") }
