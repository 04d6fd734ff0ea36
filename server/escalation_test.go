package server

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"kontor/people"
)

// A ticket goes to the other experts, with a note in three parts, and comes back to
// nobody's notice.
func TestEscalationToPeers(t *testing.T) {
	h := open(t)
	root := h.helper(people.RoleAdmin, "Root")
	root.patch("/topics/parking", obj{"peers_seconds": 5}).want(http.StatusUnprocessableEntity).is("errors.0.field", "peers_seconds")
	root.patch("/topics/parking", obj{"peers_seconds": 300, "stuck_seconds": 1800, "response_seconds": 7200, "risk_percent": 75, "low_rating_stars": 1}).
		want(http.StatusOK).is("peers_seconds", 300).is("stuck_seconds", 1800).is("response_seconds", 7200).is("risk_percent", 75).is("low_rating_stars", 1)
	otter, magpie, lind, ann := h.expert("Otter"), h.expert("Magpie"), h.helper(people.RoleStaff, "Lind"), h.visitor("Ann Smith", "")
	n := ann.opens("parking", "My permit is gone.")
	h.work()
	otter.post(at(n, "claim"), nil).want(http.StatusOK).is("peers_first_seconds", 300)
	lind.get(at(n, "")).want(http.StatusOK).is("peers_first_seconds", nil) // not theirs to give up
	seen := ann.get(at(n, "")).want(http.StatusOK).is("assignee.name", "Otter")
	ann.post(at(n, "escalate"), obj{"handover": obj{"asked": "everything"}}).want(http.StatusUnprocessableEntity).is("errors.0.field", "handover")
	otter.post(at(n, "escalate"), obj{"reason": "stuck", "handover": obj{"tried": " "}}).want(http.StatusUnprocessableEntity)
	otter.post(at(n, "escalate"), obj{"reason": "stuck", "handover": obj{"asked": "a permit", "tried": "asked Smith", "left": "the list"}}).
		want(http.StatusOK).is("grant", "past").is("may", []string{"leak"})
	h.work()
	now := ann.get(at(n, "")).want(http.StatusOK).is("assignee.name", "Otter").is("due_at", nil).is("peers", nil).is("state", "open").is("hands.1.to", nil)
	if now.number("head") != seen.number("head") {
		t.Error("the customer's stream tells something")
	}
	lind.get(at(n, "")).want(http.StatusOK).is("tier", "expert").is("peers", "stuck").is("assignee", nil)
	magpie.get("/tickets?view=offers").want(http.StatusOK).is("items.0.number", n).is("items.0.peers", "stuck")
	note := magpie.get(at(n, "entries")).want(http.StatusOK).is("items.4.kind", "note").is("items.4.data.parts", []string{"asked", "tried", "left"})
	if got := strings.Split(note.text("items.4.text"), "\n\x1e\n"); len(got) != 3 || got[1] != "asked [name 1]" {
		t.Errorf("the note reads %q", got)
	}
	magpie.post(at(n, "claim"), nil).want(http.StatusOK)
	ann.get(at(n, "")).want(http.StatusOK).is("assignee.name", "Magpie").is("hands.2.person.name", "Magpie")
}

// Two members of staff take one ticket at once: one has it, the other is told who.
func TestTwoStaffTakeATicketAtOnce(t *testing.T) {
	h := open(t)
	both := []*client{h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleStaff, "Berg")}
	ann := h.visitor("Ann", "")
	for range 5 {
		n := ann.opens("tax", "My assessment is wrong.")
		answers := make([]*reading, 2)
		var all sync.WaitGroup
		for i, c := range both {
			all.Go(func() { answers[i] = c.post(at(n, "assign"), nil) })
		}
		all.Wait()
		winner := 0
		if answers[0].status != http.StatusOK {
			winner = 1
		}
		answers[winner].want(http.StatusOK).is("assignee.id", both[winner].id)
		answers[1-winner].want(http.StatusConflict).is("code", "conflict").is("detail", []string{"Lind", "Berg"}[winner]+" has this ticket already")
		if h.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND data->>'event' = 'assigned'`, n) != 1 {
			t.Error("assigned twice")
		}
	}
}

// A team whose tickets are given out: the first who is there has it, without asking.
func TestTeamGivesTicketsOut(t *testing.T) {
	h := open(t)
	root, lind, ann := h.helper(people.RoleAdmin, "Root"), h.helper(people.RoleStaff, "Lind"), h.visitor("Ann", "")
	root.patch("/teams/town", obj{"assignment": "lottery"}).want(http.StatusUnprocessableEntity)
	root.patch("/teams/town", obj{"assignment": "auto"}).want(http.StatusOK).is("assignment", "auto")
	lind.patch("/teams/town", obj{"assignment": "pull"}).want(http.StatusForbidden)
	n := ann.opens("tax", "My assessment is wrong.")
	h.work()
	ann.get(at(n, "")).want(http.StatusOK).is("assignee", nil)
	s := lind.live()
	s.send(obj{"type": "available", "on": true})
	given := func(why string, n int64) {
		t.Helper()
		h.eventually(why, func() bool {
			return h.count(`SELECT count(*) FROM desk.tickets WHERE number = $1 AND assignee = $2`, n, lind.id) == 1
		})
	}
	given("who arrives is given it", n)
	ann.get(at(n, "")).want(http.StatusOK).is("assignee.name", "Lind")

	root.patch("/people/"+lind.id.String(), obj{"capacity": 1}).want(http.StatusOK)
	second := ann.opens("tax", "And another.")
	h.work()
	ann.get(at(second, "")).want(http.StatusOK).is("assignee", nil)
	root.patch("/people/"+lind.id.String(), obj{"capacity": 5}).want(http.StatusOK)
	given("who has more room is given it", second)

	root.patch("/teams/town", obj{"assignment": "pull"}).want(http.StatusOK)
	third := ann.opens("tax", "And one more.")
	h.work()
	root.patch("/teams/town", obj{"assignment": "auto"}).want(http.StatusOK)
	given("a team that begins to give out gives what waits", third)
}
