package server

import (
	"net/http"
	"testing"

	"kontor/people"
)

// An expert whose second offer shows less than the first, and who claims the ticket, is
// sent what they have not had yet and nothing twice.
func TestOfferThatShowsLess(t *testing.T) {
	h := open(t)
	otter, magpie, owl, ann := h.expert("Otter"), h.expert("Magpie"), h.expert("Owl"), h.visitor("Ann", "")
	h.helper(people.RoleAdmin, "Root").patch("/topics/parking", obj{"peers_seconds": 300}).want(http.StatusOK)
	n := ann.opens("parking", "My permit is gone.")
	otter.claims(n)
	otter.post(at(n, "escalate"), obj{"reason": "stuck", "handover": obj{"asked": "a permit", "tried": "all", "left": "nothing"}}).want(http.StatusOK)
	h.work()
	owl.get(at(n, "")).want(http.StatusOK).is("grant", "offered")
	peer := owl.live()
	peer.watch(n, 0)
	had := int64(peer.wait("watching")["head"].(float64))
	peer.counts(int(had), 1)

	magpie.claims(n)
	magpie.post(at(n, "release"), nil).want(http.StatusOK)
	h.areHere(owl.id)
	h.work()
	less := owl.get(at(n, "")).want(http.StatusOK).is("grant", "offered").number("head")
	if int64(less) >= had {
		t.Fatalf("the first offer shows up to %d, the second to %v", had, less)
	}
	again := owl.live()
	again.watch(n, had)
	if got := again.wait("watching")["head"]; got != float64(had) {
		t.Errorf("who has %d is told that they have %v", had, got)
	}
	owl.post(at(n, "claim"), nil).want(http.StatusOK)
	owl.post(at(n, "entries"), obj{"id": newID(), "text": "Here I am."}).want(http.StatusCreated)
	head := int64(owl.get(at(n, "")).number("head"))
	again.counts(int(head-had), had+1)
}

// A number that no log has come to keeps nothing from whoever reads a ticket up to the
// present.
func TestCursorBeyondTheLog(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	n := ann.opens("parking", "My permit is gone.")
	head := int64(ann.get(at(n, "")).number("head"))
	s := ann.live()
	s.watch(n, 1<<40)
	if got := s.wait("watching")["head"]; got != float64(head) {
		t.Errorf("told %v", got)
	}
	s.says(n, "hello")
	s.counts(1, head+1)
}
