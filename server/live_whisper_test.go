package server

import (
	"net/http"
	"testing"

	"kontor/people"
	"kontor/tickets"
)

// A watch is registered before anybody knows whether its person may see the ticket.
// Until then nothing is whispered to it, and it whispers nothing.
func TestWhispersWaitForRights(t *testing.T) {
	h := open(t)
	owner := h.visitor("", "")
	n := owner.opens("parking", "hello")
	stranger := h.helper(people.RoleStaff, "stranger")
	talker := stranger.live()
	talker.send(obj{"type": "ping"})
	talker.wait("pong")
	s := h.server.live.socketsOf(stranger.id)[0]
	w := &watch{socket: s, stream: tickets.Staff, own: 5, catching: true}
	h.server.live.enter(w, n)

	whisper := tickets.Whisper{Ticket: n, Person: owner.id, Role: string(people.RoleCustomer)}
	h.must(h.server.live.whisper(t.Context(), whisper))
	talker.send(obj{"type": "ping"})
	h.eventually("the stranger is answered", func() bool { return len(talker.all("pong")) == 2 })
	if got := talker.all("typing"); len(got) != 0 {
		t.Errorf("somebody whose rights are not known hears %v", got)
	}
	if w.reaches() {
		t.Error("somebody whose rights are not known may type and mark as read")
	}

	w.seen = true
	h.must(h.server.live.whisper(t.Context(), whisper))
	talker.wait("typing")
}

// What somebody has read on one device is read on their others, whatever those watch.
// The one that said so is told nothing, and nobody else is.
func TestReadOnAnotherDevice(t *testing.T) {
	h := open(t)
	ann, otter := h.visitor("Ann", ""), h.expert("Otter")
	n := ann.opens("parking", "My permit is gone.")
	h.work()
	otter.post(at(n, "claim"), nil).want(http.StatusOK)
	phone, desk, other, customer := otter.live(), otter.live(), otter.live(), ann.live()
	for _, s := range []*talker{phone, other, customer} {
		s.watch(n, 0)
		s.wait("watching")
	}
	head := len(phone.numbers())
	phone.send(obj{"type": "read", "ticket": n, "seq": head})
	for name, s := range map[string]*talker{"one that watches nothing": desk, "one that watches": other} {
		if got := s.wait("seen"); got["ticket"] != float64(n) || got["seq"] != float64(head) {
			t.Errorf("%s is told %v", name, got)
		}
	}
	customer.wait("read")
	if got := append(phone.all("seen"), customer.all("seen")...); len(got) != 0 {
		t.Errorf("who said so, or the customer, is told %v", got)
	}
}

// The device that somebody reads on may be at another node.
func TestReadOnAnotherNode(t *testing.T) {
	h := open(t)
	lind := h.helper(people.RoleStaff, "Lind")
	desk := lind.live()
	desk.send(obj{"type": "ping"})
	desk.wait("pong")
	h.must(h.server.live.whisper(t.Context(), tickets.Whisper{Ticket: 7, Person: lind.id, Role: string(people.RoleStaff), Read: 4, Own: 3}))
	if got := desk.wait("seen"); got["ticket"] != 7.0 || got["seq"] != 3.0 {
		t.Errorf("it is told %v", got)
	}
}
