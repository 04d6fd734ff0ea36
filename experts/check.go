package experts

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"kontor/internal/fault"
	"kontor/people"
)

// checks collects what is wrong with an input, by field and without its values.
type checks struct{ fields []fault.Field }

func (c *checks) wrong(field, format string, args ...any) {
	c.fields = append(c.fields, fault.Field{Field: field, Message: fmt.Sprintf(format, args...)})
}

func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	f := fault.Invalid("Some of this cannot be used as it is.")
	f.Fields = c.fields
	return f
}

// idInUse refuses an id that stands for something else, or for somebody else's.
func idInUse() error { return fault.Conflict("This id is in use.").With("id", "is already in use") }

// text is text of some lines, trimmed.
func (c *checks) text(field, value string, limit int) string {
	value = strings.TrimSpace(value)
	switch {
	case utf8.RuneCountInString(value) > limit:
		c.wrong(field, "has more than %d characters", limit)
	case !utf8.ValidString(value) || strings.ContainsFunc(value, hidden):
		c.wrong(field, "holds characters that cannot be shown")
	}
	return value
}

func hidden(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }

func (c *checks) needed(field, value string, limit int) string {
	value = c.text(field, value, limit)
	if value == "" {
		c.wrong(field, "is missing")
	}
	return value
}

func (c *checks) between(field string, value, from, to int) {
	if value < from || value > to {
		c.wrong(field, "must be %d to %d", from, to)
	}
}

// byLanguage checks a text in the languages of the desk; empty ones go.
func (c *checks) byLanguage(field string, texts map[string]string, limit int) map[string]string {
	kept := map[string]string{}
	for language, text := range texts {
		if !isLocale(language) {
			c.wrong(field, "holds a language that the desk does not speak")
			return nil
		}
		if text = c.text(field, text, limit); text != "" {
			kept[language] = text
		}
	}
	return kept
}

func isLocale(language string) bool {
	for _, known := range people.Locales {
		if known == language {
			return true
		}
	}
	return false
}

// inLanguage is the text in a language, else in English, else in any.
func inLanguage(texts map[string]string, language string) string {
	for _, l := range append([]string{language}, people.Locales...) {
		if texts[l] != "" {
			return texts[l]
		}
	}
	return ""
}
