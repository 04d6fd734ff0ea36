package privacy

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

var (
	firstNames = []string{"Anna", "Søren", "Łukasz", "Zsófia", "Jürgen", "Małgorzata", "Jens", "Åse", "István", "Ewa", "Ida", "Mary-Ann", "Βασίλης", "Ольга", "王小明", "김철수", "Renée", "Björn"}
	lastNames  = []string{"Kowalski", "Kjær", "Nagy", "Müller", "O'Brien", "Wójcik", "Sørensen", "Szabó", "Großmann", "de la Cruz", "von der Leyen", "Żak", "Smith"}
	locals     = []string{"anna.kowalska", "soeren", "j.smith85", "post-kasse", "x_y_z1", "łukasz", "renée"}
	domains    = []string{"example.org", "mail.example.dk", "poczta.pl", "freemail.hu", "exämple.de"}
	phones     = []string{"+45 20 12 34 56", "20123456", "+48 601 234 567", "601234567", "06 20 123 4567", "+36201234567", "0171 1234567", "+49 30 1234567", "07700 900123", "+1 212 555 2368"}
)

// joiners stand between words of a text.
var joiners = []string{" ", ", ", "\n", ". ", " – ", "; ", " (", ") ", ": ", "! "}

// TestKnownValuesNeverSurvive writes known values in random case, spacing,
// diacritics and grouping into random text and looks for them in what is left.
func TestKnownValuesNeverSurvive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := Known{
			Names:  []string{rapid.SampledFrom(firstNames).Draw(t, "first") + " " + rapid.SampledFrom(lastNames).Draw(t, "last")},
			Emails: []string{rapid.SampledFrom(locals).Draw(t, "local") + "@" + rapid.SampledFrom(domains).Draw(t, "domain")},
			Phones: []string{rapid.SampledFrom(phones).Draw(t, "phone")},
		}
		text := disguisedText(t, k)
		masked := Compile(k).Mask(text)
		left := remaining(text, masked)
		for _, part := range nameTokens(k.Names[0]) {
			if hasWord(left, part) {
				t.Fatalf("name part %q survives\n%q\n%q", part, text, masked.Text)
			}
		}
		local, _, _ := strings.Cut(Fold(k.Emails[0]), "@")
		if strings.Contains(left, Fold(k.Emails[0])) || hasWord(left, local) {
			t.Fatalf("address %q survives\n%q\n%q", k.Emails[0], text, masked.Text)
		}
		if digits := onlyDigits(k.Phones[0]); strings.Contains(onlyDigits(left), digits[len(digits)-7:]) {
			t.Fatalf("phone %q survives\n%q\n%q", k.Phones[0], text, masked.Text)
		}
	})
}

func disguisedText(t *rapid.T, k Known) string {
	var b strings.Builder
	for range rapid.IntRange(1, 8).Draw(t, "pieces") {
		switch rapid.IntRange(0, 5).Draw(t, "piece") {
		case 0:
			b.WriteString(disguisedWord(t, k.Names[0]))
		case 1:
			b.WriteString(disguisedWord(t, rapid.SampledFrom(strings.Fields(k.Names[0])).Draw(t, "part")))
		case 2:
			b.WriteString(disguisedWord(t, k.Emails[0]))
		case 3:
			b.WriteString(disguisedPhone(t, k.Phones[0]))
		case 4:
			local, _, _ := strings.Cut(k.Emails[0], "@")
			b.WriteString(disguisedWord(t, local))
		default:
			b.WriteString(rapid.SampledFrom([]string{"hej", "varmen er væk", "proszę", "2025-11-21", "kr. 1.234,50", "[name 1]", "ß", "x@", "+"}).Draw(t, "word"))
		}
		b.WriteString(rapid.SampledFrom(joiners).Draw(t, "joiner"))
	}
	return b.String()
}

// disguisedWord changes case, sometimes drops accents, and puts invisible
// characters and other kinds of space in.
func disguisedWord(t *rapid.T, word string) string {
	if rapid.Bool().Draw(t, "plain") {
		word = Fold(word)
	}
	var b strings.Builder
	for _, r := range word {
		switch rapid.IntRange(0, 9).Draw(t, "change") {
		case 0, 1:
			r = unicode.ToUpper(r)
		case 2:
			r = unicode.ToLower(r)
		case 3:
			b.WriteString("\u200b")
		case 4:
			if r == ' ' {
				b.WriteString(" \u00a0")
			}
		}
		b.WriteRune(r)
		if unicode.Is(unicode.Latin, r) && rapid.IntRange(0, 9).Draw(t, "accent") == 0 {
			b.WriteRune('\u0301')
		}
	}
	return b.String()
}

// disguisedPhone regroups the digits, with the country code or without.
func disguisedPhone(t *rapid.T, number string) string {
	digits := onlyDigits(number)
	if national := digits[len(digits)-8:]; strings.HasPrefix(number, "+45") && rapid.Bool().Draw(t, "national") {
		digits = national
	}
	var b strings.Builder
	for i, d := range digits {
		if i > 0 {
			b.WriteString(rapid.SampledFrom([]string{"", "", " ", "-", ".", "/", " - ", "  ", "\u00a0", "\u2011"}).Draw(t, "separator"))
		}
		b.WriteRune(d)
	}
	return b.String()
}

// remaining is what is left of the original, folded, with a line between the
// pieces so that they do not run together.
func remaining(text string, m Masked) string {
	runes := []rune(text)
	var b strings.Builder
	at := 0
	for _, s := range m.Spans {
		b.WriteString(string(runes[at:s.Start]) + "\n")
		at = s.End
	}
	return Fold(b.String() + string(runes[at:]))
}

// hasWord reports whether word stands in text with no letter beside it.
func hasWord(text, word string) bool {
	for i := 0; ; {
		n := strings.Index(text[i:], word)
		if n < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:i+n])
		after, _ := utf8.DecodeRuneInString(text[i+n+len(word):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
		i += n + 1
	}
}

func nameTokens(name string) []string {
	var parts []string
	for _, part := range strings.FieldsFunc(Fold(name), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(part) >= 3 && !particles[part] {
			parts = append(parts, part)
		}
	}
	return parts
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, Fold(s))
}

// TestMaskKeepsTheRest holds for any text: spans are in order and inside, and
// what they leave is the original, brackets of typed placeholders excepted.
func TestMaskKeepsTheRest(t *testing.T) {
	m := Compile(anna)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text") + disguisedText(t, Known{Names: anna.Names, Emails: anna.Emails, Phones: anna.Phones})
		checkMasked(t, text, m.Mask(text))
	})
}

type failer interface{ Fatalf(string, ...any) }

// checkMasked compares a masked text with its original piece by piece.
func checkMasked(t failer, text string, m Masked) {
	if m.Text == Hidden && len(m.Spans) == 1 && m.Spans[0].Kind == "hidden" {
		t.Fatalf("masking failed on %q", text)
	}
	offsets := runeOffsets(text)
	rest, at := m.Text, 0
	for _, s := range m.Spans {
		if s.Start < at || s.End <= s.Start || s.End >= len(offsets) || s.Kind == "" {
			t.Fatalf("bad span %+v in %q", s, text)
		}
		kept := text[offsets[at]:offsets[s.Start]]
		if len(rest) < len(kept) || parenthesised(rest[:len(kept)]) != parenthesised(kept) {
			t.Fatalf("text before %+v changed: %q became %q", s, text, m.Text)
		}
		rest = rest[len(kept):]
		placeholder, after, ok := strings.Cut(rest, "]")
		if !ok || !strings.HasPrefix(placeholder, "["+s.Kind+" ") {
			t.Fatalf("no placeholder for %+v: %q became %q", s, text, m.Text)
		}
		rest, at = after, s.End
	}
	if parenthesised(rest) != parenthesised(text[offsets[at]:]) {
		t.Fatalf("end changed: %q became %q", text, m.Text)
	}
}

func runeOffsets(text string) []int {
	var offsets []int
	for i := range text {
		offsets = append(offsets, i)
	}
	return append(offsets, len(text))
}

func parenthesised(s string) string { return strings.NewReplacer("[", "(", "]", ")").Replace(s) }
