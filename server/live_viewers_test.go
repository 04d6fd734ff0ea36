package server

import (
	"testing"

	"kontor/people"
)

// lastLook is how long a talker is told that somebody has a ticket open; -1: nothing.
func (t *talker) lastLook(name string) float64 {
	seconds := -1.0
	for _, f := range t.all("viewing") {
		if person, _ := f["person"].(obj); person["name"] == name {
			seconds, _ = f["seconds"].(float64)
		}
	}
	return seconds
}

// Helpers see who else has a ticket open, whoever came first; customers never do,
// nor an expert who has not taken it.
func TestSecondViewerIsShown(t *testing.T) {
	h := open(t)
	otter, magpie, lind, berg := h.expert("Otter"), h.expert("Magpie"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleStaff, "Berg")
	ann := h.visitor("Ann", "")
	n := ann.opens("parking", "My permit is gone.")
	h.work()
	customer, asked, first, second := ann.live(), magpie.live(), lind.live(), berg.live()
	for _, s := range []*talker{customer, asked, first, second} {
		s.watch(n, 0)
		s.wait("watching")
	}
	h.eventually("both of staff see each other", func() bool { return first.lastLook("Berg") > 0 && second.lastLook("Lind") > 0 })
	holder := otter.live()
	holder.watch(n, 0)
	holder.wait("watching")
	otter.post(at(n, "claim"), nil).want(200)
	h.eventually("who takes it is seen and sees", func() bool { return first.lastLook("Otter") > 0 && holder.lastLook("Berg") > 0 })
	second.send(obj{"type": "unwatch", "ticket": n})
	h.eventually("who leaves is not seen any more", func() bool { return first.lastLook("Berg") == 0 && holder.lastLook("Berg") == 0 })
	otter.post(at(n, "escalate"), obj{"reason": "personal_data", "note": "x"}).want(200)
	h.eventually("who lost it is not seen any more", func() bool { return first.lastLook("Otter") == 0 })
	if len(customer.all("viewing"))+len(asked.all("viewing")) != 0 {
		t.Error("somebody who may not know sees who looks")
	}
}
