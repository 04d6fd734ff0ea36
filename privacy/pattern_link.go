package privacy

import (
	"strings"
	"unicode"
)

// findLinks finds links that tell who somebody is or let their holder in: with
// a user or a password before the host, a token or an address in the query, a
// long random part in the path, the page of a person, an invitation, a shared
// file, mailto: and tel:. A link to a public page stays.
func findLinks(v *view, found *findings) {
	for i := 0; i < len(v.r); i++ {
		var l link
		switch v.r[i] {
		case ':':
			l = v.schemeAt(i)
		case '/':
			l = v.bareAt(i)
		case 'w':
			l = v.wwwAt(i)
		default:
			continue
		}
		if l.end == 0 {
			continue
		}
		if v.personalLink(l) {
			found.add(l.start, l.end, kindURL, 0, string(v.r[l.start:l.end]))
			v.take(l.start, l.end, flagTaken)
		}
		i = max(i, l.end-1)
	}
}

// link is a place of the view that reads as a link.
type link struct {
	start, end int
	rest       int    // what follows the scheme and its slashes
	scheme     string // empty where none is written
}

// maxScheme is how many letters a scheme may have.
const maxScheme = 8

// schemeAt reads the link whose colon stands at i.
func (v *view) schemeAt(i int) link {
	start := i
	for start > 0 && i-start <= maxScheme && 'a' <= v.r[start-1] && v.r[start-1] <= 'z' {
		start--
	}
	scheme := string(v.r[start:i])
	rest := i + 1
	switch {
	case v.at(i+1) == '/' && v.at(i+2) == '/' && len(scheme) >= 2 && len(scheme) <= maxScheme:
		rest = i + 3
	case callSchemes[scheme] && v.at(i+1) != '+' && v.at(i+1) != '/':
		return link{} // "tel:86123456" is a phone number behind its word
	case !personalSchemes[scheme] || start > 0 && v.alnum(start-1) || v.at(i+1) == ' ':
		return link{}
	}
	end := v.linkEnd(rest)
	if end <= rest {
		return link{}
	}
	return link{start, end, rest, scheme}
}

var callSchemes = set("tel sms callto facetime whatsapp")

var personalSchemes = map[string]bool{"mailto": true, "tel": true, "sms": true, "callto": true, "skype": true, "sip": true, "xmpp": true, "facetime": true, "whatsapp": true}

// wwwAt reads the link that begins with "www." at i.
func (v *view) wwwAt(i int) link {
	if v.at(i+1) != 'w' || v.at(i+2) != 'w' || v.at(i+3) != '.' || i > 0 && v.alnum(i-1) {
		return link{}
	}
	return link{start: i, end: v.linkEnd(i), rest: i}
}

// maxHost bounds the host before a slash.
const maxHost = 64

// bareAt reads a link without scheme whose host ends before the slash at i:
// "wa.me/4520123456".
func (v *view) bareAt(i int) link {
	start := i
	dot := 0
	for start > 0 && i-start < maxHost {
		r := v.r[start-1]
		if !v.alnum(start-1) && r != '-' && r != '.' {
			break
		}
		if r == '.' && dot == 0 {
			dot = start
		}
		start--
	}
	if dot == 0 || i-dot < 2 || i-dot > 12 || !v.letter(dot) || !v.letter(i-1) || start > 0 && (v.r[start-1] == '@' || v.alnum(start-1)) {
		return link{}
	}
	for j := dot; j < i; j++ {
		if !v.letter(j) {
			return link{}
		}
	}
	if start+1 >= dot || !v.alnum(start) || v.flags[start]&flagTaken != 0 {
		return link{}
	}
	return link{start: start, end: v.linkEnd(start), rest: start}
}

// linkEnd gives where the link from i on ends: at a space or a sign that no
// link holds, without the punctuation of the sentence around it.
func (v *view) linkEnd(i int) int {
	start, open := i, 0
loop:
	for ; i < len(v.r); i++ {
		switch r := v.r[i]; r {
		case ' ', '\n', '\t', '\r', '\v', '\f', '<', '>', '"', '{', '}', '|', '\\', '^':
			break loop
		case '(', '[':
			open++
		case ')', ']':
			if open--; open < 0 {
				break loop
			}
		default:
			if r >= 0x80 && unicode.IsSpace(r) {
				break loop
			}
		}
	}
	for i > start && strings.ContainsRune(".,;:!?'*_~", v.r[i-1]) {
		i--
	}
	return i
}

// personalLink decides by what follows the scheme.
func (v *view) personalLink(l link) bool {
	if personalSchemes[l.scheme] {
		return true
	}
	host, path, query := v.linkParts(l)
	if host[0] == host[1] {
		return false
	}
	for i := host[0]; i < host[1]; i++ {
		if v.r[i] == '@' {
			return true
		}
	}
	if strings.HasSuffix(string(v.r[path[0]:min(path[1], path[0]+maxParameter)]), "profile.php") && query[1] > query[0] {
		return true
	}
	return v.personalQuery(query) || v.personalPath(string(v.r[host[0]:host[1]]), path)
}

// linkParts splits a link at its first slash and its first question mark or
// hash; each part is a range of the view without these signs.
func (v *view) linkParts(l link) (host, path, query [2]int) {
	i := l.rest
	for i < l.end && v.r[i] != '/' && v.r[i] != '?' && v.r[i] != '#' {
		i++
	}
	host = [2]int{l.rest, i}
	from := i
	for i < l.end && v.r[i] != '?' && v.r[i] != '#' {
		i++
	}
	path = [2]int{min(from+1, i), i}
	query = [2]int{min(i+1, l.end), l.end}
	return host, path, query
}

// personalQuery looks at the parameters behind the question mark and the hash.
func (v *view) personalQuery(q [2]int) bool {
	for from := q[0]; from < q[1]; {
		to, equals := from, -1
		for to < q[1] && v.r[to] != '&' && v.r[to] != ';' && v.r[to] != '#' && v.r[to] != '?' {
			if v.r[to] == '=' && equals < 0 {
				equals = to
			}
			to++
		}
		if v.personalParameter(from, equals, to) {
			return true
		}
		from = to + 1
	}
	return false
}

// maxParameter is how much of a parameter's name is read.
const maxParameter = 32

func (v *view) personalParameter(from, equals, to int) bool {
	if equals < 0 {
		return v.random(from, to)
	}
	if equals+1 == to {
		return false
	}
	name := v.compact(from, min(equals, from+maxParameter))
	if personalParameters[name] {
		return true
	}
	for _, end := range personalParameterEnds {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return v.random(equals+1, to)
}

// personalParameters are names whose values let in or name a person.
var personalParameters = set("token key apikey sig signature sign hmac auth authorization authcode authkey session sessionid sid jsessionid phpsessid ssid otp secret " +
	"password passwd pass pwd pin email mail epost emailaddress user username userid uid usr login account accountid konto customer customerid " +
	"customernumber kunde kundenr kundeid kundennummer kundenid klient klientid ugyfel clientnumber member memberid name firstname lastname fullname navn " +
	"fornavn efternavn vorname nachname imie nazwisko nev phone tel telefon mobile mobil msisdn cpr cprnr pesel nip taj ssn nino birthday birthdate dob address adresse " +
	"adres cim invite invitation inviteid einladung jwt sso samlresponse nonce magic hash ticket accesskey recipient")

var personalParameterEnds = []string{"token", "apikey", "secret", "password", "signature", "session", "sessionid", "email", "phone", "username", "userid", "credential", "authkey", "accesskey"}
