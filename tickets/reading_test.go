package tickets_test

import (
	"slices"
	"testing"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// Read backwards page by page a stream is the same as read forwards, for
// whoever reads and whatever is hidden from them.
func TestLastEntries(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n := h.opens(ann, "parking", "hello, I am at ann@example.org")
	h.does(otter, n, tickets.Claim{})
	for i := range 30 {
		h.says(ann, n, "question")
		h.says(otter, n, "answer")
		if i%3 == 0 {
			h.does(otter, n, &tickets.Post{Kind: tickets.KindNote, Text: note("for helpers")})
		}
		if i%4 == 0 {
			h.does(lind, n, &tickets.Post{Kind: tickets.KindNote, Text: note("for staff")})
		}
	}
	for _, p := range []people.Person{ann, otter, lind} {
		want := h.log(p, n)
		for _, page := range []int{1, 7, 50} {
			var got []tickets.Seen
			before := int64(0)
			for {
				seen, err := h.LastEntries(h.ctx, p, n, before, page)
				h.must(err)
				got = append(seen, got...)
				if len(seen) < page || seen[0].Seq == 1 {
					break
				}
				before = seen[0].Seq
			}
			if !slices.EqualFunc(got, want, func(a, b tickets.Seen) bool { return a.ID == b.ID && a.Seq == b.Seq && a.Text == b.Text }) {
				t.Errorf("%s by %d: %d entries, want %d", p.Name, page, len(got), len(want))
			}
		}
	}
	seen, err := h.LastEntries(h.ctx, ann, n, 3, 1)
	h.must(err)
	if len(seen) != 1 || seen[0].Own == nil || *seen[0].Own != "hello, I am at ann@example.org" {
		t.Errorf("the customer's own words: %+v", seen)
	}
	if _, err := h.LastEntries(h.ctx, h.customer(people.VisitorInput{}), n, 0, 5); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("a stranger: %v", err)
	}
	if _, err := h.LastEntries(h.ctx, h.expert("Heron B.", "returns"), n, 0, 5); !fault.Is(err, fault.KindNotFound) {
		t.Errorf("an expert without a grant: %v", err)
	}
}
