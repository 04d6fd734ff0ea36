package load

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func ticketPath(number int64) string { return fmt.Sprintf("%s/tickets/%d", apiPath, number) }
func entriesOf(number int64) string  { return ticketPath(number) + "/entries" }

// refusalOf is the final answer in an error, if there is one.
func refusalOf(err error) *refusal {
	var no *refusal
	if errors.As(err, &no) && no.Status < 500 && no.Status != 401 && no.Status != 429 {
		return no
	}
	return nil
}

// introduce tells the desk who this customer is; half of them do.
func (a *actor) introduce() {
	if a.run.Database == "" || !a.chance(50) {
		return
	}
	s := secretsOf(a.index)
	profile := map[string]any{"name": s.name, "emails": []string{s.email}, "phones": []string{s.phone}, "address": "", "orders": []string{}}
	err := a.run.road.insist(a.living, a.index, a.who.token, "PUT", apiPath+"/me/profile", profile, nil)
	if a.known = err == nil; !a.known {
		a.run.Log.Debug("profile not written", "error", err)
	}
}

// customerStep: ask, talk until helped, rate, ask again.
func (a *actor) customerStep(ctx context.Context) bool {
	t := a.pick(func(t *thread) bool { return !t.over })
	switch {
	case t == nil:
		return a.open(ctx)
	case t.stage.State == "resolved":
		return a.helped(t)
	case t.stage.State == "closed":
		t.over = true
		return true
	}
	a.mark(t)
	if t.said > 3 && t.stage.Tier == "expert" && a.chance(2) {
		return a.withNote(t, "escalate", nil)
	}
	personal := ""
	if a.chance(10) {
		personal = secretsOf(a.index).sentence(a.dice, a.known)
	}
	return a.write(t, personal)
}

func (a *actor) open(ctx context.Context) bool {
	id := newID()
	topics := a.run.town.topics()
	topic := topics[0]
	if len(topics) > 1 && a.chance(25) {
		topic = topics[1]
	}
	s := &sent{ID: id, By: a.index, What: "open", HTTP: true, At: time.Now(), Text: words(a.dice, id)}
	if a.chance(10) {
		s.Personal, s.Text = true, secretsOf(a.index).sentence(a.dice, a.known)+s.Text
	}
	var made row
	if !a.askFor(s, apiPath+"/tickets", map[string]any{"id": id, "topic": topic, "text": s.Text}, &made) {
		return false
	}
	a.mu.Lock()
	s.Ticket = made.Number
	a.mu.Unlock()
	a.see(&made)
	a.watch(made.Number)
	return true
}

// helped: rate, or say that it is not over, and then be done with it.
func (a *actor) helped(t *thread) bool {
	switch dice := a.dice.IntN(100); {
	case dice < 15:
		return a.write(t, "") // a reply reopens it
	case dice < 25:
		a.do(t, "reopen", nil, "", newID())
		return true
	case dice < 85 && !t.stage.Rated:
		id := newID()
		fields, text := map[string]any{"stars": 1 + a.dice.IntN(5)}, ""
		if a.chance(40) {
			text = words(a.dice, id)
			fields["comment"] = text
		}
		a.do(t, "rating", fields, text, id)
	}
	t.over = true
	return true
}
