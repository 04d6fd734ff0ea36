package privacy

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMaskTakesLinearTime gives the masker texts made to be slow. Each is
// masked at a quarter of its size and in full; a rule that looks at everything
// again for every character would need sixteen times as long for the latter. What
// counts is the time this process worked, the least of three tries: other
// programs on the machine are not measured.
func TestMaskTakesLinearTime(t *testing.T) {
	m := Compile(anna)
	for _, unit := range []string{
		"1", "1 ", "12 34 56 78 ", "+45", "+4520123456 ", "00", "06 20 123 4567 ", "tlf 12345678 ", "0171/1234567 ", "4111 ", "4111 1111 1111 1112 ",
		"a", "a ", "an", "aA", "Anna", "Anna ", "anna.", "A n n a ", "a\u200b", "An\u200b", "\u0301", "\u200b", "Å\u0301",
		"@", "a@", "a@a.", "@a", "a@b.c ", "\"a@", "\"\"@", "-at-", "(at)", "a(at)b ", " at ", " dot ", "a dot ", "x at x dot ", "[dot]", "(.)",
		"[", "]", "[name ", "[name 1]", "DK50", "DK50 ", "iban ", "iban DK50 0040 ", "ibandk50",
		"Søndergade 12 ", "søndergade ", "12 ", "nr ", "8000 Aarhus C ", "AB-", "AB-10023", "王伟", "\xff", "\x00", "ﷺ", "👩‍👩‍👧", "а", "aа",
		"a1", "a 1 ", "A-B 1 ", "AB12CD34", "AB 12 ", "aa aa ", "1.", "1.1.1.1.", ":", "::", "a:", "1:", "f:", "1::", "/", "a.a/", "~/", "@/", "u/", "www.", "http://", "http://a/", "http://((", "?a=",
		"&", "http://a/?&", "http://a/a1b2", "tel:", "born ", "born 1.1.", "1.1.", "12 March ", "March ", "12 of ", "cpr ", "cpr 1 ", "cpr 123456 ", "070761-4285 ", "123456-", "nip 12-", "12 080490 A ", "ABA 300000 ", "pas ",
		"kowalska", "Kowalski", "kovaccsal", "20123456", "2 0 1 2 3 4 ", "201234", "(", "((", "tel ", "my number ", ". ", "\n",
		"Dear ", "dear anna ", "Mr ", "Mr. ", "von ", "H. ", "H.", "Anna-", "Anna and ", "Anna, ", "my name is ", "name: ", "From: ", "From: Anna ", "Regards ", "regards\n", "\n\n", "Quast ", "Quast said ", "ask Quast to ", "according to Quast ", "it's Quast ", "Quast - ", "Company: A\n", "QUAST ", "vagyok ", "Q vagyok ",
		"wrote: ", "my wife ", "a' ", "O'", "Anna Smith <", "<a@b.c> ", "Quast <a@b.c>\n", "> ", "12 High ", "12 High Street ", "High 12 ", "Am Markt 5 ", "ul. ", "ul. a 5 ", "utca 5 ", "u. 5 ", "a-strasse ", "strasse 5", "strasse 5/",
		"5/", "5/7 m. 3 ", "2. tv ", "st. ", "00-950 ", "00-950 A ", "SW1A ", "SW1A 1AA ", "A, ", "A 12345 ", "IL 62704 ", "flat 3 ", "II/4. ", "#5 ", "Am ", "des ", " - ", ", ",
	} {
		full := strings.Repeat(unit, hostileSize/len(unit))
		quarter, whole, masked := masking(m, full)
		for try := 1; try < 3 && isSlow(quarter, whole); try++ {
			quarter, whole, masked = masking(m, full)
		}
		if isSlow(quarter, whole) {
			t.Errorf("%q: %v for a quarter, %v for the whole", unit, quarter, whole)
		}
		if masked.Version != MaskVersion {
			t.Errorf("%q: version %d", unit, masked.Version)
		}
	}
}

func isSlow(quarter, whole time.Duration) bool { return whole > 10*quarter && whole > 2*time.Second }

func masking(m *Masker, full string) (quarter, whole time.Duration, masked Masked) {
	start := worked()
	m.Mask(full[:len(full)/4])
	middle := worked()
	masked = m.Mask(full)
	return middle - start, worked() - middle, masked
}

// worked is how long the processors have worked for this process.
func worked() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestRulesTakeLinearTime gives an organisation's rules, as many and as large
// as are accepted, a megabyte.
func TestRulesTakeLinearTime(t *testing.T) {
	var list []Rule
	for range 5 {
		list = append(list, Rule{"order", `[a-z0-9 ]{3,90}x`})
	}
	own, err := CompileRules(list)
	if err != nil {
		t.Fatal(err)
	}
	start := worked()
	got := anonymous.With(own).Mask(strings.Repeat("a1b2 ", hostileSize/5))
	if took := worked() - start; got.Version != MaskVersion || took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestMaskAMegabyte masks what a limit of one megabyte lets through at worst.
func TestMaskAMegabyte(t *testing.T) {
	m := Compile(anna)
	for _, unit := range []string{"0123456789", "1", letter, "AB12 ", "https://example.org/u/", "cpr 12-", "1.1.1.1:"} {
		if got := m.Mask(strings.Repeat(unit, megabyte/len(unit))); got.Text == Hidden {
			t.Errorf("%.20q: masking failed", unit)
		}
	}
}
