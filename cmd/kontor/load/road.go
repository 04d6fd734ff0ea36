package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	ws "github.com/fasthttp/websocket"

	"kontor/internal/clock"
)

// road leads to the servers: sockets and HTTP from as many source addresses as
// there are ports needed.
type road struct {
	bases  []*url.URL
	dialer net.Dialer
	turn   atomic.Uint32
	http   *http.Client
	socket ws.Dialer
}

const (
	apiPath     = "/api/v1"
	dialWithin  = 5 * time.Second
	askWithin   = 15 * time.Second
	socketBytes = 512
	sources     = 8 // loopback addresses to come from: one has some 28,000 ports
)

func newRoad(bases []string) (*road, error) {
	r := &road{dialer: net.Dialer{Timeout: dialWithin, KeepAlive: -1}}
	for _, base := range bases {
		u, err := url.Parse(strings.TrimSuffix(base, "/"))
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, fmt.Errorf("%q is not the address of a server, such as http://127.0.0.1:8080", base)
		}
		r.bases = append(r.bases, u)
	}
	r.http = &http.Client{Timeout: askWithin, Transport: &http.Transport{DialContext: r.dial, MaxIdleConnsPerHost: 256, IdleConnTimeout: 30 * time.Second}}
	r.socket = ws.Dialer{NetDialContext: r.dial, HandshakeTimeout: 2 * dialWithin, ReadBufferSize: socketBytes, WriteBufferSize: socketBytes, WriteBufferPool: &sync.Pool{}}
	return r, nil
}

func (r *road) close() { r.http.CloseIdleConnections() }

// dial spreads connections within this machine over its loopback addresses.
func (r *road) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := r.dialer
	if host, _, err := net.SplitHostPort(address); err == nil && strings.HasPrefix(host, "127.") {
		d.LocalAddr = &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(1+r.turn.Add(1)%sources))}
	}
	return d.DialContext(ctx, network, address)
}

func (r *road) base(n int) *url.URL { return r.bases[n%len(r.bases)] }

// open makes a socket. The token goes with the handshake or, as from a widget,
// in the first frame.
func (r *road) open(ctx context.Context, base *url.URL, token string, widget bool) (*ws.Conn, error) {
	at := *base
	at.Scheme, at.Path = "ws"+strings.TrimPrefix(base.Scheme, "http"), apiPath+"/live"
	header := http.Header{}
	if widget {
		at.RawQuery = "auth=token"
	} else {
		header.Set("Authorization", "Bearer "+token)
	}
	conn, answer, err := r.socket.DialContext(ctx, at.String(), header)
	if answer != nil {
		answer.Body.Close()
	}
	if err != nil {
		return nil, err
	}
	if widget {
		_ = conn.SetWriteDeadline(time.Now().Add(dialWithin))
		if err := conn.WriteMessage(ws.TextMessage, []byte(`{"type":"auth","token":"`+token+`"}`)); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return conn, nil
}

// refusal is an answer that no repetition will change.
type refusal struct {
	Status int
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (r *refusal) Error() string { return fmt.Sprintf("%d %s: %s", r.Status, r.Code, r.Detail) }

// ask sends one request to one server.
func (r *road) ask(ctx context.Context, base *url.URL, token, method, path string, body, out any) (retry time.Duration, err error) {
	var raw io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return 0, err
		}
		raw = bytes.NewReader(text)
	}
	request, err := http.NewRequestWithContext(ctx, method, base.String()+path, raw)
	if err != nil {
		return 0, err
	}
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	answer, err := r.http.Do(request)
	if err != nil {
		return againAfter, err
	}
	defer answer.Body.Close()
	return readAnswer(answer, out)
}

const againAfter = 100 * time.Millisecond

func readAnswer(answer *http.Response, out any) (time.Duration, error) {
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return againAfter, err
	}
	if answer.StatusCode < 300 {
		if out == nil {
			return 0, nil
		}
		if b, raw := out.(*[]byte); raw {
			*b = text
			return 0, nil
		}
		return 0, json.Unmarshal(text, out)
	}
	no := &refusal{Status: answer.StatusCode}
	_ = json.Unmarshal(text, no) // what cannot be read has no code
	no.Status = answer.StatusCode
	if answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500 || answer.StatusCode == http.StatusUnauthorized {
		wait := againAfter
		if s, err := strconv.Atoi(answer.Header.Get("Retry-After")); err == nil {
			wait = time.Duration(s) * time.Second
		}
		return wait, no
	}
	return 0, no
}

// insist asks until there is an answer: another server where one is away, again
// after a while where it says so. The request must be safe to send again.
func (r *road) insist(ctx context.Context, first int, token, method, path string, body, out any) error {
	for try := 0; ; try++ {
		wait, err := r.ask(ctx, r.base(first+try), token, method, path, body, out)
		if err == nil || wait == 0 {
			return err
		}
		if !clock.Pause(ctx, wait) {
			return errors.Join(ctx.Err(), err)
		}
	}
}
