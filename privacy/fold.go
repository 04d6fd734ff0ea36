package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes two spellings of the same word equal: lower case, compatibility
// forms (NFKC) resolved, accents stripped, letters that carry no accent in
// Unicode but are read as one (ł ø đ ß æ þ …) replaced by their plain letters,
// any digit as 0–9, any dash as "-", any apostrophe as "'", any space but line
// breaks and tabs as " ", and invisible characters dropped. "Søren Żółć" and
// "SOREN ZOLC" fold to the same. Folding twice changes nothing more.
//
// The search index and the masking use it, so both change with it.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	var buf [32]rune
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		for _, f := range foldRune(buf[:0], r, size) {
			b.WriteRune(f)
		}
		i += size
	}
	return b.String()
}

// plain reports whether folding would leave s as it is, for ASCII only.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c == '`' || 'A' <= c && c <= 'Z' || droppedASCII(c) {
			return false
		}
	}
	return true
}

// droppedASCII tells control characters, which nobody sees, from line breaks
// and tabs, which separate words.
func droppedASCII(c byte) bool {
	return c == 0x7f || c < ' ' && (c < '\t' || c > '\r')
}

// foldRune appends what r folds to: nothing, one rune or several. size is the
// number of bytes r was decoded from; a broken byte (RuneError of size 1)
// folds to nothing, as it would hide the word around it.
func foldRune(dst []rune, r rune, size int) []rune {
	switch {
	case r < utf8.RuneSelf:
		return foldASCII(dst, byte(r))
	case r < foldedLow:
		return append(dst, lowFolds[r]...)
	case r == utf8.RuneError && size <= 1:
		return dst
	}
	return foldSlowly(dst, r)
}

func foldASCII(dst []rune, c byte) []rune {
	switch {
	case 'A' <= c && c <= 'Z':
		return append(dst, rune(c)+('a'-'A'))
	case c == '`':
		return append(dst, '\'')
	case droppedASCII(c):
		return dst
	}
	return append(dst, rune(c))
}

// foldedLow bounds the table of precomputed folds: Latin with its extensions,
// which is nearly all text we get.
const foldedLow = 0x250

var lowFolds = func() (table [foldedLow][]rune) {
	for r := rune(utf8.RuneSelf); r < foldedLow; r++ {
		table[r] = foldSlowly(nil, r)
	}
	return table
}()

func foldSlowly(dst []rune, r rune) []rune {
	if invisible(r) {
		return dst
	}
	if p, ok := foldedPunctuation(r); ok {
		return append(dst, p)
	}
	parts := norm.NFKD.PropertiesString(string(r)).Decomposition()
	if parts == nil || unicode.Is(unicode.Hangul, r) {
		return foldPart(dst, r)
	}
	for len(parts) > 0 {
		part, size := utf8.DecodeRune(parts)
		dst = foldPart(dst, part)
		parts = parts[size:]
	}
	return dst
}

// foldPart folds one rune that decomposes no further.
func foldPart(dst []rune, r rune) []rune {
	if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || invisible(r) {
		return dst
	}
	if p, ok := foldedPunctuation(r); ok {
		return append(dst, p)
	}
	if unicode.IsDigit(r) {
		return append(dst, '0'+digitValue(r))
	}
	r = unicode.ToLower(r)
	if plain, ok := plainLetters[r]; ok {
		return append(dst, []rune(plain)...)
	}
	return append(dst, r)
}

// plainLetters are letters that Unicode does not decompose although people
// who lack them on the keyboard type the plain ones.
var plainLetters = map[rune]string{
	'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'ħ': "h", 'ŧ': "t", 'ı': "i", 'ȷ': "j", 'ə': "e", 'ƶ': "z",
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th", 'ŋ': "n", 'ς': "σ", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k", 'ɨ': "i", 'ʉ': "u",
}

// invisible reports runes that leave no trace on the screen: format characters
// (zero-width space and joiners, soft hyphen, direction marks), controls other
// than line breaks and tabs, fillers.
func invisible(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0, 0x17b4, 0x17b5:
		return true
	case 0x85, 0x2028, 0x2029:
		return false
	}
	if r < utf8.RuneSelf {
		return droppedASCII(byte(r))
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r)
}

func foldedPunctuation(r rune) (rune, bool) {
	switch r {
	case '‘', '’', '‛', 'ʼ', 'ʻ', '′', '´', '`', '＇':
		return '\'', true
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"', true
	case '。', '．', '․', '｡', '\u06d4':
		return '.', true
	case 0x85, 0x2028, 0x2029:
		return '\n', true
	case 0x2212, 0x2043, 0x02d7:
		return '-', true
	case 0x2800:
		return ' ', true
	}
	switch {
	case r < utf8.RuneSelf:
		return 0, false
	case unicode.Is(unicode.Zs, r):
		return ' ', true
	case unicode.Is(unicode.Pd, r):
		return '-', true
	}
	return 0, false
}

// digitValue is the value of a decimal digit of any script. Unicode keeps the
// digits of a script together and in order, beginning with zero.
func digitValue(r rune) rune {
	if '0' <= r && r <= '9' {
		return r - '0'
	}
	for _, span := range unicode.Nd.R16 {
		if uint16(r) <= span.Hi && r <= 0xffff {
			return (r - rune(span.Lo)) % 10
		}
	}
	for _, span := range unicode.Nd.R32 {
		if uint32(r) <= span.Hi {
			return (r - rune(span.Lo)) % 10
		}
	}
	return 0
}
