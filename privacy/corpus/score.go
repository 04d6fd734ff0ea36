package corpus

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"kontor/privacy"
)

// Tally counts what masking did with labels and spans.
type Tally struct {
	Labels int // labels there are
	Found  int // of them hidden: each letter and digit
	Named  int // of those found, under their own kind
	Spans  int // places that were hidden
	False  int // of them, those that touch no label
}

// Recall is the share of labels that were hidden.
func (t Tally) Recall() float64 { return share(t.Found, t.Labels) }

// Precision is the share of hidden places that touch a label.
func (t Tally) Precision() float64 { return share(t.Spans-t.False, t.Spans) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

func (t *Tally) add(o Tally) {
	t.Labels, t.Found, t.Named, t.Spans, t.False = t.Labels+o.Labels, t.Found+o.Found, t.Named+o.Named, t.Spans+o.Spans, t.False+o.False
}

// Score is the outcome of masking some cases.
type Score struct {
	Tallies  map[string]map[string]*Tally // by kind, by locale
	Messages int
	Took     time.Duration
	Missed   []string // what was not found and what was hidden for nothing, for people to read
}

// Measure masks the cases and compares.
func Measure(cases []Case) *Score {
	s := &Score{Tallies: map[string]map[string]*Tally{}, Messages: len(cases)}
	maskers := make([]*privacy.Masker, len(cases))
	for i, c := range cases {
		maskers[i] = privacy.Compile(c.Known)
	}
	masked := make([]privacy.Masked, len(cases))
	start := time.Now()
	for i, c := range cases {
		masked[i] = maskers[i].Mask(c.Text)
	}
	s.Took = time.Since(start)
	for i, c := range cases {
		s.compare(c, masked[i])
	}
	return s
}

func (s *Score) tally(kind, locale string) *Tally {
	if s.Tallies[kind] == nil {
		s.Tallies[kind] = map[string]*Tally{}
	}
	if s.Tallies[kind][locale] == nil {
		s.Tallies[kind][locale] = &Tally{}
	}
	return s.Tallies[kind][locale]
}

func (s *Score) compare(c Case, m privacy.Masked) {
	text := []rune(c.Text)
	hidden := make([]string, len(text))
	for _, span := range m.Spans {
		t := s.tally(span.Kind, c.Locale)
		t.Spans++
		if !touches(span, c.Labels) {
			t.False++
			s.miss(c, "false", span.Kind, text, span.Start, span.End)
		}
		for i := span.Start; i < span.End; i++ {
			hidden[i] = span.Kind
		}
	}
	for _, l := range c.Labels {
		t := s.tally(l.Kind, c.Locale)
		t.Labels++
		if !covered(text, hidden, l) {
			s.miss(c, "missed", l.Kind, text, l.Start, l.End)
			continue
		}
		t.Found++
		if named(text, hidden, l) {
			t.Named++
		}
	}
}

func touches(span privacy.Span, labels []Label) bool {
	for _, l := range labels {
		if span.Start < l.End && l.Start < span.End {
			return true
		}
	}
	return false
}

func alnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func covered(text []rune, hidden []string, l Label) bool {
	for i := l.Start; i < l.End; i++ {
		if alnum(text[i]) && hidden[i] == "" {
			return false
		}
	}
	return true
}

func named(text []rune, hidden []string, l Label) bool {
	for i := l.Start; i < l.End; i++ {
		if alnum(text[i]) && hidden[i] != l.Kind {
			return false
		}
	}
	return true
}

func (s *Score) miss(c Case, what, kind string, text []rune, start, end int) {
	before, after := max(0, start-30), min(len(text), end+20)
	s.Missed = append(s.Missed, fmt.Sprintf("%s %s %s: %q in %q", c.Locale, what, kind, string(text[start:end]), string(text[before:after])))
}

// Of sums the tallies of some kinds over all locales, or over one.
func (s *Score) Of(locale string, kinds ...string) Tally {
	var sum Tally
	for _, k := range kinds {
		for l, t := range s.Tallies[k] {
			if locale == "" || l == locale {
				sum.add(*t)
			}
		}
	}
	return sum
}

// Table prints recall and precision in per cent, per kind and language, with
// the share of those found that were found under their own kind.
func (s *Score) Table(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "kind\t%s\tall\tlabels\tnamed so\t\n", strings.Join(Locales, "\t"))
	row := func(title string, kinds ...string) {
		fmt.Fprintf(t, "%s\t", title)
		for _, l := range append(append([]string{}, Locales...), "") {
			sum := s.Of(l, kinds...)
			if sum.Labels+sum.Spans == 0 {
				fmt.Fprint(t, "–\t")
				continue
			}
			fmt.Fprintf(t, "%.1f / %.1f\t", 100*sum.Recall(), 100*sum.Precision())
		}
		sum := s.Of("", kinds...)
		fmt.Fprintf(t, "%d\t%.1f\t\n", sum.Labels, 100*share(sum.Named, sum.Found))
	}
	for _, k := range Kinds {
		row(k, k)
	}
	row("structured", Structured...)
	row("all", Kinds...)
	t.Flush()
	fmt.Fprintf(w, "%d messages, %v each\n", s.Messages, (s.Took / time.Duration(max(1, s.Messages))).Round(100*time.Nanosecond))
}

// Structured are the kinds that have a form of their own.
var Structured = []string{"e-mail", "phone", "iban", "card", "national-id", "tax-id", "passport", "ip", "url", "plate", "birth-date", "order"}
