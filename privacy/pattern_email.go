package privacy

import "unicode"

// findEmails finds addresses by their @ sign: a local part of the characters
// of RFC 5321 §4.1.2 (dot-atom or quoted) extended by RFC 6531 to all letters,
// and a domain or an address literal in brackets. Up to two spaces around the @
// are accepted where the domain has a dot.
func findEmails(v *view, k *known, found *findings) {
	for i, r := range v.r {
		if r != '@' {
			continue
		}
		start, spaceBefore := v.localBefore(i, len(v.r))
		end, dotted, spaceAfter := v.domainAfter(i + 1)
		if start == i || end == 0 || (spaceBefore || spaceAfter) && !dotted {
			continue
		}
		found.addEmail(v, k, start, end)
	}
}

func (f *findings) addEmail(v *view, k *known, start, end int) {
	key := emailKey(v.r[start:end])
	number := k.emails[key]
	f.add(start, end, kindEmail, number, key)
	v.take(start, end, flagTaken)
}

// emailKey leaves out the white space, so that an address has one number
// however it is written.
func emailKey(address []rune) string {
	key := make([]rune, 0, len(address))
	for _, r := range address {
		if r != ' ' && r != '\t' {
			key = append(key, r)
		}
	}
	return string(key)
}

// localBefore gives where the local part that ends before i begins, or i. It
// looks at limit runes at most.
func (v *view) localBefore(i, limit int) (start int, spaced bool) {
	end := i
	for end > 0 && i-end < 2 && (v.r[end-1] == ' ' || v.r[end-1] == '\t') {
		end--
	}
	if v.at(end-1) == '"' {
		for q := end - 2; q >= 0 && end-q <= 66 && v.r[q] != '\n'; q-- {
			if v.r[q] == '"' {
				return q, end != i
			}
		}
	}
	start = end
	for start > 0 && end-start < limit && v.localRune(start-1) {
		start--
	}
	for start < end && !v.alnum(start) {
		start++ // quotes and bullets before the address
	}
	if start == end {
		return i, false
	}
	return start, end != i
}

// localRune accepts what may stand in a local part, without the characters
// that part it from the rest of a link (/ = ? &).
func (v *view) localRune(i int) bool {
	if v.alnum(i) {
		return true
	}
	switch v.r[i] {
	case '.', '_', '+', '-', '\'', '%', '~', '!', '#', '$', '*', '^', '{', '|', '}':
		return true
	}
	return v.r[i] >= 0x80 && !unicode.IsSpace(v.r[i]) && !unicode.IsPunct(v.r[i])
}

// domainAfter gives where the domain that begins at i ends, or 0 if there is
// none, and whether it has a dot with a top-level domain after it.
func (v *view) domainAfter(i int) (end int, dotted, spaced bool) {
	start := i
	for i < len(v.r) && i-start < 2 && (v.r[i] == ' ' || v.r[i] == '\t') {
		i++
	}
	spaced = i > start
	if v.at(i) == '[' {
		return v.literalAfter(i), true, spaced
	}
	letters, label := false, 0
	for ; i < len(v.r); i++ {
		switch {
		case v.alnum(i):
			letters = letters || v.letter(i)
			end, label = i+1, label+1
			dotted = dotted || label >= 2 && v.labelAfterDot(i, label)
			continue
		case v.r[i] == '-' || v.r[i] == '_':
			label++
			continue
		case v.r[i] == '.':
			label = 0
			continue
		}
		break
	}
	if !letters {
		return 0, false, false
	}
	return end, dotted, spaced
}

// labelAfterDot reports whether the label whose n-th rune stands at i follows
// a dot and begins with a letter.
func (v *view) labelAfterDot(i, n int) bool {
	return v.at(i-n) == '.' && v.letter(i-n+1)
}

// literalAfter reads "[192.0.2.1]" and "[IPv6:…]" (RFC 5321 §4.1.3).
func (v *view) literalAfter(open int) int {
	for i := open + 1; i < len(v.r) && i-open <= 64; i++ {
		switch {
		case v.r[i] == ']' && i-open > 3:
			return i + 1
		case !v.alnum(i) && v.r[i] != '.' && v.r[i] != ':':
			return 0
		}
	}
	return 0
}
