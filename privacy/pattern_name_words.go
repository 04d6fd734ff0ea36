package privacy

import (
	"strings"
	"sync"
)

// class is what a word is, as far as names go.
type class uint16

const (
	classFirst       class = 1 << iota // a first name and nothing else
	classFirstToo                      // a first name, and also an everyday word or a place
	classLast                          // a family name and nothing else
	classLastToo                       // a family name, and also an everyday word
	classEveryday                      // a frequent word that sentences begin with
	classNever                         // an office or a role
	classParticle                      // "von", "de": joins parts of a name
	classTitle                         // "Mr", "Frau", "Dr": a name follows
	classTitleBehind                   // "úr", "néni": a name stands before
	classHungarian                     // a first name before which the family name stands
	classAnd                           // joins two names
	classTown                          // a town or a country, besides everyday
	classThing                         // stands in the names of makers and offices, besides everyday
)

const anyName = classFirst | classFirstToo | classLast | classLastToo

// lexWord is what is known of a folded word.
type lexWord struct {
	class class
	cues  []cue // phrases that end with this word, the longest first
}

// nameLexicon holds all words that the rules for names know. It is built when it
// is first needed.
var nameLexicon = sync.OnceValue(func() map[string]*lexWord {
	l := lexBuilder{}
	for _, list := range []string{firstNamesEnglish, firstNamesGerman, firstNamesDanish, firstNamesEnglishMore, firstNamesGermanMore, firstNamesDanishMore, firstNamesEnglishWide, firstNamesGermanWide, firstNamesDanishWide, firstNamesWorld, firstNamesRare} {
		l.addAll(list, classFirst)
	}
	l.addInflected(firstNamesPolish, classFirst, polishForms)
	l.addInflected(firstNamesPolishMore, classFirst, polishForms)
	l.addInflected(firstNamesPolishWide, classFirst, polishForms)
	l.addAll(firstNamesHungarianRare, classFirst|classHungarian)
	l.addInflected(firstNamesHungarianWide, classFirst|classHungarian, hungarianForms)
	l.addInflected(firstNamesHungarianMore, classFirst|classHungarian, hungarianForms)
	l.addInflected(firstNamesHungarian, classFirst|classHungarian, hungarianForms)
	l.addAll(firstNamesInContext+firstNamesInContextWide+firstNamesInContextWorld, classFirstToo)
	l.addAll(frequentLastNames+lastNamesWide, classLast)
	l.addAll(lastNamesInContext+lastNamesInContextWide, classLastToo)
	l.addAll(everydayWords+thingNames+wareWords, classEveryday)
	l.addAll(townNames, classEveryday|classTown)
	l.addAll(brandNames+institutionWords, classEveryday|classThing)
	l.addAll(neverNames, classNever)
	l.addAll("von van vom zu zur der den de di da del la le los dos af av ten ter", classParticle)
	l.addAll("and & og und i oraz és es meg plus u", classAnd)
	l.addAll("úr urat úrral úrnak úrtól úrhoz asszony asszonyt asszonynak asszonnyal asszonyhoz néni nénit néninek nénivel bácsi bácsit bácsinak bácsival kisasszony doktornő főorvos", classTitleBehind)
	l.addCues()
	l.settle()
	return l
})

type lexBuilder map[string]*lexWord

func (l lexBuilder) word(folded string) *lexWord {
	w := l[folded]
	if w == nil {
		w = &lexWord{}
		l[folded] = w
	}
	return w
}

// addAll adds a list of words, with ø, ä, å … also as they are typed on other
// keyboards.
func (l lexBuilder) addAll(list string, c class) {
	for _, name := range strings.Fields(list) {
		for _, spelling := range foldedSpellings(name) {
			l.word(spelling).class |= c
		}
	}
}

func foldedSpellings(name string) []string {
	v := newView(name)
	out := []string{}
	for _, t := range v.tokens {
		out = append(out, string(v.word(t)))
		if long := string(v.writtenOut(t)); long != out[len(out)-1] {
			out = append(out, long)
		}
	}
	if len(v.tokens) > 1 { // "O'Brien": known by its parts, of which the short ones say nothing
		kept := out[:0]
		for _, part := range out {
			if len(part) > 3 {
				kept = append(kept, part)
			}
		}
		return kept
	}
	return out
}

// addInflected adds names with the forms that they take in a sentence. A form
// that is another word of the lexicon anyway keeps that meaning too.
func (l lexBuilder) addInflected(list string, c class, forms func(string) []string) {
	l.addAll(list, c)
	for _, name := range strings.Fields(list) {
		folded := Fold(name)
		for _, form := range forms(folded) {
			if len(form) > 3 {
				l.word(form).class |= c
			}
		}
	}
}

// polishForms gives the cases of a Polish first name.
func polishForms(name string) []string {
	forms := irregular(name)
	stem, last := name[:len(name)-1], name[len(name)-1]
	switch {
	case last == 'a':
		for _, e := range []string{"y", "i", "e", "o", "ie", "ze"} {
			forms = append(forms, stem+e)
		}
		if strings.HasSuffix(stem, "k") || strings.HasSuffix(stem, "g") {
			break
		}
		forms = append(forms, stem+"u") // Aniu, Kasiu
	case strings.HasSuffix(name, "ek"):
		for _, e := range []string{"ka", "kowi", "kiem", "ku"} {
			forms = append(forms, name[:len(name)-2]+e)
		}
	case last == 'y' || last == 'i':
		for _, e := range []string{"ego", "emu", "m"} {
			forms = append(forms, name+e, stem+e)
		}
	default:
		for _, e := range []string{"a", "owi", "em", "iem", "ie", "u"} {
			forms = append(forms, name+e)
		}
		if strings.HasSuffix(name, "wel") { // Paweł, Pawła
			for _, e := range []string{"la", "lowi", "lem", "le"} {
				forms = append(forms, name[:len(name)-2]+e)
			}
		}
		if strings.HasSuffix(name, "ciech") || strings.HasSuffix(name, "ciej") {
			forms = append(forms, name+"u")
		}
		if strings.HasSuffix(name, "otr") {
			forms = append(forms, name+"ze")
		}
	}
	return forms
}

// hungarianForms gives the frequent cases of a Hungarian first name.
func hungarianForms(name string) []string {
	forms := withVal(name)
	for _, e := range strings.Fields("nak nek t ot et at tol rol nal nel hoz hez ert e ek eknek vagyok ne nenak nenek net nevel") {
		forms = append(forms, name+e)
	}
	if last := name[len(name)-1]; last == 'a' || last == 'e' {
		forms = append(forms, name+"val", name+"vel", name+"m")
	}
	return forms
}

// settle decides what a word is that stands in several lists: a first or
// family name that is also a frequent word says less.
func (l lexBuilder) settle() {
	for _, w := range l {
		if w.class&(classFirstToo|classEveryday|classNever) != 0 && w.class&classFirst != 0 {
			w.class = w.class&^classFirst | classFirstToo
		}
		if w.class&(classLastToo|classEveryday|classNever) != 0 && w.class&classLast != 0 {
			w.class = w.class&^classLast | classLastToo
		}
	}
}
