package privacy

import (
	"slices"
	"unicode/utf8"

	"kontor/internal/fault"
)

// Kinds are the kinds of personal data by name, in a fixed order.
func Kinds() []string {
	return slices.DeleteFunc(slices.Clone(kindNames[:]), func(name string) bool { return name == "" })
}

// MaskAlso masks a text as Mask does and hides these parts of it too, whatever
// the rules say: what somebody chose by hand. Like a rule they only ever add to
// what is hidden. Parts that CheckSpans refuses are passed over.
func (m *Masker) MaskAlso(text string, also []Span) Masked {
	if m == nil {
		m = anonymous
	}
	return m.mask(text, &numbering{}, also...)
}

// CheckSpans says what is wrong with parts of a text of so many characters.
func CheckSpans(spans []Span, length int) error {
	if len(spans) > maxSpans {
		return fault.Invalid("these are more than %d places", maxSpans).With("spans", "has too many members")
	}
	for _, s := range spans {
		if s.Start < 0 || s.End <= s.Start || s.End > length {
			return fault.Invalid("a place lies outside of the text").With("spans", "must lie inside of the text")
		}
		if kindNamed(s.Kind) < 0 {
			return fault.Invalid("this is none of the kinds that are hidden").With("spans", "has a kind that is not known")
		}
	}
	return nil
}

const maxSpans = 200

// kindNamed is the kind of this name, or -1.
func kindNamed(name string) int {
	k := slices.Index(kindNames[:], name)
	if k >= 0 && kind(k) == kindTyped {
		return -1
	}
	return k
}

// chosen adds the places that somebody chose.
func (f *findings) chosen(spans []Span) {
	if len(spans) == 0 {
		return
	}
	length := utf8.RuneCountInString(f.view.text)
	starts := make([]int, 0, length+1) // of every character, in bytes
	for i := range f.view.text {
		starts = append(starts, i)
	}
	starts = append(starts, len(f.view.text))
	for _, s := range spans {
		if CheckSpans([]Span{s}, length) != nil {
			continue
		}
		if from, to := f.view.runesOf(starts[s.Start], starts[s.End]); from < to {
			k := kind(kindNamed(s.Kind))
			f.all = append(f.all, finding{start: from, end: to, kind: k, key: f.view.compact(from, to), own: true})
		}
	}
}
