package privacy

// Two words with capitals that nobody knows, in the middle of a sentence, are
// more often a person than anything else. An expert must not read who it is, so
// they are hidden unless something says what else they are.

// pairs takes rows of two and three such words, and initials with one.
func (f *nameFinder) pairs() {
	if f.shouts || f.headline() {
		return
	}
	for i := 0; i < len(f.class); i++ {
		s := f.pairAt(i)
		if s.size() == 0 {
			continue
		}
		if !f.isStreet(s) && !f.isCompany(s) && !f.officeFollows(s.end) && (s.initials > 0 || !f.thingBefore(s.first)) && !f.isElse(s) && !placePrefixes[f.v.short(f.v.tokens[s.first])] {
			f.add(s.first, s.end)
		}
		i = s.end - 1
	}
}

// headline reports a text in which words have capitals whatever they are.
func (f *nameFinder) headline() bool { return f.isHeadline.ask(f.readHeadline) }

func (f *nameFinder) readHeadline() bool {
	words, capitals := 0, 0
	for i, t := range f.v.tokens {
		if t.letters && t.size() > 1 {
			words++
			if f.v.upper(t.start) && f.class[i]&anyName == 0 {
				capitals++
			}
		}
	}
	return words >= 8 && capitals*3 > words*2
}

func (f *nameFinder) pairAt(i int) seq {
	none := seq{first: i, end: i}
	if !f.capital(i) || f.v.tokens[i].size() > 1 && f.has(i, classEveryday|classNever|classTitle) && !f.has(i, classFirstToo) {
		return none
	}
	s := f.forward(i, trust{unknown: true})
	if s.size() == 1 && f.written(i) && (f.whoFollows(i) || f.officeOf(i)) {
		return s
	}
	if s.size() < 2 || s.size() > maxParts || s.known+s.unknown == 0 {
		return none
	}
	s = f.afterOpening(s)
	if f.v.tokens[s.first].size() == 1 && s.first > 0 && lettered[f.v.short(f.v.tokens[s.first-1])] {
		return none // "zone C. Regningen"
	}
	for n := s.first; n < s.end; n++ {
		if !f.written(n) || f.class[n] == 0 && f.noun(n) {
			return none
		}
	}
	i = s.first
	if last := f.v.tokens[s.end-1]; last.size() == 1 || s.initials == 0 && canonical(f.v.word(last)) == canonical(f.v.word(f.v.tokens[i])) {
		return none
	}
	starts := f.sentenceStarts(i) && (i == 0 || !f.colon(i-1))
	switch {
	case s.initials > 0 && f.v.tokens[i].size() == 1:
		if i == 0 || starts && !f.lineStarts(i) || f.v.tokens[i-1].size() == 1 || f.has(i-1, anyName) && f.capital(i-1) {
			return none
		}
	case starts && !f.german() && f.runsOn(s.end-1), starts && f.has(s.end, classAnd) && f.capital(s.end+1):
	case starts && !(f.has(s.end-1, classLast|classHungarian) || s.initials > 0 || f.lineStarts(i) && f.lineEnds(s.end-1)):
		return none
	}
	return s
}

// lettered are things that a letter distinguishes.
var lettered = set("zone zona strefa strefy block blok bloku haus gebaude bygning section typ type klasse gruppe gruppen plan trakt building gate terminal")

var againWords = set("again igen nochmal wieder her here speaking")

// officeOf reports "Tamsin from your office".
func (f *nameFinder) officeOf(i int) bool {
	if i+2 >= len(f.class) || f.gap(i) != gapSpace || f.gap(i+1) != gapSpace || f.noun(i) || !f.capital(i) || !f.written(i) {
		return false
	}
	return yourOffice[string(f.v.word(f.v.tokens[i+1]))+" "+f.v.short(f.v.tokens[i+2])] && f.class[i]&(classEveryday|classNever|classTitle) == 0
}

var yourOffice = map[string]bool{"from your": true, "fra jeres": true, "aus ihrem": true, "aus ihrer": true, "z panstwa": true, "z waszego": true, "z waszej": true}

// german reports a text in which nouns have capitals.
func (f *nameFinder) german() bool {
	return f.isGerman.ask(func() bool { return f.hasWord(germanWords) })
}

var germanWords = set("ich und nicht ist sie wir habe eine auf bitte mich beim fur sind wird sucht zum zur einen wann nach nur vom ein dem aus bei seit trotz wegen hatte mir uns")

// whoFollows reports "it was Tegan who", "det var Dagny der".
func (f *nameFinder) whoFollows(i int) bool {
	if i < 2 || i+1 >= len(f.class) || f.gap(i) != gapSpace || f.gap(i-1) != gapSpace || f.noun(i) {
		return false
	}
	before, after := f.v.short(f.v.tokens[i-1]), f.v.short(f.v.tokens[i+1])
	return after == "who" || before == "var" && (after == "der" || after == "som") || againWords[after] && (before == "s" || before == "is" || before == "er" || before == "bare" || before == "ist")
}

// written reports a word as names are written: a capital and small letters.
func (f *nameFinder) written(i int) bool {
	t := f.v.tokens[i]
	if t.size() == 1 || f.has(i, classParticle) {
		return true
	}
	if f.v.r[t.start] == 'm' && t.size() > 3 && f.v.r[t.start+1] == 'c' {
		return true // McKenzie
	}
	for n := t.start + 1; n < t.end; n++ {
		if f.v.upper(n) {
			return false
		}
	}
	return true
}

// thingBefore reports words behind which a name is that of a thing.
func (f *nameFinder) thingBefore(i int) bool {
	if i == 0 || f.gap(i-1) != gapSpace && f.gap(i-1) != gapOther || f.colon(i-1) {
		return false
	}
	w := f.v.short(f.v.tokens[i-1])
	return thingsNamed[w] || beforeStreetName[w] || companyForms[w] || ownersOfThings[w]
}

var thingsNamed = set("as als som jako the at called titled labelled model brand type product firma firmie firmy firmaet marke modell typ produkt gerat app appen system programm programme form formular schule kita hotel restaurant cafe bank klinik krankenhaus bygning building gebaude block blok budynku haus " +
	"modellen merke mærke maerke wniosek aplikacja szkola szkole sklep sklepie bank banku klub klubie a az cég ceg bolt termek alkalmazas nyomtatvany im am zum zur beim vom bei im ins der die das den dem des in w we na")

// ownersOfThings have a thing behind them, or somebody whom a list knows.
var ownersOfThings = set("my your our his her their mein dein unser ihr min mit mine din dit vores jeres moj moja moje nasz nasza wasz wasza")

// afterOpening leaves out a word that nobody knows, or a word for somebody's
// office, that opens a sentence or stands behind a colon, where a first name with more follows.
func (f *nameFinder) afterOpening(s seq) seq {
	if s.size() > 1 && f.class[s.first] == 0 && f.words[s.first] != nil && len(f.words[s.first].cues) > 0 && f.has(s.first+1, anyName) && f.gap(s.first) == gapSpace {
		s.first++ // "Tante Xenia"
		return s
	}
	if s.size() < 3 || f.class[s.first]&anyName != 0 || !f.sentenceStarts(s.first) || f.gap(s.first) != gapSpace {
		return s
	}
	next := s.first + 1
	role := f.words[s.first] != nil && len(f.words[s.first].cues) > 0
	if role || f.has(next, classFirst) && !f.has(next, classHungarian) || f.has(next, classLast) && f.has(s.end-1, classFirst) {
		s.first++
		if f.class[s.first-1] == 0 {
			s.unknown--
		}
	}
	return s
}

// loneLines takes lines that are nothing but a name: the first, which greets,
// and the last, which signs; and any line of two such words.
func (f *nameFinder) loneLines() {
	if f.shouts {
		return
	}
	for i := range f.class {
		if !f.capital(i) || !f.lineStarts(i) || f.v.tokens[i].size() > 1 && f.has(i, classEveryday|classNever) && !f.has(i, classFirstToo) {
			continue
		}
		s := f.forward(i, trust{unknown: true})
		if s.size() == 0 || s.size() > 4 || !f.lineEnds(s.end-1) && !f.kissed(s.end) || !f.written(i) {
			continue
		}
		last := s.end == len(f.class) || f.kissed(s.end) && s.end+1 == len(f.class)
		mark := f.v.at(f.v.tokens[s.end-1].end)
		switch {
		case s.size() > 1 && (mark == 0 || mark == '\n' || mark == '\r' || mark == ',') && (last && i > 0 || s.sure > 0 || !f.headline()):
		case i == 0 && !last && (mark == ',' || mark == '!') && !f.noun(i):
		case last && i > 0 && s.size() == 1 && (mark == 0 || mark == ' ' && f.kissed(s.end) || mark == '.' && s.known > 0 || mark == '\n') && !f.noun(i):
		default:
			continue
		}
		if s.sure > 0 && f.hasFirst(s) || !f.belowName(i) {
			f.addWithAnd(s, trust{unknown: true})
		}
	}
}

// kissed reports an "x" or "xx" that ends a line: "Tamsin x".
func (f *nameFinder) kissed(i int) bool {
	if i >= len(f.class) || f.gap(i-1) != gapSpace || !f.lineEnds(i) {
		return false
	}
	w := f.v.short(f.v.tokens[i])
	return w == "x" || w == "xx" || w == "xxx"
}

// noun reports a word that its ending makes a thing.
func (f *nameFinder) noun(i int) bool {
	word := f.v.word(f.v.tokens[i])
	for _, e := range []string{"ung", "ungen", "heit", "keit", "tion", "nummer", "ende", "hilfe", "fall", "ment", "ness", "anie", "enie", "osc", "sag", "seg", "ning", "imi", "ymi", "owych", "nych", "eniu"} {
		if len(word) > len(e)+2 && hasEnding(word, e) {
			return true
		}
	}
	return false
}
