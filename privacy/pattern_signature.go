package privacy

// How far below a sign-off a name is looked for.
const maxBlankLines = 4

// weakClosings are words of everyday language that close a letter only where
// they stand alone in their line, or with nothing but a name.
var weakClosings = set("venligst br kr best love yours ihr ihre dein deine euer eure bg hg kh lg vg vh warmly cheers ta udv udvozlom takk")

// closed looks for the name behind a sign-off that ends with token i: in the
// same line, or in the lines below.
func (f *nameFinder) closed(c cue, i int) {
	first := i - len(c.before)
	thanks := c.kind == cueThanks
	if weak := weakClosings[f.v.lookup(f.v.tokens[i])]; weak && !f.lineStarts(first) && !f.afterStop(first) {
		return
	}
	if i+1 >= len(f.class) || f.v.lookup(f.v.tokens[i+1]) == "gott" {
		return
	}
	if f.lineEnds(i) {
		f.signedBelow(i, thanks)
		return
	}
	f.signedBeside(i, thanks)
}

// afterStop reports whether the mark that ends a sentence stands before token i.
func (f *nameFinder) afterStop(i int) bool {
	at := f.v.tokens[i].start - 1
	for at >= 0 && f.v.r[at] == ' ' {
		at--
	}
	return f.v.at(at) == '.' || f.sentenceStarts(i)
}

// afterComma reads "Pozdrawiam ciepło, Ada": one or two words in small letters
// and a comma before the name.
func (f *nameFinder) afterComma(i int) seq {
	for n := 0; n < 2 && i+1 < len(f.class) && f.free(i) && !f.v.upper(f.v.tokens[i].start); n, i = n+1, i+1 {
		if f.gap(i) == gapComma {
			return f.forward(i+1, trust{unknown: true})
		}
		if f.gap(i) != gapSpace {
			break
		}
	}
	return seq{}
}

// fromWords stand between a sign-off and a name.
var fromWords = set("from fra von od")

// signedBeside takes the rest of the line for a name if all of it reads as one.
func (f *nameFinder) signedBeside(i int, thanks bool) {
	at := i + 1
	if !f.closeGap(i) {
		return
	}
	s := f.forward(at, trust{unknown: true, lower: true})
	if s.size() == 0 && !thanks {
		s = f.smallLine(at)
	}
	if s.size() == 0 && thanks && f.gap(i) == gapComma {
		if s = f.smallLine(at); s.size() > 2 || s.size() > 0 && untold[f.v.lookup(f.v.tokens[at])] {
			s = seq{first: at, end: at} // "thanks, bye"
		}
	}
	if s.size() == 0 && f.has(at, classEveryday) && fromWords[f.v.lookup(f.v.tokens[at])] {
		if s = f.forward(at+1, trust{unknown: true}); s.size() > 0 && !f.hasFirst(s) && f.signedFrom(s, thanks) {
			return
		}
		if (s.known > 0 || s.size() > 1) && f.lineEnds(s.end-1) && !f.has(s.first, classEveryday) {
			f.addWithAnd(s, trust{})
			return
		}
		s = seq{}
	}
	if s.size() == 0 && !thanks {
		s = f.afterComma(at)
	}
	if s.size() == 0 {
		if !thanks && f.lineWords(i) <= 4 {
			f.signedBelowLine(i)
		}
		return
	}
	ends := f.lineEnds(s.end-1) || f.blockFollows(s.end-1)
	switch {
	case s.sure > 0 && (ends || f.v.upper(f.v.tokens[s.first].start) || !thanks):
	case thanks && (!ends || s.end < len(f.class)):
		return
	case !ends || f.shouts && s.known == 0 || s.size() == 1 && s.known == 0 && f.townInflected(s.first):
		return
	}
	f.addWithAnd(s, trust{unknown: ends && !thanks, lower: true})
}

// signedFrom reports that a sign-off names a place, "Best regards from New
// Renning,", because the name stands in the line below, which it takes.
func (f *nameFinder) signedFrom(s seq, thanks bool) bool {
	if s.end >= len(f.class) || !f.lineEnds(s.end-1) || f.blankLines(s.end-1) == 0 || !f.capital(s.end) {
		return false
	}
	return f.signedAt(s.end, thanks)
}

// townInflected reports "Debrecenből".
func (f *nameFinder) townInflected(i int) bool {
	word := f.v.word(f.v.tokens[i])
	return len(word) > 6 && (hasEnding(word, "bol") || hasEnding(word, "rol") || hasEnding(word, "tol"))
}

// closeGap reports whether a name may follow a sign-off in its line.
func (f *nameFinder) closeGap(i int) bool {
	v := f.v
	a, b := v.tokens[i].end, v.tokens[i+1].start
	if b-a > maxBetween {
		return false
	}
	for n := a; n < b; n++ {
		switch v.r[n] {
		case ' ', '\t', ',', '.', '-', '/', '!', ':', ';', '~', '*':
		default:
			return v.r[n] > 0x2000 // a smiley
		}
	}
	return true
}

// lineWords counts the tokens in the line behind token i, to five.
func (f *nameFinder) lineWords(i int) int {
	n := 0
	for ; n < 5 && i+n+1 < len(f.v.tokens); n++ {
		if f.newLine(i + n) {
			break
		}
	}
	return n
}

// signedBelowLine goes to the end of the line: "Med venlig hilsen fra os alle".
func (f *nameFinder) signedBelowLine(i int) {
	for n := 0; n < 5 && i+1 < len(f.v.tokens); n, i = n+1, i+1 {
		if f.newLine(i) {
			f.signedBelow(i, false)
			return
		}
	}
}

// signedBelow takes the name in the line below a sign-off.
func (f *nameFinder) signedBelow(i int, thanks bool) {
	if i+1 >= len(f.class) || f.blankLines(i) > maxBlankLines || f.blankLines(i) == 0 {
		return
	}
	if f.signedAt(i+1, thanks) {
		return
	}
	// "Thanks,\nbest regards" and the like: the next closing looks for itself
}

// blankLines counts the line breaks behind token i, or gives a great number if
// anything but decoration stands between.
func (f *nameFinder) blankLines(i int) int {
	v := f.v
	lines := 0
	for n := v.tokens[i].end; n < v.tokens[i+1].start; n++ {
		switch v.r[n] {
		case '\n':
			lines++
		case '<', '@', '[', '{':
			return maxBlankLines + 1
		}
		if n-v.tokens[i].end > 4*maxBetween {
			return maxBlankLines + 1
		}
	}
	return lines
}

// signedAt takes the line that begins with token i for a name.
func (f *nameFinder) signedAt(i int, thanks bool) bool {
	s := f.forward(i, trust{unknown: true, lower: true})
	if w := f.forward(i, trust{unknown: true, whole: true}); !thanks && w.size() > s.size() && w.size() <= 3 && w.size() >= 2 && f.lineEnds(w.end-1) {
		s = w // "Anna Post", "Lange Meier"
	}
	if s.size() == 0 {
		s = f.smallLine(i)
	}
	if s.size() == 0 || s.size() > 5 {
		return false
	}
	last := s.end - 1
	ends := f.lineEnds(last) || f.blockFollows(last)
	switch {
	case s.sure > 0 && (ends || f.v.upper(f.v.tokens[s.first].start)):
	case !ends, s.known == 0 && f.officeFollows(s.end):
		return false
	case thanks && s.known == 0 && s.size() < 2 && s.end < len(f.class):
		return false
	}
	f.addWithAnd(s, trust{unknown: true, lower: true})
	return true
}

// smallLine reads a line of one to three words in small letters, the last of
// the text, that are no everyday words.
func (f *nameFinder) smallLine(i int) seq {
	s := seq{first: i, end: i}
	for n := 0; n < 3 && i < len(f.class); n++ {
		t := f.v.tokens[i]
		if !f.free(i) || t.size() < 2 || t.size() > 24 || f.has(i, classEveryday|classNever|classAnd|classTitle) && !f.has(i, anyName) || officeWord(f.v.word(t)) {
			return seq{}
		}
		if f.words[i] != nil && len(f.words[i].cues) > 0 && f.class[i]&anyName == 0 {
			return seq{}
		}
		s.count(f.class[i])
		i++
		s.end = i
		if i == len(f.class) {
			return s
		}
		if f.gap(i-1) != gapSpace {
			return seq{}
		}
	}
	return seq{}
}

// dashed takes the name below a line of two dashes (RFC 3676, 4.3).
func (f *nameFinder) dashed() {
	v := f.v
	for i, t := range v.tokens {
		at := t.start - 1
		for at >= 0 && (v.r[at] == ' ' || v.r[at] == '>') {
			at--
		}
		if at < 2 || v.r[at] != '\n' {
			continue
		}
		for at--; at > 0 && (v.r[at] == ' ' || v.r[at] == '\r'); at-- {
		}
		if at >= 1 && v.r[at] == '-' && v.r[at-1] == '-' {
			f.signedAt(i, false)
		}
	}
}

// blockFollows reports whether something that stands beside a name in a
// signature follows token i: a comma, a bracket, a bar, a number.
func (f *nameFinder) blockFollows(i int) bool {
	v := f.v
	for n := v.tokens[i].end; n < len(v.r) && n < v.tokens[i].end+4; n++ {
		switch v.r[n] {
		case ',', '(', '|', '<', '/', '\n', '\r', ';', '+', '.', '!':
			return true
		case ' ', '\t', '-':
		case '&':
			return f.capital(i + 1)
		default:
			return v.digit(n) || f.has(i+1, classAnd) && f.capital(i+2) && f.lineEnds(i+2)
		}
	}
	return i+1 >= len(v.tokens)
}
