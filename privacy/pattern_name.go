package privacy

import "slices"

// findPersons finds names that nobody told us before, by the words around
// them: after greetings, introductions, titles and words such as "my wife",
// below sign-offs, in the headers of quoted mails, and first names that are no
// everyday words wherever they stand with a capital. What was found once is found again in
// the rest of the text.
func findPersons(v *view, found *findings) {
	f := &nameFinder{v: v, found: found}
	f.read()
	for i, w := range f.words {
		if w == nil || len(w.cues) == 0 {
			continue
		}
		for _, c := range w.cues {
			if f.said(c, i) {
				f.heed(c, i)
			}
		}
	}
	f.beforeMail()
	f.bare()
	f.lastLine()
	f.repeat()
	f.report()
}

// nameFinder looks for names in one text. Places are indexes of tokens.
type nameFinder struct {
	v      *view
	found  *findings
	words  []*lexWord
	class  []class
	shouts bool // nearly all in capitals, which then say nothing
	spans  []nameSpan
}

// nameSpan is a name from a token up to another, which is not part of it.
type nameSpan struct{ first, end int }

// read looks every word up once.
func (f *nameFinder) read() {
	v := f.v
	lex := lexicon()
	f.words = make([]*lexWord, len(v.tokens))
	f.class = make([]class, len(v.tokens))
	var upper, letters int
	for i, t := range v.tokens {
		if !t.letters || v.flags[t.start]&flagTaken != 0 {
			continue
		}
		if t.size() <= 24 {
			f.words[i] = lex[string(v.word(t))]
		}
		if f.words[i] != nil {
			f.class[i] = f.words[i].class
		}
		if f.class[i] == 0 && v.upper(t.start) && t.size() >= 4 {
			f.class[i] = f.guess(lex, t)
		}
		for n := t.start; n < t.end; n++ {
			letters++
			if v.upper(n) {
				upper++
			}
		}
	}
	f.shouts = letters >= 12 && upper*10 > letters*7
}

// guess classes a word that the lexicon lacks: a first name with a genitive s,
// or a family name by its shape.
func (f *nameFinder) guess(lex map[string]*lexWord, t token) class {
	word := f.v.word(t)
	last := len(word) - 1
	if word[last] == 's' && last >= 3 && last <= 24 {
		if w := lex[string(word[:last])]; w != nil && w.class&^classHungarian == classFirst {
			return classFirst
		}
	}
	if len(word) <= 24 && familyShape(word) || f.wifeOf(t) {
		return classLast
	}
	return 0
}

// wifeOf reports the Hungarian form for a married woman, "Kovácsné".
func (f *nameFinder) wifeOf(t token) bool {
	v := f.v
	if t.size() < 5 || v.r[t.end-1] != 'e' || v.r[t.end-2] != 'n' {
		return false
	}
	last := v.text[v.from[t.end-1]:v.to[t.end-1]]
	return last == "é" || last == "e\u0301"
}

func (f *nameFinder) has(i int, c class) bool {
	return i >= 0 && i < len(f.class) && f.class[i]&c != 0
}

// capital reports whether token i is a free word that begins with a capital.
func (f *nameFinder) capital(i int) bool {
	return f.free(i) && f.v.upper(f.v.tokens[i].start)
}

// free reports whether token i is a word that no other rule has read and that
// is no piece of a link or of an identifier.
func (f *nameFinder) free(i int) bool {
	if i < 0 || i >= len(f.v.tokens) {
		return false
	}
	v, t := f.v, f.v.tokens[i]
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

func (f *nameFinder) gap(i int) gap {
	v := f.v
	if i+1 >= len(v.tokens) {
		return gapOther
	}
	a, b := v.tokens[i].end, v.tokens[i+1].start
	if b-a > maxBetween {
		return gapOther
	}
	result, dashed := gapSpace, false
	for n := a; n < b; n++ {
		switch r := v.r[n]; r {
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
func (f *nameFinder) said(c cue, i int) bool {
	for n, word := range c.before {
		at := i - n - 1
		if at < 0 {
			return false
		}
		if g := f.gap(at); g == gapLine || g == gapOther && !f.v.near(at, at+1) {
			return false
		}
		if string(f.v.word(f.v.tokens[at])) != word {
			return false
		}
	}
	return true
}

func (f *nameFinder) add(first, end int) {
	if end > first {
		f.spans = append(f.spans, nameSpan{first, end})
	}
}

// report gives the names to the findings. Within one text a name and its parts
// have one number.
func (f *nameFinder) report() {
	if len(f.spans) == 0 {
		return
	}
	slices.SortFunc(f.spans, func(a, b nameSpan) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.end - a.end
	})
	known := f.knownParts()
	end := 0
	var people persons
	for _, s := range f.spans {
		if s.end <= end {
			continue
		}
		end = s.end
		if known.covers(s) {
			continue
		}
		v := f.v
		f.found.add(v.tokens[s.first].start, v.tokens[s.end-1].end, kindName, 0, people.key(f.partsOf(s)))
	}
}

func (f *nameFinder) partsOf(s nameSpan) []string {
	var parts []string
	for i := s.first; i < s.end; i++ {
		if t := f.v.tokens[i]; t.letters && t.size() > 1 && t.size() <= maxKnown && !f.has(i, classParticle) {
			parts = append(parts, string(f.v.word(t)))
		}
	}
	return parts
}

// knownParts marks the tokens that known names have already found.
func (f *nameFinder) knownParts() knownTokens {
	var marked knownTokens
	for _, k := range f.found.all {
		if k.kind != kindName || k.number == 0 {
			continue
		}
		if marked == nil {
			marked = make(knownTokens, len(f.v.tokens))
		}
		at, _ := slices.BinarySearchFunc(f.v.tokens, k.start, func(t token, start int) int { return t.end - 1 - start })
		for ; at < len(f.v.tokens) && f.v.tokens[at].start < k.end; at++ {
			marked[at] = k.end >= f.v.tokens[at].end && k.start <= f.v.tokens[at].start
		}
	}
	return marked
}

type knownTokens []bool

// covers reports whether all of a name is known already, which has its number.
func (k knownTokens) covers(s nameSpan) bool {
	return k != nil && !slices.Contains(k[s.first:s.end], false)
}

// persons gives the names of one text their keys: whose parts are all parts of
// an earlier one is the same person.
type persons struct {
	of map[string]string // part to the key of the first name that has it
}

func (p *persons) key(parts []string) string {
	if p.of == nil {
		p.of = map[string]string{}
	}
	key, same := "", len(parts) > 0
	for i, part := range parts {
		owner, ok := p.of[part]
		same = same && ok && (i == 0 || owner == key)
		if i == 0 {
			key = owner
		}
	}
	if same {
		return key
	}
	key = ""
	for _, part := range parts {
		key += part + " "
	}
	for _, part := range parts {
		if p.of[part] == "" {
			p.of[part] = key
		}
	}
	return key
}
