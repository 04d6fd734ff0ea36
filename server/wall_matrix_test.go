package server

import (
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// table reads one of the tables in testdata: a line has a name and what each of
// the columns gets.
func table(t *testing.T, file string) map[string][]string {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for _, line := range strings.Split(string(raw), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		cut := len(words) - len(columns)
		if cut < 1 {
			t.Fatalf("testdata/%s: a line needs a name and %d columns: %s", file, len(columns), line)
		}
		name := strings.Join(words[:cut], " ")
		if rows[name] != nil {
			t.Fatalf("testdata/%s: two lines for %s", file, name)
		}
		rows[name] = words[cut:]
	}
	return rows
}

// line is a row as it stands in a table.
func line(name string, cells []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-36s", name)
	for i, cell := range cells {
		fmt.Fprintf(&b, " %-*s", max(len(columns[i]), 9), cell)
	}
	return strings.TrimRight(b.String(), " ")
}

// sure fails unless the table has exactly these rows, and says what to add.
func sure(t *testing.T, file string, rows map[string][]string, names []string) {
	t.Helper()
	for _, name := range names {
		if rows[name] == nil {
			t.Errorf("%q has no row in server/testdata/%s: say there what each of %v gets. What it does now is shown below; "+
				"look at every cell before you copy it. If it needs a body or another stage of a ticket, add it to recipes.", name, file, columns)
		}
	}
	for name := range rows {
		if !slices.Contains(names, name) {
			t.Errorf("server/testdata/%s has a row for %q, which is no more", file, name)
		}
	}
}

var hole = regexp.MustCompile(`\{(\w+)\}`)

// fill puts values into a path; a ticket's number is given.
func fill(path string, number int64, values map[string]string) string {
	return hole.ReplaceAllStringFunc(path, func(name string) string {
		if name == "{number}" {
			return fmt.Sprint(number)
		}
		if value, ok := values[strings.Trim(name, "{}")]; ok {
			return value
		}
		return newID().String()
	})
}

// Every route, for everybody: what they get is what the table says, those who
// may not know of a ticket cannot tell it from one that is not there, who is
// refused changes nothing, and nobody is shown what is not theirs.
func TestWallEveryRouteForEverybody(t *testing.T) {
	w := newWorld(t)
	rows := table(t, "wall_routes.txt")
	var names []string
	for _, r := range Routes() {
		names = append(names, r.Method+" "+r.Path)
	}
	sure(t, "wall_routes.txt", rows, names)
	for name := range recipes {
		if !slices.Contains(names, name) {
			t.Errorf("recipes has %q, which is no route", name)
		}
	}
	for _, r := range Routes() {
		w.tryRoute(t, r, rows[r.Method+" "+r.Path])
	}
}

func (w *world) tryRoute(t *testing.T, r Route, want []string) {
	name := r.Method + " " + r.Path
	how, onTicket, changes := recipes[name], strings.Contains(r.Path, "{number}"), r.Method != http.MethodGet
	if how.body == nil {
		how.body = fixed(obj{})
	}
	if how.path == nil {
		how.path = func(*world, string, int64) map[string]string { return nil }
	}
	var shared, offered int64
	got := make([]string, len(columns))
	for i, column := range columns {
		number := int64(0)
		if onTicket {
			keep := &shared
			if column == "offered" {
				keep = &offered
			}
			if *keep == 0 {
				*keep = w.ticket(column, how.stage)
			}
			number = *keep
		}
		c := w.who[column]
		if how.again {
			c = w.again(column)
		}
		if how.first != nil {
			how.first(c, column)
		}
		values := how.path(w, column, number)
		path, body := fill(r.Path, number, values), how.body(w, column, number)
		if r.Method == http.MethodGet {
			body = nil
		}
		before := 0
		if changes {
			before = w.written()
		}
		if how.ask != nil {
			path += how.ask(w)
		}
		a := c.do(r.Method, path, body)
		got[i] = fmt.Sprint(a.status)
		if changes && a.status >= 400 && w.written() != before {
			t.Errorf("%s for %s: refused with %d, but something was written", name, column, a.status)
		}
		if changes && a.status < 300 {
			shared = 0 // the next one gets a ticket that this has not happened to
		}
		w.lookAt(t, name, column, a, how.opened && a.status == http.StatusOK)
		for _, query := range how.query {
			w.lookAt(t, name+query, column, c.do(r.Method, fill(r.Path, number, values)+query, body), false)
		}
		if onTicket && blind[column] && column != how.peer {
			w.cannotTell(t, name, column, a, c.do(r.Method, fill(r.Path, 999_999, values), body))
		}
	}
	if want == nil || !slices.Equal(got, want) {
		t.Errorf("%s\n      %s\nwant  %s\ngot   %s", name, line("", columns), line(name, want), line(name, got))
	}
	if !slices.ContainsFunc(got, func(status string) bool { return status < "300" }) {
		t.Errorf("%s succeeds for nobody, so that only refusals are tried: its recipe lacks something", name)
	}
}

// lookAt looks through an answer for what this column must not read, and for
// what every answer must say.
func (w *world) lookAt(t *testing.T, name, column string, a *reading, opened bool) {
	t.Helper()
	if found := leaks(column, a.whole(), opened); len(found) > 0 && !askedFor(name, a, found) {
		t.Errorf("%s shows %s: %v\n%s", name, column, found, a.whole())
	}
	if a.status >= 500 {
		t.Errorf("%s for %s: %s", name, column, a.raw)
	}
	if got := a.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("%s for %s may be kept: Cache-Control %q", name, column, got)
	}
	if a.header.Get("ETag")+a.header.Get("Last-Modified") != "" {
		t.Errorf("%s for %s could be asked for again: %v", name, column, a.header)
	}
	if method, path, _ := strings.Cut(name, " "); a.header.Get("Set-Cookie") != "" && (method == get || !slices.Contains(signsIn, path)) {
		t.Errorf("%s for %s sets a cookie", name, column)
	}
	if a.status >= 400 && a.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s for %s: a refusal as %q", name, column, a.header.Get("Content-Type"))
	}
}

// signsIn are the routes that begin or end a session.
var signsIn = []string{"/visitors", "/customers", "/sessions", "/sessions/current", "/set-up", "/applications"}

// askedFor is what somebody is told of themself.
func askedFor(name string, a *reading, found []string) bool {
	own := slices.Equal(found, []string{"@desk.example"})
	return own && (name == "GET /me" || name == "POST /sessions" || name == "GET /set-up")
}

// cannotTell compares the answer for a ticket that somebody may not know of with
// that for a number that no ticket has.
func (w *world) cannotTell(t *testing.T, name, column string, there, not *reading) {
	t.Helper()
	if without(there) != without(not) {
		t.Errorf("%s: %s can tell a ticket that is there from one that is not:\n%d %s\n%d %s", name, column, there.status, there.raw, not.status, not.raw)
	}
	if there.status < 400 {
		t.Errorf("%s: %s should not know of the ticket: %d", name, column, there.status)
	}
}

var requestID = regexp.MustCompile(`"request":"[^"]*"`)

func without(a *reading) string { return fmt.Sprint(a.status) + requestID.ReplaceAllString(a.raw, "") }
