package privacy

import (
	"strings"
	"testing"
)

// FuzzMask holds that no text and no known values make the masker fail, that
// spans fit the text, and that folding is stable.
func FuzzMask(f *testing.F) {
	f.Add(letter, "Anna Maria Kowalska", "anna@example.org", "+45 20 12 34 56", "Søndergade 12", "AB-10023")
	f.Add("a\u0301\u200b\xff[name 1]", "", "@", "+", ",", "-")
	f.Add("x at x dot x (at) [at] \"a b\"@[::1]", "Bo Li", "a@b", "0045", "1. maj gade 5", "1")
	f.Add("DK50 0040 0440 1162 43 4111 1111 1111 1111", "王小明", "\x00@\x00", "０６２０", "ul. 5", "ßß")
	f.Fuzz(func(t *testing.T, text, name, email, phone, address, order string) {
		m := Compile(Known{Names: []string{name}, Emails: []string{email}, Phones: []string{phone}, Addresses: []string{address}, Orders: []string{order}})
		masked := m.Mask(text)
		if !strings.ContainsAny(text, "[]［］﹇﹈") {
			checkMasked(t, text, masked)
		}
		if masked.Text == Hidden && len(masked.Spans) == 1 && masked.Spans[0].Kind == "hidden" {
			t.Fatalf("masking failed on %q", text)
		}
		if once := Fold(text); Fold(once) != once {
			t.Fatalf("folding is not stable: %q, %q", once, Fold(once))
		}
	})
}
