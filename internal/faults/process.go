package faults

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// signalTree sends a signal to a process and to all that descend from it,
// parents first when they are stopped so that no new ones come, and last when
// they go on.
func signalTree(root int, s syscall.Signal) error {
	family := descendants(root)
	if s == syscall.SIGCONT {
		for i, j := 0, len(family)-1; i < j; i, j = i+1, j-1 {
			family[i], family[j] = family[j], family[i]
		}
	}
	for _, pid := range family {
		if err := syscall.Kill(pid, s); err != nil && err != syscall.ESRCH {
			return fmt.Errorf("signal process %d: %w", pid, err)
		}
	}
	return nil
}

// descendants gives a process and all that come from it, parents first.
func descendants(root int) []int {
	children := map[int][]int{}
	entries, _ := os.ReadDir("/proc")
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		if parent := parentOf(pid); parent > 0 { // asked once: it may end meanwhile
			children[parent] = append(children[parent], pid)
		}
	}
	family := []int{root}
	for i := 0; i < len(family); i++ {
		family = append(family, children[family[i]]...)
		delete(children, family[i]) // a number that is used again leads nowhere
	}
	return family
}

// parentOf is 0 for a process that is gone.
func parentOf(pid int) int {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(text), ") ") // a name may hold anything
	fields := strings.Fields(rest)
	if len(fields) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(fields[1])
	return parent
}

// nameOf is the name of the program that a process runs, cut to 15 letters.
func nameOf(pid int) string {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid)) // one that is gone has no name
	return strings.TrimSpace(string(text))
}

// limited is how to run a program with so many file descriptors.
func limited(files int, path string, args []string) (string, []string) {
	script := fmt.Sprintf(`ulimit -n %d && exec "$@"`, files)
	return "/bin/sh", append([]string{"-c", script, "sh", path}, args...)
}
