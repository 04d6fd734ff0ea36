package privacy

import "strings"

// documentForm is a number that mixes letters and digits.
type documentForm struct {
	kind  kind
	about subject
	form  string // a for a letter, 0 for a digit, x for either
	valid func(chars []byte) bool
	tells bool // in capitals and valid it needs no word beside it
}

// documentForms and where they are laid down:
//
//   - Polish identity card and passport: Wikipedia "Dowód osobisty w Polsce" and
//     "Paszport w Polsce" (weights 7 3 1, the check digit is the first digit).
//   - NINO: HMRC, National Insurance Manual NIM39110.
//   - German insurance number: § 2 VKVV; health insurance number: Wikipedia
//     "Krankenversichertennummer".
//   - German identity card and passport (see findGermanDocuments): ICAO Doc 9303 part 3 (weights 7 3 1),
//     letters as in the ordinances on them (PAuswV, PassV).
//   - Hungarian identity card: six digits and two letters, formerly two letters
//     and six digits; found by the word beside it.
var documentForms = []documentForm{
	{kindPassport, aboutDocument, "aaa000000", func(c []byte) bool { return weigh731(c, 7, 3, 1, 9, 7, 3, 1, 7, 3) }, true},
	{kindPassport, aboutDocument, "aa0000000", func(c []byte) bool { return weigh731(c, 7, 3, 9, 1, 7, 3, 1, 7, 3) }, true},
	{kindNationalID, aboutPerson, "aa000000a", nino, true},
	{kindNationalID, aboutPerson, "aa000000", func(c []byte) bool { return ninoPrefix(c[0], c[1]) }, false},
	{kindNationalID, aboutPerson, "00000000a000", insurance, true},
	{kindNationalID, aboutPerson, "a000000000", healthInsurance, false},
	{kindPassport, aboutDocument, "0000000000a", func(c []byte) bool { return c[10] == 'd' && checked731(c[:10]) }, true},
}

func (f *documentForm) fits(chars []byte) bool {
	if len(chars) != len(f.form) {
		return false
	}
	for i, c := range chars {
		if digit := c <= '9'; f.form[i] == 'a' && digit || f.form[i] == '0' && !digit {
			return false
		}
	}
	return true
}

// charValue reads letters as 10 to 35.
func charValue(c byte) int {
	if c <= '9' {
		return int(c - '0')
	}
	return int(c-'a') + 10
}

func weigh731(chars []byte, weights ...int) bool {
	sum := 0
	for i, w := range weights {
		sum += charValue(chars[i]) * w
	}
	return sum%10 == 0
}

// checked731 reports whether the last digit is the check digit of ICAO Doc 9303.
func checked731(chars []byte) bool {
	if chars[len(chars)-1] > '9' {
		return false
	}
	sum := 0
	for i, c := range chars[:len(chars)-1] {
		sum += charValue(c) * [...]int{7, 3, 1}[i%3]
	}
	return sum%10 == int(chars[len(chars)-1]-'0')
}

// ninoPrefix leaves out the letters and pairs that are not given. QQ, which
// stands in official examples, counts.
func ninoPrefix(a, b byte) bool {
	if a == 'q' && b == 'q' {
		return true
	}
	if strings.IndexByte("dfiquv", a) >= 0 || strings.IndexByte("dfiquvo", b) >= 0 {
		return false
	}
	switch string([]byte{a, b}) {
	case "bg", "gb", "kn", "nk", "nt", "tn", "zz":
		return false
	}
	return true
}

func nino(c []byte) bool { return ninoPrefix(c[0], c[1]) && c[8] <= 'd' }

// insurance is area, day (32 or 64 more when all serials of a day are used),
// month, year, letter, serial and check digit.
func insurance(c []byte) bool {
	if day, month := two(c[2:])%32, two(c[4:]); day > 31 || month > 12 {
		return false
	}
	var digits [13]byte
	copy(digits[:], c[:8])
	letter := int(c[8]-'a') + 1
	digits[8], digits[9] = byte('0'+letter/10), byte('0'+letter%10)
	copy(digits[10:], c[9:])
	sum := 0
	for i, w := range [...]int{2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1} {
		product := int(digits[i]-'0') * w
		sum += product/10 + product%10
	}
	return sum%10 == int(digits[12]-'0')
}

func healthInsurance(c []byte) bool {
	var digits [11]byte
	letter := int(c[0]-'a') + 1
	digits[0], digits[1] = byte('0'+letter/10), byte('0'+letter%10)
	copy(digits[2:], c[1:])
	sum := 0
	for i := range 10 {
		product := int(digits[i]-'0') * (1 + i%2)
		sum += product/10 + product%10
	}
	return sum%10 == int(digits[10]-'0')
}
