package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func masked(t *testing.T, code int, content string, flags ...string) (lines []string, errs string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, err output
	if got := run(append([]string{"mask", file}, flags...), &out, &err); got != code {
		t.Errorf("ended with %d and %q, want %d", got, err.String(), code)
	}
	return strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n"), err.String()
}

func TestMask(t *testing.T) {
	lines, _ := masked(t, 0, `{"text":"Hi, I'm Anna <anna@example.org>","locale":"en","known":{"names":["Anna Smith"],"emails":null},"more":1}
{"locale":7,"text":"Łódź 😀: DK50 0040 0440 1162 43"}

{"text":""}
{"text":"https://example.org/?token=abc&x"}`)
	want := []string{
		`{"masked":"Hi, I'm [name 1] <[e-mail 1]>","spans":[{"start":8,"end":12,"kind":"name"},{"start":14,"end":30,"kind":"e-mail"}]}`,
		`{"masked":"Łódź 😀: [iban 1]","spans":[{"start":8,"end":30,"kind":"iban"}]}`,
		`{"masked":"","spans":[]}`,
		`{"masked":"[url 1]","spans":[{"start":0,"end":32,"kind":"url"}]}`,
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
}

// A line that cannot be read has its place in the output and is not repeated.
func TestMaskKeepsBadLinesInPlace(t *testing.T) {
	lines, errs := masked(t, 1, `{"text":"a@example.org"}
{"text":"secret@example.org
["secret"]
{"known":{"names":["secret"]}}
{"text":"x","known":{"names":"secret"}}
{"text":7}
{"text":"x"} secret
{"text":"b@example.org"}
`)
	want := []string{
		`{"masked":"[e-mail 1]","spans":[{"start":0,"end":13,"kind":"e-mail"}]}`,
		`{"error":"line 2 is not a JSON object"}`, `{"error":"line 3 is not a JSON object"}`, `{"error":"line 4 has no text"}`,
		`{"error":"line 5: known.names is not what it should be"}`, `{"error":"line 6: text is not what it should be"}`, `{"error":"line 7 is not a JSON object"}`,
		`{"masked":"[e-mail 1]","spans":[{"start":0,"end":13,"kind":"e-mail"}]}`,
	}
	if got := strings.Join(lines, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
	if !strings.Contains(errs, "6 of 8 lines") || strings.Contains(errs, "secret") {
		t.Errorf("the end says %q", errs)
	}
}

func TestMaskKeepsTheOrder(t *testing.T) {
	var in strings.Builder
	const n = 2000
	for i := range n {
		fmt.Fprintf(&in, "{\"text\":%q}\n", strings.Repeat("tlf. 86123456 ", i%7*i%40)+fmt.Sprint("x", i, "x"))
	}
	lines, _ := masked(t, 0, in.String())
	if len(lines) != n {
		t.Fatalf("%d lines for %d", len(lines), n)
	}
	for i, line := range lines {
		if !strings.Contains(line, fmt.Sprint("x", i, "x")) {
			t.Fatalf("line %d is another", i)
		}
	}
}

func TestMaskLongTexts(t *testing.T) {
	long := strings.Repeat("ring 86123456 nu ", 1<<16) // 1.1 MB
	text, err := json.Marshal(map[string]string{"text": long})
	if err != nil {
		t.Fatal(err)
	}
	lines, _ := masked(t, 0, string(text)+"\n"+`{"text":"x"}`)
	if len(lines) != 2 || strings.Count(lines[0], "[phone 1]") != 1<<16 {
		t.Errorf("%d lines, %d numbers hidden", len(lines), strings.Count(lines[0], "[phone 1]"))
	}
	r := io.MultiReader(strings.NewReader(`{"text":"`), io.LimitReader(endless{}, maxLine), strings.NewReader("\"}\n{\"text\":\"y\"}"))
	var out bytes.Buffer
	c := newMaskLines(&out)
	if err := c.all(t.Context(), "in", r); err != nil || !strings.Contains(out.String(), `"in, line 1 is longer than 64 MB"}`) || !strings.Contains(out.String(), `{"masked":"y"`) {
		t.Errorf("%v: %.200q", err, out.String())
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// Who types a line gets the answer before the next one.
func TestMaskAnswersAtOnce(t *testing.T) {
	in, typed := io.Pipe()
	answers, out := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- newMaskLines(out).all(ctx, "", in) }()
	for range 3 {
		fmt.Fprintln(typed, `{"text":"a@example.org"}`)
		answer := make([]byte, 200)
		n, err := answers.Read(answer)
		if err != nil || !strings.HasPrefix(string(answer[:n]), `{"masked":"[e-mail 1]"`) {
			t.Fatalf("%v: %s", err, answer[:n])
		}
	}
	cancel() // while it waits for a line
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(time.Minute):
		t.Fatal("it cannot be interrupted")
	}
}

func TestMaskEndsWhenNobodyReads(t *testing.T) {
	gone := errors.New("gone")
	_, out := io.Pipe()
	_ = out.CloseWithError(gone)
	in := io.MultiReader(strings.NewReader("{\"text\":\"x\"}\n"), neverending{})
	if err := newMaskLines(out).all(t.Context(), "", in); err == nil {
		t.Error("it goes on")
	}
}

type neverending struct{}

func (neverending) Read(p []byte) (int, error) { return copy(p, "{\"text\":\"x\"}\n"), nil }

func TestMaskWithRules(t *testing.T) {
	rules := func(content string) string {
		file := filepath.Join(t.TempDir(), "rules.json")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	lines, _ := masked(t, 0, `{"text":"KD-204117"}`, "--rules", rules(`[{"kind":"order","pattern":"KD-[0-9]{6}"}]`))
	if want := `{"masked":"[order 1]","spans":[{"start":0,"end":9,"kind":"order"}]}`; lines[0] != want {
		t.Errorf("got %s", lines[0])
	}
	for content, say := range map[string]string{
		`{"kind":"order"}`: "JSON list of rules",
		`[{"kind":"order","pattern":"KD-[0-9]{6}"},{"kind":"thing","pattern":"abc"}]`: "rule 2: this is none of the kinds",
		`[{"kind":"order","pattern":"(abc"}]`:                                         "rule 1: the pattern is no regular expression",
	} {
		if _, errs := masked(t, 1, `{"text":"x"}`, "--rules", rules(content)); !strings.Contains(errs, say) {
			t.Errorf("%s: got %q", content, errs)
		}
	}
	if _, errs := masked(t, 1, "", "--rules", "/nowhere"); !strings.Contains(errs, "/nowhere") {
		t.Errorf("got %q", errs)
	}
}

func TestMaskSeveralFiles(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"a": "{}\n", "b": "{\"text\":\"x\"}\n{"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out, errs output
	code := run([]string{"mask", filepath.Join(dir, "a"), filepath.Join(dir, "b")}, &out, &errs)
	for _, say := range []string{"a, line 1 has no text", "b, line 2 is not a JSON object"} {
		if !strings.Contains(out.String(), say) {
			t.Errorf("%q is not said in %s", say, out.String())
		}
	}
	if code != exitFailed || !strings.Contains(errs.String(), "2 of 3 lines") {
		t.Errorf("ended with %d and %q", code, errs.String())
	}
	if code := run([]string{"mask", filepath.Join(dir, "none")}, &out, &errs); code != exitFailed {
		t.Errorf("a missing file: %d", code)
	}
}
