package privacy

import (
	"slices"
	"strings"
)

// A name in a sentence has the ending of its case: "Gerwazego", "Ludmillát",
// "Budapestről". Those of the frequent names are in the lexicon; for all others,
// and for what is nobody's name, the ending is taken off and the rest is looked up.

// caseEnding is what a word ends with, and what the word itself ends with in its place.
type caseEnding struct {
	ending, instead string
	names           bool // also taken off names; the others only off towns and offices
}

// caseEndings are sorted by their last letter, the longest first.
var caseEndings = func() (sorted ['z' - 'a' + 1][]caseEnding) {
	add := func(instead string, names bool, endings ...string) {
		for _, e := range endings {
			at := e[len(e)-1] - 'a'
			sorted[at] = append(sorted[at], caseEnding{e, instead, names})
		}
	}
	add("", true, "s")
	// Polish
	add("", true, "owi", "iem", "em", "a", "u", "ie")
	add("y", true, "ego", "emu", "ym")
	add("i", true, "iego", "iemu", "im")
	add("a", true, "ie", "y", "i", "e", "o")
	add("", false, "om", "ami", "ach", "ow", "y", "e")
	add("y", false, "ej", "ych", "a", "e")
	add("o", false, "a", "u", "ie")
	// Hungarian
	add("", true, "eknek", "nak", "nek", "val", "vel", "hoz", "hez", "tol", "rol", "bol", "nal", "nel", "ert", "ekat", "eket", "ek", "ra", "re", "ot", "et", "at", "t")
	add("", false, "ban", "ben", "on", "en", "ba", "be", "ig", "i", "n")
	// Danish and German
	add("", false, "erne", "ens", "ets", "en", "et", "er")
	for _, endings := range sorted {
		slices.SortStableFunc(endings, func(a, b caseEnding) int { return len(b.ending) - len(a.ending) })
	}
	return sorted
}()

// inflected is the class of a word of which the lexicon holds another form, if
// that is surely a name, or surely none.
func (r *reading) inflected(lex map[string]*lexWord, t token) class {
	word := r.v.lookup(t)
	last := word[len(word)-1]
	if last < 'a' || last > 'z' || t.size() > 24 {
		return 0
	}
	for _, e := range caseEndings[last-'a'] {
		stem, ok := strings.CutSuffix(word, e.ending)
		if !ok || len(stem)+len(e.instead) < 4 {
			continue
		}
		w := lex[stem+e.instead]
		switch {
		case w == nil:
		case e.names && w.class&^classHungarian == classFirst:
			return w.class
		case w.class&classEveryday != 0 && w.class&(anyName|classNever|classTitle) == 0:
			return w.class
		}
	}
	return r.withDoubled(lex, word)
}

// withDoubled looks up "Mirtillel": a Hungarian name that doubles its last letter before "-val".
func (r *reading) withDoubled(lex map[string]*lexWord, word string) class {
	stem, ok := strings.CutSuffix(word, "al")
	if !ok {
		stem, ok = strings.CutSuffix(word, "el")
	}
	n := len(stem)
	if !ok || n < 5 || stem[n-1] != stem[n-2] {
		return 0
	}
	if w := lex[stem[:n-1]]; w != nil && w.class&^classHungarian == classFirst {
		return w.class
	}
	return 0
}
