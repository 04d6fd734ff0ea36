package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kontor/people"
)

func TestVisitorBecomesCustomerAndKeepsTheirRequests(t *testing.T) {
	h := open(t)
	came := nobody(h).post("/visitors", obj{"name": "Ann Olsen", "locale": "da"}).want(http.StatusCreated)
	came.is("customer.name", "Ann Olsen").is("customer.email", nil).is("customer.locale", "da")
	ann := &client{h: h, token: came.text("token")}
	number := ann.opens("tax", "How much?")
	ann.get("/me").want(http.StatusOK).is("role", "customer").is("account", false).is("name", "Ann Olsen").is("alias", came.text("customer.alias"))

	session := ann.post("/customers", obj{"email": "ann@example.org", "password": "correct horse"}).want(http.StatusCreated)
	session.is("id", came.text("customer.id")).is("role", "customer")
	ann.get("/me").want(http.StatusUnauthorized) // the old token is over
	ann.token = session.text("token")
	ann.get("/me").is("account", true)
	ann.get("/tickets").is("items.0.number", number)

	again := nobody(h).post("/sessions", obj{"email": "Ann@Example.org", "password": "correct horse"}).want(http.StatusCreated)
	if again.text("token") == session.text("token") {
		t.Error("two sessions share a token")
	}
	nobody(h).post("/sessions", obj{"email": "ann@example.org", "password": "wrong horse"}).want(http.StatusUnauthorized)
	nobody(h).post("/customers", obj{"email": "ann@example.org", "password": "correct horse"}).want(http.StatusConflict)
}

// The cookie counts for reading; for changes only from our own pages; and never
// beside an Authorization header.
func TestCookieAndBearer(t *testing.T) {
	h := open(t, func(o *Options) { o.AllowedOrigins = []string{"https://help.example.org"} })
	came := nobody(h).post("/visitors", obj{"name": "Ann"}).want(http.StatusCreated)
	cookie := came.header.Get("Set-Cookie")
	for _, part := range []string{sessionCookie + "=" + came.text("token"), "path=/", "HttpOnly", "SameSite=Lax"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("no %q in the cookie %q", part, cookie)
		}
	}
	if strings.Contains(cookie, "secure") {
		t.Error("the cookie could not be used without https")
	}
	mine := sessionCookie + "=" + came.text("token")
	browser, ticket := nobody(h), func() obj { return obj{"id": newID(), "topic": "tax", "text": "x"} }
	browser.do("GET", "/me", nil, "Cookie", mine).want(http.StatusOK)
	browser.do("GET", "/me", nil, "Cookie", mine, "Authorization", "Bearer nonsense").want(http.StatusUnauthorized)
	browser.do("GET", "/me", nil, "Cookie", mine, "Authorization", "Basic eDp5").want(http.StatusUnauthorized)

	before := h.written()
	for name, headers := range map[string][]string{
		"another site's page":  {"Origin", "https://evil.example"},
		"a page without name":  {"Origin", "null"},
		"another site, silent": {"Sec-Fetch-Site", "cross-site"},
		"a neighbour":          {"Sec-Fetch-Site", "same-site"},
		"who does not say":     {},
	} {
		a := browser.do("POST", "/tickets", ticket(), append(headers, "Cookie", mine)...)
		if a.status != http.StatusForbidden || a.text("code") != "forbidden" {
			t.Errorf("%s: %d %s", name, a.status, a.raw)
		}
	}
	if h.written() != before {
		t.Error("a forged request wrote something")
	}
	for _, headers := range [][]string{{"Origin", h.url}, {"Sec-Fetch-Site", "same-origin"}, {"Origin", "https://help.example.org"}} {
		browser.do("POST", "/tickets", ticket(), append(headers, "Cookie", mine)...).want(http.StatusCreated)
	}
	browser.do("POST", "/sessions", obj{"email": "a@example.org", "password": "x"}, "Origin", "https://evil.example").want(http.StatusForbidden)
	browser.do("POST", "/tickets", ticket(), "Authorization", "Bearer "+came.text("token"), "Origin", "https://evil.example").want(http.StatusCreated)

	out := browser.do("DELETE", "/sessions/current", nil, "Cookie", mine, "Origin", h.url).want(http.StatusNoContent)
	if gone := out.header.Get("Set-Cookie"); !strings.Contains(gone, sessionCookie+"=;") {
		t.Errorf("the cookie stays: %q", gone)
	}
	browser.do("GET", "/me", nil, "Cookie", mine).want(http.StatusUnauthorized)
	browser.do("GET", "/topics", nil, "Cookie", mine).want(http.StatusOK) // for anyone, so for them too
}

func TestSecureCookies(t *testing.T) {
	h := open(t, func(o *Options) { o.SecureCookies = true })
	came := nobody(h).post("/visitors", nil).want(http.StatusCreated)
	if !strings.Contains(came.header.Get("Set-Cookie"), "secure") || came.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("https is not held: %v", came.header)
	}
}

// Every route refuses who it is not for, and nobody at all where one must be
// signed in.
func TestEveryRouteKnowsWhoItIsFor(t *testing.T) {
	h := open(t)
	callers := map[people.Role]*client{people.RoleCustomer: h.visitor("Ann", ""), people.RoleExpert: h.helper(people.RoleExpert, "Otter"),
		people.RoleStaff: h.helper(people.RoleStaff, "Lind"), people.RoleAdmin: h.helper(people.RoleAdmin, "Root")}
	for _, r := range Routes() {
		path := strings.NewReplacer("{number}", "999999", "{id}", newID().String()).Replace(r.Path)
		if r.Who != Anyone {
			if a := nobody(h).do(r.Method, path, obj{}); a.status != http.StatusUnauthorized || a.header.Get("WWW-Authenticate") == "" {
				t.Errorf("nobody: %s %s answers %d", r.Method, r.Path, a.status)
			}
		}
		for role, c := range callers {
			if strings.HasPrefix(r.Path, "/sessions") {
				continue // it would sign them out
			}
			a := c.do(r.Method, path, obj{})
			if refused := a.status == http.StatusForbidden; refused == r.Who.Includes(role) {
				t.Errorf("%s: %s %s answers %d, is for %s", role, r.Method, r.Path, a.status, r.Who)
			}
			if a.status >= 500 {
				t.Errorf("%s: %s %s answers %s", role, r.Method, r.Path, a.raw)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	h := open(t, func(o *Options) {
		o.Limits = Limits{RequestsPerSecond: 1000, PostsPerSecond: 1, SignInsPerMinute: 3, VisitorsPerMinute: 3}
		o.TrustedProxies = []string{"127.0.0.0/8"}
	})
	ann := h.visitor("Ann", "")
	for range 4 {
		ann.opens("tax", "x")
	}
	slow := ann.post("/tickets", obj{"id": newID(), "topic": "tax", "text": "x"}).want(http.StatusTooManyRequests).is("code", "limited")
	if slow.header.Get("Retry-After") != "1" {
		t.Errorf("Retry-After is %q", slow.header.Get("Retry-After"))
	}
	h.clock.Advance(time.Second)
	ann.opens("tax", "x")

	try := func(email, from string) int {
		return nobody(h).do("POST", "/sessions", obj{"email": email, "password": "x"}, "X-Forwarded-For", from).status
	}
	for _, from := range []string{"192.0.2.1", "192.0.2.2", "192.0.2.3"} {
		if got := try("ann@example.org", from); got != http.StatusUnauthorized {
			t.Fatalf("a first try answers %d", got)
		}
	}
	if got := try("ann@example.org", "192.0.2.4"); got != http.StatusTooManyRequests {
		t.Errorf("one login tried from many addresses answers %d", got)
	}
	if got := try("bo@example.org", "192.0.2.4"); got != http.StatusUnauthorized {
		t.Errorf("another login from there answers %d", got)
	}
	for range 2 {
		nobody(h).do("POST", "/visitors", obj{}, "X-Forwarded-For", "2001:db8::1").want(http.StatusCreated)
	}
	nobody(h).do("POST", "/visitors", obj{}, "X-Forwarded-For", "1.2.3.4, 2001:db8::2").want(http.StatusCreated)
	nobody(h).do("POST", "/visitors", obj{}, "X-Forwarded-For", "5.6.7.8, 2001:db8::3").want(http.StatusTooManyRequests)
}
