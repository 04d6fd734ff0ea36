package server

import (
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
)

// sendsFirst sends a file for a ticket that is going to be opened.
func (c *client) sendsFirst(id uuid.UUID, content string) *reading {
	c.h.t.Helper()
	return c.do("PUT", "/attachments/"+id.String(), content, "Content-Disposition", "attachment; filename*=UTF-8''Ann%20CANARY.png")
}

func (c *client) opensWith(id uuid.UUID, files ...uuid.UUID) *reading {
	c.h.t.Helper()
	return c.post("/tickets", obj{"id": id, "topic": "parking", "text": "the car of Ann Larsen", "attachments": files})
}

// Who asks for the first time sends files with the first message; everything that
// holds for files holds for them.
func TestFilesGoWithTheFirstMessage(t *testing.T) {
	h := open(t)
	otter := h.expert("Otter")
	ann, lind := h.visitor("Ann Larsen", ""), h.helper(people.RoleStaff, "Lind")
	file, content := newID(), png+"the car"
	ann.sendsFirst(file, content).want(http.StatusCreated).is("kind", "image").is("name", "Ann CANARY.png")
	ann.sendsFirst(file, content).want(http.StatusCreated)
	ann.sendsFirst(file, png+"another").want(http.StatusConflict)

	request := newID()
	opened := ann.opensWith(request, file).want(http.StatusCreated)
	ticket := int64(opened.at("number").(float64))
	ann.opensWith(request, file).want(http.StatusCreated).is("number", ticket)
	ann.sendsFirst(file, content).want(http.StatusCreated) // its sender has not heard
	if raw := ann.fetches(ticket, file).want(http.StatusOK).raw; raw != content {
		t.Errorf("%q came back", raw)
	}
	ann.get(at(ticket, "entries")).is("items.1.data.attachments.0.name", "Ann CANARY.png")

	h.work()
	offered := otter.get(at(ticket, "entries"))
	offered.is("items.1.data.attachments.0.kind", "image").is("items.1.data.attachments.0.name", nil)
	otter.fetches(ticket, file).want(http.StatusNotFound)
	lind.fetches(ticket, file).want(http.StatusNotFound)
	lind.post(at(ticket, "personal"), obj{}).want(http.StatusOK)
	lind.fetches(ticket, file).want(http.StatusOK)
}

func TestWhoseFirstFilesTheyAre(t *testing.T) {
	h := open(t)
	ann, bob := h.visitor("Ann", ""), h.visitor("Bob", "")
	file, later := newID(), newID()
	ann.sendsFirst(file, png).want(http.StatusCreated)
	bob.sendsFirst(file, png).want(http.StatusConflict)
	bob.opensWith(newID(), file).want(http.StatusUnprocessableEntity)
	h.helper(people.RoleStaff, "Lind").sendsFirst(newID(), png).want(http.StatusForbidden)
	h.expert("Otter").sendsFirst(newID(), png).want(http.StatusForbidden)
	nobody(h).sendsFirst(newID(), png).want(http.StatusUnauthorized)
	ann.do("PUT", "/attachments/x", png).want(http.StatusNotFound)

	// One file, one message: of two tickets opened at once with the same one, one has it.
	var both sync.WaitGroup
	var answers [2]*reading
	for i := range answers {
		both.Go(func() { answers[i] = ann.opensWith(newID(), file) })
	}
	both.Wait()
	if a, b := answers[0].status, answers[1].status; min(a, b) != http.StatusCreated || max(a, b) < http.StatusConflict {
		t.Errorf("answered %d and %d", a, b)
	}
	if n := h.count(`SELECT count(*) FROM desk.tickets`); n != 1 {
		t.Errorf("%d tickets were opened", n)
	}
	var ticket int64
	h.must(h.db.Owner.Get(&ticket, `SELECT number FROM desk.tickets`))

	// What was sent for a new ticket does not slip into one that is there, nor the other way round.
	ann.sendsFirst(later, png).want(http.StatusCreated)
	ann.postsFiles(ticket, "look", later).want(http.StatusUnprocessableEntity)
	ann.sends(ticket, later, "", png).want(http.StatusConflict)
	posted := newID()
	ann.sends(ticket, posted, "", png).want(http.StatusCreated)
	ann.opensWith(newID(), posted).want(http.StatusUnprocessableEntity)
	ann.opensWith(newID(), later, later).want(http.StatusUnprocessableEntity)
}

func TestFirstFilesThatNobodyOpensWith(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	for range 20 {
		ann.sendsFirst(newID(), png).want(http.StatusCreated)
	}
	ann.sendsFirst(newID(), png).want(http.StatusTooManyRequests)
	h.clock.Advance(25 * time.Hour)
	h.must(h.workers.Tidy(t.Context()))
	if n := h.count(`SELECT count(*) FROM vault.attachments`); n != 0 || len(h.stored()) != 0 {
		t.Errorf("%d rows and %v are left", n, h.stored())
	}
}
