package server

import (
	"context"
	"net/http"

	"github.com/google/uuid"

	"kontor/experts"
	"kontor/privacy"
	"kontor/rewards"
)

// What the recipes of recognition and rewards need to have happened.

// payoutOfWhatIsDue is a body, once somebody is owed enough.
func payoutOfWhatIsDue(w *world, _ string, _ int64) any {
	w.t.Helper()
	ctx, expert := context.Background(), w.who["past"]
	expert.do("PUT", "/me/payee", obj{"name": "Otto", "iban": "DE89370400440532013000", "password": "correct horse"}).want(http.StatusOK)
	by, err := w.register.Find(ctx, w.who["admin"].id)
	w.must(err)
	asItIs := func(_ context.Context, reason string) (privacy.Masked, error) {
		return privacy.Masked{Text: reason}, nil
	}
	w.must(w.rewards.Adjust(ctx, by, rewards.Adjustment{ID: newID(), Person: expert.id, Money: rewards.Money{Unit: "EUR", Amount: 5000}, Reason: "a thank you"}, asItIs))
	return obj{"id": newID()}
}

func openPayout(w *world, column string, number int64) map[string]string {
	w.t.Helper()
	body, _ := payoutOfWhatIsDue(w, column, number).(obj)
	return map[string]string{"id": w.who["admin"].post("/rewards/payouts", body).want(http.StatusCreated).text("id")}
}

func paidPayout(w *world, column string, number int64) map[string]string {
	w.t.Helper()
	payout := openPayout(w, column, number)
	w.who["admin"].post("/rewards/payouts/"+payout["id"]+"/end", obj{"state": "paid"}).want(http.StatusOK)
	return payout
}

// ofHolder is the expert's own message in a ticket.
func (w *world) ofHolder(number int64) string {
	return w.named(number, `SELECT id FROM desk.entries WHERE ticket = $1 AND kind = 'message' AND author_role = 'expert' ORDER BY seq LIMIT 1`)
}

func sharedExample(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	n, id := w.resolved(), newID()
	w.must(exec(w.house, `DELETE FROM desk.examples WHERE state = 'waiting'`)) // so many may wait
	w.who["holder"].post(at(n, "examples"), obj{"id": id, "entry": w.ofHolder(n)}).want(http.StatusNoContent)
	return map[string]string{"id": id.String()}
}

func shownExample(w *world, column string, number int64) map[string]string {
	w.t.Helper()
	x := sharedExample(w, column, number)
	w.who["staff"].post("/examples/"+x["id"]+"/check", obj{"show": true}).want(http.StatusNoContent)
	return x
}

// ownAudit is one that was just offered to who asks.
func ownAudit(w *world, column string, _ int64) map[string]string {
	w.t.Helper()
	audit, practice, person := newID(), newID(), w.who[column].id
	if person == uuid.Nil {
		return nil
	}
	admin, err := w.register.Find(context.Background(), w.who["admin"].id)
	w.must(err)
	_, err = w.school.SaveCase(context.Background(), admin, experts.Case{ID: practice, Topic: "parking", Language: "en", Subject: "A fine", Text: "I got one.", Sample: "Pay it.", Active: true})
	w.must(err)
	w.must(exec(w.house, `INSERT INTO desk.audits (id, person, topic, practice, offered_at, expires_at) VALUES ($1, $2, 'parking', $3, $4, $4)`, audit, person, practice, w.clock.Now()))
	return map[string]string{"id": audit.String()}
}

func answeredAudit(w *world, _ string, number int64) map[string]string {
	w.t.Helper()
	audit := ownAudit(w, "holder", number)
	w.who["holder"].post("/me/audits/"+audit["id"]+"/answer", obj{"text": "Pay it."}).want(http.StatusOK)
	return audit
}
