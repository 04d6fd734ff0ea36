package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

func newStore(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// writing gives bytes to Put.
func writing(text string) func(io.Writer) error {
	return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
}

// held are the files below a folder.
func held(t *testing.T, dir string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func TestBlobsComeAndGo(t *testing.T) {
	s := newStore(t, filepath.Join(t.TempDir(), "not", "there"))
	name := uuid.New()
	if err := s.Put(name, writing("hello")); err != nil {
		t.Fatal(err)
	}
	f, err := s.Get(name)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := io.ReadAll(f)
	if err = errors.Join(err, f.Close()); err != nil || string(raw) != "hello" {
		t.Errorf("read %q, %v", raw, err)
	}
	paths := held(t, s.dir)
	if len(paths) != 1 {
		t.Fatalf("files: %v", paths)
	}
	if info, _ := os.Stat(paths[0]); info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may use it: %v", info.Mode())
	}
	for range 2 {
		if err := s.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Get(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("after removal: %v", err)
	}
}

func TestWhatFailsLeavesNothing(t *testing.T) {
	s := newStore(t, t.TempDir())
	broken := errors.New("the sender left")
	err := s.Put(uuid.New(), func(w io.Writer) error {
		if err := writing("half of it")(w); err != nil {
			return err
		}
		return broken
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if left := held(t, s.dir); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestDiskWithoutRoom(t *testing.T) {
	s := newStore(t, t.TempDir())
	err := s.Put(uuid.New(), func(io.Writer) error { return &fs.PathError{Op: "write", Err: syscall.ENOSPC} })
	if !fault.Is(err, fault.KindUnavailable) || strings.Contains(fault.As(err).Message, s.dir) {
		t.Errorf("got %v", err)
	}
}

// A real disk of 64 kB.
func TestDiskThatIsFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skipf("a small disk cannot be made here: %v", err)
	}
	defer func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) }()
	s := newStore(t, dir)
	if err := s.Put(uuid.New(), writing(strings.Repeat("x", 200<<10))); !fault.Is(err, fault.KindUnavailable) {
		t.Errorf("got %v", err)
	}
	if left := held(t, dir); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	if err := s.Put(uuid.New(), writing("small")); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestWhatWasLeftBehindIsFound(t *testing.T) {
	s := newStore(t, t.TempDir())
	long, now := time.Now().Add(-48*time.Hour), time.Now()
	old, fresh := uuid.New(), uuid.New()
	fresh[0] = old[0]
	for _, name := range []uuid.UUID{old, fresh} {
		if err := s.Put(name, writing("x")); err != nil {
			t.Fatal(err)
		}
	}
	begun, beginning := filepath.Join(s.dir, partial, "begun"), filepath.Join(s.dir, partial, "beginning")
	for _, path := range []string{begun, beginning} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{s.path(old), begun} {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	names, err := s.Names(int(old[0]), now.Add(-24*time.Hour))
	if err != nil || len(names) != 1 || names[0] != old {
		t.Errorf("old blobs: %v, %v", names, err)
	}
	if names, err := s.Names(int(old[0]^1), now); err != nil || len(names) != 0 {
		t.Errorf("of an empty shard: %v, %v", names, err)
	}
	if n, err := s.Clear(now.Add(-time.Hour)); n != 1 || err != nil {
		t.Errorf("cleared %d, %v", n, err)
	}
	if _, err := os.Stat(beginning); err != nil {
		t.Errorf("what is being written was removed: %v", err)
	}
}

func TestFolderThatCannotBeUsed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "KONTOR_FILES") {
		t.Errorf("got %v", err)
	}
}
