package tickets

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"kontor/privacy"
)

// form is what a customer filled in beside the subject: names of fields and values,
// both of which they may have written where the topic did not ask for them. What is
// for staff alone is none of it: it is sealed for itself when it comes in, so that
// nothing which masks the rest anew, whatever the topic asks by then, gets hold of it.
type form struct {
	asked     Form // by the topic, as it was last looked at
	original  map[string]string
	open      json.RawMessage   // as the rules of today mask it
	seal      []byte            // the original for the vault, unless it holds it
	shown     json.RawMessage   // what stands in the desk
	filled    map[string]string // when it comes in: all of it
	sealStaff []byte            // when it comes in: what is for staff alone
}

// errFormChanged says that a form was sorted by what its topic asked a moment ago.
var errFormChanged = errors.New("the topic asks for something else by now")

// fillIn masks and seals a form that comes in.
func (d *Desk) fillIn(ctx context.Context, in NewTicket, m *masking) (*form, error) {
	asked, err := formOf(ctx, d.reads, in.Topic)
	if err != nil {
		return nil, err
	}
	filled := asked.tidy(in.Fields)
	open, staffOnly := asked.split(filled)
	f := &form{asked: asked, filled: filled, original: open}
	differs, err := f.mask(m)
	if err != nil {
		return nil, err
	}
	if differs {
		f.seal, err = sealValues(f.original, fieldsPlace(in.ID), m)
	}
	if err == nil && len(staffOnly) > 0 {
		f.sealStaff, err = sealValues(staffOnly, staffFieldsPlace(in.ID), m)
	}
	return f, err
}

// fits checks a form that comes in against what the topic asks.
func (f *form) fits(asked Form) error {
	if !reflect.DeepEqual(f.asked, asked) {
		return errFormChanged
	}
	return asked.checkValues(f.filled)
}

// uncover finds the original, in the vault or where nothing was masked in the desk
// itself, and masks it anew. One that only the desk holds must be sealed before
// another takes its place.
func (f *form) uncover(t *Ticket, sealed []byte, m *masking) (err error) {
	raw := []byte(t.Fields)
	if sealed != nil {
		if raw, err = m.open(sealed, fieldsPlace(t.ID)); err != nil {
			return err
		}
	}
	if err := json.Unmarshal(raw, &f.original); err != nil {
		return err
	}
	if _, err := f.mask(m); err != nil || sealed != nil || len(f.original) == 0 {
		return err
	}
	f.seal, err = sealValues(f.original, fieldsPlace(t.ID), m)
	return err
}

func (f *form) mask(m *masking) (differs bool, err error) {
	masked := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(f.original)) { // so that the same form has the same numbers
		k, v := f.masked(m, name, f.original[name])
		masked[k] = v
		differs = differs || v != f.original[name] || k != name
	}
	f.open, err = json.Marshal(masked)
	return differs, err
}

// masked leaves the organisation's own words as they are: rules and labels look for
// them, and what everybody could pick tells nobody's name.
func (f *form) masked(m *masking, name, value string) (string, string) {
	field, asked := f.asked.Field(name)
	if !asked || !field.wrote(value) {
		value = m.mask(value).Text
	}
	if !asked {
		name = m.mask(name).Text
	}
	return name, value
}

func sealValues(values map[string]string, place string, m *masking) ([]byte, error) {
	plain, err := json.Marshal(values)
	if err != nil {
		return nil, err
	}
	return m.seal(plain, place), nil
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

// sealedRequest is what the vault holds of how a ticket began.
type sealedRequest struct {
	Subject     []byte
	Fields      []byte // as they were written, where masking changed them
	StaffFields []byte `db:"staff_fields"`
}

// open gives the subject and the whole form as the customer wrote them.
func (s sealedRequest) open(t *Ticket, key *privacy.PersonKey) (subject string, fields map[string]string, err error) {
	plain, err := key.Open(s.Subject, subjectPlace(t.ID))
	if err != nil {
		return "", nil, err
	}
	written := []byte(t.Fields)
	if s.Fields != nil {
		if written, err = key.Open(s.Fields, fieldsPlace(t.ID)); err != nil {
			return "", nil, err
		}
	}
	if err := json.Unmarshal(written, &fields); err != nil || s.StaffFields == nil {
		return string(plain), fields, err
	}
	forStaff, err := key.Open(s.StaffFields, staffFieldsPlace(t.ID))
	if err != nil {
		return "", nil, err
	}
	return string(plain), fields, json.Unmarshal(forStaff, &fields) // beside the others
}

func fieldsPlace(ticket uuid.UUID) string      { return "requests.fields:" + ticket.String() }
func staffFieldsPlace(ticket uuid.UUID) string { return "requests.staff_fields:" + ticket.String() }
