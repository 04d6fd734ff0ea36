package privacy

// A word with a capital that does what only people do is a name, even where
// nobody knows it: "Tegan promised", "could you ask Dagny to ring".

// doers takes single words beside verbs of speaking and calling.
func (f *nameFinder) doers() {
	if f.shouts {
		return
	}
	for i := range f.class {
		if !f.capital(i) || !f.written(i) || f.v.tokens[i].size() < 3 || f.class[i]&^(anyName|classHungarian) != 0 && f.class[i]&(classFirstToo|classNever|classTitle) != classFirstToo {
			continue
		}
		if (f.speaks(i) || f.isAsked(i) || f.saidBy(i)) && !f.noun(i) && !officeWord(f.v.word(f.v.tokens[i])) && !f.headline() {
			f.add(i, i+1)
		}
	}
}

// speaks reports "Tegan said".
func (f *nameFinder) speaks(i int) bool {
	if f.gap(i) != gapSpace || i+1 >= len(f.class) || !speaking[f.v.short(f.v.tokens[i+1])] {
		return false
	}
	if f.class[i] == 0 && f.looksLikeWorker(i) && !germanSpeaking[f.v.short(f.v.tokens[i+1])] {
		return false
	}
	if f.sentenceStarts(i) {
		return true
	}
	return !f.german() && f.gap(i-1) == gapSpace && !f.v.upper(f.v.tokens[i-1].start) && !articles[f.v.short(f.v.tokens[i-1])]
}

// saidBy reports "…, said Tegan," and "sagde Dagny, at".
func (f *nameFinder) saidBy(i int) bool {
	return i > 0 && f.gap(i-1) == gapSpace && !f.v.upper(f.v.tokens[i-1].start) && speaking[f.v.short(f.v.tokens[i-1])] &&
		(f.class[i] != 0 || !f.german()) && (f.gap(i) == gapComma || i+1 >= len(f.class) || f.gap(i) == gapOther && f.lineEnds(i))
}

// isAsked reports "ask Tegan to", "tell Tegan that".
func (f *nameFinder) isAsked(i int) bool {
	if i == 0 || i+1 >= len(f.class) || f.gap(i-1) != gapSpace || f.gap(i) != gapSpace {
		return false
	}
	return asking[f.v.short(f.v.tokens[i-1])] && askedTo[f.v.short(f.v.tokens[i+1])] && (f.class[i] != 0 || !f.german())
}

var (
	speaking = set("said says told promised called rang phoned wrote asked explained suggested confirmed advised mentioned replied answered informed assured helped " +
		"sagde lovede ringede fortalte forklarede spurgte svarede bekraeftede mente hjalp " +
		"sagte meinte versprach erklarte bestatigte antwortete versicherte half rief " +
		"mondta igerte kerte irta telefonalt szolt jelezte allitotta valaszolta elmondta " +
		"powiedzial powiedziala kazal kazala prosil prosila pytal pytala obiecal obiecala zadzwonil zadzwonila napisal napisala poradzil poradzila mowil mowila poinformowal poinformowala odpisal odpisala potwierdzil potwierdzila twierdzi")
	// germanSpeaking are those behind which a noun would have its article.
	germanSpeaking = set("sagte meinte versprach erklarte bestatigte antwortete versicherte rief")
	asking         = set("ask tell told asked remind let sporg bed fortael giv bitte frag fragen sie popros poprosic zapytaj zapytac")
	askedTo        = set("to that about if whether i know for om at besked um ob dass ze o czy aby zeby")
)

// looksLikeWorker reports the endings with which the languages without an article
// before the noun, or with one behind it, name those who do a work.
func (f *nameFinder) looksLikeWorker(i int) bool {
	word := f.v.word(f.v.tokens[i])
	for _, e := range []string{"en", "et", "ne", "erne", "ca", "arz", "ier", "ent", "entka", "ant", "antka", "or", "orka", "arka", "erka", "iec", "ista", "istka", "owa", "nik", "nica", "yk", "er", "erin", "eren", "man", "men", "ist", "ian", "s"} {
		if len(word) > len(e)+2 && hasEnding(word, e) {
			return true
		}
	}
	return false
}
