package privacy

// findDocuments finds numbers that mix letters and digits: passports and
// identity cards, and the national numbers that have letters (British NINO,
// German insurance numbers).
func findDocuments(v *view, found *findings) {
	for i := 0; i < len(v.tokens); i++ {
		if !v.codeMayBegin(i) {
			continue
		}
		c, mixed := v.codeAt(i)
		if !mixed {
			continue
		}
		k, n := v.document(&c)
		if n == 0 {
			continue
		}
		end := c.ends[n-1]
		found.add(c.start, end, k, 0, string(c.chars[:c.size[n-1]]))
		v.take(c.start, end, flagTaken)
		i += n - 1
	}
}

// Bounds of a number with letters.
const (
	maxCodeTokens = 6
	maxCode       = 12
)

// code is a row of letters and digits with at most one space or dash between
// its tokens.
type code struct {
	start  int
	first  int // token
	tokens int
	chars  [maxCode]byte // Latin look-alikes of other scripts made Latin
	size   [maxCodeTokens]int
	ends   [maxCodeTokens]int
	breaks [maxCodeTokens]bool // something stands before this token
	small  int                 // tokens before the first with a small letter
	dashed int                 // tokens before the first dash
}

// codeMayBegin is a quick look that nearly all tokens fail: a code begins with
// up to three letters and digits behind them, or with digits.
func (v *view) codeMayBegin(i int) bool {
	t := v.tokens[i]
	if i+1 == len(v.tokens) || v.tokens[i+1].start-t.end > 1 || v.flags[t.start]&flagTaken != 0 {
		return false
	}
	if t.letters && (t.size() > 3 || v.tokens[i+1].letters) || t.size() > 10 || v.joined(t.start) {
		return false
	}
	apart := v.tokens[i+1].start > t.end
	return !t.letters || !apart || v.upper(t.start) && v.upper(t.end-1) && !numberWords[v.short(t)] // not "nr 123456AB"
}

// codeAt reads the code that begins at token i; mixed tells whether there are
// letters and digits in it.
func (v *view) codeAt(i int) (c code, mixed bool) {
	c = code{start: v.tokens[i].start, first: i, small: maxCodeTokens, dashed: maxCodeTokens}
	for j := i; j < len(v.tokens) && c.tokens < maxCodeTokens; j++ {
		t := v.tokens[j]
		if j > i && !v.codeGap(v.tokens[j-1].end, t.start) || !c.take(v, t) {
			break
		}
		c.breaks[c.tokens-1] = j > i && t.start > v.tokens[j-1].end
		if c.breaks[c.tokens-1] && v.r[t.start-1] == '-' {
			c.dashed = min(c.dashed, c.tokens-1)
		}
		mixed = mixed || t.letters != v.tokens[i].letters
	}
	return c, mixed
}

func (v *view) codeGap(a, b int) bool {
	return b == a || b-a == 1 && (v.r[a] == ' ' || v.r[a] == '-')
}

// joined reports whether something stands so close before that a code does not
// begin here.
func (v *view) joined(start int) bool {
	before := v.at(start - 1)
	return start > 0 && (v.alnum(start-1) || before == '#' || before == '+' || (before == '-' || before == '/' || before == '_' || before == '.') && start > 1 && v.alnum(start-2) && !v.longDash(start-1))
}

// take adds a token to the code, if it still fits.
func (c *code) take(v *view, t token) bool {
	n := 0
	if c.tokens > 0 {
		n = c.size[c.tokens-1]
	}
	if n+t.size() > maxCode || t.letters && t.size() > 3 {
		return false
	}
	for i := t.start; i < t.end; i++ {
		r := v.r[i]
		if plain, ok := lookalikes[r]; ok {
			r = plain
		}
		if r >= 0x80 {
			return false
		}
		c.chars[n] = byte(r)
		n++
		if t.letters && !v.upper(i) && c.small > c.tokens {
			c.small = c.tokens
		}
	}
	c.size[c.tokens], c.ends[c.tokens] = n, t.end
	c.tokens++
	return true
}

// document gives the kind of the code and how many of its tokens belong to it.
func (v *view) document(c *code) (k kind, n int) {
	if c.size[c.tokens-1] < 6 {
		return 0, 0
	}
	told := false
	var nearest, all subject
	for n := c.tokens; n > 1; n-- {
		if c.size[n-1] < 8 || v.runsOn(c.ends[n-1]) {
			continue
		}
		chars := c.chars[:c.size[n-1]]
		for i := range documentForms {
			f := &documentForms[i]
			if !f.fits(chars) || !f.valid(chars) {
				continue
			}
			if !told {
				nearest, all = v.about(c.first, c.first+n)
				told = true
			}
			if all&f.about != 0 || f.tells && nearest != aboutOther && c.small >= n && c.dashed >= n {
				return f.kind, n
			}
		}
	}
	if !told {
		nearest, _ = v.about(c.first, c.first+c.tokens)
	}
	if nearest&(aboutPerson|aboutTax|aboutDocument) == 0 {
		return 0, 0
	}
	return kindOf(nearest), v.namedCode(c)
}

// runsOn reports whether more letters or digits are joined to what ends here.
func (v *view) runsOn(end int) bool {
	if end == len(v.r) {
		return false
	}
	return v.alnum(end) || (v.r[end] == '-' || v.r[end] == '/') && end+1 < len(v.r) && v.digit(end+1)
}

// namedCode takes as much of the code as a document's number may be, where a
// word says that one follows: six characters or more, five of them digits. What
// stands apart belongs to it only in capitals.
func (v *view) namedCode(c *code) int {
	most, digits := 0, 0
	for n := 1; n <= c.tokens; n++ {
		from := 0
		if n > 1 {
			from = c.size[n-2]
		}
		if n > 1 && c.breaks[n-1] && (c.small < n || digits >= 5 && c.size[n-1]-from > 3) {
			break
		}
		for _, r := range c.chars[from:c.size[n-1]] {
			if r <= '9' {
				digits++
			}
		}
		if c.size[n-1] >= 6 && digits >= 5 && digits < c.size[n-1] && !v.runsOn(c.ends[n-1]) {
			most = n
		}
	}
	return most
}
