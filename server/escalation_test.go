package server

import (
	"net/http"
	"strings"
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
	otter.post(at(n, "claim"), nil).want(http.StatusOK)
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
