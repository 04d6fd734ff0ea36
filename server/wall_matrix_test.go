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

// recipe is how a route is asked so that it would succeed for whom it is meant.
type recipe struct {
	stage string                            // of the ticket: asked, held (the usual one), queued, assigned or resolved
	path  func(w *world) map[string]string  // what stands for {id} and the like
	query []string                          // further queries to look for canaries in, beside none
	body  func(w *world, column string) any // what is sent; nil: an empty object
	again bool                              // changes who asks: with a session or person of its own
}

func fixed(body any) func(*world, string) any { return func(*world, string) any { return body } }

func of(name string, value func(w *world) string) func(*world) map[string]string {
	return func(w *world) map[string]string { return map[string]string{name: value(w)} }
}

func id(value string) func(*world) map[string]string {
	return of("id", func(*world) string { return value })
}

var applicant = of("id", func(w *world) string { return w.applicant.String() })

func taxes(*world) string { return "tax" }

var target = of("id", func(w *world) string { return w.target().String() })

// recipes are of those routes that need more than an empty body and a ticket
// that its expert is at work on.
var recipes = map[string]recipe{
	"POST /customers": {again: true, body: func(*world, string) any {
		return obj{"email": newID().String() + "@example.org", "password": "correct horse"}
	}},
	"POST /sessions":           {body: fixed(obj{"email": canaryEmail, "password": "wrong horse"})},
	"DELETE /sessions/current": {again: true},
	"GET /set-up":              {query: []string{"?token=x"}},
	"POST /set-up":             {body: fixed(obj{"token": "x", "password": "correct horse"})},
	"PATCH /me":                {body: fixed(obj{"locale": "da"})},
	"PUT /me/profile": {again: true, body: func(_ *world, column string) any {
		if column == "other" { // an account keeps the e-mail it signs in with
			return obj{"name": "Cy Other", "emails": []string{"cy@example.org"}}
		}
		return obj{"name": "Somebody Else"}
	}},
	"POST /tickets": {body: func(*world, string) any { return obj{"id": newID(), "topic": "tax", "text": "How much?"} }},
	"GET /tickets": {query: []string{"?view=mine", "?view=offers", "?view=queue", "?view=all", "?view=all&state=open", "?view=all&state=resolved", "?view=all&topic=parking",
		"?view=all&q=" + canaryName, "?view=all&q=" + canaryOrder, "?view=all&q=" + staffWord, "?view=all&q=1001", "?view=all&limit=1", "?q=" + canaryEmail}},
	"GET /tickets/{number}/entries": {query: []string{"?after=2", "?last=200", "?last=2&before=5", "?after=0&limit=200"}},
	"POST /tickets/{number}/entries": {body: func(*world, string) any {
		return obj{"id": newID(), "kind": "message", "text": "I write " + quotable}
	}},
	"POST /tickets/{number}/claim":        {stage: "asked"},
	"POST /tickets/{number}/skip":         {stage: "asked"},
	"POST /tickets/{number}/escalate":     {body: fixed(obj{"reason": "stuck", "note": helpersWord + " " + everyCanary})},
	"POST /tickets/{number}/handback":     {stage: "assigned", body: fixed(obj{"note": helpersWord + " " + everyCanary})},
	"POST /tickets/{number}/assign":       {stage: "queued"},
	"POST /tickets/{number}/reopen":       {stage: "resolved"},
	"POST /tickets/{number}/rating":       {stage: "resolved", body: fixed(obj{"stars": 3, "tags": []string{canaryName}, "comment": everyCanary})},
	"POST /tickets/{number}/personal":     {stage: "assigned", body: fixed(obj{"reason": reasonWord + " " + everyCanary})},
	"POST /tickets/{number}/leak":         {body: fixed(obj{"entry": newID(), "note": everyCanary})},
	"POST /tickets/{number}/hide":         {body: fixed(obj{"entry": newID()})},
	"POST /tickets/{number}/release_held": {body: fixed(obj{"entry": newID()})},
	"POST /tickets/{number}/drop_held":    {body: fixed(obj{"entry": newID()})},
	"POST /tickets/{number}/describe":     {body: fixed(obj{"attachment": newID()})},
	"POST /tickets/{number}/mask":         {body: fixed(obj{"text": "I am " + everyCanary})},
	"POST /mask":                          {body: fixed(obj{"text": "How much?"})},
	"POST /mask-rules": {body: func(*world, string) any {
		return obj{"id": newID(), "name": "Cases", "kind": "order", "pattern": "ZZ-[0-9]{6}"}
	}},
	"PATCH /mask-rules/{id}":    {body: fixed(obj{"active": false})},
	"POST /mask-rules/try":      {body: fixed(obj{"kind": "order", "pattern": "ZZ-[0-9]{6}", "text": "ZZ-123456"})},
	"POST /mask-rules/proposal": {body: fixed(obj{"value": "ZZ-123456"})},
	"GET /customers":            {query: []string{"?q=" + canaryName, "?q=" + canaryEmail}},
	"PATCH /privacy":            {body: fixed(obj{"access_log_months": 24})},
	"POST /notifications/read":  {body: fixed(obj{"upto": 0})},
	"GET /people":               {query: []string{"?q=holder", "?role=expert", "?role=staff", "?q=holder@desk.example"}},
	"POST /people": {body: func(*world, string) any {
		return obj{"id": newID(), "role": "expert", "name": "New", "email": newID().String() + "@desk.example", "topics": []string{"parking"}}
	}},
	"PATCH /people/{id}":           {path: target, body: fixed(obj{"name": "Renamed"})},
	"POST /people/{id}/invitation": {path: target},
	"POST /topics": {body: func(*world, string) any {
		return obj{"id": "t" + newID().String()[24:], "names": obj{"en": "New"}, "policy": "staff_only", "team": "shop"}
	}},
	"PATCH /topics/{id}":                {path: id("tax"), body: fixed(obj{"position": 2})},
	"POST /teams":                       {body: func(*world, string) any { return obj{"id": "t" + newID().String()[24:], "name": "New"} }},
	"PATCH /teams/{id}":                 {path: id("shop"), body: fixed(obj{"name": "Shop"})},
	"POST /applications":                {body: func(*world, string) any { return applicationBodyOf("New") }},
	"PUT /me/application":               {body: fixed(obj{"introduction": "I park.", "topics": []string{"parking"}})},
	"POST /attempts":                    {body: func(*world, string) any { return obj{"id": newID(), "topic": "parking"} }},
	"PUT /attempts/{id}/answers":        {body: fixed(obj{"answers": []obj{}})},
	"GET /practice":                     {query: []string{"?topic=parking"}},
	"POST /practice/{id}/answer":        {body: func(*world, string) any { return obj{"id": newID(), "text": "So."} }},
	"GET /applications/{id}":            {path: applicant},
	"POST /applications/{id}/approve":   {path: applicant, body: fixed(obj{"topic": "parking"})},
	"POST /applications/{id}/decline":   {path: of("id", func(w *world) string { return w.applies(applicantWord).id.String() }), body: fixed(obj{"reason": "No."})},
	"PUT /lessons/{id}":                 {body: fixed(obj{"topic": "tax", "title": "New", "text": "Read this."})},
	"GET /tests/{topic}":                {path: of("topic", taxes)},
	"PUT /tests/{topic}":                {path: of("topic", taxes), body: fixed(testBody(obj{}))},
	"PUT /tests/{topic}/questions/{id}": {path: of("topic", taxes), body: fixed(obj{"kind": "short", "text": "Why?"})},
	"PUT /tests/{topic}/practice/{id}":  {path: of("topic", taxes), body: fixed(obj{"subject": "s", "text": "t", "sample": "a"})},
	"POST /expert-terms":                {body: fixed(obj{"texts": obj{"en": "Be kind."}})},
	"PUT /expert-page":                  {body: fixed(obj{"open": true, "about": obj{}, "earn": obj{}})},
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
		how.path = func(*world) map[string]string { return nil }
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
		path, body := fill(r.Path, number, how.path(w)), how.body(w, column)
		if r.Method == http.MethodGet {
			body = nil
		}
		before := 0
		if changes {
			before = w.written()
		}
		a := c.do(r.Method, path, body)
		got[i] = fmt.Sprint(a.status)
		if changes && a.status >= 400 && w.written() != before {
			t.Errorf("%s for %s: refused with %d, but something was written", name, column, a.status)
		}
		if changes && a.status < 300 {
			shared = 0 // the next one gets a ticket that this has not happened to
		}
		w.lookAt(t, name, column, a, (strings.HasSuffix(r.Path, "/personal") || name == "GET /applications/{id}") && a.status == http.StatusOK)
		for _, query := range how.query {
			w.lookAt(t, name+query, column, c.do(r.Method, path+query, body), false)
		}
		if onTicket && blind[column] {
			w.cannotTell(t, name, column, a, c.do(r.Method, fill(r.Path, 999_999, how.path(w)), how.body(w, column)))
		}
	}
	if want == nil || !slices.Equal(got, want) {
		t.Errorf("%s\n      %s\nwant  %s\ngot   %s", name, line("", columns), line(name, want), line(name, got))
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
	return own && (name == "GET /me" || name == "POST /sessions")
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
