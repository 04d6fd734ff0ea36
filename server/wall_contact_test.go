package server

import (
	"context"
	"net/http"
	"time"

	"kontor/contact"
	"kontor/people"
)

// Whom and what the routes of personal contact are tried on (wall_recipes_test.go).

func themself(w *world, column string, _ int64) map[string]string {
	return map[string]string{"id": w.who[column].id.String()}
}

// regular is a customer who comes back to who asks, if that is a helper.
func regular(w *world, column string, number int64) map[string]string {
	w.t.Helper()
	ctx, who := context.Background(), w.who[column]
	helper, err := w.register.Find(ctx, who.id)
	if err != nil || helper.Role == people.RoleCustomer {
		return nil
	}
	book := contact.New(w.db.App, w.register, w.clock)
	customer, _, err := w.register.NewVisitor(ctx, people.VisitorInput{Name: "Ida " + canaryName})
	w.must(err)
	w.must(book.Keep(ctx, customer, who.id))
	found, err := book.Regulars(ctx, who.id, newID())
	w.must(err)
	return map[string]string{"id": found[0].ID.String()}
}

// farAway is an absence that begins after some days, so that it is in nobody's way.
func (w *world) farAway(days int) obj {
	from := w.clock.Now().Add(time.Duration(days) * 24 * time.Hour)
	return obj{"id": newID(), "kind": "vacation", "from": from, "until": from.Add(time.Hour), "note": "back soon, " + canaryEmail}
}

// absent is an absence of who asks, if they have one.
func absent(w *world, column string, _ int64) map[string]string {
	w.t.Helper()
	a := w.who[column].post("/absences", w.farAway(100))
	if a.status != http.StatusCreated {
		return nil
	}
	return map[string]string{"id": a.text("id")}
}
