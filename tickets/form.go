package tickets

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/google/uuid"

	"kontor/privacy"
)

// form is what a customer filled in beside the subject: names of fields and values,
// both of which they may have written.
type form struct {
	original map[string]string
	open     json.RawMessage // as the rules of today mask it
	seal     []byte          // the original for the vault, unless it holds it
	shown    json.RawMessage // what stands in the desk
}

// fillIn masks a form that comes in; it is sealed where masking changed it.
func (f *form) fillIn(ticket uuid.UUID, m *masking) error {
	differs, err := f.mask(m)
	if err != nil || !differs {
		return err
	}
	return f.sealFor(ticket, m)
}

// uncover finds the original, in the vault or where nothing was masked in the desk
// itself, and masks it anew. One that only the desk holds must be sealed before
// another takes its place.
func (f *form) uncover(t *Ticket, sealed []byte, m *masking) (err error) {
	raw := []byte(t.Fields)
	if sealed != nil {
		if raw, err = m.Key.Open(sealed, fieldsPlace(t.ID)); err != nil {
			return err
		}
	}
	if err := json.Unmarshal(raw, &f.original); err != nil {
		return err
	}
	if _, err := f.mask(m); err != nil || sealed != nil || len(f.original) == 0 {
		return err
	}
	return f.sealFor(t.ID, m)
}

func (f *form) mask(m *masking) (differs bool, err error) {
	masked := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(f.original)) { // so that the same form has the same numbers
		v := m.mask(f.original[name]).Text
		k := m.mask(name).Text
		masked[k] = v
		differs = differs || v != f.original[name] || k != name
	}
	f.open, err = json.Marshal(masked)
	return differs, err
}

func (f *form) sealFor(ticket uuid.UUID, m *masking) error {
	plain, err := json.Marshal(f.original)
	if err == nil {
		f.seal = m.Key.Seal(plain, fieldsPlace(ticket))
	}
	return err
}

// beside is what the form shows beside a subject: where that is hidden or gone, so
// is all of the form.
func (f *form) beside(subject string) json.RawMessage {
	switch {
	case subject == "" || len(f.original) == 0:
		return json.RawMessage(`{}`)
	case subject == privacy.Hidden:
		return json.RawMessage(`{"` + privacy.Hidden + `": "` + privacy.Hidden + `"}`)
	}
	return f.open
}

func sameForm(a, b json.RawMessage) bool {
	var is, was map[string]string
	return json.Unmarshal(a, &is) == nil && json.Unmarshal(b, &was) == nil && maps.Equal(is, was)
}

func fieldsPlace(ticket uuid.UUID) string { return "requests.fields:" + ticket.String() }
