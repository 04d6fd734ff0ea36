package privacy

import "testing"

func TestMaskAgain(t *testing.T) {
	rules, err := CompileRules([]Rule{{Kind: "order", Pattern: `\bKD-\d{6}\b`}})
	if err != nil {
		t.Fatal(err)
	}
	m := Compile(Known{Names: []string{"Ann Larsen"}}).With(rules)
	for _, c := range []struct {
		text, want string
		also       []Span
	}{
		{text: "", want: ""},
		{text: "[hidden]", want: "[hidden]"},
		{text: "Dear [name 1], KD-123456 and KD-123456 are yours, KD-654321 is not.", want: "Dear [name 1], [order 1] and [order 1] are yours, [order 2] is not."},
		{text: "[order 7] came before KD-123456", want: "[order 7] came before [order 8]"},
		{text: "call [phone 1] or [e-mail 12], Ann", want: "call [phone 1] or [e-mail 12], [name 1]"},
		{text: "kept (name 1) and [birth-date 1]", want: "kept (name 1) and [birth-date 1]"},
		{text: "æ [name 1] secret [name 2]", also: []Span{{Start: 11, End: 17, Kind: "order"}}, want: "æ [name 1] [order 1] [name 2]"},
		{text: "all of [name 1] this", also: []Span{{Start: 0, End: 20, Kind: "address"}}, want: "[address 1][name 1][address 2]"},
	} {
		got := m.MaskAgain(c.text, c.also...)
		if got != c.want {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
		if again := m.MaskAgain(got); again != got {
			t.Errorf("%q once more becomes %q", got, again)
		}
	}
}
