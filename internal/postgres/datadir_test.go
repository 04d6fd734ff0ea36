package postgres

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kontor/internal/child"
)

func TestSecondKontorIsRefused(t *testing.T) {
	dir := shared(t).DataDir()
	_, err := StartCluster(t.Context(), ClusterOptions{DataDir: dir, Volatile: true})
	var inUse *InUseError
	if !errors.As(err, &inUse) || inUse.PID != os.Getpid() || inUse.Dir != dir {
		t.Fatalf("second start says %v", err)
	}
	if !strings.Contains(err.Error(), "KONTOR_DATA") {
		t.Errorf("no way out in %q", err)
	}
}

func TestLongDirectoryGetsAShortSocket(t *testing.T) {
	dir := filepath.Join(dataDir(t), strings.Repeat("d", 60), strings.Repeat("e f'", 20))
	if child.IsRoot() {
		os.Chmod(filepath.Dir(filepath.Dir(dir)), 0o711)
	}
	c := start(t, dir)
	if len(c.socketDir) > 60 || strings.HasPrefix(c.socketDir, dir) {
		t.Errorf("socket in %s", c.socketDir)
	}
	if st, err := os.Stat(c.socketDir); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("socket directory: %v %v", st, err)
	}
	one[int](t, connect(t, c.AppDSN()), "SELECT 1")
	if err := c.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(c.socketDir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("socket directory after stop: %v", err)
	}
}

func TestWrongDirectory(t *testing.T) {
	dir := dataDir(t)
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "other")
	for _, d := range []string{filepath.Join(other, clusterName), filepath.Join(other, socketName)} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(other, clusterName, "PG_VERSION"), []byte("9.6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if child.IsRoot() {
		os.Chmod(dir, 0o711)
		os.Chmod(other, 0o711)
	}
	for path, want := range map[string]string{file: "KONTOR_DATA", other: "PostgreSQL 9.6"} {
		_, err := StartCluster(t.Context(), ClusterOptions{DataDir: path, Volatile: true})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestUnreachableDirectoryMovesForRoot(t *testing.T) {
	if !child.IsRoot() {
		t.Skip("only root's server runs as somebody else")
	}
	closed := filepath.Join(dataDir(t), "closed")
	if err := os.MkdirAll(filepath.Join(closed, "data"), 0o700); err != nil {
		t.Fatal(err)
	}
	account, err := serverAccount(closed)
	if err != nil {
		t.Fatal(err)
	}
	fallback := filepath.Join(dataDir(t), "fallback")
	os.Chmod(filepath.Dir(fallback), 0o711)
	asked := filepath.Join(closed, "data")
	if got, err := chooseDataDir(asked, fallback, account); err != nil || got != fallback {
		t.Errorf("chose %s, %v", got, err)
	}
	if _, err := chooseDataDir(asked, "", account); err == nil || !strings.Contains(err.Error(), account.Name) {
		t.Errorf("without a fallback: %v", err)
	}
	if st, err := os.Stat(closed); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("somebody else's door was opened: %v %v", st.Mode(), err)
	}
}

func TestNoBinaries(t *testing.T) {
	was := binaryPlaces
	binaryPlaces = nil
	t.Cleanup(func() { binaryPlaces = was })
	t.Setenv("PATH", t.TempDir())
	_, err := StartCluster(t.Context(), ClusterOptions{DataDir: dataDir(t), Volatile: true})
	if !errors.Is(err, ErrNoBinaries) || !strings.Contains(err.Error(), "apt-get install postgresql") {
		t.Errorf("without PostgreSQL: %v", err)
	}
}
