package privacy

// findPersonalNumbers finds the numbers that states give to persons and that
// are made of digits only. Where the form or a check digit tells enough no word
// is needed; a wrong check digit beside a word is a typing error.
func findPersonalNumbers(v *view, found *findings) {
	v.digitGroups(flagTaken|flagKnown, func(g digitGroup, first int) {
		for i := v.countryCode(g); i < len(g); {
			n, k := v.personalNumber(g[i:], first+i)
			if n == 0 {
				i++
				continue
			}
			start, end := g[i].start, g[i+n-1].end
			if v.vatPrefix(start) {
				start -= 2
			}
			found.add(start, end, k, 0, v.compact(g[i].start, end))
			v.take(start, end, flagTaken)
			i += n
		}
	})
}

// countryCode gives how many tokens are the country and the trunk of a phone
// number: "+49 (0)".
func (v *view) countryCode(g digitGroup) int {
	if v.at(g[0].start-1) != '+' {
		return 0
	}
	n, digits := 0, 0
	for n < len(g) && digits+g[n].size() <= 4 {
		digits += g[n].size()
		n++
	}
	return min(n+1, len(g)) // and what follows it
}

// vatPrefix reports the country code before a Polish VAT number: PL5261040828.
func (v *view) vatPrefix(start int) bool {
	return v.at(start-1) == 'l' && v.at(start-2) == 'p' && (start == 2 || !v.alnum(start-3))
}

// A number has at most maxNumberTokens groups of digits and maxNumber digits.
const (
	maxNumberTokens = 5
	minNumber       = 7
	maxNumber       = 13
)

// window is some tokens of a group read as one number.
type window struct {
	g      digitGroup
	digits []byte
	shape  string // sizes of the groups with what stands between: "6-4"
}

// personalNumber gives how many tokens from the first one on are a personal
// number, and its kind.
func (v *view) personalNumber(g digitGroup, first int) (n int, k kind) {
	var windows [maxNumberTokens]window
	var digits [maxNumber]byte
	var shape [2 * maxNumberTokens]byte
	count, total := 0, 0
	for i := 0; i < len(g) && i < maxNumberTokens; i++ {
		if total += g[i].size(); total > maxNumber {
			break
		}
		if i > 0 {
			shape[2*i-1] = v.separator(g[i-1].end, g[i].start)
		}
		shape[2*i] = byte('0' + g[i].size())
		v.digits(digits[:total-g[i].size()], g[i:i+1], maxNumber)
		windows[i] = window{g[:i+1], digits[:total], string(shape[:2*i+1])}
		count++
	}
	if total < minNumber || v.at(g[0].start-1) == '+' {
		return 0, 0
	}
	return v.pickNumber(windows[:count], first)
}

func (v *view) pickNumber(windows []window, first int) (n int, k kind) {
	told := false
	var nearest, all subject
	for i := len(windows) - 1; i >= 0; i-- {
		w := windows[i]
		if len(w.digits) < minNumber || !v.closed(w.g) {
			continue
		}
		if !told {
			nearest, all = v.about(first, first+len(w.g))
			told = true
		}
		if k, ok := v.formOf(w, nearest, all); ok {
			return len(w.g), k
		}
		if n := len(w.digits); (n == 10 || n == 11) && v.mistyped(w, nearest) {
			return len(w.g), kindOf(nearest) // as long as most are, so no part of it is the number
		}
	}
	for i := len(windows) - 1; i >= 0; i-- {
		if w := windows[i]; v.closed(w.g) && v.mistyped(w, nearest) {
			return len(w.g), kindOf(nearest)
		}
	}
	return 0, 0
}

// formOf gives the kind of a number that has the form of one, as far as what
// the words say allows.
func (v *view) formOf(w window, nearest, all subject) (kind, bool) {
	known := all & (aboutPerson | aboutTax | aboutDocument)
	for i := range numberForms {
		f := &numberForms[i]
		if f.digits != len(w.digits) || known&f.about == 0 || !f.valid(w.digits) {
			continue
		}
		return f.kind, true
	}
	if nearest == aboutOther || v.touched(w.g) {
		return 0, false
	}
	if len(w.digits) == 10 && v.vatPrefix(w.g[0].start) && nip(w.digits) {
		return kindTaxID, true
	}
	for _, f := range tellingShapes[w.shape] {
		if f.valid(w.digits) && !(len(w.g) == 1 && v.otherForm(w.g)) {
			return f.kind, true
		}
	}
	return 0, false
}

// mistyped reports whether digits beside a word for a personal number may be
// one although their check digit is wrong or some are missing.
func (v *view) mistyped(w window, nearest subject) bool {
	fewest := 9
	switch nearest {
	case aboutPerson, aboutTax:
	case aboutDocument:
		fewest = 7
	default:
		return false
	}
	if len(w.digits) < fewest || len(w.digits) > 12 && nearest != aboutTax || isDate(v, w.g) || v.amount(w.g) || v.caseNumber(w.g) {
		return false
	}
	for i := 1; i < len(w.g); i++ {
		if w.g[i].start-w.g[i-1].end > 1 || w.g[i-1].size() >= 9 {
			return false
		}
	}
	return true
}

// caseNumber is a year and a number: 2025/3154.
func (v *view) caseNumber(g digitGroup) bool {
	return len(g) == 2 && v.r[g[0].end] == '/' && (year(string(v.word(g[0]))) || year(string(v.word(g[1]))))
}

func kindOf(s subject) kind {
	switch s {
	case aboutTax:
		return kindTaxID
	case aboutDocument:
		return kindPassport
	}
	return kindNationalID
}

// separator gives the one character that stands between two groups, spaces
// around it left out, or 0 if there are several.
func (v *view) separator(a, b int) byte {
	c := byte(' ')
	for ; a < b; a++ {
		switch {
		case v.r[a] == ' ' || v.r[a] == '\t':
		case c == ' ':
			c = byte(v.r[a])
		default:
			return 0
		}
	}
	return c
}

// closed reports whether no further digits, and no letter behind, are joined to
// the number.
func (v *view) closed(g digitGroup) bool {
	start, end := g[0].start, g[len(g)-1].end
	if end < len(v.r) && v.letter(end) {
		return false
	}
	if joins(v.at(start-1)) && start > 1 && v.digit(start-2) {
		return false
	}
	return !(joins(v.at(end)) && end+1 < len(v.r) && v.digit(end+1))
}

func joins(r rune) bool { return r == '-' || r == '/' || r == '.' || r == ',' || r == '_' }

// touched reports whether letters are joined to the number, as in product
// codes.
func (v *view) touched(g digitGroup) bool {
	start, end := g[0].start, g[len(g)-1].end
	if v.vatPrefix(start) {
		start -= 2
	}
	if start > 0 && (v.alnum(start-1) || v.r[start-1] == '#' || joins(v.r[start-1]) && start > 1 && v.alnum(start-2) && !v.longDash(start-1)) {
		return true
	}
	return end < len(v.r) && v.letter(end)
}
