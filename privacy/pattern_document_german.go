package privacy

import "strings"

// findGermanDocuments finds the numbers of German passports and identity cards,
// whose letters and digits come in any order: nine characters that cannot be
// taken for each other (PassV, PAuswV), with or without the check digit. Without a
// word beside it a number needs the check digit and two letters. Beside a word
// any unbroken row of capitals and digits counts, such as that of a British
// driving licence.
func findGermanDocuments(v *view, found *findings) {
	for i := 0; i < len(v.tokens); i++ {
		t := v.tokens[i]
		if !t.letters || !v.upper(t.start) || v.flags[t.start]&flagTaken != 0 || v.joined(t.start) {
			continue
		}
		last := v.unbroken(i)
		if v.cardNumber(i, last) {
			end := v.tokens[last].end
			found.add(t.start, end, kindPassport, 0, v.compact(t.start, end))
			v.take(t.start, end, flagTaken)
		}
		i = last
	}
}

// unbroken gives the last of the tokens that nothing parts from token i.
func (v *view) unbroken(i int) int {
	for i+1 < len(v.tokens) && v.tokens[i].end == v.tokens[i+1].start {
		i++
	}
	return i
}

// Lengths of a number in an unbroken row.
const (
	minCardRow = 8
	maxCardRow = 18
)

func (v *view) cardNumber(first, last int) bool {
	start, end := v.tokens[first].start, v.tokens[last].end
	if end-start < minCardRow || end-start > maxCardRow || v.runsOn(end) {
		return false
	}
	var row [maxCardRow]byte
	digits := 0
	for i := start; i < end; i++ {
		if v.r[i] >= 0x80 || v.letter(i) && !v.upper(i) {
			return false
		}
		if v.digit(i) {
			digits++
		}
		row[i-start] = byte(v.r[i])
	}
	chars := row[:end-start]
	german := cardLetters(chars) && (len(chars) == 9 || len(chars) == 10)
	if digits < 2 && !german {
		return false // a word in capitals
	}
	nearest, _ := v.about(first, last+1)
	return nearest == aboutDocument || nearest != aboutOther && german && len(chars) == 10 && digits <= 8 && checked731(chars)
}

// cardLetters reports whether all letters are of those that cannot be taken for
// another one and make no words.
func cardLetters(chars []byte) bool {
	for _, c := range chars {
		if c > '9' && strings.IndexByte("cfghjklmnprtvwxyz", c) < 0 {
			return false
		}
	}
	return true
}
