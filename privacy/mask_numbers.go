package privacy

import "strconv"

// numbering gives the placeholders of one text their numbers: those that the
// ticket has already where it is remembered, otherwise a known value the number
// of its place and others the next ones.
type numbering struct {
	known *known
	seen  *Seen      // nil: every text by itself
	grown bool       // seen is a copy of this text's own
	taken [kinds]int // numbers up to which the text has placeholders already
	next  [kinds]int
	given map[string]int
}

func (n *numbering) begin(k *known) {
	if n.known != nil {
		return
	}
	n.known, n.next = k, k.counts
	for kind, taken := range n.taken {
		n.next[kind] = max(n.next[kind], taken)
	}
}

func (n *numbering) placeholder(f finding) string {
	return "[" + f.kind.String() + " " + strconv.Itoa(n.number(f)) + "]"
}

func (n *numbering) number(f finding) int {
	if f.number > 0 && (n.seen == nil || !n.seen.began || f.number <= n.seen.known[f.kind]) {
		return f.number
	}
	if f.number > 0 { // known since numbers were given: it has no place of its own any more
		f.key = n.known.keys[f.kind][f.number-1]
	}
	key := string(rune(f.kind)) + f.key
	if given := n.given[key]; given > 0 {
		return given
	}
	if n.given == nil {
		n.given = map[string]int{}
	}
	n.given[key] = n.newNumber(f)
	return n.given[key]
}

// newNumber is for a value that this text did not have yet.
func (n *numbering) newNumber(f finding) int {
	if n.seen == nil {
		n.next[f.kind]++
		return n.next[f.kind]
	}
	hash := n.seen.hash(f.kind, f.key)
	if number := n.seen.numbers[hash]; number > 0 {
		return number
	}
	if !n.grown {
		n.seen, n.grown = n.seen.grown(), true
		n.seen.begin(n.known.counts)
	}
	n.seen.last[f.kind]++
	if len(n.seen.numbers) < maxSeen {
		n.seen.numbers[hash] = n.seen.last[f.kind]
	}
	return n.seen.last[f.kind]
}
