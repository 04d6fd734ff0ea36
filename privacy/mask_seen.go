package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"slices"

	"kontor/internal/fault"
)

// Seen remembers for one ticket which number each value was given, so that
// "[e-mail 2]" is the same address in every text of it. It holds no value, only
// keyed hashes (HMAC-SHA-256 with a key of this person and this ticket), so
// that it tells nothing without the master key, nothing after the person is
// erased, and two tickets cannot be compared. It never changes: MaskWith gives
// another one when a text brought new values.
//
// Numbers follow one upon the other, and so cannot be computed from the value
// alone: that would need no memory, but give "[phone 731]" out of a thousand, and of
// two dozen values two would share a number in one ticket of four. So the
// numbers of a text hold only once the Seen that gave them is stored: store it
// in the transaction of the text, on the condition that what MaskWith began
// from is still what is stored (compare the bytes, or a revision). When another
// post was quicker, mask again from what it has stored; a number that nobody
// has read may still change. So no number is ever given to two values and no value
// has two. Most texts bring nothing new: then MaskWith gives back the same
// pointer, and there is nothing to store or to compare.
type Seen struct {
	key     []byte
	began   bool
	known   [kinds]int // how many were known when the first number was given: they keep their places
	last    [kinds]int // the highest number given
	numbers map[seenValue]int
}

// seenValue is the hash of a value and its kind.
type seenValue [12]byte

// maxSeen is how many values of a ticket are remembered. Further ones get
// numbers that nobody else gets, but in each text anew.
const maxSeen = 500

// storedSeen is the JSON form.
type storedSeen struct {
	Version int            `json:"v"`
	Known   map[string]int `json:"known,omitempty"`
	Last    map[string]int `json:"last,omitempty"`
	Values  map[string]int `json:"values,omitempty"`
}

// Seen reads what Stored wrote for this ticket; nil or nothing is a ticket that
// begins. It fails, with ErrSealed for a cause, for what Stored did not write.
func (p *PersonKey) Seen(ticket string, stored []byte) (*Seen, error) {
	mac := hmac.New(sha256.New, p.seen)
	mac.Write([]byte(ticket))
	s := &Seen{key: mac.Sum(nil), numbers: map[seenValue]int{}}
	if len(stored) == 0 {
		return s, nil
	}
	if err := s.read(stored); err != nil {
		return nil, fault.Invalid("what was remembered of the placeholders of a ticket cannot be read").Because(errors.Join(ErrSealed, err))
	}
	return s, nil
}

func (s *Seen) read(stored []byte) error {
	var form storedSeen
	if err := json.Unmarshal(stored, &form); err != nil {
		return err
	}
	if form.Version != 1 || len(form.Values) > maxSeen {
		return fault.Invalid("version %d with %d values", form.Version, len(form.Values))
	}
	s.began = true
	for k := range kinds {
		s.known[k], s.last[k] = form.Known[k.String()], form.Last[k.String()]
	}
	for text, number := range form.Values {
		hash, err := base64.RawURLEncoding.DecodeString(text)
		if err != nil || len(hash) != len(seenValue{}) || number < 1 {
			return fault.Invalid("a value is not one").Because(err)
		}
		s.numbers[seenValue(hash)] = number
	}
	return nil
}

// Stored is what to keep with the ticket, in the vault: JSON of 13 KB at most,
// the same for the same content. It is empty while no number was given.
func (s *Seen) Stored() []byte {
	if !s.began {
		return nil
	}
	form := storedSeen{Version: 1, Known: map[string]int{}, Last: map[string]int{}, Values: map[string]int{}}
	for k := range kinds {
		if s.known[k] > 0 {
			form.Known[k.String()] = s.known[k]
		}
		if s.last[k] > 0 {
			form.Last[k.String()] = s.last[k]
		}
	}
	for hash, number := range s.numbers {
		form.Values[base64.RawURLEncoding.EncodeToString(hash[:])] = number
	}
	stored, err := json.Marshal(form)
	if err != nil {
		panic(err) // strings and numbers always can
	}
	return stored
}

// MaskWith masks a text of a ticket as Mask does, with the numbers that its
// values had before, and hides these parts of it too, as MaskAlso does. after is
// seen itself when the text brought nothing new.
func (m *Masker) MaskWith(text string, seen *Seen, also ...Span) (out Masked, after *Seen) {
	if m == nil {
		m = anonymous
	}
	n := &numbering{seen: seen}
	out = m.mask(text, n, also...)
	if out.failed() {
		return out, seen
	}
	return out, n.seen
}

// failed reports whether the whole text was hidden, so that no number of it is
// shown.
func (m Masked) failed() bool {
	return m.Text == Hidden && len(m.Spans) == 1 && m.Spans[0].Kind == hiddenKind
}

// grown is a copy that may be changed.
func (s *Seen) grown() *Seen {
	return &Seen{key: s.key, began: s.began, known: s.known, last: s.last, numbers: maps.Clone(s.numbers)}
}

// begin settles which numbers belong to what is known.
func (s *Seen) begin(known [kinds]int) {
	if s.began {
		return
	}
	s.began = true
	for k := range kinds {
		s.known[k], s.last[k] = known[k], known[k]
	}
}

func (s *Seen) hash(k kind, key string) seenValue {
	mac := hmac.New(sha256.New, s.key)
	mac.Write(slices.Concat([]byte(k.String()), []byte{0}, []byte(key)))
	return seenValue(mac.Sum(nil)[:len(seenValue{})])
}
