package server

import (
	"context"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"golang.org/x/text/language"

	"kontor/people"
)

// call is one request of the API: what came with it beside its body, who makes
// it, and its context.
type call struct {
	context.Context
	end      context.CancelFunc
	id       string
	address  string // of the client, as far as it can be trusted
	unsafe   bool   // it may change something
	bearer   string // what Authorization carries
	carries  bool   // Authorization is there, so the cookie is not looked at
	cookie   string
	home     bool // comes from our own pages or an allowed origin
	foreign  bool // comes from another site's page
	accept   string
	by       people.Person // zero until signed in
	setToken func(token string)
}

type callKey struct{}

// callTime is how long a request may take.
const callTime = 20 * time.Second

// callOf finds the call in a context; where there is none, as for a request
// that could not even be read, an empty one is given.
func callOf(ctx context.Context) *call {
	if c, ok := ctx.Value(callKey{}).(*call); ok {
		return c
	}
	return &call{Context: ctx, id: newRequestID()}
}

func newRequestID() string { return uuid.Must(uuid.NewV7()).String() }

// begin makes the call of a request and puts it into its context, which ends
// with callTime or with end.
func (s *Server) begin(f *fiber.Ctx) *call {
	c := &call{id: newRequestID(), address: s.addressOf(f), unsafe: !isSafe(f.Method()), accept: f.Get(fiber.HeaderAcceptLanguage)}
	c.carries, c.bearer = f.Get(fiber.HeaderAuthorization) != "", bearerToken(f)
	c.cookie, c.home, c.foreign = f.Cookies(sessionCookie), s.sameOrigin(f), s.crossSite(f)
	c.setToken = func(token string) { f.Cookie(s.sessionCookieOf(token)) }
	// Fiber's contexts do not end when a client leaves.
	c.Context, c.end = context.WithTimeout(context.WithValue(f.UserContext(), callKey{}, c), callTime)
	f.SetUserContext(c.Context)
	return c
}

func isSafe(method string) bool {
	return method == fiber.MethodGet || method == fiber.MethodHead || method == fiber.MethodOptions
}

// locale is the language in which names are told: the one asked for, else the
// browser's, else the person's own, else the desk's.
func (s *Server) locale(c *call, asked string) string {
	spoken := s.organisation.Languages
	if has(spoken, asked) {
		return asked
	}
	wanted, _, err := language.ParseAcceptLanguage(c.accept)
	if err == nil {
		for _, tag := range wanted {
			if base, _ := tag.Base(); has(spoken, base.String()) {
				return base.String()
			}
		}
	}
	if c.by.Locale != "" {
		return c.by.Locale
	}
	return s.organisation.DefaultLanguage
}

func has(list []string, one string) bool {
	for _, item := range list {
		if item == one {
			return true
		}
	}
	return false
}

// addressOf is the client's address. X-Forwarded-For is read from the right, as
// far as our own proxies wrote it; what a client put there itself is not
// believed. Addresses of one IPv6 network count as one.
func (s *Server) addressOf(f *fiber.Ctx) string {
	at := f.Context().RemoteIP().String()
	if !s.isProxy(at) {
		return network(at)
	}
	hops := strings.Split(f.Get(fiber.HeaderXForwardedFor), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop := strings.TrimSpace(hops[i])
		if network(hop) == "" {
			break
		}
		if at = hop; !s.isProxy(hop) {
			break
		}
	}
	return network(at)
}
