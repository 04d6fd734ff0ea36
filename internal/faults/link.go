package faults

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"time"
)

// Link is a way between two processes that can be troubled. What it does holds
// for all its connections, new ones too, but for Lose.
type Link struct {
	listener net.Listener
	target   string

	mu      sync.Mutex
	changed *sync.Cond
	pairs   map[*pair]struct{}
	cut     bool
	held    bool
	late    time.Duration // each piece comes so late, and up to twice as late
	rate    int           // bytes per second and direction; 0: as fast as can be
	rewrite func(to io.Writer, from io.Reader) error
	closed  bool
}

// pair is one connection: ours from whoever called, and ours to the target.
type pair struct {
	link         *Link
	caller, call net.Conn
	lost         bool // guarded by link.mu
}

// OpenLink makes a link to an address. It ends with the test.
func OpenLink(t testing.TB, target string) *Link {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	k := &Link{listener: l, target: target, pairs: map[*pair]struct{}{}}
	k.changed = sync.NewCond(&k.mu)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		k.accept()
	}()
	t.Cleanup(func() {
		k.set(func() { k.closed = true })
		_ = l.Close()
		k.hangUp()
		<-ended
	})
	return k
}

// Addr is where the link begins.
func (k *Link) Addr() string { return k.listener.Addr().String() }

// Cut ends every connection and refuses new ones.
func (k *Link) Cut() {
	k.set(func() { k.cut = true })
	k.hangUp()
}

// Hold keeps back whatever is sent, both ways, as a network does that is down:
// nobody is told. Mend delivers it.
func (k *Link) Hold() { k.set(func() { k.held = true }) }

// Lose makes today's connections half open: both ends believe in them, and
// nothing passes ever again. New ones work.
func (k *Link) Lose() {
	k.set(func() {
		for p := range k.pairs {
			p.lost = true
		}
	})
}

// Slow lets each piece come late, by d and up to as much again.
func (k *Link) Slow(d time.Duration) { k.set(func() { k.late = d }) }

// Narrow lets only so many bytes pass in a second and direction.
func (k *Link) Narrow(bytes int) { k.set(func() { k.rate = bytes }) }

// Rewrite lets what comes back from the target pass through a function, on
// connections from now on. It ends the others, so that no one is left out.
func (k *Link) Rewrite(by func(to io.Writer, from io.Reader) error) {
	k.set(func() { k.rewrite = by })
	k.hangUp()
}

// Mend ends Cut, Hold, Slow and Narrow. Connections that were lost stay lost.
func (k *Link) Mend() {
	k.set(func() { k.cut, k.held, k.late, k.rate = false, false, 0, 0 })
}

// HangUp ends every connection; new ones work.
func (k *Link) HangUp() { k.hangUp() }

func (k *Link) set(change func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	change()
	k.changed.Broadcast()
}

func (k *Link) hangUp() {
	k.mu.Lock()
	defer k.mu.Unlock()
	for p := range k.pairs {
		p.close()
	}
	k.changed.Broadcast()
}

func (k *Link) accept() {
	var all sync.WaitGroup
	defer all.Wait()
	for {
		caller, err := k.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		all.Go(func() { k.carry(caller) })
	}
}

func (k *Link) carry(caller net.Conn) {
	defer caller.Close()
	if !k.open() {
		return
	}
	call, err := net.Dial("tcp", k.target)
	if err != nil {
		return
	}
	p := &pair{link: k, caller: caller, call: call}
	rewrite := p.join()
	var both sync.WaitGroup
	both.Go(func() { p.pump(call, caller, copyPieces) })
	both.Go(func() { p.pump(caller, call, rewrite) })
	both.Wait()
	k.set(func() { delete(k.pairs, p) })
}

// open waits while the link is held and reports whether it lets anybody in.
func (k *Link) open() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	for k.held && !k.cut && !k.closed {
		k.changed.Wait()
	}
	return !k.cut && !k.closed
}

// join counts the pair in, and gives the way back.
func (p *pair) join() func(io.Writer, io.Reader) error {
	k := p.link
	k.mu.Lock()
	defer k.mu.Unlock()
	k.pairs[p] = struct{}{}
	if k.cut || k.closed {
		p.close()
	}
	if k.rewrite != nil {
		return k.rewrite
	}
	return copyPieces
}

// pump carries one direction until either end is gone.
func (p *pair) pump(to, from net.Conn, by func(io.Writer, io.Reader) error) {
	_ = by(&way{p, to}, from)
	p.close()
}

func (p *pair) close() {
	_ = p.caller.Close()
	_ = p.call.Close()
}

// way is one direction of a pair, with the link's trouble on it.
type way struct {
	pair *pair
	to   net.Conn
}

const pieceMost = 16 << 10

func (w *way) Write(b []byte) (int, error) {
	lost, pause := w.pair.pass(len(b))
	if lost {
		return len(b), nil
	}
	if pause > 0 {
		time.Sleep(pause) // the trouble itself
	}
	return w.to.Write(b)
}

// pass waits while the link is held, and says what a piece of n bytes meets.
func (p *pair) pass(n int) (lost bool, pause time.Duration) {
	k := p.link
	k.mu.Lock()
	defer k.mu.Unlock()
	for k.held && !p.lost && !k.cut && !k.closed {
		k.changed.Wait()
	}
	if k.late > 0 {
		pause = k.late + rand.N(k.late)
	}
	if k.rate > 0 {
		pause += time.Duration(n) * time.Second / time.Duration(k.rate)
	}
	return p.lost, pause
}

func copyPieces(to io.Writer, from io.Reader) error {
	piece := make([]byte, pieceMost)
	for {
		n, err := from.Read(piece)
		if n > 0 {
			if _, err := to.Write(piece[:n]); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
	}
}
