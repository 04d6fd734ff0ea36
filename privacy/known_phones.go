package privacy

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// phoneIndex finds known phone numbers in any grouping of their digits, with
// and without country code or trunk prefix.
type phoneIndex struct {
	byHead map[string][]knownPhone // by the first digits of the national number
}

type knownPhone struct {
	digits string
	number int
}

// A phone number has at least six digits here: fewer are extensions and
// would be found in every sum. phoneHead of them lead to the candidates.
const (
	minPhone  = 6
	maxPhone  = 15 // E.164 §6.2
	phoneHead = 6
)

func (x *phoneIndex) add(v *view, number int) {
	digits := make([]byte, 0, 16)
	for _, r := range v.r {
		if '0' <= r && r <= '9' {
			digits = append(digits, byte(r))
		}
	}
	plus := strings.ContainsRune(string(v.r), '+')
	for _, national := range nationalForms(string(digits), plus) {
		x.put(national, number)
	}
}

func (x *phoneIndex) put(digits string, number int) {
	if len(digits) < minPhone {
		return
	}
	if x.byHead == nil {
		x.byHead = map[string][]knownPhone{}
	}
	head := digits[:phoneHead]
	for _, p := range x.byHead[head] {
		if p.digits == digits {
			return
		}
	}
	x.byHead[head] = append(x.byHead[head], knownPhone{digits, number})
}

// nationalForms gives the digits under which a number is looked for: without
// its country code (E.164) and without the trunk prefix that is dialled inside
// the country (0 nearly everywhere, 06 in Hungary). Where a number does not say
// whether it carries a country code, both readings are taken.
func nationalForms(digits string, plus bool) []string {
	international, cut := strings.CutPrefix(digits, "00")
	if !cut {
		international = digits
	}
	forms := []string{}
	if n, err := phonenumbers.Parse("+"+international, ""); err == nil && (plus || cut || phonenumbers.IsValidNumber(n)) {
		forms = append(forms, phonenumbers.GetNationalSignificantNumber(n))
	}
	if plus || cut {
		return append(forms, international)
	}
	if rest, ok := strings.CutPrefix(digits, "06"); ok && len(rest) >= 8 {
		forms = append(forms, rest)
	}
	return append(forms, strings.TrimLeft(digits, "0"))
}

// find walks over the digits of the text. Digits that are at most maxGap other
// characters apart, letters excepted, are read as one row.
func (x *phoneIndex) find(v *view, found *findings) {
	if len(x.byHead) == 0 {
		return
	}
	var row digitRow
	for i := 0; i < len(v.tokens); {
		i = row.read(v, i)
		x.findIn(v, &row, found)
	}
}

func (x *phoneIndex) findIn(v *view, row *digitRow, found *findings) {
	for i := 0; i+phoneHead <= len(row.digits); i++ {
		for _, p := range x.byHead[string(row.digits[i:i+phoneHead])] {
			end := i + len(p.digits)
			if end > len(row.digits) || string(row.digits[i:end]) != p.digits {
				continue
			}
			if len(p.digits) < 8 && !(v.startsToken(row.at[i]) && v.endsToken(row.at[end-1])) {
				continue // short numbers are parts of many longer ones
			}
			from, to := row.at[row.prefix(v, i)], row.at[end-1]+1
			found.add(v.phoneStart(from, to), to, kindPhone, p.number, "")
			if v.startsToken(from) && v.endsToken(to-1) {
				v.take(from, to, flagKnown)
			}
		}
	}
}

// digitRow is a row of digits and where each stands.
type digitRow struct {
	digits []byte
	at     []int
}

// read fills the row from token i on and gives the token after it.
func (d *digitRow) read(v *view, i int) int {
	d.digits, d.at = d.digits[:0], d.at[:0]
	for ; i < len(v.tokens); i++ {
		t := v.tokens[i]
		if t.letters {
			if len(d.digits) == 0 {
				continue
			}
			return i
		}
		if n := len(d.at); n > 0 && t.start-d.at[n-1]-1 > maxGap {
			return i
		}
		for j := t.start; j < t.end; j++ {
			d.digits = append(d.digits, byte(v.r[j]))
			d.at = append(d.at, j)
		}
	}
	return i
}

// prefix gives where the number that was found at i begins with its country
// code or trunk prefix.
func (d *digitRow) prefix(v *view, i int) int {
	first := i
	for n := 1; n <= 7 && n <= i; n++ {
		before := string(d.digits[i-n : i])
		if i-n > 0 && d.at[i-n]-d.at[i-n-1] == 1 {
			continue // inside a longer token
		}
		plus := v.at(d.at[i-n]-1) == '+'
		trunk := before == "0" || before == "06"
		international := strings.HasPrefix(before, "00") && n >= 3
		if plus || trunk || international {
			first = i - n
		}
	}
	return first
}

func (v *view) startsToken(i int) bool { return i == 0 || !v.digit(i-1) }
func (v *view) endsToken(i int) bool   { return i+1 == len(v.r) || !v.digit(i+1) }
