package privacy

// Floors, sides and flats, which stand behind the number of a house.

// tail gives the token behind a floor, a side or a flat: "2. tv", "m. 3",
// "fsz. 2", "Flat 3", "#5".
func (a *addressFinder) tail(end int) int {
	last, words := end, 0
	for i := end; i < end+maxTail && i < len(a.v.tokens); i++ {
		if !a.between(i-1, 4, " ,./-\n#") || a.v.flags[a.v.tokens[i].start]&flagTaken != 0 {
			break
		}
		t := a.v.tokens[i]
		switch {
		case a.is(i, tails) && !a.tailIsWord(i, end):
			words++
			last = i + 1
		case !t.letters && t.size() <= 3:
			if words > 0 && a.is(i-1, tails) || a.v.at(t.start-1) == '#' || words > 0 && (a.v.at(t.start-1) == '/' || a.touching(i-1)) {
				last = i + 1
			}
			if a.v.at(t.start-1) == '#' {
				words++
			}
		case t.size() == 1 || t.size() <= 4 && roman(a.v.word(t)) && a.v.upper(t.start):
			if words > 0 && (a.touching(i-1) || !a.v.tokens[i-1].letters || a.is(i-1, tails)) && a.tailLetter(i) {
				last = i + 1
			}
		default:
			i = len(a.v.tokens)
		}
	}
	if words == 0 {
		return a.flatPair(end)
	}
	return last
}

// flatPair reads the floor and the door of Hungary without words: "12. II/4".
func (a *addressFinder) flatPair(end int) int {
	if end+1 >= len(a.v.tokens) || !a.between(end-1, 2, ". ") || a.v.at(a.v.tokens[end-1].end) != '.' || !a.between(end, 1, "/") || a.touching(end) || !a.number(end+1, 2) {
		return end
	}
	t := a.v.tokens[end]
	if t.letters && roman(a.v.word(t)) || !t.letters && t.size() <= 2 {
		return end + 2
	}
	return end
}

// tailLetter reports a letter that is no word: "Apt 4B", "ajtó C".
func (a *addressFinder) tailLetter(i int) bool {
	return a.touching(i-1) || a.v.upper(a.v.tokens[i].start)
}

// tailIsWord reports words of tails that mean something else here: Danish "og"
// and "st", "m", "em" without a number beside them.
func (a *addressFinder) tailIsWord(i, end int) bool {
	before := i > end && !a.v.tokens[i-1].letters
	after := i+1 < len(a.v.tokens) && !a.v.tokens[i+1].letters && a.v.tokens[i+1].size() <= 3 && a.between(i, 3, " .")
	switch a.text(i) {
	case "og", "em", "dg", "eg", "stock", "etage", "top", "haus", "floor", "room", "sal", "unit", "pietro", "emelet", "emeleten":
		return !before && !after
	case "m", "lok", "lokal", "mieszkania", "mieszkanie", "flat", "apt", "apartment", "suite", "ste", "dor", "lejl", "lejlighed", "whg", "wohnung", "klatka", "stiege", "tur", "ajto":
		return !after && !before
	case "st":
		return !(a.gap(i) == gapDot || i+1 >= len(a.v.tokens) || a.gap(i) == gapComma || a.is(i+1, set("tv th mf")))
	case "alatt":
		return i == end || !a.is(i-1, set("szam"))
	case "szam", "szamu", "szamban":
		return i > end
	}
	return false
}

func roman(word []rune) bool {
	for _, r := range word {
		if r != 'i' && r != 'v' && r != 'x' {
			return false
		}
	}
	return true
}
