package privacy

import (
	"strings"
	"testing"
)

// canaries are values with words that name them, one of each kind that is found
// by its form.
var canaries = []struct{ in, value string }{
	{"mail zzqq@example.org", "zzqq"}, {"tlf. 86 99 77 55", "86 99 77 55"}, {"IBAN DK50 0040 0440 1162 43", "0440"}, {"kort 4111 1111 1111 1111", "4111 1111"},
	{"CPR 070761-4285", "4285"}, {"PESEL 44051401359", "44051401359"}, {"Steuer-ID 86095742719", "86095742719"}, {"paszport ZS0000177", "0000177"}, {"IP 203.0.113.77", "113.77"},
	{"https://example.org/?token=zzqq", "zzqq"}, {"født 12.03.1985", "03.1985"}, {"Kennzeichen B-AB 9876", "9876"},
}

// FuzzMask holds that no text and no known values make the masker fail, that
// spans fit the text, and that folding is stable.
func FuzzMask(f *testing.F) {
	f.Add(letter, "Anna Maria Kowalska", "anna@example.org", "+45 20 12 34 56", "Søndergade 12", "AB-10023")
	f.Add("a\u0301\u200b\xff[name 1]", "", "@", "+", ",", "-")
	f.Add("x at x dot x (at) [at] \"a b\"@[::1]", "Bo Li", "a@b", "0045", "1. maj gade 5", "1")
	f.Add("DK50 0040 0440 1162 43 4111 1111 1111 1111", "王小明", "\x00@\x00", "０６２０", "ul. 5", "ßß")
	f.Add("cpr 010190-123 geb. 12.03.1985 pesel 44051401359 nip 123-456-32-18 ABA 300000 12 080490 A 12 3", "B-AB 1234", "https://a:b@c/?token=1#x=2", "tel:1", "www.x.dk/~a/@b", "::ffff:1.2.3.4")
	f.Fuzz(func(t *testing.T, text, name, email, phone, address, order string) {
		m := Compile(Known{Names: []string{name}, Emails: []string{email}, Phones: []string{phone}, Addresses: []string{address}, Orders: []string{order}})
		masked := m.Mask(text)
		if !strings.ContainsAny(text, "[]［］﹇﹈") {
			checkMasked(t, text, masked)
		}
		if masked.Text == Hidden && len(masked.Spans) == 1 && masked.Spans[0].Kind == "hidden" {
			t.Fatalf("masking failed on %q", text)
		}
		for _, c := range canaries {
			if strings.Contains(text, c.value) {
				continue
			}
			if got := m.Mask(text + "\n\n" + c.in + "\n").Text; got != Hidden && strings.Contains(got, c.value) {
				t.Fatalf("%s survives behind %q: %q", c.value, text, got)
			}
		}
		if once := Fold(text); Fold(once) != once {
			t.Fatalf("folding is not stable: %q, %q", once, Fold(once))
		}
	})
}
