package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"github.com/gofiber/fiber/v2"
)

func TestReadiness(t *testing.T) {
	seeded := false
	h := open(t, func(o *Options) { o.Seeded = func() bool { return seeded } })
	h.page("/readyz").want(http.StatusOK).is("ready", true).is("demo", false)
	seeded = true
	h.page("/readyz").want(http.StatusOK).is("demo", true)
	h.server.draining.Store(true)
	h.page("/readyz").want(http.StatusServiceUnavailable).is("ready", false)
	h.server.draining.Store(false)
	h.must(h.db.Expert.Close())
	h.page("/readyz").want(http.StatusServiceUnavailable)
	h.page("/healthz").want(http.StatusOK)
}

// A server that is stopped answers what is under way, is gone after that, and
// may be stopped twice.
func TestStopping(t *testing.T) {
	h := open(t)
	h.page("/healthz").want(http.StatusOK)
	h.stop()
	h.stop()
	if conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://")); err == nil {
		conn.Close()
		t.Error("still there")
	}
}

// The log of requests holds routes, never what was asked for.
func TestAccessLogAndMetrics(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann Olsen", "ann@example.org")
	number := ann.opens("tax", "How much?")
	ann.get(at(number, "entries") + "?after=1").want(http.StatusOK)
	nobody(h).get("/tickets/77123")
	h.page("/set-up?token=secret")
	said := h.log.String()
	if !strings.Contains(said, "route=/api/v1/tickets/:number/entries status=200") {
		t.Errorf("the log does not name the route:\n%s", said)
	}
	for _, no := range []string{"after=1", "77123", "secret", "Olsen", "ann@", ann.token} {
		if strings.Contains(said, no) {
			t.Errorf("the log holds %q", no)
		}
	}
	figures := h.page("/metrics").want(http.StatusOK).raw
	for _, figure := range []string{`kontor_http_requests_total{method="POST",route="/api/v1/tickets",status="201"} 1`, "kontor_posts_total 1", "kontor_sockets 0"} {
		if !strings.Contains(figures, figure) {
			t.Errorf("no %s", figure)
		}
	}
}

// A handler that panics answers with an internal error, and is logged once.
func TestPanic(t *testing.T) {
	h := open(t)
	app := fiber.New(fiber.Config{ErrorHandler: h.server.onError, DisableStartupMessage: true})
	app.Use(h.server.watchOver)
	app.Get("/", func(*fiber.Ctx) error { panic("zebra") })
	r, err := http.NewRequest(http.MethodGet, "/", nil)
	h.must(err)
	response, err := app.Test(r, -1)
	h.must(err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusInternalServerError {
		t.Errorf("answers %d", response.StatusCode)
	}
	if n := strings.Count(h.log.String(), "handler panicked"); n != 1 {
		t.Errorf("logged %d times", n)
	}
}

// tired is a listener out of descriptors for a while.
type tired struct {
	net.Listener
	times int
}

func (l *tired) Accept() (net.Conn, error) {
	if l.times--; l.times >= 0 {
		return nil, &net.OpError{Op: "accept", Err: syscall.EMFILE}
	}
	return l.Listener.Accept()
}

func TestListenerOutlivesMissingDescriptors(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := patient(&tired{Listener: inner, times: 3})
	go func() {
		conn, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", inner.Addr().String())
		if err == nil {
			conn.Close()
		}
	}()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	conn.Close()
	l.Close()
	if _, err := l.Accept(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("a closed listener says %v", err)
	}
}
