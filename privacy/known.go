package privacy

import "unicode"

// Known are the values that are known about the customer of a ticket. Their
// order is their number: Names[0] is "[name 1]" in every text of the ticket, so
// a list may grow at its end but should keep its order while a ticket lives.
type Known struct {
	Names     []string `json:"names"`
	Emails    []string `json:"emails"`
	Phones    []string `json:"phones"`
	Addresses []string `json:"addresses"`
	Orders    []string `json:"orders"`
}

// maxKnown is how many runes of one known value are looked at; nothing that a
// person has is longer.
const maxKnown = 512

// known is Known made ready for matching. It is read-only once built.
type known struct {
	names     trie // single parts of names, with endings
	values    trie // whole values: names, addresses, orders, e-mail addresses
	emails    map[string]int
	phones    phoneIndex
	addresses addressIndex
	counts    [kinds]int      // how many numbers the known values take
	keys      [kinds][]string // what makes a value found by its form one of them
}

func compileKnown(k Known) *known {
	c := &known{emails: map[string]int{}}
	c.counts = [kinds]int{
		kindName: len(k.Names), kindEmail: len(k.Emails), kindPhone: len(k.Phones),
		kindAddress: len(k.Addresses), kindOrder: len(k.Orders),
	}
	c.each(kindName, k.Names, c.addName)
	c.each(kindEmail, k.Emails, c.addEmail)
	c.each(kindPhone, k.Phones, c.phones.add)
	c.each(kindAddress, k.Addresses, c.addAddress)
	c.each(kindOrder, k.Orders, c.addOrder)
	return c
}

// each gives add every value with its number and keeps its key.
func (c *known) each(k kind, values []string, add func(v *view, number int)) {
	c.keys[k] = make([]string, len(values))
	for i, value := range values {
		v := knownView(value)
		c.keys[k][i] = v.keyOf(k)
		add(v, i+1)
	}
}

// keyOf is the key that the value would have if it was found by its form.
func (v *view) keyOf(k kind) string {
	switch k {
	case kindEmail:
		return emailKey(v.r)
	case kindPhone:
		var digits []byte
		for _, r := range v.r {
			if '0' <= r && r <= '9' {
				digits = append(digits, byte(r))
			}
		}
		return phoneKey(digits)
	}
	return v.compact(0, len(v.r))
}

func knownView(value string) *view {
	runes := 0
	for i := range value {
		if runes == maxKnown {
			value = value[:i]
			break
		}
		runes++
	}
	return newView(value)
}

func (v *view) words() [][]rune {
	words := make([][]rune, len(v.tokens))
	for i, t := range v.tokens {
		words[i] = v.word(t)
	}
	return words
}

// addOrder keeps an order number as it is; only case and the characters
// between its letters and digits may differ. Fewer than three characters say
// nothing and would hide every "12".
func (c *known) addOrder(v *view, number int) {
	if len(v.compact(0, len(v.r))) >= 3 {
		c.values.add(v.words(), trieEnd{kind: kindOrder, number: number})
	}
}

// find adds what is known to the findings.
func (c *known) find(v *view, found *findings) {
	c.findNames(v, found)
	c.findSpacedNames(v, found)
	c.findValues(v, found)
	c.phones.find(v, found)
	c.addresses.find(v, found)
}

// maxGap is how many other characters may stand between two parts of a value.
const maxGap = 4

// findValues looks for whole values from every place where a word begins.
func (c *known) findValues(v *view, found *findings) {
	if len(c.values.nodes) == 0 {
		return
	}
	for _, t := range v.tokens {
		c.findValueAt(v, t.start, found)
		for i := t.start + 1; t.edges && i < t.end; i++ {
			if v.edge(i) {
				c.findValueAt(v, i, found)
			}
		}
	}
}

func (c *known) findValueAt(v *view, start int, found *findings) {
	node := int32(0)
	for i := start; i < len(v.r); {
		if !v.alnum(i) {
			gap := 0
			for i < len(v.r) && !v.alnum(i) {
				i++
				gap++
			}
			if gap > maxGap || !c.values.nodes[node].gap || i == len(v.r) {
				return
			}
		}
		next, ok := c.values.step(node, v.r[i])
		if !ok {
			return
		}
		node, i = next, i+1
		if c.values.nodes[node].end != 0 && v.wordEnds(i) {
			c.values.each(node, func(e trieEnd) {
				if !e.tight || !v.hasSpace(start, i) {
					found.add(start, i, e.kind, e.number, "")
				}
			})
		}
	}
}

// wordEnds reports whether a word may end before i.
func (v *view) wordEnds(i int) bool {
	if i >= len(v.r) || v.edge(i) {
		return true
	}
	const classes = flagLetter | flagDigit
	return v.flags[i]&classes != v.flags[i-1]&classes
}

func (v *view) hasSpace(start, end int) bool {
	for i := start; i < end; i++ {
		if unicode.IsSpace(v.r[i]) {
			return true
		}
	}
	return false
}
