package privacy

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

// Keyring holds what is derived from the master key. Each use has a subkey of
// its own (HKDF with SHA-256, RFC 5869), so that none tells anything about
// another. It may be used by any number of goroutines.
type Keyring struct {
	wrap        cipher.AEAD
	fingerprint []byte
	blind       map[blindKind][]byte
}

// NewKeyring derives the keys from the 32 bytes of a master key.
func NewKeyring(master []byte) (*Keyring, error) {
	if len(master) != KeySize {
		return nil, fault.Invalid("the master key must be %d bytes", KeySize)
	}
	k := &Keyring{fingerprint: subkey(master, "fingerprint")[:fingerprintSize], blind: map[blindKind][]byte{}}
	for _, b := range blindKinds {
		k.blind[b] = subkey(master, "blind "+string(b))
	}
	k.wrap = aead(subkey(master, "wrap"))
	return k, nil
}

// subkey panics only when its arguments are impossible, which they are not.
func subkey(master []byte, use string) []byte {
	key, err := hkdf.Key(sha256.New, master, nil, "kontor 1 "+use, KeySize)
	if err != nil {
		panic(err)
	}
	return key
}

// aead is AES-256-GCM with random 96-bit nonces in front of the ciphertext
// (NIST SP 800-38D §8.2.2; a key of one person stays far below its 2³² uses).
func aead(key []byte) cipher.AEAD {
	block, err := aes.NewCipher(key)
	if err != nil {
		panic(err)
	}
	gcm, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return gcm
}

// A wrapped key is: version, fingerprint of the wrapping key, nonce, key, tag.
const (
	wrapVersion     = 1
	fingerprintSize = 8
	wrapHeader      = 1 + fingerprintSize
)

// ErrOtherKey is returned for a person's key that another master key wrapped.
var ErrOtherKey = errors.New("wrapped with another master key")

// Fingerprint tells master keys apart. It says nothing about the key and may
// be stored in the database.
func (k *Keyring) Fingerprint() string { return hex.EncodeToString(k.fingerprint) }

// Wrapped reports whether this master key wrapped the key; if not, a rotation
// has yet to reach it.
func (k *Keyring) Wrapped(wrapped []byte) bool {
	return len(wrapped) > wrapHeader && wrapped[0] == wrapVersion && bytes.Equal(wrapped[1:wrapHeader], k.fingerprint)
}

// NewPersonKey makes the key of a person. wrapped is what the vault stores;
// it opens only for this person and only with this master key.
func (k *Keyring) NewPersonKey(person uuid.UUID) (p *PersonKey, wrapped []byte, err error) {
	key := NewKey()
	return newPersonKey(key), k.wrapKey(person, key), nil
}

// Unwrap opens the key of a person: ErrOtherKey when another master key
// wrapped it, another error when it is damaged or another person's.
func (k *Keyring) Unwrap(person uuid.UUID, wrapped []byte) (*PersonKey, error) {
	key, err := k.unwrapKey(person, wrapped)
	if err != nil {
		return nil, err
	}
	return newPersonKey(key), nil
}

// Rewrap moves a person's key from the master key old to this one. It is all
// that rotation does to a person: what the key has sealed stays as it is.
// Blind indexes are derived from the master key and must be made anew.
func (k *Keyring) Rewrap(old *Keyring, person uuid.UUID, wrapped []byte) ([]byte, error) {
	key, err := old.unwrapKey(person, wrapped)
	if err != nil {
		return nil, err
	}
	return k.wrapKey(person, key), nil
}

func (k *Keyring) wrapKey(person uuid.UUID, key []byte) []byte {
	header := append([]byte{wrapVersion}, k.fingerprint...)
	return k.wrap.Seal(header, nil, key, wrapContext(header, person))
}

func (k *Keyring) unwrapKey(person uuid.UUID, wrapped []byte) ([]byte, error) {
	if len(wrapped) <= wrapHeader || wrapped[0] != wrapVersion {
		return nil, errors.New("not a wrapped key")
	}
	if !k.Wrapped(wrapped) {
		return nil, ErrOtherKey
	}
	key, err := k.wrap.Open(nil, nil, wrapped[wrapHeader:], wrapContext(wrapped[:wrapHeader], person))
	if err != nil || len(key) != KeySize {
		return nil, fmt.Errorf("wrapped key of %s does not open", person)
	}
	return key, nil
}

// wrapContext binds a wrapped key to its header and its person.
func wrapContext(header []byte, person uuid.UUID) []byte {
	return append(append([]byte("person key "), header...), person[:]...)
}

// A Keyring prints as its fingerprint, whatever prints it.

func (k *Keyring) String() string       { return "keyring " + k.Fingerprint() }
func (k *Keyring) GoString() string     { return k.String() }
func (k *Keyring) LogValue() slog.Value { return slog.StringValue(k.String()) }
