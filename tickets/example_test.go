package tickets_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/tickets"
)

// shares is an example of an expert's first answer in a ticket that they solve.
func (h *house) shares(ann, expert people.Person, topic, question, answer string) (number int64, example uuid.UUID) {
	h.t.Helper()
	number, example = h.opens(ann, topic, question), uuid.New()
	h.does(expert, number, tickets.Claim{})
	h.says(expert, number, answer)
	h.does(expert, number, tickets.Resolve{})
	h.must(h.ShareExample(h.ctx, expert, number, example, h.ownMessage(expert, number)))
	return number, example
}

func (h *house) ownMessage(p people.Person, number int64) (entry uuid.UUID) {
	h.t.Helper()
	h.must(h.db.Owner.Get(&entry, `SELECT id FROM desk.entries WHERE ticket = $1 AND author = $2 AND kind = 'message' ORDER BY seq LIMIT 1`, number, p.ID))
	return entry
}

func (h *house) examples(p people.Person, list tickets.ExampleList) []tickets.Example {
	h.t.Helper()
	found, err := h.Examples(h.ctx, p, tickets.ExampleFilter{List: list})
	h.must(err)
	return found
}

func wants(t *testing.T, what string, err error, kind fault.Kind) {
	t.Helper()
	if !fault.Is(err, kind) {
		t.Errorf("%s: %v, want %s", what, err, kind)
	}
}

// Who shares two at once, and has room for one, shares one: the second waits and counts
// the first.
func TestExamplesAtOnceKeepToTheBound(t *testing.T) {
	h := newHouse(t)
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	_, shared := h.shares(ann, otter, "parking", "Where?", "In the yard")
	more := `INSERT INTO desk.examples (id, topic, ticket, question_entry, answer_entry, helper, helper_name, subject, question, answer, words, shared_at)
		SELECT gen_random_uuid(), topic, ticket, question_entry, gen_random_uuid(), helper, helper_name, subject, question, answer, words, shared_at
		FROM desk.examples, generate_series(1, $2) WHERE id = $1`
	h.exec(more, shared, 18)
	number := h.opens(ann, "parking", "Where?")
	h.does(otter, number, tickets.Claim{})
	h.says(otter, number, "In the yard")
	h.does(otter, number, tickets.Resolve{})
	first, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer first.Rollback()
	_, err = first.Exec(`SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, otter.ID)
	h.must(err)
	_, err = first.Exec(more, shared, 1)
	h.must(err)
	second, answer := make(chan error, 1), h.ownMessage(otter, number)
	go func() { second <- h.ShareExample(h.ctx, otter, number, uuid.New(), answer) }()
	testkit.Eventually(t, "the second waits for the first", h.somebodyWaits)
	h.must(first.Commit())
	wants(t, "one too many", <-second, fault.KindConflict)
}

func TestExample(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann " + canaries[0], Email: canaries[1]})
	otter, magpie, raven := h.expert("Otter K.", "parking", "returns"), h.expert("Magpie P.", "parking"), h.expert("Raven Q.", "returns")
	lind, dal, other := h.staff("S. Lind", "town"), h.staff("H. Dal", "town"), h.staff("B. Else", "shop")
	number, id := h.shares(ann, otter, "parking", "I am "+canaries[0]+" and park where?", "Dear "+canaries[0]+", in the yard")
	answer := h.ownMessage(otter, number)
	h.must(h.ShareExample(h.ctx, otter, number, id, answer)) // the same again
	wants(t, "under another id", h.ShareExample(h.ctx, otter, number, uuid.New(), answer), fault.KindConflict)
	wants(t, "by somebody who does not know of it", h.ShareExample(h.ctx, magpie, number, uuid.New(), answer), fault.KindNotFound)
	wants(t, "by staff, who did not write it", h.ShareExample(h.ctx, lind, number, uuid.New(), answer), fault.KindNotFound)
	wants(t, "the customer's words", h.ShareExample(h.ctx, otter, number, uuid.New(), h.ownMessage(ann, number)), fault.KindNotFound)
	wants(t, "by the customer", h.ShareExample(h.ctx, ann, number, uuid.New(), answer), fault.KindForbidden)

	if got := h.examples(magpie, tickets.ExamplesShown); len(got) > 0 {
		t.Errorf("before staff looked others see %+v", got)
	}
	if got := h.examples(lind, tickets.ExamplesWaiting); len(got) != 1 || got[0].Answer != "Dear [name 1], in the yard" || got[0].Question != "I am [name 1] and park where?" {
		t.Fatalf("staff look at %+v", got)
	}
	wants(t, "an expert asks what waits", func() error {
		_, err := h.Examples(h.ctx, otter, tickets.ExampleFilter{List: tickets.ExamplesWaiting})
		return err
	}(), fault.KindForbidden)
	if got := h.examples(other, tickets.ExamplesWaiting); len(got) > 0 {
		t.Errorf("staff of another team look at %+v", got)
	}
	wants(t, "checked by an expert", h.CheckExample(h.ctx, magpie, id, true), fault.KindForbidden)
	wants(t, "checked by another team", h.CheckExample(h.ctx, other, id, true), fault.KindNotFound)
	for range 2 {
		h.must(h.CheckExample(h.ctx, lind, id, true))
	}
	wants(t, "decided anew", h.CheckExample(h.ctx, dal, id, false), fault.KindConflict)
	for who, want := range map[*people.Person]int{&magpie: 1, &otter: 1, &lind: 1, &raven: 0, &other: 0} {
		if got := h.examples(*who, tickets.ExamplesShown); len(got) != want {
			t.Errorf("%s reads %d examples, want %d", who.Name, len(got), want)
		}
	}
	if got := h.examples(otter, tickets.ExamplesOwn); len(got) != 1 || got[0].State != tickets.ExampleShown {
		t.Errorf("whose it is reads %+v", got)
	}
	if n := h.number(`SELECT count(*) FROM desk.notifications WHERE kind = 'example_shown' AND person = $1`, otter.ID); n != 1 {
		t.Errorf("whose it is was told %d times", n)
	}
	wants(t, "taken away by a peer", h.WithdrawExample(h.ctx, magpie, id), fault.KindNotFound)
	h.must(h.WithdrawExample(h.ctx, otter, id))
	wants(t, "taken away twice", h.WithdrawExample(h.ctx, otter, id), fault.KindNotFound)
}

// What staff share somebody else of staff looks at; what is not solved nobody shares.
func TestWhatMayBeShared(t *testing.T) {
	h := newHouse(t)
	ann, lind, dal := h.customer(people.VisitorInput{}), h.staff("S. Lind", "town"), h.staff("H. Dal", "town")
	n, id := h.opens(ann, "benefits", "what do I get?"), uuid.New()
	h.does(lind, n, &tickets.Assign{})
	h.says(lind, n, "this much")
	share := func() error { return h.ShareExample(h.ctx, lind, n, id, h.ownMessage(lind, n)) }
	wants(t, "what is not solved", share(), fault.KindConflict)
	h.does(lind, n, tickets.Resolve{})
	h.must(share())
	wants(t, "checked by whose it is", h.CheckExample(h.ctx, lind, id, true), fault.KindForbidden)
	h.must(h.CheckExample(h.ctx, dal, id, false))
	if got := h.examples(lind, tickets.ExamplesOwn); len(got) != 1 || got[0].State != tickets.ExampleDeclined {
		t.Errorf("declined: %+v", got)
	}
	h.must(h.WithdrawExample(h.ctx, dal, id))
	if n := h.number(`SELECT count(*) FROM desk.audit_log WHERE act = 'example_withdrawn'`); n != 1 {
		t.Errorf("%d lines in the audit log for what staff took away", n)
	}
}

// With the expert login one reads the examples of one's topics, and no votes but one's own.
func TestRowsOfExamples(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann " + canaries[0]})
	otter, magpie, raven, lind := h.expert("Otter K.", "parking"), h.expert("Magpie P.", "parking"), h.expert("Raven Q.", "returns"), h.staff("S. Lind", "town")
	_, shown := h.shares(ann, otter, "parking", "I am "+canaries[0], "the first "+granted)
	_, waits := h.shares(ann, otter, "parking", "once more", "the second "+hidden)
	h.must(h.CheckExample(h.ctx, lind, shown, true))
	h.exec(`INSERT INTO desk.example_votes (example, voter, useful, at) VALUES ($1, $2, true, now()), ($1, $3, false, now())`, shown, magpie.ID, lind.ID)
	a := h.thief()
	rows := func() string {
		return a.mustRead(`SELECT coalesce(string_agg(id::text, ' ' ORDER BY answer), '') FROM desk.examples`)
	}
	for who, want := range map[*people.Person]string{&otter: shown.String() + " " + waits.String(), &magpie: shown.String(), &raven: "", &lind: ""} {
		a.is(who.ID)
		if got := rows(); got != want {
			t.Errorf("%s reads %q, want %q", who.Name, got, want)
		}
	}
	a.is(magpie.ID)
	if got := a.mustRead(`SELECT string_agg(voter::text, ' ') FROM desk.example_votes`); got != magpie.ID.String() {
		t.Errorf("votes of %s are read", got)
	}
	all := a.mustRead(`SELECT string_agg(x::text, ' ') FROM (SELECT ` + strings.ReplaceAll(readable["desk.examples"], " ", ", ") + ` FROM desk.examples) x`)
	clean(t, "desk.examples", all)
	if !strings.Contains(all, granted) || strings.Contains(all, hidden) {
		t.Errorf("examples show %s", all)
	}
	h.exec(`DELETE FROM desk.qualifications WHERE person = $1`, magpie.ID)
	if got := rows(); got != "" {
		t.Errorf("who does not answer the topic any more reads %q", got)
	}
}

// Words are looked for in what the reader may read, folded as elsewhere; what the mask
// hides is not found.
func TestExamplesByWords(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann " + canaries[0]})
	otter, raven, lind := h.expert("Otter K.", "parking", "returns"), h.expert("Raven Q.", "returns"), h.staff("S. Lind", "town")
	for _, text := range [][3]string{
		{"parking", "Wo darf ich parken?", "Auf dem Marktplatz, außer samstags."},
		{"parking", "Gdzie mogę zaparkować?", "Przy kościele, " + canaries[0] + "."},
		{"returns", "Hvor sender jeg det hen?", "På posthuset, før den første lørdag."},
	} {
		_, id := h.shares(ann, otter, text[0], text[1], text[2])
		h.exec(`UPDATE desk.examples SET state = 'shown', checked_by = $2, checked_at = shared_at WHERE id = $1`, id, lind.ID)
	}
	found := func(p people.Person, f tickets.ExampleFilter) string {
		t.Helper()
		all, err := h.Examples(h.ctx, p, f)
		h.must(err)
		topics := []string{}
		for _, x := range all {
			topics = append(topics, x.Topic)
		}
		return strings.Join(topics, " ")
	}
	for _, c := range []struct {
		who               people.Person
		query, topic, own string
		want              string
	}{
		{otter, "ausser marktpl", "", "", "parking"}, {otter, "KOSCIELE", "", "", "parking"}, {otter, "lørdag på", "", "", "returns"},
		{otter, "park zaparkować", "", "", ""}, {otter, "gdzie kosciele", "", "", "parking"}, // question and answer are one
		{otter, "mark", "returns", "", ""}, {otter, "posthuset", "", "own", "returns"}, {otter, " ?! ", "returns", "", "returns"},
		{otter, canaries[0], "", "", ""}, {raven, "marktplatz", "", "", ""}, {raven, "posthuset", "", "", "returns"},
		{lind, "marktplatz", "", "", "parking"}, {lind, "kosciele", "parking", "", "parking"},
	} {
		f := tickets.ExampleFilter{List: tickets.ExamplesShown, Topic: c.topic, Query: c.query}
		if c.own != "" {
			f.List = tickets.ExamplesOwn
		}
		if got := found(c.who, f); got != c.want {
			t.Errorf("%s looks for %q in %q and finds %q, want %q", c.who.Name, c.query, c.topic, got, c.want)
		}
	}
	wants(t, "a query without an end", func() error {
		_, err := h.Examples(h.ctx, otter, tickets.ExampleFilter{List: tickets.ExamplesShown, Query: strings.Repeat("x", 1000)})
		return err
	}(), fault.KindInvalid)
}

// An example that is shared several times at once is shared once, and nobody is told
// that it is not.
func TestSharedOnceByManyAtATime(t *testing.T) {
	h := newHouse(t)
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	number := h.opens(ann, "parking", "where?")
	h.does(otter, number, tickets.Claim{})
	h.says(otter, number, "in the yard")
	h.does(otter, number, tickets.Resolve{})
	answer := h.ownMessage(otter, number)
	const turns, together = 60, 8
	for range turns {
		id, errs := uuid.New(), make(chan error, together)
		for range together {
			go func() { errs <- h.ShareExample(h.ctx, otter, number, id, answer) }()
		}
		for range together {
			h.must(<-errs)
		}
		h.must(h.WithdrawExample(h.ctx, otter, id))
	}
}
