package privacy

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/iotest"

	"github.com/google/uuid"
)

func fileKey(t *testing.T) *PersonKey {
	t.Helper()
	ring, err := NewKeyring(NewKey())
	if err != nil {
		t.Fatal(err)
	}
	key, _, err := ring.NewPersonKey(uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func sealFile(t *testing.T, key *PersonKey, plain []byte, where string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := key.SealFile(&out, where)
	if err == nil {
		_, err = io.Copy(w, iotest.HalfReader(bytes.NewReader(plain)))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func noise(n int) []byte {
	r, b := rand.New(rand.NewPCG(1, uint64(n))), make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func TestFilesOpenAsTheyWere(t *testing.T) {
	key := fileKey(t)
	for _, n := range []int{0, 1, fileChunk - 1, fileChunk, fileChunk + 1, 3 * fileChunk, 3*fileChunk + 17} {
		plain := noise(n)
		sealed := sealFile(t, key, plain, "here")
		if int64(len(sealed)) != SealedSize(int64(n)) {
			t.Errorf("%d bytes: sealed %d, want %d", n, len(sealed), SealedSize(int64(n)))
		}
		got, err := io.ReadAll(key.OpenFile(iotest.HalfReader(bytes.NewReader(sealed)), "here"))
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes: %v, equal %v", n, err, bytes.Equal(got, plain))
		}
	}
}

// Whatever is done to a sealed file, it does not open, and nothing comes out of it
// that was not in it at that place.
func TestFilesThatWereTamperedWithDoNotOpen(t *testing.T) {
	key := fileKey(t)
	plain := noise(3*fileChunk + 100)
	sealed := sealFile(t, key, plain, "here")
	again := sealFile(t, key, plain, "here")
	const head, chunk = 1 + fileSalt, fileChunk + SealOverhead
	part := func(file []byte, i int) []byte { return file[head+i*chunk : min(len(file), head+(i+1)*chunk)] }
	turned := slices.Clone(sealed)
	turned[head+chunk+500] ^= 1
	early := slices.Concat(sealed[:head], part(sealed, 0))
	early[head] = lastChunk
	for name, file := range map[string][]byte{
		"nothing":                         {},
		"its head alone":                  sealed[:head],
		"cut after a chunk":               sealed[:head+2*chunk],
		"cut within a chunk":              sealed[:head+2*chunk+9],
		"cut within the last":             sealed[:len(sealed)-1],
		"cut, and its last chunk renamed": early,
		"one bit turned":                  turned,
		"chunks changed over":             slices.Concat(sealed[:head], part(sealed, 1), part(sealed, 0), part(sealed, 2), part(sealed, 3)),
		"a chunk left out":                slices.Concat(sealed[:head], part(sealed, 0), part(sealed, 2), part(sealed, 3)),
		"a chunk of an earlier file":      slices.Concat(sealed[:head], part(sealed, 0), part(again, 1), part(sealed, 2), part(sealed, 3)),
		"something behind it":             append(slices.Clone(sealed), 0),
		"itself behind it":                slices.Concat(sealed, part(sealed, 0)),
		"another version":                 append([]byte{9}, sealed[1:]...),
	} {
		got, err := io.ReadAll(key.OpenFile(bytes.NewReader(file), "here"))
		if !errors.Is(err, ErrSealed) {
			t.Errorf("%s: %v", name, err)
		}
		if !bytes.HasPrefix(plain, got) {
			t.Errorf("%s: gives what was not there", name)
		}
	}
	if _, err := io.ReadAll(key.OpenFile(bytes.NewReader(sealed), "there")); !errors.Is(err, ErrSealed) {
		t.Errorf("at another place: %v", err)
	}
	if _, err := io.ReadAll(fileKey(t).OpenFile(bytes.NewReader(sealed), "here")); !errors.Is(err, ErrSealed) {
		t.Errorf("with another key: %v", err)
	}
}

// A file that nobody closed is not one.
func TestFileWithoutItsEndDoesNotOpen(t *testing.T) {
	key := fileKey(t)
	var out bytes.Buffer
	w, err := key.SealFile(&out, "here")
	if err == nil {
		_, err = w.Write(noise(2*fileChunk + 5))
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadAll(key.OpenFile(&out, "here")); !errors.Is(err, ErrSealed) {
		t.Errorf("it opens: %v", err)
	}
}

func TestUnreadableFileSaysWhy(t *testing.T) {
	if _, err := io.ReadAll(fileKey(t).OpenFile(iotest.ErrReader(io.ErrClosedPipe), "here")); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkSealFile(b *testing.B) {
	ring, _ := NewKeyring(NewKey())
	key, _, _ := ring.NewPersonKey(uuid.New())
	plain := noise(10 << 20)
	b.SetBytes(int64(len(plain)))
	b.ReportAllocs()
	for b.Loop() {
		w, _ := key.SealFile(io.Discard, "here")
		_, _ = w.Write(plain)
		_ = w.Close()
	}
}
