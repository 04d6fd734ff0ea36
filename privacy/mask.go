package privacy

import (
	"strings"
	"unicode/utf8"
)

// MaskVersion is stored with every masked text. It rises with every change of
// the rules that makes another text of the same original.
const MaskVersion = 5

// Hidden is the text that is shown when masking failed or could not be done.
const Hidden = "[hidden]"

const hiddenKind = "hidden"

// Span is a place that was hidden, in characters (runes) of the original text.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
}

// Masked is a text that everybody but its customer may read.
//
// Text is the original with every span replaced by its placeholder and
// otherwise untouched, with one exception: brackets that the writer put around
// what looks like a placeholder ("[name 1]") become parentheses, so that in a
// masked text a placeholder is always ours. Hence a text is masked once, from
// its original; masking a masked text spoils its placeholders, unless by MaskAgain.
type Masked struct {
	Text    string `json:"masked"`
	Spans   []Span `json:"spans"`
	Version int    `json:"version"`
}

// Masker masks the texts of one customer. It does not change after Compile and
// may be used by any number of goroutines. A nil Masker knows nothing about
// anybody and works by patterns alone.
type Masker struct {
	known *known // nil when compiling failed: then everything is hidden
	rules *Rules
}

var anonymous = Compile(Known{})

// Compile prepares masking for a customer of whom k is known. It never panics.
func Compile(k Known) (m *Masker) {
	m = &Masker{}
	defer func() {
		if recover() != nil {
			m.known = nil
		}
	}()
	m.known = compileKnown(k)
	return m
}

// With gives a masker that also hides what fits the rules of an organisation.
// It shares what m was compiled from and costs nothing to make.
func (m *Masker) With(rules *Rules) *Masker {
	if m == nil {
		m = anonymous
	}
	return &Masker{known: m.known, rules: rules}
}

// Mask replaces what is personal in text by placeholders such as "[name 1]".
// A known value carries the number of its place in Known; other values are
// numbered on from there, the same value of this text always with the same
// number (MaskWith: of this ticket). The time
// grows linearly with the text. It never panics: when something fails, and for
// texts of more than 8 MiB, Text is "[hidden]" and the only span, of kind
// "hidden", is the whole text.
func (m *Masker) Mask(text string) Masked {
	if m == nil {
		m = anonymous
	}
	return m.mask(text, &numbering{})
}

func (m *Masker) mask(text string, numbers *numbering, also ...Span) (out Masked) {
	defer func() {
		if recover() != nil {
			out = hideAll(text)
		}
	}()
	if m.known == nil || len(text) > maxText {
		return hideAll(text)
	}
	v := newView(text)
	found := &findings{view: v}
	m.known.find(v, found)
	m.rules.find(v, found)
	findPatterns(v, m.known, found)
	found.chosen(also)
	numbers.begin(m.known)
	return v.render(found, numbers)
}

func hideAll(text string) Masked {
	whole := Span{End: utf8.RuneCountInString(text), Kind: hiddenKind}
	return Masked{Text: Hidden, Spans: []Span{whole}, Version: MaskVersion}
}

// render writes the original with the findings replaced.
func (v *view) render(found *findings, numbers *numbering) Masked {
	out := Masked{Text: v.text, Spans: []Span{}, Version: MaskVersion}
	edits := v.edits(found.resolve(), numbers)
	if len(edits) == 0 {
		return out
	}
	var b strings.Builder
	b.Grow(len(v.text))
	at, runes := 0, 0
	for _, e := range edits {
		b.WriteString(v.text[at:e.from])
		b.WriteString(e.with)
		runes += utf8.RuneCountInString(v.text[at:e.from])
		start := runes
		runes += utf8.RuneCountInString(v.text[e.from:e.to])
		if e.kind != kindTyped {
			out.Spans = append(out.Spans, Span{Start: start, End: runes, Kind: e.kind.String()})
		}
		at = e.to
	}
	b.WriteString(v.text[at:])
	out.Text = b.String()
	return out
}
