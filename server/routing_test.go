package server

import (
	"net/http"
	"strings"
	"testing"

	"kontor/people"
)

func TestWhyATicketWentWhereItWent(t *testing.T) {
	h := open(t)
	lind, otter := h.helper(people.RoleStaff, "Lind"), h.expert("Otter")
	h.helper(people.RoleExpert, "Heron") // not there
	number := h.visitor("Ann", "").opens("parking", "Anybody?")
	h.work()
	otter.post(at(number, "claim"), nil).want(http.StatusOK)
	a := lind.get(at(number, "routing")).want(http.StatusOK).is("items.0.action", "offer").is("items.0.considered", 2).is("items.0.qualified", 2).
		is("items.0.out.unavailable", 1).is("items.0.asked.0.name", "Otter").is("items.0.asked.0.outcome", "claimed").is("items.0.asked.1", nil)
	if a.number("items.0.asked.0.score.total") <= 0 {
		t.Errorf("no score: %s", a.raw)
	}
	otter.get(at(number, "routing")).want(http.StatusForbidden)
}

func TestSimulation(t *testing.T) {
	h := open(t)
	root := h.helper(people.RoleAdmin, "Root")
	described := obj{"days": 2, "per_day": 50, "experts": 10, "staff": 2, "then": obj{"policy": "staff_only"}}
	a := root.post("/simulations", described).want(http.StatusOK).is("tickets", 100).is("now.unsolved", 0).is("then.by_experts", 0).is("then.to_staff.topic_rule", 100)
	if a.number("now.by_experts") == 0 {
		t.Errorf("experts solve nothing: %s", a.raw)
	}
	if b := root.post("/simulations", described); b.raw != a.raw {
		t.Error("the same question, another answer")
	}
	h.expert("Otter")
	h.visitor("Ann", "").opens("parking", "Anybody?")
	h.clock.Advance(60e9)
	past := root.post("/simulations", obj{"past": true, "staff": 1}).want(http.StatusOK).is("tickets", 1).is("experts", 1)
	root.post("/simulations", obj{"days": 3, "staff": 1}).want(http.StatusOK).is("tickets", 3) // as few as came: one a day
	if strings.Contains(past.raw, "Otter") {
		t.Error("a simulation names somebody")
	}
}

func TestWhatWasLearnedOfATopic(t *testing.T) {
	h := open(t)
	root, otter := h.helper(people.RoleAdmin, "Root"), h.expert("Otter")
	root.get("/topics/parking/experience").want(http.StatusOK).is("at", nil).is("tickets", 0).is("bands.0", nil)
	root.get("/topics/sesame/experience").want(http.StatusNotFound)
	number := h.visitor("Ann", "").opens("parking", "Where may I stand?")
	h.work()
	otter.post(at(number, "claim"), nil).want(http.StatusOK)
	otter.post(at(number, "resolve"), nil).want(http.StatusOK)
	if _, err := h.desk.Learn(t.Context()); err != nil {
		t.Fatal(err)
	}
	a := root.get("/topics/parking/experience").want(http.StatusOK).is("tickets", 1).is("solved", 1).is("languages.0.solved", 1).is("wording", 0)
	if strings.Contains(a.raw, "stand") {
		t.Errorf("shows a word of one customer: %s", a.raw)
	}
	rules := []obj{{"field": "kind", "value": "complaint", "policy": "staff_only"}}
	root.do("PATCH", "/topics/parking", obj{"min_chance_percent": 40, "form_rules": rules}).want(http.StatusOK).is("min_chance_percent", 40).is("form_rules.0.value", "complaint")
	root.do("PATCH", "/topics/parking", obj{"min_chance_percent": 91}).want(http.StatusUnprocessableEntity)
}
