package server

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"kontor/people"
)

// The main job as DESIGN.md tells it: a visitor asks, an expert who does not
// learn who they are helps and escalates, staff open the data and solve it, the
// customer rates.
func TestMainJob(t *testing.T) {
	h := open(t)
	otter, magpie, lind := h.expert("Otter"), h.expert("Magpie"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann Olsen", "ann.olsen@example.org")

	id := newID()
	opened := ann.post("/tickets", obj{"id": id, "topic": "parking", "text": "My permit is lost\nwrite to ann.olsen@example.org, Ann Olsen"}).want(http.StatusCreated)
	opened.is("state", "open").is("tier", "expert").is("head", 2).is("subject", "My permit is lost").is("topic_name", "Parking").
		is("assignee", nil).is("unread", false).is("may", []string{"escalate", "leak", "post"})
	number := int64(opened.number("number"))
	if jobs := h.count(`SELECT count(*) FROM desk.jobs WHERE ticket = $1`, number); jobs != 3 { // fan-out, offer, fallback
		t.Errorf("opening wrote %d jobs", jobs)
	}
	h.work()

	for _, expert := range []*client{otter, magpie} {
		offers := expert.get("/tickets?view=offers").want(http.StatusOK)
		offers.is("items.0.number", number).is("items.0.grant", "offered").is("items.0.may", []string{"claim", "skip"})
		if strings.Contains(offers.raw, "olsen") || strings.Contains(offers.raw, ann.id.String()) {
			t.Errorf("an offer shows who the customer is: %s", offers.raw)
		}
	}
	claim := obj{"id": newID()}
	otter.post(at(number, "claim"), claim).want(http.StatusOK).is("assignee.name", "Otter").is("grant", "holder").is("customer.id", nil)
	otter.post(at(number, "claim"), claim).want(http.StatusOK) // the same id again
	magpie.post(at(number, "claim"), nil).want(http.StatusConflict).is("code", "conflict")
	magpie.get("/tickets?view=offers").is("items", []any{})

	log := otter.get(at(number, "entries") + "?after=0").want(http.StatusOK)
	log.is("items.1.text", "My permit is lost\nwrite to [e-mail 1], [name 1]").is("items.1.id", id).is("items.1.personal", nil).is("items.0.data.event", "opened")
	ann.get(at(number, "entries")).is("items.1.text", "My permit is lost\nwrite to ann.olsen@example.org, Ann Olsen")

	otter.get(at(number, "entries")+"?last=1").want(http.StatusOK).is("items.0.data.event", "claimed").is("next", "4")
	otter.get(at(number, "entries")+"?last=50&before=4").is("items.0.seq", 1).is("items.2.data.event", "offered").is("next", nil)

	said := otter.says(number, "Which zone?").want(http.StatusCreated)
	said.is("author.role", "expert").is("kind", "message").is("audience", "everyone")
	ann.says(number, "Zone 3").want(http.StatusCreated)
	otter.post(at(number, "escalate"), obj{"reason": "personal_data"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "note")
	otter.post(at(number, "escalate"), obj{"reason": "personal_data", "note": "needs her file"}).want(http.StatusOK).is("grant", "past")
	ann.says(number, "thank you so far").want(http.StatusCreated)
	if seen := otter.get(at(number, "entries")); strings.Contains(seen.raw, "so far") {
		t.Error("an expert reads on after escalating")
	}

	queue := lind.get("/tickets?view=queue").want(http.StatusOK)
	queue.is("items.0.number", number).is("items.0.customer.alias", opened.text("customer.alias"))
	before := lind.get(at(number, "entries")).want(http.StatusOK)
	if strings.Contains(before.raw, "olsen") || !strings.Contains(before.raw, "needs her file") {
		t.Errorf("staff should read the note and masked text: %s", before.raw)
	}
	lind.post(at(number, "assign"), nil).want(http.StatusOK).is("assignee.id", lind.id)
	personal := lind.post(at(number, "personal"), obj{"reason": "look up her permit"}).want(http.StatusOK)
	personal.is("customer.name", "Ann Olsen").is("customer.emails", []string{"ann.olsen@example.org"}).is("entries.0.text", "My permit is lost\nwrite to ann.olsen@example.org, Ann Olsen")
	lind.get(at(number, "entries")).is("items.1.personal.text", "My permit is lost\nwrite to ann.olsen@example.org, Ann Olsen")
	ann.get("/me/access-log").want(http.StatusOK).is("items.0.by.name", "Lind").is("items.0.ticket", number).
		is("items.0.subject", "My permit is lost").is("items.0.reason", "look up her permit").is("items.0.what", "opened")

	lind.says(number, "Here is a new one").want(http.StatusCreated)
	lind.post(at(number, "resolve"), nil).want(http.StatusOK).is("state", "resolved")
	h.work()
	bell := ann.get("/notifications").want(http.StatusOK)
	bell.is("items.0.ticket", number).is("items.0.subject", "My permit is lost").is("items.0.read", false)
	ann.post("/notifications/read", obj{"upto": bell.number("items.0.seq")}).want(http.StatusNoContent)
	ann.get("/notifications").is("unread", 0).is("items.0.read", true)

	ann.post(at(number, "rating"), obj{"stars": 5, "tags": []string{"quick"}, "comment": "kind"}).want(http.StatusOK).
		is("rating.stars", 5).is("rating.handler.name", "Lind").is("state", "resolved")
	ann.post(at(number, "rating"), obj{"stars": 4}).want(http.StatusConflict)
	lind.get("/me").is("rating.average", 4.2).is("rating.count", 1).is("solved", 1)

	ann.says(number, "one more thing").want(http.StatusCreated)
	ann.get(at(number, "")).want(http.StatusOK).is("state", "open").is("assignee.name", "Lind")
}

// What is skipped is gone for who skipped it, and comes back to nobody's list.
func TestSkippingAnswersWithWhatWasOffered(t *testing.T) {
	h := open(t)
	otter := h.expert("Otter")
	ann := h.visitor("Ann", "")
	number := ann.opens("parking", "Where do I pay?")
	h.work()
	otter.post(at(number, "skip"), nil).want(http.StatusOK).is("number", number).is("subject", "Where do I pay?").is("may", []string{}).is("offer", nil)
	otter.get(at(number, "")).want(http.StatusNotFound)
	otter.get("/tickets?view=offers").is("items", []any{})
}

// A ticket opened again with its id is the same ticket; a stranger's use of the
// id is a conflict and reveals nothing.
func TestTheSameIDAgain(t *testing.T) {
	h := open(t)
	ann, bo := h.visitor("Ann", ""), h.visitor("Bo", "")
	body := obj{"id": newID(), "topic": "tax", "text": "How much?"}
	first := ann.post("/tickets", body).want(http.StatusCreated)
	ann.post("/tickets", body).want(http.StatusCreated).is("number", first.number("number")).is("head", 2)
	refused := bo.post("/tickets", body).want(http.StatusConflict)
	if strings.Contains(refused.raw, "How much") {
		t.Error("the conflict shows the other ticket")
	}
	number := int64(first.number("number"))
	entry := obj{"id": newID(), "kind": "message", "text": "hello?"}
	seq := ann.post(at(number, "entries"), entry).want(http.StatusCreated).number("seq")
	ann.post(at(number, "entries"), entry).want(http.StatusCreated).is("seq", seq)
}

// Nobody learns of a ticket that is not theirs, whatever they try.
func TestOthersTicketsDoNotExist(t *testing.T) {
	h := open(t)
	ann, bo, otter := h.visitor("Ann", ""), h.visitor("Bo", ""), h.expert("Otter")
	number := ann.opens("tax", "How much?")
	before := h.written()
	for who, c := range map[string]*client{"customer": bo, "expert": otter} {
		for _, a := range []*reading{
			c.get(at(number, "")), c.get(at(number, "entries")), c.says(number, "hello"),
			c.post(at(number, "escalate"), obj{"reason": "stuck", "note": "x"}), c.post(at(number, "reopen"), nil),
		} {
			if a.status != http.StatusNotFound {
				t.Errorf("%s: %s answers %d: %s", who, a.what, a.status, a.raw)
			}
		}
	}
	otter.post(at(number, "claim"), nil).want(http.StatusNotFound)
	bo.post(at(number, "rating"), obj{"stars": 1}).want(http.StatusNotFound)
	if after := h.written(); after != before {
		t.Errorf("something was written: %d, was %d", after, before)
	}
}

// A ticket that nobody takes goes to staff in the topic's time.
func TestFallbackToStaff(t *testing.T) {
	h := open(t)
	lind := h.helper(people.RoleStaff, "Lind")
	h.helper(people.RoleExpert, "Otter") // qualified, but not there
	number := h.visitor("Ann", "").opens("parking", "Anybody?")
	h.work()
	lind.get("/tickets?view=queue").is("items", []any{})
	h.clock.Advance(600 * 1e9)
	h.work()
	lind.get("/tickets?view=queue").is("items.0.number", number).is("items.0.tier", "staff")
	lind.get("/me/counts").is("queue", 1)
}

func TestReadMarksAreTold(t *testing.T) {
	h := open(t)
	ann, lind := h.visitor("Ann", ""), h.helper(people.RoleStaff, "Lind")
	number := ann.opens("tax", "How much?")
	lind.post(at(number, "assign"), nil).want(http.StatusOK)
	lind.says(number, "It depends").want(http.StatusCreated)
	h.must(h.reads.Flush(context.Background()))
	ann.get(at(number, "")).is("reads.0.role", "staff").is("reads.0.seq", 4).is("reads.0.person", lind.id)
	ann.get("/tickets").is("items.0.unread", true)
	lind.get("/tickets").is("items.0.unread", false)
}
