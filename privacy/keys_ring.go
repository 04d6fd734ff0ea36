package privacy

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"sync/atomic"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

// Keyring holds what is derived from the master keys: of one, and while one
// replaces another of both. Each use has a subkey of its own (HKDF with SHA-256,
// RFC 5869), so that none tells anything about another. A ring opens what any of
// its keys wrapped and wraps with one of them, its current key. It may be used
// by any number of goroutines.
type Keyring struct {
	held atomic.Pointer[heldKeys]
}

// heldKeys never change; a ring that learns something holds new ones.
type heldKeys struct {
	current *masterKey
	others  []*masterKey
	blind   blindKeys
}

// masterKey is what one master key is used for.
type masterKey struct {
	wrap, index cipher.AEAD
	fingerprint []byte
}

// NewKeyring derives the keys from the 32 bytes of a master key.
func NewKeyring(master []byte) (*Keyring, error) {
	m, err := deriveMaster(master)
	if err != nil {
		return nil, err
	}
	k := &Keyring{}
	k.held.Store(&heldKeys{current: m, blind: deriveBlind(master)})
	return k, nil
}

func deriveMaster(master []byte) (*masterKey, error) {
	if len(master) != KeySize {
		return nil, fault.Invalid("the master key must be %d bytes", KeySize)
	}
	return &masterKey{wrap: aead(subkey(master, "wrap")), index: aead(subkey(master, "index")),
		fingerprint: subkey(master, "fingerprint")[:fingerprintSize]}, nil
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

// ErrOtherKey is returned for a person's key that another master key wrapped. It
// is ErrSealed too.
var ErrOtherKey = fmt.Errorf("%w: wrapped with another master key", ErrSealed)

// Fingerprint tells master keys apart; it is that of the current key. It says
// nothing about the key and may be stored in the database.
func (k *Keyring) Fingerprint() string { return k.held.Load().current.name() }

func (m *masterKey) name() string { return hex.EncodeToString(m.fingerprint) }

func (m *masterKey) wrapped(wrapped []byte) bool {
	return len(wrapped) > wrapHeader && wrapped[0] == wrapVersion && bytes.Equal(wrapped[1:wrapHeader], m.fingerprint)
}

// Wrapped reports whether the current master key wrapped the key; if not, a
// rotation has yet to reach it.
func (k *Keyring) Wrapped(wrapped []byte) bool { return k.held.Load().current.wrapped(wrapped) }

// NewPersonKey makes the key of a person. wrapped is what the vault stores;
// it opens only for this person and only with this master key.
func (k *Keyring) NewPersonKey(person uuid.UUID) (p *PersonKey, wrapped []byte, err error) {
	key := NewKey()
	return newPersonKey(key), k.held.Load().current.wrapKey(person, key), nil
}

// Unwrap opens the key of a person: ErrOtherKey when a master key that is not
// held wrapped it, another ErrSealed when it is damaged or another person's.
func (k *Keyring) Unwrap(person uuid.UUID, wrapped []byte) (*PersonKey, error) {
	key, err := k.held.Load().unwrapKey(person, wrapped)
	if err != nil {
		return nil, err
	}
	return newPersonKey(key), nil
}

// Rewrap moves a person's key from whichever held master key wrapped it to the
// current one. It is all that rotation does to a person: what the key has
// sealed stays as it is.
func (k *Keyring) Rewrap(person uuid.UUID, wrapped []byte) ([]byte, error) {
	held := k.held.Load()
	key, err := held.unwrapKey(person, wrapped)
	if err != nil {
		return nil, err
	}
	return held.current.wrapKey(person, key), nil
}

func (m *masterKey) wrapKey(person uuid.UUID, key []byte) []byte {
	header := append([]byte{wrapVersion}, m.fingerprint...)
	return m.wrap.Seal(header, nil, key, wrapContext(header, person))
}

func (h *heldKeys) unwrapKey(person uuid.UUID, wrapped []byte) ([]byte, error) {
	if len(wrapped) <= wrapHeader || wrapped[0] != wrapVersion {
		return nil, fmt.Errorf("%w: not a wrapped key", ErrSealed)
	}
	m := h.which(func(m *masterKey) bool { return m.wrapped(wrapped) })
	if m == nil {
		return nil, ErrOtherKey
	}
	key, err := m.wrap.Open(nil, nil, wrapped[wrapHeader:], wrapContext(wrapped[:wrapHeader], person))
	if err != nil || len(key) != KeySize {
		return nil, fmt.Errorf("%w: wrapped key of %s", ErrSealed, person)
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
