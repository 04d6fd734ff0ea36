package privacy

// A single word with a capital that nobody knows, in the middle of a sentence of
// a language that writes its nouns small, is a person, a place or something that is
// sold. What stands before it tells.

// singles takes such words, and first names that are words as well ("Grace").
func (f *nameFinder) singles() {
	if f.shouts || f.german() || f.headline() {
		return
	}
	for i := 1; i < len(f.class); i++ {
		if f.maySingle(i) && f.spokenOf(i) && !f.isPlace(seq{first: i, end: i + 1}) {
			f.add(i, i+1)
		}
	}
}

// maySingle reports a word that stands alone and may be a name.
func (f *nameFinder) maySingle(i int) bool {
	t := f.v.tokens[i]
	if !f.capital(i) || !f.written(i) || t.size() < 3 || t.size() > 14 || f.gap(i) == gapJoin || f.gap(i-1) == gapJoin {
		return false
	}
	word := f.v.word(t)
	switch c := f.class[i]; {
	case c&(classTitle|classNever) != 0, f.words[i] != nil && len(f.words[i].cues) > 0, functionWords[f.v.lookup(t)]:
		return false
	case c&classFirstToo != 0:
	case c&^(classLast|classHungarian) != 0, f.noun(i), officeWord(word), institution(word), streetWordEnd(word):
		return false
	}
	return f.gap(i) != gapSpace || i+1 >= len(f.class) || !f.v.upper(f.v.tokens[i+1].start) && f.v.tokens[i+1].letters
}

// spokenOf reports that the word before belongs to the same clause and is neither
// one for a thing nor one for a place. What "I am" says of somebody is no name here.
func (f *nameFinder) spokenOf(i int) bool {
	before := f.v.tokens[i-1]
	if g := f.gap(i - 1); g != gapSpace && g != gapComma || !before.letters {
		return false
	}
	if f.v.upper(before.start) && !(f.sentenceStarts(i-1) && functionWords[f.v.lookup(before)]) || f.cued(i-1, cueAm) {
		return false
	}
	w := f.v.short(before)
	return !beforeThings[w] && !beforePlaces[w] && !thingsNamed[w] && !beforeStreetName[w] && !f.placeEnding(i)
}

// cued reports a phrase of this kind that ends with token i.
func (f *nameFinder) cued(i int, kind cueKind) bool {
	if f.words[i] == nil {
		return false
	}
	for _, c := range f.words[i].cues {
		if c.kind == kind && f.said(c, i) {
			return true
		}
	}
	return false
}

// placeEnding reports the Hungarian cases in which towns stand: "Ócsáról".
func (f *nameFinder) placeEnding(i int) bool {
	word := f.v.word(f.v.tokens[i])
	for _, e := range []string{"ban", "ben", "bol", "rol", "ra", "re", "ba", "be", "on", "en", "ig", "i"} {
		if len(word) > len(e)+3 && hasEnding(word, e) {
			return f.class[i]&classFirstToo == 0
		}
	}
	return false
}

var (
	// beforeThings have a thing behind them: articles, possessives, "no", "of".
	beforeThings = set("the a an my your our his her its their this that these those no any some every each another other which what of per than using via through " +
		"en et den det de min mit mine din dit jeres vores hans hendes deres denne dette disse ingen hvilken hvilket nogen flere " +
		"ten ta to te tego tej tym ta moj moja moje mojego mojej nasz nasza nasze waszej wasz wasza panstwa ich jego jej zadnego zaden kazdy przez " +
		"az a egy ez ezt ezek azt azok minden mas masik semmilyen valamilyen")
	// beforePlaces have a place behind them.
	beforePlaces = set("in at on near from into onto towards toward around outside inside across behind beyond via off to visit visiting " +
		"i pa ved fra til omkring mod naer bag uden inden gennem over under " +
		"w we na z ze do nad pod przy kolo obok za przed kolo miedzy okolice okolicy miescie")
)
