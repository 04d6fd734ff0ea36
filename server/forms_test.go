package server

import (
	"net/http"
	"strings"
	"testing"

	"kontor/people"
)

// stall is a form with one field of most kinds, the last for staff alone.
var stall = []obj{
	{"key": "street", "kind": "text", "labels": obj{"en": "Which street?", "da": "Hvilken gade?"}, "hints": obj{"en": "As on the sign"}, "required": true},
	{"key": "vehicle", "kind": "choice", "labels": obj{"en": "Vehicle"}, "options": []obj{{"key": "car", "labels": obj{"en": "Car", "da": "Bil"}}, {"key": "lorry", "labels": obj{"en": "Lorry"}}}},
	{"key": "since", "kind": "date", "labels": obj{"en": "Since when?"}},
	{"key": "contract", "kind": "text", "labels": obj{"en": "Contract"}, "staff_only": true},
}

// withForm is a house where parking asks for a stall.
func withForm(t *testing.T) (h *house, root *client) {
	h = open(t)
	root = h.helper(people.RoleAdmin, "Root")
	root.do("PATCH", "/topics/parking", obj{"form_fields": stall}).want(http.StatusOK).is("form_fields.3.staff_only", true).is("form_fields.0.labels.da", "Hvilken gade?")
	return h, root
}

func TestATopicSaysWhatItAsks(t *testing.T) {
	h, root := withForm(t)
	a := nobody(h).get("/topics?locale=da").want(http.StatusOK).is("items.0.form.0.label", "Hvilken gade?").is("items.0.form.0.required", true).
		is("items.0.form.1.options.0.label", "Bil").is("items.0.form.1.options.1.label", "Lorry").is("items.0.form.3.staff_only", true).is("items.1.form", []any{})
	if strings.Contains(a.raw, "form_fields") {
		t.Error("what is for admins is shown to all")
	}
	rule := obj{"field": "vehicle", "value": "lorry", "policy": "staff_only"}
	root.do("PATCH", "/topics/parking", obj{"form_rules": []obj{rule}}).want(http.StatusOK)
	root.do("PATCH", "/topics/parking", obj{"form_fields": stall[:1]}).want(http.StatusUnprocessableEntity).is("errors.0.field", "form_rules[0]")
	rule["field"], rule["value"] = "contract", "secret"
	root.do("PATCH", "/topics/parking", obj{"form_rules": []obj{rule}}).want(http.StatusUnprocessableEntity).is("errors.0.message", "names a field that is for staff alone")
	for _, kind := range []any{"file", "", nil, 7} {
		root.do("PATCH", "/topics/parking", obj{"form_fields": []obj{{"key": "a", "kind": kind, "labels": obj{"en": "A"}}}}).want(http.StatusUnprocessableEntity)
	}
	root.do("PATCH", "/topics/parking", obj{"form_rules": []obj{}, "form_fields": []obj{}}).want(http.StatusOK).is("form", []any{})
}

func TestAFormIsFilledInAndRead(t *testing.T) {
	h, root := withForm(t)
	otter, lind := h.expert("Otter"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann Canarsen", "")
	asks := func(fields obj) *reading {
		return ann.post("/tickets", obj{"id": newID(), "topic": "parking", "text": "May I stand there?", "fields": fields})
	}
	before := h.written()
	a := asks(obj{"vehicle": "a bike of Ann Canarsen", "since": "yesterday"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "fields.street").
		is("errors.1.field", "fields.vehicle").is("errors.2.field", "fields.since")
	b := asks(obj{"street": "Here", "Canarsen": "x"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "fields")
	if strings.Contains(a.raw+b.raw, "Canarsen") || h.written() != before {
		t.Errorf("a refusal repeats or writes something: %s %s", a.raw, b.raw)
	}
	n := int64(asks(obj{"street": " At Canarsen's ", "vehicle": "car", "contract": "4711-Q"}).want(http.StatusCreated).
		is("fields.0.label", "Which street?").is("fields.0.value", "At Canarsen's").is("fields.2.value", "4711-Q").number("number"))
	h.work()
	for range 2 { // as it was when offered, and as it is
		a = otter.get(at(n, "")).want(http.StatusOK).is("fields.0.text", "At [name 1]'s").is("fields.1.value", "car").is("fields.1.text", "Car").is("fields.2", nil)
		if strings.Contains(a.raw, "4711-Q") || strings.Contains(a.raw, "contract") {
			t.Errorf("an expert reads %s", a.raw)
		}
		otter.post(at(n, "claim"), nil)
	}
	if list := otter.get("/tickets").want(http.StatusOK); strings.Contains(list.raw, "fields") {
		t.Error("lists carry forms")
	}
	otter.post(at(n, "escalate"), obj{"reason": "personal_data", "note": "please"}).want(http.StatusOK)
	lind.post(at(n, "assign"), nil).want(http.StatusOK).is("fields.2.label", "Contract").is("fields.2.value", "").is("fields.2.staff_only", true)
	lind.post(at(n, "personal"), nil).want(http.StatusOK).is("fields.0.text", "At Canarsen's").is("fields.2.value", "4711-Q")
	lind.get(at(n, "")).is("fields.0.text", "At [name 1]'s").is("fields.2.value", "")

	root.do("PATCH", "/topics/parking", obj{"form_fields": stall[1:2]}).want(http.StatusOK)
	ann.get(at(n, "")).is("fields.0.label", "Vehicle").is("fields.1.label", "contract").is("fields.2.key", "street").is("fields.2.label", "street")
}
