package people

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"kontor/internal/fault"
	"kontor/privacy"
)

// Bounds of what people may write about themselves, in characters.
const (
	nameMax     = 80
	emailMax    = 254 // RFC 5321, 4.5.3.1
	phoneMax    = 40
	addressMax  = 300
	orderMax    = 60
	queryMax    = 200
	passwordMin = 8
	passwordMax = 256

	emailsMax    = 5
	phonesMax    = 5
	ordersMax    = 50
	languagesMax = 20
	linksMax     = 200 // teams or topics of one person
	capacityMax  = 1000
)

// Locales are the languages the desk itself speaks.
var Locales = []string{"en", "de", "da", "pl", "hu"}

const defaultLocale = "en"

var (
	languageShape = regexp.MustCompile(`^[a-z]{2,3}$`)
	slugShape     = regexp.MustCompile(`^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$`)
)

// checks collects everything that is wrong with an input, by field and without
// its values. Each method returns the cleaned value.
type checks struct{ fields []fault.Field }

// A field is named once.
func (c *checks) wrong(field, format string, args ...any) {
	if c.has(field) {
		return
	}
	c.fields = append(c.fields, fault.Field{Field: field, Message: fmt.Sprintf(format, args...)})
}

// err is nil when nothing was wrong.
func (c *checks) err() error {
	if len(c.fields) == 0 {
		return nil
	}
	f := fault.Invalid("Some of this cannot be used as it is.")
	f.Fields = c.fields
	return f
}

// line is one line of text, trimmed; it may be empty.
func (c *checks) line(field, value string, limit int) string {
	return c.text(field, value, limit, func(r rune) bool { return !unicode.IsControl(r) })
}

// lines is text that may hold line breaks.
func (c *checks) lines(field, value string, limit int) string {
	return c.text(field, value, limit, func(r rune) bool { return r == '\n' || r == '\r' || !unicode.IsControl(r) })
}

func (c *checks) text(field, value string, limit int, allowed func(rune) bool) string {
	if !utf8.ValidString(value) {
		c.wrong(field, "is not valid UTF-8")
		return ""
	}
	value = strings.TrimSpace(value)
	if utf8.RuneCountInString(value) > limit {
		c.wrong(field, "has more than %d characters", limit)
		return ""
	}
	if strings.ContainsFunc(value, func(r rune) bool { return !allowed(r) }) {
		c.wrong(field, "holds characters that cannot be shown")
		return ""
	}
	return value
}

func (c *checks) required(field, value string) string {
	if value == "" {
		c.wrong(field, "is missing")
	}
	return value
}

func (c *checks) has(field string) bool {
	return slices.ContainsFunc(c.fields, func(f fault.Field) bool { return f.Field == field })
}

func (c *checks) name(field, value string) string { return c.line(field, value, nameMax) }

// email is "" or an address as it was written.
func (c *checks) email(field, value string) string {
	value = c.line(field, value, emailMax)
	if value == "" {
		return ""
	}
	if _, err := privacy.NormalizeEmail(value); err != nil {
		c.wrong(field, "is not an e-mail address")
		return ""
	}
	return value
}

func (c *checks) password(field, value string) {
	switch n := utf8.RuneCountInString(value); {
	case !utf8.ValidString(value):
		c.wrong(field, "is not valid UTF-8")
	case n < passwordMin:
		c.wrong(field, "needs at least %d characters", passwordMin)
	case n > passwordMax:
		c.wrong(field, "has more than %d characters", passwordMax)
	}
}

// locale falls back to English where none is given.
func (c *checks) locale(field, value string) string {
	if value == "" {
		return defaultLocale
	}
	if !slices.Contains(Locales, value) {
		c.wrong(field, "is not one of %s", strings.Join(Locales, ", "))
		return defaultLocale
	}
	return value
}

func (c *checks) languages(field string, values []string) []string {
	for _, value := range values {
		if !languageShape.MatchString(value) {
			c.wrong(field, "holds something that is not a language code such as en")
			return nil
		}
	}
	return c.set(field, values, languagesMax)
}

// slugs are ids of teams or topics; whether they exist is for the database.
func (c *checks) slugs(field string, values []string) []string {
	for _, value := range values {
		if !slugShape.MatchString(value) {
			c.wrong(field, "holds something that is not an id")
			return nil
		}
	}
	return c.set(field, values, linksMax)
}

// set removes what is there twice and keeps the order.
func (c *checks) set(field string, values []string, limit int) []string {
	kept := make([]string, 0, min(len(values), limit))
	for _, value := range values {
		if slices.Contains(kept, value) {
			continue
		}
		if len(kept) == limit {
			c.wrong(field, "has more than %d", limit)
			return nil
		}
		kept = append(kept, value)
	}
	return kept
}

func (c *checks) capacity(field string, value int) int {
	if value < 0 || value > capacityMax {
		c.wrong(field, "is not between 0 and %d", capacityMax)
	}
	return value
}
