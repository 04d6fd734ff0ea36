package privacy

// What looks like a name and is that of a place, an institution or a company.

// isPlace reports whether the words around a name that has no first name in it
// make a place of it: "in South Bexford", "moved to Alt Renning",
// "Thornby-on-Sea", "z Nowe Brzezie do Ostrow".
func (f *nameFinder) isPlace(s seq) bool {
	if f.waterJoins(s) {
		return true
	}
	if s.end < len(f.class) && f.gap(s.end-1) == gapSpace && townsBehind[f.v.short(f.v.tokens[s.end])] {
		return true
	}
	before := s.first - 1
	if s.size() == 1 && before > 0 && f.gap(before) == gapSpace && f.capital(before) && surePrefixes[f.v.short(f.v.tokens[before])] && !f.sentenceStarts(before) && !f.has(before-1, anyName|classTitle) {
		return true // "in South Clara"
	}
	if f.hasFirst(s) || s.initials > 0 {
		return false
	}
	if before < 0 || f.gap(before) != gapSpace {
		return false
	}
	w := f.v.short(f.v.tokens[before])
	switch {
	case f.capital(before) && placePrefixes[w]:
		return !f.has(before-1, anyName|classTitle)
	case f.v.upper(f.v.tokens[before].start) && !f.sentenceStarts(before):
		return false
	case placePrefixes[f.v.short(f.v.tokens[s.first])] && (inPlaces[w] || toPlaces[w]), w == "i" && f.danish(), inPlaces[w]:
		return true
	}
	return toPlaces[w] && f.travels(before)
}

// waterJoins reports "Thornby-on-Sea".
func (f *nameFinder) waterJoins(s seq) bool {
	joins := func(i int) bool { // token i is a small word between two dashes
		return i > 0 && i+1 < len(f.class) && f.gap(i-1) == gapJoin && f.gap(i) == gapJoin && joiningPlaces[f.v.short(f.v.tokens[i])]
	}
	return joins(s.first-1) || joins(s.end)
}

// hasFirst reports whether one of the words is a first name and nothing else.
func (f *nameFinder) hasFirst(s seq) bool {
	for i := s.first; i < s.end; i++ {
		if f.has(i, classFirst) {
			return true
		}
	}
	return false
}

// travels reports a word for moving or for a journey in the clause before token i.
func (f *nameFinder) travels(i int) bool {
	for n := i - 1; n >= 0 && n >= i-8 && !f.sentenceStarts(n+1); n-- {
		if travelWords[f.v.short(f.v.tokens[n])] {
			return true
		}
	}
	return false
}

var (
	placePrefixes = set("new old north south east west lake port mount upper lower great little high saint bad neu alt nord ost sud gross klein ober unter nowy nowa nowe stary stara stare wielki wielka wielkie maly mala male dolny dolna gorny gorna norre sonder oster vester store lille felso also")
	surePrefixes  = set("new north south east west lake port mount upper lower bad neu alt nord ost sud norre sonder oster vester")
	townsBehind   = set("telepulesen varosban varosba varosbol kozsegben faluban keruletben megyeben utcaban uton teren")
	joiningPlaces = set("on upon under over in by le la am an im ob der")
	inPlaces      = set("in near w we nahe")
	toPlaces      = set("to from between and nach aus von til fra do z ze pod")
	travelWords   = set("moved move moving bus train tram flight flew fly drove drive travelled travel ferry coach relocated shop store branch zug bus bahn umgezogen umziehen gezogen gefahren fahrt flug filiale flyttet flytter toget tog bussen floj rejste rejse faerge butik butikken pociag autobus tramwaj przeprowadzilem przeprowadzilam przeprowadzilismy przeniosl przenioslo jechalem jechalam lecialem lecialam lot podroz")
)

// danish reports a text in which "i" means "in".
func (f *nameFinder) danish() bool {
	return f.isDanish.ask(func() bool { return f.hasWord(danishWords) })
}

// hasWord reports whether one of the words, which have up to eight letters, is in the text.
func (f *nameFinder) hasWord(words map[string]bool) bool {
	for i := range f.class {
		if t := f.v.tokens[i]; t.letters && t.size() <= 8 && words[f.v.lookup(t)] {
			return true
		}
	}
	return false
}

// hungarian reports a text in which the family name stands first.
func (f *nameFinder) hungarian() bool {
	return f.isHungarian.ask(func() bool { return f.hasWord(hungarianWords) })
}

var hungarianWords = set("es hogy nem van egy meg kerem szia jo napot tisztelt udv neve")

var danishWords = set("jeg og ikke det der har til vores skal")

// isInstitution reports a name that a school or a hospital bears: "Eötvös
// Loránd Tudományegyetem", "Niels Bohr Institutet".
func (f *nameFinder) isInstitution(s seq) bool {
	if s.end >= len(f.class) || f.gap(s.end-1) != gapSpace && f.gap(s.end-1) != gapJoin || !f.capital(s.end) {
		return false
	}
	return institution(f.v.word(f.v.tokens[s.end]))
}

func institution(word []rune) bool {
	for _, stem := range institutions {
		if hasPrefix(word, stem) {
			return true
		}
	}
	return officeStem(word)
}

var institutions = []string{"institut", "gymnasi", "gimnazi", "kollegi", "college", "school", "hospital", "schule", "museum", "muzeum", "stiftung", "fond", "akademi", "szkol", "szpital", "iskol", "korhaz", "theat", "szinhaz", "teatr", "library", "bibliote", "konyvtar", "award", "prize", "preis"}

// belowName reports whether token i begins a line one or two lines below a line
// that begins with a name which was found: in a signature the office and the
// company stand there.
func (f *nameFinder) belowName(i int) bool {
	if !f.lineStarts(i) {
		return false
	}
	lines := 0
	for n := i - 1; n >= 0 && n >= i-12; n-- {
		if f.newLine(n) {
			if lines++; lines > 3 {
				return false
			}
		}
		if f.lineStarts(n) && f.beginsWith(n) {
			return true
		}
	}
	return false
}

// beginsWith reports whether one of the names that were found so far begins with
// token i or, behind a title, with the one after.
func (f *nameFinder) beginsWith(i int) bool {
	for _, s := range f.spans {
		if s.first == i || s.first == i+1 && f.has(i, classTitle) {
			return true
		}
	}
	return false
}

// polishAdjective reports the endings of the adjectives with which an office goes on.
func polishAdjective(word []rune) bool {
	for _, e := range []string{"owy", "owa", "lny", "lna", "czny", "czna", "jny", "jna"} {
		if len(word) >= 6 && hasEnding(word, e) {
			return true
		}
	}
	return false
}
