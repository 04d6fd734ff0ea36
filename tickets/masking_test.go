package tickets_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// A value has one number in all texts of a ticket, and no other value has it:
// in the subject, in messages, in notes, by whoever they are and on whatever node.
func TestPlaceholdersStayThroughATicket(t *testing.T) {
	h := newHouse(t)
	ann, cho := h.customer(people.VisitorInput{Email: "ann@example.org"}), h.staff("Cho", "town")
	n := h.opens(ann, "benefits", "mail ann@example.org or bob@example.net")
	h.says(ann, n, "cyd@example.net is new, bob@example.net is not")
	other := h.anotherNode()
	_, err := other.Do(h.ctx, tickets.Order{Ticket: n, By: ann}, saying("dee@example.net, then cyd@example.net"))
	h.must(err)
	h.says(ann, n, "eve@example.net after dee@example.net") // this node has not seen dee
	h.does(cho, n, &tickets.Post{Kind: tickets.KindNote, Text: note("asked bob@example.net")})
	var got []string
	for _, e := range h.log(cho, n) {
		if e.Text != "" {
			got = append(got, e.Text)
		}
	}
	want := []string{"mail [e-mail 1] or [e-mail 2]", "[e-mail 3] is new, [e-mail 2] is not", "[e-mail 4], then [e-mail 3]",
		"[e-mail 5] after [e-mail 4]", "asked [e-mail 2]"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the log reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got := h.number(`SELECT count(*) FROM vault.placeholders WHERE ticket = $1 AND customer = $2 AND position('bob'::bytea IN seen) = 0`, n, ann.ID); got != 1 {
		t.Errorf("%d rows remember the numbers", got)
	}
}

// Two nodes bring new values at once, again and again.
func TestNewValuesOnTwoNodesAtOnce(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	n := h.opens(ann, "benefits", "hello")
	nodes := []*tickets.Desk{h.Desk, h.anotherNode()}
	const each = 12
	var all sync.WaitGroup
	errs := make([]error, len(nodes))
	for i, node := range nodes {
		all.Go(func() {
			for range each {
				_, err := node.Do(h.ctx, tickets.Order{Ticket: n, By: ann}, saying("mail x"+uuid.NewString()[:8]+"@example.net"))
				errs[i] = err
				if err != nil {
					return
				}
			}
		})
	}
	all.Wait()
	h.must(errs[0])
	h.must(errs[1])
	texts := map[string]bool{}
	for _, e := range h.log(ann, n) {
		if strings.HasPrefix(e.Text, "mail ") {
			texts[e.Text] = true
		}
	}
	if len(texts) != len(nodes)*each {
		t.Errorf("%d different numbers for %d values: %v", len(texts), len(nodes)*each, texts)
	}
}
