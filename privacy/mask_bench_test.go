package privacy

import (
	"strings"
	"testing"
)

// letter is a message of about 500 characters with a bit of everything.
const letter = "Hej, jeg hedder Anna Maria Kowalska og bor på Søndergade 12B, 2. th i Aarhus. Varmen har været væk siden " +
	"2025-11-18, og jeg har allerede ringet to gange uden at nogen har taget telefonen. Min ordre er AB-10023, og I kan få fat i mig " +
	"på 20 12 34 56 eller på anna.kowalska@example.org efter klokken 16. Hvis det er nemmere, så skriv til min mand på " +
	"piotr(at)example.pl eller ring +48 601 234 567. Pengene kan sættes ind på DK50 0040 0440 1162 43, tak. Min nabo har " +
	"samme problem. Venlig hilsen Anna"

func BenchmarkMask(b *testing.B) {
	m := Compile(anna)
	b.ReportAllocs()
	for b.Loop() {
		m.Mask(letter)
	}
}

func BenchmarkMaskPlain(b *testing.B) {
	m := Compile(anna)
	text := strings.Repeat("Der er ingen varme i huset og vi fryser alle sammen. ", 10)
	b.ReportAllocs()
	for b.Loop() {
		m.Mask(text)
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Compile(anna)
	}
}
