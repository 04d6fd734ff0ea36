package server

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	osexec "os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/subject"
	"kontor/tickets"
)

const herPassword = "seven green herons"

// account is a customer with an account and a profile full of what must not stay.
func (h *house) account(name string) (*client, []string) {
	h.t.Helper()
	visitor := h.visitor("", "")
	email := strings.ToLower(name) + "@canary.example"
	a := visitor.post("/customers", obj{"email": email, "password": herPassword, "name": name + " Canarsen", "locale": "da"}).want(http.StatusCreated)
	c := &client{h: h, id: visitor.id, token: a.text("token")}
	phone, street, order := fmt.Sprintf("+45 71 22 33 %d", 40+len(name)), name+"vej 99", "NB-"+name+"-4711"
	c.do("PUT", "/me/profile", obj{"name": name + " Canarsen", "emails": []string{email}, "phones": []string{phone}, "address": street + ", 9000 Aalborg", "orders": []string{order}}).want(http.StatusOK)
	return c, []string{name + " Canarsen", email, phone, street, order}
}

// ownWord ends the words that only one customer's ticket has. It is long: what is
// short stands in a dump by chance.
func ownWord(canaries []string) string { return strings.Repeat(strings.ToLower(canaries[3][:2]), 4) }

// life is a ticket in which everybody wrote something about the customer.
func (h *house) life(c *client, canaries []string, otter, lind *client) int64 {
	h.t.Helper()
	all, hers := strings.Join(canaries, " and "), ownWord(canaries)
	a := c.post("/tickets", obj{"id": newID(), "topic": "parking", "subject": "Subject of " + canaries[0], "text": "I am " + all + ", unmasked" + hers,
		"fields": obj{"order": canaries[4]}}).want(http.StatusCreated)
	number := int64(a.number("number"))
	otter.claims(number)
	otter.says(number, "Dear "+canaries[0]+", helpersword").want(http.StatusCreated)
	c.says(number, "my number is "+canaries[2]).want(http.StatusCreated)
	otter.post(at(number, "escalate"), obj{"reason": "personal_data", "note": "about " + canaries[1]}).want(http.StatusOK)
	lind.post(at(number, "assign"), nil).want(http.StatusOK)
	lind.post(at(number, "personal"), obj{"reason": "to write to " + canaries[1]}).want(http.StatusOK)
	lind.says(number, "Done, "+canaries[0]).want(http.StatusCreated)
	lind.post(at(number, "resolve"), nil).want(http.StatusOK)
	c.post(at(number, "rating"), obj{"stars": 5, "tags": []string{"tag" + hers}, "comment": "thanks from " + canaries[0] + ", comment" + hers}).want(http.StatusOK)
	h.work()
	return number
}

func TestExport(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann, hers := h.account("Zanna")
	bo, his := h.account("Qbo")
	number := h.life(ann, hers, otter, lind)
	h.life(bo, his, otter, lind)
	lind.do("PUT", at(number, "contact"), nil).want(http.StatusOK)

	ann.get("/me/export").want(http.StatusOK).is("state", "none")
	ann.post("/me/export", nil).want(http.StatusUnprocessableEntity).is("errors.0.field", "password")
	ann.post("/me/export", obj{"password": "wrong"}).want(http.StatusUnprocessableEntity)
	ann.post("/me/export", obj{"password": herPassword}).want(http.StatusCreated).is("state", "waiting")
	ann.post("/me/export", nil).want(http.StatusCreated).is("state", "waiting") // the same one: she was asked just now
	h.work()
	if n := h.count(`SELECT count(*) FROM vault.exports`); n != 1 {
		t.Errorf("%d exports for one wish", n)
	}
	ann.get("/me/export").is("state", "ready").is("percent", 100).is("downloads", []any{})
	ann.get("/notifications").is("items.0.kind", "export_ready").is("items.0.subject", "")

	file := ann.get("/me/export/file").want(http.StatusOK)
	if got := file.header.Get("Content-Disposition"); !strings.HasPrefix(got, "attachment; filename=\"my-data-") {
		t.Errorf("disposition %q", got)
	}
	parts := unzip(t, file.raw)
	for _, text := range append(hers, "unmasked"+ownWord(hers), "helpersword", "comment"+ownWord(hers), "to write to "+hers[1], "Lind", "Otter") {
		for name, part := range parts {
			if !strings.Contains(part, jsonOrHTML(name, text)) {
				t.Errorf("%s misses %q", name, text)
			}
		}
	}
	for _, text := range append(his, "about "+hers[1]) { // his, and notes among helpers
		for name, part := range parts {
			if strings.Contains(part, jsonOrHTML(name, text)) {
				t.Errorf("%s holds %q", name, text)
			}
		}
	}
	if !strings.Contains(parts["index.html"], `lang="da"`) || strings.Contains(parts["index.html"], "<script") || strings.Contains(parts["index.html"], "http://") {
		t.Error("the page is not in her language, or does more than show")
	}
	h.exportedAll(parts["data.json"], ann, number)
	ann.get("/me/export").is("downloads.0", h.clock.Now().Format(time.RFC3339Nano))

	h.clock.Advance(11 * time.Minute)
	ann.get("/me/export/file").want(http.StatusUnprocessableEntity).is("errors.0.field", "password")
	ann.post("/me/confirm", obj{"password": herPassword}).want(http.StatusNoContent)
	ann.get("/me/export/file").want(http.StatusOK)
	bo.post("/me/confirm", obj{"password": herPassword}).want(http.StatusNoContent)
	bo.get("/me/export/file").want(http.StatusNotFound)
	lind.get("/me/export/file").want(http.StatusForbidden)

	h.clock.Advance(subject.KeepExports)
	ann.post("/me/confirm", obj{"password": herPassword}).want(http.StatusNoContent)
	ann.get("/me/export/file").want(http.StatusNotFound)
	ann.get("/me/export").is("state", "gone")
	h.must(h.workers.Tidy(t.Context()))
	if left := h.filesLeft(); len(left) > 0 {
		t.Errorf("files are left: %v", left)
	}
}

// exportedAll compares data.json with what the API shows the customer.
func (h *house) exportedAll(raw string, c *client, number int64) {
	h.t.Helper()
	var data struct {
		Profile map[string]any
		Tickets []struct {
			Number  int64
			Entries []struct {
				ID   uuid.UUID
				Seq  int64
				Text string
			}
			Ratings []map[string]any
		}
		AccessLog     []map[string]any `json:"access_log"`
		Notifications []map[string]any
		Sessions      []map[string]any
		Contacts      []struct{ Person struct{ Name string } }
	}
	h.must(json.Unmarshal([]byte(raw), &data))
	if len(data.Tickets) != 1 || data.Tickets[0].Number != number || len(data.Tickets[0].Ratings) != 1 {
		h.t.Fatalf("not her ticket: %s", raw)
	}
	log := c.get(at(number, "entries"))
	if log.len("items") != len(data.Tickets[0].Entries) {
		h.t.Errorf("%d entries exported, she reads %d", len(data.Tickets[0].Entries), log.len("items"))
	}
	for i, e := range data.Tickets[0].Entries {
		log.is(fmt.Sprintf("items.%d.id", i), e.ID).is(fmt.Sprintf("items.%d.text", i), e.Text).is(fmt.Sprintf("items.%d.seq", i), e.Seq)
	}
	if looks := c.get("/me/access-log").len("items"); looks != len(data.AccessLog) {
		h.t.Errorf("%d looks exported, she reads %d", len(data.AccessLog), looks)
	}
	if len(data.Contacts) != 1 || data.Contacts[0].Person.Name != "Lind" {
		h.t.Errorf("her personal contact is not in it: %+v", data.Contacts)
	}
	if len(data.Notifications) == 0 || len(data.Sessions) != 1 {
		h.t.Errorf("%d notifications, %d sessions", len(data.Notifications), len(data.Sessions))
	}
}

func TestExportOfAVisitor(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann Olsen", "ann@canary.example")
	ann.opens("tax", "How much?")
	ann.post("/me/export", obj{"password": "anything"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "confirm")
	ann.post("/me/export", obj{"confirm": true}).want(http.StatusCreated)
	h.work()
	parts := unzip(t, ann.get("/me/export/file").want(http.StatusOK).raw)
	if !strings.Contains(parts["data.json"], "How much?") || !strings.Contains(parts["index.html"], "How much?") {
		t.Error("the export misses what she asked")
	}
	raw, err := os.ReadFile(filepath.Join(h.folder, "exports", h.filesLeft()[0]))
	h.must(err)
	if strings.Contains(string(raw), "PK\x03\x04") || strings.Contains(string(raw), "data.json") {
		t.Error("the file is not sealed")
	}
}

func (h *house) filesLeft() []string {
	h.t.Helper()
	entries, err := os.ReadDir(filepath.Join(h.folder, "exports"))
	if os.IsNotExist(err) {
		return nil
	}
	h.must(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func unzip(t *testing.T, raw string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(part)
	}
	if len(parts) != 2 {
		t.Fatalf("%d parts", len(parts))
	}
	return parts
}

// jsonOrHTML is a text as it stands in a part of the export.
func jsonOrHTML(name, text string) string {
	if name == "index.html" {
		return strings.ReplaceAll(text, "+", "&#43;")
	}
	return text
}

func TestErasure(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann, hers := h.account("Zanna")
	bo, his := h.account("Qbo")
	alias := ann.get("/me").text("alias")
	closed := h.life(ann, hers, otter, lind)
	held := ann.opens("parking", "Another thing, "+hers[0]+" heldword")
	h.life(bo, his, otter, lind)
	h.work()
	otter.post(at(held, "claim"), nil).want(http.StatusOK)
	waiting := ann.opens("parking", "And one more, "+hers[0]+" waitingword")
	ann.post("/me/export", obj{"password": herPassword}).want(http.StatusCreated)
	h.work()

	ann.post("/me/erasure", nil).want(http.StatusCreated).is("planned", true) // she was asked for the export just now
	due := ann.get("/me").text("erases_at")
	lind.get(at(closed, "")).is("erases_at", due)
	otter.get(at(held, "")).is("erases_at", nil)
	ann.do("DELETE", "/me/erasure", nil).want(http.StatusNoContent)
	ann.do("DELETE", "/me/erasure", nil).want(http.StatusNotFound)
	ann.get("/me").is("erases_at", nil)
	h.clock.Advance(15 * 24 * time.Hour)
	h.work()
	if n := h.count(`SELECT count(*) FROM vault.keys WHERE person = $1`, ann.id); n != 1 {
		t.Fatal("an erasure that was undone was carried out")
	}

	lind.get("/me").want(http.StatusOK) // her session goes on
	otter.get("/me").want(http.StatusOK)
	bo.get("/me").want(http.StatusOK)
	figures := h.figures()
	ann.post("/me/erasure", obj{"password": herPassword}).want(http.StatusCreated)
	h.clock.Advance(15 * 24 * time.Hour)
	h.work()
	ann.get("/me").want(http.StatusUnauthorized)
	nobody(h).post("/sessions", obj{"email": hers[1], "password": herPassword}).want(http.StatusUnauthorized)
	h.clock.Advance(2 * time.Minute)
	h.work()

	if n := h.count(`SELECT count(*) FROM desk.erasures WHERE person = $1 AND phase = 'done'`, ann.id); n != 1 {
		t.Fatal("the erasure is not done")
	}
	if now := h.figures(); now != figures {
		t.Errorf("figures were %s and are %s", figures, now)
	}
	dump := h.dump()
	for _, text := range append(hers, alias, "unmasked"+ownWord(hers), "comment"+ownWord(hers), "tag"+ownWord(hers), "heldword", "waitingword") {
		if at := strings.Index(strings.ToLower(dump), strings.ToLower(text)); at >= 0 {
			t.Errorf("the dump holds %q: …%q…", text, dump[max(0, at-100):min(len(dump), at+100)])
		}
	}
	if left := h.filesLeft(); len(left) > 0 {
		t.Errorf("files are left: %v", left)
	}
	for _, number := range []int64{closed, held, waiting} {
		a := lind.get(at(number, "")).want(http.StatusOK)
		a.is("state", "closed").is("customer.alias", "erased").is("subject", "").is("excerpt", excerptLeft(a))
	}
	if log := lind.get(at(closed, "entries")).raw; !strings.Contains(log, "helpersword") || !strings.Contains(log, `"event":"erased"`) {
		t.Errorf("the log lost what helpers wrote, or does not say what happened: %s", log)
	}
	otter.get(at(held, "")).want(http.StatusOK).is("grant", "past").is("subject", "")
	if n := h.count(`SELECT count(*) FROM vault.access_log WHERE customer = $1`, ann.id); n == 0 {
		t.Error("who looked is forgotten")
	}
	if n, err := tickets.Recount(t.Context(), h.db.App); err != nil || n != 0 {
		t.Errorf("%d counters are wrong: %v", n, err)
	}
	bo.get("/me/profile").want(http.StatusOK).is("name", his[0]) // nobody else lost anything
	bo.get("/tickets?view=mine").want(http.StatusOK).is("items.0.subject", "Subject of "+his[0])
}

func excerptLeft(a *reading) any {
	if role, _ := a.at("last_author.role").(string); role == "customer" {
		return ""
	}
	return a.at("excerpt")
}

// figures are what an erasure leaves as it is.
func (h *house) figures() string {
	h.t.Helper()
	var f struct{ Tickets, Entries, Stars, Rated, Replies, Looks int64 }
	h.must(h.db.Owner.Get(&f, `SELECT (SELECT count(*) FROM desk.tickets) AS tickets,
		(SELECT count(*) FROM desk.entries WHERE coalesce(data->>'event', '') NOT IN ('erased', 'offered', 'escalated')) AS entries,
		(SELECT sum(stars) FROM desk.ratings) AS stars, (SELECT count(rated_at) FROM desk.ratings) AS rated,
		(SELECT count(first_reply_at) FROM desk.tickets) AS replies, (SELECT count(*) FROM vault.access_log) AS looks`))
	return fmt.Sprint(f)
}

// dump is everything that a backup would hold, in plain.
func (h *house) dump() string {
	h.t.Helper()
	tool, err := osexec.LookPath("pg_dump")
	if err != nil {
		tool = "/usr/lib/postgresql/15/bin/pg_dump"
	}
	out, err := osexec.Command(tool, "--dbname", h.db.OwnerDSN, "--data-only").Output()
	h.must(err)
	if !strings.Contains(string(out), "COPY desk.entries_00") {
		h.t.Fatal("this is no dump")
	}
	return string(out)
}

// Whoever has a ticket of an erased customer on screen is told; the customer's
// own connection ends.
func TestErasureIsToldLive(t *testing.T) {
	h := open(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann Olsen", "")
	number := ann.helpedBy(otter, "I am Ann Olsen")
	ann.post("/me/erasure", obj{"confirm": true}).want(http.StatusCreated)
	h.clock.Advance(15 * 24 * time.Hour)
	hers, his, staffs := ann.live(), otter.live(), lind.live()
	for _, s := range []*talker{hers, his, staffs} {
		s.send(obj{"type": "watch", "ticket": number, "after": 0})
		s.wait("watching")
	}
	h.work()
	if end := his.wait("unwatched"); end["ticket"] != float64(number) {
		t.Errorf("the expert was told %v", end)
	}
	h.eventually("staff are told", func() bool {
		staffs.mu.Lock()
		defer staffs.mu.Unlock()
		return strings.Contains(jsonText(staffs.frames), `"event":"erased"`)
	})
	h.eventually("her connection ends", func() bool {
		hers.mu.Lock()
		defer hers.mu.Unlock()
		return hers.closed == 4401
	})
}

// Staff plan it for somebody who asks in person, once an admin lets them, and
// may think better of it.
func TestErasureAtTheCounter(t *testing.T) {
	h := open(t)
	lind, admin := h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Dal")
	ann := h.visitor("Ann Olsen", "")
	number := ann.opens("parking", "I am Ann Olsen")
	customer := "/customers/" + ann.id.String() + "/erasure"
	lind.post(customer, obj{"reason": "asked"}).want(http.StatusForbidden)
	admin.do("PATCH", "/retention", obj{"staff_may_erase": true}).want(http.StatusOK)

	planned := lind.post(customer, obj{"reason": "Ann Olsen asked, with her passport"}).want(http.StatusCreated)
	planned.is("planned", true)
	lind.get(at(number, "")).is("erases_at", planned.text("due_at"))
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'erasure_planned' AND data::text LIKE '%passport%' AND data::text NOT LIKE '%Olsen%'`); n != 1 {
		t.Error("the reason is not on record, or not masked")
	}
	lind.do("DELETE", customer, nil).want(http.StatusNoContent)
	lind.get(at(number, "")).is("erases_at", nil)
}
