package privacy

// findCards finds payment card numbers: 13 to 19 digits whose first ones
// belong to a card scheme and whose last one is the check digit after Luhn
// (ISO/IEC 7812-1 annex B), together or in groups.
func findCards(v *view, found *findings) {
	v.digitGroups(flagTaken, func(g digitGroup, first int) {
		for i := 0; i < len(g); i++ {
			if n := cardTokens(v, g[i:], v.cardNamed(first+i)); n > 0 && !v.barcode(g[i:i+n], first+i) {
				start, end := g[i].start, g[i+n-1].end
				found.add(start, end, kindCard, 0, v.compact(start, end))
				v.take(start, end, flagTaken)
				i += n - 1
			}
		}
	})
}

const minCard, maxCard = 13, 19

// barcode reports whether 13 digits, which only old Visa cards have, are said
// to be something else, as an EAN.
func (v *view) barcode(g digitGroup, first int) bool {
	total := 0
	for _, t := range g {
		total += t.size()
	}
	return total == minCard && v.phoneHint(first, g) == hintOther
}

// cardNamed reports whether one of the three words before token i says that a
// card follows. Then a wrong check digit is a typing error.
func (v *view) cardNamed(i int) bool {
	for back := 1; back <= 3 && back <= i; back++ {
		t := v.tokens[i-back]
		if v.tokens[i].start-t.end > 32 {
			return false
		}
		if t.letters && cardWords[v.short(t)] {
			return true
		}
	}
	return false
}

var cardWords = set("card cardnumber credit debit visa mastercard amex maestro dankort kort kortet kortnr kortnummer kortnummeret betalingskort " +
	"kreditkort karte karten kartennummer kreditkarte kreditkartennum karta karty karte numerkarty kartya kartyaszam bankkartya")

// cardTokens gives how many tokens from the first one on make a card number,
// the longest reading first; 0 if none does. Where a card is named, one whose
// check digit is wrong does too.
func cardTokens(v *view, g digitGroup, named bool) int {
	var ends [maxCard + 1]int // by token count: digits so far
	tokens := 0
	for total := 0; tokens < len(g) && tokens < maxCard; tokens++ {
		if total += g[tokens].size(); total > maxCard {
			break
		}
		ends[tokens+1] = total
	}
	if ends[tokens] < minCard {
		return 0
	}
	digits := v.digits(make([]byte, 0, maxCard), g[:tokens], maxCard)
	mistyped := 0
	for n := tokens; n > 0 && ends[n] >= minCard; n-- {
		if !cardGrouping(g[:n]) || !cardScheme(digits[:ends[n]]) {
			continue
		}
		if luhn(digits[:ends[n]]) {
			return n
		}
		if named && (ends[n] == 15 || ends[n] == 16) { // what nearly all cards have
			mistyped = n
		}
	}
	return mistyped
}

// cardGrouping accepts the groupings that people use: at most six groups of
// three digits or more, or groups that are all of one size but the last. Any
// other row of numbers, such as a table, fits Luhn once in ten times.
func cardGrouping(g digitGroup) bool {
	wide, even := true, true
	for i, t := range g {
		wide = wide && (t.size() >= 3 || i == len(g)-1)
		even = even && (t.size() == g[0].size() || i == len(g)-1 && t.size() < g[0].size())
	}
	return wide && len(g) <= 6 || even
}

// cardSchemes are the ranges of issuer numbers (ISO/IEC 7812-1) and the lengths
// that the schemes publish: Visa, Mastercard, American Express, Diners Club,
// Discover, JCB, UnionPay, Maestro, Dankort, Mir, Troy.
var cardSchemes = []struct {
	low, high int // of the first four digits
	min, max  int // digits
}{
	{4000, 4999, 13, 19},
	{5100, 5599, 16, 16}, {2221, 2720, 16, 16},
	{3400, 3499, 15, 15}, {3700, 3799, 15, 15},
	{3000, 3059, 14, 19}, {3095, 3095, 14, 19}, {3600, 3699, 14, 19}, {3800, 3999, 14, 19},
	{6011, 6011, 16, 19}, {6440, 6599, 16, 19},
	{3528, 3589, 16, 19},
	{6200, 6299, 14, 19}, {8100, 8199, 16, 19},
	{5000, 5099, 16, 19}, {5600, 5999, 16, 19}, {6000, 6999, 16, 19},
	{2200, 2204, 16, 19},
	{9792, 9792, 16, 16},
}

func cardScheme(digits []byte) bool {
	first := int(digits[0]-'0')*1000 + int(digits[1]-'0')*100 + int(digits[2]-'0')*10 + int(digits[3]-'0')
	for _, s := range cardSchemes {
		if s.low <= first && first <= s.high && s.min <= len(digits) && len(digits) <= s.max {
			return true
		}
	}
	return false
}

// luhn is the check of ISO/IEC 7812-1: every second digit from the right
// doubled, the digits summed, the sum a multiple of ten.
func luhn(digits []byte) bool {
	sum := 0
	for i, d := range digits {
		n := int(d - '0')
		if (len(digits)-i)%2 == 0 {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum += n
	}
	return sum%10 == 0
}
