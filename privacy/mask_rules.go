package privacy

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode/utf8"

	"kontor/internal/fault"
)

// Rule is a number format of an organisation's own: whatever fits the pattern is
// hidden as this kind. Pattern is a regular expression in the syntax of RE2,
// matched against the text as it was written. Where the pattern has a group,
// only what the first group holds is hidden, so that words may stand around it:
// `(?i)policy no\. (\d{6})`.
type Rule struct {
	Kind    string `json:"kind"`
	Pattern string `json:"pattern"`
}

// Bounds of an organisation's rules. RE2 takes linear time; how long is at worst
// the size of its program times the length of the text: some ten nanoseconds for
// each instruction and character, so ten microseconds a character for all.
const (
	maxRules       = 50
	maxPattern     = 500  // bytes
	maxProgram     = 200  // instructions of one pattern
	maxPrograms    = 1000 // of all together
	shortestHidden = 3    // characters
)

// Rules are rules made ready. They do not change and may be shared by any number
// of maskers; nil is none.
type Rules struct {
	rules []ownRule
}

type ownRule struct {
	kind    kind
	pattern *regexp.Regexp
}

// CompileRules checks the rules and makes them ready. A fault names the first
// that is wrong by its place, counted from 1, without repeating it: an unknown
// kind, a pattern that is no regular expression, is too large, fits fewer than
// three characters, or would hide ordinary words.
func CompileRules(rules []Rule) (*Rules, error) {
	if len(rules) > maxRules {
		return nil, fault.Invalid("there are more than %d rules", maxRules)
	}
	compiled := &Rules{}
	total := 0
	for i, r := range rules {
		own, size, err := compileRule(r)
		if err == nil && total+size > maxPrograms {
			err = errors.New("the patterns are too large together")
		}
		if err != nil {
			return nil, fault.Invalid("rule %d: %v", i+1, err)
		}
		total += size
		compiled.rules = append(compiled.rules, own)
	}
	return compiled, nil
}

func compileRule(r Rule) (own ownRule, size int, err error) {
	k := slices.Index(kindNames[:], r.Kind)
	if k < 0 || kind(k) == kindTyped {
		return own, 0, errors.New("this is none of the kinds that are hidden")
	}
	if r.Pattern == "" || len(r.Pattern) > maxPattern {
		return own, 0, errors.New("the pattern is empty or too long")
	}
	parsed, err := syntax.Parse(r.Pattern, syntax.Perl)
	if err != nil {
		return own, 0, badPattern(err)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil || len(program.Inst) > maxProgram {
		return own, 0, errors.New("the pattern is too large")
	}
	if shortest(hiddenPart(parsed)) < shortestHidden {
		return own, 0, errors.New("the pattern fits fewer than three characters")
	}
	pattern, err := regexp.Compile(r.Pattern)
	if err != nil {
		return own, 0, badPattern(err)
	}
	own = ownRule{kind(k), pattern}
	if own.hidesWords() {
		return own, 0, errors.New("the pattern would hide ordinary words")
	}
	return own, len(program.Inst), nil
}

// badPattern leaves out what was sent.
func badPattern(err error) error {
	if e := (*syntax.Error)(nil); errors.As(err, &e) {
		return errors.New("the pattern is no regular expression: " + e.Code.String())
	}
	return errors.New("the pattern is no regular expression")
}

// hiddenPart is the first group of a pattern, or all of it.
func hiddenPart(re *syntax.Regexp) *syntax.Regexp {
	if group := firstGroup(re); group != nil {
		return group
	}
	return re
}

func firstGroup(re *syntax.Regexp) *syntax.Regexp {
	if re.Op == syntax.OpCapture {
		return re
	}
	for _, sub := range re.Sub {
		if group := firstGroup(sub); group != nil {
			return group
		}
	}
	return nil
}

// shortest is how many characters a match has at least.
func shortest(re *syntax.Regexp) int {
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpCapture, syntax.OpPlus:
		return shortest(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min * shortest(re.Sub[0])
	case syntax.OpConcat:
		n := 0
		for _, sub := range re.Sub {
			n += shortest(sub)
		}
		return n
	case syntax.OpAlternate:
		n := shortest(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			n = min(n, shortest(sub))
		}
		return n
	}
	return 0
}

// ordinary are words without numbers. A rule that hides a third of them is a
// mistake.
const ordinary = "We have had no heating since last week and nobody called us back, can you please help? " +
	"Wir haben seit letzter Woche keine Heizung, bitte melden Sie sich. Vi har ikke haft varme siden sidste uge, kan I hjælpe? " +
	"Od zeszłego tygodnia nie mamy ogrzewania, proszę o pomoc. Múlt hét óta nincs fűtés, kérem, segítsenek."

func (o ownRule) hidesWords() bool {
	hidden := 0
	o.each(ordinary, func(start, end int) { hidden += end - start })
	return hidden*3 > len(ordinary)
}

// each calls f with the bytes of every match, or of its first group.
func (o ownRule) each(text string, f func(start, end int)) {
	for from := 0; from <= len(text); {
		match := o.pattern.FindStringSubmatchIndex(text[from:])
		if match == nil {
			return
		}
		start, end := match[0], match[1]
		if len(match) > 2 && match[2] >= 0 {
			start, end = match[2], match[3]
		}
		if end > start {
			f(from+start, from+end)
		}
		if match[1] > 0 {
			from += match[1]
			continue
		}
		_, size := utf8.DecodeRuneInString(text[from:])
		from += max(1, size)
	}
}

// find adds what fits the rules to the findings. It takes nothing away from the
// rules that come after, so that a number of which a rule hides a part is still
// found as a whole.
func (r *Rules) find(v *view, found *findings) {
	if r == nil {
		return
	}
	for _, own := range r.rules {
		own.each(v.text, func(start, end int) {
			if from, to := v.runesOf(start, end); from < to {
				found.all = append(found.all, finding{start: from, end: to, kind: own.kind, key: v.compact(from, to), own: true})
			}
		})
	}
}

// runesOf gives the runes of the view that stand for bytes of the original.
func (v *view) runesOf(start, end int) (from, to int) {
	from, _ = slices.BinarySearchFunc(v.to, int32(start)+1, func(a, b int32) int { return int(a) - int(b) })
	to, _ = slices.BinarySearch(v.from, int32(end))
	return from, to
}
