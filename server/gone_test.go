package server

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"

	"kontor/people"
)

// holds are the rows of desk that hold any of these words, in whatever column and type it
// stands: text, JSON, lists, or words to search for.
func (h *house) holds(words ...string) (found []string) {
	h.t.Helper()
	var relations []string
	h.must(h.db.Owner.Select(&relations, `SELECT c.oid::regclass::text FROM pg_class c WHERE c.relnamespace = 'desk'::regnamespace AND c.relkind IN ('r', 'm') ORDER BY 1`))
	if len(relations) < 30 {
		h.t.Fatalf("only %v", relations)
	}
	queries := make([]string, len(relations))
	for i, relation := range relations {
		queries[i] = fmt.Sprintf(`SELECT '%s: ' || t::text FROM %s t WHERE lower(t::text) ~ $1`, relation, relation)
	}
	h.must(h.db.Owner.Select(&found, strings.Join(queries, " UNION ALL "), strings.ToLower(strings.Join(words, "|"))))
	return found
}

// planted is a text with a word of its own, somewhere in a ticket.
type planted struct {
	word  string
	entry string
	text  string
	own   bool // the customer's
	fixed bool // staff cannot choose parts of it
}

// garden is a ticket with a word of its own in every text that there can be.
type garden struct {
	*house
	number                        int64
	ann, otter, owl, magpie, lind *client
	texts                         []planted
}

func plant(t *testing.T) *garden {
	g := &garden{house: open(t)}
	g.otter, g.owl, g.magpie, g.lind = g.expert("Otter"), g.expert("Owl"), g.expert("Magpie"), g.helper(people.RoleStaff, "Lind")
	g.ann = g.visitor("Ann", "")
	subject, form, first := "About "+g.word(), g.word(), g.word()
	id := newID()
	g.number = int64(g.ann.post("/tickets", obj{"id": id, "topic": "parking", "subject": subject, "text": "It is " + first + ", they say",
		"fields": obj{"what": form + " in the form", form: "yes"}}).want(http.StatusCreated).number("number"))
	opened := g.ann.get(at(g.number, "entries")).text("items.0.id")
	g.texts[0].entry, g.texts[0].fixed, g.texts[1].entry, g.texts[1].fixed = opened, true, opened, true
	g.texts[2].entry, g.texts[2].text = id.String(), "It is "+first+", they say"

	g.owl.claims(g.number)
	g.says(g.ann, "message", nil)
	g.owl.post(at(g.number, "release"), obj{"note": "I gave up on " + g.word()}).want(http.StatusOK)
	g.entry(g.lind, "I gave up on")
	g.areHere(g.otter.id, g.magpie.id)
	g.otter.claims(g.number)
	g.says(g.ann, "message", nil)
	g.says(g.otter, "message", nil)
	g.says(g.otter, "note", nil)
	g.says(g.otter, "message", obj{"insist": true, "text": "Mail me at otter@example.org about "})
	held := g.texts[len(g.texts)-1].entry
	g.says(g.lind, "note", nil)
	g.says(g.ann, "message", nil)
	g.otter.post(at(g.number, "escalate"), obj{"reason": "stuck", "note": "Stuck with " + g.word()}).want(http.StatusOK)
	g.entry(g.lind, "Stuck with")
	g.lind.post(at(g.number, "assign"), nil).want(http.StatusOK)
	g.lind.post(at(g.number, "drop_held"), obj{"entry": held}).want(http.StatusOK)
	g.lind.post(at(g.number, "resolve"), nil).want(http.StatusOK)
	comment, tag := g.word(), g.word()
	g.ann.post(at(g.number, "rating"), obj{"stars": 2, "tags": []string{tag}, "comment": "Never " + comment + " again"}).want(http.StatusOK)
	g.entry(g.lind, "Never "+comment)
	rated := &g.texts[len(g.texts)-2]
	g.texts[len(g.texts)-1].entry, g.texts[len(g.texts)-1].fixed, rated.own, g.texts[len(g.texts)-1].own = rated.entry, true, true, true
	g.otter.post(at(g.number, "examples"), obj{"id": newID(), "entry": g.named(g.otter)}).want(http.StatusNoContent)
	g.lind.post(at(g.number, "personal"), nil).want(http.StatusOK)
	return g
}

// named is the first message of somebody's.
func (g *garden) named(c *client) (entry string) {
	g.t.Helper()
	g.must(g.db.Owner.Get(&entry, `SELECT id FROM desk.entries WHERE ticket = $1 AND author = $2 AND kind = 'message' ORDER BY seq LIMIT 1`, g.number, c.id))
	return entry
}

// word is one that nobody else writes, and that no rule of the house finds.
func (g *garden) word() string {
	word := slip + strings.Repeat(string(rune('a'+len(g.texts))), 3)
	g.texts = append(g.texts, planted{word: word, own: len(g.texts) < 3})
	return word
}

func (g *garden) says(c *client, kind string, more obj) {
	g.t.Helper()
	body := obj{"id": newID(), "kind": kind, "text": "I say "}
	for k, v := range more {
		body[k] = v
	}
	word := g.word()
	body["text"] = fmt.Sprint(body["text"]) + word + " of course"
	c.post(at(g.number, "entries"), body).want(http.StatusCreated)
	last := &g.texts[len(g.texts)-1]
	last.entry, last.text, last.own = fmt.Sprint(body["id"]), fmt.Sprint(body["text"]), c == g.ann
}

// entry finds that of the newest word whose entry nobody knows yet.
func (g *garden) entry(c *client, beginning string) {
	g.t.Helper()
	var id, text string
	g.must(g.db.Owner.QueryRow(`SELECT id, text FROM desk.entries WHERE ticket = $1 AND text LIKE $2`, g.number, beginning+"%").Scan(&id, &text))
	i := slices.IndexFunc(g.texts, func(p planted) bool { return p.entry == "" && strings.Contains(text, p.word) })
	g.texts[i].entry, g.texts[i].text = id, text
}

func (g *garden) mustBeGone(what string, texts ...planted) {
	g.t.Helper()
	words := []string{"no word at all"}
	for _, p := range texts {
		words = append(words, p.word)
	}
	for _, where := range g.holds(words...) {
		g.t.Errorf("%s, but one of %v is in %s", what, words[1:], where)
	}
}

// of are the texts that belong to an entry.
func (g *garden) of(entry string) (same []planted) {
	for _, p := range g.texts {
		if p.entry == entry {
			same = append(same, p)
		}
	}
	return same
}

// Whatever hides a text, a leak that is marked, staff who choose its parts, a rule, an
// erasure, and in whatever order and however late the search words are written:
// nothing in desk holds it afterwards.
func TestNothingHoldsWhatIsHidden(t *testing.T) {
	for _, seed := range []uint64{1, 2} {
		g, random := plant(t), rand.New(rand.NewPCG(seed, 6))
		for _, p := range g.texts {
			if len(g.holds(p.word)) == 0 {
				t.Fatalf("%s was never there", p.word)
			}
		}
		hidden := map[string]bool{}
		for step, i := range random.Perm(len(g.texts)) {
			p := g.texts[i]
			if step == len(g.texts)/2 {
				g.work()
			}
			g.hide(p, random.IntN(3), hidden)
			g.mustBeGone(fmt.Sprintf("seed %d: step %d", seed, step), slices.DeleteFunc(slices.Clone(g.texts), func(p planted) bool { return !hidden[p.entry] })...)
		}
		g.ruleOut()
		g.mustBeGone("a rule finds it", g.texts...)
	}
}

// hide hides an entry, in one of three ways.
func (g *garden) hide(p planted, way int, hidden map[string]bool) {
	g.t.Helper()
	if !hidden[p.entry] {
		g.lind.post(at(g.number, "leak"), obj{"entry": p.entry}).want(http.StatusOK)
		hidden[p.entry] = true
	}
	if p.fixed || slices.ContainsFunc(g.of(p.entry), func(o planted) bool { return o.fixed }) || way == 0 {
		return
	}
	if way == 2 { // a false alarm, and the parts only then
		g.lind.post(at(g.number, "hide"), obj{"entry": p.entry}).want(http.StatusOK)
		if len(g.holds(p.word)) == 0 {
			g.t.Errorf("%s is not shown again", p.word)
		}
	}
	start := len([]rune(p.text[:strings.Index(p.text, p.word)]))
	g.lind.post(at(g.number, "hide"), obj{"entry": p.entry, "spans": []obj{{"start": start, "end": start + len(p.word), "kind": "name"}}}).want(http.StatusOK)
}

// ruleOut has a rule find all of the words in older texts.
func (g *garden) ruleOut() {
	g.t.Helper()
	g.lind.post("/mask-rules", obj{"id": newID(), "name": "The word", "kind": "order", "pattern": "quen[z]ibar[a-z]+"}).want(http.StatusCreated)
	g.remask()
}

// A rule alone does it, in the subject, the form and tags too; what it has hidden in
// the form is there again without it.
func TestNothingHoldsWhatARuleFinds(t *testing.T) {
	g := plant(t)
	g.work()
	g.ruleOut()
	g.mustBeGone("a rule finds it", g.texts...)
	fields := func() (text string) {
		g.must(g.db.Owner.Get(&text, `SELECT fields::text FROM desk.tickets WHERE number = $1`, g.number))
		return text
	}
	if got := fields(); got != `{"what": "[order 1] in the form", "[order 1]": "yes"}` {
		t.Errorf("the form reads %s", got)
	}
	admin := g.helper(people.RoleAdmin, "Ada")
	admin.patch("/mask-rules/"+admin.get("/mask-rules").text("items.0.id"), obj{"active": false}).want(http.StatusOK)
	g.remask()
	if got := fields(); !strings.Contains(got, g.texts[1].word) {
		t.Errorf("the form reads %s", got)
	}
}

// An erasure takes the customer's words; what helpers wrote stays.
func TestNothingHoldsWhatIsErased(t *testing.T) {
	for _, late := range []bool{true, false} {
		g := plant(t)
		if !late {
			g.work()
		}
		g.lind.post(at(g.number, "leak"), obj{"entry": g.texts[3].entry}).want(http.StatusOK)
		g.lind.post(at(g.number, "hide"), obj{"entry": g.texts[3].entry}).want(http.StatusOK)
		_, err := g.desk.Erase(context.Background(), g.number)
		g.must(err)
		if n := g.count(`SELECT count(*) FROM vault.bodies`) + g.count(`SELECT count(*) FROM vault.requests`); n != 0 {
			t.Errorf("%d originals are left", n)
		}
		g.work()
		g.ruleOut() // masking anew finds nothing to bring back
		g.mustBeGone("it is erased", slices.DeleteFunc(slices.Clone(g.texts), func(p planted) bool { return !p.own })...)
	}
}
