// Package routing decides who is asked to take a ticket.
//
// It is a pure decision: a policy, a ticket that waits for an expert, the experts
// there are and the time go in; whom to ask until when, when to look again, or that
// staff have to do it come out, with the reasons. It knows no database and no
// clock, so that the desk (package tickets) and a simulation of it
// (package simulate) cannot differ.
//
// How likely experts solve a ticket is learned from examples, as purely (learn.go):
// counts by topic, language and word, judged on examples that were held back.
//
// What holds of every decision, whatever goes in (decide_test.go):
// nobody is asked who is not qualified, does not speak the language, is not there or
// is away, has no room, or has declined the ticket or given it back; every offer ends, at
// the latest when staff get the ticket; and there is always a next look.
//
// In which order staff should have what reaches them is a decision of its own
// (staff.go), as pure.
package routing
