package privacy

// findAddresses finds postal addresses that nobody told us before: a street
// with the number of a house as the five languages write it, with the floor,
// the postcode and the town that stand beside it, as one; a postcode with its
// town where it can be nothing else.
//
// Forms: DIN 5008 and the formats of the national posts as the Universal
// Postal Union collects them (upu.int, "Postal addressing systems"): Germany 5
// digits, Denmark 4, Hungary 4 before the street, Poland NN-NNN, the United Kingdom's
// outward and inward code (Royal Mail, BS 7666), the United States ZIP+4.
func findAddresses(r *reading, found *findings) {
	a := &addressFinder{reading: r, found: found}
	for i := 0; i < len(a.v.tokens); i++ {
		if !a.number(i, 5) {
			if end := a.britishCode(i); end > i {
				i = a.report(a.townBefore(i), end) - 1
			}
			continue
		}
		first, end := a.street(i)
		if end == 0 {
			first, end = a.codeAlone(i)
		}
		if end > 0 {
			i = a.report(first, a.beside(end)) - 1
		}
	}
}

// addressFinder looks for addresses in one text. Places are indexes of tokens.
type addressFinder struct {
	*reading
	found *findings
	done  int // nothing before is looked at again
}

// report adds the address and gives the token behind it.
func (a *addressFinder) report(first, end int) int {
	first = max(first, a.done)
	a.done = end
	v := a.v
	from, to := v.tokens[first].start, v.tokens[end-1].end
	a.found.add(from, to, kindAddress, 0, v.compact(from, to))
	return end
}

// number reports whether token i is a free row of at most so many digits.
func (a *addressFinder) number(i, most int) bool {
	if i < 0 || i >= len(a.v.tokens) {
		return false
	}
	t := a.v.tokens[i]
	return !t.letters && t.size() <= most && a.v.flags[t.start]&flagTaken == 0 && !a.v.inDecimal(t)
}

// inDecimal reports digits that belong to a longer number, a date or a time.
func (v *view) inDecimal(t token) bool {
	switch v.at(t.start - 1) {
	case '.', ':', ',', '+', '#', '@', '_', '=':
		return v.at(t.start-1) == '.' && t.start > 1 && v.digit(t.start-2) || v.at(t.start-1) != '.' && v.at(t.start-1) != ',' && v.at(t.start-1) != ':' ||
			v.at(t.start-1) != '.' && t.start > 1 && v.digit(t.start-2)
	}
	switch v.at(t.end) {
	case ':', '%', '@', '_', '€', '$', '£':
		return v.at(t.end) != ':' || t.end+1 < len(v.r) && v.digit(t.end+1)
	case '.', ',':
		return t.end+1 < len(v.r) && v.digit(t.end+1)
	}
	return false
}

func (a *addressFinder) text(i int) string { return string(a.v.word(a.v.tokens[i])) }

func (a *addressFinder) is(i int, words map[string]bool) bool {
	return i >= 0 && i < len(a.v.tokens) && a.v.tokens[i].size() <= 16 && words[a.text(i)]
}

// touching reports whether nothing stands between token i and the next.
func (a *addressFinder) touching(i int) bool {
	return i+1 < len(a.v.tokens) && a.v.tokens[i].end == a.v.tokens[i+1].start
}

// between reports whether only characters of set, at most n, stand between
// token i and the next.
func (a *addressFinder) between(i, n int, set string) bool {
	if i < 0 || i+1 >= len(a.v.tokens) {
		return false
	}
	v := a.v
	from, to := v.tokens[i].end, v.tokens[i+1].start
	if to-from > n {
		return false
	}
	for ; from < to; from++ {
		if v.r[from] >= 0x80 || !containsByte(set, byte(v.r[from])) {
			return false
		}
	}
	return true
}

func containsByte(set string, b byte) bool {
	for i := range len(set) {
		if set[i] == b {
			return true
		}
	}
	return false
}

// street reads a street whose house has the number at token i. end is behind
// the number, 0 if there is no street.
func (a *addressFinder) street(i int) (first, end int) {
	if !a.number(i, 4) || i > 0 && a.touching(i-1) {
		return 0, 0
	}
	end = a.houseEnd(i)
	if first := a.english(end); first > 0 {
		return a.flatBefore(i), first
	}
	if first := a.nameless(i, end); first > 0 {
		return a.flatBefore(i), first
	}
	if i == 0 || a.counted(end) {
		return 0, 0
	}
	at := i - 1
	if at > 0 && a.is(at, fillers) && a.between(at, 2, ". ") {
		at--
	}
	if !a.between(at, 3, " .,\n") || at < i-1 && !a.between(at, 2, ", ") {
		return 0, 0
	}
	plain := a.between(at, 3, " .")
	for _, read := range [...]func(at int) int{a.compound, a.apart, a.hungarian, a.polish} {
		if first := read(at); first >= 0 && (plain || a.between(at, 2, ", ")) {
			return a.codeBefore(first), end
		}
	}
	if !plain {
		return 0, 0
	}
	if first := a.typedName(at); first >= 0 && a.codeFollows(end) {
		return first, end
	}
	if first := a.prepositional(at); first >= 0 {
		return a.codeBefore(first), end
	}
	if first := a.plainName(at); first >= 0 && (a.codeFollows(end) || a.promised(first) || a.flatFollows(i, end)) {
		return a.codeBefore(first), end
	}
	return 0, 0
}

// houseEnd gives the token behind the number of a house that begins at token
// i: "12a", "12 a", "5/7", "12-14".
func (a *addressFinder) houseEnd(i int) int {
	end := a.houseLetter(i + 1)
	for n := 0; n < 3 && end < len(a.v.tokens); n++ {
		if !a.between(end-1, 3, "/- ") || a.between(end-1, 3, " ") || !a.houseMore(end) {
			break
		}
		end = a.houseLetter(end + 1)
	}
	return end
}

func (a *addressFinder) houseMore(i int) bool {
	t := a.v.tokens[i]
	return t.size() <= 4 && !t.letters || t.size() == 1
}

// houseLetter takes a letter behind the number along.
func (a *addressFinder) houseLetter(end int) int {
	if end >= len(a.v.tokens) {
		return end
	}
	t := a.v.tokens[end]
	if !t.letters || t.size() != 1 {
		return end
	}
	if a.touching(end - 1) {
		return end + 1
	}
	if a.between(end-1, 1, " ") && (end+1 >= len(a.v.tokens) || a.gap(end) != gapSpace || a.v.upper(t.start)) && a.gap(end) != gapDot {
		return end + 1
	}
	return end
}

// counted reports whether a unit or a month follows.
func (a *addressFinder) counted(end int) bool {
	if end >= len(a.v.tokens) {
		return false
	}
	if a.touching(end - 1) {
		return true
	}
	if a.gap(end-1) == gapDot {
		return a.is(end, monthWords)
	}
	return a.between(end-1, 2, " ") && a.is(end, counting) && !(a.is(end, tails) && end+1 < len(a.v.tokens) && !a.v.tokens[end+1].letters)
}

// compound reads "Hauptstraße", "Karl-Marx-Straße", "Hauptstr.".
func (a *addressFinder) compound(at int) int {
	if !a.free(at) {
		return -1
	}
	t := a.v.tokens[at]
	word := a.v.word(t)
	if t.size() > 32 || noStreets[string(word)] {
		return -1
	}
	joined := at > 0 && a.gap(at-1) == gapJoin
	if joined && a.v.tokens[at-1].size() == 1 {
		return -1 // P-Platz
	}
	sure := endsWithAny(word, sureStreetEndings) || t.size() >= 6 && hasEnding(word, "str") || joined && streetsApart[string(word)]
	if !sure && !(a.v.upper(t.start) && endsWithAny(word, weakStreetEndings)) {
		return -1
	}
	if a.gap(at) == gapDot && !hasEnding(word, "str") && !hasEnding(word, "pl") {
		return -1
	}
	return a.nameBegin(at)
}

// nameBegin goes back over what belongs to the name of the street at token at:
// words joined by dashes, and those that names of streets begin with.
func (a *addressFinder) nameBegin(at int) int {
	for n := 0; n < 6 && at > 0 && a.gap(at-1) == gapJoin && a.free(at-1); n++ {
		at--
	}
	for n := 0; n < 3 && at > 0 && (a.gap(at-1) == gapSpace || a.gap(at-1) == gapDot) && a.capital(at-1) && a.is(at-1, beforeNames) && n < 3; n++ {
		at--
	}
	return at
}

// apart reads "Lange Straße", "Sankt Annæ Plads", "Platz der Republik".
func (a *addressFinder) apart(at int) int {
	if a.free(at) && a.is(at, streetsApart) {
		first := at
		for n := 0; n < 3 && first > 0 && (a.gap(first-1) == gapSpace || a.gap(first-1) == gapJoin || a.gap(first-1) == gapDot && a.v.tokens[first-1].size() <= 4) && a.nameWord(first-1); n++ {
			first--
		}
		if first == at || a.gap(first) == gapJoin && a.v.tokens[first].size() == 1 {
			return -1
		}
		return first
	}
	for n := 1; n <= 4 && at-n >= 0 && (a.gap(at-n) == gapSpace || a.gap(at-n) == gapDot && a.number(at-n, 2)) && (a.free(at-n+1) || a.number(at-n+1, 2)); n++ {
		if a.capital(at-n) && a.is(at-n, streetsFirst) && a.capital(at) {
			return at - n
		}
	}
	return -1
}

// nameWord reports words of the names of streets: capitals and "der", "de la".
func (a *addressFinder) nameWord(i int) bool {
	return a.capital(i) && (!a.everyday(i) || a.is(i, beforeNames) || a.has(i, anyName) && !a.sentenceStarts(i))
}

// hungarian reads "Kossuth Lajos utca", "Petőfi S. u.".
func (a *addressFinder) hungarian(at int) int {
	if !a.free(at) || !hungarianStreet(a.v.word(a.v.tokens[at])) || a.text(at) == "u" && a.gap(at) != gapDot {
		return -1
	}
	first := at
	for n := 0; n < 3 && first > 0 && (a.gap(first-1) == gapSpace || a.gap(first-1) == gapJoin || a.gap(first-1) == gapDot && a.v.tokens[first-1].size() <= 4); n++ {
		if !a.free(first-1) || a.everyday(first-1) && !(a.capital(first-1) && a.has(first-1, anyName)) && !a.is(first-1, beforeNames) {
			break
		}
		if !a.capital(first-1) && (n > 0 && a.capital(first) || a.text(at) != "utca" && a.text(at) != "u" || n > 1) {
			break
		}
		first--
	}
	if first == at || a.text(at) == "u" && a.v.tokens[first].size() < 3 {
		return -1
	}
	return first
}

// polish reads "ul. Długa", "al. Jana Pawła II", "os. 3 Maja".
func (a *addressFinder) polish(at int) int {
	for n := 0; n < 6 && at-n > 0; n++ {
		i := at - n - 1
		if n < 5 && a.is(i, streetsBefore) && (a.gap(i) == gapDot || a.gap(i) == gapSpace) && a.free(i) {
			if a.v.tokens[at].letters && (a.capital(at) || n < 2 || a.text(i) == "ul") {
				return i
			}
			return -1
		}
		if !a.v.tokens[at-n].letters && !a.is(i, streetsBefore) {
			return -1
		}
		if g := a.gap(i); g != gapSpace && g != gapJoin && (g != gapDot || !a.v.tokens[i].letters || a.v.tokens[i].size() > 5) {
			return -1
		}
		if t := a.v.tokens[at-n]; t.letters && !a.v.upper(t.start) && n > 1 && t.size() > 3 {
			return -1
		}
	}
	return -1
}

// prepositional reads "Am Markt", "An der Kirche", "Unter den Linden".
func (a *addressFinder) prepositional(at int) int {
	if !a.capital(at) || a.everyday(at) || a.v.tokens[at].size() < 3 || officeWord(a.v.word(a.v.tokens[at])) {
		return -1
	}
	first := at - 1
	for n := 0; n < 2 && first > 0 && !a.is(first, prepositions) && (a.is(first, beforeNames) || a.capital(first)); n++ {
		first--
	}
	for i := first; i < at; i++ {
		if i < 0 || a.gap(i) != gapSpace {
			return -1
		}
	}
	if !a.capital(first) || !a.is(first, prepositions) || a.sentenceStarts(first) && !a.lineStarts(first) && !a.colon(max(0, first-1)) {
		return -1
	}
	return first
}

// plainName reads one to three words with capitals that are no everyday words.
func (a *addressFinder) plainName(at int) int {
	first := at + 1
	for n := 0; n < 3 && first > 0 && (n == 0 || a.gap(first-1) == gapSpace || a.gap(first-1) == gapJoin); n++ {
		i := first - 1
		if !a.capital(i) || a.v.tokens[i].size() < 3 || a.has(i, classNever|classTitle) || a.everyday(i) && !a.is(i, polishStreets) || officeWord(a.v.word(a.v.tokens[i])) {
			break
		}
		first--
	}
	if first > at {
		return -1
	}
	return first
}

// polishStreets are everyday words that are frequent names of streets.
var polishStreets = set("dluga dlugiej krotka krotkiej polna polnej lesna lesnej szkolna szkolnej ogrodowa ogrodowej kwiatowa kwiatowej glowna glownej glowny glownym wielki nowy stary rynek rynku nowa nowej")

// typedName reads up to four words in small letters behind "Adresse:".
func (a *addressFinder) typedName(at int) int {
	for n := 0; n < 4 && at-n > 0 && a.free(at-n); n++ {
		i := at - n
		if a.colon(i-1) && a.is(i-1, livingWords) {
			return i
		}
		if a.gap(i-1) != gapSpace && a.gap(i-1) != gapJoin {
			return -1
		}
	}
	return -1
}

// promised reports whether one of the words before token i promises an address.
func (a *addressFinder) promised(i int) bool {
	for n := 1; n <= 4 && i-n >= 0; n++ {
		if g := a.gap(i - n); g == gapLine || g == gapOther && n > 1 {
			return false
		}
		if a.is(i-n, livingWords) {
			return true
		}
	}
	return false
}

// flatFollows reports a number in the Polish manner, house and flat: 5/7, 5 m. 7.
func (a *addressFinder) flatFollows(i, end int) bool {
	if end < len(a.v.tokens)-1 && (a.is(end, polishFlats)) && !a.v.tokens[end+1].letters && a.v.tokens[end+1].size() <= 3 {
		return true
	}
	at := i - 1
	return a.between(i, 1, "/") && !a.touching(i) && at >= 0 && adjectival(a.v.word(a.v.tokens[at]))
}

var polishFlats = set("m lok mieszkania mieszkanie")

// adjectival reports the endings of Polish names of streets.
func adjectival(word []rune) bool {
	for _, e := range []string{"ska", "skiej", "cka", "ckiej", "owa", "owej", "skiego", "ego", "iego", "na", "nej"} {
		if len(word) >= 5 && hasEnding(word, e) {
			return true
		}
	}
	return false
}
