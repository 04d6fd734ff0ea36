package privacy

import "testing"

func TestMaskAlso(t *testing.T) {
	m := Compile(Known{Names: []string{"Ann Olsen"}})
	text := "🙂 Ann, file XQ/7712"
	for _, c := range []struct {
		spans []Span
		want  string
	}{
		{nil, "🙂 [name 1], file XQ/7712"},
		{[]Span{{Start: 12, End: 19, Kind: "order"}}, "🙂 [name 1], file [order 1]"},
		{[]Span{{Start: 4, End: 12, Kind: "order"}}, "🙂 [order 1]XQ/7712"}, // the union is hidden
		{[]Span{{Start: 12, End: 99, Kind: "order"}, {Start: 3, End: 3, Kind: "name"}, {Start: 0, End: 1, Kind: "nonsense"}}, "🙂 [name 1], file XQ/7712"},
	} {
		if got := m.MaskAlso(text, c.spans).Text; got != c.want {
			t.Errorf("with %v: %q, want %q", c.spans, got, c.want)
		}
	}
}

func TestProposePattern(t *testing.T) {
	for value, want := range map[string]string{
		"XQ/7712": `\bXQ/\d{4}\b`, "NB-204117": `\bNB-\d{6}\b`, " 12 34 ": `\b\d{2}\s+\d{2}\b`, "Quenzibar": `\b\p{Lu}\p{L}{8}\b`, "": "", "a.b": `\b\p{L}\.\p{L}\b`,
	} {
		got := ProposePattern(value)
		if got != want {
			t.Errorf("%q: %s, want %s", value, got, want)
		}
		if rules, err := CompileRules([]Rule{{Kind: "order", Pattern: got}}); err == nil && len(rules.Find("see "+value+" here")) == 0 {
			t.Errorf("%s does not fit %q", got, value)
		}
	}
}
