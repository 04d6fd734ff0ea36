package privacy

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// unmark reads "born {birth-date:12.03.1985}" into the text and its spans.
func unmark(t *testing.T, marked string) (string, []Span) {
	t.Helper()
	var text []rune
	spans := []Span{}
	for marked != "" {
		before, rest, ok := strings.Cut(marked, "{")
		text = append(text, []rune(before)...)
		if !ok {
			break
		}
		inside, after, ok := strings.Cut(rest, "}")
		kind, value, colon := strings.Cut(inside, ":")
		if !ok || !colon {
			t.Fatalf("bad mark in %q", marked)
		}
		start := len(text)
		text = append(text, []rune(value)...)
		spans = append(spans, Span{start, len(text), kind})
		marked = after
	}
	return string(text), spans
}

// checkMarked masks each text without knowing anybody and wants exactly the
// spans that are marked.
func checkMarked(t *testing.T, texts ...string) {
	t.Helper()
	for _, marked := range texts {
		text, want := unmark(t, marked)
		got := anonymous.Mask(text)
		if diff := cmp.Diff(want, got.Spans); diff != "" {
			t.Errorf("%q became %q", marked, got.Text)
		}
		checkMasked(t, text, got)
	}
}
