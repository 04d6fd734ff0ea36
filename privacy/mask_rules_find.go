package privacy

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Find gives the places that the rules hide in a text, one after the other.
func (r *Rules) Find(text string) []Span {
	spans := []Span{}
	for _, own := range r.rules {
		at, runes := 0, 0
		own.each(text, func(start, end int) {
			runes += utf8.RuneCountInString(text[at:start])
			length := utf8.RuneCountInString(text[start:end])
			spans = append(spans, Span{Start: runes, End: runes + length, Kind: own.kind.String()})
			at, runes = end, runes+length
		})
	}
	return spans
}

// ProposePattern makes a pattern for a rule from a value that should have been
// hidden: digits stand for any digits, letters for letters of the same case,
// blanks for blanks, everything else for itself. Runs of up to four letters with
// digits beside them (NB-204117) are kept as they are: they name the kind of number.
func ProposePattern(value string) string {
	var b strings.Builder
	runs := runsOf(strings.TrimSpace(value))
	for i, run := range runs {
		numbered := i+1 < len(runs) && anyDigitNear(runs[i+1:])
		switch {
		case run.class == 'x', run.class == ' ':
			b.WriteString(run.pattern())
		case run.class != 'd' && numbered && utf8.RuneCountInString(run.text) <= 4:
			b.WriteString(regexp.QuoteMeta(run.text))
		default:
			b.WriteString(run.pattern())
		}
	}
	pattern := b.String()
	if pattern == "" {
		return ""
	}
	if isWord(firstRune(value)) {
		pattern = `\b` + pattern
	}
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(value)); isWord(last) {
		pattern += `\b`
	}
	return pattern
}

// run is a stretch of characters of one class: d digits, u capitals, l small
// letters, blank, x others.
type run struct {
	class rune
	text  string
}

func runsOf(value string) []run {
	var runs []run
	for _, r := range value {
		class := runClass(r)
		if n := len(runs); n > 0 && runs[n-1].class == class {
			runs[n-1].text += string(r)
			continue
		}
		runs = append(runs, run{class, string(r)})
	}
	return runs
}

func runClass(r rune) rune {
	switch {
	case unicode.IsDigit(r):
		return 'd'
	case unicode.IsUpper(r):
		return 'u'
	case unicode.IsLetter(r):
		return 'l'
	case unicode.IsSpace(r):
		return ' '
	}
	return 'x'
}

func (r run) pattern() string {
	n := utf8.RuneCountInString(r.text)
	switch r.class {
	case 'd':
		return `\d` + times(n)
	case 'u':
		return `\p{Lu}` + times(n)
	case 'l':
		return `\p{L}` + times(n)
	case ' ':
		return `\s+`
	}
	return regexp.QuoteMeta(r.text)
}

func times(n int) string {
	if n == 1 {
		return ""
	}
	return "{" + strconv.Itoa(n) + "}"
}

// anyDigitNear reports whether digits follow, with nothing but other signs before
// them.
func anyDigitNear(runs []run) bool {
	for _, r := range runs {
		switch r.class {
		case 'd':
			return true
		case 'x', ' ':
		default:
			return false
		}
	}
	return false
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(s))
	return r
}

// isWord is what \b knows: letters and digits of ASCII.
func isWord(r rune) bool { return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
