package subject

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/google/uuid"

	"kontor/privacy"
)

// A sealed file is a row of pieces, each with its length before it, sealed for
// its place: which file, the how many-th, and whether it is the last. So a piece
// that is missing, moved or taken from another file is found out.
const pieceSize = 64 << 10

var errDamaged = errors.New("sealed file is damaged")

func piecePlace(file uuid.UUID, n int, last bool) string {
	return fmt.Sprintf("exports:%s:%d:%t", file, n, last)
}

// sealer seals what is written to it, and counts it. Close writes the last piece.
type sealer struct {
	to     *bufio.Writer
	key    *privacy.PersonKey
	file   uuid.UUID
	piece  []byte
	n      int
	Length int64
}

func newSealer(to io.Writer, key *privacy.PersonKey, file uuid.UUID) *sealer {
	return &sealer{to: bufio.NewWriter(to), key: key, file: file, piece: make([]byte, 0, pieceSize)}
}

func (s *sealer) Write(p []byte) (int, error) {
	written := len(p)
	for len(p) > 0 {
		if len(s.piece) == pieceSize {
			if err := s.put(false); err != nil {
				return 0, err
			}
		}
		n := min(len(p), pieceSize-len(s.piece))
		s.piece, p = append(s.piece, p[:n]...), p[n:]
	}
	s.Length += int64(written)
	return written, nil
}

func (s *sealer) put(last bool) error {
	sealed := s.key.Seal(s.piece, piecePlace(s.file, s.n, last))
	s.n, s.piece = s.n+1, s.piece[:0]
	if err := binary.Write(s.to, binary.BigEndian, uint32(len(sealed))); err != nil {
		return err
	}
	_, err := s.to.Write(sealed)
	return err
}

func (s *sealer) Close() error {
	if err := s.put(true); err != nil {
		return err
	}
	return s.to.Flush()
}

// opener reads what a sealer has written.
type opener struct {
	from  *bufio.Reader
	end   io.Closer
	key   *privacy.PersonKey
	file  uuid.UUID
	n     int
	plain []byte
	last  bool
}

func newOpener(from io.ReadCloser, key *privacy.PersonKey, file uuid.UUID) *opener {
	return &opener{from: bufio.NewReaderSize(from, pieceSize), end: from, key: key, file: file}
}

func (o *opener) Read(p []byte) (int, error) {
	for len(o.plain) == 0 {
		if o.last {
			return 0, io.EOF
		}
		if err := o.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, o.plain)
	o.plain = o.plain[n:]
	return n, nil
}

func (o *opener) next() error {
	var length uint32
	if err := binary.Read(o.from, binary.BigEndian, &length); err != nil || length > pieceSize+privacy.SealOverhead {
		return errDamaged
	}
	sealed := make([]byte, length)
	if _, err := io.ReadFull(o.from, sealed); err != nil {
		return errDamaged
	}
	_, err := o.from.Peek(1)
	o.last = errors.Is(err, io.EOF)
	if o.plain, err = o.key.Open(sealed, piecePlace(o.file, o.n, o.last)); err != nil {
		return errDamaged
	}
	o.n++
	return nil
}

func (o *opener) Close() error { return o.end.Close() }
