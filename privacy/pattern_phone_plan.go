package privacy

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// planned reports whether the tokens are grouped as one of the national
// numbering plans around us writes its numbers, and are not an amount, a date
// or a span of years.
func (p *phoneFinder) planned(g digitGroup) bool {
	v := p.v
	if isDate(v, g) || v.amount(g) {
		return false
	}
	total := 0
	for _, t := range g {
		if total += t.size(); total > 13 {
			return false
		}
	}
	if total < 7 {
		return false
	}
	digits := string(v.digits(make([]byte, 0, maxPhone), g, maxPhone))
	return v.danish(g, digits) || v.polish(g, digits) || v.hungarian(g, digits) || v.northAmerican(g, digits) ||
		p.trunk(g, digits) || p.bracketed(g, digits)
}

// danish numbers have eight digits in pairs or fours and begin with 2 to 9
// (Danish national numbering plan).
func (v *view) danish(g digitGroup, digits string) bool {
	if !v.evenly(g) {
		return false
	}
	if sized(g, 2, 2, 2, 2, 2) && v.r[g[0].end] == ' ' && digits[2] >= '2' {
		return true // with an hour before it: "kl. 16 20 33 44 55"
	}
	return digits[0] >= '2' && (sized(g, 2, 2, 2, 2) || sized(g, 4, 4) && v.r[g[0].end] == ' ' && !(year(digits[:4]) && year(digits[4:])))
}

// polish numbers have nine digits: mobile in threes, fixed lines with an area
// code of two (numbering plan of UKE).
func (v *view) polish(g digitGroup, digits string) bool {
	if digits[0] == '0' && len(digits) == 10 {
		digits = digits[1:]
	}
	if len(digits) != 9 || strings.HasSuffix(digits, "000") || digits[0] == '0' {
		return false
	}
	fixed := sized(g, 2, 3, 2, 2) || sized(g, 3, 3, 2, 2) || sized(g, 2, 7)
	return v.evenly(g) && sized(g, 3, 3, 3) && digits[0] >= '2' && v.r[g[0].end] != '.' || fixed && v.r[g[0].end] != '.'
}

// hungarian numbers are dialled with 06, and written 20/123-4567 without it
// (numbering plan of NMHH).
func (v *view) hungarian(g digitGroup, digits string) bool {
	if strings.HasPrefix(digits, "06") && (len(digits) == 10 || len(digits) == 11) {
		return digits[2] != '0'
	}
	return sized(g, 2, 3, 4) && strings.Contains("20 30 31 50 70", digits[:2])
}

// northAmerican numbers are an area code and seven digits, neither of which
// begins with 0 or 1 (NANP).
func (v *view) northAmerican(g digitGroup, digits string) bool {
	if len(digits) == 11 && digits[0] == '1' && len(g) == 4 {
		g, digits = g[1:], digits[1:]
	}
	return sized(g, 3, 3, 4) && digits[0] >= '2' && digits[3] >= '2'
}

// trunk numbers begin with the 0 that is dialled inside the country, as in
// Germany, Britain, France and most of Europe: an area code of two to five
// digits set apart, or one row of digits that is a valid mobile number.
func (p *phoneFinder) trunk(g digitGroup, digits string) bool {
	if digits[0] != '0' || digits[1] == '0' || len(digits) > 12 {
		return false
	}
	if len(g) == 1 {
		return len(digits) >= 10 && p.valid(digits, true)
	}
	area := g[0].size()
	return area >= 3 && area <= 5 && len(digits) >= 8 || area == 2 && len(digits) == 10 && len(g) == 5
}

// bracketed numbers have the country in brackets with the area, and no plus:
// "(48 22) 639-09-66".
func (p *phoneFinder) bracketed(g digitGroup, digits string) bool {
	if len(g) < 3 || p.v.at(g[0].start-1) != '(' || p.v.at(g[1].end) != ')' {
		return false
	}
	if p.checks--; p.checks < 0 {
		return true
	}
	n, err := phonenumbers.Parse("+"+digits, "")
	return err == nil && phonenumbers.IsValidNumber(n)
}

// homeRegions are the countries in whose plans a number without context is
// tried.
var homeRegions = []string{"DK", "PL", "DE", "HU", "GB"}

// plausible reports whether one row of digits under a signature is a number
// of one of the home regions and no date.
func (p *phoneFinder) plausible(g digitGroup) bool {
	return len(g) == 1 && g[0].size() >= 8 && g[0].size() <= 12 && !isDate(p.v, g) &&
		p.valid(string(p.v.digits(nil, g, maxPhone)), false)
}

// valid asks the numbering plans of the home regions.
func (p *phoneFinder) valid(digits string, mobile bool) bool {
	for _, region := range homeRegions {
		if p.checks--; p.checks < 0 {
			return true
		}
		n, err := phonenumbers.Parse(digits, region)
		if err != nil || !phonenumbers.IsValidNumberForRegion(n, region) {
			continue
		}
		if t := phonenumbers.GetNumberType(n); !mobile || t == phonenumbers.MOBILE || t == phonenumbers.FIXED_LINE_OR_MOBILE {
			return true
		}
	}
	return false
}

// sized reports whether the tokens have these lengths.
func sized(g digitGroup, sizes ...int) bool {
	if len(g) != len(sizes) {
		return false
	}
	for i, t := range g {
		if t.size() != sizes[i] {
			return false
		}
	}
	return true
}

// evenly reports whether the same separator stands between all tokens.
func (v *view) evenly(g digitGroup) bool {
	for i := 1; i < len(g); i++ {
		if g[i].start-g[i-1].end != 1 || v.r[g[i-1].end] != v.r[g[0].end] {
			return false
		}
	}
	return true
}

// amount reports whether a currency or a unit follows or a currency stands
// before.
func (v *view) amount(g digitGroup) bool {
	start, end := g[0].start, g[len(g)-1].end
	if v.currencyBefore(start) {
		return true
	}
	for n := 0; n < 3 && (v.at(end) == ' ' || v.at(end) == ',' || v.at(end) == '-'); n++ {
		end++
	}
	unit := end
	for unit < len(v.r) && unit-end < 6 && v.letter(unit) {
		unit++
	}
	if unit-end == 1 && v.at(unit) == '.' {
		return false // "m.v.h."
	}
	return units[string(v.r[end:unit])] || v.at(end) == '£' || v.at(end) == '€' || v.at(end) == '%' || v.at(end) == '$'
}

// currencyBefore reports whether a currency stands before that is not behind an
// amount itself: "DKK 20334455", but not "50 kr. 20334455".
func (v *view) currencyBefore(i int) bool {
	for n := 0; n < 2 && (v.at(i-1) == ' ' || v.at(i-1) == '.' || v.at(i-1) == ':'); n++ {
		i--
	}
	if before := v.at(i - 1); before == '$' || before == '€' || before == '£' {
		return true
	}
	word := i
	for word > 0 && i-word < 6 && v.letter(word-1) {
		word--
	}
	if !currencies[string(v.r[word:i])] {
		return false
	}
	for word > 0 && v.r[word-1] == ' ' {
		word--
	}
	return word == 0 || !v.digit(word-1)
}

var currencies = set("kr dkk eur euro pln zl huf ft usd gbp")

var units = map[string]bool{
	"kr": true, "dkk": true, "eur": true, "euro": true, "pln": true, "zl": true, "ft": true, "huf": true, "usd": true, "gbp": true,
	"km": true, "kg": true, "kwh": true, "m": true, "stk": true, "szt": true, "db": true, "gb": true, "mb": true,
	"kroner": true, "kron": true, "forint": true, "zloty": true, "zlotyc": true, "pounds": true, "pound": true, "euros": true, "mwh": true, "wh": true, "gj": true,
	"liter": true, "litres": true, "litr": true, "procen": true, "prozen": true, "percen": true,
}

// isDate reports whether the tokens begin with a date: day, month and year in
// any order, or eight digits that read as year, month and day. Opening hours
// count as one.
func isDate(v *view, g digitGroup) bool {
	if len(g) == 1 && g[0].size() == 8 {
		d := string(v.r[g[0].start:g[0].end])
		return year(d[:4]) && month(d[4:6]) && day(d[6:]) ||
			year(d[4:]) && (month(d[2:4]) && day(d[:2]) || month(d[:2]) && day(d[2:4]))
	}
	if len(g) == 3 && v.r[g[0].end] == ' ' && (sized(g, 2, 2, 4) || sized(g, 4, 2, 2)) {
		a, b, c := string(v.word(g[0])), string(v.word(g[1])), string(v.word(g[2]))
		return year(a) && month(b) && day(c) || year(c) && day(a) && month(b)
	}
	if len(g) == 4 && g[0].size() <= 2 && sized(g[1:], 2, g[2].size(), 2) && g[2].size() <= 2 && v.r[g[0].end] == '.' && v.r[g[1].end] == '-' && v.r[g[2].end] == '.' {
		return true // hours: 9.00-15.30
	}
	if len(g) < 3 || g[0].size() > 4 || g[1].size() > 2 || g[2].size() > 4 || v.r[g[0].end] == ' ' {
		return false
	}
	a, b, c := string(v.word(g[0])), string(v.word(g[1])), string(v.word(g[2]))
	return year(a) && month(b) && day(c) || year(c) && (day(a) && month(b) || month(a) && day(b))
}

func year(s string) bool  { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }
func month(s string) bool { return number(s) >= 1 && number(s) <= 12 }
func day(s string) bool   { return number(s) >= 1 && number(s) <= 31 }

func number(s string) int {
	if len(s) > 2 {
		return 0
	}
	n := 0
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}
