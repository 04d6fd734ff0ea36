package child

import (
	"bytes"
	"strings"
	"sync"
)

// tailLines is how much of a child's talk is kept for an error report.
const tailLines = 40

// Tail keeps the last lines that a child said. It is safe for concurrent use.
type Tail struct {
	mu    sync.Mutex
	lines []string
	rest  []byte
	each  func(line string)
}

// NewTail returns an empty tail. If each is not nil it is called with every
// full line.
func NewTail(each func(line string)) *Tail { return &Tail{each: each} }

// Write takes what the child says. It never fails.
func (t *Tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.rest = append(t.rest, p...)
	for {
		line, rest, found := bytes.Cut(t.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		t.keep(string(line))
		t.rest = rest
	}
}

func (t *Tail) keep(line string) {
	if line = strings.TrimSpace(line); line == "" {
		return
	}
	t.lines = append(t.lines, line)
	if over := len(t.lines) - tailLines; over > 0 {
		t.lines = append([]string(nil), t.lines[over:]...)
	}
	if t.each != nil {
		t.each(line)
	}
}

// String is what is kept, one line each, with the unfinished one at the end.
func (t *Tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	lines := t.lines
	if rest := strings.TrimSpace(string(t.rest)); rest != "" {
		lines = append(lines[:len(lines):len(lines)], rest)
	}
	return strings.Join(lines, "\n")
}

// Last is the last line that is kept.
func (t *Tail) Last() string {
	all := t.String()
	return all[strings.LastIndexByte(all, '\n')+1:]
}
