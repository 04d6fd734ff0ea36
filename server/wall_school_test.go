package server

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"kontor/people"
)

// What the recipes of routes about becoming an expert need. Of the experts only
// the holder learns anything: what the others get shows that it is nobody else's.

// openSchool opens topics to learn in: trees with a test and practice that nobody can use
// up, lakes with a test of one attempt, and ponds without any, which the holder has.
func (w *world) openSchool() {
	w.t.Helper()
	if w.schooled {
		return
	}
	w.schooled = true
	admin, staff, holder := w.who["admin"], w.who["staff"], w.who["holder"]
	for _, topic := range []string{"trees", "lakes", "ponds"} {
		admin.post("/topics", obj{"id": topic, "names": obj{"en": topic}, "policy": "experts_first", "team": "town"}).want(http.StatusCreated)
	}
	for topic, test := range map[string]obj{"trees": {"attempts": 20, "pause_hours": 0, "practice": 1}, "lakes": {"attempts": 1}} {
		admin.do("PUT", "/tests/"+topic+"/questions/"+newID().String(), obj{"kind": "choice", "text": "Which?",
			"options": []obj{{"text": "this", "right": true}, {"text": "that"}}}).want(http.StatusOK)
		admin.do("PUT", "/tests/"+topic+"/practice/"+newID().String(), obj{"subject": "Dry", "text": "It is.", "sample": "Water it."}).want(http.StatusOK)
		test["active"] = true
		admin.do("PUT", "/tests/"+topic, testBody(test)).want(http.StatusOK)
	}
	holder.do("PUT", "/me/application", obj{"introduction": "I like trees.", "topics": []string{"trees", "ponds"}}).want(http.StatusOK)
	staff.post("/applications/"+holder.id.String()+"/approve", obj{"topic": "ponds"}).want(http.StatusNoContent)
}

// attempt begins the holder's test in trees, or goes on with it.
func (w *world) attempt() *reading {
	w.t.Helper()
	w.openSchool()
	holder := w.who["holder"]
	var running []uuid.UUID
	w.must(w.db.Owner.Select(&running, `SELECT id FROM desk.attempts WHERE person = $1 AND state = 'running'`, holder.id))
	if len(running) == 1 {
		return holder.get("/attempts/" + running[0].String()).want(http.StatusOK)
	}
	return holder.post("/attempts", obj{"id": newID(), "topic": "trees"}).want(http.StatusCreated)
}

func applied(w *world, _ string, _ int64) map[string]string {
	w.openSchool()
	return nil
}

func underWay(w *world, _ string, _ int64) map[string]string {
	return map[string]string{"id": w.attempt().text("id")}
}

// passed is the practice ticket of trees, whose test the holder has passed.
func passed(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	w.openSchool()
	holder := w.who["holder"]
	if w.count(`SELECT count(*) FROM desk.attempts WHERE person = $1 AND state = 'passed'`, holder.id) == 0 {
		a, place := w.attempt(), 0
		if a.text("questions.0.options.1") == "this" {
			place = 1
		}
		holder.post("/attempts/"+a.text("id")+"/finish", obj{"answers": []obj{{"question": a.text("questions.0.id"), "chosen": []int{place}}}}).is("state", "passed")
	}
	return map[string]string{"id": holder.get("/practice?topic=trees").want(http.StatusOK).text("items.0.id")}
}

// answered is an answer of the holder's to that practice ticket, to be judged.
func answered(w *world, column string, number int64) map[string]string {
	w.t.Helper()
	practice := passed(w, column, number)["id"]
	w.who["holder"].post("/practice/"+practice+"/answer", obj{"id": newID(), "text": "Water it."}) // unless one waits already
	var waiting uuid.UUID
	w.must(w.db.Owner.Get(&waiting, `SELECT id FROM desk.practice_answers WHERE state = 'judging'`))
	return map[string]string{"id": waiting.String()}
}

// lesson is a note of the ponds.
func lesson(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	w.openSchool()
	note := newID().String()
	w.who["staff"].do("PUT", "/lessons/"+note, obj{"topic": "ponds", "title": "Frogs", "text": "They are back."}).want(http.StatusOK)
	return map[string]string{"id": note}
}

// newTerms are terms that nobody has accepted.
func newTerms(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	w.who["admin"].post("/expert-terms", obj{"texts": obj{"en": "Be kind."}}).want(http.StatusCreated)
	return nil
}

// outOfAttempts is an applicant for the lakes who has failed their one attempt.
func outOfAttempts(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	w.openSchool()
	body := applicationBodyOf("Failing")
	body["topics"] = []string{"lakes"}
	a := nobody(w.house).post("/applications", body).want(http.StatusCreated)
	c := &client{h: w.house, id: uuid.MustParse(a.text("id")), token: a.text("token")}
	try := c.post("/attempts", obj{"id": newID(), "topic": "lakes"}).want(http.StatusCreated)
	c.post("/attempts/"+try.text("id")+"/finish", obj{}).want(http.StatusOK).is("state", "failed")
	return map[string]string{"id": c.id.String()}
}

// reviewed is a ticket whose expert is on probation, with an answer that waits.
func (w *world) reviewed() int64 {
	w.t.Helper()
	w.must(exec(w.house, `UPDATE desk.qualifications SET probation = 9 WHERE topic = 'parking' AND person = '`+w.who["holder"].id.String()+`'`))
	n := w.asked()
	w.who["holder"].post(at(n, "claim"), nil).want(http.StatusOK)
	w.who["holder"].says(n, "You wrote "+quotable).want(http.StatusCreated).is("data.held", []string{"probation"})
	w.must(exec(w.house, `UPDATE desk.qualifications SET probation = 0`))
	return n
}

// invitation is the token of somebody who has yet to set their password.
func (w *world) invitation() string {
	w.t.Helper()
	token, err := w.register.Invite(context.Background(), people.System(), w.target())
	w.must(err)
	return token
}
