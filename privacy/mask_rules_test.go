package privacy

import (
	"errors"
	"strings"
	"testing"

	"kontor/internal/fault"
)

func rules(t *testing.T, kindsAndPatterns ...string) *Rules {
	t.Helper()
	var list []Rule
	for i := 0; i < len(kindsAndPatterns); i += 2 {
		list = append(list, Rule{kindsAndPatterns[i], kindsAndPatterns[i+1]})
	}
	compiled, err := CompileRules(list)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestOwnRules(t *testing.T) {
	m := Compile(Known{Names: []string{"Anna Smith"}, Orders: []string{"KD-100001"}}).With(rules(t,
		"order", `\bKD-\d{6}\b`, "order", `(?i)police nr\.? (\d{5})\b`, "address", `Sonnenhof [A-Z]\d`, "national-id", `\b\d{8}X\b`, "order", `\b8\d{7}\b`))
	checkPairs(t, m, []pair{
		{"KD-204117 og KD-204118, KD-204117 igen", "[order 2] og [order 3], [order 2] igen"},
		{"KD-100001 er kendt, XKD-100001 og KD-1000012 ikke", "[order 1] er kendt, XKD-100001 og KD-1000012 ikke"},
		{"Police nr. 12345, police 12345", "Police nr. [order 2], police 12345"},
		{"Anna, Sonnenhof B3!", "[name 1], [address 1]!"},
		{"12345678X", "[national-id 1]"},
		{"ring 86123456, tak", "ring [order 2], tak"}, // an organisation knows best
		{"86 12 34 56", "[phone 1]"},
		{"Łódź: KD-204117.", "Łódź: [order 2]."},
	})
	checkPairs(t, (*Masker)(nil).With(rules(t, "plate", "Wagen 100[0-9]")), []pair{{"Wagen 1007 und anna@example.org", "[plate 1] und [e-mail 1]"}})
	checkPairs(t, Compile(anna).With(nil), []pair{{"Anna", "[name 1]"}})
}

// A rule that fits a part of something must not keep the rest from being found.
func TestOwnRulesUncoverNothing(t *testing.T) {
	m := anonymous.With(rules(t, "order", `\d{6}`, "order", `@exa[a-z]`, "name", `DK50 `+`[0-9]{4}`))
	checkPairs(t, m, []pair{
		{"ring 20334455", "ring [phone 1]"},
		{"anna@example.org", "[e-mail 1]"},
		{"DK50 0040 0440 1162 43", "[iban 1]"},
		{"070761-4285", "[national-id 1]"},
	})
}

func TestOwnRulesKeepSpansInPlace(t *testing.T) {
	m := anonymous.With(rules(t, "order", `K\S{2,9}`))
	for _, text := range []string{"K\u200b\u200bD1", "\u200bKa\u0301b\u200b", "Kﬁﬁﬁ x", "K\xff\xffab", "Kß\u00adß"} {
		checkMasked(t, text, m.Mask(text))
	}
	if got := m.Mask("xx K\u200b\u200b\u200b").Text; got != "xx [order 1]\u200b\u200b\u200b" {
		t.Errorf("got %q", got)
	}
}

func TestBadRules(t *testing.T) {
	for _, bad := range []struct{ kind, pattern, say string }{
		{"secret", `\d{6}`, "kinds"},
		{"", `\d{6}`, "kinds"},
		{"hidden", `\d{6}`, "kinds"},
		{"order", "", "empty"},
		{"order", strings.Repeat("a", maxPattern+1), "too long"},
		{"order", `K(\d`, "missing closing"},
		{"order", `K\d{5}(?=x)`, "no regular expression"},
		{"order", `(\w{30}){30}`, "too large"},
		{"order", `\d{5000}`, "no regular expression"},
		{"order", `\d*`, "three characters"},
		{"order", `\d\d`, "three characters"},
		{"order", `KD-\d{6}|x`, "three characters"},
		{"order", `KUNDE (\d?)`, "three characters"},
		{"name", `\w{3,}`, "ordinary words"},
		{"name", `.+...`, "ordinary words"},
	} {
		_, err := CompileRules([]Rule{{"order", `KD-\d{6}`}, {bad.kind, bad.pattern}})
		if f := (*fault.Error)(nil); !errors.As(err, &f) || !strings.Contains(err.Error(), bad.say) || !strings.Contains(err.Error(), "rule 2: ") {
			t.Errorf("%s: want %q, got %v", bad.pattern, bad.say, err)
		}
	}
	if _, err := CompileRules(make([]Rule, maxRules+1)); err == nil {
		t.Error("any number of rules is taken")
	}
	var large []Rule
	for range maxRules {
		large = append(large, Rule{"order", `K\d{50}`})
	}
	if _, err := CompileRules(large); err == nil || !strings.Contains(err.Error(), "together") {
		t.Errorf("patterns of any size together: %v", err)
	}
}
