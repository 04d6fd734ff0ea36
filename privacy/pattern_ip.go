package privacy

import (
	"net/netip"
)

// findNetworkAddresses finds IP addresses: four numbers up to 255 with dots
// (RFC 791) and the groups of RFC 4291 §2.2. Versions and sections look the same;
// the words before them tell, and single digits throughout. Addresses that
// every machine has (127.…, ::1, netmasks) stay.
func findNetworkAddresses(v *view, found *findings) {
	findIPv6(v, found)
	for i := 0; i+3 < len(v.tokens); i++ {
		if end, ok := v.dottedQuad(i); ok {
			start := v.tokens[i].start
			found.add(start, end, kindIP, 0, string(v.r[start:end]))
			v.take(start, end, flagTaken)
			i += 3
		}
	}
}

// dottedQuad gives the end of the four numbers that begin at token i.
func (v *view) dottedQuad(i int) (end int, ok bool) {
	start, small, loop, pairs := v.tokens[i].start, true, true, v.r[v.tokens[i].start] >= '2'
	if v.at(v.tokens[i].end) != '.' || v.flags[start]&(flagTaken|flagKnown) != 0 {
		return 0, false
	}
	for n := range 4 {
		t := v.tokens[i+n]
		if t.letters || t.size() > 3 || v.value(t) > 255 || t.size() > 1 && v.r[t.start] == '0' {
			return 0, false
		}
		if n < 3 && (v.at(t.end) != '.' || v.tokens[i+n+1].start != t.end+1) {
			return 0, false
		}
		small = small && t.size() == 1
		pairs = pairs && t.size() == 2
		loop = loop && (n > 0 || v.value(t) == 127 || v.value(t) == 255 || v.value(t) == 0)
	}
	end = v.tokens[i+3].end
	if loop || v.partOfMore(start, end) {
		return 0, false
	}
	nearest, _ := v.aboutBefore(i)
	if nearest == aboutNetwork {
		return end, true
	}
	return end, !small && !pairs && !v.versionBefore(i) // pairs are how Danes group a phone number
}

// partOfMore reports whether further numbers or letters are joined.
func (v *view) partOfMore(start, end int) bool {
	if start > 0 && (v.letter(start-1) || v.r[start-1] == '.' || v.r[start-1] == '-' && start > 1 && v.alnum(start-2)) {
		return true
	}
	if end == len(v.r) {
		return false
	}
	return v.letter(end) || (v.r[end] == '.' || v.r[end] == '-') && end+1 < len(v.r) && v.alnum(end+1) && v.r[end+1] <= '9'
}

// versionBefore reports whether one of the three words before says that this is
// the version of something or a place in a text.
func (v *view) versionBefore(i int) bool {
	for n := 1; n <= 3 && n <= i; n++ {
		t := v.tokens[i-n]
		if !t.letters || v.tokens[i].start-t.end > 32 {
			return false
		}
		if versionWords[v.short(t)] {
			return true
		}
	}
	return false
}

var versionWords = set("v ver version versionen versions release build firmware software update driver treiber driveren wersja wersji wersje verzio verzioja verzioszam frissites " +
	"aktualizacja aktualizacji opdatering udgave section chapter kapitel abschnitt ziffer punkt pkt afsnit stk rozdzial fejezet pont bekezdes art paragraph oid")

// findIPv6 looks at everything around two colons or more.
func findIPv6(v *view, found *findings) {
	for i := 0; i < len(v.r); i++ {
		if v.r[i] != ':' {
			continue
		}
		start := i
		for start > 0 && i-start <= 4 && hexDigit(v.r[start-1]) {
			start--
		}
		end, colons := i, 0
		for end < len(v.r) && end-start < 46 && (hexDigit(v.r[end]) || v.r[end] == ':' || v.r[end] == '.') {
			if v.r[end] == ':' {
				colons++
			}
			end++
		}
		for end > i+1 && (v.r[end-1] == '.' || v.r[end-1] == ':' && v.r[end-2] != ':') {
			end--
		}
		if colons >= 2 && v.ipv6(start, end) {
			found.add(start, end, kindIP, 0, string(v.r[start:end]))
			v.take(start, end, flagTaken)
		}
		i = max(i, end-1)
	}
}

func hexDigit(r rune) bool { return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' }

// ipv6 reports whether there is an address and no more, of three groups or
// more: "a::b" is something else.
func (v *view) ipv6(start, end int) bool {
	if start > 0 && v.alnum(start-1) || end < len(v.r) && (v.alnum(end) || v.r[end] == ':') {
		return false
	}
	text := string(v.r[start:end])
	address, err := netip.ParseAddr(text)
	if err != nil || !address.Is6() || address.IsLoopback() || address.IsUnspecified() {
		return false
	}
	groups, widest, run := 0, 0, 0
	for _, r := range text + ":" {
		if r != ':' {
			run++
			continue
		}
		if run > 0 {
			groups++
		}
		widest, run = max(widest, run), 0
	}
	return groups >= 3 && widest >= 2 || groups == 2 && widest >= 4 && (address.Is4In6() || address.As16()[0] != 0)
}
