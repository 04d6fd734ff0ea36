package privacy

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"kontor/internal/fault"
)

// KeySize is the size of the master key in bytes.
const KeySize = 32

// NewKey makes a master key.
func NewKey() []byte {
	key := make([]byte, KeySize)
	rand.Read(key) // never fails: the program ends if the system has no randomness
	return key
}

// FormatKey writes a master key as ParseKey reads it.
func FormatKey(key []byte) string { return base64.StdEncoding.EncodeToString(key) }

// ParseKey reads a master key: 32 bytes as 64 hexadecimal digits or as base64
// of either alphabet, with or without padding. A fault says what is wrong
// without repeating any of it.
func ParseKey(text string) ([]byte, error) {
	text = strings.TrimSpace(text)
	if key, err := hex.DecodeString(text); err == nil && len(key) == KeySize {
		return checkKey(key)
	}
	text = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(text, "="))
	key, err := base64.RawStdEncoding.DecodeString(text)
	if err != nil || len(key) != KeySize {
		return nil, fault.Invalid("the key is not 32 bytes as hexadecimal digits or base64")
	}
	return checkKey(key)
}

// checkKey refuses a key that somebody typed to have one.
func checkKey(key []byte) ([]byte, error) {
	for _, b := range key[1:] {
		if b != key[0] {
			return key, nil
		}
	}
	return nil, fault.Invalid("the key is one byte repeated; make a random one")
}

// LoadOrCreateKeyFile reads the master key from a file, or makes a key and
// the file when there is none. A file that others than its owner may use is
// refused. Of several processes that start at once one makes the file and all
// get its key.
func LoadOrCreateKeyFile(path string) (key []byte, created bool, err error) {
	key, err = firstKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, false, err
	}
	fresh := NewKey()
	err = createKeyFile(path, fresh)
	if errors.Is(err, fs.ErrExist) {
		key, err = firstKey(path)
		return key, false, err
	}
	if err != nil {
		return nil, false, err
	}
	return fresh, true, nil
}

func firstKey(path string) ([]byte, error) {
	keys, err := LoadKeyFile(path)
	if err != nil {
		return nil, err
	}
	return keys[0], nil
}

// LoadKeyFile reads a key file: one key, and while it is being replaced two, a
// line each.
func LoadKeyFile(path string) ([][]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("key file %s is not a file", path)
	}
	if wide := info.Mode().Perm() & 0o077; wide != 0 {
		return nil, fmt.Errorf("key file %s may be used by others than its owner: run chmod 600 on it", path)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	var keys [][]byte
	for line := range strings.Lines(strings.TrimSpace(string(text)) + "\n") {
		key, err := ParseKey(line)
		if err != nil {
			return nil, fmt.Errorf("key file %s: %w", path, err)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// createKeyFile makes the file unless there is one, which is fs.ErrExist.
func createKeyFile(path string, key []byte) error { return placeKeyFile(path, os.Link, key) }

// ReplaceKeyFile puts these keys in the place of those in the file.
func ReplaceKeyFile(path string, keys ...[]byte) error { return placeKeyFile(path, os.Rename, keys...) }

// placeKeyFile writes the whole file under another name and then puts it into
// place, so that nobody reads half a key. The keys are on the disk when it
// returns.
func placeKeyFile(path string, place func(from, to string) error, keys ...[]byte) error {
	dir := filepath.Dir(path)
	f, err := os.CreateTemp(dir, ".key-*") // made with 0600
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	defer os.Remove(f.Name())
	var text strings.Builder
	for _, key := range keys {
		text.WriteString(FormatKey(key) + "\n")
	}
	_, err = f.WriteString(text.String())
	err = errors.Join(err, keepOwner(f, path), f.Sync(), f.Close())
	if err == nil {
		err = place(f.Name(), path)
	}
	if err == nil {
		err = syncDir(dir)
	}
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	return nil
}

// keepOwner gives a new file to who has the old one, so that a command that root
// runs takes the key from nobody.
func keepOwner(f *os.File, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return nil // there is none yet
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok && int(st.Uid) != os.Geteuid() {
		return f.Chown(int(st.Uid), int(st.Gid))
	}
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
