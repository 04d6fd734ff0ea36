package server

import (
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
