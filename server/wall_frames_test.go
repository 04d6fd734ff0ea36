package server

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	ws "github.com/fasthttp/websocket"
)

// sources are this package's files but for its tests.
func sources(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var found []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, f)
	}
	return found
}

// casesOf are the texts that a function decides between.
func casesOf(t *testing.T, function string) (cases []string) {
	t.Helper()
	for _, f := range sources(t) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Name.Name != function || fn.Body == nil {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if c, ok := n.(*ast.CaseClause); ok {
					for _, e := range c.List {
						if text, ok := e.(*ast.BasicLit); ok && text.Kind == token.STRING {
							cases = append(cases, strings.Trim(text.Value, `"`))
						}
					}
				}
				return true
			})
		}
	}
	return cases
}

// sentFrames are the types of all frames that the server makes: every literal of
// a type called …Frame says its own.
func sentFrames(t *testing.T) (types []string) {
	t.Helper()
	for _, f := range sources(t) {
		ast.Inspect(f, func(n ast.Node) bool {
			c, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			name, ok := c.Type.(*ast.Ident)
			if !ok || !strings.HasSuffix(name.Name, "Frame") {
				return true
			}
			for _, e := range c.Elts {
				kv, ok := e.(*ast.KeyValueExpr)
				if !ok || fmt.Sprint(kv.Key) != "Type" {
					continue
				}
				if text, ok := kv.Value.(*ast.BasicLit); ok {
					if kind := strings.Trim(text.Value, `"`); !slices.Contains(types, kind) {
						types = append(types, kind)
					}
				}
			}
			return true
		})
	}
	return types
}

// frameRecipes are frames that need more than their type and a ticket. An act is
// sent what the route that does the same is sent.
var frameRecipes = map[string]struct {
	stage string
	more  func(w *world, column string, number int64) any
}{
	"post":     {"", fixed(obj{"kind": "message", "text": "I write " + quotable})},
	"read":     {"", fixed(obj{"seq": 2})},
	"act rate": {"resolved", fixed(obj{"stars": 3, "comment": everyCanary})},
}

// frameOf is how a frame is sent so that it would succeed for whom it is meant.
func (w *world) frameOf(name, column string, number func(stage string) int64) (int64, obj) {
	how := frameRecipes[name]
	if act, ok := strings.CutPrefix(name, "act "); ok && how.more == nil {
		route := recipes["POST /tickets/{number}/"+act]
		how.stage, how.more = route.stage, route.body
	}
	n := number(how.stage)
	switch {
	case name == "available": // a stranger who were available would be offered the tickets
		return n, obj{"on": column != "stranger"}
	case how.more == nil:
		return n, nil
	}
	return n, how.more(w, column, n).(obj)
}

// framesIn are all that a client may send, acts by name.
func framesIn(t *testing.T) (names []string) {
	t.Helper()
	for _, kind := range casesOf(t, "do") {
		if kind != "act" {
			names = append(names, kind)
		}
	}
	for _, act := range casesOf(t, "actOf") {
		names = append(names, "act "+act)
	}
	return names
}

// Every frame, from everybody: an answer like that of the route that does the
// same, and for who may not know of a ticket the same as if it were not there.
func TestWallEveryFrameFromEverybody(t *testing.T) {
	w := newWorld(t)
	rows, names := table(t, "wall_frames_in.txt"), framesIn(t)
	if len(names) < 15 {
		t.Fatalf("only %v found", names)
	}
	sure(t, "wall_frames_in.txt", rows, names)
	sockets := map[string]*talker{}
	for _, column := range columns[1:] {
		sockets[column] = w.who[column].live()
	}
	for _, name := range names {
		before := map[string]int{}
		for column, s := range sockets {
			before[column] = s.count()
		}
		w.tryFrame(t, name, sockets, rows[name])
		for column, s := range sockets {
			opened := name == "act hide" && (column == "staff" || column == "admin")
			if found := leaks(column, s.since(before[column]), opened); len(found) > 0 {
				t.Errorf("%s: a frame shows %s: %v", name, column, found)
			}
		}
	}
}

// everything is all that came.
func (t *talker) everything() string { return t.since(0) }

func (t *talker) since(from int) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return jsonText(t.frames[from:])
}

func (w *world) tryFrame(t *testing.T, name string, sockets map[string]*talker, want []string) {
	got := make([]string, len(columns))
	got[0] = w.unsigned(name)
	peer := recipes["POST /tickets/{number}/"+strings.TrimPrefix(name, "act ")].peer
	var shared, offered int64
	for i, column := range columns[1:] {
		keep := &shared
		if column == "offered" {
			keep = &offered
		}
		number, more := w.frameOf(name, column, func(stage string) int64 {
			if *keep == 0 {
				*keep = w.ticket(column, stage)
			}
			return *keep
		})
		s := sockets[column]
		watching := column == "holder" && (name == "typing" || name == "read")
		if watching {
			s.watch(number, 0)
			w.eventually("it is watched", func() bool { return s.answered("watching", number) != "" })
		}
		answer := s.asks(name, number, more)
		got[i+1] = answer
		if answer == "ack" {
			shared = 0
		}
		if blind[column] && column != peer {
			if not := s.asks(name, 999_999, more); not != answer {
				t.Errorf("%s: %s can tell a ticket that is there (%s) from one that is not (%s)", name, column, answer, not)
			}
		}
	}
	if want == nil || !slices.Equal(got, want) {
		t.Errorf("%s\n      %s\nwant  %s\ngot   %s", name, line("", columns), line(name, want), line(name, got))
	}
}

// unsigned sends a frame before saying who one is.
func (w *world) unsigned(name string) string {
	s := w.dial("?auth=token", nil)
	kind, act, _ := strings.Cut(name, " ")
	_ = s.conn.WriteJSON(obj{"type": kind, "act": act, "ticket": 1001, "id": newID(), "token": "nonsense"})
	w.eventually("the connection is closed", func() bool { return s.closedWith() != 0 })
	if s.closedWith() != closeNoAuth {
		return fmt.Sprint(s.closedWith())
	}
	return "closed"
}

// asks sends a frame and gives the type of what is answered to it, or the code
// of the error: "-" where nothing is to be answered.
func (t *talker) asks(name string, ticket int64, more obj) string {
	t.h.t.Helper()
	kind, act, _ := strings.Cut(name, " ")
	id := newID().String()
	frame := obj{"type": kind, "ticket": ticket, "id": id}
	if act != "" {
		frame["act"] = act
	}
	for k, v := range more {
		frame[k] = v
	}
	from, pongs := t.count(), len(t.all("pong"))
	t.send(frame)
	if slices.Contains([]string{"unwatch", "typing", "read", "auth"}, kind) { // answered in order, if at all
		t.send(obj{"type": "ping"})
		t.h.eventually("the next frame is answered", func() bool { return len(t.all("pong")) > pongs })
	}
	answer := ""
	t.h.eventually(name+" is answered", func() bool { answer = t.answerTo(kind, id, ticket, from); return answer != "" })
	return answer
}

func (t *talker) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.frames)
}

func (t *talker) answerTo(kind, id string, ticket int64, from int) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.frames[from:] {
		switch {
		case f["type"] == "error" && (f["id"] == id || kind == "available"):
			return f["code"].(string)
		case f["type"] == "ack" && f["id"] == id:
			return "ack"
		case f["type"] == "watching" && kind == "watch" && f["ticket"] == float64(ticket):
			return "watching"
		case f["type"] == "presence" && kind == "available":
			return "presence"
		case f["type"] == "pong":
			return map[bool]string{true: "pong", false: "-"}[kind == "ping"]
		}
	}
	return ""
}

// answered is whether a frame of this type came for a ticket.
func (t *talker) answered(kind string, ticket int64) string {
	for _, f := range t.all(kind) {
		if f["ticket"] == float64(ticket) {
			return kind
		}
	}
	return ""
}

// watched is how often asking to watch a ticket was answered, with yes or no.
func (t *talker) watched(ticket int64) (n int) {
	for _, f := range append(t.all("watching"), t.all("error")...) {
		if f["ticket"] == float64(ticket) {
			n++
		}
	}
	return n
}

// What everybody is sent while a ticket goes its way, all watching what they can:
// the types are those of the table, and nothing in them is not theirs.
func TestWallEveryFrameToEverybody(t *testing.T) {
	w := newWorld(t)
	rows, types := table(t, "wall_frames_out.txt"), sentFrames(t)
	if len(types) < 12 {
		t.Fatalf("only %v found", types)
	}
	sure(t, "wall_frames_out.txt", rows, types)
	sockets := map[string]*talker{}
	for _, column := range columns[1:] {
		sockets[column] = w.who[column].live()
		sockets[column].send(obj{"type": "ping"})
	}
	for _, column := range []string{"holder", "offered", "past"} {
		sockets[column].send(obj{"type": "available", "on": true})
		sockets[column].wait("presence")
	}
	n := w.wholeStory(sockets)
	for _, kind := range types {
		got := []string{"-"}
		for _, column := range columns[1:] {
			got = append(got, map[bool]string{true: "yes", false: "-"}[len(sockets[column].all(kind)) > 0])
		}
		for i, cell := range rows[kind] {
			if cell == "?" {
				got[i] = cell
			}
		}
		if !slices.Equal(got, rows[kind]) {
			t.Errorf("%s\n      %s\nwant  %s\ngot   %s", kind, line("", columns), line(kind, rows[kind]), line(kind, got))
		}
	}
	for column, s := range sockets {
		opened := column == "staff"
		if found := leaks(column, s.everything(), opened); len(found) > 0 {
			t.Errorf("a frame shows %s: %v", column, found)
		}
		if blind[column] {
			for _, f := range s.of(n) {
				if f["type"] != "error" && f["type"] != "unwatched" {
					t.Errorf("%s should not hear of the ticket: %v", column, f)
				}
			}
		}
	}
}

// of are the frames that speak of a ticket, rows of lists among them.
func (t *talker) of(ticket int64) (found []obj) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.frames {
		row, _ := f["ticket"].(obj)
		note, _ := f["notification"].(obj)
		if f["ticket"] == float64(ticket) || row["number"] == float64(ticket) || note["ticket"] == float64(ticket) {
			found = append(found, f)
		}
	}
	return found
}

// wholeStory lets everything happen to a ticket once, with everybody trying to
// watch at every turn.
func (w *world) wholeStory(sockets map[string]*talker) int64 {
	w.t.Helper()
	n := w.asked()
	all := func() {
		before := map[string]int{}
		for _, column := range columns[1:] {
			before[column] = sockets[column].watched(n)
			sockets[column].watch(n, 0)
		}
		for _, column := range columns[1:] {
			s := sockets[column]
			pongs := len(s.all("pong"))
			s.send(obj{"type": "ping"})
			w.eventually(column+" is answered", func() bool {
				return len(s.all("pong")) > pongs && s.watched(n) > before[column]
			})
		}
	}
	hears := func(column, kind string) {
		w.eventually(column+" gets "+kind, func() bool { return len(sockets[column].all(kind)) > 0 })
	}
	hears("past", "offer")
	all()
	w.who["past"].post(at(n, "claim"), nil).want(http.StatusOK)
	hears("offered", "offer_gone")
	hears("offered", "unwatched")
	hears("past", "ticket")
	hears("past", "viewing")
	w.who["past"].post(at(n, "release"), obj{"note": helpersWord + " they are " + everyCanary}).want(http.StatusOK)
	w.here()
	w.deal(n)
	hears("past", "unwatched")
	w.who["holder"].post(at(n, "claim"), nil).want(http.StatusOK)
	hears("holder", "ticket")
	all()
	for _, column := range []string{"owner", "holder", "staff"} {
		sockets[column].send(obj{"type": "typing", "ticket": n})
		sockets[column].send(obj{"type": "read", "ticket": n, "seq": 2})
	}
	for _, column := range []string{"owner", "holder", "staff", "admin"} {
		hears(column, "typing")
		hears(column, "read")
		if column != "owner" {
			hears(column, "viewing")
		}
	}
	sockets["holder"].says(n, "You wrote "+quotable)
	sockets["owner"].says(n, "Yes: "+everyCanary)
	hears("holder", "ack")
	hears("owner", "ack")
	w.note(n, "staff", staffWord+" they are "+everyCanary, "staff")
	w.who["holder"].post(at(n, "escalate"), obj{"reason": "stuck", "note": helpersWord + " " + everyCanary}).want(http.StatusOK)
	hears("holder", "unwatched")
	w.who["staff"].post(at(n, "assign"), nil).want(http.StatusOK)
	w.who["staff"].post(at(n, "personal"), obj{"reason": reasonWord + " " + everyCanary}).want(http.StatusOK)
	sockets["staff"].says(n, "Dear "+everyCanary)
	hears("staff", "ack")
	w.who["owner"].says(n, "Thanks "+everyCanary).want(http.StatusCreated)
	all()
	w.who["staff"].post(at(n, "resolve"), nil).want(http.StatusOK)
	w.who["owner"].post(at(n, "rating"), obj{"stars": 2, "tags": []string{canaryName}, "comment": everyCanary}).want(http.StatusOK)
	w.work()
	hears("holder", "offer_gone")
	for _, column := range []string{"owner", "staff"} {
		hears(column, "notification")
	}
	for _, column := range []string{"owner", "staff", "admin"} {
		hears(column, "ticket")
	}
	all()
	return n
}

// socketOrigins: a cookie opens no socket from another site's page, whatever it says of itself.
func (w *world) socketOrigins(t *testing.T) {
	address := "ws" + strings.TrimPrefix(w.url, "http") + "/api/v1/live"
	for name, header := range map[string]http.Header{
		"no origin": {}, "null": {"Origin": {"null"}}, "another host": {"Origin": {"https://evil.example"}},
		"a longer host": {"Origin": {w.url + ".evil.example"}}, "another port": {"Origin": {"http://127.0.0.1:1"}}, "our host as user": {"Origin": {strings.Replace(w.url, "://", "://x.example@", 1) + ".evil.example"}},
	} {
		header.Set("Cookie", sessionCookie+"="+w.who["holder"].token)
		conn, r, err := ws.DefaultDialer.Dial(address, header)
		if err == nil {
			_ = conn.Close()
			t.Errorf("%s: a cookie opens a socket", name)
		} else if r == nil || r.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, query := range []string{"?auth=token", "?auth=token&token=" + w.who["holder"].token} { // the token in the address counts for nothing
		s := w.dial(query, http.Header{"Cookie": {sessionCookie + "=" + w.who["holder"].token}})
		s.send(obj{"type": "watch", "ticket": 1001})
		w.eventually("the connection is closed", func() bool { return s.closedWith() == closeNoAuth })
	}
}
