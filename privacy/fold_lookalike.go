package privacy

import "unicode"

// plainLookalikes replaces, inside words that mix scripts, Greek and Cyrillic
// letters by the Latin ones that they look like: "Аnnа" with a Cyrillic А reads
// as Anna. Words of one script stay as they are, so that Greek and Cyrillic
// names keep matching themselves in either case.
func (v *view) plainLookalikes() {
	for start := 0; start < len(v.r); start++ {
		if !v.letter(start) {
			continue
		}
		end := start
		latin, foreign := false, false
		for end < len(v.r) && v.letter(end) {
			latin = latin || unicode.Is(unicode.Latin, v.r[end])
			foreign = foreign || hasLookalikes(v.r[end])
			end++
		}
		if latin && foreign {
			replaceLookalikes(v.r[start:end])
		}
		start = end
	}
}

func hasLookalikes(r rune) bool { return r >= 0x370 && r < 0x530 }

func replaceLookalikes(word []rune) {
	for i, r := range word {
		if plain, ok := lookalikes[r]; ok {
			word[i] = plain
		}
	}
}

// lookalikes are the lower-case letters whose small or capital form is drawn
// like a Latin letter (after the confusables of Unicode TS 39, the part that
// matters for names and addresses).
var lookalikes = map[rune]rune{
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'и': 'u', 'й': 'u', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o', 'р': 'p',
	'с': 'c', 'т': 't', 'у': 'y', 'х': 'x', 'ь': 'b', 'ѕ': 's', 'і': 'i', 'ї': 'i', 'ј': 'j', 'һ': 'h', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w',
	'α': 'a', 'β': 'b', 'ε': 'e', 'ζ': 'z', 'η': 'n', 'ι': 'i', 'κ': 'k', 'μ': 'm', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'σ': 'o',
	'τ': 't', 'υ': 'u', 'χ': 'x', 'γ': 'y', 'ω': 'w',
}
