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
