package subject

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/testkit"
	"kontor/people"
)

func TestCataloguesAgree(t *testing.T) {
	english := catalogue("en")
	for _, locale := range people.Locales {
		words := catalogue(locale)
		if len(words) != len(english) {
			t.Errorf("%s has %d words, en %d", locale, len(words), len(english))
		}
		for key := range english {
			if words[key] == "" {
				t.Errorf("%s misses %s", locale, key)
			}
		}
	}
}

// A file that was cut short, turned around or put in another's place does not
// open, whatever its length.
func TestSealedFilesNoticeDamage(t *testing.T) {
	key, _, err := testkit.Keyring(t).NewPersonKey(uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	for _, length := range []int{0, 1, pieceSize - 1, pieceSize, pieceSize + 1, 3*pieceSize + 7} {
		file, plain := uuid.New(), make([]byte, length)
		for i := range plain {
			plain[i] = byte(rand.Uint32())
		}
		var sealed bytes.Buffer
		s := newSealer(&sealed, key, file)
		for part := range slices.Chunk(plain, 1000) {
			if _, err := s.Write(part); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.Close(); err != nil || s.Length != int64(length) {
			t.Fatalf("%d bytes: %v, counted %d", length, err, s.Length)
		}
		read := func(raw []byte, file uuid.UUID) ([]byte, error) {
			return io.ReadAll(newOpener(io.NopCloser(bytes.NewReader(raw)), key, file))
		}
		if got, err := read(sealed.Bytes(), file); err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes do not come back: %v", length, err)
		}
		raw := sealed.Bytes()
		one := pieceSize + 4 + 29
		damaged := map[string][]byte{"cut": raw[:len(raw)-1], "empty": nil, "flipped": flip(raw)}
		if len(raw) > one {
			damaged["a piece short"] = raw[:one]
			damaged["first piece missing"] = raw[one:]
		}
		for how, raw := range damaged {
			if _, err := read(raw, file); !errors.Is(err, errDamaged) {
				t.Errorf("%d bytes, %s: %v", length, how, err)
			}
		}
		if _, err := read(raw, uuid.New()); !errors.Is(err, errDamaged) {
			t.Error("opens as another file")
		}
	}
}

func flip(raw []byte) []byte {
	raw = slices.Clone(raw)
	raw[len(raw)-1] ^= 1
	return raw
}

// Files come along under names that lead nowhere else, a newer export replaces an
// older one, and what died half way is swept.
func TestExportFiles(t *testing.T) {
	h := newHouse(t)
	ann := h.customer("ann")
	number := h.asks(ann, "tax", "hello", false)
	make := func() Export {
		t.Helper()
		x, err := h.AskExport(t.Context(), ann)
		h.must(err)
		h.must(h.Make(t.Context(), x.ID))
		h.must(h.Make(t.Context(), x.ID)) // the task came twice
		return x
	}
	first := make()
	h.clock.Advance(time.Hour)
	second := make()
	x, file, err := h.OpenExport(t.Context(), ann)
	h.must(err)
	raw, err := io.ReadAll(file)
	h.must(errors.Join(err, file.Close()))
	if x.ID != second.ID || x.Size != int64(len(raw)) {
		t.Errorf("got %s of %d bytes", x.ID, len(raw))
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	h.must(err)
	found := 0
	for _, f := range z.File {
		if strings.Contains(f.Name, "..") {
			t.Errorf("a name leads out: %s", f.Name)
		}
		if strings.HasPrefix(f.Name, "attachments/") {
			r, err := f.Open()
			h.must(err)
			content, err := io.ReadAll(r)
			h.must(err)
			if string(content) != "scan hello" {
				t.Errorf("the file holds %q", content)
			}
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d files of ticket %d", found, number)
	}
	if n := h.count(`SELECT count(*) FROM vault.exports WHERE id = $1 AND state = 'gone'`, first.ID); n != 1 {
		t.Error("the older export is still there")
	}
	if n := h.count(`SELECT count(*) FROM desk.notifications WHERE kind = 'export_ready'`); n != 2 {
		t.Errorf("told %d times of two exports", n)
	}
	if sealed := readFile(t, h.path(second.ID)); bytes.Contains(sealed, []byte("scan hello")) {
		t.Error("the file is not sealed")
	}
	h.must(h.dropExports(t.Context(), []uuid.UUID{second.ID}))
	if _, _, err := h.OpenExport(t.Context(), ann); err == nil {
		t.Error("a file that is gone opens")
	}
}

// Who was told that it failed asks again. Whichever of the two is made first, it is
// the newer one that can be fetched, and the other leaves nothing behind.
func TestTwoExportsAtOnce(t *testing.T) {
	for _, newerFirst := range []bool{true, false} {
		h := newHouse(t)
		ann := h.customer("ann")
		h.asks(ann, "tax", "hello", false)
		older, err := h.AskExport(t.Context(), ann)
		h.must(err)
		_, err = h.db.Owner.Exec(`UPDATE desk.jobs SET dead_at = $2 WHERE id = $1`, older.ID, h.clock.Now()) // yet its worker lives
		h.must(err)
		newer, err := h.AskExport(t.Context(), ann)
		h.must(err)
		if newer.ID == older.ID {
			t.Fatal("one that failed is what they get again")
		}
		order := []uuid.UUID{older.ID, newer.ID}
		if newerFirst {
			slices.Reverse(order)
		}
		for _, job := range order {
			h.must(h.Make(t.Context(), job))
		}
		x, file, err := h.OpenExport(t.Context(), ann)
		if err != nil || x.ID != newer.ID {
			t.Fatalf("newer first %t: got %s, %v", newerFirst, x.ID, err)
		}
		_, err = io.Copy(io.Discard, file)
		h.must(errors.Join(err, file.Close()))
		if _, err := os.Stat(h.path(older.ID)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("newer first %t: the older file: %v", newerFirst, err)
		}
		if n := h.count(`SELECT count(*) FROM vault.exports WHERE id = $1 AND state = 'gone'`, older.ID); n != 1 {
			t.Errorf("newer first %t: the older one is not gone", newerFirst)
		}
		if n := h.count(`SELECT count(*) FROM desk.notifications WHERE kind = 'export_ready'`); n != 1 {
			t.Errorf("newer first %t: told %d times", newerFirst, n)
		}
	}
}
