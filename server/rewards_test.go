package server

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

// solves lets an expert answer one question from asking to resolved.
func (c *client) solves(ann *client, topic, text string) int64 {
	c.h.t.Helper()
	c.h.areHere(c.id)
	number := ann.opens(topic, text)
	c.h.work()
	c.post(at(number, "claim"), nil).want(http.StatusOK)
	c.says(number, "This is how it is done.").want(http.StatusCreated)
	c.post(at(number, "resolve"), nil).want(http.StatusOK)
	c.h.work()
	return number
}

// From a solved ticket to money at the bank.
func TestRewards(t *testing.T) {
	h := open(t)
	otter, lind, root, ann := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Root"), h.visitor("Ann", "")
	root.post("/rewards/rates", obj{"id": newID(), "unit": "EUR", "amount": 1200}).want(http.StatusCreated).is("topic", nil).is("to_hour", 24)
	special := newID()
	root.post("/rewards/rates", obj{"id": special, "unit": "EUR", "amount": 2000, "topic": "parking", "days": []int{7, 1, 2, 3, 4, 5, 6, 1}}).
		want(http.StatusCreated).is("topic_name", "Parking").is("days", []int{1, 2, 3, 4, 5, 6, 7})
	root.post("/rewards/rates", obj{"id": newID(), "unit": "euro", "amount": -1, "topic": "parking", "from_hour": 24, "days": []int{8}}).
		want(http.StatusUnprocessableEntity).is("errors.0.field", "unit").is("errors.1.field", "amount").is("errors.2.field", "days").is("errors.3.field", "from_hour")
	root.post("/rewards/rates", obj{"id": newID(), "unit": "EUR", "amount": 1, "topic": "nothing"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "topic")

	first := otter.solves(ann, "parking", "where may I park?")
	waiting := otter.get("/me/earnings").want(http.StatusOK)
	waiting.is("balances.0.unit", "EUR").is("balances.0.waiting", 2000).is("balances.0.owed", 0).is("waiting.0.ticket", first).is("waiting.0.topic_name", "Parking").is("months", []any{})
	root.do("DELETE", "/rewards/rates/"+special.String(), nil).want(http.StatusNoContent)
	h.clock.Advance(time.Hour)
	otter.solves(ann, "parking", "and at night?")
	h.clock.Advance(72 * time.Hour)
	h.work()
	otter.get("/me/earnings").want(http.StatusOK).is("balances.0.owed", 3200).is("waiting", []any{}).is("months.0.solved", 2).is("months.0.earned", 3200)

	month := h.clock.Now().Format("2006-01")
	fix := obj{"id": newID(), "person": otter.id, "unit": "EUR", "amount": -200, "reason": "a ticket was counted twice, ask otto@example.org"}
	lind.post("/rewards/adjustments", fix).want(http.StatusCreated).is("balances.0.owed", 3000)
	lind.post("/rewards/adjustments", fix).want(http.StatusCreated).is("balances.0.owed", 3000) // the same again
	lind.post("/rewards/adjustments", obj{"id": newID(), "person": lind.id, "unit": "EUR", "amount": 5, "reason": "for me"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "person")
	otter.post("/rewards/adjustments", fix).want(http.StatusForbidden)
	statement := otter.get("/me/earnings/" + month).want(http.StatusOK)
	statement.is("lines.0.kind", "solved").is("lines.0.ticket", first).is("lines.0.amount", 2000).is("lines.1.amount", 1200).is("lines.2.kind", "adjusted").
		is("lines.2.reason", "a ticket was counted twice, ask [e-mail 1]").is("before", []any{}).is("after.0.amount", 3000)
	if same := lind.get("/rewards/experts/" + otter.id.String() + "/" + month).want(http.StatusOK); same.raw != statement.raw {
		t.Errorf("staff read another statement: %s", same.raw)
	}
	lind.get("/rewards/experts/" + ann.id.String()).want(http.StatusNotFound)
	otter.get("/me/earnings/2026-13").want(http.StatusUnprocessableEntity)
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'reward_adjusted' AND person = $1 AND data->>'reason' LIKE '%[e-mail 1]'`, lind.id); n != 1 {
		t.Errorf("%d lines in the audit log for one adjustment", n)
	}
	h.pays(otter, root)
}

// pays makes a payout of what Otter is owed: 30 euros.
func (h *house) pays(otter, root *client) {
	h.t.Helper()
	root.get("/rewards/due").want(http.StatusOK).is("unit", "EUR").is("items.0.amount", 3000).is("items.0.payee", false)
	root.post("/rewards/payouts", obj{"id": newID()}).want(http.StatusConflict) // nobody has said whom it goes to
	otter.do("PUT", "/me/payee", obj{"name": "Otto Müller", "iban": "DE89 3704 0044 0532 0130 00"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "password")
	otter.do("PUT", "/me/payee", obj{"name": "Otto Müller", "iban": "DE89 3704 0044 0532 0130 00", "password": "wrong horse"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "password")
	otter.do("PUT", "/me/payee", obj{"name": "Otto Müller", "iban": "DE89 3704 0044 0532 0130 01", "password": "correct horse"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "iban")
	otter.do("PUT", "/me/payee", obj{"name": "Otto Müller", "iban": "de89 3704 0044 0532 0130 00", "password": "correct horse"}).want(http.StatusOK).is("iban", "DE89370400440532013000")
	otter.get("/me/payee").want(http.StatusOK).is("name", "Otto Müller")
	if n := h.count(`SELECT count(*) FROM vault.payees WHERE position('3704'::bytea IN sealed) > 0 OR position('Otto'::bytea IN sealed) > 0`); n != 0 {
		h.t.Error("the payee is not sealed")
	}
	id := newID()
	for range 2 { // the same again
		root.post("/rewards/payouts", obj{"id": id}).want(http.StatusCreated).is("experts", 1).is("total", 3000).is("state", "open")
	}
	otter.get("/me/earnings").is("balances.0.owed", 0).is("balances.0.ordered", 3000)
	file := "/rewards/payouts/" + id.String() + "/file"
	otter.get(file).want(http.StatusForbidden)
	csv := root.get(file + "?format=csv&on=2026-12-01").want(http.StatusOK)
	if !strings.Contains(csv.raw, "Otto Müller,DE89370400440532013000,30.00,EUR,") || csv.header.Get("Content-Type") != "text/csv; charset=utf-8" {
		h.t.Errorf("CSV: %s", csv.raw)
	}
	root.get(file+"?format=sepa").want(http.StatusConflict).is("errors.0.field", "payer_name").is("errors.1.field", "payer_iban")
	root.patch("/rewards/policy", obj{"payer_name": "Testby Kommune", "payer_iban": "DK5000400440116243", "zone": "Europe/Copenhagen"}).want(http.StatusOK).is("minimum", 2500)
	root.patch("/rewards/policy", obj{"zone": "Europe/Nowhere", "payer_bic": "x"}).want(http.StatusUnprocessableEntity).is("errors.0.field", "zone").is("errors.1.field", "payer_bic")
	if sepa := root.get(file + "?format=sepa&on=2026-12-01").want(http.StatusOK); !strings.Contains(sepa.raw, "<Nm>Otto Muller</Nm>") {
		h.t.Errorf("SEPA: %s", sepa.raw)
	}
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'payout_exported' AND person = $1`, root.id); n != 2 {
		h.t.Errorf("%d lines in the audit log for two files", n)
	}
	root.post("/rewards/payouts/"+id.String()+"/end", obj{"state": "paid"}).want(http.StatusOK).is("state", "paid")
	root.post("/rewards/payouts/"+id.String()+"/end", obj{"state": "called_off"}).want(http.StatusConflict)
	otter.get("/me/earnings").is("balances.0.paid", 3000).is("balances.0.ordered", 0).is("months.0.paid_out", 3000).is("months.0.balance", 0)
	h.takesBack(otter, root, "/rewards/payouts/"+id.String())
}

// takesBack finds that a payout was marked paid by mistake, and calls it off.
func (h *house) takesBack(otter, root *client, payout string) {
	h.t.Helper()
	root.post(payout+"/take-back", obj{"id": newID(), "reason": " "}).want(http.StatusUnprocessableEntity).is("errors.0.field", "reason")
	back := obj{"id": newID(), "reason": "the bank sent it back, says otto@example.org"}
	for range 2 { // the same again
		root.post(payout+"/take-back", back).want(http.StatusOK).is("state", "open").is("ended_at", nil).is("taken_back", "the bank sent it back, says [e-mail 1]")
	}
	otter.get("/me/earnings").is("balances.0.paid", 0).is("balances.0.ordered", 3000).is("balances.0.owed", 0)
	root.post(payout+"/take-back", obj{"id": newID(), "reason": "again"}).want(http.StatusConflict)
	root.post(payout+"/end", obj{"state": "called_off"}).want(http.StatusOK).is("state", "called_off")
	otter.get("/me/earnings").is("balances.0.ordered", 0).is("balances.0.owed", 3000)
	root.post(payout+"/take-back", obj{"id": newID(), "reason": "again"}).want(http.StatusConflict)
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'payout_taken_back' AND person = $1 AND data->>'reason' LIKE '%[e-mail 1]'`, root.id); n != 1 {
		h.t.Errorf("%d lines in the audit log for what was taken back once", n)
	}
}

// What staff write to an expert about a ticket is masked as the ticket is.
func TestAdjustmentAboutATicket(t *testing.T) {
	h := open(t)
	otter, heron, lind, ann := h.expert("Otter"), h.expert("Heron"), h.helper(people.RoleStaff, "Lind"), h.visitor("Tove Sky", "tove@example.org")
	number := otter.solves(ann, "parking", "where may I park?")
	adjustment := obj{"id": newID(), "person": otter.id, "unit": "EUR", "amount": 200, "ticket": number, "reason": "for the sky that tove saw, call 20 33 44 55"}
	const masked = "for the [name 1] that [name 1] saw, call [phone 1]"
	lind.post("/rewards/adjustments/mask", obj{"person": otter.id, "ticket": number, "reason": adjustment["reason"]}).want(http.StatusOK).is("masked", masked).is("spans.0.kind", "name")
	for range 2 { // the same again
		lind.post("/rewards/adjustments", adjustment).want(http.StatusCreated).is("balances.0.owed", 200)
	}
	otter.get("/me/earnings/"+h.clock.Now().Format("2006-01")).want(http.StatusOK).is("lines.0.ticket", number).is("lines.0.reason", masked)
	delete(adjustment, "ticket")
	lind.post("/rewards/adjustments", adjustment).want(http.StatusConflict).is("errors.0.field", "id") // another adjustment
	for _, wrong := range []obj{{"person": heron.id, "ticket": number}, {"person": otter.id, "ticket": 99999}} {
		wrong["reason"], wrong["id"], wrong["unit"], wrong["amount"] = "well done", newID(), "EUR", 1
		lind.post("/rewards/adjustments", wrong).want(http.StatusUnprocessableEntity).is("errors.0.field", "ticket")
		lind.post("/rewards/adjustments/mask", wrong).want(http.StatusUnprocessableEntity).is("errors.0.field", "ticket")
	}
}

func TestSkippingCostsNothing(t *testing.T) {
	h := open(t)
	otter, root, ann := h.expert("Otter"), h.helper(people.RoleAdmin, "Root"), h.visitor("Ann", "")
	root.post("/rewards/rates", obj{"id": newID(), "unit": "points", "amount": 3}).want(http.StatusCreated)
	otter.solves(ann, "parking", "where may I park?")
	for range 3 {
		number := ann.opens("parking", "and here?")
		h.work()
		otter.post(at(number, "skip"), nil).want(http.StatusOK)
	}
	h.clock.Advance(72*time.Hour + tickets.FanoutRest)
	h.work()
	otter.get("/me/earnings").want(http.StatusOK).is("balances.0.unit", "points").is("balances.0.owed", 3)
}
