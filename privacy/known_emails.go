package privacy

import "unicode/utf8"

// addEmail makes an address findable as a whole, however its parts are set
// apart, and by its local part where that says something.
func (c *known) addEmail(v *view, number int) {
	at := -1
	for i, r := range v.r {
		if r == '@' {
			at = i
		}
	}
	c.values.add(v.words(), trieEnd{kind: kindEmail, number: number})
	if at < 0 {
		return
	}
	if key := string(v.r); c.emails[key] == 0 {
		c.emails[key] = number
	}
	local := v.r[:at]
	c.addLocalPart(string(local), number)
	for i, r := range local {
		if r == '+' {
			c.addLocalPart(string(local[:i]), number) // anna+shop@ is anna@ with a tag
			break
		}
	}
}

func (c *known) addLocalPart(local string, number int) {
	if utf8.RuneCountInString(local) < 4 || roleMailboxes[local] {
		return
	}
	c.values.add(newView(local).words(), trieEnd{kind: kindEmail, number: number, tight: true})
}

// roleMailboxes are local parts that name an office and not a person, after
// RFC 2142 with what our five languages use.
var roleMailboxes = map[string]bool{
	"info": true, "marketing": true, "sales": true, "support": true, "abuse": true, "security": true, "postmaster": true,
	"webmaster": true, "hostmaster": true, "admin": true, "office": true, "contact": true, "mail": true, "email": true,
	"hello": true, "help": true, "service": true, "customer": true, "post": true, "kontakt": true, "salg": true,
	"kunde": true, "kundeservice": true, "vertrieb": true, "biuro": true, "pomoc": true, "sklep": true, "iroda": true,
	"ugyfelszolgalat": true, "noreply": true, "team": true, "home": true, "privat": true, "private": true, "test": true,
}
