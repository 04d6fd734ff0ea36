package privacy

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
)

// A sealed file is: version, salt, and chunks of 64 KiB, each with a byte in front
// that says whether another follows. A chunk is bound to the file's place, its salt,
// its number and that byte, so that a chunk that is missing, moved, repeated or taken
// from another file, or from an earlier one of the same place, is found out. Neither
// sealing nor opening holds more than a chunk in memory.
const (
	fileVersion = 1
	fileSalt    = 16
	fileChunk   = 64 << 10
	moreFollow  = 0
	lastChunk   = 1
)

// SealedSize is how long a file of n bytes is when it is sealed.
func SealedSize(n int64) int64 {
	chunks := max(1, (n+fileChunk-1)/fileChunk)
	return 1 + fileSalt + n + chunks*SealOverhead // the byte in front stands for the version of a sealed value
}

// SealFile seals what is written to it for one place, as Seal does. Only Close
// completes the file: without it the file does not open. Close does not close dst.
func (p *PersonKey) SealFile(dst io.Writer, where string) (io.WriteCloser, error) {
	w := &fileSealer{key: p, dst: dst, context: newFileContext(where), chunk: make([]byte, 0, fileChunk)}
	rand.Read(w.context[1 : 1+fileSalt])
	_, err := dst.Write(w.context[:1+fileSalt])
	return w, err
}

// OpenFile reads what SealFile wrote for the same place. It gives ErrSealed as soon
// as it meets something else; what was read until then is genuine, but not all.
func (p *PersonKey) OpenFile(src io.Reader, where string) io.Reader {
	return &fileOpener{key: p, src: src, context: newFileContext(where)}
}

// OpenFileFrom is OpenFile from a place of the plain file on. Only the chunks from
// there are read; what stands before is not looked at.
func (p *PersonKey) OpenFileFrom(src io.ReadSeeker, where string, from int64) (io.Reader, error) {
	r := &fileOpener{key: p, src: src, context: newFileContext(where)}
	if err := r.begin(); err != nil {
		return nil, err
	}
	chunk := from / fileChunk
	if _, err := src.Seek(chunk*(fileChunk+SealOverhead), io.SeekCurrent); err != nil {
		return nil, err
	}
	r.number = uint64(chunk)
	_, err := io.CopyN(io.Discard, r, from%fileChunk)
	return r, err
}

// fileContext is what a chunk is bound to: version, salt, number, whether it is the
// last, place.
type fileContext []byte

const (
	numberAt = 1 + fileSalt
	lastAt   = numberAt + 8
)

func newFileContext(where string) fileContext {
	c := make(fileContext, lastAt+1, lastAt+1+len(where))
	c[0] = fileVersion
	return append(c, where...)
}

func (c fileContext) of(number uint64, last byte) []byte {
	binary.BigEndian.PutUint64(c[numberAt:], number)
	c[lastAt] = last
	return c
}

type fileSealer struct {
	key     *PersonKey
	dst     io.Writer
	context fileContext
	chunk   []byte
	out     []byte
	number  uint64
}

// Write keeps the last chunk back: whether it is the last is known only later.
func (w *fileSealer) Write(p []byte) (n int, err error) {
	for len(p) > 0 {
		if len(w.chunk) == fileChunk {
			if err := w.flush(moreFollow); err != nil {
				return n, err
			}
		}
		k := min(len(p), fileChunk-len(w.chunk))
		w.chunk = append(w.chunk, p[:k]...)
		p, n = p[k:], n+k
	}
	return n, nil
}

func (w *fileSealer) Close() error { return w.flush(lastChunk) }

func (w *fileSealer) flush(last byte) error {
	w.out = w.key.gcm.Seal(append(w.out[:0], last), nil, w.chunk, w.context.of(w.number, last))
	w.chunk = w.chunk[:0]
	w.number++
	_, err := w.dst.Write(w.out)
	return err
}

type fileOpener struct {
	key     *PersonKey
	src     io.Reader
	context fileContext
	sealed  []byte
	plain   []byte // not yet given
	buffer  []byte
	number  uint64
	err     error
}

func (r *fileOpener) Read(p []byte) (int, error) {
	for len(r.plain) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.err = r.next()
	}
	n := copy(p, r.plain)
	r.plain = r.plain[n:]
	return n, nil
}

// next opens one chunk. After the last it gives io.EOF with it.
func (r *fileOpener) next() error {
	if r.sealed == nil {
		if err := r.begin(); err != nil {
			return err
		}
	}
	n, err := io.ReadFull(r.src, r.sealed)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return sealedEnd(err)
	}
	if n < SealOverhead {
		return ErrSealed
	}
	last := r.sealed[0]
	if last != lastChunk && (last != moreFollow || n < len(r.sealed)) {
		return ErrSealed
	}
	if r.buffer, err = r.key.gcm.Open(r.buffer[:0], nil, r.sealed[1:n], r.context.of(r.number, last)); err != nil {
		return ErrSealed
	}
	r.plain = r.buffer
	r.number++
	if last == lastChunk {
		return r.end()
	}
	return nil
}

func (r *fileOpener) begin() error {
	r.sealed = make([]byte, fileChunk+SealOverhead)
	head := r.sealed[:1+fileSalt]
	if _, err := io.ReadFull(r.src, head); err != nil {
		return sealedEnd(err)
	}
	if head[0] != fileVersion {
		return ErrSealed
	}
	copy(r.context[1:], head[1:])
	return nil
}

// end makes sure that nothing stands behind the last chunk.
func (r *fileOpener) end() error {
	var one [1]byte
	if _, err := io.ReadFull(r.src, one[:]); err != io.EOF {
		return ErrSealed
	}
	return io.EOF
}

// sealedEnd is the error of a file that ends too early, or that cannot be read.
func sealedEnd(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrSealed
	}
	return err
}
