package privacy

import "slices"

// Names that stand without a phrase beside them.

// bare takes first names that are nothing else, with what stands beside them,
// and initials with a family name.
func (f *nameFinder) bare() {
	if f.shouts {
		return
	}
	for i := 0; i < len(f.class); i++ {
		s := f.bareAt(i)
		if s.size() == 0 {
			continue
		}
		if !f.isStreet(s) && !f.isCompany(s) && !(s.size() == 1 && (f.firmGoesOn(s.end) || f.partners(i))) && !f.isElse(s) {
			f.add(s.first, s.end)
		}
		i = s.end - 1
	}
}

// isElse reports that what reads as a name belongs to a place, an institution
// or, in a signature, to a company.
func (f *nameFinder) isElse(s seq) bool {
	return f.isPlace(s) || f.isInstitution(s) || !f.hasFirst(s) && (f.belowName(s.first) || f.partnersOf(s))
}

// partnersOf reports the same as partners of a double name: "Ashworth, Pym-Ley and Rudd".
func (f *nameFinder) partnersOf(s seq) bool {
	return s.size() == 2 && f.gap(s.first) == gapJoin && (f.dashTo(s.first-1) || f.dashTo(s.end-1) ||
		f.commaTo(s.first-1) && f.has(s.end, classAnd) && f.capital(s.end+1) ||
		f.commaTo(s.end-1) && f.has(s.end+1, classAnd) && f.capital(s.end+2) ||
		f.has(s.first-1, classAnd) && f.commaTo(s.first-3))
}

// partners reports family names that are joined to a company: "Upton - Hahn",
// "Murphy, Graham and Mitchell".
func (f *nameFinder) partners(i int) bool {
	if !f.has(i, classLast) || f.has(i, classFirst) {
		return false
	}
	return f.dashTo(i-1) || f.dashTo(i) ||
		f.commaTo(i-1) && (f.has(i+1, classAnd) && f.capital(i+2) || f.has(i+2, classAnd) && f.commaTo(i)) ||
		f.commaTo(i) && f.has(i+2, classAnd) && f.capital(i+3) || f.has(i-1, classAnd) && f.commaTo(i-3)
}

func (f *nameFinder) commaTo(i int) bool {
	return i >= 0 && i+1 < len(f.class) && f.gap(i) == gapComma && f.capital(i) && f.capital(i+1)
}

// dashTo reports a dash with spaces between token i and the next, both names.
func (f *nameFinder) dashTo(i int) bool {
	v := f.v
	if i < 0 || i+1 >= len(v.tokens) || v.tokens[i+1].start-v.tokens[i].end != 3 || !f.capital(i) || !f.capital(i+1) {
		return false
	}
	at := v.tokens[i].end
	return v.r[at] == ' ' && v.r[at+1] == '-' && v.r[at+2] == ' '
}

func (f *nameFinder) bareAt(i int) seq {
	none := seq{first: i, end: i}
	if !f.capital(i) {
		return none
	}
	s := f.forward(i, trust{})
	if s.size() == 0 || s.sure == 0 && !f.telling(s) {
		return none
	}
	if s.size() == 1 && !f.aloneIsName(i) {
		return none
	}
	if f.leftPart(s) {
		s.first--
	}
	return s
}

// telling reports a row of two ambiguous names of which the first is a first
// name, "Mark Baker", and initials with a family name, "H. P. Lund".
func (f *nameFinder) telling(s seq) bool {
	if s.initials > 0 && s.known+s.unknown > 0 && f.v.tokens[s.first].size() == 1 && (s.initials > 1 || s.known > 0) {
		return !f.has(s.end-1, classEveryday)
	}
	return s.size() >= 2 && s.known >= 2 && f.has(s.first, classFirstToo) && f.has(s.end-1, classLastToo|classFirstToo) && !f.has(s.end-1, classEveryday) && !f.has(s.first, classEveryday)
}

// aloneIsName reports whether a word that is only a name may stand alone:
// first names, and family names that are frequent.
func (f *nameFinder) aloneIsName(i int) bool {
	if t := f.v.tokens[i]; t.size() <= 4 && f.v.upper(t.end-1) {
		return false // an abbreviation: NINO
	}
	return f.has(i, classFirst) || f.has(i, classLast) && (f.words[i] != nil || f.wifeOf(f.v.tokens[i]))
}

// leftPart reports whether the word before a name is the family name that
// Hungarians put there.
func (f *nameFinder) leftPart(s seq) bool {
	i := s.first - 1
	if i < 0 || f.gap(i) != gapSpace && f.gap(i) != gapJoin || !f.capital(i) || f.v.tokens[i].size() < 3 {
		return false
	}
	c := f.class[i]
	if c&(classLast|classLastToo) != 0 && c&(classTitle|classNever) == 0 {
		return c&classEveryday == 0 || !f.sentenceStarts(i) || f.has(s.first, classHungarian)
	}
	return c == 0 && (f.has(s.first, classHungarian) || f.has(s.first, classFirst) && f.hungarian()) && !officeWord(f.v.word(f.v.tokens[i]))
}

// smallPairs takes a first and a family name in small letters, wherever they
// stand, where neither is anything else: "i live next to anna kowalska".
func (f *nameFinder) smallPairs() {
	for i := 0; i+1 < len(f.class); i++ {
		if f.gap(i) != gapSpace || f.v.upper(f.v.tokens[i].start) && !f.shouts || !f.free(i) || !f.free(i+1) {
			continue
		}
		western := f.has(i, classFirst) && f.has(i+1, classLast) && !f.has(i+1, classFirst)
		eastern := f.has(i, classLast|classLastToo) && !f.has(i, classNever|classParticle|classTitle|classAnd) && !functionWords[f.v.lookup(f.v.tokens[i])] && f.has(i+1, classFirst) && f.has(i+1, classHungarian) && f.v.tokens[i].size() > 2
		if western || eastern {
			f.add(i, i+2)
		}
	}
}

// joinedNames takes what "and" joins to a first name that was found: "Both Tegan
// and Anna".
func (f *nameFinder) joinedNames() {
	for _, s := range slices.Clone(f.spans) {
		if s.end != s.first+1 || !f.has(s.first, classFirst) || f.partners(s.first) {
			continue
		}
		if f.has(s.end, classAnd) && f.joins(s.end+1) && !f.capital(s.end+2) {
			f.add(s.end+1, s.end+2)
		}
		if f.has(s.first-1, classAnd) && f.gap(s.first-1) == gapSpace && f.joins(s.first-2) && !f.capital(s.first-3) {
			f.add(s.first-2, s.first-1)
		}
	}
}

// joins reports a word with a capital that may be a first name.
func (f *nameFinder) joins(i int) bool {
	return f.capital(i) && f.written(i) && f.v.tokens[i].size() >= 3 && f.class[i]&^(anyName|classHungarian) == 0 && !f.german() && !f.noun(i) && !officeWord(f.v.word(f.v.tokens[i]))
}

// speaksHere takes "Anna Post here, flat 12" and "Jens Bo her," where a sentence
// begins with two words in capitals.
func (f *nameFinder) speaksHere() {
	if f.shouts {
		return
	}
	for i := 2; i < len(f.class); i++ {
		if !hereWords[f.v.short(f.v.tokens[i])] || f.v.upper(f.v.tokens[i].start) || f.gap(i-1) != gapSpace || f.gap(i) == gapSpace {
			continue
		}
		start := i
		for start > 0 && i-start < 4 && f.capital(start-1) && (start == i || f.gap(start-1) == gapSpace || f.gap(start-1) == gapJoin) {
			start--
		}
		if s := f.forward(start, trust{unknown: true, whole: true}); s.end == i && s.size() > 1 && f.sentenceStarts(start) && !f.noun(start) {
			f.add(s.first, s.end)
		}
	}
}

var hereWords = set("here hier her")

// kissedEnd takes the name before the kisses with which a text ends: "… great. Tamsin x".
func (f *nameFinder) kissedEnd() {
	i := len(f.class) - 2
	if i > 0 && f.kissed(i+1) && f.capital(i) && f.written(i) && f.sentenceStarts(i) && !f.has(i, classNever) && !functionWords[f.v.lookup(f.v.tokens[i])] {
		f.add(i, i+1)
	}
}

// lastLine takes a text's last line where it is nothing but a name in small
// letters.
func (f *nameFinder) lastLine() {
	last := len(f.class) - 1
	first := last
	for first > 0 && last-first < 3 && f.gap(first-1) == gapSpace && !f.sentenceStarts(first) {
		first--
	}
	if last < 1 || last-first >= 3 || first == 0 || !f.lineStarts(first) && !(f.sentenceStarts(first) && f.v.at(f.v.tokens[first-1].end) != ':') {
		return
	}
	s := f.forward(first, trust{lower: true, unknown: true})
	if s.end == last+1 && !f.isElse(s) && (s.sure > 0 || s.known > 0 && f.v.upper(f.v.tokens[first].start) && !f.shouts) {
		f.add(s.first, s.end)
	}
}

// dashedEnd takes the name with which a text ends behind a dash: "… yet? - Kit".
func (f *nameFinder) dashedEnd() {
	i := len(f.class) - 1
	if i < 1 || f.shouts || !f.capital(i) || !f.written(i) || f.class[i]&^(anyName|classHungarian) != 0 || f.noun(i) || !f.lineEnds(i) {
		return
	}
	v, at := f.v, f.v.tokens[i].start
	if v.tokens[i].size() >= 3 && v.at(at-1) == ' ' && v.at(at-2) == '-' && (v.at(at-3) == ' ' || v.at(at-3) == '\n') {
		f.add(i, i+1)
	}
}

// articles stand before things.
var articles = set("the a an der die das den dem ein eine einen einem einer en et den det az ez egy ten ta to")

// repeat finds what was found once with a capital again, wherever it stands.
func (f *nameFinder) repeat() {
	if len(f.spans) == 0 {
		return
	}
	parts := map[string]bool{}
	for _, s := range f.spans {
		for i := s.first; i < s.end; i++ {
			if t := f.v.tokens[i]; t.letters && t.size() >= 3 && t.size() <= 24 && !f.has(i, classEveryday|classNever|classParticle|classTitle|classAnd) && f.v.upper(t.start) {
				parts[f.v.lookup(t)] = true
			}
		}
	}
	for i := range f.class {
		t := f.v.tokens[i]
		if !t.letters || t.size() < 3 || t.size() > 25 || !f.capital(i) {
			continue
		}
		word := f.v.word(t)
		if f.has(i, classLastToo|classFirstToo) && i > 0 && articles[f.v.lookup(f.v.tokens[i-1])] {
			continue // "der Richter"
		}
		if parts[string(word)] || word[len(word)-1] == 's' && parts[string(word[:len(word)-1])] {
			if s := (seq{first: i, end: i + 1}); !f.isStreet(s) && !f.isCompany(s) {
				f.add(i, i+1)
			}
		}
	}
}

// smallLetters takes first names that are nothing else from texts whose writers use
// no capitals at all: "so i asked bernadette from housing".
func (f *nameFinder) smallLetters() {
	if len(f.class) < 4 || f.shouts {
		return
	}
	for i := range f.class {
		if f.v.upper(f.v.tokens[i].start) && f.v.tokens[i].size() > 1 {
			return
		}
	}
	for i, t := range f.v.tokens {
		if t.size() >= 4 && f.class[i]&^classHungarian == classFirst && f.free(i) && f.gap(i) != gapJoin {
			f.add(i, i+1)
		}
	}
}

// smallLines takes lines that are nothing but a first and a family name in
// small letters.
func (f *nameFinder) smallLines() {
	for i := range f.class {
		if !f.has(i, classFirst|classLast) || f.v.upper(f.v.tokens[i].start) || !f.lineStarts(i) {
			continue
		}
		if s := f.forward(i, trust{lower: true}); s.sure >= 2 && f.lineEnds(s.end-1) {
			f.add(s.first, s.end)
		}
	}
}
