package corpus

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// floors are what masking may not fall below, in the corpus that it was made with.
var floors = []struct {
	title             string
	kinds             []string
	recall, precision float64
}{
	{"structured kinds", Structured, 0.995, 0.97},
	{"names", []string{"name"}, 0.97, 0.97},
	{"addresses", []string{"address"}, 0.97, 0.97},
}

func TestMaskingKeepsItsFloors(t *testing.T) {
	all := corpora(t)
	for _, title := range []string{"by hand", "generated"} { // what is held out has no floor: it shows what rules do not know
		s := Measure(all[title])
		for _, f := range floors {
			sum := s.Of("", f.kinds...)
			if sum.Recall() < f.recall || sum.Precision() < f.precision {
				t.Errorf("%s: %s: recall %.4f, precision %.4f of %d labels\n%s", title, f.title, sum.Recall(), sum.Precision(), sum.Labels, strings.Join(s.Missed, "\n"))
			}
		}
	}
}

// TestCorpusTable prints what make bench shows. MISSED=1 adds each place that
// was missed, or hidden for nothing.
func TestCorpusTable(t *testing.T) {
	if !testing.Verbose() {
		t.Skip("prints a table with -v")
	}
	all := corpora(t)
	for _, title := range []string{"by hand", "generated", "held out"} {
		s := Measure(all[title])
		os.Stdout.WriteString("\nMasking, messages " + title + ": recall / precision in per cent\n")
		s.Table(os.Stdout)
		if os.Getenv("MISSED") != "" {
			os.Stdout.WriteString(strings.Join(s.Missed, "\n") + "\n")
		}
	}
}

func corpora(t *testing.T) map[string][]Case {
	hard, err := Hard()
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]Case{"by hand": hard, "generated": Generate(1, 500), "held out": HeldOut(11, 400)}
}

func TestCorpusIsAsLargeAsItSays(t *testing.T) {
	hard, err := Hard()
	if err != nil || len(hard) < 250 {
		t.Errorf("%d cases by hand, %v", len(hard), err)
	}
	texts := map[string]map[string]bool{}
	kinds := map[string]bool{}
	for _, c := range Generate(1, 500) {
		if texts[c.Locale] == nil {
			texts[c.Locale] = map[string]bool{}
		}
		texts[c.Locale][c.Text] = true
		for _, l := range c.Labels {
			kinds[l.Kind] = true
		}
	}
	for _, locale := range Locales {
		if len(texts[locale]) < 400 {
			t.Errorf("%s: %d different messages", locale, len(texts[locale]))
		}
	}
	for _, k := range Kinds {
		if !kinds[k] {
			t.Errorf("no %s", k)
		}
	}
}

func TestGenerateIsRepeatable(t *testing.T) {
	a, b, other := Generate(3, 20), Generate(3, 20), Generate(4, 20)
	same := func(x, y Case) bool { return x.Text == y.Text && slices.Equal(x.Labels, y.Labels) }
	if !slices.EqualFunc(a, b, same) {
		t.Error("the same seed made something else")
	}
	if slices.EqualFunc(a, other, same) {
		t.Error("another seed made the same")
	}
}

func TestParse(t *testing.T) {
	c, err := parse("en", "Żal, {name:Åse Łoś} at {~time}, {phone}", func(slot string) string { return "<" + slot + ">" })
	if err != nil || c.Text != "Żal, Åse Łoś at <~time>, <phone>" || !slices.Equal(c.Labels, []Label{{5, 12, "name"}, {25, 32, "phone"}}) {
		t.Errorf("got %+v, %v", c, err)
	}
	for _, bad := range []string{"{name", "{nome:Anna}"} {
		if _, err := parse("en", bad, nil); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

func TestScore(t *testing.T) {
	c, err := parse("en", "mail {e-mail:anna@example.org} or {name:zzyzx}, 20 12 34 56", nil)
	if err != nil {
		t.Fatal(err)
	}
	s := Measure([]Case{c})
	if got := s.Of("en", "e-mail"); got != (Tally{Labels: 1, Found: 1, Named: 1, Spans: 1}) {
		t.Errorf("e-mail: %+v", got)
	}
	if got := s.Of("", "name", "phone"); got != (Tally{Labels: 1, Spans: 1, False: 1}) {
		t.Errorf("name and phone: %+v", got)
	}
}
