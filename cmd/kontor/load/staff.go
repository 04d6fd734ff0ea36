package load

import (
	"context"
	"slices"
	"time"
)

// lookEvery is how often staff look at their queue themselves.
const lookEvery = 2 * time.Second

// staffStep: take from the queue, answer, and bring each ticket to an end.
func (a *actor) staffStep(ctx context.Context) bool {
	if now := time.Now(); now.After(a.lookAt) {
		a.lookAt = now.Add(lookEvery)
		a.lookAtQueue(ctx)
	}
	mine := a.pick(a.mine)
	waits := a.pick(func(t *thread) bool {
		return !t.over && t.stage.active() && t.stage.Tier == "staff" && !t.stage.held() && slices.Contains(a.who.teams, t.team)
	})
	if waits != nil && (mine == nil || a.chance(25)) {
		return a.takeIt(waits)
	}
	if mine == nil {
		return false
	}
	a.mark(mine)
	switch {
	case mine.said >= mine.plan:
		return a.staffEnds(mine)
	case !mine.asked && a.chance(10):
		return a.openPersonal(mine)
	case a.chance(10):
		a.note(mine, []string{"", "staff", "helpers"}[a.dice.IntN(3)])
		return true
	}
	return a.write(mine, "")
}

func (a *actor) lookAtQueue(ctx context.Context) {
	var list struct {
		Items []row `json:"items"`
	}
	if _, err := a.run.road.ask(ctx, a.run.road.base(a.index), a.who.token, "GET", apiPath+"/tickets?view=queue&limit=50", nil, &list); err != nil {
		return // it will be looked at again
	}
	a.mu.Lock()
	for _, r := range list.Items {
		a.journal.Told[r.Number] = "queue"
	}
	a.mu.Unlock()
	for i := range list.Items {
		a.see(&list.Items[i])
	}
}

func (a *actor) takeIt(t *thread) bool {
	a.watch(t.number)
	t.said, t.over, t.asked = 0, false, false
	if !a.do(t, "assign", nil, "", newID()) {
		t.over = !a.chance(50) // a colleague was quicker; perhaps it is looked at again
	}
	return true
}

func (a *actor) openPersonal(t *thread) bool {
	t.asked = true
	s := &sent{ID: newID(), By: a.index, Ticket: t.number, What: "personal", HTTP: true, At: time.Now()}
	s.Text = words(a.dice, s.ID)
	return a.askFor(s, ticketPath(t.number)+"/personal", map[string]any{"id": s.ID, "reason": s.Text}, nil)
}

func (a *actor) staffEnds(t *thread) bool {
	t.said = 0
	switch dice := a.dice.IntN(100); {
	case dice < 20:
		return a.withNote(t, "handback", nil) // refused where the topic stays with staff
	case dice < 30:
		return a.withNote(t, "release", nil)
	}
	return a.do(t, "resolve", nil, "", newID())
}
