package privacy

import "strings"

// addressIndex finds postal addresses by street and house number. The number
// leads to the candidates, the words around it decide.
type addressIndex struct {
	byHouse map[string][]*street
}

// street is what is known of one address.
type street struct {
	number int
	house  string
	name   []string        // canonical words of the street, in order
	words  map[string]bool // all canonical words of the address
}

func (c *known) addAddress(v *view, number int) {
	if len(v.tokens) > 1 || len(v.tokens) == 1 && v.tokens[0].letters && len(v.r) >= 4 {
		c.values.add(v.words(), trieEnd{kind: kindAddress, number: number})
	}
	words := map[string]bool{}
	for _, t := range v.tokens {
		words[canonical(v.word(t))] = true
	}
	for _, segment := range v.segments() {
		if house, name, ok := v.streetOf(segment); ok {
			c.addresses.put(&street{number: number, house: house, name: name, words: words})
		}
	}
}

func (x *addressIndex) put(s *street) {
	if x.byHouse == nil {
		x.byHouse = map[string][]*street{}
	}
	x.byHouse[s.house] = append(x.byHouse[s.house], s)
}

// segments splits the tokens of an address at commas, semicolons and breaks.
func (v *view) segments() [][]token {
	var out [][]token
	begin := 0
	for i := 1; i <= len(v.tokens); i++ {
		if i == len(v.tokens) || strings.ContainsAny(string(v.r[v.tokens[i-1].end:v.tokens[i].start]), ",;\n") {
			out = append(out, v.tokens[begin:i])
			begin = i
		}
	}
	return out
}

// streetOf reads a segment as a street with its house number: the number after
// the first words ("Søndergade 12 2. th"), or before them ("12 High Street").
// A segment that is a postcode with its town reads the same way and is harmless:
// it is hidden where it is written so again.
func (v *view) streetOf(segment []token) (house string, name []string, ok bool) {
	for i, t := range segment {
		if t.letters {
			name = append(name, canonical(v.word(t)))
			continue
		}
		if i > 0 && tellingLetters(name) >= 3 {
			return string(v.word(t)), name, true
		}
		if len(name) > 0 {
			name = append(name, string(v.word(t)))
		}
	}
	if len(segment) > 1 && !segment[0].letters && tellingLetters(name) >= 3 {
		return string(v.word(segment[0])), name, true
	}
	return "", nil, false
}

func (x *addressIndex) find(v *view, found *findings) {
	if len(x.byHouse) == 0 {
		return
	}
	for i, t := range v.tokens {
		if t.letters {
			continue
		}
		for _, s := range x.byHouse[string(v.word(t))] {
			s.find(v, i, found)
		}
	}
}

// maxBeside bounds how many words of the address beside its street are taken
// along, so that a text that repeats them takes no more than linear time.
const maxBeside = 12

// find looks for the street before or after the house number at token i and
// takes along what else of the address stands beside it.
func (s *street) find(v *view, i int, found *findings) {
	first := s.before(v, i)
	last := i
	if first == i {
		if last = s.after(v, i); last == i {
			return
		}
	}
	for n := 0; n < maxBeside && first > 0 && s.belongs(v, first-1, first); n++ {
		first--
	}
	for n := 0; n < maxBeside && last+1 < len(v.tokens) && s.belongs(v, last+1, last); n++ {
		last++
	}
	found.add(v.tokens[first].start, v.tokens[last].end, kindAddress, s.number, "")
}

// before walks back from the house number over the words of the street and
// gives the first token of it, or i when too little of it is there.
func (s *street) before(v *view, i int) int {
	at, word, matched := i-1, len(s.name)-1, []string{}
	if at > 0 && fillers[string(v.word(v.tokens[at]))] && v.near(at, at+1) {
		at--
	}
	for ; at >= 0 && word >= 0 && v.near(at, at+1) && sameWord(s.name[word], v, v.tokens[at]); at, word = at-1, word-1 {
		matched = append(matched, s.name[word])
	}
	if tellingLetters(matched) < 3 {
		return i
	}
	return at + 1
}

// after walks on from the house number ("12 High Street") and gives the last
// token of the street, or i.
func (s *street) after(v *view, i int) int {
	at, word := i+1, 0
	for ; at < len(v.tokens) && word < len(s.name) && v.near(at-1, at) && sameWord(s.name[word], v, v.tokens[at]); word++ {
		at++
	}
	if tellingLetters(s.name[:word]) < 3 {
		return i
	}
	return at - 1
}

// belongs reports whether token i, beside token j that is part of the address,
// is one of its words too.
func (s *street) belongs(v *view, i, j int) bool {
	return v.near(min(i, j), max(i, j)) && s.words[canonical(v.word(v.tokens[i]))]
}

func (v *view) near(i, j int) bool { return v.tokens[j].start-v.tokens[i].end <= maxGap }

// fillers may stand between street and number.
var fillers = map[string]bool{"nr": true, "no": true, "num": true, "number": true, "nummer": true, "numer": true, "szam": true, "hus": true}

// sameWord compares a word of a street with a token, which may carry an ending
// ("na Długiej 5", "a Sas utcában").
func sameWord(name string, v *view, t token) bool {
	if canonical(v.word(t)) == name {
		return true
	}
	if !t.letters || t.end-t.start > maxKnown {
		return false
	}
	if streetWordForms[name] {
		return inflectedStreetWord(string(v.word(t))) == name
	}
	for _, s := range nameStems([]rune(padded(name))) {
		if strings.HasPrefix(string(v.word(t)), string(s.letters)) &&
			s.form.accepts(v.r[t.start+len(s.letters):t.end], len(s.letters), true) {
			return true
		}
	}
	return false
}

// inflectedStreetWord gives the short form of a word for a street that carries
// an ending ("utcában", "ulicy"), or "".
func inflectedStreetWord(word string) string {
	for n := len(word) - 1; n >= 3; n-- {
		if form := streetWords[word[:n]]; form != "" && endings[word[n:]] != 0 {
			return form
		}
	}
	return ""
}

// padded keeps nameStems, which wants two letters, from failing on one.
func padded(name string) string {
	if len(name) < 2 {
		return name + "\x00\x00"
	}
	return name
}

// canonical brings the abbreviations of street words to one form and letters
// that are written as two (Soendergade) to the one that folding leaves.
func canonical(word []rune) string {
	if len(word) > maxKnown {
		return ""
	}
	w := string(contracted(word))
	if short, ok := streetWords[w]; ok {
		return short
	}
	if head, ok := strings.CutSuffix(w, "strasse"); ok {
		return head + "str"
	}
	return w
}

// streetWords are the words for a street, which alone tell nothing.
var streetWords = map[string]string{
	"street": "st", "st": "st", "road": "rd", "rd": "rd", "avenu": "ave", "avenue": "ave", "ave": "ave", "lane": "ln", "ln": "ln",
	"drive": "dr", "dr": "dr", "square": "sq", "sq": "sq", "court": "ct", "ct": "ct", "close": "close", "place": "pl",
	"strasse": "str", "str": "str", "platz": "pl", "pl": "pl", "weg": "weg", "alle": "alle", "allee": "alle", "gasse": "gasse",
	"ulica": "ul", "ulic": "ul", "ul": "ul", "aleja": "al", "aleje": "al", "al": "al", "plac": "pl", "osiedle": "os", "os": "os",
	"utca": "u", "u": "u", "ut": "ut", "utja": "ut", "ter": "ter", "tere": "ter", "korut": "krt", "krt": "krt", "setany": "setany",
	"vej": "vej", "gade": "gade", "plads": "pl", "straede": "strade", "strade": "strade", "the": "the",
}

var streetWordForms = func() map[string]bool {
	all := map[string]bool{}
	for _, form := range streetWords {
		all[form] = true
	}
	return all
}()

// tellingLetters counts the letters of words that are not just words for a
// street.
func tellingLetters(words []string) int {
	n := 0
	for _, w := range words {
		if !streetWordForms[w] {
			n += len([]rune(w))
		}
	}
	return n
}
