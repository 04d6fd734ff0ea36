package privacy

import "strings"

// findGermanDocuments finds the numbers of German passports and identity cards
// beside a word for one: nine characters that cannot be mistaken for each other
// (PassV, PAuswV), with or without the check digit, of which often only one or two
// are digits.
func findGermanDocuments(v *view, found *findings) {
	for i := 0; i < len(v.tokens); i++ {
		t := v.tokens[i]
		if !t.letters || v.flags[t.start]&flagTaken != 0 || t.start > 0 && v.alnum(t.start-1) || !v.upper(t.start) {
			continue
		}
		last := v.unbroken(i)
		end := v.tokens[last].end
		if last > i && germanDocument(v.r[t.start:end]) {
			if nearest, _ := v.about(i, last+1); nearest&aboutDocument != 0 {
				found.add(t.start, end, kindPassport, 0, string(v.r[t.start:end]))
				v.take(t.start, end, flagTaken)
			}
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

func germanDocument(chars []rune) bool {
	if len(chars) != 9 && len(chars) != 10 {
		return false
	}
	digits := 0
	for _, r := range chars {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case r >= 0x80 || !strings.ContainsRune("cfghjklmnprtvwxyz", r):
			return false
		}
	}
	return digits > 0
}
