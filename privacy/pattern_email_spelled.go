package privacy

import "strings"

// findObfuscatedEmails finds addresses that are spelled out to escape programs
// like this one: "name (at) host [dot] tld", "name snabel-a host punktum dk".
//
// A bracketed or unmistakable word for @ needs a dot of either kind in what
// follows; the English "at" between spaces needs a spelled dot, since "at
// example.org" is an everyday phrase.
func findObfuscatedEmails(v *view, k *known, found *findings) {
	for i := 0; i < len(v.tokens); i++ {
		at, ok := v.spelledAt(i)
		if !ok {
			continue
		}
		start := v.spelledLocal(at.start)
		end, dots, spelled := v.spelledDomain(at.end)
		if start == at.start || dots == 0 || at.plain && spelled == 0 {
			continue
		}
		key := v.spelledKey(start, at.start) + "@" + v.spelledKey(at.end, end)
		found.add(start, end, kindEmail, k.emails[key], key)
		v.take(start, end, flagTaken)
	}
}

// spelled is a word that stands for @ or a dot, with its brackets and spaces.
type spelled struct {
	start, end int
	plain      bool // a bare "at", which may be just a word
}

var (
	atWords  = map[string]bool{"at": true, "aet": true, "malpa": true, "malpka": true, "kukac": true, "snabela": true, "klammeraffe": true}
	dotWords = map[string]bool{"dot": true, "punkt": true, "punktum": true, "prik": true, "pont": true, "kropka": true, "period": true}
)

// spelledAt reads a word for @ at token i.
func (v *view) spelledAt(i int) (spelled, bool) {
	t := v.tokens[i]
	if !t.letters || t.size() > 11 || !strings.ContainsRune("amks", v.r[t.start]) {
		return spelled{}, false // no word for @ begins so
	}
	if v.lookup(t) == "snabel" && v.at(t.end) == '-' && v.at(t.end+1) == 'a' {
		s := v.withBrackets(t.start, t.end+2)
		return s, s.start < t.start && s.end > t.end+2
	}
	if !atWords[v.lookup(t)] {
		return spelled{}, false
	}
	s := v.withBrackets(t.start, t.end)
	s.plain = s.plain && t.size() == 2
	return s, s.start < t.start && s.end > t.end
}

// withBrackets widens a word by one bracket and up to two spaces on each side.
// plain is set where there is no pair of brackets.
func (v *view) withBrackets(start, end int) spelled {
	s := spelled{start: start, end: end, plain: true}
	if isOpening(v.at(s.start-1)) && isClosing(v.at(s.end)) {
		s.start, s.end, s.plain = s.start-1, s.end+1, false
	}
	for n := 0; n < 2 && v.at(s.start-1) == ' '; n++ {
		s.start--
	}
	for n := 0; n < 2 && v.at(s.end) == ' '; n++ {
		s.end++
	}
	return s
}

func isOpening(r rune) bool {
	return r == '(' || r == '[' || r == '{' || r == '<' || r == '_' || r == '-' || r == '*' || r == '|'
}
func isClosing(r rune) bool {
	return r == ')' || r == ']' || r == '}' || r == '>' || r == '_' || r == '-' || r == '*' || r == '|'
}

// maxLabels bounds the parts of a spelled-out address and maxSpelled the runes
// of each, so that a text of nothing but "-at-at-at" takes linear time.
const maxLabels, maxSpelled = 6, 128

// spelledLocal gives where the local part before end begins, dots in it
// perhaps spelled out too.
func (v *view) spelledLocal(end int) int {
	start, _ := v.localBefore(end, maxSpelled)
	for n := 0; n < maxLabels && start < end; n++ {
		word := start
		for word > 0 && (v.r[word-1] == ' ' || isOpening(v.r[word-1]) || isClosing(v.r[word-1])) && start-word < 3 {
			word--
		}
		from := word
		for from > 0 && word-from <= 8 && v.letter(from-1) {
			from--
		}
		if word == start || !dotWords[string(v.r[from:word])] {
			break
		}
		dot := v.withBrackets(from, word)
		before, _ := v.localBefore(dot.start, maxSpelled)
		if before == dot.start {
			break
		}
		start = before
	}
	return start
}

// spelledDomain reads labels from i on with dots of either kind between.
func (v *view) spelledDomain(i int) (end, dots, spelledDots int) {
	for labels := 0; labels <= maxLabels; labels++ {
		start := i
		for i < len(v.r) && i-start < maxSpelled && (v.alnum(i) || v.r[i] == '-' && i+1 < len(v.r) && v.alnum(i+1)) {
			i++
		}
		if i == start {
			break
		}
		end, dots = i, labels
		next, word := v.dotAfter(i)
		if next == 0 {
			break
		}
		if word {
			spelledDots++
		}
		i = next
	}
	if dots == 0 {
		spelledDots = 0
	}
	return end, dots, spelledDots
}

// dotAfter gives what follows a dot at i, and whether the dot is a word; 0 if
// there is no dot.
func (v *view) dotAfter(i int) (next int, word bool) {
	if v.at(i) == '.' {
		return i + 1, false
	}
	start := i
	for start < len(v.r) && start-i < 3 && (v.r[start] == ' ' || isOpening(v.r[start])) {
		start++
	}
	end := start
	for end < len(v.r) && end-start <= 8 && v.letter(end) {
		end++
	}
	if start == i || !dotWords[string(v.r[start:end])] && !(end == start && v.at(start) == '.') {
		return 0, false
	}
	if end == start {
		end++ // "(.)"
	}
	for next = end; next < len(v.r) && next-end < 3 && (v.r[next] == ' ' || isClosing(v.r[next])); next++ {
	}
	return next, true
}

// spelledKey brings a part of a spelled-out address to its usual form.
func (v *view) spelledKey(start, end int) string {
	var key []rune
	for i := start; i < end; {
		if next, word := v.dotAfter(i); word && next <= end {
			key, i = append(key, '.'), next
			continue
		}
		if v.r[i] != ' ' {
			key = append(key, v.r[i])
		}
		i++
	}
	return string(key)
}
