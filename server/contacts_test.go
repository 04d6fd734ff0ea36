package server

import (
	"net/http"
	"testing"
	"time"

	"kontor/people"
)

const day = 24 * time.Hour

// The switch of somebody who is absent may be turned on; they are told that it is of no
// effect until when.
func TestTheSwitchOfSomebodyAway(t *testing.T) {
	h := open(t)
	otter := h.helper(people.RoleExpert, "Otter")
	s, turned := otter.live(), 0
	turn := func(want any) {
		t.Helper()
		s.send(obj{"type": "available", "on": true})
		turned++
		h.eventually("the switch is answered", func() bool { return len(s.all("presence")) == turned })
		if p := s.all("presence")[turned-1]; p["available"] != true || p["away_until"] != want {
			t.Errorf("presence %v, want it away until %v", p, want)
		}
	}
	turn(nil)
	until := h.clock.Now().Add(day).UTC().Truncate(time.Second).Format(time.RFC3339)
	id := otter.leaves(0, day, nil).want(http.StatusCreated).text("id")
	turn(until)
	otter.get("/me").want(http.StatusOK).is("away_until", until)
	h.clock.Advance(time.Minute)
	otter.do("DELETE", "/absences/"+id, nil).want(http.StatusNoContent)
	turn(nil)
}

// However quickly they follow each other, what was wanted last is what holds.
func TestTheLastThrowOfTheSwitchHolds(t *testing.T) {
	h := open(t)
	otter := h.helper(people.RoleExpert, "Otter")
	s := otter.live()
	for n := range 21 {
		s.send(obj{"type": "available", "on": n%2 == 0})
	}
	s.send(obj{"type": "ping"}) // whatever came before has been read
	s.wait("pong")
	h.eventually("it is on", func() bool {
		told := s.all("presence")
		return len(told) > 0 && told[len(told)-1]["available"] == true && h.count(`SELECT count(*) FROM desk.people WHERE id = $1 AND available`, otter.id) == 1
	})
}

func (c *client) leaves(after, lasting time.Duration, more obj) *reading {
	c.h.t.Helper()
	from := c.h.clock.Now().Add(after)
	body := obj{"id": newID(), "kind": "vacation", "from": from, "until": from.Add(lasting)}
	for name, value := range more {
		body[name] = value
	}
	return c.post("/absences", body)
}

// A customer and their personal contact: named by staff, who goes on vacation, is
// stood in for, comes back, and is let go.
func TestPersonalContact(t *testing.T) {
	h := open(t)
	anna, jonas, root := h.helper(people.RoleStaff, "Anna"), h.helper(people.RoleStaff, "Jonas"), h.helper(people.RoleAdmin, "Root")
	otter, ann := h.expert("Otter"), h.visitor("Ann", "")
	n := ann.opens("tax", "how much?")
	ann.get("/me/contacts").want(http.StatusOK).is("items", []any{})
	anna.do("PUT", at(n, "contact"), obj{"person": otter.id}).want(http.StatusUnprocessableEntity)
	for range 2 { // the same again
		anna.do("PUT", at(n, "contact"), nil).want(http.StatusOK).is("items.0.person.name", "Anna").is("items.0.away", nil)
	}
	ann.get("/me/contacts").is("items.0.kind", "staff").is("items.0.person.name", "Anna").is("items.0.answers", nil)
	anna.get("/me/regulars").want(http.StatusOK).is("items.0.kind", "staff")

	anna.do("PUT", "/people/"+anna.id.String()+"/deputy", obj{"deputy": jonas.id}).want(http.StatusNoContent)
	jonas.get("/people/"+anna.id.String()+"/deputy").want(http.StatusOK).is("deputy.name", "Jonas")
	jonas.do("PUT", "/people/"+anna.id.String()+"/deputy", obj{}).want(http.StatusForbidden)
	anna.leaves(time.Hour, 2*day, obj{"note": "skiing; anna@example.org"}).want(http.StatusCreated).is("note", "skiing; [e-mail 1]")
	anna.leaves(day, 5*day, nil).want(http.StatusConflict)
	ann.get("/me/contacts").is("items.0.away", nil)
	h.clock.Advance(time.Hour)
	h.work()
	back := h.clock.Now().Add(2*day - time.Hour)
	ann.get("/me/contacts").is("items.0.away.kind", "vacation").is("items.0.away.note", "skiing; [e-mail 1]").is("items.0.answers.name", "Jonas")
	if until, err := time.Parse(time.RFC3339, ann.get("/me/contacts").text("items.0.away.until")); err != nil || until.Sub(back).Abs() > 2*time.Hour {
		t.Errorf("away until %v, want about %v", until, back)
	}
	anna.get("/me").want(http.StatusOK).text("away_until")
	jonas.get("/notifications").want(http.StatusOK).is("items.0.kind", "stand_in")
	h.clock.Advance(2 * day)
	h.work()
	ann.get("/me/contacts").is("items.0.away", nil)
	anna.get("/me").is("away_until", nil)

	tie := root.get("/people/" + anna.id.String() + "/regulars").want(http.StatusOK).text("items.0.id")
	root.patch("/regulars/"+tie, obj{"person": jonas.id}).want(http.StatusNoContent)
	ann.get("/me/contacts").is("items.0.person.name", "Jonas")
	jonas.do("DELETE", at(n, "contact"), nil).want(http.StatusNoContent)
	ann.get("/me/contacts").is("items", []any{})
	if lines := h.count(`SELECT count(*) FROM desk.audit_log WHERE act IN ('contact_set', 'contact_removed', 'absence_entered', 'deputy_set')`); lines != 5 {
		t.Errorf("%d lines in the audit log, want the contact set twice and removed, one absence and one deputy", lines)
	}
}

// An expert whom the customer wants back: by alias for the one, nobody they know for
// the other.
func TestReturningExpert(t *testing.T) {
	h := open(t)
	otter, magpie, ann := h.expert("Otter"), h.expert("Magpie"), h.visitor("Ann", "")
	n := ann.helpedBy(otter, "where?")
	ann.do("PUT", "/me/contacts", obj{"ticket": n}).want(http.StatusConflict)
	otter.post(at(n, "resolve"), nil).want(http.StatusOK)
	h.visitor("Bob", "").do("PUT", "/me/contacts", obj{"ticket": n}).want(http.StatusNotFound)
	ann.do("PUT", "/me/contacts", obj{"ticket": n}).want(http.StatusOK).is("items.0.kind", "expert").is("items.0.person.name", "Otter")
	regulars := otter.get("/me/regulars").want(http.StatusOK).is("items.0.alias", nil)
	tie := regulars.text("items.0.id")
	if tie == ann.id.String() {
		t.Error("the expert is told who it is")
	}
	magpie.do("DELETE", "/regulars/"+tie, nil).want(http.StatusNotFound)
	otter.leaves(0, day, nil).want(http.StatusCreated)
	h.work()
	ann.get("/me/contacts").is("items.0.away.kind", "vacation").is("items.0.answers", nil)
	otter.leaves(2*day, day, obj{"deputy": magpie.id}).want(http.StatusUnprocessableEntity)
	otter.do("DELETE", "/regulars/"+tie, nil).want(http.StatusNoContent)
	otter.do("DELETE", "/regulars/"+tie, nil).want(http.StatusNotFound)
	ann.get("/me/contacts").is("items", []any{})
}

func TestWhoMayEnterAbsences(t *testing.T) {
	h := open(t)
	anna, jonas, root, otter := h.helper(people.RoleStaff, "Anna"), h.helper(people.RoleStaff, "Jonas"), h.helper(people.RoleAdmin, "Root"), h.expert("Otter")
	jonas.leaves(day, day, obj{"person": anna.id}).want(http.StatusForbidden)
	id := root.leaves(day, day, obj{"person": anna.id, "deputy": jonas.id}).want(http.StatusCreated).text("id")
	root.leaves(day, day, obj{"person": otter.id}).want(http.StatusCreated)
	for _, c := range []struct {
		who  *client
		sees int
	}{{otter, 1}, {jonas, 1}, {root, 2}} {
		if got := c.who.get("/absences").want(http.StatusOK).len("items"); got != c.sees {
			t.Errorf("sees %d absences, want %d", got, c.sees)
		}
	}
	jonas.do("DELETE", "/absences/"+id, nil).want(http.StatusNotFound)
	anna.do("DELETE", "/absences/"+id, nil).want(http.StatusNoContent)
	for name, wrong := range map[string]obj{
		"is over":               {"from": h.clock.Now().Add(-2 * day), "until": h.clock.Now().Add(-day)},
		"began long ago":        {"from": h.clock.Now().Add(-30 * day), "until": h.clock.Now().Add(day)},
		"ends before":           {"from": h.clock.Now().Add(day), "until": h.clock.Now()},
		"takes years":           {"from": h.clock.Now(), "until": h.clock.Now().Add(1000 * day)},
		"a deputy of one's own": {"deputy": anna.id},
		"an expert as deputy":   {"deputy": otter.id},
		"two lines":             {"note": "one\ntwo"},
	} {
		if a := anna.leaves(0, day, wrong); a.status != http.StatusUnprocessableEntity {
			t.Errorf("an absence that %s: %d", name, a.status)
		}
	}
}

func TestContinuityReport(t *testing.T) {
	h := open(t)
	root, anna, ann := h.helper(people.RoleAdmin, "Root"), h.helper(people.RoleStaff, "Anna"), h.visitor("Ann", "")
	for range 2 {
		n := ann.opens("tax", "how much?")
		anna.post(at(n, "assign"), nil).want(http.StatusOK)
		anna.post(at(n, "resolve"), nil).want(http.StatusOK)
		h.clock.Advance(time.Minute)
	}
	report := root.get("/reports/continuity?months=1").want(http.StatusOK)
	report.is("items.0.topic", "").is("items.0.tickets", 2).is("items.0.again", 1).is("items.0.same", 1).is("items.0.median", 1)
	report.is("items.1.topic_name", "Tax").is("items.1.customers", 1).is("items.0.month", h.clock.Now().Format("2006-01"))
	anna.get("/reports/continuity").want(http.StatusForbidden)
}
