// Package corpus holds labelled messages to a service desk in five languages,
// by which the masking of package privacy is measured: written by hand where it is
// hard, and generated from templates, names and number formats where it is
// many. The generator computes check digits by itself and shares no
// code with the rules it tests.
//
// Where people's data stands is marked in the source: "My name is {name:Anna
// Smith}". In templates "{name}" stands for one that the generator makes up.
package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"kontor/privacy"
)

// Label is a place that must be hidden, in characters of the text.
type Label struct {
	Start, End int
	Kind       string
}

// Case is a message with its labels.
type Case struct {
	Locale string // en, de, da, pl, hu
	Text   string
	Labels []Label
	Known  privacy.Known
}

// Kinds are the kinds of personal data, in the order of the table.
var Kinds = []string{"name", "address", "e-mail", "phone", "iban", "card", "national-id", "tax-id", "passport", "ip", "url", "plate", "birth-date", "order"}

// Locales are the five languages.
var Locales = []string{"en", "de", "da", "pl", "hu"}

// parse reads a text with marks. fill gives the text of a mark without one,
// "{phone}"; what it gives for "{~date}" is not labelled.
func parse(locale, source string, fill func(slot string) string) (Case, error) {
	c := Case{Locale: locale}
	var b strings.Builder
	runes := 0
	write := func(s string) {
		b.WriteString(s)
		runes += utf8.RuneCountInString(s)
	}
	for source != "" {
		before, rest, found := strings.Cut(source, "{")
		write(before)
		if !found {
			break
		}
		mark, after, closed := strings.Cut(rest, "}")
		if !closed {
			return c, fmt.Errorf("mark is not closed: %q", rest)
		}
		kind, value, given := strings.Cut(mark, ":")
		if !given {
			value = fill(mark)
			kind = kindOf(mark)
		}
		start := runes
		write(value)
		if kind != "" {
			c.Labels = append(c.Labels, Label{start, runes, kind})
			if !isKind(kind) {
				return c, fmt.Errorf("no such kind: %q", kind)
			}
		}
		source = after
	}
	c.Text = b.String()
	return c, nil
}

// kindOf gives the kind of what a slot makes, "" for what is not personal.
func kindOf(slot string) string {
	if strings.HasPrefix(slot, "~") {
		return ""
	}
	base, _, _ := strings.Cut(slot, "/")
	return base
}

func isKind(kind string) bool {
	for _, k := range Kinds {
		if k == kind {
			return true
		}
	}
	return false
}
