package server

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"kontor/people"
)

// knock is a connection to the house's server, by hand.
func (h *house) knock() (net.Conn, *bufio.Reader) {
	h.t.Helper()
	conn, err := (&net.Dialer{}).DialContext(h.t.Context(), "tcp", strings.TrimPrefix(h.url, "http://"))
	h.must(err)
	h.t.Cleanup(func() { conn.Close() })
	h.must(conn.SetDeadline(time.Now().Add(30 * time.Second)))
	return conn, bufio.NewReader(conn)
}

func (h *house) says(conn net.Conn, text string) {
	h.t.Helper()
	_, err := io.WriteString(conn, text)
	h.must(err)
}

func (h *house) answered(r *bufio.Reader) *http.Response {
	h.t.Helper()
	resp, err := http.ReadResponse(r, nil)
	h.must(err)
	_, err = io.Copy(io.Discard, resp.Body)
	h.must(err)
	h.must(resp.Body.Close())
	return resp
}

// Whoever comes through the door for sockets and is no socket is answered once; all
// others as often as they ask.
func TestGateTellsSocketsFromOthers(t *testing.T) {
	h := open(t)
	for what, c := range map[string]struct {
		pieces []string
		status int
		closes bool
	}{
		"a request letter by letter": {strings.SplitAfter("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", ""), 200, false},
		"one that begins alike":      {[]string{"GET /api/v1/me HTTP/1.1\r\nHost: a\r\n\r\n"}, 401, false},
		"no upgrade":                 {[]string{"GET /api/v1/live HTTP/1.1\r\nHost: a\r\n\r\n"}, 422, true},
		"another address":            {[]string{"GET /api/v1/li", "vestock HTTP/1.1\r\nHost: a\r\n\r\n"}, 404, true},
		"with a body":                {[]string{"GET /api/v1/live HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"}, 413, true},
		"a handshake":                {[]string{"GET /api/v1/live?auth=token HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"}, 101, false},
	} {
		conn, r := h.knock()
		for _, piece := range c.pieces {
			h.says(conn, piece)
		}
		resp := h.answered(r)
		if resp.StatusCode != c.status || resp.Close != c.closes {
			t.Errorf("%s: %d, closes %v", what, resp.StatusCode, resp.Close)
		}
		if c.status == 200 {
			h.says(conn, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
			if resp := h.answered(r); resp.StatusCode != 200 {
				t.Errorf("%s, again: %d", what, resp.StatusCode)
			}
		}
	}
}

// A frame that comes with the handshake is not lost.
func TestFrameTogetherWithItsHandshake(t *testing.T) {
	h := open(t)
	token := h.helper(people.RoleStaff, "Lind").token
	conn, r := h.knock()
	ping := string([]byte{0x81, 0x80 | 15, 0, 0, 0, 0}) + `{"type":"ping"}` // masked with nothing
	h.says(conn, "GET /api/v1/live HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "+token+"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"+ping)
	if resp := h.answered(r); resp.StatusCode != http.StatusSwitchingProtocols {
		t.Fatalf("status %d", resp.StatusCode)
	}
	for heard := ""; !strings.Contains(heard, `"pong"`); {
		b, err := r.ReadByte()
		h.must(err)
		heard += string(b)
	}
}

// A gate that is closed keeps nobody waiting who has said nothing.
func TestGateClosesOnTheSilent(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := newGate(inner, nil)
	conn, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", inner.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := g.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := g.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a closed gate says %v", err)
	}
	if _, err := conn.Read(make([]byte, 1)); err == nil {
		t.Error("whoever was silent is kept")
	}
}
