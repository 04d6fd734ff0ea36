package privacy

import (
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// anna is a customer with a name, an address and numbers in each language.
var anna = Known{
	Names:  []string{"Anna Maria Kowalska", "Søren Kjær-Hansen", "Kovács János", "Bo Li", "Marek Wójcik"},
	Emails: []string{"anna.kowalska@example.org", "post@kjaer.dk"},
	Phones: []string{"+45 20 12 34 56", "06 20 123 4567", "+48 601 234 567", "0171 1234567"},
	Addresses: []string{
		"Søndergade 12B, 2. th, 8000 Aarhus C", "ul. Długa 5/7 m. 3, 00-950 Warszawa", "1051 Budapest, Sas utca 12. 3/4",
		"14 High Street, London SW1A 1AA", "Hauptstraße 7, 10115 Berlin",
	},
	Orders: []string{"AB-10023", "774421"},
}

// pair is a text and what it must become.
type pair struct{ text, want string }

func checkPairs(t *testing.T, m *Masker, pairs []pair) {
	t.Helper()
	for _, p := range pairs {
		got := m.Mask(p.text)
		if got.Text != p.want {
			t.Errorf("\n text %q\n  got %q\n want %q", p.text, got.Text, p.want)
		}
		checkMasked(t, p.text, got)
	}
}

func TestMaskLeavesTheRestUntouched(t *testing.T) {
	for _, text := range []string{"", "nothing here", "  two  spaces\r\n\ttabs  ", "a\u200bb", "\xff\x00 broken", "ÆØÅ é ﬁ ½", "[x 1] [] [[1]]"} {
		got := Compile(anna).Mask(text)
		if got.Text != text || len(got.Spans) != 0 || got.Spans == nil || got.Version != MaskVersion {
			t.Errorf("%q became %+v", text, got)
		}
	}
}

func TestSpansCountCharactersOfTheOriginal(t *testing.T) {
	got := Compile(anna).Mask("Łódź: Anna\u0301, ß a\u200bnna\u200b, anna.kowalska@example.org!")
	want := []Span{{6, 11, "name"}, {15, 20, "name"}, {23, 48, "e-mail"}}
	if diff := cmp.Diff(want, got.Spans); diff != "" {
		t.Error(diff)
	}
	if want := "Łódź: [name 1], ß [name 1]\u200b, [e-mail 1]!"; got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
}

func TestMaskedAsJSON(t *testing.T) {
	out, err := json.Marshal(Compile(anna).Mask("Hi Anna"))
	if want := `{"masked":"Hi [name 1]","spans":[{"start":3,"end":7,"kind":"name"}],"version":5}`; err != nil || string(out) != want {
		t.Errorf("got %s, %v", out, err)
	}
	var k Known
	if err := json.Unmarshal([]byte(`{"names":["a"],"emails":["b"],"phones":["c"],"addresses":["d"],"orders":["e"]}`), &k); err != nil ||
		!cmp.Equal(k, Known{[]string{"a"}, []string{"b"}, []string{"c"}, []string{"d"}, []string{"e"}}) {
		t.Errorf("got %+v, %v", k, err)
	}
}

func TestNumbers(t *testing.T) {
	checkPairs(t, Compile(anna), []pair{
		{"Marek, Anna, Kowalska, Bo Li", "[name 5], [name 1], [name 1], [name 4]"},
		{"new@example.com post@kjaer.dk new2@example.com NEW@example.com", "[e-mail 3] [e-mail 2] [e-mail 4] [e-mail 3]"},
		{"+45 86 12 34 56, tlf 86123456, +4886123457", "[phone 5], tlf [phone 5], [phone 6]"},
		{"4111 1111 1111 1111 and 5500-0000-0000-0004 and 4111111111111111", "[card 1] and [card 2] and [card 1]"},
	})
	first := Compile(Known{Names: []string{"", "Anna Smith", "Peter Smith"}})
	checkPairs(t, first, []pair{{"Peter Smith or Smith or Peter or Anna", "[name 3] or [name 2] or [name 3] or [name 2]"}})
}

func TestTypedPlaceholdersAreNotOurs(t *testing.T) {
	checkPairs(t, Compile(anna), []pair{
		{"[name 1] and Anna", "(name 1) and [name 1]"},
		{"[E-Mail 2][hidden][ phone  3 ][national-id 4]", "(E-Mail 2)(hidden)( phone  3 )(national-id 4)"},
		{"[n\u200bame 1]", "(n\u200bame 1)"},
		{"[order 774421]", "(order [order 2])"},
		{"[name Anna]", "[name [name 1]]"},
		{"[see below] [1] [named after 3 kings]", "[see below] [1] [named after 3 kings]"},
	})
	if got := Compile(anna).Mask("［name 1］").Text; got != "(name 1)" {
		t.Errorf("wide brackets became %q", got)
	}
}

func TestOverlapsAreHiddenTogether(t *testing.T) {
	m := Compile(Known{Names: []string{"Anna Smith"}, Orders: []string{"2012"}, Phones: []string{"20123456"}, Emails: []string{"smith@anna.dk"}})
	checkPairs(t, m, []pair{
		{"anna.smith@example.org", "[e-mail 2]"},
		{"smith@anna.dk", "[e-mail 1]"},
		{"20 12 34 56, 2012", "[phone 1], [order 1]"},
		{"Anna-Smith or Anna\nSmith or Smith, Anna", "[name 1] or [name 1] or [name 1]"},
		{"4111 2012 3456 1112, 4111 2012 3456 1118", "4111 [phone 1] 1112, [card 1]"},
	})
}

func TestNilMaskerWorksByPatterns(t *testing.T) {
	var m *Masker
	checkPairs(t, m, []pair{{"Anna: anna@example.org", "[name 1]: [e-mail 1]"}})
}

func TestMaskFailsClosed(t *testing.T) {
	for name, got := range map[string]Masked{
		"not compiled": (&Masker{}).Mask("Anna"),
		"panics":       (&Masker{known: &known{values: trie{nodes: []trieNode{{child: 99}}}}}).Mask("Anna"),
	} {
		if want := (Masked{Hidden, []Span{{0, 4, "hidden"}}, MaskVersion}); !cmp.Equal(got, want) {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if got := Compile(Known{}).Mask(strings.Repeat("a", maxText+1)); got.Text != Hidden {
		t.Errorf("a text beyond the limit is not hidden")
	}
}

func TestMaskerIsSafeForConcurrentUse(t *testing.T) {
	m := Compile(anna)
	want := m.Mask(letter).Text
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got := m.Mask(letter).Text; got != want {
					t.Errorf("got %q", got)
				}
			}
		})
	}
	wg.Wait()
}
