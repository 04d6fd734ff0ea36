package privacy

import (
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"already plain, 12-3", "already plain, 12-3"},
		{"Søren Żółć", "soren zolc"},
		{"GROẞE Straße", "grosse strasse"},
		{"Ærø Œuvre Þór Đặng", "aero oeuvre thor dang"},
		{"e\u0301 = é", "e = e"},
		{"İstanbul ışık", "istanbul isik"},
		{"ΒΑΣΊΛΗΣ βασίλης", "βασιλησ βασιλησ"},
		{"Ольга Йод", "ольга иод"},
		{"Ａｎｎａ ＠ ①②", "anna @ 12"},
		{"٠١٢٣ ०१२ 𝟘𝟙", "0123 012 01"},
		{"a\u200bb\u00adc\u2060d\ufeff", "abcd"},
		{"a\u00a0b\u2003c", "a b c"},
		{"06‑20—1−2", "06-20-1-2"},
		{"O’Brien o`b o´b", "o'brien o'b o'b"},
		{"line\nbreak\ttab\r", "line\nbreak\ttab\r"},
		{"nul\x00 bad\xffbyte", "nul badbyte"},
		{"王小明 김철수", "王小明 김철수"},
		{"ﬁ Ⅷ", "fi viii"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestFoldIsStable tries every rune there is: folding what is folded changes
// nothing, and the fold is valid text.
func TestFoldIsStable(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r += runeStep {
		if !utf8.ValidRune(r) {
			continue
		}
		once := Fold(string(r))
		if twice := Fold(once); twice != once || !utf8.ValidString(once) {
			t.Errorf("%U folds to %q and that to %q", r, once, twice)
		}
	}
}

func TestFoldIgnoresCase(t *testing.T) {
	for _, pair := range [][2]string{{"ŁÓDŹ", "łódź"}, {"ÅRHUS", "århus"}, {"ŐRÜLT", "őrült"}, {"ÆØÅ", "æøå"}, {"ÜBER", "über"}, {"ЖУК", "жук"}} {
		if Fold(pair[0]) != Fold(pair[1]) {
			t.Errorf("%q and %q fold differently", pair[0], pair[1])
		}
	}
}
