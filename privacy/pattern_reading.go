package privacy

// reading is a text whose words have been looked up, for the rules that go by
// the words around a name or an address. Places are indexes of tokens.
type reading struct {
	v      *view
	words  []*lexWord
	class  []class
	shouts bool // nearly all in capitals, which then say nothing
}

// newReading looks every word up once.
func newReading(v *view) *reading {
	r := &reading{v: v}
	lex := nameLexicon()
	r.words = make([]*lexWord, len(v.tokens))
	r.class = make([]class, len(v.tokens))
	var upper, letters int
	for i, t := range v.tokens {
		if !t.letters || v.flags[t.start]&flagTaken != 0 {
			continue
		}
		if t.size() <= 24 {
			r.words[i] = lex[v.lookup(t)]
		}
		if r.words[i] != nil {
			r.class[i] = r.words[i].class
		}
		if r.class[i] == 0 && v.upper(t.start) && t.size() >= 4 {
			r.class[i] = r.guess(lex, t)
		}
		for n := t.start; n < t.end; n++ {
			letters++
			if v.upper(n) {
				upper++
			}
		}
	}
	r.shouts = letters >= 12 && upper*10 > letters*7
	return r
}

// guess classes a word that the lexicon lacks: another form of one that it has,
// or a family name by its shape.
func (r *reading) guess(lex map[string]*lexWord, t token) class {
	if c := r.inflected(lex, t); c != 0 {
		return c
	}
	if word := r.v.word(t); len(word) <= 24 && familyShape(word) || r.wifeOf(t) {
		return classLast
	}
	return 0
}

// wifeOf reports the Hungarian form for a married woman, "Kovácsné".
func (r *reading) wifeOf(t token) bool {
	v := r.v
	if t.size() < 5 || v.r[t.end-1] != 'e' || v.r[t.end-2] != 'n' {
		return false
	}
	last := v.text[v.from[t.end-1]:v.to[t.end-1]]
	return last == "é" || last == "e\u0301"
}

func (r *reading) has(i int, c class) bool {
	return i >= 0 && i < len(r.class) && r.class[i]&c != 0
}

// capital reports whether token i is a free word that begins with a capital.
func (r *reading) capital(i int) bool {
	return r.free(i) && r.v.upper(r.v.tokens[i].start)
}

// free reports whether token i is a word that no other rule has read and that
// is no piece of a link or of an identifier.
func (r *reading) free(i int) bool {
	if i < 0 || i >= len(r.v.tokens) {
		return false
	}
	v, t := r.v, r.v.tokens[i]
	if !t.letters || v.flags[t.start]&flagTaken != 0 || v.flags[t.start]&flagAlone != 0 {
		return false
	}
	switch before := v.at(t.start - 1); before {
	case '@', '_', '\\', '=', '#', '%':
		return false
	case '/', '.':
		if v.at(t.start-2) == before || before == '/' && t.start >= 2 && v.alnum(t.start-2) && !v.upper(t.start) {
			return false
		}
	}
	switch v.at(t.end) {
	case '@', '_', '\\', '=':
		return false
	case '.':
		return t.end+1 >= len(v.r) || !v.letter(t.end+1) || v.upper(t.end+1)
	}
	return t.end >= len(v.r) || !v.digit(t.end)
}

// gap is what stands between two tokens.
type gap uint8

const (
	gapSpace gap = iota
	gapJoin      // a dash or an apostrophe
	gapDot       // the dot of an abbreviation, with or without space
	gapComma
	gapLine // a line break
	gapOther
)

// maxBetween is how many characters between two tokens are looked at.
const maxBetween = 16

func (r *reading) gap(i int) gap {
	v := r.v
	if i+1 >= len(v.tokens) {
		return gapOther
	}
	a, b := v.tokens[i].end, v.tokens[i+1].start
	if b-a > maxBetween {
		return gapOther
	}
	result, dashed := gapSpace, false
	for n := a; n < b; n++ {
		switch v.r[n] {
		case ' ', '\t':
			if dashed {
				return gapOther
			}
		case '\n', '\r':
			result = gapLine
		case '-', '\'':
			if n > a || b-a > 1 {
				return gapOther
			}
			return gapJoin
		case '.':
			if n > a {
				return gapOther
			}
			result = gapDot
			dashed = b-a == 2 && v.r[n+1] == '-'
			if dashed {
				return gapDot
			}
		case ',':
			if result != gapSpace {
				return gapOther
			}
			result = gapComma
		default:
			return gapOther
		}
	}
	return result
}

// said reports whether the phrase ends with token i.
func (r *reading) said(c cue, i int) bool {
	for n, word := range c.before {
		at := i - n - 1
		if at < 0 {
			return false
		}
		if g := r.gap(at); g == gapLine || g == gapOther && !r.v.near(at, at+1) {
			return false
		}
		if r.v.lookup(r.v.tokens[at]) != word {
			return false
		}
	}
	return true
}

// lineStarts reports whether token i is the first of its line, quotation marks
// of mails left out.
func (r *reading) lineStarts(i int) bool {
	v := r.v
	for n := v.tokens[i].start - 1; n >= 0; n-- {
		switch v.r[n] {
		case '\n', '\r':
			return true
		case ' ', '\t', '>', '*', '-', '|', '"', '_', '~', '(':
		default:
			return false
		}
	}
	return true
}

// lineEnds reports whether nothing but punctuation follows token i in its line.
func (r *reading) lineEnds(i int) bool {
	v := r.v
	for n := v.tokens[i].end; n < len(v.r) && n < v.tokens[i].end+maxBetween; n++ {
		switch v.r[n] {
		case '\n', '\r':
			return true
		default:
			if v.alnum(n) || v.r[n] == '<' || v.r[n] == '@' {
				return false
			}
		}
	}
	return true
}

// sentenceStarts reports whether a sentence begins with token i.
func (r *reading) sentenceStarts(i int) bool {
	v := r.v
	for n := v.tokens[i].start - 1; n >= 0; n-- {
		switch v.r[n] {
		case ' ', '\t', '"', '(', '*', '>', '-':
		case '.':
			return i == 0 || v.tokens[i-1].size() > 3
		case '\n', '\r', '!', '?', ':', ';':
			return true
		default:
			return false
		}
	}
	return true
}

// runsOn reports whether a sentence goes on behind token i in small letters.
func (r *reading) runsOn(i int) bool {
	return i+1 < len(r.v.tokens) && r.gap(i) == gapSpace && r.v.tokens[i+1].letters && !r.v.upper(r.v.tokens[i+1].start) && !r.has(i+1, classAnd)
}

func (r *reading) newLine(i int) bool {
	v := r.v
	for n := v.tokens[i].end; n < v.tokens[i+1].start; n++ {
		if v.r[n] == '\n' {
			return true
		}
	}
	return false
}

// colon reports whether a colon follows token i.
func (r *reading) colon(i int) bool {
	v := r.v
	for n := v.tokens[i].end; n < len(v.r) && n < v.tokens[i].end+4; n++ {
		switch v.r[n] {
		case ':', '=':
			return true
		case ' ', '*', '\t', ')', '(', '/', '.':
		default:
			return false
		}
	}
	return false
}
