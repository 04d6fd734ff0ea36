package server

import (
	"context"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	ws "github.com/fasthttp/websocket"
	"github.com/google/uuid"

	"kontor/internal/testkit"
	"kontor/people"
	"kontor/tickets"
)

// talker is a program on the socket: it sends frames and gathers what comes.
type talker struct {
	h    *house
	conn *ws.Conn

	mu     sync.Mutex
	frames []obj
	closed int // close code, 0: open
	done   chan struct{}
}

// live connects as this person with a token in the first frame.
func (c *client) live() *talker {
	c.h.t.Helper()
	t := c.h.dial("?auth=token", nil)
	t.send(obj{"type": "auth", "token": c.token})
	t.wait("hello")
	return t
}

func (h *house) dial(query string, header http.Header) *talker {
	h.t.Helper()
	conn, _, err := ws.DefaultDialer.Dial("ws"+strings.TrimPrefix(h.url, "http")+"/api/v1/live"+query, header)
	h.must(err)
	t := &talker{h: h, conn: conn, done: make(chan struct{})}
	go t.listen()
	h.t.Cleanup(t.hangUp)
	return t
}

func (t *talker) hangUp() {
	t.conn.Close()
	<-t.done
}

func (t *talker) listen() {
	defer close(t.done)
	for {
		_, raw, err := t.conn.ReadMessage()
		if err != nil {
			t.mu.Lock()
			t.closed = -1
			if e, ok := err.(*ws.CloseError); ok {
				t.closed = e.Code
			}
			t.mu.Unlock()
			return
		}
		var f obj
		if json.Unmarshal(raw, &f) == nil {
			t.mu.Lock()
			t.frames = append(t.frames, f)
			t.mu.Unlock()
		}
	}
}

func (t *talker) send(frame obj) {
	t.h.t.Helper()
	t.h.must(t.conn.WriteJSON(frame))
}

// all are the frames of a type so far.
func (t *talker) all(kind string) []obj {
	t.mu.Lock()
	defer t.mu.Unlock()
	var found []obj
	for _, f := range t.frames {
		if f["type"] == kind {
			found = append(found, f)
		}
	}
	return found
}

// wait gives the first frame of a type once it is there.
func (t *talker) wait(kind string) obj {
	t.h.t.Helper()
	t.h.eventually("a frame "+kind+" comes", func() bool { return len(t.all(kind)) > 0 })
	return t.all(kind)[0]
}

func (t *talker) closedWith() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.closed
}

func (t *talker) watch(ticket, after int64) {
	t.send(obj{"type": "watch", "ticket": ticket, "after": after})
}

func (t *talker) says(ticket int64, text string) uuid.UUID {
	id := newID()
	t.send(obj{"type": "post", "id": id, "ticket": ticket, "kind": "message", "text": text})
	return id
}

// numbers are the sequence numbers of the entries received.
func (t *talker) numbers() []int64 {
	var numbers []int64
	for _, f := range t.all("entry") {
		numbers = append(numbers, int64(f["entry"].(obj)["seq"].(float64)))
	}
	return numbers
}

// readTo is how far somebody has read, as told last.
func (t *talker) readTo(who *client) int {
	for _, f := range slices.Backward(t.all("read")) {
		if f["person"] == who.id.String() {
			return int(f["seq"].(float64))
		}
	}
	return 0
}

// counts waits until n entries came and checks that each came once, in order,
// from the first one on.
func (t *talker) counts(n int, from int64) {
	t.h.t.Helper()
	t.h.eventually("all entries come", func() bool { return len(t.numbers()) >= n })
	want := make([]int64, n)
	for i := range want {
		want[i] = from + int64(i)
	}
	if got := t.numbers(); !slices.Equal(got, want) {
		t.h.t.Fatalf("entries %v, want %v", got, want)
	}
}

func TestLiveMainJob(t *testing.T) {
	h := open(t)
	ann, otter, lind := h.visitor("Ann Olsen", "ann@example.org"), h.helper(people.RoleExpert, "Otter"), h.helper(people.RoleStaff, "Lind")
	expert := otter.live()
	expert.send(obj{"type": "available", "on": true})
	if p := expert.wait("presence"); p["available"] != true {
		t.Fatalf("presence %v", p)
	}
	n := ann.opens("parking", "I am Ann Olsen, where is my permit?")
	h.work()
	offer := expert.wait("offer")
	if offer["ticket"] != float64(n) || offer["topic_name"] != "Parking" || strings.Contains(jsonText(offer), "Olsen") || offer["expires_at"] == nil {
		t.Fatalf("offer %v", offer)
	}
	claim := newID()
	expert.send(obj{"type": "act", "id": claim, "ticket": n, "act": "claim"})
	if ack := expert.wait("ack"); ack["id"] != claim.String() || ack["seq"].(float64) == 0 {
		t.Fatalf("ack %v", ack)
	}
	if gone := expert.wait("offer_gone"); gone["reason"] != "claimed" {
		t.Fatalf("offer_gone %v", gone)
	}
	customer := ann.live()
	customer.watch(n, 0)
	expert.watch(n, 0)
	customer.wait("watching")
	expert.wait("watching")
	expert.send(obj{"type": "typing", "ticket": n})
	customer.wait("typing")
	expert.says(n, "On which street?")
	h.eventually("the answer arrives", func() bool { return strings.Contains(jsonText(customer.all("entry")), "On which street?") })
	head := len(customer.numbers())
	customer.send(obj{"type": "read", "ticket": n, "seq": head})
	h.eventually("the expert sees how far the customer has read", func() bool { return expert.readTo(ann) == len(expert.numbers()) })
	again := otter.live() // the mark is known to whoever comes later, before it is written
	again.watch(n, 0)
	h.eventually("the mark is told again", func() bool { return again.readTo(ann) == len(expert.numbers()) })
	expert.send(obj{"type": "act", "id": newID(), "ticket": n, "act": "escalate", "reason": "stuck", "note": "tried the street list"})
	if end := expert.wait("unwatched"); end["ticket"] != float64(n) {
		t.Fatalf("unwatched %v", end)
	}
	before := len(expert.numbers())
	staff := lind.live()
	staff.watch(n, 0)
	staff.wait("watching")
	if strings.Contains(jsonText(staff.all("entry")), "Olsen") {
		t.Fatal("staff read personal data before opening it")
	}
	lind.post(at(n, "personal"), nil).want(http.StatusOK)
	lind.post(at(n, "assign"), nil).want(http.StatusOK)
	customer.says(n, "It is me, Ann Olsen")
	h.eventually("staff read the personal text live", func() bool {
		for _, f := range staff.all("entry") {
			e := f["entry"].(obj)
			if e["text"] == "It is me, [name 1]" && jsonText(e["personal"]) == `{"text":"It is me, Ann Olsen"}` {
				return true
			}
		}
		return false
	})
	if len(expert.numbers()) != before {
		t.Fatal("the expert reads on after escalating")
	}
	for _, numbers := range [][]int64{customer.numbers(), staff.numbers()} {
		if !slices.Equal(numbers, seqs(len(numbers))) {
			t.Fatalf("a stream with holes: %v", numbers)
		}
	}
}

func seqs(n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = int64(i + 1)
	}
	return out
}

func TestEachWatcherGetsEachEntryOnceInOrder(t *testing.T) {
	h := open(t)
	ann, otter := h.visitor("", ""), h.expert("Otter")
	n := ann.opens("parking", "hello") // 1, 2
	h.work()
	otter.post(at(n, "claim"), nil).want(http.StatusOK)
	posters := []*talker{ann.live(), ann.live(), otter.live()}
	const each = 60
	var wg sync.WaitGroup
	for _, p := range posters {
		wg.Go(func() {
			for range each {
				p.says(n, "words")
			}
		})
	}
	var watchers []*talker
	for range 8 { // while the posts go on
		w := ann.live()
		w.watch(n, 0)
		watchers = append(watchers, w)
	}
	wg.Wait()
	for _, p := range posters {
		h.eventually("all posts are acknowledged", func() bool { return len(p.all("ack")) == each })
	}
	total := 3 + each*len(posters)
	for _, w := range watchers {
		w.counts(total, 1)
	}
	late := ann.live()
	late.watch(n, int64(total-5))
	late.counts(5, int64(total-4))
}

// Rings may be lost, doubled or late; the sweep finds what nobody rang for.
func TestLostAndFalseRings(t *testing.T) {
	h := open(t)
	ann := h.visitor("", "")
	n := ann.opens("parking", "hello")
	w := ann.live()
	w.watch(n, 0)
	w.counts(2, 1)
	silent := tickets.NewDesk(h.db.App, h.db.Expert, h.register, h.presence, tickets.NewBell(testkit.Redis(t), slog.New(slog.DiscardHandler)), h.clock)
	h.background(silent.Run)
	p, err := h.register.ByToken(context.Background(), ann.token)
	h.must(err)
	for range 3 {
		_, err := silent.Do(context.Background(), tickets.Order{Ticket: n, By: p}, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "unheard"}})
		h.must(err)
	}
	for range 20 {
		h.bell.Ring(tickets.Ring{Tickets: []int64{n, n, 999_999}})
	}
	w.counts(5, 1)
}

func TestSameIDSameAck(t *testing.T) {
	h := open(t)
	ann, bob := h.visitor("", ""), h.visitor("", "")
	n, m := ann.opens("parking", "hello"), bob.opens("parking", "hello")
	s, id := ann.live(), newID()
	for range 3 {
		s.send(obj{"type": "post", "id": id, "ticket": n, "text": "once"})
	}
	h.eventually("three answers come", func() bool { return len(s.all("ack")) == 3 })
	for _, ack := range s.all("ack") {
		if ack["seq"] != s.all("ack")[0]["seq"] {
			t.Fatalf("acks differ: %v", s.all("ack"))
		}
	}
	if got := h.count(`SELECT count(*) FROM desk.entries WHERE id = $1`, id); got != 1 {
		t.Fatalf("written %d times", got)
	}
	s.send(obj{"type": "post", "id": newID(), "ticket": m, "text": "not mine"})
	if e := s.wait("error"); e["code"] != "not_found" {
		t.Fatalf("a stranger's ticket: %v", e)
	}
}

func TestGarbageOnTheSocket(t *testing.T) {
	h := open(t)
	ann := h.visitor("", "")
	n := ann.opens("parking", "hello")
	good, bad := ann.live(), ann.live()
	good.watch(n, 0)
	before := h.written()
	for _, frame := range []string{`{`, `[]`, `"x"`, `{"type":"sesame-open"}`, `{"type":"watch","ticket":"sesame"}`, `{"type":"watch","ticket":1}`,
		`{"type":"post","ticket":` + jsonText(n) + `,"id":"sesame","text":"x"}`, `{"type":"post","ticket":` + jsonText(n) + `,"id":"` + newID().String() + `","text":""}`,
		`{"type":"post","ticket":` + jsonText(n) + `,"id":"` + newID().String() + `","text":"a\u0000sesame"}`, "{\"type\":\"post\",\"text\":\"\xff\xfe\"}",
		`{"type":"act","act":"sesame","ticket":` + jsonText(n) + `}`, `{"type":"act","act":"claim","ticket":` + jsonText(n) + `}`,
		`{"type":"post","kind":"sesame","ticket":` + jsonText(n) + `,"id":"` + newID().String() + `","text":"x"}`,
		`{"type":"post","ticket":` + jsonText(n) + `,"id":"` + newID().String() + `","text":"` + strings.Repeat("x", 33_000) + `"}`,
	} {
		had := len(bad.all("error"))
		h.must(bad.conn.WriteMessage(ws.TextMessage, []byte(frame)))
		h.eventually("an error frame comes for "+frame[:min(40, len(frame))], func() bool { return len(bad.all("error")) > had })
	}
	if raw := jsonText(bad.all("error")); strings.Contains(raw, "sesame") {
		t.Fatalf("what was sent comes back: %s", raw)
	}
	_ = bad.conn.WriteMessage(ws.TextMessage, []byte(`{"type":"post","text":"`+strings.Repeat("x", 10<<20)+`"}`))
	h.eventually("a frame of 10 MB ends the connection", func() bool { return bad.closedWith() == closeTooLarge })
	if !strings.Contains(jsonText(bad.all("error")), "too large") {
		t.Fatal("nothing was said of the size")
	}
	if h.written() != before {
		t.Fatal("garbage left something behind")
	}
	good.says(n, "still here")
	good.counts(3, 1)
}

func TestWhoDoesNotSignInIsClosed(t *testing.T) {
	h := open(t)
	for _, first := range []obj{{"type": "auth", "token": "nonsense"}, {"type": "watch", "ticket": 1}} {
		s := h.dial("?auth=token", nil)
		s.send(first)
		h.eventually("the connection is closed", func() bool { return s.closedWith() == closeNoAuth })
	}
	otter := h.helper(people.RoleExpert, "Otter")
	cookie := http.Header{"Cookie": {sessionCookie + "=" + otter.token}}
	if _, r, err := ws.DefaultDialer.Dial("ws"+strings.TrimPrefix(h.url, "http")+"/api/v1/live", cookie); err == nil || r.StatusCode != http.StatusForbidden {
		t.Fatalf("a cookie without an origin: %v", err)
	}
	cookie.Set("Origin", "https://evil.example")
	if _, r, err := ws.DefaultDialer.Dial("ws"+strings.TrimPrefix(h.url, "http")+"/api/v1/live", cookie); err == nil || r.StatusCode != http.StatusForbidden {
		t.Fatalf("a cookie from another origin: %v", err)
	}
	cookie.Set("Origin", h.url)
	h.dial("", cookie).wait("hello")
	h.dial("", http.Header{"Authorization": {"Bearer " + otter.token}}).wait("hello")
}

// A client that never reads is closed; the others notice nothing, and it
// resumes with its cursor.
func TestSlowReaderIsClosed(t *testing.T) {
	h := open(t)
	ann := h.visitor("", "")
	n := ann.opens("parking", "hello")
	slow, _, err := ws.DefaultDialer.Dial("ws"+strings.TrimPrefix(h.url, "http")+"/api/v1/live?auth=token", nil)
	h.must(err)
	defer slow.Close()
	_ = slow.UnderlyingConn().(*net.TCPConn).SetReadBuffer(4096)
	h.must(slow.WriteJSON(obj{"type": "auth", "token": ann.token}))
	h.must(slow.WriteJSON(obj{"type": "watch", "ticket": n, "after": 0}))
	quick := ann.live()
	quick.watch(n, 0)
	h.eventually("both watch", func() bool { return len(h.server.live.allSockets()) == 2 })
	for i := 3; len(h.server.live.allSockets()) == 2; i++ {
		quick.says(n, strings.Repeat("long words ", 2900))
		h.eventually("the quick one has it", func() bool { return len(quick.numbers()) == i })
	}
	again := ann.live()
	again.watch(n, 0)
	again.counts(len(quick.numbers()), 1)
}

func TestDrainSendsEverybodyAway(t *testing.T) {
	h := open(t)
	s := h.visitor("", "").live()
	h.stop()
	<-s.done
	if s.closedWith() != closeRestart {
		t.Fatalf("closed with %d", s.closedWith())
	}
}

func TestSignedOutEndsTheConnection(t *testing.T) {
	h := open(t)
	otter := h.helper(people.RoleExpert, "Otter")
	s := otter.live()
	otter.do("DELETE", "/sessions/current", nil).want(http.StatusNoContent)
	h.eventually("the connection ends", func() bool { return s.closedWith() == closeNoAuth })
}

func TestNotificationsAndRowsArriveLive(t *testing.T) {
	h := open(t)
	ann, lind := h.visitor("", ""), h.helper(people.RoleStaff, "Lind")
	staff, customer := lind.live(), ann.live()
	n := ann.opens("tax", "hello")
	row := staff.wait("ticket")["ticket"].(obj)
	if row["number"] != float64(n) || row["tier"] != "staff" {
		t.Fatalf("row %v", row)
	}
	lind.post(at(n, "assign"), nil).want(http.StatusOK)
	h.work()
	if note := customer.wait("notification")["notification"].(obj); note["kind"] != "assigned" || note["ticket"] != float64(n) {
		t.Fatalf("notification %v", note)
	}
}
