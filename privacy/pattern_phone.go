package privacy

import (
	"github.com/nyaruka/phonenumbers"
)

// findPhones finds phone numbers that nobody told us before: in international
// form (E.164: + or 00, country code, 15 digits at most), in the grouping of a
// national numbering plan, in one row that fits a plan and is not said to be
// something else, or any six digits with a word beside them that says so.
func findPhones(v *view, found *findings) {
	p := &phoneFinder{v: v, found: found, checks: maxChecks}
	v.digitGroups(flagTaken|flagKnown, p.group)
}

// phoneFinder looks for phone numbers in one text.
type phoneFinder struct {
	v      *view
	found  *findings
	checks int // validations that are left; they cost some microseconds each
}

// maxChecks bounds the validations in one text. Beyond it whatever has the
// form of a number is taken for one.
const maxChecks = 256

// group looks at a group of digits whose first token is number first of the
// text. International numbers and numbers in context may be followed by other
// digits; a national grouping counts only if it is all there is.
func (p *phoneFinder) group(g digitGroup, first int) {
	for i := 0; i < len(g); {
		n := p.international(g[i:])
		if n == 0 {
			n = p.national(g, i, first)
		}
		if n == 0 {
			i++
			continue
		}
		p.add(g[i : i+n])
		i += n
	}
}

func (p *phoneFinder) add(g digitGroup) {
	v := p.v
	end := g[len(g)-1].end
	p.found.add(v.phoneStart(g[0].start, end), end, kindPhone, 0, phoneKey(v.digits(make([]byte, 0, 16), g, 24)))
}

// phoneStart takes the plus and the bracket before the digits along.
func (v *view) phoneStart(start, end int) int {
	for n := 0; n < 3 && (v.at(start-1) == '+' || v.at(start-1) == '(' && !v.balanced(start, end)); n++ {
		start--
	}
	return start
}

// balanced reports whether as many brackets open as close between start and
// end, so that one before start does not belong to the number.
func (v *view) balanced(start, end int) bool {
	open := 0
	for i := start; i < end; i++ {
		switch v.r[i] {
		case '(':
			open++
		case ')':
			open--
		}
	}
	return open >= 0
}

// phoneKey takes the last eight digits for the number: with and without
// country code it is the same.
func phoneKey(digits []byte) string { return string(digits[max(0, len(digits)-8):]) }

// international gives how many tokens from the first make a number with its
// country code, or 0.
func (p *phoneFinder) international(g digitGroup) int {
	v := p.v
	plus := v.at(g[0].start-1) == '+' || v.at(g[0].start-1) == '(' && v.at(g[0].start-2) == '+'
	zeros := v.r[g[0].start] == '0' && v.at(g[0].start+1) == '0' && g[0].size() >= 2
	if !plus && !zeros {
		return 0
	}
	limit := maxPhone
	if zeros {
		limit += 2
	}
	tokens, total := 0, 0
	for tokens < len(g) && total+g[tokens].size() <= limit && !(tokens > 0 && v.at(g[tokens].start-1) == '+') {
		total += g[tokens].size()
		tokens++
	}
	if total < minPhone+1 {
		return 0
	}
	if n := p.validPrefix(g[:tokens], zeros); n > 0 {
		return p.withExtension(g[:tokens], n, zeros)
	}
	if plus || homeCode(v, g[0]) {
		return tokens // a plus and so many digits: a typing error in a number, but a number
	}
	return 0
}

// homeCode reports 00 and the code of one of the five countries.
func homeCode(v *view, t token) bool {
	if t.start >= 2 && v.digit(t.start-2) {
		return false // in the middle of a longer number
	}
	switch string(v.r[t.start:min(t.end, t.start+4)]) {
	case "0045", "0048", "0049", "0036", "0044":
		return true
	}
	return false
}

// withExtension takes along what stands beside the first n tokens where the
// plan has numbers of many lengths (Germany, Austria): the beginning of a
// mistyped mobile number is a valid one of some village.
func (p *phoneFinder) withExtension(g digitGroup, n int, zeros bool) int {
	code := string(p.v.digits(make([]byte, 0, 4), g, 4))
	if zeros {
		code = code[2:]
	}
	if code[:2] != "49" && code[:2] != "43" {
		return n
	}
	for n < len(g) && g[n].size() >= 3 && g[n].start-g[n-1].end == 1 && p.v.at(g[n].end) != ':' {
		n++
	}
	return n
}

// validPrefix gives the most tokens that are together a valid number of some
// country. A trunk zero in brackets, "+44 (0)20 …", is left out for that.
func (p *phoneFinder) validPrefix(g digitGroup, zeros bool) int {
	digits := p.v.digits(make([]byte, 0, maxPhone+3), g, maxPhone+2)
	ends := make([]int, 0, len(g))
	for total, i := 0, 0; i < len(g); i++ {
		total += g[i].size()
		ends = append(ends, min(total, len(digits)))
	}
	skip := 0
	if zeros {
		skip = 2
	}
	for n := len(g); n > 0 && ends[n-1]-skip > minPhone; n-- {
		if p.checks--; p.checks < 0 {
			return len(g)
		}
		number, err := phonenumbers.Parse("+"+string(digits[skip:ends[n-1]]), "")
		if err == nil && phonenumbers.IsValidNumber(number) {
			return n
		}
	}
	return 0
}

// national gives how many tokens from g[i] on are a number without country
// code, or 0.
func (p *phoneFinder) national(g digitGroup, i, first int) int {
	if i > 0 && !p.v.wide(g[i-1], g[i]) {
		return p.beside(g, i, first)
	}
	said := p.v.phoneHint(first+i, g[i:])
	if said == hintPhone && p.v.coded(first+i) {
		said = hintNone
	}
	switch said {
	case hintPhone:
		return p.inContext(g[i:])
	case hintNumber:
		if n := p.inContext(g[i:]); n > 0 && p.v.countDigits(g[i:i+n]) > minPhone && !p.v.amount(g[i:i+n]) && !p.v.attached(g[i:i+n]) {
			return n
		}
	}
	for n := min(len(g)-i, maxPhone); n > 0; n-- {
		if p.v.mayEnd(g, i+n) && p.bare(g[i:i+n], first+i, said) {
			return n
		}
	}
	return 0
}

func (v *view) countDigits(g digitGroup) int {
	total := 0
	for _, t := range g {
		total += t.size()
	}
	return total
}

// wide reports whether two tokens stand so far apart that they need not belong
// together: "20 12 34 56 / 86 12 34 56".
func (v *view) wide(a, b token) bool {
	return b.start-a.end >= 2
}

// attached reports whether letters touch the digits, as in "AB-0171-1234567"
// or a hexadecimal id.
func (v *view) attached(g digitGroup) bool {
	start, end := g[0].start, g[len(g)-1].end
	if start > 0 && (v.letter(start-1) || start > 1 && v.r[start-1] == '-' && v.alnum(start-2) && !v.longDash(start-1) && !v.rowEnds(start-1)) {
		return true
	}
	return end < len(v.r) && v.letter(end)
}

// coded reports whether the digits of token i are joined to some capitals, as
// in "NB-204117", that are no word for phone.
func (v *view) coded(i int) bool {
	if i == 0 {
		return false
	}
	t, digits := v.tokens[i-1], v.tokens[i]
	gap := digits.start - t.end
	if !t.letters || t.size() < 2 || gap > 1 || gap == 1 && v.r[t.end] != '-' || v.longDash(t.end) {
		return false
	}
	return v.upper(t.start) && v.upper(t.end-1) && v.hintOf(t) != hintPhone
}

// rowEnds reports whether eight digits, a number of their own, end before i.
func (v *view) rowEnds(i int) bool {
	for n := 1; n <= 8; n++ {
		if i < n || !v.digit(i-n) {
			return false
		}
	}
	return i < 9 || !v.letter(i-9)
}

// longDash reports a dash that parts words instead of joining them.
func (v *view) longDash(i int) bool {
	r := v.text[v.from[i]:v.to[i]]
	return r == "–" || r == "—"
}

// inContext takes the digits after a word for phone. A grouping that a plan
// knows is preferred to the longest row.
func (p *phoneFinder) inContext(g digitGroup) int {
	total, most, limit := 0, 0, 13
	if p.v.r[g[0].start] == '0' && p.v.at(g[0].start+1) == '0' {
		limit = maxPhone + 2
	}
	for n := 0; n < len(g) && total+g[n].size() <= limit; n++ {
		total += g[n].size()
		most = n + 1
	}
	if total < minPhone || isDate(p.v, g[:most]) && g[0].size() < 8 {
		return 0
	}
	for n := most; n > 0; n-- {
		if p.planned(g[:n]) {
			return n
		}
	}
	return most
}
