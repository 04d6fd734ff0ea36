package server

import (
	"errors"
	"net"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// fasthttp keeps the buffer that a header was read with, 8 KiB, for as long as a
// connection lives, unless it streams no bodies; and we stream bodies. So connections
// that begin with a WebSocket's handshake are let in by a server of their own, which
// gives the buffer back. It answers with the same handlers, once: who was not upgraded
// comes anew.
func socketServer(app *fiber.App) *fasthttp.Server {
	usual, answer := app.Server(), app.Handler()
	return &fasthttp.Server{
		Handler: func(ctx *fasthttp.RequestCtx) {
			if answer(ctx); ctx.Response.StatusCode() != fasthttp.StatusSwitchingProtocols {
				ctx.SetConnectionClose()
			}
		},
		ErrorHandler: usual.ErrorHandler, ReadTimeout: usual.ReadTimeout, WriteTimeout: usual.WriteTimeout,
		ReadBufferSize: usual.ReadBufferSize, NoDefaultServerHeader: usual.NoDefaultServerHeader, NoDefaultContentType: usual.NoDefaultContentType,
		KeepHijackedConns: usual.KeepHijackedConns, MaxRequestBodySize: 1, ReduceMemoryUsage: true,
	}
}

// handshake is how a connection begins that is to become a WebSocket.
const handshake = "GET /api/v1/live"

// gate looks how each connection begins, and gives those that are no WebSockets to
// whoever accepts from it.
type gate struct {
	net.Listener
	sockets *fasthttp.Server
	others  chan net.Conn
	failed  chan struct{} // closed when there are no more connections
	err     error         // why

	mu     sync.Mutex
	silent map[net.Conn]struct{} // have not begun yet; nil: the gate is closed
}

func newGate(l net.Listener, sockets *fasthttp.Server) *gate {
	g := &gate{Listener: l, sockets: sockets, others: make(chan net.Conn), failed: make(chan struct{}), silent: map[net.Conn]struct{}{}}
	go g.run()
	return g
}

func (g *gate) run() {
	defer close(g.failed)
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			g.err = err
			return
		}
		go g.letIn(conn)
	}
}

// letIn waits until a connection has said enough.
func (g *gate) letIn(conn net.Conn) {
	if !g.waitFor(conn) {
		conn.Close()
		return
	}
	said, err := begin(conn)
	g.forget(conn)
	if err != nil {
		conn.Close()
		return
	}
	if string(said) == handshake {
		_ = g.sockets.ServeConn(&begun{Conn: conn, said: said}) // it closes what it does not upgrade
		return
	}
	select {
	case g.others <- &begun{Conn: conn, said: said}:
	case <-g.failed:
		conn.Close()
	}
}

// begin reads until a connection has said the handshake or something else.
func begin(conn net.Conn) ([]byte, error) {
	said := make([]byte, 0, len(handshake))
	if err := conn.SetReadDeadline(time.Now().Add(readWithin)); err != nil {
		return nil, err
	}
	for len(said) < len(handshake) && string(said) == handshake[:len(said)] {
		n, err := conn.Read(said[len(said):cap(said)])
		if said = said[:len(said)+n]; err != nil && n == 0 {
			return nil, err
		}
	}
	return said, conn.SetReadDeadline(time.Time{})
}

func (g *gate) waitFor(conn net.Conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.silent == nil {
		return false
	}
	g.silent[conn] = struct{}{}
	return true
}

func (g *gate) forget(conn net.Conn) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.silent, conn)
}

// Accept gives the next connection that is no WebSocket.
func (g *gate) Accept() (net.Conn, error) {
	select {
	case conn := <-g.others:
		return conn, nil
	case <-g.failed:
		return nil, g.err
	}
}

// Close lets nobody in any more, nor those who have not begun.
func (g *gate) Close() error {
	g.mu.Lock()
	silent := g.silent
	g.silent = nil
	g.mu.Unlock()
	err := g.Listener.Close()
	for conn := range silent {
		err = errors.Join(err, conn.Close())
	}
	return err
}

// begun is a connection of which something was read already.
type begun struct {
	net.Conn
	said []byte
}

func (b *begun) Read(into []byte) (int, error) {
	if len(b.said) == 0 {
		return b.Conn.Read(into)
	}
	n := copy(into, b.said)
	if b.said = b.said[n:]; len(b.said) == 0 {
		b.said = nil
	}
	return n, nil
}
