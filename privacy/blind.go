package privacy

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"kontor/internal/fault"
)

// A blind index stands for a value in the database: equal values give equal
// bytes, and without the keys of the indexes, which the master key seals (or, of
// the first one, gives), nobody can compute or check one
// (HMAC-SHA-256 cut to 16 bytes, RFC 2104 §5). Each kind has a key of its own,
// so that the same text as a name and as an order number differ.

type blindKind string

const (
	blindEmail blindKind = "e-mail"
	blindPhone blindKind = "phone"
	blindOrder blindKind = "order"
	blindName  blindKind = "name"
)

var blindKinds = [...]blindKind{blindEmail, blindPhone, blindOrder, blindName}

// BlindSize is the size of a blind index in bytes.
const BlindSize = 16

// blindKeys are the keys of the kinds, by their places in blindKinds.
type blindKeys [len(blindKinds)][]byte

func deriveBlind(master []byte) (keys blindKeys) {
	for i, kind := range blindKinds {
		keys[i] = subkey(master, "blind "+string(kind))
	}
	return keys
}

func (b blindKeys) bytes() []byte { return bytes.Join(b[:], nil) }

func readBlind(raw []byte) (keys blindKeys, err error) {
	if len(raw) != len(keys)*KeySize {
		return keys, errors.New("they are not whole")
	}
	for i := range keys {
		keys[i] = raw[i*KeySize : (i+1)*KeySize]
	}
	return keys, nil
}

func (k *Keyring) index(kind blindKind, value string) []byte {
	mac := hmac.New(sha256.New, k.held.Load().blind[slices.Index(blindKinds[:], kind)])
	mac.Write([]byte(value))
	return mac.Sum(nil)[:BlindSize]
}

// BlindEmail is the index of an address in the form of NormalizeEmail, whose
// fault it returns for what is no address.
func (k *Keyring) BlindEmail(address string) ([]byte, error) {
	normal, err := NormalizeEmail(address)
	if err != nil {
		return nil, err
	}
	return k.index(blindEmail, normal), nil
}

// BlindPhone is the index of a phone number in the form of E.164. region is
// the country (ISO 3166-1, "DK") in which a number without country code is
// read; with none, such a number is a fault.
func (k *Keyring) BlindPhone(number, region string) ([]byte, error) {
	parsed, err := phonenumbers.Parse(Fold(number), strings.ToUpper(region))
	if err != nil || !phonenumbers.IsPossibleNumber(parsed) {
		return nil, fault.Invalid("this is not a phone number")
	}
	return k.index(blindPhone, phonenumbers.Format(parsed, phonenumbers.E164)), nil
}

// BlindOrder is the index of an order number; case and everything but letters
// and digits make no difference.
func (k *Keyring) BlindOrder(order string) ([]byte, error) {
	v := newView(order)
	value := v.compact(0, len(v.r))
	if value == "" {
		return nil, fault.Invalid("this is not an order number")
	}
	return k.index(blindOrder, value), nil
}

// Bounds of the indexes of one name: 16 parts with prefixes of up to 24
// letters are more than any name has.
const (
	minPrefix     = 3
	maxPrefix     = 24
	maxBlindParts = 16
)

// BlindNameParts gives the indexes under which a name is found: each of its
// parts, folded, and every prefix of three letters or more, each once. They
// are what is stored; look up with BlindNameQuery.
func (k *Keyring) BlindNameParts(name string) [][]byte {
	var out [][]byte
	seen := map[string]bool{}
	add := func(value []rune) {
		if s := string(value); !seen[s] {
			seen[s] = true
			out = append(out, k.index(blindName, s))
		}
	}
	for _, part := range nameParts(name) {
		for n := minPrefix; n < len(part); n++ {
			add(part[:n])
		}
		add(part)
	}
	return out
}

// BlindNameQuery gives what to look for when somebody types (the beginnings
// of) parts of a name: a person is meant who has all of these indexes. Single
// letters and beginnings of two find only parts that are no longer.
func (k *Keyring) BlindNameQuery(typed string) [][]byte {
	parts := nameParts(typed)
	out := make([][]byte, len(parts))
	for i, part := range parts {
		out[i] = k.index(blindName, string(part))
	}
	return out
}

func nameParts(name string) [][]rune {
	var parts [][]rune
	for _, word := range knownView(name).words() {
		if len(parts) == maxBlindParts {
			break
		}
		parts = append(parts, word[:min(len(word), maxPrefix)])
	}
	return parts
}
