package privacy

// findIBANs finds international bank account numbers (ISO 13616-1): country,
// two check digits, and as many letters and digits as the country's accounts
// have, with single spaces or dashes between. They count when the remainder
// after ISO 7064 MOD 97-10 is 1, or when the word IBAN stands before: a
// mistyped account number tells nearly as much as a right one.
func findIBANs(v *view, found *findings) {
	for i := 0; i+1 < len(v.tokens); i++ {
		start, ok := v.ibanStart(i)
		if !ok {
			continue
		}
		end, valid := v.readIBAN(start)
		if end > 0 && (valid || v.ibanNamed(i, start)) {
			found.add(start, end, kindIBAN, 0, v.compact(start, end))
			v.take(start, end, flagTaken)
			for i+1 < len(v.tokens) && v.tokens[i+1].start < end {
				i++
			}
		}
	}
}

// ibanStart gives where a country code may stand at the end of token i: two
// letters with two digits behind, "IBAN" perhaps written on to them.
func (v *view) ibanStart(i int) (int, bool) {
	t, digits := v.tokens[i], v.tokens[i+1]
	if !t.letters || digits.letters || digits.size() < 2 || digits.start-t.end > 1 {
		return 0, false
	}
	if t.size() == 2 || t.size() == 6 && string(v.r[t.start:t.start+4]) == "iban" {
		return t.end - 2, true
	}
	return 0, false
}

// ibanNamed reports whether the text says that an IBAN follows.
func (v *view) ibanNamed(i, start int) bool {
	if v.tokens[i].size() == 6 {
		return true
	}
	for back := 1; back <= 3 && back <= i; back++ {
		if t := v.tokens[i-back]; start-t.end <= 24 && v.lookup(t) == "iban" {
			return true
		}
	}
	return false
}

// readIBAN reads the number that may begin at start and gives its end, or 0
// if there are too few characters or the country has none, and whether its
// check digits are right.
func (v *view) readIBAN(start int) (end int, valid bool) {
	length := ibanLengths[string(v.r[start:start+2])]
	if length == 0 {
		return 0, false
	}
	var chars [34]rune
	n, digits := 0, 0
	for i := start; n < length; i++ {
		gap := i
		for i < len(v.r) && ibanSeparator(v.r[i]) && i-gap < 3 {
			i++
		}
		if i == len(v.r) || !ibanCharacter(v.r[i]) {
			return 0, false
		}
		chars[n] = v.r[i]
		n++
		if v.digit(i) {
			digits++
		}
		end = i + 1
	}
	if end < len(v.r) && v.alnum(end) {
		return 0, false // a part of something longer
	}
	return end, digits*2 >= length && mod97(chars[:n]) == 1 // or it is a sentence that fits
}

func ibanSeparator(r rune) bool { return r == ' ' || r == '-' || r == '.' || r == '\t' }
func ibanCharacter(r rune) bool { return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' }

// mod97 moves the first four characters to the end, reads letters as 10 to 35,
// and gives the remainder of the whole number divided by 97.
func mod97(chars []rune) int {
	rest := 0
	for i := range chars {
		switch r := chars[(i+4)%len(chars)]; {
		case r <= '9':
			rest = (rest*10 + int(r-'0')) % 97
		default:
			rest = (rest*100 + int(r-'a') + 10) % 97
		}
	}
	return rest
}

// ibanLengths are the lengths by country of the IBAN registry that SWIFT keeps
// for ISO 13616-2.
var ibanLengths = map[string]int{
	"ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22, "bi": 27, "br": 29, "by": 28,
	"ch": 21, "cr": 22, "cy": 28, "cz": 24, "de": 22, "dj": 27, "dk": 18, "do": 28, "ee": 20, "eg": 29, "es": 24, "fi": 18,
	"fk": 18, "fo": 18, "fr": 27, "gb": 22, "ge": 22, "gi": 23, "gl": 18, "gr": 27, "gt": 28, "hn": 28, "hr": 21, "hu": 28,
	"ie": 22, "il": 23, "iq": 23, "is": 26, "it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28, "lc": 32, "li": 21, "lt": 20,
	"lu": 20, "lv": 21, "ly": 25, "mc": 27, "md": 24, "me": 22, "mk": 19, "mn": 20, "mr": 27, "mt": 31, "mu": 30, "ni": 28,
	"nl": 18, "no": 15, "om": 23, "pk": 24, "pl": 28, "ps": 29, "pt": 25, "qa": 29, "ro": 24, "rs": 22, "ru": 33, "sa": 24,
	"sc": 31, "sd": 18, "se": 24, "si": 19, "sk": 24, "sm": 27, "so": 23, "st": 25, "sv": 28, "tl": 23, "tn": 24, "tr": 26,
	"ua": 29, "va": 22, "vg": 24, "xk": 20, "ye": 30,
}
