package privacy

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

var (
	masterA = bytes.Repeat([]byte("0123456789abcdef"), 2)
	masterB = bytes.Repeat([]byte("fedcba9876543210"), 2)
	ann     = uuid.MustParse("018f0000-0000-7000-8000-000000000001")
	bob     = uuid.MustParse("018f0000-0000-7000-8000-000000000002")
)

func ring(t *testing.T, master []byte) *Keyring {
	t.Helper()
	k, err := NewKeyring(master)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestParseKey(t *testing.T) {
	key := NewKey()
	for _, text := range []string{
		FormatKey(key), hex.EncodeToString(key), strings.ToUpper(hex.EncodeToString(key)), "  " + FormatKey(key) + "\n",
		base64.RawStdEncoding.EncodeToString(key), base64.URLEncoding.EncodeToString(key), base64.RawURLEncoding.EncodeToString(key),
	} {
		got, err := ParseKey(text)
		if err != nil || !bytes.Equal(got, key) {
			t.Errorf("a key of %d characters: %v", len(text), err)
		}
	}
}

func TestParseKeyRefuses(t *testing.T) {
	for _, text := range []string{
		"", "secret-word", FormatKey(key31()), FormatKey(append(key31(), 1, 2)), hex.EncodeToString(key31()),
		strings.Repeat("0", 64), FormatKey(make([]byte, 32)), strings.Repeat("g", 64), strings.Repeat("x", 1<<20),
	} {
		_, err := ParseKey(text)
		if !fault.Is(err, fault.KindInvalid) || text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func key31() []byte { return NewKey()[:31] }

func TestKeyFileIsMadeOnceAndReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	key, created, err := LoadOrCreateKeyFile(path)
	if err != nil || !created || len(key) != KeySize {
		t.Fatalf("first: %v %v", created, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("mode %v, %v", info.Mode(), err)
	}
	again, created, err := LoadOrCreateKeyFile(path)
	if err != nil || created || !bytes.Equal(again, key) {
		t.Fatalf("second: %v %v", created, err)
	}
	if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
		t.Errorf("%d files left", len(entries))
	}
}

func TestKeyFileThatIsWrongIsRefused(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		text string
		mode os.FileMode
		want string
	}{
		"wide":  {FormatKey(masterA), 0o640, "chmod 600"},
		"world": {FormatKey(masterA), 0o604, "chmod 600"},
		"empty": {"", 0o600, "not 32 bytes"},
		"short": {"c2VjcmV0", 0o600, "not 32 bytes"},
	} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, []byte(c.text), c.mode), os.Chmod(path, c.mode)); err != nil {
			t.Fatal(err)
		}
		key, created, err := LoadOrCreateKeyFile(path)
		if err == nil || created || key != nil || !strings.Contains(err.Error(), c.want) || c.text != "" && strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: %v", name, err)
		}
		if after, _ := os.ReadFile(path); string(after) != c.text {
			t.Errorf("%s: the file changed", name)
		}
	}
	if _, _, err := LoadOrCreateKeyFile(dir); err == nil {
		t.Error("a directory was read as a key")
	}
	if _, _, err := LoadOrCreateKeyFile(filepath.Join(dir, "missing", "key")); err == nil {
		t.Error("a key was made in a directory that is not there")
	}
}

func TestKeyFileMadeByManyAtOnceIsOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	keys := make([][]byte, 16)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			key, _, err := LoadOrCreateKeyFile(path)
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	wg.Wait()
	for _, key := range keys {
		if !bytes.Equal(key, keys[0]) {
			t.Fatal("two keys were made")
		}
	}
}

func TestFingerprint(t *testing.T) {
	a := ring(t, masterA)
	if a.Fingerprint() != ring(t, masterA).Fingerprint() || a.Fingerprint() == ring(t, masterB).Fingerprint() || len(a.Fingerprint()) != 16 {
		t.Errorf("fingerprint %q", a.Fingerprint())
	}
	if _, err := NewKeyring(masterA[:31]); !fault.Is(err, fault.KindInvalid) {
		t.Errorf("a short key: %v", err)
	}
}

func TestPersonKey(t *testing.T) {
	k := ring(t, masterA)
	p, wrapped, err := k.NewPersonKey(ann)
	if err != nil {
		t.Fatal(err)
	}
	sealed := p.Seal([]byte("secret"), "bodies.text:1")
	again, err := ring(t, masterA).Unwrap(ann, wrapped)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := again.Open(sealed, "bodies.text:1"); err != nil || string(plain) != "secret" {
		t.Errorf("got %q, %v", plain, err)
	}
	if len(sealed) != len("secret")+SealOverhead || bytes.Contains(sealed, []byte("secret")) {
		t.Errorf("sealed %x", sealed)
	}
	if bytes.Equal(sealed, p.Seal([]byte("secret"), "bodies.text:1")) {
		t.Error("sealing twice gave the same bytes")
	}
	if empty, err := p.Open(p.Seal(nil, "x"), "x"); err != nil || empty == nil || len(empty) != 0 {
		t.Errorf("empty: %v, %v", empty, err)
	}
	other, otherWrapped, _ := k.NewPersonKey(ann)
	if bytes.Equal(wrapped, otherWrapped) {
		t.Error("two keys are the same")
	}
	if _, err := other.Open(sealed, "bodies.text:1"); !errors.Is(err, ErrSealed) {
		t.Errorf("another key opens: %v", err)
	}
}

func TestSealedValuesAreBound(t *testing.T) {
	p, _, _ := ring(t, masterA).NewPersonKey(ann)
	sealed := p.Seal([]byte("secret"), "bodies.text:1")
	for name, c := range map[string]struct {
		sealed []byte
		where  string
	}{
		"elsewhere": {sealed, "bodies.text:2"}, "nowhere": {sealed, ""}, "empty": {nil, "bodies.text:1"},
		"cut": {sealed[:len(sealed)-1], "bodies.text:1"}, "short": {sealed[:SealOverhead-1], "bodies.text:1"}, "longer": {append(bytes.Clone(sealed), 0), "bodies.text:1"},
	} {
		if plain, err := p.Open(c.sealed, c.where); !errors.Is(err, ErrSealed) || plain != nil {
			t.Errorf("%s: %q, %v", name, plain, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if _, err := p.Open(bad, "bodies.text:1"); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
}

func TestWrappedKeysAreBound(t *testing.T) {
	k := ring(t, masterA)
	_, wrapped, _ := k.NewPersonKey(ann)
	if _, err := k.Unwrap(bob, wrapped); err == nil {
		t.Error("the key opens for somebody else")
	}
	if _, err := ring(t, masterB).Unwrap(ann, wrapped); !errors.Is(err, ErrOtherKey) {
		t.Errorf("another master key: %v", err)
	}
	if !k.Wrapped(wrapped) || ring(t, masterB).Wrapped(wrapped) || k.Wrapped(nil) {
		t.Error("Wrapped does not tell master keys apart")
	}
	for i := range wrapped {
		bad := bytes.Clone(wrapped)
		bad[i] ^= 1
		if _, err := k.Unwrap(ann, bad); !errors.Is(err, ErrSealed) {
			t.Errorf("byte %d changed: %v", i, err)
		}
	}
	for n := range wrapped {
		if _, err := k.Unwrap(ann, wrapped[:n]); !errors.Is(err, ErrSealed) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

func TestRotationKeepsWhatIsSealed(t *testing.T) {
	old, fresh := ring(t, masterA), ring(t, masterB)
	p, wrapped, _ := old.NewPersonKey(ann)
	sealed := p.Seal([]byte("secret"), "x")
	if _, err := fresh.Rewrap(ann, wrapped); !errors.Is(err, ErrOtherKey) {
		t.Errorf("rewrapped without the old key: %v", err)
	}
	if _, err := fresh.Hold(masterA); err != nil {
		t.Fatal(err)
	}
	moved, err := fresh.Rewrap(ann, wrapped)
	if err != nil || !fresh.Wrapped(moved) {
		t.Fatal(err)
	}
	q, err := ring(t, masterB).Unwrap(ann, moved)
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := q.Open(sealed, "x"); err != nil || string(plain) != "secret" {
		t.Errorf("got %q, %v", plain, err)
	}
	if _, err := old.Unwrap(ann, moved); !errors.Is(err, ErrOtherKey) {
		t.Errorf("the old key opens what was moved: %v", err)
	}
}

func TestKeysDoNotPrint(t *testing.T) {
	k := ring(t, masterA)
	p, _, _ := k.NewPersonKey(ann)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
		if got := fmt.Sprintf(verb, k); got != "keyring "+k.Fingerprint() {
			t.Errorf("%s prints %q", verb, got)
		}
		if got := fmt.Sprintf(verb, p); got != "person key" {
			t.Errorf("%s prints %q", verb, got)
		}
	}
	if k.LogValue().String() != "keyring "+k.Fingerprint() || p.LogValue().String() != "person key" {
		t.Error("a key is logged")
	}
}
