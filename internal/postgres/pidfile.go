package postgres

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// pidFile is what a running server writes about itself into its cluster.
type pidFile struct {
	pid       int
	socketDir string
	ready     bool
}

// readPidFile gives the zero value when there is no file or it is not yet
// complete.
func readPidFile(cluster string) pidFile {
	text, err := os.ReadFile(filepath.Join(cluster, "postmaster.pid"))
	if err != nil {
		return pidFile{}
	}
	line := func(n int) string {
		if lines := strings.Split(string(text), "\n"); n < len(lines) {
			return strings.TrimSpace(lines[n])
		}
		return ""
	}
	pid, err := strconv.Atoi(line(0))
	if err != nil || pid <= 0 {
		return pidFile{}
	}
	return pidFile{pid: pid, socketDir: line(4), ready: line(7) == "ready"}
}

// serves reports whether this process is a server working on the cluster, and
// not just another that was given the number of one that is gone. A server's
// working directory is its cluster, whatever name it was reached by.
func serves(pid int, cluster string) bool {
	if pid <= 0 || syscall.Kill(pid, 0) == syscall.ESRCH {
		return false
	}
	works, err1 := os.Stat(filepath.Join("/proc", strconv.Itoa(pid), "cwd"))
	ours, err2 := os.Stat(cluster)
	if err1 == nil && err2 == nil {
		return os.SameFile(works, ours)
	}
	return strings.Contains(strings.Join(commandLine(pid), " ")+" ", " "+cluster+" ")
}

// commandLine is empty for a process that is gone or only waits to be buried.
func commandLine(pid int) []string {
	if text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "cmdline")); err == nil {
		return strings.Split(string(text), "\x00")
	}
	text, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return nil
	}
	return strings.Fields(string(text))
}
