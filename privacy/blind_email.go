package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"

	"kontor/internal/fault"
)

// NormalizeEmail brings a mailbox address to the one form under which it is
// stored and compared: no space around it, no invisible characters, NFC, lower
// case, the domain in its ASCII form (IDNA 2008, RFC 5891). RFC 5321 §2.4 would
// allow two mailboxes that differ in case only; no service has them.
//
// It is a fault when text is no address of the form that people have: a
// dot-atom of up to 64 octets (RFC 5321 §4.5.3.1, letters of all scripts after
// RFC 6531), and a domain with a dot. Display names, quoted local parts and
// address literals are refused.
func NormalizeEmail(text string) (string, error) {
	address := strings.ToLower(norm.NFC.String(strings.Map(visible, strings.TrimSpace(text))))
	at := strings.LastIndexByte(address, '@')
	if at < 0 || !utf8.ValidString(text) || !localAtom(address[:at]) {
		return "", errEmail()
	}
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if err != nil || !hostName(domain) || at+1+len(domain) > 254 {
		return "", errEmail()
	}
	return address[:at+1] + domain, nil
}

func errEmail() error { return fault.Invalid("this is not an e-mail address") }

func visible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// localAtom accepts the dot-atom of RFC 5321 §4.1.2 with RFC 6531 §3.3.
func localAtom(local string) bool {
	if local == "" || len(local) > 64 || strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(local, "..") {
		return false
	}
	for _, r := range local {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), strings.ContainsRune("!#$%&'*+-/=?^_`{|}~.", r):
		default:
			return false
		}
	}
	return true
}

// hostName accepts a domain of two labels or more (RFC 1035 §2.3.4) that does
// not end in a number, as an IP address would.
func hostName(domain string) bool {
	labels := strings.Split(domain, ".")
	if len(labels) < 2 {
		return false
	}
	for _, label := range labels {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return strings.Trim(labels[len(labels)-1], "0123456789") != ""
}
