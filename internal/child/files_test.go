package child

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if pid := LockHolder(path); pid != 0 {
		t.Errorf("nobody's lock is held by %d", pid)
	}
	first, err := TakeLock(path)
	if err != nil {
		t.Fatal(err)
	}
	var held *HeldError
	if _, err := TakeLock(path); !errors.As(err, &held) || held.PID != os.Getpid() {
		t.Errorf("second take: %v", err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	again, err := TakeLock(path)
	if err != nil {
		t.Fatalf("after a release: %v", err)
	}
	again.Release()
}

func TestTail(t *testing.T) {
	var seen []string
	tail := NewTail(func(line string) { seen = append(seen, line) })
	fmt.Fprint(tail, "one\ntw")
	fmt.Fprint(tail, "o\n\nthr")
	if got := tail.String(); got != "one\ntwo\nthr" || len(seen) != 2 {
		t.Errorf("kept %q, saw %q", got, seen)
	}
	for i := range 2 * tailLines {
		fmt.Fprintf(tail, "line %d\n", i)
	}
	if lines := strings.Split(tail.String(), "\n"); len(lines) != tailLines || lines[tailLines-1] != fmt.Sprintf("line %d", 2*tailLines-1) {
		t.Errorf("kept %d lines: %q", len(lines), lines)
	}
}

func TestSocketDir(t *testing.T) {
	short := filepath.Join(t.TempDir(), "run")
	if dir, err := SocketDir(short, "s", nil); err != nil || dir != short {
		t.Errorf("%s became %s (%v)", short, dir, err)
	}
	for _, name := range []string{strings.Repeat("x", 120), "with space", "a,b", "'quoted'"} {
		want := filepath.Join(t.TempDir(), name)
		dir, err := SocketDir(want, "s", nil)
		if err != nil || !fits(dir, "s") {
			t.Fatalf("%s became %s (%v)", want, dir, err)
		}
		if st, err := os.Stat(dir); err != nil || st.Mode().Perm() != 0o700 {
			t.Errorf("%s: %v %v", dir, st.Mode(), err)
		}
		if again, err := SocketDir(want, "s", nil); err != nil || again != dir {
			t.Errorf("moved from %s to %s (%v)", dir, again, err)
		}
		RemoveSocketDir(want, dir)
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is still there: %v", dir, err)
		}
	}
}

// TestSocketDirIsNotTrusted: where short directories are made others may write.
func TestSocketDirIsNotTrusted(t *testing.T) {
	want := filepath.Join(t.TempDir(), "with space")
	planted := filepath.Join(t.TempDir(), "kontor-planted")
	if err := os.Mkdir(planted, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(want+".path", []byte(planted), 0o600); err != nil {
		t.Fatal(err)
	}
	dir, err := SocketDir(want, "s", nil)
	if err != nil || dir == planted {
		t.Errorf("took %s (%v)", dir, err)
	}
	RemoveSocketDir(want, dir)
}
