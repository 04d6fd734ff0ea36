package privacy

// heed looks for a name where a phrase that ends with token i promises one.
func (f *nameFinder) heed(c cue, i int) {
	switch c.kind {
	case cueIntro:
		f.introduced(i)
	case cueAm:
		f.iAm(i)
	case cueGreet:
		f.greeted(i, false)
	case cueDear:
		f.greeted(i, true)
	case cueTitle:
		f.titled(i)
	case cueRole:
		f.related(i)
	case cueLabel:
		f.labelled(c, i)
	case cueHeader:
		switch {
		case f.lineStarts(i) && f.colon(i):
			f.listed(i)
		case i == 0 && f.shortLine(i) && f.capital(i+1): // "Til Anna,"
			f.greeted(i, true)
		}
	case cueClose, cueThanks:
		f.closed(c, i)
	case cueHere:
		f.here(i)
	case cueMention:
		f.mentioned(i)
	case cueSource:
		f.sourced(i)
	case cueBehind:
		f.behind(c, i)
	case cueWrote:
		f.wrote(c, i)
	case cueWroteBy:
		if s := f.forward(i+1, trust{unknown: true}); f.gap(i) == gapSpace && s.size() > 0 && f.colonOrMail(s.end-1) {
			f.add(s.first, s.end)
		}
	}
}

// introduced takes the words behind "my name is".
func (f *nameFinder) introduced(i int) {
	if g := f.gap(i); g != gapSpace && g != gapComma && !f.colon(i) || i+1 >= len(f.class) {
		return
	}
	s := f.forward(i+1, trust{unknown: true, lower: true, typed: true})
	f.addWithAnd(s, trust{unknown: true, lower: true})
}

// here takes a known name behind "hier" or "it's".
func (f *nameFinder) here(i int) {
	if f.gap(i) != gapSpace || f.shouts || f.v.short(f.v.tokens[i]) == "im" && f.capital(i+1) {
		return
	}
	s := f.forward(i+1, trust{unknown: true, lower: true})
	switch {
	case s.size() == 0:
	case s.sure > 0 && f.has(s.first, anyName), s.known > 1 && s.unknown == 0:
		f.add(s.first, s.end)
	case f.opens(i) && (s.known > 0 || !f.german() && f.v.upper(f.v.tokens[s.first].start) && f.written(s.first) && !f.noun(s.first)) && (f.nameEnds(s.end-1) || s.end < len(f.class) && afterHere[f.v.short(f.v.tokens[s.end])]):
		f.add(s.first, s.end)
	}
}

// opens reports whether token i belongs to the first words of a text: "Hi, it's".
func (f *nameFinder) opens(i int) bool { return i <= 4 }

// afterHere are the words that go on behind "it's Anna".
var afterHere = set("from again here speaking btw fra igen her der aus wieder nochmal vom von z ze spod od mam czy kiedy gdzie znowu jeg har hvornar hvor kan wann wo wie ich kann mikor hol vagyok a and und og i es")

// mentioned takes the name behind "I spoke to".
func (f *nameFinder) mentioned(i int) {
	if g := f.gap(i); g != gapSpace && g != gapComma || f.shouts {
		return
	}
	s := f.forward(i+1, trust{unknown: true, lower: true})
	if s.size() == 0 || f.officeFollows(s.end) || f.isCompany(s) {
		return
	}
	if s.sure > 0 || f.v.upper(f.v.tokens[s.first].start) {
		f.addWithAnd(s, trust{})
	}
}

// sourced takes the name behind "according to": things stand there as well.
func (f *nameFinder) sourced(i int) {
	if g := f.gap(i); g != gapSpace && !f.colon(i) || f.shouts {
		return
	}
	s := f.forward(i+1, trust{unknown: true})
	if s.size() == 0 || f.officeFollows(s.end) || f.isCompany(s) || f.isStreet(s) {
		return
	}
	if s.sure > 0 || s.known > 1 || s.known > 0 && s.size() > 1 && !f.german() {
		f.addWithAnd(s, trust{})
	}
}

// iAm takes the words behind "I am": known names, or two of which nobody knows
// what else they are.
func (f *nameFinder) iAm(i int) {
	if g := f.gap(i); g != gapSpace && g != gapComma {
		return
	}
	s := f.forward(i+1, trust{unknown: true, lower: true})
	if s.size() == 0 || f.shouts && s.sure == 0 {
		return
	}
	if s.sure > 0 || s.size() >= 2 && s.known+s.unknown+s.initials >= 2 || f.has(s.first, classFirstToo) && f.nameEnds(s.end-1) {
		f.add(s.first, s.end)
	}
}

// greeted takes the name behind a greeting. A word that nobody knows counts
// behind "Dear", and behind "Hello" where the greeting ends with it.
func (f *nameFinder) greeted(i int, dear bool) {
	if g := f.gap(i); g != gapSpace && (g != gapComma || dear) {
		return
	}
	s := f.forward(i+1, trust{unknown: true, lower: true, typed: f.gap(i) == gapSpace && (f.lineStarts(i) || i > 0 && f.lineStarts(i-1)) && f.shortLine(i)})
	if w := f.forward(i+1, trust{unknown: true, whole: true}); dear && w.size() > s.size() && w.size() <= 3 && w.known > 0 && f.lineEnds(w.end-1) {
		s = w // "Dear Anna Post,"
	}
	if s.size() == 0 {
		return
	}
	ends := f.nameEnds(s.end - 1)
	switch {
	case s.sure > 0, s.known > 0 && (dear || ends):
	case f.shouts:
		return
	case f.isTitleOf(s.end): // "Kedves Kovács úr"
	case s.unknown > 0 && s.size() <= 3 && (ends || dear && f.runsOn(s.end-1)) && !f.officeFollows(s.end):
	default:
		return
	}
	f.addWithAnd(s, trust{unknown: dear || ends, lower: true})
}

// shortLine reports whether a greeting and at most three more words are all of
// a line, or are followed by a comma.
func (f *nameFinder) shortLine(i int) bool {
	for n := 1; n <= 3 && i+n < len(f.class); n++ {
		switch f.gap(i + n) {
		case gapSpace, gapJoin, gapDot:
		default:
			return f.v.at(f.v.tokens[i+n].end) != 0
		}
	}
	return i+3 >= len(f.class) && i+1 < len(f.class)
}

func (f *nameFinder) isTitleOf(i int) bool { return f.has(i, classTitleBehind) }

// officeFollows reports whether the words go on to name an office or a company.
func (f *nameFinder) officeFollows(i int) bool {
	if i >= len(f.class) || f.gap(i-1) != gapSpace && f.gap(i-1) != gapJoin {
		return false
	}
	return f.capital(i) && f.has(i, classNever) || f.capital(i) && officeWord(f.v.word(f.v.tokens[i]))
}

// addWithAnd adds a name and those that "and" joins to it.
func (f *nameFinder) addWithAnd(s seq, t trust) {
	for n := 0; n < 8 && s.size() > 0; n++ {
		f.add(s.first, s.end)
		and := s.end
		switch {
		case and+1 >= len(f.class):
			return
		case f.has(and, classAnd) && f.gap(and-1) == gapSpace && f.gap(and) == gapSpace:
			s = f.forward(and+1, t)
		case f.gap(and-1) == gapComma || f.ampersand(and-1):
			if s = f.forward(and, trust{}); s.sure == 0 {
				return
			}
			continue
		default:
			return
		}
		if s.sure == 0 && s.size() > 0 && !f.nameEnds(s.end-1) {
			return
		}
	}
}

// ampersand reports whether nothing but "&" stands behind token i.
func (f *nameFinder) ampersand(i int) bool {
	v := f.v
	a, b := v.tokens[i].end, v.tokens[i+1].start
	if b-a > 3 {
		return false
	}
	for n := a; n < b; n++ {
		if v.r[n] == '&' || v.r[n] == '/' || v.r[n] == '+' {
			return true
		}
	}
	return false
}

// titled takes the name behind "Mr" or "Frau". The short titles that are other
// words too want their dot.
func (f *nameFinder) titled(i int) {
	if i+1 >= len(f.class) || !f.titleGap(i) || dottedTitles[f.v.lookup(f.v.tokens[i])] && f.gap(i) != gapDot {
		return
	}
	if f.has(i+1, classTitle) && !f.has(i+1, anyName) {
		return // the last of several titles decides
	}
	s := f.forward(i+1, trust{titled: true, unknown: true, lower: true})
	if s.size() == 1 && s.known == 0 && !strongTitles[f.v.lookup(f.v.tokens[i])] && polishAdjective(f.v.word(f.v.tokens[s.first])) {
		return // "Dyrektor Finansowy"
	}
	if s.size() == 0 || s.sure == 0 && f.lowly(s) {
		return
	}
	f.addWithAnd(s, trust{})
}

// lowly reports a name in small letters of which no part is surely a name.
func (f *nameFinder) lowly(s seq) bool {
	t := f.v.tokens[s.first]
	return !f.v.upper(t.start) && s.known == 0
}

var dottedTitles = set("geb dipl mag lek hab ks mec id ifj fr ing inz hr")

// related takes the name behind "my wife".
func (f *nameFinder) related(i int) {
	if g := f.gap(i); g != gapSpace && g != gapComma || i+1 >= len(f.class) {
		return
	}
	comma := f.gap(i) == gapComma
	s := f.forward(i+1, trust{unknown: !f.shouts, lower: true})
	if s.size() > 0 && (s.sure > 0 || s.size() >= 2 || f.owned(i) && (!comma || !f.german()) || !comma && s.known > 0) && !f.officeFollows(s.end) {
		f.addWithAnd(s, trust{})
	}
}

// owned reports "my nurse", and not "the nurse", behind which a single word
// that nobody knows is no name yet.
func (f *nameFinder) owned(i int) bool {
	for _, c := range f.words[i].cues {
		if c.kind == cueRole && len(c.before) > 0 && f.said(c, i) {
			return true
		}
	}
	return hasEnding(f.v.word(f.v.tokens[i]), "m") || hasEnding(f.v.word(f.v.tokens[i]), "k")
}

// labelled takes what stands behind "Name:".
func (f *nameFinder) labelled(c cue, i int) {
	if !f.colon(i) || i+1 >= len(f.class) || f.newLine(i) {
		return
	}
	if len(c.before) == 0 && i > 0 && f.gap(i-1) == gapSpace && thingsWithNames[f.v.short(f.v.tokens[i-1])] {
		return
	}
	f.listed(i)
}

var thingsWithNames = set("product company user file street business domain brand item model shop bank firm trade display host firma produkt strasse ulicy firmy produktu pliku termek ceg")

// listed takes the name behind the colon at token i, "Smith, Anna" as well,
// and the names that follow it after commas.
func (f *nameFinder) listed(i int) {
	if i+1 >= len(f.class) || f.newLine(i) {
		return
	}
	if f.shouts && !f.v.upper(f.v.tokens[i].end-1) {
		f.shouts = false // "Kontoinhaber: ANNA QUAST" and nothing else
		defer func() { f.shouts = true }()
	}
	s := f.forward(i+1, trust{unknown: true, lower: true})
	if w := f.forward(i+1, trust{unknown: true, whole: true}); w.size() > s.size() && w.size() <= 3 && (f.lineEnds(w.end-1) || f.gap(w.end-1) == gapComma) {
		s = w
	}
	if s.size() == 0 || s.sure == 0 && (f.officeFollows(s.end) || f.shouts && s.known == 0) {
		return
	}
	if s.size() == 1 && s.end < len(f.class) && f.gap(s.end-1) == gapComma {
		second := f.forward(s.end, trust{unknown: true})
		if second.size() > 0 && second.size() <= 2 && (f.has(second.first, classFirst|classFirstToo) || second.known+second.unknown == second.size() && f.lineEnds(second.end-1)) {
			s.end = second.end
		}
	}
	f.addWithAnd(s, trust{})
}

// colonOrMail reports whether a colon or an address in brackets follows.
func (f *nameFinder) colonOrMail(i int) bool {
	v := f.v
	for n := v.tokens[i].end; n < len(v.r) && n < v.tokens[i].end+4; n++ {
		switch v.r[n] {
		case ':', '<', '(':
			return true
		case ' ', '"', '\n', '\r':
		default:
			return false
		}
	}
	return false
}

// behind takes the name before "vagyok" or "úr".
func (f *nameFinder) behind(c cue, i int) {
	first := i - len(c.before)
	if first == 0 || f.gap(first-1) != gapSpace && f.gap(first-1) != gapJoin {
		return
	}
	if f.has(i, classTitleBehind) {
		if s := f.backward(first, 3); s.known+s.unknown > 0 {
			f.add(f.afterSentence(s).first, s.end)
		}
		return
	}
	s := f.backward(first, 3)
	families := s.unknown == 1 && s.size() == 1 && hasPrefix(f.v.word(f.v.tokens[i]), "csalad")
	if s.sure > 0 || s.known > 1 || (s.known > 0 || families) && !f.sentenceStarts(s.first) {
		f.add(f.afterSentence(s).first, s.end)
	}
}

// afterSentence leaves out a word that has its capital from the beginning of
// the sentence and is followed by a full name.
func (f *nameFinder) afterSentence(s seq) seq {
	for s.size() >= 3 && f.class[s.first]&anyName == 0 && f.sentenceStarts(s.first) {
		s.first++
	}
	return s
}

// wrote takes the name before "wrote:".
func (f *nameFinder) wrote(c cue, i int) {
	first := i - len(c.before)
	if first == 0 || !f.colon(i) || f.gap(first-1) != gapSpace {
		return
	}
	if s := f.backward(first, 4); s.known > 0 || s.unknown >= 2 {
		f.add(s.first, s.end)
	}
}

// beforeMail takes the words before an address in brackets: "Anna Smith
// <anna@example.org>", "Smith, Anna <…>".
func (f *nameFinder) beforeMail() {
	v := f.v
	for i := 1; i < len(v.tokens); i++ {
		t := v.tokens[i]
		if v.flags[t.start]&flagTaken == 0 || v.flags[v.tokens[i-1].start]&flagTaken != 0 {
			continue
		}
		if b := v.at(t.start - 1); b != '<' && b != '(' && b != '[' && b != ':' || t.start-v.tokens[i-1].end > 10 {
			continue
		}
		if v.at(t.start-1) == ':' && !v.hasRune(v.tokens[i-1].end, t.start, '<') && v.lookup(v.tokens[i-1]) != "mailto" {
			continue
		}
		if v.lookup(v.tokens[i-1]) == "mailto" {
			continue
		}
		s := f.backward(i, 4)
		if s.size() == 1 && s.first > 1 && f.gap(s.first-1) == gapComma && f.capital(s.first-1) && f.has(s.first, classFirst|classFirstToo) {
			s.first--
			s.unknown++
		}
		if s.known > 0 || s.unknown > 0 && s.unknown+s.known <= 4 && v.at(t.start-1) == '<' {
			f.add(f.afterSentence(s).first, s.end)
		}
	}
}

func (v *view) hasRune(start, end int, r rune) bool {
	for i := start; i < end; i++ {
		if v.r[i] == r {
			return true
		}
	}
	return false
}
