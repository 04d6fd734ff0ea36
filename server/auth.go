package server

import (
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"kontor/internal/fault"
	"kontor/people"
)

// Who says who may call a route. What they may do to a ticket is decided by the
// desk, which alone can load it.
type Who string

// The circles of callers. Admins are staff too.
const (
	Anyone    Who = "anyone"
	SignedIn  Who = "signed in"
	Customers Who = "customers"
	Experts   Who = "experts"
	Helpers   Who = "experts and staff"
	Staff     Who = "staff"
	Admins    Who = "admins"

	CustomersAndStaff Who = "customers and staff"
)

var roles = map[Who][]people.Role{
	Customers: {people.RoleCustomer},
	Experts:   {people.RoleExpert},
	Helpers:   {people.RoleExpert, people.RoleStaff, people.RoleAdmin},
	Staff:     {people.RoleStaff, people.RoleAdmin},
	Admins:    {people.RoleAdmin},

	CustomersAndStaff: {people.RoleCustomer, people.RoleStaff, people.RoleAdmin},
}

// Includes reports whether somebody of this role is meant.
func (w Who) Includes(role people.Role) bool {
	if w == Anyone || w == SignedIn {
		return true
	}
	for _, r := range roles[w] {
		if r == role {
			return true
		}
	}
	return false
}

// admit lets a call through to a route's handler, with its person, or says why
// not.
func (s *Server) admit(c *call, who Who) error {
	if c.unsafe && !c.carries && c.foreign {
		return fault.Forbidden("This request comes from another site's page.")
	}
	if who == Anyone {
		return s.limits.request(c.address)
	}
	if err := s.signIn(c); err != nil {
		return err
	}
	if !who.Includes(c.by.Role) {
		return fault.Forbidden("This is for %s only.", who)
	}
	return s.limits.request(c.by.ID.String())
}

// signIn finds the person of a call: by the bearer token if Authorization was
// sent at all, else by the cookie, which counts for changes only when they come
// from our own pages.
func (s *Server) signIn(c *call) (err error) {
	token := c.bearer
	if !c.carries {
		token = c.cookie
	}
	if token == "" {
		return fault.Unauthenticated("Please sign in.")
	}
	if !c.carries && c.unsafe && !c.home {
		return fault.Forbidden("A session's cookie counts only for requests from our own pages; programs send a bearer token.")
	}
	c.by, err = s.people.ByToken(c, token)
	return err
}

// perhapsSignIn is signIn where nobody needs to be: a token that is no session
// is then nobody.
func (s *Server) perhapsSignIn(c *call) error {
	err := s.signIn(c)
	if fault.Is(err, fault.KindUnauthenticated) {
		return nil
	}
	return err
}

// token is the one a call came with.
func (c *call) token() string {
	if c.carries {
		return c.bearer
	}
	return c.cookie
}

const (
	sessionCookie   = "kontor_session"
	sessionCookieTo = 400 * 24 * time.Hour // what browsers allow; the session itself ends earlier
)

// sessionCookieOf carries a session, or with an empty token takes it away.
func (s *Server) sessionCookieOf(token string) *fiber.Cookie {
	c := &fiber.Cookie{Name: sessionCookie, Value: token, Path: "/", HTTPOnly: true, SameSite: fiber.CookieSameSiteLaxMode,
		Secure: s.secureCookies, MaxAge: int(sessionCookieTo / time.Second)}
	if token == "" {
		c.MaxAge, c.Expires = -1, time.Unix(1, 0)
	}
	return c
}

// bearerToken is what Authorization carries, or "".
func bearerToken(f *fiber.Ctx) string {
	scheme, token, _ := strings.Cut(f.Get(fiber.HeaderAuthorization), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// sameOrigin reports whether a request comes from one of our own pages or an
// allowed origin, as the browser says. Who does not say is not.
func (s *Server) sameOrigin(f *fiber.Ctx) bool {
	if origin := f.Get(fiber.HeaderOrigin); origin != "" {
		return s.isOurs(origin, f.Get(fiber.HeaderHost))
	}
	site := f.Get("Sec-Fetch-Site")
	return site == "same-origin" || site == "none" && isSafe(f.Method())
}

// crossSite reports whether the browser says that a request comes from
// somebody else's page.
func (s *Server) crossSite(f *fiber.Ctx) bool {
	if origin := f.Get(fiber.HeaderOrigin); origin != "" {
		return !s.isOurs(origin, f.Get(fiber.HeaderHost))
	}
	site := f.Get("Sec-Fetch-Site")
	return site == "cross-site" || site == "same-site"
}

// isOurs compares an origin with the host that was asked, with the desk's own
// address and with the origins allowed. Behind a proxy that ends TLS the scheme
// is not known, so it does not count.
func (s *Server) isOurs(origin, host string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return false
	}
	return strings.EqualFold(u.Host, host) || strings.EqualFold(u.Host, s.baseHost) || s.allowedOrigins[strings.ToLower(origin)]
}

func (s *Server) isProxy(address string) bool {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return false
	}
	for _, p := range s.proxies {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// network is an IPv4 address, or the /64 that an IPv6 address is in, or "".
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	if a = a.Unmap(); a.Is4() {
		return a.String()
	}
	return netip.PrefixFrom(a.WithZone(""), 64).Masked().String()
}

// prefixes reads addresses and networks.
func prefixes(texts []string) ([]netip.Prefix, error) {
	var found []netip.Prefix
	for _, text := range texts {
		if a, err := netip.ParseAddr(text); err == nil {
			found = append(found, netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, err
		}
		found = append(found, p)
	}
	return found, nil
}
