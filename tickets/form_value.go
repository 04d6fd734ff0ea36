package tickets

import (
	"maps"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"kontor/internal/fault"
)

const maxLine = 200

// tidy are the values without spaces around them; what holds nothing else was not
// filled in. Without a form they stay as they came.
func (f Form) tidy(values map[string]string) map[string]string {
	if len(f) == 0 {
		return values
	}
	tidied := map[string]string{}
	for key, value := range values {
		if value = strings.TrimFunc(value, invisible); value != "" {
			tidied[key] = value
		}
	}
	return tidied
}

// checkValues says what is wrong with tidied values, by `fields.` and the key of each.
func (f Form) checkValues(values map[string]string) error {
	if len(f) == 0 {
		return nil
	}
	wrong := fault.Invalid("the form is not filled in as this topic asks")
	for _, field := range f {
		value, given := values[field.Key]
		if text := field.wrong(value); given && text != "" {
			wrong.With("fields."+field.Key, text)
		}
		if !given && field.Required {
			wrong.With("fields."+field.Key, "is missing")
		}
	}
	for key := range values {
		if _, asked := f.Field(key); !asked {
			wrong.With("fields", "has a member that this topic does not ask for")
			break
		}
	}
	return orNil(wrong)
}

var decimal = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,6})?$`)

// wrong says why the field cannot hold a value; empty: it can.
func (f FormField) wrong(value string) string {
	switch f.Kind {
	case FieldChoice:
		if _, ok := f.Option(value); !ok {
			return "is not one of the options"
		}
	case FieldYesNo:
		if value != "yes" && value != "no" {
			return "must be yes or no"
		}
	case FieldDate:
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			return "must be a date such as 2026-11-22"
		}
	case FieldNumber:
		if !decimal.MatchString(value) {
			return "must be a number such as 12.5"
		}
	case FieldText:
		if utf8.RuneCountInString(value) > maxLine {
			return "has more than 200 characters"
		}
	}
	return "" // the longest of all fields is looked at first
}

// split takes out what is for staff alone.
func (f Form) split(values map[string]string) (open, staffOnly map[string]string) {
	open, staffOnly = maps.Clone(values), map[string]string{}
	for _, field := range f {
		if value, given := open[field.Key]; given && field.StaffOnly {
			staffOnly[field.Key] = value
			delete(open, field.Key)
		}
	}
	return open, staffOnly
}

// wrote reports whether a value is the organisation's own word, which a customer
// has picked.
func (f FormField) wrote(value string) bool {
	_, picked := f.Option(value)
	return picked || f.Kind == FieldYesNo && f.wrong(value) == ""
}
