package privacy

import (
	"bytes"
	"strings"
	"testing"

	"kontor/internal/fault"
)

func TestNormalizeEmail(t *testing.T) {
	for in, want := range map[string]string{
		"Anna@Example.ORG":                "anna@example.org",
		"  anna@example.org\n":            "anna@example.org",
		"an\u200bna@example.org":          "anna@example.org",
		"o'brien+tag@mail.example.ie":     "o'brien+tag@mail.example.ie",
		"Rene\u0301e@example.org":         "renée@example.org",
		"RENÉE@example.org":               "renée@example.org",
		"anna@Exämple.de":                 "anna@xn--exmple-cua.de",
		"anna@xn--exmple-cua.de":          "anna@xn--exmple-cua.de",
		"łukasz@example.pl":               "łukasz@example.pl",
		"a@b.co":                          "a@b.co",
		strings.Repeat("a", 64) + "@b.co": strings.Repeat("a", 64) + "@b.co",
	} {
		if got, err := NormalizeEmail(in); err != nil || got != want {
			t.Errorf("%q: %q, %v", in, got, err)
		}
	}
}

func TestNormalizeEmailRefuses(t *testing.T) {
	for _, in := range []string{
		"", "@", "anna", "anna@", "@example.org", "anna@example", "anna@@example.org", "a b@example.org", "anna@exa mple.org",
		".anna@example.org", "anna.@example.org", "an..na@example.org", "anna@.org", "anna@example.", "anna@-example.org", "anna@example..org",
		"Anna <anna@example.org>", "\"anna\"@example.org", "anna@[192.0.2.1]", "anna@192.0.2.1", "anna@example.org, bob@example.org",
		"an\x00na@example.org", "anna\xff@example.org", "anna@exa\nmple.org", strings.Repeat("a", 65) + "@b.co", "a@" + strings.Repeat("b.", 130) + "co",
		strings.Repeat("x", 1<<20),
	} {
		got, err := NormalizeEmail(in)
		if !fault.Is(err, fault.KindInvalid) || got != "" {
			t.Errorf("%.40q: %q, %v", in, got, err)
		}
		if in != "" && in != "@" && strings.Contains(err.Error(), in) {
			t.Errorf("%.40q: the error repeats it", in)
		}
	}
}

// same checks that all of a are the same index and none of b is that.
func same(t *testing.T, index func(string) ([]byte, error), a, b []string) {
	t.Helper()
	want, err := index(a[0])
	if err != nil || len(want) != BlindSize {
		t.Fatalf("%q: %v", a[0], err)
	}
	for _, value := range a {
		if got, err := index(value); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%q and %q differ: %v", value, a[0], err)
		}
	}
	for _, value := range b {
		if got, err := index(value); err == nil && bytes.Equal(got, want) {
			t.Errorf("%q and %q are the same", value, a[0])
		}
	}
}

func TestBlindIndexes(t *testing.T) {
	k := ring(t, masterA)
	same(t, k.BlindEmail, []string{"anna@example.org", "ANNA@Example.org "}, []string{"anna@example.com", "ana@example.org", "ánna@example.org", "nonsense"})
	phone := func(number string) ([]byte, error) { return k.BlindPhone(number, "dk") }
	same(t, phone, []string{"20 12 34 56", "+45 20123456", "004520123456", "２０１２３４５６"}, []string{"20 12 34 57", "+4620123456", "", "x", "1"})
	same(t, k.BlindOrder, []string{"AB-10023", "ab10023", " Ab 100 23"}, []string{"AB-10024", "", "-"})

	name, order := k.BlindNameQuery("abc")[0], must(k.BlindOrder("abc"))
	if bytes.Equal(name, order) || bytes.Equal(order, must(ring(t, masterB).BlindOrder("abc"))) {
		t.Error("indexes of other kinds or keys are the same")
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

func TestBlindPhoneWithoutRegion(t *testing.T) {
	k := ring(t, masterA)
	if _, err := k.BlindPhone("20123456", ""); !fault.Is(err, fault.KindInvalid) {
		t.Errorf("a national number without a country: %v", err)
	}
	if !bytes.Equal(must(k.BlindPhone("+4520123456", "")), must(k.BlindPhone("20123456", "DK"))) {
		t.Error("the same number differs")
	}
}

func TestBlindNames(t *testing.T) {
	k := ring(t, masterA)
	stored := map[string]bool{}
	for _, index := range k.BlindNameParts("Bo Żółkiewski-Å") {
		if stored[string(index)] {
			t.Error("an index is stored twice")
		}
		stored[string(index)] = true
	}
	if len(stored) != 1+8+1 { // bo, zol … zolkiewski, a
		t.Errorf("%d indexes", len(stored))
	}
	for typed, want := range map[string]bool{
		"żół": true, "ZOL": true, "zolkiewski": true, "bo": true, "Bo Żółk": true, "å": true,
		"zo": false, "b": false, "olk": false, "Anna": false, "bo anna": false, "zolkiewskis": false,
	} {
		found := true
		for _, index := range k.BlindNameQuery(typed) {
			found = found && stored[string(index)]
		}
		if found != want {
			t.Errorf("%q: found %v", typed, found)
		}
	}
	if n := len(k.BlindNameParts(strings.Repeat("abcdefghijklmnopqrstuvwxyz ", 1000))); n > maxBlindParts*maxPrefix {
		t.Errorf("%d indexes for one name", n)
	}
	if len(k.BlindNameParts(" -")) != 0 || len(k.BlindNameQuery("")) != 0 {
		t.Error("nothing has indexes")
	}
}
