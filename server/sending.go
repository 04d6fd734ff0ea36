package server

import (
	"context"
	"io"
	"net"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humafiber"
	"github.com/gofiber/fiber/v2"
)

// sent is a file as an answer. It is read while it is sent, and closed then.
type sent struct {
	content io.ReadCloser
	size    int64
	kind    string
	name    string // plain ASCII
}

// send is a handler that answers with a file to keep, of one of these kinds.
func send[I any](do func(*Server, *call, *I) (sent, error), kinds ...string) handle {
	return func(s *Server, r Route, op huma.Operation) {
		content := map[string]*huma.MediaType{}
		for _, kind := range kinds {
			content[kind] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
		}
		op.Responses = map[string]*huma.Response{"200": {Description: "OK", Content: content}}
		huma.Register(s.api, op, func(ctx context.Context, in *I) (*huma.StreamResponse, error) {
			c := callOf(ctx)
			file, err := do(s, c, in)
			if err != nil {
				return nil, s.fail(c, err)
			}
			return &huma.StreamResponse{Body: file.to}, nil
		})
	}
}

func (x sent) to(h huma.Context) {
	f := humafiber.Unwrap(h)
	f.Set(fiber.HeaderContentType, x.kind)
	f.Set(fiber.HeaderContentDisposition, "attachment; filename="+strconv.Quote(x.name))
	f.Context().SetBodyStream(&patientReader{ReadCloser: x.content, conn: f.Context().Conn()}, int(x.size))
}

// patientReader gives a slow client time for each piece instead of for the whole
// file.
type patientReader struct {
	io.ReadCloser
	conn net.Conn
}

func (r *patientReader) Read(p []byte) (int, error) {
	if err := r.conn.SetWriteDeadline(time.Now().Add(answerWithin)); err != nil {
		return 0, err
	}
	return r.ReadCloser.Read(p)
}
