package server

import (
	"net/http"
	"strconv"
	"testing"

	"kontor/people"
)

// holdTicket keeps a ticket's row locked, as a database would that has trouble.
func (h *house) holdTicket(n int64) (letGo func()) {
	h.t.Helper()
	tx, err := h.db.Owner.BeginTxx(h.t.Context(), nil)
	h.must(err)
	_, err = tx.ExecContext(h.t.Context(), `SELECT FROM desk.tickets WHERE number = $1 FOR UPDATE`, n)
	h.must(err)
	return func() { h.must(tx.Rollback()) }
}

// lastState is what a talker was told last of how the desk is; nil: nothing.
func (t *talker) lastState() any {
	frames := t.all("state")
	if len(frames) == 0 {
		return nil
	}
	return frames[len(frames)-1]["slow"]
}

// While the desk answers slowly everybody is told, a new talk is held at the
// door, reads go on; and what waited is written once, in order.
func TestSlowDatabase(t *testing.T) {
	h := open(t, func(o *Options) { o.Patience = usualPatience })
	token := nobody(h).post("/customers", obj{"email": "ann@example.org", "password": "correct horse"}).want(http.StatusCreated).text("token")
	ann, lind := &client{h: h, token: token}, h.helper(people.RoleStaff, "Lind") // an account is never held at the door
	n := ann.opens("tax", "hello")
	writer, reader := ann.live(), lind.live()
	writer.watch(n, 0)
	letGo := h.holdTicket(n)
	for _, text := range []string{"one", "two", "three"} {
		writer.send(obj{"type": "post", "id": newID().String(), "ticket": n, "text": text})
	}
	h.eventually("staff hear that it is slow", func() bool { return reader.lastState() == true })
	turned := nobody(h).post("/visitors", obj{}).want(http.StatusServiceUnavailable)
	if seconds, err := strconv.Atoi(turned.header.Get("Retry-After")); err != nil || seconds < 1 || turned.text("code") != "unavailable" {
		t.Errorf("at the door: %v %v", turned.header, turned.raw)
	}
	lind.get(at(n, "")).want(http.StatusOK)
	lind.get(at(n, "entries")).want(http.StatusOK)
	late := ann.live()
	late.wait("state")
	letGo()
	h.eventually("all is written and acknowledged", func() bool { return len(writer.all("ack")) == 3 })
	h.eventually("staff hear that it is over", func() bool { return reader.lastState() == false })
	writer.counts(h.count(`SELECT head_everyone FROM desk.tickets WHERE number = $1`, n), 1)
	h.eventually("the door is open again", func() bool {
		return nobody(h).post("/visitors", obj{}).status == http.StatusCreated
	})
}
