package server

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/tickets"
)

// Files go in and out as streams, past the JSON routes: these take part in the table
// but read and write bodies themselves.

func putAttachment(s *Server, r Route, op huma.Operation) {
	op.DefaultStatus = http.StatusCreated
	op.Description += " The body is the file itself, at most 10 MB; what it is, is found out from its content. The name goes into Content-Disposition: " +
		"attachment; filename*=UTF-8''…. The same content under the same id gives the same file again, other content is a conflict."
	op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}
	op.Responses = map[string]*huma.Response{"201": {Description: "The file, as it is named in POST …/entries",
		Content: map[string]*huma.MediaType{"application/json": {Schema: s.api.OpenAPI().Components.Schemas.Schema(attachmentType, true, "")}}}}
	s.plain(r, op, func(f *fiber.Ctx, c *call, ticket int64, id uuid.UUID) error {
		a, err := s.receive(f, c, ticket, id)
		if err != nil {
			return err
		}
		return f.Status(http.StatusCreated).JSON(a)
	})
}

func getAttachment(s *Server, r Route, op huma.Operation) {
	content := map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}
	op.Responses = map[string]*huma.Response{
		"200": {Description: "The file; pictures to be shown, everything else to be saved", Content: content},
		"206": {Description: "The part of it that Range names", Content: content},
	}
	op.Errors = append(op.Errors, http.StatusRequestedRangeNotSatisfiable)
	s.plain(r, op, func(f *fiber.Ctx, c *call, ticket int64, id uuid.UUID) error {
		file, err := s.files.Get(c, c.by, ticket, id)
		if err != nil {
			return err
		}
		return s.hand(f, file)
	})
}

// plain serves a route of files with Fiber itself, and describes it like the others.
func (s *Server) plain(r Route, op huma.Operation, do func(f *fiber.Ctx, c *call, ticket int64, id uuid.UUID) error) {
	op.Middlewares = nil
	op.Parameters = []*huma.Param{
		{Name: "id", In: "path", Required: true, Schema: &huma.Schema{Type: "string", Format: "uuid"}},
	}
	ofTicket := strings.Contains(r.Path, "{number}")
	if ofTicket {
		op.Parameters = append(op.Parameters, &huma.Param{Name: "number", In: "path", Required: true, Schema: &huma.Schema{Type: "integer", Format: "int64"}})
	}
	problem := &huma.Response{Description: "Problem", Content: map[string]*huma.MediaType{"application/problem+json": {Schema: s.api.OpenAPI().Components.Schemas.Schema(problemType, true, "")}}}
	for _, status := range op.Errors {
		op.Responses[strconv.Itoa(status)] = problem
	}
	s.api.OpenAPI().AddOperation(&op)
	path := apiPath + strings.NewReplacer("{", ":", "}", "").Replace(r.Path)
	s.fiber.Add(r.Method, path, func(f *fiber.Ctx) error {
		c := callOf(f.UserContext())
		if err := s.admit(c, r.Who); err != nil {
			return err
		}
		id, err := uuid.Parse(f.Params("id"))
		var ticket int64
		if err == nil && ofTicket {
			ticket, err = ticketNumber(f.Params("number"))
		}
		if err != nil || s.files == nil {
			return fiber.NewError(http.StatusNotFound)
		}
		return do(f, c, ticket, id)
	})
}

// ticketNumber reads the number in an address; none is below 1.
func ticketNumber(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err == nil && n < 1 {
		err = strconv.ErrRange
	}
	return n, err
}

// receive takes a file in from a client that may be slow: to a ticket, or (0) to one
// that is going to be opened.
func (s *Server) receive(f *fiber.Ctx, c *call, ticket int64, id uuid.UUID) (tickets.Attachment, error) {
	if err := s.atTheDoor(); err != nil && ticket == 0 && !c.by.Account {
		return tickets.Attachment{}, err
	}
	if err := s.limits.post(c.by.ID); err != nil {
		return tickets.Attachment{}, err
	}
	if f.Request().Header.ContentLength() > tickets.MaxFile {
		return tickets.Attachment{}, fileTooLarge()
	}
	stream := f.Request().BodyStream()
	if stream == nil {
		stream = strings.NewReader("")
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c), uploadWithin)
	defer cancel()
	patient := &patientBody{from: stream, conn: f.Context().Conn(), end: time.Now().Add(uploadWithin)}
	body := &wholeBody{from: patient, left: f.Request().Header.ContentLength()}
	a, err := s.files.Put(ctx, tickets.Upload{Ticket: ticket, ID: id, By: c.by, Name: fileName(f), Body: body})
	switch {
	case errors.Is(err, tickets.ErrTooLarge):
		return a, fileTooLarge()
	case errors.Is(err, errBodyBroke):
		f.Response().SetConnectionClose()
		return a, fiber.NewError(http.StatusRequestTimeout)
	}
	return a, err
}

func fileTooLarge() error {
	return newProblem(http.StatusRequestEntityTooLarge, fault.KindInvalid, "The file is too large; a file may have 10 MB.")
}

// fileName is what the sender calls the file: Content-Disposition, with filename* for
// what is not ASCII (RFC 6266). One that cannot be read is none.
func fileName(f *fiber.Ctx) string {
	_, params, err := mime.ParseMediaType(f.Get(fiber.HeaderContentDisposition))
	if err != nil {
		return ""
	}
	return params["filename"]
}

// hand gives a file out. Only pictures are shown by the browser; nothing that a
// browser may make of it runs, loads anything or knows who looks.
func (s *Server) hand(f *fiber.Ctx, file tickets.File) error {
	how := "attachment"
	if file.Inline {
		how = "inline"
	}
	f.Set(fiber.HeaderContentType, file.MediaType)
	f.Set(fiber.HeaderContentDisposition, disposition(how, file.Name))
	f.Set(fiber.HeaderContentSecurityPolicy, "default-src 'none'; sandbox; frame-ancestors 'none'")
	f.Set(fiber.HeaderAcceptRanges, "bytes")
	length := file.Size
	if asked := f.Get(fiber.HeaderRange); asked != "" && f.Get(fiber.HeaderIfRange) == "" { // there is nothing that If-Range could name
		part, some := rangeOf(asked, file.Size)
		if some && part.length == 0 {
			f.Set(fiber.HeaderContentRange, fmt.Sprintf("bytes */%d", file.Size))
			return errors.Join(file.Close(), newProblem(http.StatusRequestedRangeNotSatisfiable, fault.KindInvalid, "The file has no such part."))
		}
		if some {
			if err := file.Part(part.from, part.length); err != nil {
				return errors.Join(file.Close(), err)
			}
			length = part.length
			f.Status(http.StatusPartialContent).Set(fiber.HeaderContentRange, fmt.Sprintf("bytes %d-%d/%d", part.from, part.from+length-1, file.Size))
		}
	}
	f.Context().SetBodyStream(&patientAnswer{ReadCloser: file, conn: f.Context().Conn()}, int(length))
	return nil
}

// disposition names a file for who saves it; a file without a name is "file".
func disposition(how, name string) string {
	if name == "" {
		name = "file"
	}
	if text := mime.FormatMediaType(how, map[string]string{"filename": name}); text != "" {
		return text
	}
	return how
}

var (
	attachmentType = reflect.TypeFor[tickets.Attachment]()
	problemType    = reflect.TypeFor[Problem]()
)
