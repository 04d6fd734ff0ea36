package privacy

import "slices"

// findPersons finds names that nobody told us before, by the words around
// them: after greetings, introductions, titles and words such as "my wife",
// below sign-offs, in the headers of quoted mails, and first names that are no
// everyday words wherever they stand with a capital. What was found once is found again in
// the rest of the text.
func findPersons(r *reading, found *findings) {
	f := &nameFinder{reading: r, found: found}
	for i, w := range f.words {
		if w == nil || len(w.cues) == 0 {
			continue
		}
		for _, c := range w.cues {
			if f.said(c, i) {
				f.heed(c, i)
			}
		}
	}
	f.beforeMail()
	f.dashed()
	f.smallLines()
	f.smallLetters()
	f.bare()
	f.doers()
	f.pairs()
	f.singles()
	f.loneLines()
	f.lastLine()
	f.speaksHere()
	f.smallPairs()
	f.joinedNames()
	f.kissedEnd()
	f.dashedEnd()
	f.repeat()
	f.report()
}

// nameFinder looks for names in one text. Places are indexes of tokens.
type nameFinder struct {
	*reading
	found *findings
	spans []nameSpan

	isGerman, isDanish, isHungarian, isHeadline once
}

// once keeps the answer to a question about the whole text, which would cost
// too much to ask again at every word.
type once struct{ asked, yes bool }

func (o *once) ask(of func() bool) bool {
	if !o.asked {
		o.asked, o.yes = true, of()
	}
	return o.yes
}

// nameSpan is a name from a token up to another, which is not part of it.
type nameSpan struct{ first, end int }

func (f *nameFinder) add(first, end int) {
	if end > first {
		f.spans = append(f.spans, nameSpan{first, end})
	}
}

// report gives the names to the findings. Within one text a name and its parts
// have one number.
func (f *nameFinder) report() {
	if len(f.spans) == 0 {
		return
	}
	slices.SortFunc(f.spans, func(a, b nameSpan) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.end - a.end
	})
	known := f.knownParts()
	end := 0
	var people persons
	for _, s := range f.spans {
		if s.end <= end {
			continue
		}
		end = s.end
		if known.covers(s) {
			continue
		}
		v := f.v
		f.found.add(v.tokens[s.first].start, v.tokens[s.end-1].end, kindName, 0, people.key(f.partsOf(s)))
	}
}

func (f *nameFinder) partsOf(s nameSpan) []string {
	var parts []string
	for i := s.first; i < s.end; i++ {
		if t := f.v.tokens[i]; t.letters && t.size() > 1 && t.size() <= maxKnown && !f.has(i, classParticle) {
			parts = append(parts, string(f.v.word(t)))
		}
	}
	return parts
}

// knownParts marks the tokens that known names have already found.
func (f *nameFinder) knownParts() knownTokens {
	var marked knownTokens
	for _, k := range f.found.all {
		if k.kind != kindName || k.number == 0 {
			continue
		}
		if marked == nil {
			marked = make(knownTokens, len(f.v.tokens))
		}
		at, _ := slices.BinarySearchFunc(f.v.tokens, k.start, func(t token, start int) int { return t.end - 1 - start })
		for ; at < len(f.v.tokens) && f.v.tokens[at].start < k.end; at++ {
			marked[at] = k.end >= f.v.tokens[at].end && k.start <= f.v.tokens[at].start
		}
	}
	return marked
}

type knownTokens []bool

// covers reports whether all of a name is known already, which has its number.
func (k knownTokens) covers(s nameSpan) bool {
	return k != nil && !slices.Contains(k[s.first:s.end], false)
}

// persons gives the names of one text their keys: whose parts are all parts of
// an earlier one is the same person.
type persons struct {
	of map[string]string // part to the key of the first name that has it
}

func (p *persons) key(parts []string) string {
	if p.of == nil {
		p.of = map[string]string{}
	}
	key, same := "", len(parts) > 0
	for i, part := range parts {
		owner, ok := p.of[part]
		same = same && ok && (i == 0 || owner == key)
		if i == 0 {
			key = owner
		}
	}
	if same {
		return key
	}
	key = ""
	for _, part := range parts {
		key += part + " "
	}
	for _, part := range parts {
		if p.of[part] == "" {
			p.of[part] = key
		}
	}
	return key
}
