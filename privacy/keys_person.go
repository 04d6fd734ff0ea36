package privacy

import (
	"crypto/cipher"
	"errors"
	"log/slog"
)

// PersonKey encrypts what the vault holds of one person. Without it, that is
// once the person is erased, all of it is noise, in every backup too. It may
// be used by any number of goroutines.
type PersonKey struct {
	gcm  cipher.AEAD
	seen []byte // for the hashes of values that have a placeholder
}

func newPersonKey(key []byte) *PersonKey {
	return &PersonKey{gcm: aead(key), seen: subkey(key, "seen")}
}

// A sealed value is: version, nonce, ciphertext, tag.
const sealVersion = 1

// SealOverhead is how many bytes a sealed value is longer than its plaintext.
const SealOverhead = 1 + 12 + 16

// ErrSealed is returned for a value that does not open: it is damaged, belongs
// to another place, or another key sealed it.
var ErrSealed = errors.New("sealed value does not open")

// Seal encrypts a value for one place, such as "bodies.text:<id>": it opens
// only where the same place is named, so a value that is moved to another row
// or column is found out. Sealing the same value twice gives different bytes.
func (p *PersonKey) Seal(plaintext []byte, where string) []byte {
	out := make([]byte, 1, SealOverhead+len(plaintext))
	out[0] = sealVersion
	return p.gcm.Seal(out, nil, plaintext, sealContext(where))
}

// Open decrypts what Seal gave for the same place, or returns ErrSealed.
func (p *PersonKey) Open(sealed []byte, where string) ([]byte, error) {
	if len(sealed) < SealOverhead || sealed[0] != sealVersion {
		return nil, ErrSealed
	}
	plaintext, err := p.gcm.Open([]byte{}, nil, sealed[1:], sealContext(where))
	if err != nil {
		return nil, ErrSealed
	}
	return plaintext, nil
}

func sealContext(where string) []byte {
	return append([]byte{sealVersion}, where...)
}

// A PersonKey never prints anything of itself.

func (p *PersonKey) String() string       { return "person key" }
func (p *PersonKey) GoString() string     { return p.String() }
func (p *PersonKey) LogValue() slog.Value { return slog.StringValue(p.String()) }
