package server

import (
	"cmp"
	"maps"
	"slices"

	"kontor/people"
	"kontor/tickets"
)

// AskedField is a field of a topic's form as customers fill it in.
type AskedField struct {
	Key       string            `json:"key"`
	Kind      tickets.FieldKind `json:"kind" enum:"text,long,choice,yes_no,date,number" doc:"date: 2006-01-02; number: -12.5; yes_no: yes or no; choice: the key of an option"`
	Label     string            `json:"label"`
	Hint      string            `json:"hint,omitempty"`
	Options   []AskedOption     `json:"options,omitempty" nullable:"false"`
	Required  bool              `json:"required"`
	StaffOnly bool              `json:"staff_only" doc:"Experts never get it"`
}

// AskedOption is what can be chosen in a field.
type AskedOption struct {
	Key   string `json:"key"`
	Label string `json:"label"`
}

func formShape(form tickets.Form, locale string) []AskedField {
	shapes := make([]AskedField, 0, len(form))
	for _, f := range form {
		shape := AskedField{Key: f.Key, Kind: f.Kind, Label: f.Label(locale), Hint: f.Hint(locale), Required: f.Required, StaffOnly: f.StaffOnly}
		for _, o := range f.Options {
			shape.Options = append(shape.Options, AskedOption{Key: o.Key, Label: o.Label(locale)})
		}
		shapes = append(shapes, shape)
	}
	return shapes
}

// FilledField is what a customer filled in, with the words that the topic's form has
// for it today.
type FilledField struct {
	Key       string            `json:"key"`
	Kind      tickets.FieldKind `json:"kind" enum:"text,long,choice,yes_no,date,number" doc:"text where the topic does not ask for it any more"`
	Label     string            `json:"label" doc:"The key where the topic does not ask for it any more"`
	Value     string            `json:"value"`
	Text      string            `json:"text" doc:"The value as it reads: the label of an option"`
	StaffOnly bool              `json:"staff_only" doc:"Experts never get it; the value stands with the personal data"`
}

// filled is the form of a ticket as this person reads it: customers their own words,
// experts nothing that is for staff alone, staff what to find with the personal data.
func (n names) filled(s tickets.Sight, viewer people.Person) ([]FilledField, error) {
	form := n.topics[s.Topic].Form
	values, err := s.Form(viewer.Role == people.RoleCustomer)
	if err != nil {
		return nil, err
	}
	for _, f := range form {
		_, given := values[f.Key]
		switch {
		case !f.StaffOnly:
		case viewer.Role == people.RoleExpert:
			delete(values, f.Key)
		case isStaff(viewer) && !given:
			values[f.Key] = ""
		}
	}
	return filledShapes(form, values, n.locale), nil
}

// filledShapes are values in the order of the form, then those that it does not ask for.
func filledShapes(form tickets.Form, values map[string]string, locale string) []FilledField {
	shapes := make([]FilledField, 0, len(values))
	for _, f := range form {
		if value, ok := values[f.Key]; ok {
			shapes = append(shapes, filledShape(f, value, locale))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if _, asked := form.Field(key); !asked {
			shapes = append(shapes, filledShape(tickets.FormField{Key: key, Kind: tickets.FieldText}, values[key], locale))
		}
	}
	return shapes
}

func filledShape(f tickets.FormField, value, locale string) FilledField {
	shape := FilledField{Key: f.Key, Kind: f.Kind, Label: cmp.Or(f.Label(locale), f.Key), Value: value, Text: value, StaffOnly: f.StaffOnly}
	if o, ok := f.Option(value); ok {
		shape.Text = o.Label(locale)
	}
	return shape
}
