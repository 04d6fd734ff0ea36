package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
)

// applicationBodyOf is what somebody of this name applies with, for parking.
func applicationBodyOf(name string) obj {
	return obj{"id": newID(), "name": name, "email": newID().String() + "@desk.example", "password": "correct horse", "languages": []string{"en"},
		"introduction": "My name is " + name + " and I park a lot.", "topics": []string{"parking"}}
}

// applies lets somebody of this name apply to become an expert.
func (h *house) applies(name string) *client {
	h.t.Helper()
	a := nobody(h).post("/applications", applicationBodyOf(name)).want(http.StatusCreated)
	return &client{h: h, id: uuid.MustParse(a.text("id")), token: a.text("token")}
}

// testBody is a test of one question without practice; change may alter it.
func testBody(change obj) obj {
	body := obj{"active": false, "draws": 1, "minutes": 10, "pass_percent": 100, "attempts": 3, "pause_hours": 1, "practice": 0, "probation": 1,
		"lapse_months": 6, "renewal": 1, "retest_days": 14}
	for name, value := range change {
		body[name] = value
	}
	return body
}

// opensSchool opens the page and gives parking a test of one question.
func (h *house) opensSchool(admin *client) {
	h.t.Helper()
	admin.do("PUT", "/expert-page", obj{"open": true, "about": obj{"en": "You answer."}, "earn": obj{"en": "Thanks."}}).want(http.StatusOK)
	admin.do("PUT", "/tests/parking/questions/"+newID().String(), obj{"kind": "order", "text": "In which order?",
		"options": []obj{{"text": "Zfirst"}, {"text": "Asecond"}, {"text": "Mthird"}}, "guidance": "Guidancecanary"}).want(http.StatusOK)
	admin.do("PUT", "/tests/parking", testBody(obj{"active": true})).want(http.StatusOK)
}

func TestBecomingAnExpert(t *testing.T) {
	h := open(t)
	admin, staff := h.helper(people.RoleAdmin, "admin"), h.helper(people.RoleStaff, "staff")
	nobody(h).post("/applications", applicationBodyOf("Early")).want(http.StatusConflict)
	h.opensSchool(admin)
	nobody(h).get("/become-expert").want(http.StatusOK).is("open", true).is("about", "You answer.").is("topics.0.questions", 1).is("topics.0.id", "parking")
	ann := h.applies("Ann")
	ann.get("/me/application").want(http.StatusOK).is("state", "open").is("standings.0.step", "test").is("standings.0.exam.state", "ready")

	a := ann.post("/attempts", obj{"id": newID(), "topic": "parking"}).want(http.StatusCreated)
	for _, secret := range []string{"Guidancecanary", "right", "guidance"} {
		if strings.Contains(a.raw, secret) {
			t.Errorf("the paper shows %q: %s", secret, a.raw)
		}
	}
	place := map[string]int{}
	for i, o := range a.at("questions.0.options").([]any) {
		place[o.(string)] = i
	}
	answers := obj{"answers": []obj{{"question": a.text("questions.0.id"), "chosen": []int{place["Zfirst"], place["Asecond"], place["Mthird"]}}}}
	ann.do("PUT", "/attempts/"+a.text("id")+"/answers", answers).want(http.StatusOK).is("state", "running").is("points", nil)
	ann.post("/attempts/"+a.text("id")+"/finish", obj{}).want(http.StatusOK).is("state", "passed").is("points", 1)
	ann.post("/attempts/"+a.text("id")+"/finish", answers).want(http.StatusConflict)

	staff.get("/applications").want(http.StatusOK).is("items.0.standings.0.step", "approval")
	staff.get("/applications/"+ann.id.String()).want(http.StatusOK).is("name", "Ann").is("tests.0.state", "passed")
	staff.post("/applications/"+ann.id.String()+"/approve", obj{"topic": "parking"}).want(http.StatusNoContent)
	ann.get("/me/application").want(http.StatusOK).is("standings.0.step", "probation").is("standings.0.probation", 1)
	ann.get("/notifications").want(http.StatusOK).is("items.0.kind", "qualified")
}

func TestTestEndsByItself(t *testing.T) {
	h := open(t)
	h.opensSchool(h.helper(people.RoleAdmin, "admin"))
	ann := h.applies("Ann")
	a := ann.post("/attempts", obj{"id": newID(), "topic": "parking"}).want(http.StatusCreated)
	h.clock.Advance(10*time.Minute + 11*time.Second)
	ann.post("/attempts/"+a.text("id")+"/finish", obj{}).want(http.StatusConflict)
	h.work()
	ann.get("/attempts/"+a.text("id")).want(http.StatusOK).is("state", "failed").is("questions.0.brought", 0)
}

// onProbation is an expert whose next so many answers about parking are reviewed.
func (h *house) onProbation(name string, answers int) *client {
	h.t.Helper()
	c := h.expert(name)
	_, err := h.db.Owner.Exec(`UPDATE desk.qualifications SET probation = $2 WHERE person = $1`, c.id, answers)
	h.must(err)
	return c
}

// What an expert on probation answers reaches the customer when a peer or staff
// have let it out, and then as theirs; afterwards they answer by themselves.
func TestProbation(t *testing.T) {
	h := open(t)
	newt, otter, staff := h.onProbation("Newt", 2), h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	rookie, ann := h.onProbation("Rookie", 2), h.visitor("Ann", "")
	number := ann.opens("parking", "Where is zone 4?")
	h.work()
	newt.post(at(number, "claim"), nil).want(http.StatusOK)
	newt.get(at(number, "")).want(http.StatusOK)
	first := obj{"id": newID(), "text": "By the harbour."}
	held := newt.post(at(number, "entries"), first).want(http.StatusCreated).is("kind", "note").is("data.held", []string{"probation"})
	newt.post(at(number, "entries"), first).want(http.StatusCreated).is("seq", held.number("seq"))
	if ann.sees(number, "harbour") {
		t.Fatal("the customer reads what nobody has reviewed")
	}

	otter.get(at(number, "")).want(http.StatusNotFound)
	newt.get("/reviews").want(http.StatusOK).is("items", []any{})
	rookie.get("/reviews").want(http.StatusOK).is("items", []any{})
	otter.get("/reviews").want(http.StatusOK).is("items.0.ticket", number).is("items.0.taken", false)
	otter.post(at(number, "release_held"), obj{"entry": first["id"]}).want(http.StatusNotFound)
	rookie.post(at(number, "review"), nil).want(http.StatusNotFound)
	newt.post(at(number, "review"), nil).want(http.StatusNotFound)
	otter.post(at(number, "review"), nil).want(http.StatusOK).is("grant", "review")
	if !otter.sees(number, "harbour") {
		t.Error("the peer does not read what they review")
	}
	otter.says(number, "me too").want(http.StatusConflict)
	otter.post(at(number, "release_held"), obj{"entry": first["id"]}).want(http.StatusOK)
	ann.get(at(number, "entries")).is("items.3.text", "By the harbour.").is("items.3.author.name", "Newt")
	if n := h.count(`SELECT probation FROM desk.qualifications WHERE person = $1`, newt.id); n != 1 {
		t.Errorf("%d answers are left, want 1", n)
	}

	on := newt.live()
	second := newID()
	on.send(obj{"type": "post", "id": second, "ticket": number, "text": "Next to the lighthouse."})
	on.wait("ack")
	on.send(obj{"type": "post", "id": second, "ticket": number, "text": "Next to the lighthouse."})
	h.eventually("the same again is acknowledged", func() bool { return len(on.all("ack")) == 2 })
	otter.post(at(number, "release_held"), obj{"entry": second}).want(http.StatusForbidden) // later than what they took
	staff.post(at(number, "release_held"), obj{"entry": second}).want(http.StatusOK)
	newt.says(number, "And good luck!").want(http.StatusCreated).is("kind", "message")
	if n := h.count(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND kind = 'message' AND author = $2`, number, newt.id); n != 3 {
		t.Errorf("the expert has said %d things, want 3", n)
	}
}

// A peer reads for half an hour, and one at a time.
func TestReviewEnds(t *testing.T) {
	h := open(t)
	newt, otter, magpie := h.onProbation("Newt", 2), h.expert("Otter"), h.expert("Magpie")
	number := h.visitor("Ann", "").opens("parking", "Where is zone 4?")
	h.work()
	newt.post(at(number, "claim"), nil).want(http.StatusOK)
	newt.says(number, "By the harbour.").want(http.StatusCreated)
	otter.post(at(number, "review"), nil).want(http.StatusOK)
	magpie.get("/reviews").want(http.StatusOK).is("items", []any{})
	magpie.post(at(number, "review"), nil).want(http.StatusConflict)
	h.clock.Advance(30 * time.Minute)
	magpie.get("/reviews").want(http.StatusOK).is("items.0.ticket", number)
	magpie.post(at(number, "review"), nil).want(http.StatusOK)
}

// Who was only asked to take the ticket may review an answer in it; who had it may
// not, as long as they may know of it.
func TestWhoReviews(t *testing.T) {
	h := open(t)
	newt, otter, magpie := h.onProbation("Newt", 2), h.expert("Otter"), h.expert("Magpie")
	number := h.visitor("Ann", "").opens("parking", "Where is zone 4?")
	h.work()
	for _, asked := range []*client{newt, otter, magpie} {
		asked.get(at(number, "")).want(http.StatusOK).is("grant", "offered")
	}
	magpie.post(at(number, "claim"), nil).want(http.StatusOK)
	magpie.post(at(number, "release"), nil).want(http.StatusOK)
	h.areHere(newt.id, otter.id)
	h.work()
	newt.post(at(number, "claim"), nil).want(http.StatusOK)
	newt.says(number, "By the harbour.").want(http.StatusCreated)
	magpie.get("/reviews").want(http.StatusOK).is("items", []any{})
	magpie.post(at(number, "review"), nil).want(http.StatusConflict)
	otter.get("/reviews").want(http.StatusOK).is("items.0.ticket", number)
	otter.post(at(number, "review"), nil).want(http.StatusOK).is("grant", "review")
}

// Who has not read a new note of the topic takes no ticket of it.
func TestLessonsBeforeClaims(t *testing.T) {
	h := open(t)
	otter, staff := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	number := h.visitor("Ann", "").opens("parking", "Where is zone 4?")
	h.work()
	lesson := newID().String()
	staff.do("PUT", "/lessons/"+lesson, obj{"topic": "parking", "title": "New zones", "text": "From May on."}).want(http.StatusOK)
	otter.post(at(number, "claim"), nil).want(http.StatusConflict).is("errors.0.field", "lessons")
	otter.get("/me/lessons").want(http.StatusOK).is("items.0.id", lesson).is("items.0.read", 0)
	otter.post("/me/lessons/"+lesson, nil).want(http.StatusNoContent)
	otter.post(at(number, "claim"), nil).want(http.StatusOK)
}

// The nightly round warns who has long been silent, and then takes the topic.
func TestNightlyRoundOverQualifications(t *testing.T) {
	h := open(t)
	h.opensSchool(h.helper(people.RoleAdmin, "admin"))
	otter := h.expert("Otter")
	for _, want := range []string{"lapse_warning", "lapsed"} {
		h.clock.Advance(200 * 24 * time.Hour)
		h.must(h.workers.ReviewQualifications(t.Context()))
		if n := h.count(`SELECT count(*) FROM desk.notifications WHERE person = $1 AND kind = $2`, otter.id, want); n != 1 {
			t.Errorf("%s: told %d times, want once", want, n)
		}
	}
	if n := h.count(`SELECT count(*) FROM desk.qualifications WHERE person = $1`, otter.id); n != 0 {
		t.Error("who was silent for more than a year has the topic still")
	}
}

// Nobody resolves over an answer that waits: the customer would read that they
// were helped before they read the help.
func TestResolvedOnceNothingIsHeld(t *testing.T) {
	h := open(t)
	newt, staff, ann := h.onProbation("Newt", 2), h.helper(people.RoleStaff, "Lind"), h.visitor("Ann", "")
	number := ann.helpedBy(newt, "Where is zone 4?")
	answer := newID()
	newt.post(at(number, "entries"), obj{"id": answer, "text": "By the harbour."}).want(http.StatusCreated)
	for _, c := range []*client{newt, staff} {
		c.post(at(number, "resolve"), nil).want(http.StatusConflict).is("errors.0.field", "held")
		if strings.Contains(jsonText(c.get(at(number, "")).want(http.StatusOK).at("may")), "resolve") {
			t.Error("a button says that it can be resolved")
		}
	}
	staff.post(at(number, "release_held"), obj{"entry": answer}).want(http.StatusOK)
	newt.post(at(number, "resolve"), nil).want(http.StatusOK).is("state", "resolved")

	// What they add afterwards keeps the ticket from closing until it is decided on.
	more := newID()
	newt.post(at(number, "entries"), obj{"id": more, "text": "And bring a disc."}).want(http.StatusCreated).is("kind", "note")
	h.clock.Advance(8 * 24 * time.Hour)
	h.work()
	staff.get(at(number, "")).is("state", "resolved")
	staff.post(at(number, "drop_held"), obj{"entry": more}).want(http.StatusOK)
	h.clock.Advance(24 * time.Hour)
	h.work()
	staff.get(at(number, "")).is("state", "closed")
}

// Whoever has not accepted the terms in time is offered nothing new, and is told so.
func TestNothingNewWithoutTheTerms(t *testing.T) {
	h := open(t)
	otter, admin, ann := h.expert("Otter"), h.helper(people.RoleAdmin, "admin"), h.visitor("Ann", "")
	admin.post("/expert-terms", obj{"texts": obj{"en": "Be kind."}, "days": 2}).want(http.StatusCreated).is("version", 1)
	otter.get("/notifications").want(http.StatusOK).is("items.0.kind", "terms")
	otter.get("/me/application").want(http.StatusOK).is("terms_owed.version", 1).is("terms_owed.overdue", false).is("terms_owed.text", "Be kind.")
	offers := func() int { return len(otter.get("/tickets?view=offers").want(http.StatusOK).at("items").([]any)) }
	open := func() int64 {
		h.areHere(otter.id)
		number := ann.opens("parking", "Where is zone 4?")
		h.work()
		return number
	}
	open()
	if offers() != 1 {
		t.Fatal("nothing is offered before the terms are due")
	}
	h.clock.Advance(48 * time.Hour)
	otter.get("/me/application").want(http.StatusOK).is("terms_owed.overdue", true)
	late := open()
	admin.get(at(late, "routing")).want(http.StatusOK).is("items.0.out.terms", 1)
	h.must(h.desk.OfferWaiting(t.Context(), people.Person{ID: otter.id, Role: people.RoleExpert, Languages: []string{"en"}, Capacity: 5}))
	if offers() != 0 {
		t.Error("something new is offered")
	}
	otter.post("/me/terms", obj{"version": 2}).want(http.StatusConflict)
	otter.post("/me/terms", obj{"version": 1}).want(http.StatusNoContent)
	otter.get("/me/application").want(http.StatusOK).is("terms_owed", nil).is("terms_accepted", 1)
	open()
	if offers() == 0 {
		t.Error("nothing is offered once they are accepted")
	}
}

// Admins see in the list of people who has applied, and where they stand.
func TestApplicantsAmongPeople(t *testing.T) {
	h := open(t)
	admin, other := h.helper(people.RoleAdmin, "admin"), h.helper(people.RoleAdmin, "other")
	h.must(exec(h, `DELETE FROM desk.memberships WHERE person = '`+other.id.String()+`'`))
	h.opensSchool(admin)
	otter, ann := h.helper(people.RoleExpert, "Otter"), h.applies("Ann")
	of := func(c *client, who *client) any {
		t.Helper()
		for _, item := range c.get("/people?role=expert").want(http.StatusOK).at("items").([]any) {
			if p := item.(obj); p["id"] == who.id.String() {
				return p["application"]
			}
		}
		t.Fatal("they are not in the list")
		return nil
	}
	if of(admin, otter) != nil {
		t.Error("who was invited has an application")
	}
	a := of(admin, ann).(obj)
	if step := a["standings"].([]any)[0].(obj)["step"]; a["state"] != "open" || a["may_open"] != true || step != "test" {
		t.Errorf("the application: %v", a)
	}
	if of(other, ann).(obj)["may_open"] != false {
		t.Error("an admin of no team may open it")
	}
}

// The public page says what experts earn now.
func TestWhatExpertsEarn(t *testing.T) {
	h := open(t)
	admin := h.helper(people.RoleAdmin, "admin")
	h.opensSchool(admin)
	nobody(h).get("/become-expert").want(http.StatusOK).is("topics.0.rewards", []any{})
	admin.post("/rewards/rates", obj{"id": newID(), "unit": "EUR", "amount": 150}).want(http.StatusCreated)
	admin.post("/rewards/rates", obj{"id": newID(), "unit": "EUR", "amount": 200, "language": "hu"}).want(http.StatusCreated)
	h.clock.Advance(time.Second)
	nobody(h).get("/become-expert").want(http.StatusOK).is("topics.0.rewards", []any{obj{"unit": "EUR", "least": 150.0, "most": 200.0}})
}
