package privacy

// trie holds the known values that are found by walking over the text, rune
// by rune. Children are linked lists, which for the few values of one customer
// is both the smallest and the quickest form to build.
type trie struct {
	nodes []trieNode
	ends  []trieEnd
}

type trieNode struct {
	r           rune
	child, next int32 // nodes, 0 for none
	end         int32 // 1 + index of the first end here, 0 for none
	gap         bool  // other characters may stand here, between two parts of a value
}

// trieEnd says what ends at a node.
type trieEnd struct {
	kind   kind
	number int  // 1 + position in Known
	form   form // for names: which endings may follow
	tight  bool // no white space inside
	next   int32
}

func (t *trie) step(node int32, r rune) (int32, bool) {
	for c := t.nodes[node].child; c != 0; c = t.nodes[c].next {
		if t.nodes[c].r == r {
			return c, true
		}
	}
	return 0, false
}

func (t *trie) grow(node int32, r rune) int32 {
	if c, ok := t.step(node, r); ok {
		return c
	}
	t.nodes = append(t.nodes, trieNode{r: r, next: t.nodes[node].child})
	c := int32(len(t.nodes) - 1)
	t.nodes[node].child = c
	return c
}

// add stores words as one value; between two of them other characters may stand.
func (t *trie) add(words [][]rune, end trieEnd) {
	if len(t.nodes) == 0 {
		t.nodes = append(t.nodes, trieNode{})
	}
	node := int32(0)
	for i, word := range words {
		if i > 0 {
			t.nodes[node].gap = true
		}
		for _, r := range word {
			node = t.grow(node, r)
		}
	}
	if node != 0 {
		t.finish(node, end)
	}
}

// finish keeps the ends of a node in the order in which they came, so that the
// value that stands first in Known gives the number.
func (t *trie) finish(node int32, end trieEnd) {
	last := &t.nodes[node].end
	for *last != 0 {
		e := &t.ends[*last-1]
		if e.kind == end.kind && e.form == end.form && e.tight == end.tight {
			return
		}
		last = &e.next
	}
	t.ends = append(t.ends, end)
	// the append may have moved the ends, so the way is walked again
	last = &t.nodes[node].end
	for *last != 0 {
		last = &t.ends[*last-1].next
	}
	*last = int32(len(t.ends))
}

// each calls f with every end of the node.
func (t *trie) each(node int32, f func(trieEnd)) {
	for e := t.nodes[node].end; e != 0; e = t.ends[e-1].next {
		f(t.ends[e-1])
	}
}
