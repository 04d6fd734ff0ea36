package server

import (
	"net/http"
	"testing"

	"kontor/people"
)

// shares shares the first message of somebody's in a ticket.
func (c *client) shares(number int64) string {
	c.h.t.Helper()
	id, entry := newID(), ""
	c.h.must(c.h.db.Owner.Get(&entry, `SELECT id FROM desk.entries WHERE ticket = $1 AND author = $2 AND kind = 'message' ORDER BY seq LIMIT 1`, number, c.id))
	c.post(at(number, "examples"), obj{"id": id, "entry": entry}).want(http.StatusNoContent)
	return id.String()
}

// explains is solves, with an answer.
func (c *client) explains(ann *client, topic, question, answer string) int64 {
	c.h.t.Helper()
	c.h.areHere(c.id)
	number := ann.opens(topic, question)
	c.h.work()
	c.post(at(number, "claim"), nil).want(http.StatusOK)
	c.says(number, answer).want(http.StatusCreated)
	c.post(at(number, "resolve"), nil).want(http.StatusOK)
	return number
}

// From sharing an answer to what peers say of it, and to the profile.
func TestPeersVoteOnExamples(t *testing.T) {
	h := open(t)
	otter, lind, ann := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.visitor("Ann Testmann", "")
	good := otter.shares(otter.explains(ann, "parking", "I am Ann Testmann, where may I park?", "In the yard, Ann Testmann."))
	plain := otter.shares(otter.explains(ann, "parking", "And at night?", "Everywhere."))
	magpie, raven, owl, heron := h.expert("Magpie"), h.expert("Raven"), h.expert("Owl"), h.expert("Heron")
	magpie.do("PUT", "/examples/"+good+"/vote", obj{"useful": true}).want(http.StatusNotFound) // it waits
	for _, id := range []string{good, plain} {
		lind.post("/examples/"+id+"/check", obj{"show": true}).want(http.StatusNoContent)
	}
	vote := func(c *client, id string, useful bool) *reading {
		t.Helper()
		return c.do("PUT", "/examples/"+id+"/vote", obj{"useful": useful}).want(http.StatusOK)
	}
	vote(magpie, plain, true).is("useful", 1).is("votes", 1)
	for _, c := range []*client{magpie, raven, owl, lind} {
		vote(c, good, true)
	}
	vote(raven, plain, true)
	vote(raven, plain, false).is("useful", 1).is("votes", 2) // they change their mind
	otter.do("PUT", "/examples/"+good+"/vote", obj{"useful": true}).want(http.StatusForbidden)
	ann.do("PUT", "/examples/"+good+"/vote", obj{"useful": true}).want(http.StatusForbidden)
	raven.get("/examples?topic=parking").want(http.StatusOK).is("items.0.id", good).is("items.0.answer", "In the yard, [name 1].").is("items.0.useful", 4).is("items.0.votes", 4).
		is("items.0.mine", true).is("items.0.helper.name", "Otter").is("items.1.mine", false)
	heron.get("/examples").want(http.StatusOK).is("items.0.mine", nil)
	heron.get("/examples?topic=tax").want(http.StatusOK).is("items", []any{})
	heron.get("/examples?q=YARD+park").want(http.StatusOK).is("items.0.id", good).is("items.1", nil)
	ann.get("/examples").want(http.StatusForbidden)
	ann.get("/helpers/"+otter.id.String()).want(http.StatusOK).is("examples", 2).is("useful", 5).is("badges", []any{}) // one of three
	otter.do("DELETE", "/examples/"+plain, nil).want(http.StatusNoContent)
	ann.get("/helpers/"+otter.id.String()).is("examples", 1).is("useful", 4)
}

// An example goes with the text it is made of: when a leak is marked, and when the
// customer is erased.
func TestExamplesGoWithTheirTexts(t *testing.T) {
	h := open(t)
	otter, lind, ann, bob := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.visitor("Ann", ""), h.visitor("Bob", "")
	first := otter.explains(ann, "parking", "where may I park?", "In the yard of "+bob.id.String())
	second := otter.explains(bob, "parking", "and I?", "Everywhere.")
	for _, id := range []string{otter.shares(first), otter.shares(second)} {
		lind.post("/examples/"+id+"/check", obj{"show": true}).want(http.StatusNoContent)
	}
	var entry string
	h.must(h.db.Owner.Get(&entry, `SELECT answer_entry FROM desk.examples WHERE ticket = $1`, first))
	lind.post(at(first, "leak"), obj{"entry": entry}).want(http.StatusOK)
	lind.get("/examples").want(http.StatusOK).is("items.0.answer", "Everywhere.").is("items.1", nil)
	if _, err := h.desk.Erase(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	lind.get("/examples").want(http.StatusOK).is("items", []any{})
}

// Who reviews newcomers is recognised for answers that stood.
func TestReviewedAnswersThatStood(t *testing.T) {
	h := open(t)
	otter, lind, ann := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.visitor("Ann", "")
	h.must(exec(h, `UPDATE desk.qualifications SET probation = 9 WHERE person = $1`, otter.id))
	for _, stars := range []int{5, 1} {
		h.areHere(otter.id)
		n := ann.opens("parking", "where?")
		h.work()
		otter.post(at(n, "claim"), nil).want(http.StatusOK)
		held := otter.says(n, "In the yard.").want(http.StatusCreated).text("id")
		lind.post(at(n, "release_held"), obj{"entry": held}).want(http.StatusOK)
		lind.get("/helpers/"+lind.id.String()).want(http.StatusOK).is("reviewed", map[int]int{5: 0, 1: 1}[stars])
		otter.post(at(n, "resolve"), nil).want(http.StatusOK)
		ann.rates(n, stars)
	}
	lind.get("/helpers/"+lind.id.String()).want(http.StatusOK).is("reviewed", 1) // the other one did not stand
}
