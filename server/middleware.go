package server

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"kontor/internal/fault"
)

// watchOver goes around every request: it gives it an id, catches what panics,
// counts and logs it. Neither log nor count holds an address as it was asked
// for, only the pattern of its route.
func (s *Server) watchOver(f *fiber.Ctx) (err error) {
	began := time.Now()
	c := s.begin(f)
	defer c.end()
	f.Set("X-Request-Id", c.id)
	protect(f, s.secureCookies)
	if s.draining.Load() {
		f.Response().SetConnectionClose()
	}
	if err := s.through(f, c); err != nil {
		if err := s.onError(f, err); err != nil {
			return err
		}
	}
	s.noteDone(f, c, time.Since(began))
	return nil
}

// through runs the request; a panic is an error like any other.
func (s *Server) through(f *fiber.Ctx, c *call) (err error) {
	defer func() {
		if r := recover(); r != nil {
			s.log.Error("handler panicked", "request", c.id, "route", f.Route().Path, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return f.Next()
}

func (s *Server) noteDone(f *fiber.Ctx, c *call, took time.Duration) {
	route, status := f.Route().Path, f.Response().StatusCode()
	if route == "/" {
		route = "site"
		if strings.HasPrefix(f.Path(), "/api") {
			route = "unknown"
		}
	}
	s.metrics.request(f.Method(), route, status, took)
	level := s.log.Info
	if route == "site" || route == "/healthz" || route == "/readyz" || route == "/metrics" {
		level = s.log.Debug
	}
	level("request", "method", knownMethod(f.Method()), "route", route, "status", status, "ms", took.Milliseconds(), "request", c.id)
}

// protect sets the headers that every answer carries. What a page may load
// stands in the page itself; who may frame it is the site's to say.
func protect(f *fiber.Ctx, https bool) {
	f.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	f.Set(fiber.HeaderReferrerPolicy, "same-origin")
	f.Set("Cross-Origin-Opener-Policy", "same-origin")
	f.Set("Cross-Origin-Resource-Policy", "same-origin")
	if https {
		f.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
	if strings.HasPrefix(f.Path(), "/api/") {
		f.Set(fiber.HeaderCacheControl, "no-store")
		f.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
	}
}

// refuseBroken refuses requests that two readers could understand differently
// (RFC 9112, 6.1), that are packed, or whose address is no text.
func (s *Server) refuseBroken(f *fiber.Ctx) error {
	head := &f.Request().Header
	if hasHeader(head.RawHeaders(), "transfer-encoding") && hasHeader(head.RawHeaders(), "content-length") {
		f.Response().SetConnectionClose()
		return fiber.NewError(http.StatusBadRequest)
	}
	if f.Get(fiber.HeaderContentEncoding) != "" { // it could unpack to anything
		return fiber.NewError(http.StatusUnsupportedMediaType)
	}
	address, err := url.PathUnescape(string(f.Request().URI().RequestURI()))
	if err != nil || !utf8.ValidString(address) || strings.ContainsRune(address, 0) {
		return fault.Invalid("The address or its parameters are not text.")
	}
	return f.Next()
}

// hasHeader looks through a header as it came, since the parser keeps only one
// of two that contradict each other.
func hasHeader(raw []byte, name string) bool {
	for _, line := range bytes.Split(raw, []byte("\n")) {
		if at := bytes.IndexByte(line, ':'); at >= 0 && strings.EqualFold(string(bytes.TrimSpace(line[:at])), name) {
			return true
		}
	}
	return false
}
