package server

import (
	"context"
	"errors"
	"math"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Problem is what a client is told when a request fails (RFC 9457). It never
// repeats what was sent.
type Problem struct {
	Type    string        `json:"type" example:"about:blank"`
	Title   string        `json:"title" example:"Conflict"`
	Status  int           `json:"status" example:"409"`
	Code    fault.Kind    `json:"code" enum:"invalid,unauthenticated,forbidden,not_found,conflict,risky,limited,unavailable,internal"`
	Detail  string        `json:"detail" doc:"Fit for the user, in English"`
	Errors  []fault.Field `json:"errors,omitempty" doc:"What is wrong, by field"`
	Request string        `json:"request" doc:"The id of the request, which the log knows too"`

	retryAfter time.Duration
}

// statuses are the only HTTP statuses of faults in the program.
var statuses = map[fault.Kind]int{
	fault.KindInvalid:         http.StatusUnprocessableEntity,
	fault.KindUnauthenticated: http.StatusUnauthorized,
	fault.KindForbidden:       http.StatusForbidden,
	fault.KindNotFound:        http.StatusNotFound,
	fault.KindConflict:        http.StatusConflict,
	fault.KindRisky:           http.StatusConflict,
	fault.KindLimited:         http.StatusTooManyRequests,
	fault.KindUnavailable:     http.StatusServiceUnavailable,
	fault.KindInternal:        http.StatusInternalServerError,
}

func newProblem(status int, code fault.Kind, detail string) *Problem {
	return &Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: code, Detail: detail}
}

// problemOf turns any error into a problem. What is not a fault is internal, or
// passing where a part of the house is away.
func problemOf(err error) *Problem {
	var known *Problem
	var routing *fiber.Error
	switch f := fault.As(err); {
	case f != nil:
		p := newProblem(statuses[f.Kind], f.Kind, f.Message)
		p.Errors, p.retryAfter = f.Fields, f.RetryAfter
		return p
	case errors.As(err, &known):
		return known
	case errors.As(err, &routing):
		return transportProblem(routing.Code)
	case errors.Is(err, context.DeadlineExceeded), postgres.IsRetryable(err):
		p := newProblem(http.StatusServiceUnavailable, fault.KindUnavailable, "The desk cannot answer just now; please try again.")
		p.retryAfter = time.Second
		return p
	}
	return newProblem(http.StatusInternalServerError, fault.KindInternal, "internal error")
}

// transportProblem is what goes wrong before anybody has understood the
// request.
func transportProblem(status int) *Problem {
	switch status {
	case http.StatusNotFound:
		return newProblem(status, fault.KindNotFound, "There is nothing at this address.")
	case http.StatusMethodNotAllowed:
		return newProblem(status, fault.KindInvalid, "This address does not take this method.")
	case http.StatusRequestEntityTooLarge:
		return newProblem(status, fault.KindInvalid, "The request is too large; a body may have 1 MB.")
	case http.StatusUnsupportedMediaType:
		return newProblem(status, fault.KindInvalid, "The body must be sent as application/json.")
	case http.StatusRequestHeaderFieldsTooLarge:
		return newProblem(status, fault.KindInvalid, "The header of the request is too large.")
	case http.StatusRequestTimeout:
		return newProblem(status, fault.KindInvalid, "The request did not arrive in time.")
	}
	if status >= http.StatusInternalServerError {
		return newProblem(http.StatusInternalServerError, fault.KindInternal, "internal error")
	}
	return newProblem(http.StatusBadRequest, fault.KindInvalid, "The request cannot be read.")
}

// Error is for the log.
func (p *Problem) Error() string { return string(p.Code) + ": " + p.Detail }

// GetStatus lets huma answer with it.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType marks the body as a problem.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

// GetHeaders tells when to try again and how to sign in.
func (p *Problem) GetHeaders() http.Header {
	h := http.Header{}
	if p.retryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(seconds(p.retryAfter)))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="kontor"`)
	}
	return h
}

// seconds are whole ones, never too few.
func seconds(d time.Duration) int { return int(math.Ceil(d.Seconds())) }

// fail is the problem of a request that failed. What is not the client's doing
// is logged here, once.
func (s *Server) fail(c *call, err error) *Problem {
	p := *problemOf(err)
	p.Request = c.id
	switch {
	case p.Status == http.StatusInternalServerError:
		s.log.Error("request failed", "request", c.id, "error", err)
	case p.Status == http.StatusServiceUnavailable:
		s.log.Warn("request not served", "request", c.id, "error", err)
	}
	return &p
}

// onError is Fiber's error handler: whatever did not come out of a handler of
// the API, unknown addresses and broken requests among them.
func (s *Server) onError(c *fiber.Ctx, err error) error {
	p := s.fail(callOf(c.UserContext()), err)
	for name, values := range p.GetHeaders() {
		c.Set(name, values[0])
	}
	if err := c.Status(p.Status).JSON(p); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, p.ContentType(""))
	return nil
}

// huma makes its problems through these two variables. What it has to say of a
// request is kept; the values it would repeat are not.
func init() {
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError { return decodingProblem(status, errs) }
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		p := decodingProblem(status, errs)
		p.Request = callOf(ctx.Context()).id
		return p
	}
}

// decodingProblem says what is wrong with a request that does not fit its
// description.
func decodingProblem(status int, errs []error) *Problem {
	var fields []fault.Field
	for _, err := range errs {
		d, ok := err.(*huma.ErrorDetail)
		switch {
		case !ok:
		case strings.HasPrefix(d.Location, "path."):
			return newProblem(http.StatusNotFound, fault.KindNotFound, "There is nothing at this address.")
		case status == http.StatusBadRequest && d.Location == "body":
			return unreadable(d.Message)
		default:
			fields = append(fields, plain(d))
		}
	}
	switch status {
	case http.StatusBadRequest:
		return newProblem(status, fault.KindInvalid, "The request needs a JSON body.")
	case http.StatusUnprocessableEntity:
		p := newProblem(status, fault.KindInvalid, "Some of this cannot be used as it is.")
		p.Errors = fields
		return p
	}
	return transportProblem(status)
}

var fieldName = regexp.MustCompile(`^[a-z][a-z_]{0,40}(\[\d+\])?`)

// sayings are huma's messages by how they begin, and what we make of them. Those
// without a text of ours speak of the description of the API only and are kept.
var sayings = []struct{ begin, ours string }{
	{"expected string to be RFC 4122 uuid", "must be a UUID"},
	{"expected string to match pattern", "has the wrong form"},
	{"expected string", "must be text"},
	{"expected boolean", "must be true or false"},
	{"expected integer", "must be a whole number"},
	{"invalid integer", "must be a whole number"},
	{"invalid boolean", "must be true or false"},
	{"expected array length", ""},
	{"expected array", "must be a list"},
	{"expected object", "must be an object"},
	{"expected value to be one of", ""},
	{"expected number >=", ""},
	{"expected number <=", ""},
	{"expected number", "must be a number"},
	{"expected length", ""},
}

// plain says what is wrong with a field in a few words. Of the place only the
// field itself is told: below it names may be the client's own.
func plain(d *huma.ErrorDetail) fault.Field {
	if rest, ok := strings.CutPrefix(d.Message, "expected required property "); ok {
		name, _, _ := strings.Cut(rest, " ")
		return fault.Field{Field: name, Message: "is missing"}
	}
	_, place, _ := strings.Cut(d.Location, ".")
	field := fault.Field{Field: fieldName.FindString(place), Message: "has the wrong type"}
	for _, s := range sayings {
		if !strings.HasPrefix(d.Message, s.begin) {
			continue
		}
		if field.Message = s.ours; s.ours == "" {
			field.Message = "must be: " + strings.TrimPrefix(d.Message, "expected ")
		}
		if values, ok := strings.CutPrefix(d.Message, "expected value to be one of "); ok {
			field.Message = "must be one of " + strings.Trim(values, `"`)
		}
		break
	}
	return field
}
