package privacy

import (
	"unicode"
	"unicode/utf8"
)

// view is a text as the rules see it: folded runes, each of which knows the
// bytes of the original that it stands for.
type view struct {
	text   string
	r      []rune
	from   []int32 // first byte of the original
	to     []int32 // byte after the last, accents written apart included
	flags  []uint8
	tokens []token
	plain  string // r with one byte for a rune, those outside of ASCII as 0xff: for looking words up
}

const (
	flagLetter = 1 << iota
	flagDigit
	flagUpper // written as a capital
	flagEdge  // a word may begin here although a letter stands before: "annaSmith", "anna<zero-width space>smith"
	flagAlone // of a script that puts no spaces between words
	flagTaken // already read as part of something longer than a phone number
	flagKnown // already read as a known phone number
)

// token is a run of letters or a run of digits.
type token struct {
	start, end int // in runes of the view
	letters    bool
	edges      bool // has places inside where a word may begin or end
}

// maxText bounds what is masked at all; more is hidden as a whole.
const maxText = 8 << 20

func newView(text string) *view {
	v := &view{text: text}
	v.fold()
	v.tokenise()
	v.plain = plainOf(v.r)
	return v
}

func plainOf(runes []rune) string {
	b := make([]byte, len(runes))
	for i, r := range runes {
		if b[i] = byte(r); r >= utf8.RuneSelf {
			b[i] = 0xff
		}
	}
	return string(b)
}

// lookup is the word of a token for a look-up in lists, all of which are of ASCII
// letters. It tells words of other scripts apart from those of the lists, not from
// each other.
func (v *view) lookup(t token) string { return v.plain[t.start:t.end] }

func (v *view) fold() {
	size := len(v.text) + 16
	v.r = make([]rune, 0, size)
	v.from = make([]int32, 0, size)
	v.to = make([]int32, 0, size)
	v.flags = make([]uint8, 0, size)
	var buf [32]rune
	dropped, mixed := false, false
	for i := 0; i < len(v.text); {
		if c := v.text[i]; c < utf8.RuneSelf && !droppedASCII(c) && !dropped {
			v.appendASCII(c, i)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(v.text[i:])
		folded := foldRune(buf[:0], r, size)
		if len(folded) == 0 {
			dropped = v.drop(r, i+size) || dropped
		}
		for _, f := range folded {
			v.append(f, r, i, i+size, dropped)
			dropped = false
			mixed = mixed || hasLookalikes(f)
		}
		i += size
	}
	if mixed {
		v.plainLookalikes()
	}
}

// drop takes notice of a rune that folds to nothing. An accent belongs to the
// letter before it; anything else may have been put there to hide a word, and
// a word may begin after it.
func (v *view) drop(r rune, to int) (edge bool) {
	if n := len(v.to); n > 0 && unicode.Is(unicode.M, r) && v.to[n-1] == int32(to-utf8.RuneLen(r)) {
		v.to[n-1] = int32(to)
		return false
	}
	return true
}

func (v *view) append(f, original rune, from, to int, edge bool) {
	flags := classOf(f)
	if unicode.IsUpper(original) || unicode.IsTitle(original) {
		flags |= flagUpper
	}
	if n := len(v.flags); n > 0 && flags&flagLetter != 0 {
		before := v.flags[n-1]
		hump := flags&flagUpper != 0 && before&(flagLetter|flagUpper) == flagLetter
		if edge || hump || (flags|before)&flagAlone != 0 {
			flags |= flagEdge
		}
	}
	v.r = append(v.r, f)
	v.from = append(v.from, int32(from))
	v.to = append(v.to, int32(to))
	v.flags = append(v.flags, flags)
}

// appendASCII is append for nearly all runes there are.
func (v *view) appendASCII(c byte, i int) {
	f, flags := asciiFolds[c].r, asciiFolds[c].flags
	if n := len(v.flags); flags&flagLetter != 0 && n > 0 {
		before := v.flags[n-1]
		if before&flagAlone != 0 || flags&flagUpper != 0 && before&(flagLetter|flagUpper) == flagLetter {
			flags |= flagEdge
		}
	}
	v.r = append(v.r, f)
	v.from = append(v.from, int32(i))
	v.to = append(v.to, int32(i+1))
	v.flags = append(v.flags, flags)
}

var asciiFolds = func() (table [utf8.RuneSelf]struct {
	r     rune
	flags uint8
}) {
	for c := range table {
		for _, f := range foldASCII(nil, byte(c)) {
			table[c].r, table[c].flags = f, classOf(f)
		}
		if 'A' <= c && c <= 'Z' {
			table[c].flags |= flagUpper
		}
	}
	return table
}()

func classOf(f rune) uint8 {
	switch {
	case 'a' <= f && f <= 'z':
		return flagLetter
	case '0' <= f && f <= '9':
		return flagDigit
	case f < utf8.RuneSelf:
		return 0
	case unicode.In(f, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return flagLetter | flagAlone
	case unicode.IsLetter(f) || unicode.Is(unicode.Mc, f):
		return flagLetter
	}
	return 0
}

func (v *view) tokenise() {
	v.tokens = make([]token, 0, len(v.r)/4+1)
	for i := 0; i < len(v.r); {
		class := v.flags[i] & (flagLetter | flagDigit)
		if class == 0 {
			i++
			continue
		}
		t := token{start: i, letters: class == flagLetter}
		for i++; i < len(v.r) && v.flags[i]&class != 0; i++ {
			t.edges = t.edges || v.flags[i]&flagEdge != 0
		}
		t.end = i
		v.tokens = append(v.tokens, t)
	}
}

func (v *view) letter(i int) bool { return v.flags[i]&flagLetter != 0 }
func (v *view) digit(i int) bool  { return v.flags[i]&flagDigit != 0 }
func (v *view) alnum(i int) bool  { return v.flags[i]&(flagLetter|flagDigit) != 0 }
func (v *view) upper(i int) bool  { return v.flags[i]&flagUpper != 0 }
func (v *view) edge(i int) bool   { return v.flags[i]&flagEdge != 0 }

// take marks what a rule has found, so that no later one reads a number into a
// part of it.
func (v *view) take(start, end int, mark uint8) {
	for i := start; i < end; i++ {
		v.flags[i] |= mark
	}
}

// at is the rune at i, or 0 outside of the text.
func (v *view) at(i int) rune {
	if i < 0 || i >= len(v.r) {
		return 0
	}
	return v.r[i]
}

func (v *view) word(t token) []rune { return v.r[t.start:t.end] }

// compact gives the letters and digits between two places, without the rest.
func (v *view) compact(start, end int) string {
	b := make([]rune, 0, end-start)
	for i := start; i < end; i++ {
		if v.alnum(i) {
			b = append(b, v.r[i])
		}
	}
	return string(b)
}
