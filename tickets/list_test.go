package tickets_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// lists gives the numbers of a view, page by page.
func (h *house) lists(p people.Person, f tickets.Filter) []int64 {
	h.t.Helper()
	var numbers []int64
	for {
		items, next, err := h.List(h.ctx, p, f)
		h.must(err)
		for _, s := range items {
			numbers = append(numbers, s.Number)
		}
		if next == "" {
			return numbers
		}
		f.Before = next
	}
}

func (h *house) expects(what string, got []int64, want ...int64) {
	h.t.Helper()
	if !slices.Equal(got, want) {
		h.t.Errorf("%s: %v, want %v", what, got, want)
	}
}

func TestViews(t *testing.T) {
	h := newHouse(t)
	ann, bob := h.customer(people.VisitorInput{}), h.customer(people.VisitorInput{})
	otter, lind, shop := h.expert("Otter K.", "parking"), h.staff("S. Lind", "town"), h.staff("M. Shop", "shop")
	h.expert("Of the shop", "returns")
	a := h.opens(ann, "benefits", "first in the queue")
	h.clock.Advance(10 * time.Second)
	b := h.opens(bob, "benefits", "second in the queue")
	h.clock.Advance(10 * time.Second)
	c := h.opens(ann, "parking", "for an expert")
	d := h.opens(bob, "returns", "for the shop")
	h.expects("a queue is by who came first", h.lists(lind, tickets.Filter{View: tickets.ViewQueue, Limit: 1}), a, b)
	h.expects("another team's queue", h.lists(shop, tickets.Filter{View: tickets.ViewQueue}))
	h.expects("all of a team", h.lists(lind, tickets.Filter{View: tickets.ViewAll, Limit: 2}), c, b, a)
	h.expects("a customer's own", h.lists(ann, tickets.Filter{Limit: 1}), c, a)
	h.expects("offers", h.lists(otter, tickets.Filter{View: tickets.ViewOffers}), c)
	h.does(otter, c, tickets.Claim{})
	h.expects("offers after the claim", h.lists(otter, tickets.Filter{View: tickets.ViewOffers}))
	h.expects("an expert's own", h.lists(otter, tickets.Filter{View: tickets.ViewMine}), c)
	h.does(lind, a, &tickets.Assign{})
	h.expects("the queue without what is taken", h.lists(lind, tickets.Filter{View: tickets.ViewQueue}), b)
	h.expects("staff's own", h.lists(lind, tickets.Filter{View: tickets.ViewMine}), a)
	h.does(lind, a, tickets.Resolve{})
	h.expects("what is resolved is out of hand", h.lists(lind, tickets.Filter{View: tickets.ViewMine}))
	h.expects("unless asked for", h.lists(lind, tickets.Filter{View: tickets.ViewMine, State: "resolved"}), a)
	h.expects("by topic", h.lists(lind, tickets.Filter{View: tickets.ViewAll, Topic: "parking"}), c)
	h.expects("the shop sees its own", h.lists(shop, tickets.Filter{View: tickets.ViewAll}), d)
	if counts, err := h.Counts(h.ctx, lind); err != nil || counts.Queue != 1 || counts.Mine != 0 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	for _, f := range []tickets.Filter{{View: "sesame"}, {View: tickets.ViewQueue}, {State: "sesame"}, {Before: "sesame"}} {
		if _, _, err := h.List(h.ctx, ann, f); !fault.Is(err, fault.KindInvalid) || strings.Contains(err.Error(), "sesame") {
			t.Errorf("%+v: %v", f, err)
		}
	}
}

func TestSearch(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann Larsen", Email: "ann@example.org"})
	otter, lind := h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	a := h.opens(ann, "parking", "Mój zamek się zaciął przy Ostrołęckiej")
	b := h.opens(ann, "benefits", "write to ann@example.org about the heating")
	h.does(lind, a, &tickets.Post{Kind: tickets.KindNote, Text: note("a secret locksmith")})
	h.does(otter, a, tickets.Claim{})
	h.work()
	all := func(q string) tickets.Filter { return tickets.Filter{View: tickets.ViewAll, Query: q} }
	h.expects("folded, by prefix", h.lists(lind, all("ostrole")), a)
	h.expects("several words", h.lists(lind, all("zamek zacial")), a)
	h.expects("a number", h.lists(lind, all("#"+strconv.FormatInt(b, 10))), b)
	h.expects("staff's notes", h.lists(lind, all("locksmith")), a)
	h.expects("are not an expert's", h.lists(otter, all("locksmith")))
	h.expects("an expert finds what they may read", h.lists(otter, all("zamek")), a)
	h.expects("nothing personal is indexed", h.lists(lind, all("larsen")))
	h.expects("operators are words", h.lists(lind, all("zamek & ! | :* '")), a)
	h.expects("an address is looked up", h.lists(lind, all("Ann@Example.org")), b, a)
	if n := h.number(`SELECT count(*) FROM vault.access_log WHERE what = 'looked_up' AND customer = $1`, ann.ID); n != 1 {
		t.Errorf("%d look-ups in the access log", n)
	}
	h.expects("an unknown address", h.lists(lind, all("nobody@example.org")))
}

func TestOfferShowsOnlyTheFirstMessage(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	otter := h.away("Otter K.", "parking")
	n := h.opens(ann, "parking", "the first message")
	h.says(ann, n, "and a second one")
	h.must(h.OfferWaiting(h.ctx, otter))
	items, _, err := h.List(h.ctx, otter, tickets.Filter{View: tickets.ViewOffers})
	h.must(err)
	if len(items) != 1 || items[0].Excerpt != "the first message" || items[0].Head != 2 || items[0].Customer != uuid.Nil {
		t.Fatalf("the offer shows %+v", items)
	}
}

// A subject taken from the text is cut after it was masked: half a number would
// not be found any more.
func TestSubjectFromTextIsMaskedBeforeItIsCut(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{})
	for n := 60; n < 80; n++ {
		number := h.opens(ann, "parking", strings.Repeat("x", n)+" call +45 20 30 40 50")
		var subject string
		h.must(h.db.Owner.Get(&subject, `SELECT subject FROM desk.tickets WHERE number = $1`, number))
		if strings.Contains(subject, "20 3") || len([]rune(subject)) > 80 {
			t.Fatalf("subject %q", subject)
		}
		if own := h.sees(ann, number).Own; len([]rune(own)) > 80 {
			t.Fatalf("own subject %q", own)
		}
	}
}

func TestUsualFirstReply(t *testing.T) {
	h := newHouse(t)
	if _, known, err := h.UsualFirstReply(h.ctx); err != nil || known {
		t.Fatalf("known before any reply: %v", err)
	}
	otter := h.expert("Otter K.", "parking")
	for _, wait := range []time.Duration{time.Minute, 2 * time.Minute, 10 * time.Minute} {
		n := h.opens(h.customer(people.VisitorInput{}), "parking", "hello")
		h.does(otter, n, tickets.Claim{})
		h.clock.Advance(wait)
		h.areHere(h.experts...)
		h.says(otter, n, "hi")
	}
	if usual, known, err := h.UsualFirstReply(h.ctx); err != nil || !known || usual != 2*time.Minute {
		t.Fatalf("usual %v, %v", usual, err)
	}
}
