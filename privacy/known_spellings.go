package privacy

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// spellings gives the ways in which a part of a name is typed on other
// keyboards, the folded one first: Søren is also Soeren, Müller also Mueller,
// and who is known as Aase or Soerensen may be written Åse or Sørensen.
func (v *view) spellings(t token) [][]rune {
	part := v.word(t)
	all := [][]rune{part}
	if long := v.writtenOut(t); len(long) != len(part) {
		all = append(all, long)
	}
	if short := contracted(part); len(part) >= 4 && len(short) >= 3 && len(short) != len(part) {
		all = append(all, short)
	}
	return all
}

// writtenOut replaces the letters that are commonly written as two.
func (v *view) writtenOut(t token) []rune {
	var out []rune
	for i := t.start; i < t.end; i++ {
		original, _ := utf8.DecodeRuneInString(norm.NFC.String(v.text[v.from[i]:v.to[i]]))
		out = append(out, v.r[i])
		switch original {
		case 'ä', 'Ä', 'ö', 'Ö', 'ø', 'Ø', 'ü', 'Ü':
			out = append(out, 'e')
		case 'å', 'Å':
			out = append(out, 'a')
		}
	}
	return out
}

// contracted undoes writtenOut as folding would show the single letter.
func contracted(part []rune) []rune {
	out := make([]rune, 0, len(part))
	for i := 0; i < len(part); i++ {
		out = append(out, part[i])
		if i+1 < len(part) && writtenAsTwo(part[i], part[i+1]) {
			i++
		}
	}
	return out
}

func writtenAsTwo(a, b rune) bool {
	return b == 'e' && (a == 'a' || a == 'o' || a == 'u') || a == 'a' && b == 'a'
}
