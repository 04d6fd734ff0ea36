package faults

import (
	"net"
	"testing"
	"time"

	ws "github.com/fasthttp/websocket"
)

// crowd is a number of connections that take up room.
type crowd struct{ conns []net.Conn }

// openCrowd connects so many times, as far as they are let.
func openCrowd(t testing.TB, addr string, n int) *crowd {
	t.Helper()
	c := &crowd{}
	t.Cleanup(c.leave)
	for range n {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			break
		}
		_, _ = conn.Write([]byte("GET /readyz HTTP/1.1\r\nHost: x\r\n")) // and never the rest
		c.conns = append(c.conns, conn)
	}
	return c
}

// leave ends all of them. Twice is fine.
func (c *crowd) leave() {
	for _, conn := range c.conns {
		_ = conn.Close()
	}
}

// narrow dials connections on which little is on its way at a time.
var narrow = ws.Dialer{NetDial: func(network, addr string) (net.Conn, error) {
	conn, err := net.Dial(network, addr)
	if err == nil {
		err = conn.(*net.TCPConn).SetReadBuffer(4 << 10)
	}
	return conn, err
}}

// listenWithoutReading lets so many connections watch the first visitor's
// ticket and never take what they are sent.
func (t *Talk) listenWithoutReading(tb testing.TB, addr string, n int) *crowd {
	tb.Helper()
	v, c := t.visitors[0], &crowd{}
	tb.Cleanup(c.leave)
	for range n {
		conn, _, err := narrow.Dial("ws://"+addr+"/api/v1/live?auth=token", nil)
		if err != nil {
			tb.Fatal(err)
		}
		c.conns = append(c.conns, conn.NetConn())
		for _, f := range []map[string]any{{"type": "auth", "token": v.token}, {"type": "watch", "ticket": v.ticket, "after": 0}} {
			if err := conn.WriteMessage(ws.TextMessage, encode(f)); err != nil {
				tb.Fatal(err)
			}
		}
	}
	return c
}
