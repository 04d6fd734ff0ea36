package server

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"kontor/people"
)

// Tricks with addresses, methods, cookies and bodies, on a desk with everybody
// on it. None of them shows anybody more than the plain way does.
func TestWallTricks(t *testing.T) {
	w := newWorld(t)
	n := w.held()
	t.Run("addresses", func(t *testing.T) { w.addresses(t, n) })
	t.Run("methods", func(t *testing.T) { w.methods(t, n) })
	t.Run("others' ids", func(t *testing.T) { w.othersIDs(t, n) })
	t.Run("foreign pages", func(t *testing.T) { w.foreignPages(t, n) })
	t.Run("sockets of foreign pages", w.socketOrigins)
	t.Run("bodies", func(t *testing.T) { w.bodies(t, n) })
	t.Run("an admin of no team", func(t *testing.T) { w.adminOfNoTeam(t, n) })
	t.Run("who is let go", func(t *testing.T) { w.letGo(t, n) })
	t.Run("queries", func(t *testing.T) { w.queries(t, n) })
	t.Run("bounds", func(t *testing.T) { w.bounds(t, n) })
	t.Run("members twice", func(t *testing.T) { w.membersTwice(t, n) })
}

// as sends a request whose address is written as it stands.
func (c *client) as(method, address string, headers ...string) *reading {
	c.h.t.Helper()
	r, err := http.NewRequest(method, c.h.url, nil)
	c.h.must(err)
	r.URL.Opaque = address
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return c.h.send(r)
}

// addresses that mean the ticket to some readers of addresses, and must not to
// those who may not see it.
func (w *world) addresses(t *testing.T, n int64) {
	number := fmt.Sprint(n)
	w.who["holder"].as("GET", "/api/v1/tickets/"+number).want(http.StatusOK)
	w.who["stranger"].as("GET", "/api/v1/tickets/"+number).want(http.StatusNotFound)
	for _, address := range []string{
		"/tickets/%s", "/tickets/%s/", "//tickets/%s", "/tickets//%s", "/./tickets/%s", "/tickets/./%s", "/tickets/x/../%s", "/tickets/%%2e%%2e/tickets/%s",
		"/me/../tickets/%s", "/tickets/%s/entries", "/tickets/%s/entries/", "/tickets/%s%%2fentries", "/tickets%%2f%s", "/tickets/%s;x=1", "/tickets/%s.json", "/tickets/0%s",
		"/tickets/+%s", "/tickets/%%20%s", "/tickets/%s%%00", "/tickets/%s%%0a", "/tickets/-%s", "/TICKETS/%s", "/Tickets/%s", "/tickets/%s/../%[1]s", "/tickets/1?number=%s",
		"/tickets/1%%3fnumber=%s", "/tickets/1#/../%s", "/tickets\\%s", "/tickets/%s%%23", "/tickets/%s/entries?after=-1", "/tickets/%s/entries?last=0", "/tickets/%s/personal",
	} {
		path := fmt.Sprintf(address, number)
		for _, column := range []string{"anonymous", "visitor", "other", "stranger", "elsewhere", "offered"} {
			for _, prefix := range []string{"/api/v1", "/api//v1", "/api/v1/../v1", "/x/../api/v1"} {
				a := w.who[column].as("GET", prefix+path)
				if found := leaks(column, a.whole(), false); len(found) > 0 || strings.Contains(a.raw, `"customer"`) {
					t.Errorf("%s asks for %s and is shown %v: %s", column, prefix+path, found, a.raw)
				}
				if a.status == http.StatusOK && strings.Contains(a.raw, `"number":`+number) {
					t.Errorf("%s asks for %s and gets the ticket", column, prefix+path)
				}
				if a.status >= 500 && a.status != http.StatusServiceUnavailable { // where no pages are built there are none
					t.Errorf("%s asks for %s: %d %s", column, prefix+path, a.status, a.raw)
				}
			}
		}
	}
}

var allMethods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "LOCK", "get", "X"}

// methods other than those of the table are not there, in whatever way they come.
func (w *world) methods(t *testing.T, n int64) {
	byPath := map[string][]string{}
	for _, r := range Routes() {
		byPath[r.Path] = append(byPath[r.Path], r.Method)
	}
	before := w.written()
	for path, known := range byPath {
		for _, method := range allMethods {
			if slices.Contains(known, method) {
				continue
			}
			for _, column := range []string{"stranger", "holder", "admin"} {
				a := w.who[column].do(method, fill(path, n, nil), nil)
				if a.status == http.StatusForbidden && method == "PATCH" && strings.HasPrefix(path, "/mask-rules/") {
					continue // "try" and "proposal" read as the id of a rule, which is for admins
				}
				unheard := a.status == http.StatusBadRequest && !slices.Contains(allMethods[:8], method) // no method of HTTP at all, or not one of ours
				if a.status != http.StatusNotFound && a.status != http.StatusMethodNotAllowed && !unheard {
					t.Errorf("%s %s for %s: %d %s", method, path, column, a.status, a.raw)
				}
				if found := leaks(column, a.whole(), false); len(found) > 0 {
					t.Errorf("%s %s shows %s: %v", method, path, column, found)
				}
			}
		}
	}
	for _, header := range []string{"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"} {
		a := w.who["holder"].do("POST", "/me", obj{"locale": "da"}, header, "PATCH")
		if a.status != http.StatusNotFound && a.status != http.StatusMethodNotAllowed {
			t.Errorf("%s is listened to: %d", header, a.status)
		}
	}
	if w.written() != before {
		t.Error("something was written")
	}
}

// othersIDs puts what belongs to others wherever an id, a number or a cursor goes.
func (w *world) othersIDs(t *testing.T, n int64) {
	ticket := w.who["owner"].get(at(n, "")).want(http.StatusOK).text("id")
	entry := w.who["owner"].get(at(n, "entries") + "?last=1").want(http.StatusOK).text("items.0.id")
	for _, column := range []string{"visitor", "other"} {
		c := w.who[column]
		for _, taken := range []string{ticket, entry} {
			a := c.post("/tickets", obj{"id": taken, "topic": "tax", "text": "x"})
			if a.status != http.StatusConflict && taken == ticket || a.status < 300 && a.text("id") == ticket {
				t.Errorf("%s opens a ticket with another's id: %d %s", column, a.status, a.raw)
			}
			if found := leaks(column, a.whole(), false); len(found) > 0 || strings.Contains(a.raw, "About") {
				t.Errorf("a conflict shows %s %v: %s", column, found, a.raw)
			}
		}
	}
	for _, column := range []string{"visitor", "other", "stranger", "elsewhere"} {
		for _, query := range []string{"?q=%d", "?view=all&q=%d", "?view=mine&q=%d", "?view=all&before=%d", "?view=all&state=open&q=" + helpersWord} {
			if strings.Contains(query, "%d") {
				query = fmt.Sprintf(query, n)
			}
			a := w.who[column].get("/tickets" + query)
			if strings.Contains(a.raw, ticket) || len(leaks(column, a.whole(), false)) > 0 {
				t.Errorf("%s finds the ticket by %s: %s", column, query, a.raw)
			}
		}
		for _, list := range []string{"/notifications", "/me/access-log"} {
			for _, cursor := range []string{"999999999", entry, url.QueryEscape(`{"person":"` + w.who["owner"].id.String() + `"}`)} {
				if a := w.who[column].get(list + "?before=" + cursor); strings.Contains(a.raw, ticket) || a.status >= 500 {
					t.Errorf("%s%s shows %s: %s", list, cursor, column, a.raw)
				}
			}
		}
	}
	before := w.written()
	for _, person := range []*client{w.who["owner"], w.who["holder"], w.who["elsewhere"], {id: newID()}} { // nobody of the team
		w.who["staff"].post(at(n, "assign"), obj{"person": person.id, "take_over": true}).want(http.StatusUnprocessableEntity)
	}
	for _, person := range []*client{w.who["owner"], w.who["visitor"]} { // customers are not theirs to change, nor to sign in as
		w.who["admin"].patch("/people/"+person.id.String(), obj{"name": "x", "email": "thief@desk.example"}).want(http.StatusNotFound)
		w.who["admin"].post("/people/"+person.id.String()+"/invitation", nil).want(http.StatusNotFound)
	}
	if w.written() != before {
		t.Error("something was written")
	}
}

// foreignPages asks as a browser does that another site's page has set going: with
// the cookie, and with no right to use it.
func (w *world) foreignPages(t *testing.T, n int64) {
	before := w.written()
	for _, r := range Routes() {
		for _, column := range []string{"anonymous", "owner", "holder", "staff", "admin"} {
			cookie := []string{"Cookie", sessionCookie + "=" + w.who[column].token}
			for _, from := range [][]string{{"Origin", "https://evil.example"}, {"Origin", "null"}, {"Origin", w.url + ".evil.example"}, {"Sec-Fetch-Site", "cross-site"}} {
				headers := append(slices.Clone(cookie), from...)
				if r.Method == get {
					a := nobody(w.house).do(r.Method, fill(r.Path, n, nil), nil, headers...)
					for name := range a.header {
						if strings.HasPrefix(name, "Access-Control-") {
							t.Errorf("%s %s lets %v read: %s", r.Method, r.Path, from, name)
						}
					}
					continue
				}
				if a := nobody(w.house).do(r.Method, fill(r.Path, n, nil), obj{}, headers...); a.status != http.StatusForbidden && a.status != http.StatusUnauthorized {
					t.Errorf("%s %s from %v with the cookie of %s: %d %s", r.Method, r.Path, from, column, a.status, a.raw)
				}
			}
		}
	}
	mine := []string{"Cookie", sessionCookie + "=" + w.who["holder"].token, "Origin", w.url}
	for _, other := range []string{"Bearer nonsense", "Bearer", "Basic eDp5", "Bearer " + w.who["visitor"].token} {
		if a := nobody(w.house).do("GET", at(n, ""), nil, append(slices.Clone(mine), "Authorization", other)...); a.status == http.StatusOK {
			t.Errorf("beside %q the cookie is looked at", other)
		}
	}
	if w.written() != before {
		t.Error("something was written")
	}
}

// bodies that are no JSON, too large, too deep or of another kind change nothing.
func (w *world) bodies(t *testing.T, n int64) {
	before := w.written()
	deep := strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000)
	for _, r := range Routes() {
		if r.Method == get || r.Method == "DELETE" || r.Path == "/visitors" || r.Path == "/me/audits" || r.Method == "PUT" && strings.Contains(r.Path, "/attachments/") {
			continue // they read no body; the last takes whatever a file may hold
		}
		column := map[Who]string{Experts: "holder", Helpers: "holder", Staff: "staff", Admins: "admin"}[r.Who]
		if column == "" {
			column = "owner"
		}
		path := fill(r.Path, n, nil)
		for name, try := range map[string]struct {
			body    string
			headers []string
		}{
			"a form":        {"id=1&text=x", []string{"Content-Type", "application/x-www-form-urlencoded"}},
			"plain text":    {`{"text":"x"}`, []string{"Content-Type", "text/plain"}},
			"several parts": {"--x\r\n\r\nx\r\n--x--", []string{"Content-Type", "multipart/form-data; boundary=x"}},
			"packed":        {"x", []string{"Content-Encoding", "gzip"}},
			"a list":        {`[]`, nil}, "half": {`{"text":`, nil}, "two": {`{} {}`, nil}, "no UTF-8": {"{\"text\":\"\xff\"}", nil},
			"too large": {`{"text":"` + strings.Repeat("x", bodyMost) + `"}`, nil}, "too deep": {deep, nil},
		} {
			if a := w.who[column].do(r.Method, path, try.body, try.headers...); a.status < 400 || a.status >= 500 {
				t.Errorf("%s %s with %s: %d %.200s", r.Method, r.Path, name, a.status, a.raw)
			}
		}
	}
	if w.written() != before {
		t.Error("something was written")
	}
	huge := w.who["holder"].as("GET", "/api/v1/me", "X-Filler", strings.Repeat("x", headerMost))
	if huge.status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a header of %d bytes: %d", headerMost, huge.status)
	}
}

// adminOfNoTeam shapes the desk and reads no ticket.
func (w *world) adminOfNoTeam(t *testing.T, n int64) {
	boss := w.helper(people.RoleAdmin, "boss")
	w.must(exec(w.house, `DELETE FROM desk.memberships WHERE person = $1`, boss.id))
	for _, a := range []*reading{boss.get(at(n, "")), boss.get(at(n, "entries")), boss.post(at(n, "personal"), nil), boss.post(at(n, "assign"), nil), boss.says(n, "x")} {
		if a.status != http.StatusNotFound {
			t.Errorf("%s: %d %s", a.what, a.status, a.raw)
		}
	}
	for _, view := range []string{"mine", "queue", "all"} {
		boss.get("/tickets?view="+view).want(http.StatusOK).is("items", []any{})
	}
	boss.get("/people").want(http.StatusOK)
}

// letGo: whoever is deactivated reads nothing from that moment on, whatever they
// hold.
func (w *world) letGo(t *testing.T, n int64) {
	c := w.expert("leaver")
	own := w.asked()
	w.must(w.desk.OfferWaiting(context.Background(), people.Person{ID: c.id, Role: people.RoleExpert, Name: "leaver", Available: true, Active: true,
		Languages: []string{"en"}, Topics: []string{"parking"}, Capacity: 5}))
	c.get(at(own, "")).want(http.StatusOK)
	s := c.live()
	w.who["admin"].patch("/people/"+c.id.String(), obj{"active": false}).want(http.StatusOK)
	for _, path := range []string{at(own, ""), at(own, "entries"), at(n, ""), "/tickets", "/me", "/notifications"} {
		if a := c.get(path); a.status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", path, a.status, a.raw)
		}
	}
	w.eventually("their connection ends", func() bool { return s.closedWith() == closeNoAuth })
}

// queries made to break a statement, or to say more than a word, find nothing.
func (w *world) queries(t *testing.T, n int64) {
	values := []string{"' OR 1=1 --", "1; SELECT pg_sleep(9)", `\`, "%", "_%", "x' | '" + staffWord, staffWord + ":*", "!" + helpersWord, "a & b | (c", "<->", "$1", "{}", "NULL",
		"-1", "0", "9223372036854775808", "1e9", "٣", strings.Repeat("a ", 2000), strings.Repeat("(", 500), "\u0000", "\u202e" + canaryName, "Z y b l i k i e w i c z"}
	for _, path := range []string{"/tickets", "/notifications", "/me/access-log", "/people", "/topics", at(n, "entries"), at(n, "")} {
		for _, parameter := range []string{"q", "view", "state", "topic", "before", "limit", "after", "last", "locale", "role", "person", "customer", "audience", "personal"} {
			for _, value := range values {
				for _, column := range []string{"holder", "other"} {
					a := w.who[column].get(path + "?" + parameter + "=" + url.QueryEscape(value))
					if found := leaks(column, a.whole(), false); len(found) > 0 || a.status >= 500 {
						t.Errorf("%s?%s=%q for %s: %d %v %.300s", path, parameter, value, column, a.status, found, a.raw)
					}
				}
			}
		}
	}
}

// membersTwice says one thing to who looks whether a body is right and another to
// who does what it says.
func (w *world) membersTwice(t *testing.T, n int64) {
	before := w.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND (kind = 'event' OR audience = 'staff' AND author_role <> 'staff')`, n)
	for _, column := range []string{"owner", "holder", "staff"} {
		for _, body := range []string{
			`{"id":"%s","kind":"message","kind":"event","text":"x"}`, `{"id":"%s","kind":"message","KIND":"event","text":"x"}`,
			`{"id":"%s","kind":"note","audience":"helpers","Audience":"everyone","text":"` + staffWord + `"}`, `{"id":"%s","Kind":"note","AUDIENCE":"everyone","text":"` + staffWord + `"}`,
			`{"id":"%s","kind":"note","audience":"staff","text":"x"}`, `{"id":"%s","kind":"message","audience":"helpers","text":"` + staffWord + `"}`, `{"id":"%s","kind":"message","author":{"role":"staff"},"seq":1,"ticket":1,"text":"x"}`,
		} {
			a := w.who[column].do("POST", at(n, "entries"), fmt.Sprintf(body, newID()))
			if a.status < 300 && a.text("kind") == "event" || a.status >= 500 {
				t.Errorf("%s writes %s: %d %s", column, body, a.status, a.raw)
			}
			if a.status < 300 && a.text("author.id") != w.who[column].id.String() {
				t.Errorf("%s writes as somebody else: %s", column, a.raw)
			}
			if a.status < 300 && a.text("kind") == "note" && a.text("audience") == "everyone" {
				t.Errorf("%s writes a note for everybody: %s", column, a.raw)
			}
		}
	}
	after := w.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND (kind = 'event' OR audience = 'staff' AND author_role <> 'staff')`, n)
	if after != before {
		t.Errorf("%d entries that nobody may write", after-before)
	}
}
