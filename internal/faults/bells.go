package faults

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Bells troubles what Redis publishes to one node: doorbells that are lost,
// come twice, or come late and so in another order. Everything else that Redis
// says passes as it is.
type Bells struct {
	Lost, Twice, Late float64       // how many of all, 0 to 1
	LateBy            time.Duration // up to
	Seed              uint64

	Touched atomic.Int64 // how many have met trouble
}

// Rewrite is for Link.Rewrite.
func (b *Bells) Rewrite(to io.Writer, from io.Reader) error {
	var mu sync.Mutex // late ones come from goroutines of their own
	var late sync.WaitGroup
	defer late.Wait()
	send := func(raw []byte) error {
		mu.Lock()
		defer mu.Unlock()
		_, err := to.Write(raw)
		return err
	}
	random, in := rand.New(rand.NewPCG(b.Seed, 7)), bufio.NewReader(from)
	for {
		raw, err := readReply(in)
		if err != nil {
			return err
		}
		if !isPublished(raw) {
			if err := send(raw); err != nil {
				return err
			}
			continue
		}
		switch r := random.Float64(); {
		case r < b.Lost:
			b.Touched.Add(1)
			continue
		case r < b.Lost+b.Late:
			b.Touched.Add(1)
			after := rand.N(b.LateBy)
			late.Go(func() {
				time.Sleep(after) // the trouble itself
				_ = send(raw)     // whoever hung up meanwhile does not miss it
			})
			continue
		case r < b.Lost+b.Late+b.Twice:
			b.Touched.Add(1)
			raw = append(raw, raw...)
		}
		if err := send(raw); err != nil {
			return err
		}
	}
}

// isPublished tells a message of a subscription from an answer.
func isPublished(raw []byte) bool {
	_, rest, _ := bytes.Cut(raw, []byte("\r\n"))
	return (raw[0] == '>' || raw[0] == '*') && bytes.HasPrefix(rest, []byte("$7\r\nmessage\r\n"))
}

// readReply reads one whole reply of Redis (RESP2 or RESP3), as it is.
func readReply(in *bufio.Reader) ([]byte, error) {
	var raw []byte
	for left := 1; left > 0; left-- {
		line, err := in.ReadBytes('\n')
		if err != nil {
			return nil, err
		}
		if len(line) < 3 {
			return nil, fmt.Errorf("not a reply: %q", line)
		}
		raw = append(raw, line...)
		count, counted := strconv.Atoi(string(line[1 : len(line)-2]))
		switch line[0] {
		case '$', '=', '!':
			if counted != nil || count < 0 {
				continue
			}
			body := make([]byte, count+2)
			if _, err := io.ReadFull(in, body); err != nil {
				return nil, err
			}
			raw = append(raw, body...)
		case '*', '~', '>':
			if counted == nil {
				left += max(0, count)
			}
		case '%':
			left += 2 * count
		case '|':
			left += 2*count + 1
		}
	}
	return raw, nil
}
