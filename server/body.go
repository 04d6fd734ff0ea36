package server

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"kontor/tickets"
)

// How bodies come in. Fiber gives them as streams, so that a file need not lie in
// memory; every other body is read here, as far as it may reach, and the handlers
// find it whole. Where something of a body was left unread the connection ends with
// the answer: what comes next on it would be the rest of that body.

const (
	readPause    = 15 * time.Second // how long the sender of a file may be silent
	uploadWithin = 10 * time.Minute
	uploadDrain  = tickets.MaxFile + 1<<20 // read and thrown away, so that the sender hears what is wrong
)

// takeBody reads the body of a request, unless it is a file.
func (s *Server) takeBody(f *fiber.Ctx) error {
	stream := f.Request().BodyStream()
	if stream == nil {
		return f.Next()
	}
	if isUpload(f) {
		defer drain(f, stream)
		return f.Next()
	}
	if f.Request().Header.ContentLength() > bodyRead {
		f.Response().SetConnectionClose()
		return fiber.NewError(http.StatusRequestEntityTooLarge)
	}
	body, err := io.ReadAll(io.LimitReader(&wholeBody{from: stream, left: f.Request().Header.ContentLength()}, bodyRead+1))
	if err != nil || len(body) > bodyRead {
		f.Response().SetConnectionClose()
	}
	switch {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return fiber.NewError(http.StatusRequestTimeout)
	case err != nil:
		return fiber.NewError(http.StatusBadRequest)
	case len(body) > bodyMost:
		return fiber.NewError(http.StatusRequestEntityTooLarge)
	}
	f.Request().SetBodyStream(bytes.NewReader(body), len(body))
	return f.Next()
}

// drain reads what a handler has left of a file.
func drain(f *fiber.Ctx, stream io.Reader) {
	if f.Request().Header.ContentLength() > uploadDrain {
		f.Response().SetConnectionClose()
		return
	}
	rest := &patientBody{from: stream, conn: f.Context().Conn(), end: time.Now().Add(uploadWithin)}
	if _, err := io.CopyN(io.Discard, rest, uploadDrain); err != io.EOF {
		f.Response().SetConnectionClose()
	}
}

// isUpload reports whether a request brings a file: PUT /attachments/{id}, PUT /tickets/{number}/attachments/{id}.
func isUpload(f *fiber.Ctx) bool {
	path, inAPI := strings.CutPrefix(f.Path(), apiPath)
	return inAPI && f.Method() == fiber.MethodPut && (strings.HasPrefix(path, "/attachments/") || strings.HasPrefix(path, "/tickets/") && strings.Contains(path, "/attachments/"))
}

// errBodyBroke is a body that did not arrive: nobody's fault but the line's.
var errBodyBroke = errors.New("the body did not arrive as a whole")

// wholeBody tells a body that broke off from one that has ended: fasthttp's stream
// gives the same end for both. left is how long it should be, or less than 0.
type wholeBody struct {
	from io.Reader
	left int
}

func (b *wholeBody) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if b.left >= 0 {
		if b.left -= n; b.left > 0 && err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
	}
	if err != nil && err != io.EOF {
		err = errors.Join(errBodyBroke, err)
	}
	return n, err
}

// patientBody reads from a client that may be slow, but not silent.
type patientBody struct {
	from io.Reader
	conn net.Conn
	end  time.Time // zero: no end
}

func (b *patientBody) Read(p []byte) (int, error) {
	until := time.Now().Add(readPause)
	if !b.end.IsZero() && b.end.Before(until) {
		until = b.end
	}
	if err := b.conn.SetReadDeadline(until); err != nil {
		return 0, err
	}
	return b.from.Read(p)
}

// patientAnswer gives a file to a client that may be slow, but not silent.
type patientAnswer struct {
	io.ReadCloser
	conn net.Conn
}

func (a *patientAnswer) Read(p []byte) (int, error) {
	if err := a.conn.SetWriteDeadline(time.Now().Add(answerWithin)); err != nil {
		return 0, err
	}
	return a.ReadCloser.Read(p)
}
