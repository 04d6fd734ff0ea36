package server

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/people"
	"kontor/tickets"
)

// What no rule finds, so that it must be marked. The word stands for a secret.
const slip = "quenzibar"

// reads is everything that somebody can ask the API for about a ticket.
func (c *client) reads(number int64) string {
	c.h.t.Helper()
	all := ""
	for _, path := range []string{
		at(number, ""), at(number, "entries"), at(number, "entries") + "?last=50", "/tickets?view=mine", "/tickets?view=all", "/tickets?view=offers",
		"/tickets?view=all&q=" + slip, "/notifications", "/me/counts",
	} {
		all += c.get(path).raw
	}
	return all
}

// expertRows is all that PostgreSQL gives an expert of the desk.
func (h *house) expertRows(expert *client) string {
	h.t.Helper()
	tx, err := h.db.Expert.BeginTxx(context.Background(), nil)
	h.must(err)
	defer tx.Rollback()
	_, err = tx.Exec(`SELECT set_config('kontor.experts', $1, true)`, expert.id.String())
	h.must(err)
	var rows []string
	for _, query := range []string{
		`SELECT (text, data)::text FROM desk.entries`, `SELECT (subject, excerpt, fields)::text FROM desk.tickets`,
		`SELECT (snapshot)::text FROM desk.grants WHERE snapshot IS NOT NULL`, `SELECT words::text FROM desk.search_window`,
		`SELECT (comment, tags)::text FROM desk.ratings`, `SELECT n::text FROM desk.notifications n`,
	} {
		h.must(sqlx.Select(tx, &rows, query))
		if text := strings.Join(rows, "\n"); strings.Contains(strings.ToLower(text), strings.ToLower(slip)) {
			return query + ": " + text
		}
	}
	return ""
}

func (c *client) sees(number int64, word string) bool {
	c.h.t.Helper()
	return strings.Contains(strings.ToLower(c.reads(number)), strings.ToLower(word))
}

// Once a leak is marked no expert finds a trace of it: not who has the ticket, not
// whom it is or was offered, not who had it before.
func TestLeakLeavesNoTrace(t *testing.T) {
	h := open(t)
	otter, magpie, lind := h.expert("Otter"), h.expert("Magpie"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann Olsen", "ann.olsen@example.org")
	text := "I am the one they call " + slip + " of the harbour\nann.olsen@example.org knows"
	id := newID()
	number := int64(ann.post("/tickets", obj{"id": id, "topic": "parking", "text": text}).want(http.StatusCreated).number("number"))
	h.work()
	watching := magpie.live()
	watching.send(obj{"type": "available", "on": true})
	h.eventually("magpie is offered the ticket", func() bool { return len(watching.all("offer")) > 0 })
	for who, c := range map[string]*client{"otter": otter, "magpie": magpie, "lind": lind, "ann": ann} {
		if !c.sees(number, slip) {
			t.Fatalf("%s should see the text before it is marked", who)
		}
	}
	leak := obj{"id": newID(), "entry": id, "note": "my nickname"}
	otter.post(at(number, "leak"), leak).want(http.StatusOK)
	otter.post(at(number, "leak"), leak).want(http.StatusOK) // the same again
	ann.post(at(number, "leak"), obj{"entry": id}).want(http.StatusConflict)
	for who, c := range map[string]*client{"otter": otter, "magpie": magpie, "lind": lind} {
		if c.sees(number, slip) {
			t.Errorf("%s still finds the text: %s", who, c.reads(number))
		}
	}
	h.eventually("the offer on magpie's screen is replaced", func() bool {
		offers := watching.all("offer")
		last := offers[len(offers)-1]
		return last["subject"] == "[hidden]" && last["excerpt"] == "[hidden]"
	})
	if found := h.expertRows(otter) + h.expertRows(magpie); found != "" {
		t.Error(found)
	}
	otter.post(at(number, "claim"), nil).want(http.StatusOK).is("subject", "[hidden]")
	otter.get(at(number, "entries")).is("items.1.text", "[hidden]").is("items.3.data.event", "amended").is("items.3.data.reason", "leak").
		is("items.3.data.entry", id).is("items.3.data.text", "[hidden]")
	own := ann.get(at(number, "entries")).is("items.1.text", text).is("items.2.data.event", "amended").is("items.2.data.text", nil)
	if strings.Contains(own.raw, "[hidden]") {
		t.Error("the customer reads how others read their words")
	}
	ann.get(at(number, "")).is("subject", "I am the one they call "+slip+" of the harbour")

	lind.get("/tickets?view=flagged").want(http.StatusOK).is("items.0.number", number).is("items.0.flags.0.kind", "leak").is("items.0.flags.0.entry", id)
	lind.get("/me/counts").is("flagged", 1)
	lind.get("/notifications").is("items.0.kind", "leak").is("items.0.ticket", number)
	otter.get("/tickets?view=flagged").want(http.StatusUnprocessableEntity)

	spans := []obj{{"start": strings.Index(text, slip), "end": strings.Index(text, slip) + len(slip), "kind": "name"}}
	hide := obj{"id": newID(), "entry": id, "spans": spans}
	lind.post(at(number, "hide"), hide).want(http.StatusConflict)
	lind.post(at(number, "personal"), obj{}).want(http.StatusOK).is("entries.1.personal", nil)
	lind.post(at(number, "hide"), hide).want(http.StatusOK).is("flags", []any{})
	lind.get(at(number, "entries")).is("items.1.text", "I am the one they call [name 2] of the harbour\n[e-mail 1] knows").is("items.1.personal.text", text)
	otter.get(at(number, "")).is("subject", "I am the one they call [name 2] of the harbour")
	lind.get("/tickets?view=flagged").is("items", []any{})
	if otter.sees(number, slip) || h.expertRows(otter)+h.expertRows(magpie) != "" {
		t.Error("the masked text shows what staff hid")
	}
	if h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'text_hidden' AND person = $1 AND target = $2`, lind.id, id.String()) != 1 {
		t.Error("the audit log does not say who hid what")
	}
	h.work()
	if h.count(`SELECT count(*) FROM desk.search WHERE words::text LIKE '%quenz%'`) != 0 {
		t.Error("the word is still searched for")
	}
}

// A text in which nothing was masked is sealed before another one takes its
// place, and the fan-out that has read the old text writes nothing of it.
func TestLeakOfWhatWasNeverMasked(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann", "")
	number := ann.helpedBy(otter, "Where is zone 4?")
	said := otter.says(number, "they call you "+slip).want(http.StatusCreated).text("id")
	ann.get(at(number, "")).is("excerpt", "they call you "+slip)
	if h.count(`SELECT count(*) FROM vault.bodies WHERE id = $1`, said) != 0 {
		t.Fatal("nothing was masked, but an original is kept")
	}
	ann.post(at(number, "leak"), obj{"entry": said}).want(http.StatusOK).is("excerpt", "[hidden]")
	ann.get(at(number, "entries")).is("items.3.text", "they call you "+slip)
	h.work()
	if otter.sees(number, slip) || h.expertRows(otter) != "" {
		t.Errorf("the expert still finds it: %s", h.expertRows(otter))
	}
	lind.post(at(number, "personal"), obj{}).want(http.StatusOK)
	lind.get(at(number, "entries")).is("items.4.personal.text", "they call you "+slip).is("items.4.text", "[hidden]")
	lind.post(at(number, "hide"), obj{"entry": said}).want(http.StatusOK) // a false alarm
	otter.get(at(number, "entries")).is("items.4.text", "they call you "+slip)
}

// Who may not read an entry cannot mark it, nor learn that it is there.
func TestLeakOfWhatOneMayNotRead(t *testing.T) {
	h := open(t)
	otter, magpie, lind := h.expert("Otter"), h.helper(people.RoleExpert, "Magpie"), h.helper(people.RoleStaff, "Lind")
	ann, bo := h.visitor("Ann", ""), h.visitor("Bo", "")
	number := ann.helpedBy(otter, "Where is zone 4?")
	note := lind.post(at(number, "entries"), obj{"id": newID(), "kind": "note", "text": "for staff"}).want(http.StatusCreated).text("id")
	said := ann.get(at(number, "entries")).text("items.1.id")
	before := h.written()
	for _, c := range []*client{otter, ann} {
		c.post(at(number, "leak"), obj{"entry": note}).want(http.StatusNotFound)
	}
	for _, c := range []*client{magpie, bo} {
		c.post(at(number, "leak"), obj{"entry": said}).want(http.StatusNotFound)
	}
	otter.post(at(number, "leak"), obj{"entry": newID()}).want(http.StatusNotFound)
	otter.post(at(number, "hide"), obj{"entry": said}).want(http.StatusForbidden)
	if h.written() != before {
		t.Error("something was written")
	}
}

// An expert who comes back while a leak is marked has, in the end, nothing of it:
// either it came hidden or what replaces it came after it.
func TestLeakAgainstResumingExperts(t *testing.T) {
	h := open(t)
	otter := h.expert("Otter")
	ann := h.visitor("Ann", "")
	number := ann.helpedBy(otter, "Where is zone 4?")
	for round := range 8 {
		word := slip + string(rune('a'+round))
		id := ann.says(number, "they call me "+word).want(http.StatusCreated).text("id")
		var both sync.WaitGroup
		var resumed *talker
		both.Add(2)
		go func() { defer both.Done(); ann.post(at(number, "leak"), obj{"entry": id}) }()
		go func() { defer both.Done(); resumed = otter.live(); resumed.watch(number, 0) }()
		both.Wait()
		h.eventually("the amendment is there", func() bool { return resumed.copyOf(id, "amended") == "[hidden]" })
		numbers := resumed.numbers()
		for i, n := range numbers {
			if n != int64(i+1) {
				t.Fatalf("number %d came at place %d", n, i+1)
			}
		}
		resumed.hangUp()
	}
}

// copyOf is what a client that replaces its copies holds of an entry; once the
// event was seen, if one is asked for.
func (t *talker) copyOf(id, event string) string {
	text, seen := "", event == ""
	for _, f := range t.all("entry") {
		e := f["entry"].(obj)
		data, _ := e["data"].(obj)
		if e["id"] == id {
			text = e["text"].(string)
		}
		if data["event"] == "amended" && data["entry"] == id {
			seen = true
			if changed, ok := data["text"].(string); ok {
				text = changed
			}
		}
	}
	if !seen {
		return ""
	}
	return text
}

// Sockets of customers and staff hear of it too, numbers without gaps.
func TestAmendedOverSockets(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann", "")
	number := ann.helpedBy(otter, "they call me "+slip)
	entry := ann.get(at(number, "entries")).text("items.1.id")
	talkers := []*talker{ann.live(), otter.live(), lind.live()}
	for _, one := range talkers {
		one.watch(number, 0)
		one.wait("watching")
	}
	act := newID()
	talkers[1].send(obj{"type": "act", "id": act, "ticket": number, "act": "leak", "entry": entry})
	h.eventually("it is acknowledged", func() bool { return len(talkers[1].all("ack")) == 1 })
	for i, one := range talkers {
		h.eventually("the event comes", func() bool {
			for _, f := range one.all("entry") {
				if data, _ := f["entry"].(obj)["data"].(obj); data["event"] == "amended" && data["entry"] == entry {
					return true
				}
			}
			return false
		})
		for at, n := range one.numbers() {
			if n != int64(at+1) {
				t.Errorf("talker %d: number %d at place %d", i, n, at+1)
			}
		}
	}
	if got := talkers[0].copyOf(entry, ""); got == "[hidden]" {
		t.Error("the customer's own copy is hidden")
	}
}

// A warned expert's answer waits for staff; what they let out goes to the
// customer once, as the expert's.
func TestRiskyAnswersAreHeld(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann", "")
	number := ann.helpedBy(otter, "Where is zone 4?")
	text := "Mail me at otter@example.org"
	body := obj{"id": newID(), "text": text}
	before := h.written()
	warned := otter.post(at(number, "entries"), body).want(http.StatusConflict).is("code", "risky").is("errors.0.field", "risk").is("errors.0.message", "email")
	if strings.Contains(warned.raw, "otter@") || h.written() != before {
		t.Error("the warning repeats the text, or something was written")
	}
	body["insist"] = true
	held := otter.post(at(number, "entries"), body).want(http.StatusCreated).is("kind", "note").is("data.held.0", "email")
	otter.post(at(number, "entries"), body).want(http.StatusCreated).is("seq", held.number("seq"))
	ann.get(at(number, "entries")).is("items.3", nil)
	lind.get("/tickets?view=flagged").is("items.0.flags.0.kind", "held")
	lind.get("/notifications").is("items.0.kind", "held")
	otter.post(at(number, "release_held"), obj{"entry": body["id"]}).want(http.StatusForbidden)

	release := obj{"id": newID(), "entry": body["id"]}
	lind.post(at(number, "release_held"), release).want(http.StatusOK).is("flags", []any{})
	lind.post(at(number, "release_held"), release).want(http.StatusOK)
	lind.post(at(number, "release_held"), obj{"entry": body["id"]}).want(http.StatusConflict)
	lind.post(at(number, "drop_held"), obj{"entry": body["id"]}).want(http.StatusConflict)
	ann.get(at(number, "entries")).is("items.3.text", text).is("items.3.author.name", "Otter").is("items.4", nil)

	second := obj{"id": newID(), "text": "What is your password?", "insist": true}
	otter.post(at(number, "entries"), second).want(http.StatusCreated)
	lind.post(at(number, "drop_held"), obj{"entry": second["id"], "note": "we never ask for that"}).want(http.StatusOK)
	lind.post(at(number, "release_held"), obj{"entry": second["id"]}).want(http.StatusConflict)
	if ann.sees(number, "password") {
		t.Error("the customer reads what was dropped")
	}
	on := otter.live()
	on.send(obj{"type": "post", "id": newID(), "ticket": number, "text": "call me"})
	if f := on.wait("error"); f["code"] != "risky" || len(f["errors"].([]any)) == 0 {
		t.Errorf("the frame says %v", f)
	}
	on.send(obj{"type": "post", "id": newID(), "ticket": number, "text": "call me", "insist": true})
	on.wait("ack")
	lind.says(number, "x") // not theirs
	lind.get("/me/counts").is("flagged", 1)
}

// Only experts are warned, and only of what the customer would read.
func TestWhoIsWarned(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann", "")
	number := ann.helpedBy(otter, "Call me on 20 33 44 55")
	ann.says(number, "or mail me at ann@example.org").want(http.StatusCreated)
	otter.post(at(number, "entries"), obj{"id": newID(), "kind": "note", "text": "they want us to call: 20 33 44 55"}).want(http.StatusCreated).is("data.held", nil)
	otter.says(number, "Zone 4 is by the harbour.").want(http.StatusCreated)
	lind.post(at(number, "assign"), nil).want(http.StatusOK)
	lind.says(number, "Call me on 33 66 33 66").want(http.StatusCreated).is("kind", "message")
}

// What a rule of the organisation's own hides is hidden in new texts at once and
// in older ones soon, and shown again when the rule is off.
func TestOwnRules(t *testing.T) {
	h := open(t)
	otter, lind, admin := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Ada")
	ann := h.visitor("Ann", "ann@example.org")
	number := ann.helpedBy(otter, "My file is XQ/7712 and ann@example.org is me")
	otter.get(at(number, "entries")).is("items.1.text", "My file is XQ/7712 and [e-mail 1] is me")

	pattern := lind.post("/mask-rules/proposal", obj{"value": "XQ/7712"}).want(http.StatusOK).text("pattern")
	lind.post("/mask-rules/try", obj{"kind": "order", "pattern": pattern, "text": "file XQ/0001"}).want(http.StatusOK).
		is("masked", "file [order 1]").is("spans.0.start", 5).is("spans.0.end", 12)
	lind.post("/mask-rules/try", obj{"kind": "order", "pattern": "(", "text": "x"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "pattern")
	rule := obj{"id": newID(), "name": "File number", "kind": "order", "pattern": pattern, "examples": []string{"file XQ/0001"}}
	otter.post("/mask-rules", rule).want(http.StatusForbidden)
	lind.post("/mask-rules", obj{"id": newID(), "name": "x", "kind": "order", "pattern": pattern, "examples": []string{"fits not"}}).want(http.StatusUnprocessableEntity)
	lind.post("/mask-rules", rule).want(http.StatusCreated).is("active", true).is("made_by", "Lind")
	otter.says(number, "Is XQ/7712 right?").want(http.StatusCreated)
	otter.get(at(number, "entries")).is("items.4.text", "Is [order 1] right?")

	h.remask()
	log := otter.get(at(number, "entries"))
	log.is("items.1.text", "My file is [order 1] and [e-mail 1] is me").is("items.5.data.reason", "rules")
	otter.get(at(number, "")).is("subject", "My file is [order 1] and [e-mail 1] is me")
	ann.get(at(number, "entries")).is("items.1.text", "My file is XQ/7712 and ann@example.org is me")
	progress := admin.get("/mask-rules").want(http.StatusOK).is("items.0.name", "File number").is("remasking.share", 1)
	if progress.at("remasking.ended") == nil || progress.number("remasking.changed") != 2 {
		t.Errorf("progress: %s", progress.raw)
	}
	events := h.count(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'amended'`)
	h.must(h.desk.EnsureMasked(context.Background()))
	h.remask()
	if h.count(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'amended'`) != events {
		t.Error("what was masked anew is masked anew again")
	}

	lind.patch("/mask-rules/"+rule["id"].(uuid.UUID).String(), obj{"active": false}).want(http.StatusForbidden)
	admin.patch("/mask-rules/"+rule["id"].(uuid.UUID).String(), obj{"active": false}).want(http.StatusOK).is("active", false)
	h.remask()
	otter.get(at(number, "entries")).is("items.1.text", "My file is XQ/7712 and [e-mail 1] is me")
	for _, act := range []string{"mask_rule_added", "mask_rule_off"} {
		if h.count(`SELECT count(*) FROM desk.audit_log WHERE act = $1`, act) != 1 {
			t.Errorf("the audit log does not tell of %s", act)
		}
	}
}

// remask does all that masking anew has to do.
func (h *house) remask() {
	h.t.Helper()
	for range 20 {
		h.clock.Advance(people.RulesSettle)
		h.must(h.workers.Drain(context.Background()))
	}
	if n := h.count(`SELECT count(*) FROM desk.jobs WHERE kind = $1 AND done_at IS NULL`, tickets.JobRemask); n != 0 {
		h.t.Fatalf("%d jobs to mask anew are left", n)
	}
}

// Masking anew keeps to what people chose: neither a hidden leak nor what staff
// masked comes back, also in closed tickets.
func TestMaskingAnewKeepsToWhatPeopleChose(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann", "")
	number := ann.helpedBy(otter, "Where is zone 4?")
	whole := ann.says(number, "I am "+slip+", file XQ/7712").want(http.StatusCreated).text("id")
	part := ann.says(number, slip+" again, file XQ/7712").want(http.StatusCreated).text("id")
	lind.post(at(number, "personal"), obj{}).want(http.StatusOK)
	ann.post(at(number, "leak"), obj{"entry": whole}).want(http.StatusOK)
	lind.post(at(number, "hide"), obj{"entry": part, "spans": []obj{{"start": 0, "end": len(slip), "kind": "name"}}}).want(http.StatusOK)
	h.must(h.closeTicket(number))
	before := ann.get(at(number, "")).at("unread")
	lind.post("/mask-rules", obj{"id": newID(), "name": "File", "kind": "order", "pattern": `XQ/\d{4}`}).want(http.StatusCreated)
	h.remask()
	otter.get(at(number, "entries")).is("items.4.text", "[hidden]").is("items.5.text", "[name 2] again, file [order 1]")
	ann.get(at(number, "")).is("unread", before)
}

func (h *house) closeTicket(number int64) error {
	_, err := h.db.Owner.Exec(`UPDATE desk.tickets SET state = 'closed', closed_at = now() WHERE number = $1`, number)
	return err
}

// A customer sees what others will read before they send it; nothing is kept.
func TestPreview(t *testing.T) {
	h := open(t)
	otter := h.expert("Otter")
	ann, bo := h.visitor("Ann Olsen", ""), h.visitor("Bo", "")
	number := ann.opens("parking", "Where is zone 4?")
	before := h.written()
	for _, path := range []string{"/mask", at(number, "mask")} {
		ann.post(path, obj{"text": "I am Ann Olsen, 20 33 44 55"}).want(http.StatusOK).is("masked", "I am [name 1], [phone 1]").
			is("spans.0.start", 5).is("spans.0.end", 14).is("spans.0.kind", "name")
	}
	nobody(h).post("/mask", obj{"text": "Zoltan here, 20 33 44 55", "name": "Zoltan"}).want(http.StatusOK).is("masked", "[name 1] here, [phone 1]")
	bo.post(at(number, "mask"), obj{"text": "x"}).want(http.StatusNotFound)
	otter.post("/mask", obj{"text": "x"}).want(http.StatusForbidden)
	ann.post("/mask", obj{"text": strings.Repeat("x", tickets.MaxText+1)}).want(http.StatusUnprocessableEntity)
	if h.written() != before {
		t.Error("something was kept")
	}
}

// Erasing empties texts for everybody, the customer's clients included.
func TestErasedTexts(t *testing.T) {
	h := open(t)
	lind := h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann", "")
	number := ann.opens("tax", "they call me "+slip)
	h.work()
	_, err := h.desk.Erase(context.Background(), number)
	h.must(err)
	ann.get(at(number, "")).is("subject", "").is("excerpt", "")
	ann.get(at(number, "entries")).is("items.1.text", "").is("items.2.data.event", "erased").is("items.2.data.reason", "erased")
	if lind.sees(number, slip) || h.count(`SELECT count(*) FROM desk.search WHERE words::text LIKE '%quenz%'`) != 0 {
		t.Error("staff still find it")
	}
}
