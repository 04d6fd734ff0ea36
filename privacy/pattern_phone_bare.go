package privacy

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Numbers that no word gives away. An expert must not read a customer's number,
// so a row that fits a plan is hidden unless something says what else it is.

// bare reports whether the tokens, of which the first is number first of the
// text, are a number by their form, as far as the words beside them allow.
func (p *phoneFinder) bare(g digitGroup, first int, said hint) bool {
	if p.v.attached(g) {
		return false
	}
	if len(g) > 1 && p.planned(g) {
		return p.v.typical(g) || !p.v.numbered(first)
	}
	if said == hintOther {
		return false
	}
	return len(g) == 1 && p.planned(g) || said == hintSignature && p.plausible(g) || p.v.compactPhone(g) || p.alone(g)
}

// beside gives how many tokens from g[i] on are a number though other digits
// stand before, one space apart: "2 x 20 33 44 55" is one, a table is none.
func (p *phoneFinder) beside(g digitGroup, i, first int) int {
	v := p.v
	if g[i].start-g[i-1].end != 1 || v.r[g[i-1].end] != ' ' && !v.twoRows(g, i) {
		return 0
	}
	n := 0
	switch size := g[i].size(); {
	case size >= 8:
		n = 1
	case size == g[i-1].size() && !pairsOfEight(g, i):
		return 0
	case size == 2 && len(g)-i >= 4:
		n = 4
	case v.r[g[i].start] == '0' && size >= 3:
		n = min(len(g)-i, 4)
	}
	for ; n > 0; n-- {
		w := g[i : i+n]
		if v.mayEnd(g, i+n) && (n == 1 || v.typical(w)) && p.bare(w, first+i, v.phoneHint(first+i, w)) {
			return n
		}
	}
	return 0
}

// mayEnd reports whether a number may end before g[k]: what follows stands
// apart, or after a space and is no group like those of the number.
func (v *view) mayEnd(g digitGroup, k int) bool {
	if k == len(g) || v.wide(g[k-1], g[k]) {
		return true
	}
	return v.r[g[k-1].end] == ' ' && (g[k-1].size() != g[k].size() || g[k].size() >= 8 || pairsOfEight(g, k)) || v.twoRows(g, k)
}

// twoRows reports whether two numbers without spaces stand around a separator:
// "20334455/86123456".
func (v *view) twoRows(g digitGroup, k int) bool {
	return g[k-1].size() >= 8 && g[k].size() >= 8 && v.compactPhone(g[k-1:k]) && v.compactPhone(g[k:k+1])
}

// pairsOfEight reports whether g is some numbers of four pairs each, and one of
// them begins at k: "20 33 44 55 86 12 34 56".
func pairsOfEight(g digitGroup, k int) bool {
	if len(g)%4 != 0 || len(g) > 16 || k%4 != 0 {
		return false
	}
	for _, t := range g {
		if t.size() != 2 {
			return false
		}
	}
	return true
}

// typical reports a grouping that people use for phone numbers and hardly for
// anything else. It counts even behind "order no.".
func (v *view) typical(g digitGroup) bool {
	if len(g) < 2 || !v.evenly(g) && v.r[g[0].start] != '0' {
		return false
	}
	return sized(g, 2, 2, 2, 2) || sized(g, 3, 3, 3) || sized(g, 2, 3, 2, 2) || v.r[g[0].start] == '0'
}

// numbered reports whether the words directly before token i say that it is the
// number of something else: "ordrenr.", "order number is", "CVR".
func (v *view) numbered(i int) bool {
	i--
	if i > 0 && v.tokens[i].letters && v.tokens[i].size() <= 3 && v.hintAt(i) == hintNone && !counted[v.short(v.tokens[i])] {
		i-- // "is", "er", "to"
	}
	if i < 0 || !v.tokens[i].letters || v.tokens[i+1].start-v.tokens[i].end > 4 {
		return false
	}
	w := v.short(v.tokens[i])
	if counted[w] {
		return i > 0 && v.tokens[i-1].letters && v.otherOwner(i-1)
	}
	return v.hintOf(v.tokens[i]) == hintOther && (registers[w] || strings.Contains(w, "nr") || strings.Contains(w, "num") || strings.Contains(w, "szam"))
}

// otherOwner reports whether the number named behind token i is not a phone's:
// "order number", "customer number".
func (v *view) otherOwner(i int) bool {
	return v.hintOf(v.tokens[i]) == hintOther || owners[v.short(v.tokens[i])]
}

var (
	counted = set("number numbers nummer nummeret numer numeru numerem nr no szam szama id")
	owners  = set("customer client member contract policy")
	// ownersBehind stand behind the word for number in Polish.
	ownersBehind = set("klienta klientki umowy polisy abonenta licznika konta")
	registers    = set("cvr nip pesel cpr regon krs ean isbn issn iban imei gtin hrb vat")
)

// compactPhone reports whether one row of digits fits a plan: eight digits in
// Denmark, nine in Poland and in Hungary without 06, ten or eleven (German
// mobiles twelve) with the trunk 0 of Germany, Britain and Hungary.
func (v *view) compactPhone(g digitGroup) bool {
	if len(g) != 1 || v.otherForm(g) {
		return false
	}
	d := string(v.word(g[0]))
	switch len(d) {
	case 8:
		return d[0] >= '2' && !strings.HasSuffix(d, "0000")
	case 9:
		return d[0] != '0' && !strings.HasSuffix(d, "000")
	case 10, 11:
		return d[0] == '0' && d[1] != '0'
	case 12:
		return strings.HasPrefix(d, "015") || strings.HasPrefix(d, "016") || strings.HasPrefix(d, "017")
	}
	return false
}

// otherForm reports whether a row is a date, an amount, a decimal, a part of a
// link, behind a # or the same digit throughout.
func (v *view) otherForm(g digitGroup) bool {
	start, end := g[0].start, g[len(g)-1].end
	if isDate(v, g) || v.amount(g) || v.at(start-1) == '#' || v.at(start-1) == ',' && start > 1 && v.digit(start-2) {
		return true
	}
	if v.at(end) == ',' && end+2 < len(v.r) && v.digit(end+1) && v.digit(end+2) && (end+3 == len(v.r) || !v.alnum(end+3)) {
		return true // decimals
	}
	same := true
	for _, t := range g {
		for i := t.start; i < t.end; i++ {
			same = same && v.r[i] == v.r[start]
		}
	}
	return same || v.inLink(start)
}

// maxLink is how far before the digits the beginning of a link is looked for.
const maxLink = 128

func (v *view) inLink(start int) bool {
	from := start
	for from > 0 && start-from < maxLink && v.r[from-1] != ' ' && v.r[from-1] != '\n' && v.r[from-1] != '\t' {
		from--
	}
	if start-from < 4 {
		return false
	}
	before := string(v.r[from:start])
	return strings.Contains(before, "://") || strings.Contains(before, "www.")
}

// How many words may stand beside a row that is the whole message.
const (
	fillerWords = 3
	fillerRunes = 8
)

// alone reports whether the message is this row of phone length and hardly a
// word more: the answer to "what is your number?".
func (p *phoneFinder) alone(g digitGroup) bool {
	v := p.v
	if len(v.tokens) > fillerWords+len(g) {
		return false
	}
	digits := 0
	for _, t := range v.tokens {
		if t.letters && t.size() > fillerRunes {
			return false
		}
		if !t.letters {
			digits++
		}
	}
	if digits != len(g) || v.otherForm(g) || !v.evenly(g) {
		return false
	}
	d := string(v.digits(make([]byte, 0, maxPhone), g, maxPhone))
	if len(g) == 1 && len(d) >= 10 && len(d) <= 13 && d[0] != '0' && p.homeNumber(d) {
		return true
	}
	return len(d) >= 7 && len(d) <= 11 && !strings.HasSuffix(d, "000") && !strings.HasPrefix(d, "00") && v.aloneGrouping(g)
}

// aloneGrouping leaves out spans of years, prices and days, thousands, network
// addresses, case numbers.
func (v *view) aloneGrouping(g digitGroup) bool {
	if len(g) == 1 {
		return true
	}
	years, hundreds := true, true
	for _, t := range g {
		w := string(v.word(t))
		if t.size() < 2 {
			return false
		}
		years = years && year(w)
		hundreds = hundreds && strings.HasSuffix(w, "00")
	}
	if year(string(v.word(g[0]))) && v.r[g[0].end] == '/' {
		return false // the number of a case: 2024/1234
	}
	return len(g) <= 5 && !years && !hundreds && v.r[g[0].end] != '.' && v.r[g[0].end] != '_'
}

// homeNumber reports whether the digits are a number with the country code of a
// home region whose plus was left out.
func (p *phoneFinder) homeNumber(digits string) bool {
	if p.checks--; p.checks < 0 {
		return true
	}
	n, err := phonenumbers.Parse("+"+digits, "")
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return false
	}
	switch n.GetCountryCode() {
	case 45, 48, 49, 36, 44:
		return true
	}
	return false
}
