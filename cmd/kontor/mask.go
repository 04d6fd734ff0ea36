package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"

	"golang.org/x/sync/errgroup"

	"kontor/privacy"
)

type maskCommand struct {
	Files []string `arg:"" optional:"" help:"Files of JSON lines. Default: the standard input."`
	Rules string   `placeholder:"FILE" help:"Rules of your own, as a JSON list of {\"kind\": …, \"pattern\": …}."`
}

// Help is shown by kontor mask --help.
func (maskCommand) Help() string {
	return `Each line is {"text": …, "known": {"names": […], "emails": […], "phones": […], "addresses": […], "orders": […]}}, of which only text is needed and others are ignored. ` +
		`Each answer is {"masked": …, "spans": [{"start": 0, "end": 5, "kind": "e-mail"}]} with offsets in characters of the text, in the order of the lines. ` +
		`In place of a line that cannot be read stands {"error": …}; the exit status is then 1.`
}

// Run masks what comes over the standard input or out of files, as the desk
// would, without a database.
func (c *maskCommand) Run(ctx context.Context, out io.Writer) error {
	rules, err := readRules(c.Rules)
	if err != nil {
		return err
	}
	m := newMaskLines(out)
	m.rules = rules
	if len(c.Files) == 0 {
		err = m.all(ctx, "", os.Stdin)
	}
	for _, name := range c.Files {
		if err = m.file(ctx, name, len(c.Files) > 1); err != nil {
			break
		}
	}
	if err == nil && m.failed > 0 {
		err = fmt.Errorf("%d of %d lines could not be read; they are marked in the output", m.failed, m.lines)
	}
	return err
}

func readRules(name string) (*privacy.Rules, error) {
	if name == "" {
		return nil, nil
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var list []privacy.Rule
	if err := json.Unmarshal(content, &list); err != nil {
		return nil, fmt.Errorf("%s is not a JSON list of rules such as [{\"kind\": \"order\", \"pattern\": \"KD-[0-9]{6}\"}]", name)
	}
	rules, err := privacy.CompileRules(list)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return rules, nil
}

// maskLines masks line after line on all cores and keeps their order. Only a
// few lines for each core are in memory.
type maskLines struct {
	rules         *privacy.Rules
	out           *bufio.Writer
	lines, failed int
}

func newMaskLines(out io.Writer) *maskLines {
	return &maskLines{out: bufio.NewWriterSize(out, 1<<16)}
}

// maskLine is one line on its way.
type maskLine struct {
	where  string // for messages: "line 3"
	text   []byte
	long   bool
	answer chan []byte
	bad    bool
}

func (m *maskLines) file(ctx context.Context, name string, several bool) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if !several {
		name = ""
	}
	return m.all(ctx, name, f)
}

// all masks everything that in gives. name is put before the numbers of lines.
func (m *maskLines) all(caller context.Context, name string, in io.Reader) error {
	cores := runtime.GOMAXPROCS(0)
	work, order := make(chan *maskLine), make(chan *maskLine, 4*cores)
	group, ctx := errgroup.WithContext(caller)
	read := make(chan error, 1)
	go func() { // not waited for: nothing interrupts reading from a terminal
		read <- readLines(ctx, name, in, func(l *maskLine) bool { return hand(ctx, order, l) && hand(ctx, work, l) })
		close(order)
		close(work)
	}()
	for range cores {
		group.Go(func() error {
			for l := range until(ctx, work) {
				l.answer <- m.mask(l)
			}
			return nil
		})
	}
	group.Go(func() error { return m.write(ctx, order) })
	if err := group.Wait(); err != nil {
		return err
	}
	if err := caller.Err(); err != nil {
		return err
	}
	return <-read
}

// hand gives a line on and reports whether anybody still wants it.
func hand(ctx context.Context, to chan<- *maskLine, l *maskLine) bool {
	select {
	case to <- l:
		return true
	case <-ctx.Done():
		return false
	}
}

// until is what comes out of a channel until it is closed or all is called off.
func until(ctx context.Context, from <-chan *maskLine) func(yield func(*maskLine) bool) {
	return func(yield func(*maskLine) bool) {
		for {
			select {
			case l, open := <-from:
				if !open || !yield(l) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

// maxLine bounds a line: more than the largest text that is masked with every
// character of it escaped.
const maxLine = 64 << 20

// readLines gives every line that is not empty to f until f does not want more.
func readLines(ctx context.Context, name string, in io.Reader, f func(*maskLine) bool) error {
	if name != "" {
		name += ", "
	}
	r := bufio.NewReaderSize(in, 1<<16)
	for n := 1; ctx.Err() == nil; n++ {
		text, long, err := readLine(r)
		if long || len(bytes.TrimSpace(text)) > 0 {
			l := &maskLine{where: fmt.Sprintf("%sline %d", name, n), text: text, long: long, answer: make(chan []byte, 1)}
			if !f(l) {
				return nil
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// readLine reads up to the next line feed; of a line that is too long it keeps
// nothing.
func readLine(r *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; long {
			line = nil
		} else {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// write writes the answers in the order of their lines and lets go of what it
// has when it must wait for more.
func (m *maskLines) write(ctx context.Context, order <-chan *maskLine) error {
	for l := range until(ctx, order) {
		select {
		case answer := <-l.answer:
			if _, err := m.out.Write(answer); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
		m.lines++
		if l.bad {
			m.failed++
		}
		if len(order) == 0 {
			if err := m.out.Flush(); err != nil {
				return err
			}
		}
	}
	return m.out.Flush()
}

// mask gives the answer to a line.
func (m *maskLines) mask(l *maskLine) []byte {
	text, known, err := l.parse()
	if err != nil {
		l.bad = true
		return encodeLine(struct {
			Error string `json:"error"`
		}{err.Error()})
	}
	var masker *privacy.Masker
	if len(known.Names)+len(known.Emails)+len(known.Phones)+len(known.Addresses)+len(known.Orders) > 0 {
		masker = privacy.Compile(known)
	}
	masked := masker.With(m.rules).Mask(text)
	return encodeLine(struct {
		Masked string         `json:"masked"`
		Spans  []privacy.Span `json:"spans"`
	}{masked.Text, masked.Spans})
}

// parse reads a line. Errors do not repeat anything of it.
func (l *maskLine) parse() (text string, known privacy.Known, err error) {
	if l.long {
		return "", known, fmt.Errorf("%s is longer than %d MB", l.where, maxLine>>20)
	}
	var line struct {
		Text  *string       `json:"text"`
		Known privacy.Known `json:"known"`
	}
	err = json.Unmarshal(l.text, &line)
	l.text = nil
	if e := (*json.UnmarshalTypeError)(nil); errors.As(err, &e) && e.Field != "" {
		return "", known, fmt.Errorf("%s: %s is not what it should be", l.where, e.Field)
	}
	if err != nil {
		return "", known, fmt.Errorf("%s is not a JSON object", l.where)
	}
	if line.Text == nil {
		return "", known, fmt.Errorf("%s has no text", l.where)
	}
	return *line.Text, line.Known, nil
}

func encodeLine(answer any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(answer); err != nil {
		return []byte("{\"error\":\"the answer could not be written\"}\n") // strings and numbers always can
	}
	return b.Bytes()
}
