package privacy

// trust is what a rule takes for a part of a name.
type trust struct {
	unknown bool // a word with a capital that nobody knows
	typed   bool // words in small letters that nobody knows, where they end the phrase
	lower   bool // known names in small letters, and what follows them
	titled  bool // behind a title: only offices are none
	whole   bool // all of a line, or of a greeting, may be a name of everyday words
}

// maxParts bounds the words of one name.
const maxParts = 6

// seq is a row of words that read as a name.
type seq struct {
	first, end int
	known      int // words that are names by themselves
	sure       int // of them, those that are nothing else
	unknown    int
	initials   int
}

func (s seq) size() int { return s.end - s.first }

// forward reads a name from token i on. Titles before it are left out.
func (f *nameFinder) forward(i int, t trust) seq {
	for n := 0; n < 4 && i < len(f.class) && f.has(i, classTitle) && f.titleGap(i); n++ {
		i++
		t.titled = true
	}
	s := seq{first: i, end: i}
	for n := 0; n < maxParts && i < len(f.class); n++ {
		if n > 0 && !f.joined(i-1) {
			break
		}
		if f.has(i, classParticle) && f.free(i) && f.particleAt(i) {
			i++
			continue
		}
		if !f.part(i, s, t) {
			break
		}
		if f.v.tokens[i].size() == 1 {
			s.initials++
		} else {
			s.count(f.class[i])
		}
		i++
		s.end = i
	}
	if s.known+s.unknown == 0 {
		s.end = s.first
	}
	return s
}

func (s *seq) count(c class) {
	switch {
	case c&(classFirst|classLast) != 0:
		s.known++
		s.sure++
	case c&anyName != 0:
		s.known++
	case c == 0:
		s.unknown++
	}
}

// titleGap reports whether a title and the word behind it belong together.
func (f *nameFinder) titleGap(i int) bool {
	g := f.gap(i)
	return g == gapSpace || g == gapDot
}

// joined reports whether token i and the next one can be parts of one name.
func (f *nameFinder) joined(i int) bool {
	switch f.gap(i) {
	case gapSpace:
		return true
	case gapJoin:
		return f.v.tokens[i+1].size() > 1
	case gapDot:
		return f.v.tokens[i].size() == 1 || shortened[f.v.lookup(f.v.tokens[i])]
	}
	return false
}

// shortened are first names as they are abbreviated.
var shortened = set("chr joh jos fr th wm geo chas ge kr ph st")

// particleAt reports whether a part of a name follows the particle.
func (f *nameFinder) particleAt(i int) bool {
	next := i + 1
	if f.has(next, classParticle) && f.gap(i) == gapSpace {
		next++
	}
	return next < len(f.class) && f.gap(next-1) == gapSpace && f.capital(next) && !f.has(next, classEveryday|classNever)
}

// part reports whether token i can be the next part of the name s.
func (f *nameFinder) part(i int, s seq, t trust) bool {
	if !f.free(i) {
		return false
	}
	tok, c := f.v.tokens[i], f.class[i]
	if tok.size() == 1 {
		return f.initial(i, s)
	}
	if c&classNever != 0 && c&(classLastToo|classFirstToo) == 0 {
		return false
	}
	if c&classTitle != 0 && c&anyName == 0 || tok.size() > 24 {
		return false
	}
	if !f.v.upper(tok.start) || f.shouts {
		return f.smallPart(i, s, t)
	}
	switch {
	case f.joinedToName(i), s.size() > 0 && f.gap(i-1) == gapJoin && c&(classNever|classEveryday) == classEveryday && f.v.at(tok.start-1) == '-' && !functionWords[f.v.lookup(tok)]:
		return true
	case c&classNever != 0:
		return s.size() > 0 || t.whole
	case c&classEveryday != 0 && c&(classLastToo|classFirstToo) == 0:
		return (s.sure > 0 && s.size() <= 2 || t.whole || t.titled && s.size() == 0 && f.strongTitle(i-1)) && f.surnameToo(i)
	case c&classEveryday != 0 && (s.sure > 0 && s.size() <= 2 || t.whole) && f.surnameToo(i):
		return true
	case c&classEveryday != 0:
		return t.titled || t.unknown && s.size() == 0 && (c&classFirstToo != 0 || f.firstNameFollows(i)) || s.size() > 0 && c&classFirstToo != 0 && (f.nameGoesOn(i) || s.sure > 0 && !f.runsOn(i)) || s.size() > 0 && s.size() < 3 && c&classLastToo != 0 && !f.runsOn(i)
	case c&anyName != 0:
		return true
	case c != 0 && c&^(classParticle|classAnd) != 0:
		return false
	}
	if s.size() > 0 && tok.size() <= 4 && f.v.upper(tok.end-1) && !f.v.upper(f.v.tokens[i-1].end-1) {
		return false // "TAJ" behind "Endre"
	}
	if t.titled && s.size() == 0 && f.strongTitle(i-1) {
		return true
	}
	return (t.unknown || t.titled || s.known > 0) && !officeWord(f.v.word(tok)) && !streetWordEnd(f.v.word(tok))
}

// smallPart accepts names in small letters.
func (f *nameFinder) smallPart(i int, s seq, t trust) bool {
	c := f.class[i]
	if !t.lower {
		return false
	}
	if f.joinedToName(i) || t.typed && c&(classLastToo|classFirstToo) != 0 && f.gap(i) == gapSpace && f.has(i+1, anyName) && !f.has(i+1, classEveryday) {
		return true
	}
	if c&(classEveryday|classNever|classAnd|classTitle) != 0 && c&(classFirst|classLast) == 0 {
		return false
	}
	if c&(classFirst|classLast) != 0 || c&anyName != 0 && (s.size() > 0 || t.titled || f.nameEnds(i) || f.joinedToName(i)) {
		return true
	}
	if t.typed && c&^(anyName|classHungarian) == 0 && s.size() < 3 && !officeWord(f.v.word(f.v.tokens[i])) && !untold[f.v.lookup(f.v.tokens[i])] && f.endsTyped(i) {
		return true
	}
	continues := s.known > 0 && s.size() < 3 && (f.shouts || !f.v.upper(f.v.tokens[i-1].start))
	return c == 0 && (continues || t.titled && s.size() == 0) && (f.nameEnds(i) || continues && f.gap(i) == gapSpace && (f.has(i+1, classLast|classLastToo) && !f.has(i+1, classEveryday) || (f.shouts || t.typed) && functionWords[f.v.lookup(f.v.tokens[i+1])]))
}

// untold are words that follow "my name is" and are none.
var untold = set("babci dziadka mamy taty meza zony corki syna bye goodbye byebye hej hejhej farvel tschuss ciao tschau pa papa narazie szia sziasztok viszlat hello later soon speak talk then ok okay anyway xx xxx danke dank tak dzieki koszi lots much vorab nochmals wszystkich wszystkim derude alle allesammen mindenkinek everyone everybody derovre drogie rak wlasnych szuletesnap spelled spelt misspelled wrong incorrect missing changed jetzt anders nun falsch noget andet forkert stavet inaczej zle blednie rosszul hibas mas masik megint ujra igen kivanok sammen nochmal wieder miteinander allerseits ponownie folks people")

// endsTyped reports whether a word in small letters that nobody knows ends what
// an introduction began: before punctuation, "and", or one more such word or name.
func (f *nameFinder) endsTyped(i int) bool {
	if f.nameEnds(i) {
		return true
	}
	next := i + 1
	if f.gap(i) == gapJoin || f.has(next, anyName) && !f.has(next, classEveryday) {
		return true
	}
	return f.gap(i) == gapSpace && f.free(next) && f.class[next] == 0 && f.nameEnds(next)
}

// joinedToName reports the first half of "Maj-Britt".
func (f *nameFinder) joinedToName(i int) bool {
	return f.gap(i) == gapJoin && f.has(i+1, classFirst|classFirstToo) && !f.has(i, classNever) && f.v.tokens[i+1].size() > 1 && f.v.at(f.v.tokens[i].end) == '-' &&
		f.v.upper(f.v.tokens[i].start) == f.v.upper(f.v.tokens[i+1].start)
}

// nameGoesOn reports whether a name follows token i: "Paweł Jan Pietrzak".
func (f *nameFinder) nameGoesOn(i int) bool {
	return f.gap(i) == gapSpace && f.capital(i+1) && !f.has(i+1, classEveryday|classNever) && !f.sentenceStarts(i)
}

// firstNameFollows reports a family name that is a word, before a first name:
// "Nagy Ferenc".
func (f *nameFinder) firstNameFollows(i int) bool {
	return f.has(i, classLastToo) && f.gap(i) == gapSpace && f.capital(i+1) && f.has(i+1, classFirst|classFirstToo) && f.has(i+1, classHungarian)
}

// nameEnds reports whether what follows token i ends a name: punctuation, a
// line, the text, or an "and".
func (f *nameFinder) nameEnds(i int) bool {
	return i+1 >= len(f.v.tokens) || f.gap(i) != gapSpace && f.gap(i) != gapJoin || f.has(i+1, classAnd)
}

// initial accepts "H." and, inside of a name, "H".
func (f *nameFinder) initial(i int, s seq) bool {
	v, t := f.v, f.v.tokens[i]
	if !v.upper(t.start) {
		return false
	}
	switch f.gap(i) {
	case gapDot:
		return s.size() > 0 || f.capital(i+1)
	case gapJoin:
		return v.at(t.end) == '\'' && f.capital(i+1)
	case gapSpace:
		return s.known > 0 && f.capital(i+1) && !f.has(i, classEveryday) && !f.has(i+1, classEveryday)
	}
	return s.size() > 0 && v.at(t.end) == '.' || i+1 >= len(v.tokens) && s.known > 0
}

// backward reads a name that ends before token end.
func (f *nameFinder) backward(end, most int) seq {
	s := seq{first: end, end: end}
	for i := end - 1; i >= 0 && s.size() < most; i-- {
		if i < end-1 && f.gap(i) != gapSpace && f.gap(i) != gapJoin && !(f.gap(i) == gapDot && f.v.tokens[i].size() <= 3) {
			break
		}
		c := f.class[i]
		if c&classParticle != 0 && s.size() > 0 && f.free(i) && !f.v.upper(f.v.tokens[i].start) && i > 0 && f.gap(i-1) == gapSpace && (f.capital(i-1) || f.has(i-1, classParticle)) {
			s.first = i
			continue
		}
		if !f.capital(i) || c&classNever != 0 && c&anyName == 0 || c&classEveryday != 0 && c&(classLastToo|classFirstToo) == 0 || c&classTitle != 0 {
			break
		}
		if c&classEveryday != 0 && s.size() == 0 && !(c&classLastToo != 0 && f.isTitleOf(end)) || c == 0 && officeWord(f.v.word(f.v.tokens[i])) {
			break
		}
		s.count(c)
		s.first = i
	}
	return s
}
