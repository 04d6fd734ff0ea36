package privacy

// findBirthDates finds dates that words call the birth of somebody: "født den
// 12. marts 1985", "geb. 12.03.85", "ur. 12 marca 1985", "szül.: 1985. 03. 12.",
// "my date of birth is 12/03/1985". A date without such words stays.
func findBirthDates(v *view, found *findings) {
	previous := date{} // the last birth found: others may follow it in a list
	for i := 0; i < len(v.tokens); i++ {
		if v.tokens[i].letters || v.flags[v.tokens[i].start]&flagTaken != 0 {
			continue
		}
		d, ok := v.dateAt(i)
		if !ok {
			continue
		}
		if v.birthNamed(d) || v.listedAfter(previous, d) {
			found.add(d.start, d.end, kindBirthDate, 0, v.compact(d.start, d.end))
			v.take(d.start, d.end, flagTaken)
			previous = d
		}
		i = max(i, d.last-1)
	}
}

// date is a day as it is written.
type date struct {
	start, end  int  // in runes
	first, last int  // tokens from first up to last
	bare        bool // digits alone, or without a year: only right behind the word
}

// birthNamed reports whether the words beside a date call it a birth.
func (v *view) birthNamed(d date) bool {
	if v.starred(d) {
		return true
	}
	return v.birthBefore(d) || !d.bare && v.birthAfter(d)
}

// starred is the German sign for a birth: "(*12.03.1985)".
func (v *view) starred(d date) bool {
	at := d.start - 1
	if v.at(at) == ' ' {
		at--
	}
	return v.at(at) == '*' && v.at(at-1) != '*' && !d.bare && (at == 0 || !v.alnum(at-1))
}

// birthBefore looks for the word in front, over words that say nothing else.
func (v *view) birthBefore(d date) bool {
	for n := 1; n <= subjectWords && d.first-n >= 0; n++ {
		t := v.tokens[d.first-n]
		if d.start-t.end > subjectRunes || !t.letters || v.sentenceEnds(t) && (v.at(t.end) == '.' || v.subjectAt(d.first-n) != aboutBirth) {
			return false
		}
		if v.subjectAt(d.first-n)&aboutBirth != 0 || v.initialsOfBirth(d.first-n) || n == 1 && v.shortForBorn(t) {
			return !d.bare || n <= 4
		}
		if v.otherNumber(t) || otherDays[v.short(t)] {
			return false
		}
	}
	return false
}

// shortForBorn is "f.", "b." or "ur." right before the date. Elsewhere "úr" is a
// Hungarian gentleman.
func (v *view) shortForBorn(t token) bool {
	return v.lookup(t) == "ur" || t.size() == 1 && v.at(t.end) == '.' && (v.r[t.start] == 'f' || v.r[t.start] == 'b')
}

// initialsOfBirth is "d.o.b.".
func (v *view) initialsOfBirth(i int) bool {
	if i < 2 || v.tokens[i].start-v.tokens[i-2].end > 4 {
		return false
	}
	return v.r[v.tokens[i].start] == 'b' && v.r[v.tokens[i-1].start] == 'o' && v.r[v.tokens[i-2].start] == 'd' &&
		v.tokens[i].size() == 1 && v.tokens[i-1].size() == 1 && v.tokens[i-2].size() == 1
}

// birthAfter looks for it behind: "am 12.03.1985 geboren", "1985. március 12-én
// születtem", "12/03/1985 is my date of birth".
func (v *view) birthAfter(d date) bool {
	from := d.end
	if v.at(from) == '.' {
		from++ // of a Hungarian date
	}
	for n := 0; n < subjectWordsAfter+1 && d.last+n < len(v.tokens); n++ {
		i := d.last + n
		t := v.tokens[i]
		if t.start-d.end > subjectRunesAfter || !t.letters || v.stopsBetween(from, t.start) || from > d.end && v.upper(v.tokens[d.last].start) {
			return false
		}
		if v.subjectAt(i)&aboutBirth != 0 {
			return !v.dateFollows(i)
		}
		if v.otherNumber(t) || otherDays[v.short(t)] {
			return false
		}
	}
	return false
}

// dateFollows reports whether the word at token i has a date behind it, which it
// then belongs to.
func (v *view) dateFollows(i int) bool {
	for n := 1; n <= subjectWordsAfter+1 && i+n < len(v.tokens); n++ {
		t, before := v.tokens[i+n], v.tokens[i+n-1]
		if before.letters && before.size() > 4 && v.stopsBetween(before.end, t.start) {
			return false
		}
		if !t.letters {
			if _, ok := v.dateAt(i + n); ok {
				return true
			}
			return t.start-v.tokens[i+n-1].end <= 3 && n == 1
		}
	}
	return false
}

// otherDays are words for days on which nobody is born.
var otherDays = set("invoice due deadline termin frist booked ordered delivered bestellt bestilt leveret geliefert zamowione dostarczono rendeltem aftale vielse bryllup " +
	"wedding hochzeit slubu eskuvo valid gyldig gultig wazny ervenyes udlob expiry expires")

// listedAfter reports whether a date follows another birth as in "born 12.03.2015
// and 14.05.2017".
func (v *view) listedAfter(previous, d date) bool {
	if previous.last == 0 || d.bare || d.first-previous.last > 1 || d.start-previous.end > 6 {
		return false
	}
	if d.first == previous.last {
		return v.at(previous.end) == ',' || v.at(previous.end) == '&'
	}
	return listWords[v.short(v.tokens[previous.last])]
}

var listWords = set("and und og i oraz es or")
