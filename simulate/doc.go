// Package simulate lives through a week of a desk in a moment, so that a policy can be
// judged before it is switched on.
//
// Tickets arrive as they did in this desk's past or as a distribution says; experts and
// staff come and go, take tickets or let them pass. Who is asked is decided by
// routing.Decide, the code of the live desk. Everything else is assumed, and the
// assumptions are part of the scenario (scenario.go) and of what is shown.
//
// Chance is drawn from what it is about (draw.go): whether this expert takes this ticket
// is the same under every policy. So two policies that are compared meet the same
// luck, and a run can be repeated.
package simulate
