package server

import (
	"math"
	"net/http"
	"testing"
	"time"

	"kontor/people"
)

func (c *client) rates(number int64, stars int) {
	c.h.t.Helper()
	c.post(at(number, "rating"), obj{"stars": stars}).want(http.StatusOK)
}

// What others read of a helper, how a rating is contested, and that staff are
// recognised the same way.
func TestRecognition(t *testing.T) {
	h := open(t)
	otter, lind, root := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Root")
	ann, bob, cy := h.visitor("Ann", ""), h.visitor("Bob", ""), h.visitor("Cy", "")
	ann.do("PUT", "/me/profile", obj{"name": "Ann Zyblik", "orders": []string{"Q7-44"}}).want(http.StatusOK)
	first := otter.solves(ann, "parking", "one")
	ann.rates(first, 3)
	second := otter.solves(bob, "parking", "two")
	bob.rates(second, 5)
	profile := ann.get("/helpers/" + otter.id.String()).want(http.StatusOK)
	profile.is("name", "Otter").is("solved", 2).is("reputation", nil).is("topics.0.name", "Parking").is("badges", []any{}).is("thanks.0.solved", 2).is("thanks.0.happy", 1)
	third := otter.solves(cy, "parking", "three")
	cy.rates(third, 5)
	ann.get("/helpers/"+otter.id.String()).want(http.StatusOK).is("reputation.count", 3).is("reputation.stars", 4.1).is("topics.0.reputation.stars", 4.1)

	otter.get("/me/ratings").want(http.StatusOK).is("items.2.ticket", first).is("items.2.stars", 3).is("items.2.contest", "none")
	contest := obj{"ticket": first, "resolution": 1, "reason": "they meant the parking meter Q7-44, see ann@example.org, says zyblik"}
	otter.post("/me/ratings/contests", obj{"ticket": first, "resolution": 1, "reason": " "}).want(http.StatusUnprocessableEntity)
	otter.post("/me/ratings/contests", contest).want(http.StatusNoContent)
	otter.post("/me/ratings/contests", contest).want(http.StatusConflict)
	lind.post("/me/ratings/contests", contest).want(http.StatusNotFound) // not theirs
	ann.get("/helpers/"+otter.id.String()).is("reputation.stars", 4.1)
	lind.get("/contests").want(http.StatusOK).is("items.0.helper", "Otter").is("items.0.stars", 3).is("items.0.reason", "they meant the parking meter [order 1], see [e-mail 1], says [name 1]")
	elsewhere := h.helper(people.RoleStaff, "Elsewhere") // no ticket of theirs
	h.must(exec(h, `DELETE FROM desk.memberships WHERE person = $1`, elsewhere.id))
	elsewhere.get("/contests").want(http.StatusOK).is("items", []any{})
	decision := obj{"ticket": first, "resolution": 1, "counts": false}
	otter.post("/contests/decisions", decision).want(http.StatusForbidden)
	elsewhere.post("/contests/decisions", decision).want(http.StatusNotFound)
	lind.post("/contests/decisions", obj{"ticket": first, "resolution": 1}).want(http.StatusUnprocessableEntity).is("errors.0.field", "counts")
	for range 2 { // the same again
		lind.post("/contests/decisions", decision).want(http.StatusNoContent)
	}
	root.post("/contests/decisions", obj{"ticket": first, "resolution": 1, "counts": true}).want(http.StatusConflict)
	undecided := obj{"ticket": first, "resolution": 1, "counts": nil}
	root.post("/contests/decisions", undecided).want(http.StatusForbidden) // it was Lind's
	for range 2 {
		lind.post("/contests/decisions", undecided).want(http.StatusNoContent)
	}
	otter.get("/me/ratings").is("items.2.contest", "open")
	lind.post("/contests/decisions", decision).want(http.StatusNoContent)
	otter.get("/me/ratings").is("items.2.contest", "does_not_count")
	ann.get("/helpers/"+otter.id.String()).is("reputation", nil).is("solved", 3) // two ratings are left
	_, err := h.db.Owner.Exec(`UPDATE desk.ratings SET rated_at = rated_at - interval '31 days' WHERE ticket = $1`, second)
	h.must(err)
	otter.post("/me/ratings/contests", obj{"ticket": second, "resolution": 1, "reason": "too good"}).want(http.StatusConflict)
	ann.get("/helpers/" + ann.id.String()).want(http.StatusNotFound)
	nobody(h).get("/helpers/" + otter.id.String()).want(http.StatusUnauthorized)
}

// Staff get the rating for what they finish, and the expert who began it a share.
func TestWhatStaffFinishBelongsPartlyToTheExpert(t *testing.T) {
	h := open(t)
	otter, lind, root, ann := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Root"), h.visitor("Ann", "")
	number := ann.opens("parking", "my fine")
	h.work()
	otter.post(at(number, "claim"), nil).want(http.StatusOK)
	otter.post(at(number, "escalate"), obj{"reason": "stuck", "note": "asked for the place already"}).want(http.StatusOK)
	lind.post(at(number, "assign"), nil).want(http.StatusOK)
	lind.post(at(number, "resolve"), nil).want(http.StatusOK)
	ann.rates(number, 5)
	lind.get("/me/ratings").want(http.StatusOK).is("items.0.whole", true).is("items.0.stars", 5)
	otter.get("/me/ratings").want(http.StatusOK).is("items.0.whole", false).is("items.0.stars", 5)
	otter.post("/me/ratings/contests", obj{"ticket": number, "resolution": 1, "reason": "not mine"}).want(http.StatusNotFound)
	root.get("/helpers/"+otter.id.String()).want(http.StatusOK).is("solved", 0)
	root.get("/helpers/"+lind.id.String()).want(http.StatusOK).is("solved", 1).is("role", "staff").is("thanks.0.happy", 1)
	lind.post("/me/ratings/contests", obj{"ticket": number, "resolution": 1, "reason": "it was Otter's work"}).want(http.StatusNoContent)
	lind.get("/contests").want(http.StatusOK).is("items.0.own", true)
	lind.post("/contests/decisions", obj{"ticket": number, "resolution": 1, "counts": false}).want(http.StatusForbidden)
}

// Routing reads the reputation that the profile shows, whatever became of ratings.
func TestRoutingReadsWhatTheProfileShows(t *testing.T) {
	h := open(t)
	otter, lind, root, ann := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Root"), h.visitor("Ann", "")
	for _, stars := range []int{5, 1, 2, 5} { // by one customer, who counts for less each time
		ann.rates(otter.solves(ann, "parking", "where?"), stars)
	}
	stands := func(when string) {
		t.Helper()
		_, err := h.desk.ReckonExperts(t.Context())
		h.must(err)
		_, err = h.hall.Reckon(t.Context())
		h.must(err)
		var kept float64
		h.must(h.db.Owner.Get(&kept, `SELECT reputation FROM desk.expert_stats WHERE person = $1 AND topic = 'parking'`, otter.id))
		shown, err := h.hall.ProfileOf(t.Context(), otter.id)
		h.must(err)
		if got := shown.Topics["parking"].Stars; math.Abs(got-kept) > 0.006 || got == 0 {
			t.Errorf("%s: the profile shows %v, routing reads %v", when, got, kept)
		}
		if again, err := h.hall.Reckon(t.Context()); err != nil || again != 0 {
			t.Errorf("%s: reckoned again, %d rows changed (%v)", when, again, err)
		}
	}
	stands("rated")
	contested := otter.get("/me/ratings").want(http.StatusOK).number("items.2.ticket") // the one star
	otter.post("/me/ratings/contests", obj{"ticket": contested, "resolution": 1, "reason": "about the meter"}).want(http.StatusNoContent)
	lind.post("/contests/decisions", obj{"ticket": contested, "resolution": 1, "counts": false}).want(http.StatusNoContent)
	stands("contested")
	number := ann.opens("parking", "my fine")
	h.areHere(otter.id)
	h.work()
	otter.post(at(number, "claim"), nil).want(http.StatusOK)
	otter.post(at(number, "escalate"), obj{"reason": "stuck", "note": "asked for the place"}).want(http.StatusOK)
	lind.post(at(number, "assign"), nil).want(http.StatusOK)
	lind.post(at(number, "resolve"), nil).want(http.StatusOK)
	ann.rates(number, 5)
	stands("a share of what staff finished")
	root.get("/helpers/"+otter.id.String()).want(http.StatusOK).is("topics.0.reputation.count", 4)
	h.clock.Advance(500 * 24 * time.Hour)
	stands("long ago")
}
