package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

// Form is what a topic asks its customers beside their words, in order. A topic
// without one takes fields of any name.
type Form []FormField

// FormField is one thing that is asked. Tickets keep its value by key, so that words
// may change and a form that is taken away leaves them readable.
type FormField struct {
	Key       string            `json:"key"`
	Kind      FieldKind         `json:"kind" enum:"text,long,choice,yes_no,date,number"`
	Labels    map[string]string `json:"labels" doc:"By language"`
	Hints     map[string]string `json:"hints,omitempty" doc:"By language"`
	Options   []FieldOption     `json:"options,omitempty" nullable:"false" doc:"Of a choice"`
	Required  bool              `json:"required,omitempty"`
	StaffOnly bool              `json:"staff_only,omitempty" doc:"Experts never get it; staff read it with the personal data"`
}

// FieldOption is one of the values of a choice.
type FieldOption struct {
	Key    string            `json:"key"`
	Labels map[string]string `json:"labels" doc:"By language"`
}

// FieldKind says what may be filled in.
type FieldKind string

// Kinds of fields, and how their values are written.
const (
	FieldText   FieldKind = "text"   // a line
	FieldLong   FieldKind = "long"   // several
	FieldChoice FieldKind = "choice" // the key of an option
	FieldYesNo  FieldKind = "yes_no" // yes or no
	FieldDate   FieldKind = "date"   // 2006-01-02
	FieldNumber FieldKind = "number" // -12.5
)

var fieldKinds = []FieldKind{FieldText, FieldLong, FieldChoice, FieldYesNo, FieldDate, FieldNumber}

const (
	maxFormFields = 12
	maxOptions    = 20
)

// Label is the field's in the wanted language, as names of topics are found.
func (f FormField) Label(language string) string { return inLanguage(f.Labels, language) }

// Hint is like Label; empty where there is none.
func (f FormField) Hint(language string) string { return inLanguage(f.Hints, language) }

// Label is like that of a field.
func (o FieldOption) Label(language string) string { return inLanguage(o.Labels, language) }

// Field gives the field with this key.
func (f Form) Field(key string) (FormField, bool) {
	i := slices.IndexFunc(f, func(field FormField) bool { return field.Key == key })
	if i < 0 {
		return FormField{}, false
	}
	return f[i], true
}

// Option gives the option with this key.
func (f FormField) Option(key string) (FieldOption, bool) {
	i := slices.IndexFunc(f.Options, func(o FieldOption) bool { return o.Key == key })
	if i < 0 {
		return FieldOption{}, false
	}
	return f.Options[i], true
}

var fieldKey = regexp.MustCompile(`^[a-z0-9_-]{1,40}$`)

// check says what is wrong with a form that an admin has made, by the place of
// each field.
func (f Form) check() error {
	wrong := fault.Invalid("the form cannot be accepted")
	if len(f) > maxFormFields {
		return wrong.With("form_fields", "has more than 12 members")
	}
	for i, field := range f {
		if _, known := f[:i].Field(field.Key); known {
			wrong.With(fmt.Sprintf("form_fields[%d].key", i), "is in use")
		}
		for _, part := range field.faults() {
			wrong.With(fmt.Sprintf("form_fields[%d].%s", i, part.Field), part.Message)
		}
	}
	return orNil(wrong)
}

// faults are what is wrong with the parts of a field.
func (f FormField) faults() (faults []fault.Field) {
	add := func(part, text string) { faults = append(faults, fault.Field{Field: part, Message: text}) }
	if !fieldKey.MatchString(f.Key) {
		add("key", "must be of a-z, 0-9, _ and -, 40 at most")
	}
	if !slices.Contains(fieldKinds, f.Kind) {
		add("kind", "must be text, long, choice, yes_no, date or number")
	}
	if f.Label("en") == "" {
		add("labels", "holds no name in any of the five languages")
	}
	if checkByLanguage("labels", f.Labels) != nil {
		add("labels", "is too long or not by language")
	}
	if checkByLanguage("hints", f.Hints) != nil {
		add("hints", "is too long or not by language")
	}
	if text := f.optionsFault(); text != "" {
		add("options", text)
	}
	return faults
}

func (f FormField) optionsFault() string {
	switch {
	case f.Kind != FieldChoice && len(f.Options) > 0:
		return "belong to a choice"
	case f.Kind == FieldChoice && len(f.Options) < 2:
		return "must be 2 to 20"
	case len(f.Options) > maxOptions:
		return "has more than 20 members"
	}
	seen := map[string]bool{}
	for _, o := range f.Options {
		if !fieldKey.MatchString(o.Key) || seen[o.Key] {
			return "need a key each, of a-z, 0-9, _ and -, that no other has"
		}
		if o.Label("en") == "" || checkByLanguage("labels", o.Labels) != nil {
			return "need a name each in one of the five languages, 200 characters at most"
		}
		seen[o.Key] = true
	}
	return ""
}

// orNil is the fault where it names a field.
func orNil(wrong *fault.Error) error {
	if len(wrong.Fields) == 0 {
		return nil
	}
	return wrong
}

// formOf is what a topic asks; nothing where there is no such topic.
func formOf(ctx context.Context, q sqlx.QueryerContext, topic string) (form Form, err error) {
	var raw []byte
	err = sqlx.GetContext(ctx, q, &raw, `SELECT form FROM desk.topics WHERE id = $1`, topic)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return form, json.Unmarshal(raw, &form)
}
