package privacy

// english gives the token behind "High Street" in "12 High Street" where the
// name begins at token i, or 0.
func (a *addressFinder) english(i int) int {
	if i == 0 || !a.between(i-1, 2, " ,") {
		return 0
	}
	end := 0
	for n := 0; n < 5 && i+n < len(a.v.tokens); n++ {
		at := i + n
		if !a.free(at) || n > 0 && a.gap(at-1) != gapSpace && a.gap(at-1) != gapJoin && a.gap(at-1) != gapDot {
			return end
		}
		if n > 0 && a.is(at, streetsBehind) && a.streetNamed(i, at) {
			end = a.direction(at + 1)
		}
		if a.everyday(at) && !a.has(at, anyName) && !(n > 0 || a.capital(at)) || a.is(at, counting) && !a.capital(at) {
			return end
		}
	}
	return end
}

// nameless gives the token behind one to three words that name a street without
// a word for one, "12 Long Acre, London WC2E 9LH", or 0: a town with its postcode
// follows, or a town where the words before promise an address.
func (a *addressFinder) nameless(i, name int) int {
	if !a.between(name-1, 1, " ") {
		return 0
	}
	end := name
	for n := 0; n < 3 && end < len(a.v.tokens) && a.free(end) && (n == 0 || a.gap(end-1) == gapSpace); n++ {
		if !a.capital(end) && !(a.promised(i) && (a.text(end) == "the" || !(a.everyday(end) || a.has(end, classNever)) && !a.is(end, counting))) {
			return 0
		}
		end++
		if end >= len(a.v.tokens) || !a.between(end-1, 2, ",\n ") || a.between(end-1, 2, " ") {
			continue
		}
		if a.townThenCode(end) > end || a.promised(i) && a.isTown(end) {
			return end
		}
		return 0
	}
	return 0
}

// streetNamed reports whether the words from i to at, of which the last is a
// word for a street, are written as a name: with capitals, or in small letters before a
// word that is a street and nothing else.
func (a *addressFinder) streetNamed(i, at int) bool {
	small := !a.v.upper(a.v.tokens[at].start)
	if small {
		return a.is(at, streetsTyped) && at-i <= 2 && !a.everyday(i) && !a.is(i, streetsBehind) && !a.is(i, counting)
	}
	for n := i; n < at; n++ {
		if !a.capital(n) && !a.has(n, classParticle) && a.text(n) != "the" && a.text(n) != "s" {
			return false
		}
	}
	return true
}

func (a *addressFinder) direction(end int) int {
	if end < len(a.v.tokens) && a.gap(end-1) == gapSpace && a.capital(end) && a.is(end, directions) {
		return end + 1
	}
	return end
}

var directions = set("n s e w ne nw se sw north south east west")

// flatBefore takes "Flat 3," before the number along.
func (a *addressFinder) flatBefore(i int) int {
	first := i
	if first >= 2 && a.between(first-1, 2, ", \n") {
		at := first - 1
		if a.v.tokens[at].letters && a.v.tokens[at].size() == 1 && at >= 2 && a.touching(at-1) {
			at-- // Flat 3B
		}
		if at >= 1 && (a.number(at, 4) || a.v.tokens[at].size() == 1) && a.is(at-1, flats) && a.between(at-1, 2, " .") {
			return at - 1
		}
	}
	return first
}

// codeBefore takes a postcode with its town before the street along: "1051
// Budapest, Sas utca", "Budapest, ".
func (a *addressFinder) codeBefore(first int) int {
	if first == 0 || !a.between(first-1, 3, ", .\n") {
		return first
	}
	if a.townOfStreet(first) {
		return first - 1
	}
	at := first
	for n := 0; n < 4 && at > 0 && at > a.done && a.between(at-1, 3, ", .\n-"); n++ {
		at--
		t := a.v.tokens[at]
		if !t.letters {
			if t.size() == 4 || t.size() == 5 || t.size() == 3 && at > 0 && a.number(at-1, 2) && a.between(at-1, 1, "-") && a.v.tokens[at-1].size() == 2 {
				if t.size() == 3 {
					at--
				}
				if n > 0 {
					return a.markBefore(at)
				}
			}
			return first
		}
		if !a.capital(at) && a.text(at) != "ker" && a.text(at) != "kerulet" {
			return first
		}
	}
	return first
}

// townOfStreet reports a town that stands before a Hungarian street without a
// postcode: "Vasad, Kossuth utca 4".
func (a *addressFinder) townOfStreet(first int) bool {
	town := first - 1
	if a.gap(town) != gapComma || !a.capital(town) || a.v.tokens[town].size() < 3 || a.class[town] != 0 && !a.isTown(town) {
		return false
	}
	if town > 0 && a.gap(town-1) != gapOther && !a.v.tokens[town-1].letters {
		return false // a postcode stands before it
	}
	for n := first; n < first+4 && n < len(a.v.tokens); n++ {
		if a.v.tokens[n].letters && a.v.tokens[n].size() > 1 && hungarianStreet(a.v.word(a.v.tokens[n])) {
			return true
		}
	}
	return false
}

// markBefore takes "D-" or "DK-" before a postcode along.
func (a *addressFinder) markBefore(at int) int {
	if at > 0 && a.is(at-1, countryMarks) && (a.between(at-1, 1, "-") && a.v.tokens[at].start > a.v.tokens[at-1].end || a.between(at-1, 1, " ") && a.v.upper(a.v.tokens[at-1].start) && a.v.tokens[at-1].size() == 2) {
		return at - 1
	}
	return at
}

// codeFollows reports whether a postcode with a town stands behind token end-1.
func (a *addressFinder) codeFollows(end int) bool {
	return end < len(a.v.tokens) && a.between(end-1, 4, ", \n\r") && a.code(end) > end
}

// code gives the token behind a postcode with its town that begins at token i,
// or i.
func (a *addressFinder) code(i int) int {
	at := i
	if a.is(at, countryMarks) && (a.between(at, 1, "-") || a.between(at, 1, " ")) && at+1 < len(a.v.tokens) && !a.v.tokens[at+1].letters {
		at++
	}
	digits := at
	for ; digits < len(a.v.tokens) && digits-at < 2 && a.number(digits, 5); digits++ {
		if digits > at && !a.between(digits-1, 1, "- ") {
			break
		}
	}
	switch {
	case digits-at == 2 && a.v.tokens[at].size() == 2 && a.v.tokens[at+1].size() == 3: // 00-950
	case digits-at == 2 && a.v.tokens[at].size() == 3 && a.v.tokens[at+1].size() == 2: // 101 15, a typing error
	case digits > at && (a.v.tokens[at].size() == 4 || a.v.tokens[at].size() == 5):
		digits = at + 1
	default:
		return i
	}
	end := a.town(digits)
	if end == digits {
		return i
	}
	return end
}

// town gives the token behind the name of a town at token i, which a postcode
// stands before, or i.
func (a *addressFinder) town(i int) int {
	if i >= len(a.v.tokens) || !a.between(i-1, 3, " ,") {
		return i
	}
	end := i
	for n := 0; n < 4 && end < len(a.v.tokens) && a.free(end); n++ {
		if n > 0 && a.gap(end-1) != gapSpace && a.gap(end-1) != gapJoin {
			break
		}
		if a.is(end, townJoiners) && n > 0 && !a.capital(end) && a.gap(end) == gapSpace {
			named := end + 1
			if a.is(named, townJoiners) && !a.capital(named) && a.gap(named) == gapSpace {
				named++ // "an der"
			}
			if a.capital(named) && !(a.everyday(named) || a.has(named, classTitle)) {
				end = named + 1
				continue
			}
		}
		if !a.capital(end) && (n > 0 || !a.smallTown(end)) || n > 0 && a.gap(end-1) == gapSpace && !a.townGoesOn(end) {
			break
		}
		end++
	}
	return end
}

// isTown reports a town that is known as one. townsToo are those that the list
// of towns lacks: names of people as well, and cases in small letters.
func (a *addressFinder) isTown(i int) bool { return a.has(i, classTown) || a.is(i, townsToo) }

// everyday reports a frequent word, which no street or town has for its name.
func (a *addressFinder) everyday(i int) bool {
	return a.has(i, classEveryday) && !a.has(i, classTown|classThing)
}

// smallTown accepts a town in small letters that is known as one, or ends what
// the postcode began.
func (a *addressFinder) smallTown(i int) bool {
	return a.isTown(i) || a.class[i] == 0 && a.v.tokens[i].size() >= 4 && !a.is(i, counting) && (i+1 >= len(a.v.tokens) || a.gap(i) != gapSpace && a.gap(i) != gapJoin)
}

// townGoesOn reports whether token i belongs to the town before it: "Aarhus C",
// "Bad Homburg", "Frederiksberg C".
func (a *addressFinder) townGoesOn(i int) bool {
	t := a.v.tokens[i]
	if t.size() <= 2 {
		return !a.has(i, classTitle) && !(t.size() == 1 && a.is(i, set("i"))) && (t.size() == 1 || a.is(i, set("nv sv so no")))
	}
	return a.is(i-1, townBegins) && !a.has(i, classNever|classTitle)
}

var (
	townJoiners = set("am an der im a d o pod nad na bei upon on the")
	townBegins  = set("norre sonder vester oster nr sdr vestre ostre dobre biala biale bialy czarna czarny wielka wielki wielkie mala maly male gora nord sud ober unter ost hajdu bad sankt st sct skt gross klein neu alt nykobing nyborg nowy nowa nowe stary stara stare zielona jelenia bielsko gorzow ostrow dabrowa ruda kis nagy uj kongens hoje store lille new san los saint great milton king kings royal stoke west east north south little")
	townsToo    = set("muenchen koeln kiel jena lyngby warszawie krakowie lodzi wroclawiu poznaniu gdansku gdyni szczecinie lublinie katowicach york hull bradford dallas austin houston")
)

// codeAlone reads a postcode with its town that stands without a street: where
// the form can be nothing else, where the words before promise an address, or as a line of its own.
func (a *addressFinder) codeAlone(i int) (first, end int) {
	end = a.code(i)
	if end == i {
		return a.zip(i)
	}
	first = a.markBefore(i)
	polish := a.v.tokens[i].size() == 2 && a.between(i, 1, "-")
	switch {
	case polish || first < i:
	case a.promised(first) && (a.v.tokens[i].size() == 5 || a.isTown(i+1)):
	case a.lineStarts(i) && a.lineEnds(end-1) && first > 0:
	default:
		return 0, 0
	}
	return first, end
}

// zip reads "Springfield, IL 62704".
func (a *addressFinder) zip(i int) (first, end int) {
	if a.v.tokens[i].size() != 5 || i < 2 || !a.between(i-1, 1, " ") || !a.is(i-1, states) || !a.capital(i-1) || !a.capital(i-2) || !a.between(i-2, 2, ", ") {
		return 0, 0
	}
	end = i + 1
	if end < len(a.v.tokens) && a.between(i, 1, "-") && a.number(end, 4) {
		end++
	}
	first = i - 2
	if first > 0 && a.gap(first-1) == gapSpace && a.is(first-1, townBegins) && a.capital(first-1) {
		first--
	}
	return first, end
}

// britishCode gives the token behind a British postcode at token i, or i:
// SW1A 1AA, M1 5GH.
func (a *addressFinder) britishCode(i int) int {
	if i >= len(a.v.tokens) || !a.free2(i) || a.v.tokens[i].size() > 2 || !a.is(i, postAreas) || !a.touching(i) || !a.number(i+1, 2) {
		return i
	}
	at := i + 2
	if at < len(a.v.tokens) && a.touching(at-1) && a.v.tokens[at].size() == 1 {
		at++
	}
	if at+1 >= len(a.v.tokens) || a.v.tokens[at].letters || a.v.tokens[at].size() != 1 || !a.between(at-1, 1, " ") || !a.touching(at) {
		return i
	}
	inward := a.v.tokens[at+1]
	if !inward.letters || inward.size() != 2 || inward.end < len(a.v.r) && a.v.digit(inward.end) || a.v.upper(a.v.tokens[i].start) != a.v.upper(inward.start) {
		return i
	}
	for _, r := range a.v.word(inward) {
		if r == 'c' || r == 'i' || r == 'k' || r == 'm' || r == 'o' || r == 'v' {
			return i
		}
	}
	return at + 2
}

// free2 is free for a word that digits touch.
func (a *addressFinder) free2(i int) bool {
	t := a.v.tokens[i]
	if !t.letters || a.v.flags[t.start]&flagTaken != 0 {
		return false
	}
	b := a.v.at(t.start - 1)
	return b == 0 || b == ' ' || b == '\n' || b == ',' || b == '(' || b == '.' || b == ':' || b == '\t' || b == '"'
}

// townBefore takes the town before a postcode along.
func (a *addressFinder) townBefore(i int) int {
	if i > 0 && a.between(i-1, 3, ", \n") && a.isTown(i-1) && a.free(i-1) {
		return i - 1
	}
	return i
}

// beside takes along what of an address stands behind its street: floor and
// flat, town and postcode.
func (a *addressFinder) beside(end int) int {
	for n := 0; n < 4; n++ {
		next := a.tail(end)
		if next == end {
			next = a.place(end)
		}
		if next == end {
			return end
		}
		end = next
	}
	return end
}

// maxTail is how many tokens a floor with a flat may have.
const maxTail = 7

// place gives the token behind a postcode with town, or a town, that follows
// the street.
func (a *addressFinder) place(end int) int {
	if end >= len(a.v.tokens) || !a.between(end-1, 5, ", \n\r.-") {
		return end
	}
	if next := a.code(end); next > end {
		return next
	}
	if next := a.townThenCode(end); next > end {
		return next
	}
	if a.isTown(end) && a.gap(end-1) == gapComma {
		if next := a.britishCode(end + 1); end+1 < len(a.v.tokens) && a.gap(end) == gapSpace && next > end+1 {
			return next
		}
	}
	if a.gap(end-1) == gapComma || a.gap(end-1) == gapLine || a.gap(end-1) == gapSpace {
		if a.isTown(end) && (a.capital(end) || a.gap(end-1) == gapSpace) {
			return a.town2(end)
		}
	}
	if next := end + 1; a.gap(end-1) == gapSpace && a.is(end, inWords) && next < len(a.v.tokens) && a.gap(end) == gapSpace {
		if after := a.code(next); after > next {
			return after
		}
		if a.isTown(next) {
			return a.town2(next)
		}
	}
	return end
}

var inWords = set("in i w we")

// town2 takes the district behind a known town along.
func (a *addressFinder) town2(i int) int {
	end := i + 1
	if end < len(a.v.tokens) && a.gap(i) == gapSpace && a.v.tokens[end].size() <= 2 && a.capital(end) && a.townGoesOn(end) {
		return end + 1
	}
	if end < len(a.v.tokens) && a.gap(i) == gapJoin && a.capital(end) {
		return end + 1
	}
	return end
}

// townThenCode reads ", London SW1A 1AA", ", Springfield, IL 62704", ",
// Millbrook, Leeds LS1 4AB".
func (a *addressFinder) townThenCode(i int) int {
	for n := 0; n <= 5 && i+n < len(a.v.tokens); n++ {
		at := i + n
		if n > 0 && !a.between(at-1, 4, ", \n\r-'") {
			return i
		}
		if end := a.britishCode(at); end > at {
			return end
		}
		if a.number(at, 5) && n >= 2 {
			if first, end := a.zip(at); end > 0 && first >= i {
				return end
			}
			return i
		}
		if !a.capital(at) && !a.is(at, townJoiners) && !a.free2(at) {
			return i
		}
		if t := a.v.tokens[at]; t.letters && !a.v.upper(t.start) && !a.is(at, townJoiners) {
			return i
		}
	}
	return i
}
