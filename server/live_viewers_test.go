package server

import (
	"fmt"
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

// Of a crowd so many are named and no more, to everybody; whoever comes later sees
// those, and has the place of one who leaves.
func TestCrowdSeesSomeOfItself(t *testing.T) {
	h := open(t)
	n := h.visitor("Ann", "").opens("parking", "My permit is gone.")
	name := func(i int) string { return fmt.Sprintf("Lind-%c", rune(97+i)) }
	crowd := make([]*talker, viewersMost+3)
	for i := range crowd {
		crowd[i] = h.helper(people.RoleStaff, name(i)).live()
		crowd[i].watch(n, 0)
		crowd[i].wait("watching")
		sees := min(i, viewersMost)
		h.eventually("who comes sees those who are named", func() bool { return crowd[i].sees(name, len(crowd)) == sees })
	}
	h.eventually("the first sees the others that are named", func() bool { return crowd[0].sees(name, len(crowd)) == viewersMost-1 })
	last := len(crowd) - 1
	if crowd[0].lastLook(name(last)) != -1 {
		t.Error("more are named than the crowd is told of")
	}
	crowd[1].send(obj{"type": "unwatch", "ticket": n})
	h.eventually("who leaves is not seen any more", func() bool { return crowd[last].lastLook(name(1)) == 0 })
	h.server.live.renewViewers()
	h.eventually("another is named in their place", func() bool { return crowd[0].sees(name, len(crowd)) == viewersMost-1 })
}

// sees counts the colleagues whom a talker knows to have the ticket open.
func (t *talker) sees(name func(int) string, of int) (n int) {
	for i := range of {
		if t.lastLook(name(i)) > 0 {
			n++
		}
	}
	return n
}
