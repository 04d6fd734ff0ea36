package load

import "context"

// expertStep: look at offers, answer, and bring each ticket to an end.
func (a *actor) expertStep(context.Context) bool {
	if len(a.offers) > 0 {
		return a.offer()
	}
	t := a.pick(a.mine)
	if t == nil {
		return false
	}
	a.mark(t)
	switch {
	case t.said >= t.plan:
		return a.expertEnds(t)
	case a.chance(5):
		a.note(t, "helpers")
		return true
	}
	return a.write(t, "")
}

// offer looks at the oldest offer: most are claimed, some skipped, some looked
// at and left to somebody else.
func (a *actor) offer() bool {
	number := a.offers[0]
	a.offers = a.offers[1:]
	t := a.thread(number)
	switch dice := a.dice.IntN(100); {
	case dice < 10:
		a.do(t, "skip", nil, "", newID())
	case dice < 25:
		a.watch(number)
	default:
		a.watch(number)
		t.said, t.over = 0, false
		if a.do(t, "claim", nil, "", newID()) {
			a.watch(number) // the offer's watch may have ended meanwhile
		}
	}
	return true
}

func (a *actor) expertEnds(t *thread) bool {
	t.said = 0
	switch dice := a.dice.IntN(100); {
	case dice < 65:
		return a.do(t, "resolve", nil, "", newID())
	case dice < 85:
		reasons := []string{"personal_data", "customer_asked", "stuck", "other"}
		return a.withNote(t, "escalate", map[string]any{"reason": reasons[a.dice.IntN(len(reasons))]})
	case dice < 95:
		return a.withNote(t, "release", nil)
	}
	return a.write(t, "")
}
