// Package files keeps blobs in a folder, each under a name that its owner makes at
// random. A blob is there as a whole or not at all: it is written beside its place,
// brought to the disk, and moved. Nodes may share the folder; nothing is remembered.
package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

// Store is a folder of blobs.
type Store struct{ dir string }

// Shards is over how many folders blobs are spread.
const Shards = 256

const partial = "partial" // where blobs are while they are written

// Open makes the folder if need be and finds out whether it can be written to.
func Open(dir string) (*Store, error) {
	s := &Store{dir: dir}
	err := os.MkdirAll(filepath.Join(dir, partial), 0o700)
	if err != nil {
		return nil, fmt.Errorf("the folder of files cannot be used; choose another with KONTOR_FILES: %w", err)
	}
	f, err := os.CreateTemp(filepath.Join(dir, partial), "try-*")
	if err != nil {
		return nil, fmt.Errorf("the folder of files cannot be written to; choose another with KONTOR_FILES: %w", err)
	}
	return s, errors.Join(f.Close(), os.Remove(f.Name()))
}

func (s *Store) shard(name uuid.UUID) string { return filepath.Join(s.dir, name.String()[:2]) }
func (s *Store) path(name uuid.UUID) string  { return filepath.Join(s.shard(name), name.String()) }

// Put keeps what write writes. When it returns nil the blob is on the disk; with an
// error nothing is left of it. Where the disk is full it is fault.Unavailable.
func (s *Store) Put(name uuid.UUID, write func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Join(s.dir, partial), name.String()+"-*") // made with 0600
	if err != nil {
		return room(err)
	}
	defer os.Remove(f.Name())
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return room(err)
	}
	return room(s.place(f.Name(), name))
}

func (s *Store) place(from string, name uuid.UUID) error {
	shard := s.shard(name)
	if err := os.Mkdir(shard, 0o700); err == nil {
		err = syncDir(s.dir)
		if err != nil {
			return err
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := os.Rename(from, s.path(name)); err != nil {
		return err
	}
	return syncDir(shard)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// room tells a disk without room from other trouble.
func room(err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return fault.Unavailable(time.Minute, "There is no room for files just now; please try again later.").Because(err)
	}
	return err
}

// Get opens a blob for reading; fs.ErrNotExist: there is none.
func (s *Store) Get(name uuid.UUID) (io.ReadSeekCloser, error) { return os.Open(s.path(name)) }

// Remove takes a blob away. One that is not there is no error.
func (s *Store) Remove(name uuid.UUID) error {
	if err := os.Remove(s.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Names gives the blobs of one shard, 0 to Shards-1, that were there before a time.
func (s *Store) Names(shard int, before time.Time) ([]uuid.UUID, error) {
	dir := filepath.Join(s.dir, fmt.Sprintf("%02x", shard))
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var names []uuid.UUID
	for _, e := range entries {
		if name, bad := uuid.Parse(e.Name()); bad == nil && older(e, before) {
			names = append(names, name)
		}
	}
	return names, err
}

// Clear removes what was begun before a time and never finished, as when a node was
// killed in the middle, and says how much that was.
func (s *Store) Clear(before time.Time) (gone int64, err error) {
	entries, err := os.ReadDir(filepath.Join(s.dir, partial))
	for _, e := range entries {
		if !older(e, before) {
			continue
		}
		if failed := os.Remove(filepath.Join(s.dir, partial, e.Name())); failed != nil && !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, failed)
			continue
		}
		gone++
	}
	return gone, err
}

func older(e fs.DirEntry, than time.Time) bool {
	info, err := e.Info()
	return err == nil && info.Mode().IsRegular() && info.ModTime().Before(than)
}
