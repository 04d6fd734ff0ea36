package privacy

import "strings"

// personalPath looks at the parts between the slashes.
func (v *view) personalPath(host string, path [2]int) bool {
	shared := sharingHosts.of(host)
	before := "" // the part before this one
	depth := 0
	for from := path[0]; from < path[1]; {
		to := from
		for to < path[1] && v.r[to] != '/' {
			to++
		}
		if to > from {
			part := string(v.r[from:min(to, from+maxParameter)])
			if v.personalPart(before, part, from, to) || shared.holds(before, depth, part, v.count(from, to)) {
				return true
			}
			before, depth = part, depth+1
		}
		from = to + 1
	}
	return false
}

func (v *view) personalPart(before, part string, from, to int) bool {
	if (part[0] == '~' || part[0] == '@') && to-from > 1 {
		return true
	}
	if v.random(from, to) {
		return true
	}
	before = strings.Trim(before, "-_.")
	if nameSlug(part) {
		return true
	}
	switch {
	case publicParts[part]:
		return false
	case personParts[before]:
		return true
	case accountParts[before]:
		n := v.count(from, to)
		return n.digits >= 3 && n.digits >= n.letters
	case inviteParts[before]:
		n := v.count(from, to)
		return to-from >= 5 && (n.digits > 0 || n.capitals > 1)
	}
	return false
}

// nameSlug reports whether a part reads as somebody's first and last name:
// "anna-kowalska", "anna.maria.smith". Names that are also words do not count.
func nameSlug(part string) bool {
	first, rest, ok := strings.Cut(part, "-")
	if !ok {
		first, rest, ok = strings.Cut(part, ".")
	}
	if !ok {
		first, rest, ok = strings.Cut(part, "_")
	}
	if !ok || len(rest) < 2 || fileEndings[rest] || strings.Count(rest, "-") > 1 {
		return false
	}
	w, last := nameLexicon()[first], nameLexicon()[rest]
	return w != nil && w.class&classFirst != 0 && (last != nil && last.class&anyName != 0 || familyShape([]rune(rest)))
}

var fileEndings = set("html htm php pdf jpg jpeg png gif doc docx xls xlsx css js json xml txt zip csv asp aspx svg")

var (
	// personParts are followed by a person.
	personParts = set("user users u profile profiles profil person persons people member members medlem medlemmer mitglied mitglieder bruger brugere benutzer nutzer " +
		"uzytkownik uzytkownicy felhasznalo felhasznalok")
	// accountParts are followed by the number of one, or by a public page.
	accountParts = set("account accounts customer customers konto kunde kunder kunden klient klienci ugyfel ugyfelek client clients patient patients borger citizen my mein min moj")
	// inviteParts are followed by what lets its holder in.
	inviteParts = set("invite invites invitation invitations join einladung einladen invitere zaproszenie meghivo reset reset-password password-reset resetpassword verify confirm " +
		"confirmation activate activation unsubscribe magic magic-link login-link share shared sharing token auth session sign access secret private guest meeting")
	// publicParts follow these words on public pages.
	publicParts = set("login logout signin signup sign-in sign-up register registration settings new edit help me all list index index.html index.php search faq about password " +
		"forgot orders order service support overview dashboard home app en de da pl hu dk uk us stories press news blog")
)

// holdings says from which part of the path on a host shows a person or what a
// person shares.
type holdings uint8

const (
	holdsNothing holdings = iota
	holdsAny              // whatever follows the host
	holdsFile             // a shared file or meeting: a part with digits or capitals
	holdsAccount          // names of accounts: those that look like a person's
	holdsProfile          // a person behind /in/
)

type hosts map[string]holdings

// of looks a host up with and without its subdomains.
func (h hosts) of(host string) holdings {
	host, _, _ = strings.Cut(host, ":")
	for {
		if what := h[host]; what != holdsNothing {
			return what
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return holdsNothing
		}
		host = rest
	}
}

func (h holdings) holds(before string, depth int, part string, n runeCount) bool {
	switch h {
	case holdsProfile:
		return before == "in"
	case holdsAny:
		return !publicParts[part]
	case holdsFile:
		return n.all >= 6 && n.digits+n.capitals > 0
	case holdsAccount:
		return depth == 0 && n.all >= 4 && !publicParts[part] && (n.digits > 0 || strings.ContainsAny(part, "._")) && !strings.Contains(part, ".php") && !strings.Contains(part, ".html")
	}
	return false
}

var sharingHosts = hosts{
	"wa.me": holdsAny, "t.me": holdsAny, "m.me": holdsAny, "paypal.me": holdsAny, "revolut.me": holdsAny, "chat.whatsapp.com": holdsAny, "signal.me": holdsAny,
	"calendly.com": holdsAny, "linktr.ee": holdsAny, "discord.gg": holdsAny, "we.tl": holdsAny, "1drv.ms": holdsAny, "photos.app.goo.gl": holdsAny, "maps.app.goo.gl": holdsAny,
	"drive.google.com": holdsFile, "docs.google.com": holdsFile, "photos.google.com": holdsFile, "sharepoint.com": holdsFile, "onedrive.live.com": holdsFile,
	"dropbox.com": holdsFile, "db.tt": holdsFile, "wetransfer.com": holdsFile, "icloud.com": holdsFile, "mega.nz": holdsFile, "box.com": holdsFile,
	"zoom.us": holdsFile, "teams.microsoft.com": holdsFile, "meet.google.com": holdsAny, "meet.jit.si": holdsAny, "doodle.com": holdsFile,
	"linkedin.com": holdsProfile, "facebook.com": holdsAccount, "fb.com": holdsAccount, "fb.me": holdsAccount, "instagram.com": holdsAccount, "twitter.com": holdsAccount, "x.com": holdsAccount,
	"tiktok.com": holdsAccount, "snapchat.com": holdsAccount, "vk.com": holdsAccount, "pinterest.com": holdsAccount,
}

// runeCount tells what a part of a link is made of.
type runeCount struct{ all, letters, digits, capitals, changes int }

func (v *view) count(from, to int) (n runeCount) {
	n.all = to - from
	for i := from; i < to; i++ {
		switch {
		case v.digit(i):
			n.digits++
			if i > from && v.letter(i-1) {
				n.changes++
			}
		case v.letter(i):
			n.letters++
			if v.upper(i) {
				n.capitals++
			}
			if i > from && (v.digit(i-1) || v.letter(i-1) && v.upper(i) && !v.upper(i-1)) {
				n.changes++
			}
		}
	}
	return n
}

// minRandom is how long a row must be to let somebody in: 12 characters of
// Base64 are 72 bits, of hexadecimal digits 48.
const minRandom = 12

// random reports whether a part holds a row of letters and digits that nobody
// reads: a UUID, a hash, a token. Words that are parted by dashes are not.
func (v *view) random(from, to int) bool {
	if to-from < minRandom {
		return false
	}
	if v.uuid(from, to) {
		return true
	}
	for start := from; start < to; {
		end := start
		for end < to && (v.alnum(end) || v.r[end] == '_' || v.r[end] == '%') {
			end++
		}
		if n := v.count(start, end); n.all >= minRandom && n.digits >= 2 && n.changes*4 >= n.all {
			return true
		}
		start = end + 1
	}
	n := v.count(from, to) // dashes are also of Base64
	return n.all >= 20 && n.digits >= 3 && n.changes*4 >= n.all
}

// uuid reads 8-4-4-4-12 hexadecimal digits (RFC 9562).
func (v *view) uuid(from, to int) bool {
	for at := from; at+36 <= to; at++ {
		ok := true
		for i := 0; i < 36 && ok; i++ {
			if i == 8 || i == 13 || i == 18 || i == 23 {
				ok = v.r[at+i] == '-'
			} else {
				ok = hexDigit(v.r[at+i])
			}
		}
		if ok {
			return true
		}
	}
	return false
}
