package testkit

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

const scratchPrefix = "kontor-testkit-"

// scratch makes a directory for this process and removes those of processes
// that are gone. A directory is in use as long as somebody holds the lock on
// the file beside it; the kernel lets go of it when the process dies.
func scratch() (string, error) { return scratchIn(os.TempDir()) }

func scratchIn(place string) (string, error) {
	sweepScratch(place)
	lock, err := newLock(place)
	if err != nil {
		return "", fmt.Errorf("make scratch directory: %w", err)
	}
	dir := strings.TrimSuffix(lock.Name(), lockSuffix)
	atEnd(func() error {
		defer lock.Close()
		return errors.Join(os.RemoveAll(dir), os.Remove(lock.Name()))
	})
	// PostgreSQL runs as another user when the tests run as root.
	if err := os.Mkdir(dir, 0o755); err != nil { //nolint:gosec // others may pass, as through /tmp itself
		return "", fmt.Errorf("make scratch directory: %w", err)
	}
	return dir, nil
}

// Directory gives a test a directory that other system users may enter, which
// those of the testing package do not allow. It is removed with the test, or
// after the process if that is killed.
func Directory(t testing.TB) string {
	t.Helper()
	all, err := Scratch()
	if err != nil {
		t.Fatalf("testkit: make directory: %v", err)
	}
	dir, err := os.MkdirTemp(all, "")
	if err == nil {
		err = os.Chmod(dir, 0o755) //nolint:gosec // see above
	}
	if err != nil {
		t.Fatalf("testkit: make directory: %v", err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("testkit: remove directory: %v", err)
		}
	})
	return dir
}

// Scratch is a directory for whatever lives as long as the process.
var Scratch = sync.OnceValues(scratch)

const lockSuffix = ".lock"

// newLock makes a lock file and holds it. Somebody who sweeps may have found
// it before it was locked; then there is nothing to hold and another is made.
func newLock(place string) (*os.File, error) {
	for {
		file, err := os.CreateTemp(place, scratchPrefix+"*"+lockSuffix)
		if err != nil {
			return nil, err
		}
		if hold(file) && isThere(file) {
			return file, nil
		}
		_ = file.Close()
	}
}

func hold(file *os.File) bool {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

func isThere(file *os.File) bool {
	held, err := file.Stat()
	named, err2 := os.Stat(file.Name())
	return err == nil && err2 == nil && os.SameFile(held, named)
}

func sweepScratch(place string) {
	locks, _ := filepath.Glob(filepath.Join(place, scratchPrefix+"*"+lockSuffix)) // the pattern is right
	for _, name := range locks {
		file, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue // another user's, or gone already
		}
		if hold(file) {
			_ = os.RemoveAll(strings.TrimSuffix(name, lockSuffix)) // the next to come tries again
			_ = os.Remove(name)
		}
		_ = file.Close()
	}
}

const (
	memory     = "/dev/shm"
	memoryRoom = 3 << 30 // a run of all tests takes less than half of it
	noPrograms = 8       // ST_NOEXEC: nothing can be run from there
)

// Quickest is where files are made and removed soonest: in memory where that
// has room, unless somebody has chosen a place with TMPDIR. What is brought to
// the disk there costs nothing; tests are not about that.
func Quickest() string {
	var fs syscall.Statfs_t
	if os.Getenv("TMPDIR") != "" || syscall.Statfs(memory, &fs) != nil || fs.Flags&noPrograms != 0 || uint64(fs.Bavail)*uint64(fs.Bsize) < memoryRoom { //nolint:gosec,unconvert // the types differ between systems
		return os.TempDir()
	}
	return memory
}
