package child

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
)

// maxSocketPath is the longest path a unix socket can have on Linux; other
// kernels allow a few bytes less.
const (
	maxSocketPath      = 107
	maxSocketPathOther = 103
)

// plain are paths that need no quoting in any program's settings.
var plain = regexp.MustCompile(`^/[A-Za-z0-9/._+-]*$`)

// SocketDir gives a directory in which only the account may enter, for a unix
// socket of the given file name. It is want, which it creates, unless a socket
// there would have too long or too odd a path or the account cannot get there:
// then it is a short one elsewhere, remembered in the file want+".path" so
// that the next start finds the same again.
func SocketDir(want, socket string, account *Account) (string, error) {
	if fits(want, socket) {
		if err := privateDir(want, account); err != nil {
			return "", err
		}
		if account.CanReach(want) {
			return want, nil
		}
	}
	note := want + ".path"
	if dir, err := os.ReadFile(note); err == nil && isPrivate(string(dir), account) {
		return string(dir), nil
	}
	dir, err := shortDir(account)
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(note, []byte(dir), 0o600); err != nil {
		return "", fmt.Errorf("remember socket directory: %w", err)
	}
	return dir, nil
}

// RemoveSocketDir removes what SocketDir has made elsewhere.
func RemoveSocketDir(want, dir string) {
	if dir == want || dir == "" {
		return
	}
	os.RemoveAll(dir)
	os.Remove(want + ".path")
}

func fits(dir, socket string) bool {
	limit := maxSocketPathOther
	if onLinux {
		limit = maxSocketPath
	}
	return plain.MatchString(dir) && len(filepath.Join(dir, socket)) <= limit
}

func privateDir(dir string, account *Account) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make socket directory: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return fmt.Errorf("close socket directory: %w", err)
	}
	return account.Own(dir)
}

// isPrivate makes sure that what we remember is still ours: others may write
// where short directories are made.
func isPrivate(dir string, account *Account) bool {
	var st syscall.Stat_t
	if !strings.HasPrefix(filepath.Base(dir), "kontor-") || syscall.Lstat(dir, &st) != nil {
		return false
	}
	return st.Mode&syscall.S_IFMT == syscall.S_IFDIR && st.Mode&0o777 == 0o700 && int(st.Uid) == account.uid()
}

func shortDir(account *Account) (string, error) {
	failed := errors.New("every path is too long or cannot be reached")
	for _, parent := range []string{os.Getenv("XDG_RUNTIME_DIR"), "/run", os.TempDir(), "/tmp"} {
		if !fits(filepath.Join(parent, "kontor-1234567890"), ".s.PGSQL.5432") {
			continue
		}
		dir, err := os.MkdirTemp(parent, "kontor-")
		if err != nil {
			failed = err
			continue
		}
		if err := privateDir(dir, account); err != nil {
			return "", err
		}
		if account.CanReach(dir) {
			return dir, nil
		}
		os.RemoveAll(dir)
	}
	return "", fmt.Errorf("no place for a unix socket: %w", failed)
}
