package privacy

import (
	"errors"
	"fmt"
	"slices"
)

// A ring learns further master keys while one replaces another. None is ever
// taken from it: what a key wrapped a moment ago may still be on its way.

// Hold adds a master key to those that open, and gives its fingerprint.
func (k *Keyring) Hold(master []byte) (string, error) {
	m, err := deriveMaster(master)
	if err != nil {
		return "", err
	}
	k.change(func(h *heldKeys) {
		if h.named(m.name()) == nil {
			h.others = append(slices.Clone(h.others), m)
		}
	})
	return m.name(), nil
}

// Use makes the held key with this fingerprint the one that wraps.
func (k *Keyring) Use(fingerprint string) error {
	if !k.Holds(fingerprint) {
		return ErrOtherKey
	}
	k.change(func(h *heldKeys) {
		all, m := h.all(), h.named(fingerprint)
		h.current, h.others = m, slices.DeleteFunc(all, func(other *masterKey) bool { return other == m })
	})
	return nil
}

// Holds reports whether the ring has the key with this fingerprint.
func (k *Keyring) Holds(fingerprint string) bool { return k.held.Load().named(fingerprint) != nil }

// Held gives the fingerprints of all keys, the current one's first.
func (k *Keyring) Held() []string {
	var names []string
	for _, m := range k.held.Load().all() {
		names = append(names, m.name())
	}
	return names
}

// change puts new held keys in the place of the old ones, which somebody may
// still be using.
func (k *Keyring) change(change func(*heldKeys)) {
	for {
		was := k.held.Load()
		will := *was
		change(&will)
		if k.held.CompareAndSwap(was, &will) {
			return
		}
	}
}

func (h *heldKeys) all() []*masterKey { return append([]*masterKey{h.current}, h.others...) }

func (h *heldKeys) which(is func(*masterKey) bool) *masterKey {
	all := h.all()
	if i := slices.IndexFunc(all, is); i >= 0 {
		return all[i]
	}
	return nil
}

func (h *heldKeys) named(fingerprint string) *masterKey {
	return h.which(func(m *masterKey) bool { return m.name() == fingerprint })
}

// The keys of the blind indexes stay when the master key changes, or nobody
// would be found any more: each master key seals a copy of them.

// SealIndex seals the keys of the blind indexes with a held master key.
func (k *Keyring) SealIndex(fingerprint string) ([]byte, error) {
	held := k.held.Load()
	m := held.named(fingerprint)
	if m == nil {
		return nil, ErrOtherKey
	}
	return m.index.Seal([]byte{wrapVersion}, nil, held.blind.bytes(), indexContext(m)), nil
}

// OpenIndex takes over the keys of the blind indexes that a held master key
// sealed.
func (k *Keyring) OpenIndex(fingerprint string, sealed []byte) error {
	m := k.held.Load().named(fingerprint)
	if m == nil {
		return ErrOtherKey
	}
	if len(sealed) < 1 || sealed[0] != wrapVersion {
		return errors.New("these are not the keys of the indexes")
	}
	plain, err := m.index.Open(nil, nil, sealed[1:], indexContext(m))
	if err != nil {
		return errors.New("the keys of the indexes do not open")
	}
	blind, err := readBlind(plain)
	if err != nil {
		return fmt.Errorf("the keys of the indexes: %w", err)
	}
	k.change(func(h *heldKeys) { h.blind = blind })
	return nil
}

func indexContext(m *masterKey) []byte { return append([]byte("index keys "), m.fingerprint...) }
