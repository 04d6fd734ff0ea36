package privacy

// addName makes a name findable as a whole and by its parts. Parts of three
// letters or more are found in any case; parts of two only where they are
// written with a capital ("Bo", not the Danish "bo"); single letters and
// particles ("von der") only inside the whole.
func (c *known) addName(v *view, number int) {
	words := v.words()
	if len(words) > 1 {
		c.values.add(words, trieEnd{kind: kindName, number: number})
		last := len(words) - 1
		turned := append([][]rune{words[last]}, words[:last]...)
		c.values.add(turned, trieEnd{kind: kindName, number: number})
	}
	for _, joined := range v.chunks() {
		c.values.add(joined, trieEnd{kind: kindName, number: number})
	}
	only := soleParticle(v)
	for _, t := range v.tokens {
		if t.letters && (only || !particles[string(v.word(t))]) {
			c.addNamePart(v, t, number)
		}
	}
}

// chunks gives the parts of a name that are themselves joined by a dash or an
// apostrophe: in "Mary O'Brien" the "O'" belongs to what is hidden.
func (v *view) chunks() [][][]rune {
	var out [][][]rune
	begin := 0
	for i := 1; i <= len(v.tokens); i++ {
		if i < len(v.tokens) && !v.hasSpace(v.tokens[i-1].end, v.tokens[i].start) {
			continue
		}
		if chunk := v.tokens[begin:i]; len(chunk) > 1 && chunk[len(chunk)-1].end-chunk[0].start >= 4 {
			words := make([][]rune, 0, len(chunk))
			for _, t := range chunk {
				words = append(words, v.word(t))
			}
			out = append(out, words)
		}
		begin = i
	}
	return out
}

// particles stand in names and are everyday words. A name that is nothing but
// such words is taken by its parts all the same.
var particles = map[string]bool{
	"von": true, "van": true, "der": true, "den": true, "dos": true, "das": true, "del": true, "und": true, "and": true,
	"de": true, "di": true, "da": true, "du": true, "la": true, "le": true, "el": true, "al": true, "af": true, "av": true,
	"zu": true, "og": true, "ten": true, "ter": true, "the": true,
	"dr": true, "hr": true, "mr": true, "mrs": true, "herr": true, "frau": true, "fru": true, "pan": true, "pani": true, "prof": true,
}

func soleParticle(v *view) bool {
	for _, t := range v.tokens {
		if t.letters && t.end-t.start >= 2 && !particles[string(v.word(t))] {
			return false
		}
	}
	return true
}

func (c *known) addNamePart(v *view, t token, number int) {
	if t.end-t.start < 2 {
		return
	}
	for _, spelling := range v.spellings(t) {
		for _, s := range nameStems(spelling) {
			c.names.add([][]rune{s.letters}, trieEnd{kind: kindName, number: number, form: s.form})
		}
	}
}

// findNames looks for the parts of names at every place where a word begins.
func (c *known) findNames(v *view, found *findings) {
	if len(c.names.nodes) == 0 {
		return
	}
	for _, t := range v.tokens {
		if !t.letters {
			continue
		}
		c.findNameAt(v, t, t.start, found)
		for i := t.start + 1; t.edges && i < t.end; i++ {
			if v.edge(i) {
				c.findNameAt(v, t, i, found)
			}
		}
	}
}

// findNameAt takes the longest word from start on that is a part of a name,
// bare or with an ending.
func (c *known) findNameAt(v *view, t token, start int, found *findings) {
	node, best, number := int32(0), 0, 0
	for i := start; i < t.end; {
		next, ok := c.names.step(node, v.r[i])
		if !ok {
			break
		}
		node, i = next, i+1
		c.names.each(node, func(e trieEnd) {
			if end := v.endOfName(t, start, i, e.form); end > best {
				best, number = end, e.number
			}
		})
	}
	if best > 0 {
		found.add(start, best, kindName, number, "")
	}
}

// endOfName gives where the word from start ends if its stem ends before i and
// what follows may follow this form, else 0.
func (v *view) endOfName(t token, start, i int, f form) int {
	for end := min(t.end, i+longestEnding); end >= i; end-- {
		if end < t.end && !v.edge(end) {
			continue
		}
		if f.accepts(v.r[i:end], i-start, v.upper(start)) {
			return end
		}
	}
	return 0
}

// findSpacedNames finds names written with a character between their letters:
// "J a n s e n", "J-a-n".
func (c *known) findSpacedNames(v *view, found *findings) {
	for a := 0; a < len(v.tokens); {
		b := a + 1
		for b < len(v.tokens) && v.spelledOut(v.tokens[b-1], v.tokens[b]) {
			b++
		}
		if b-a >= 3 {
			c.findSpelled(v, v.tokens[a:b], found)
		}
		a = b
	}
}

func (v *view) spelledOut(a, b token) bool {
	return a.letters && b.letters && a.end-a.start == 1 && b.end-b.start == 1 && b.start-a.end <= 2 &&
		v.r[a.end] != '\n' && v.flags[a.start]&flagAlone == 0
}

func (c *known) findSpelled(v *view, letters []token, found *findings) {
	if len(c.names.nodes) == 0 {
		return
	}
	for a := range letters {
		node := int32(0)
		for b := a; b < len(letters); b++ {
			next, ok := c.names.step(node, v.r[letters[b].start])
			if !ok {
				break
			}
			node = next
			c.names.each(node, func(e trieEnd) {
				if e.form&formBare != 0 && b-a >= 2 {
					found.add(letters[a].start, letters[b].end, kindName, e.number, "")
				}
			})
		}
	}
}
