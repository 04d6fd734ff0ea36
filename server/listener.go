package server

import (
	"errors"
	"net"
	"sync"
	"syscall"
	"time"

	"golang.org/x/net/netutil"
)

// Descriptors that connections leave to the database, Redis and files.
const (
	descriptorsKept  = 256
	connectionsLeast = 64
)

// patient makes a listener that goes on when descriptors run out, which would
// end fasthttp's loop and with it the server, and that takes no more connections
// than there are descriptors for.
func patient(l net.Listener) net.Listener {
	return netutil.LimitListener(&patientListener{Listener: l, closed: make(chan struct{})}, connectionsMost())
}

func connectionsMost() int {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil || limit.Cur > 1<<20 {
		return 1 << 20
	}
	return max(connectionsLeast, int(limit.Cur)-descriptorsKept)
}

type patientListener struct {
	net.Listener
	closed chan struct{}
	once   sync.Once
}

// sendBuffer bounds what the kernel keeps for a client that does not read.
const sendBuffer = 256 << 10

const (
	acceptPause     = 5 * time.Millisecond
	acceptPauseMost = time.Second
)

// Accept waits and tries again while the trouble may pass.
func (l *patientListener) Accept() (net.Conn, error) {
	for pause := acceptPause; ; pause = min(2*pause, acceptPauseMost) {
		conn, err := l.Listener.Accept()
		if tcp, ok := conn.(*net.TCPConn); ok {
			_ = tcp.SetWriteBuffer(sendBuffer)
		}
		if err == nil || !passing(err) {
			return conn, err
		}
		select {
		case <-l.closed:
			return nil, net.ErrClosed
		case <-time.After(pause):
		}
	}
}

// Close may be called more than once.
func (l *patientListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

func passing(err error) bool {
	for _, e := range []error{syscall.EMFILE, syscall.ENFILE, syscall.ECONNABORTED, syscall.ECONNRESET, syscall.EINTR, syscall.ENOBUFS, syscall.ENOMEM} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
