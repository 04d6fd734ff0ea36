package privacy

// findPatterns adds what gives itself away by its form, whoever it belongs to.
// Longer things come first and take their characters, so that no phone number
// is read into a card number.
func findPatterns(v *view, k *known, found *findings) {
	findEmails(v, k, found)
	findObfuscatedEmails(v, k, found)
	findLinks(v, found)
	findNetworkAddresses(v, found)
	findIBANs(v, found)
	findAccounts(v, found)
	findCards(v, found)
	findPersonalNumbers(v, found)
	findDocuments(v, found)
	findGermanDocuments(v, found)
	findBirthDates(v, found)
	findPlates(v, found)
	findPhones(v, found)
	r := newReading(v)
	findAddresses(r, found)
	findPersons(r, found)
}

// digitGroup is a run of digit tokens with at most three separators between
// two of them, as numbers are grouped for reading.
type digitGroup []token

// digitGroups calls f with every group of digits that does not carry one of
// the marks yet; first is the index of its first token.
func (v *view) digitGroups(marks uint8, f func(g digitGroup, first int)) {
	for i := 0; i < len(v.tokens); i++ {
		if !v.freeDigits(i, marks) {
			continue
		}
		j := i + 1
		for j < len(v.tokens) && v.freeDigits(j, marks) && v.grouped(v.tokens[j-1].end, v.tokens[j].start) {
			j++
		}
		f(v.tokens[i:j], i)
		i = j - 1
	}
}

func (v *view) freeDigits(i int, marks uint8) bool {
	return !v.tokens[i].letters && v.flags[v.tokens[i].start]&marks == 0
}

// grouped reports whether only the separators of numbers stand between.
func (v *view) grouped(a, b int) bool {
	if b-a > 3 {
		return false
	}
	for ; a < b; a++ {
		switch v.r[a] {
		case ' ', '-', '.', '/', '(', ')', '_', '\t', '~', '·', '•':
		default:
			return false
		}
	}
	return true
}

// digits joins the digits of tokens, up to limit of them.
func (v *view) digits(dst []byte, tokens []token, limit int) []byte {
	for _, t := range tokens {
		for i := t.start; i < t.end; i++ {
			if len(dst) == limit {
				return dst
			}
			dst = append(dst, byte(v.r[i]))
		}
	}
	return dst
}

func (t token) size() int { return t.end - t.start }
