package privacy

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// placeholder is what Mask writes in the place of a value.
var placeholder = regexp.MustCompile(`\[(?:` + strings.Join(Kinds(), "|") + `) (\d{1,9})\]|\[` + hiddenKind + `\]`)

// MaskAgain hides more in a text whose original is gone: what stands between its
// placeholders is masked by today's rules and without these parts, and the placeholders
// stay as they are. What is new gets numbers that the text does not have yet.
func (m *Masker) MaskAgain(text string, also ...Span) string {
	if m == nil {
		m = anonymous
	}
	held := placeholder.FindAllStringIndex(text, -1)
	numbers := &numbering{taken: numbersIn(text)}
	var out strings.Builder
	at := 0
	for _, p := range append(held, []int{len(text), len(text)}) {
		part := text[at:p[0]]
		from := utf8.RuneCountInString(text[:at])
		out.WriteString(m.mask(part, numbers, within(also, from, from+utf8.RuneCountInString(part))...).Text)
		out.WriteString(text[p[0]:p[1]])
		at = p[1]
	}
	return out.String()
}

// numbersIn are the highest numbers that the placeholders of a text have.
func numbersIn(text string) (taken [kinds]int) {
	for _, p := range placeholder.FindAllStringSubmatch(text, -1) {
		name, _, _ := strings.Cut(strings.Trim(p[0], "[]"), " ")
		if k, n := kindNamed(name), 0; k >= 0 {
			n, _ = strconv.Atoi(p[1]) // nine digits
			taken[k] = max(taken[k], n)
		}
	}
	return taken
}

// within are the spans as a part of their text has them.
func within(spans []Span, from, to int) (inside []Span) {
	for _, s := range spans {
		if s.Start < to && s.End > from {
			inside = append(inside, Span{max(s.Start, from) - from, min(s.End, to) - from, s.Kind})
		}
	}
	return inside
}
