package server

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// The columns of the tables in testdata/wall_*.txt: everybody who can try
// something on a ticket, by what they have to do with it.
var columns = []string{"anonymous", "visitor", "owner", "other", "holder", "offered", "past", "stranger", "elsewhere", "staff", "admin"}

//	anonymous  nobody
//	visitor    a customer without an account, who has a ticket of their own
//	owner      the customer whose ticket it is
//	other      another customer, with an account
//	holder     the expert who has the ticket, or has solved or escalated it
//	offered    an expert whom it is offered to; the ticket is then one that waits
//	past       an expert who had it and gave it back
//	stranger   an expert who was never offered it
//	elsewhere  staff of another team
//	staff      staff of the ticket's team
//	admin      an admin of the ticket's team

// blind are those who may not know that the ticket is there.
var blind = map[string]bool{"anonymous": true, "visitor": true, "other": true, "stranger": true, "elsewhere": true}

// The canaries: what the owner's profile holds, as it is planted in every text,
// and what else nobody but a few may read.
const (
	canaryName    = "Zyblikiewicz"
	canaryEmail   = "zyb.canary@example.org"
	canaryPhone   = "61 23 45 67"
	canaryAddress = "Kanarievej 99"
	canaryOrder   = "NB-777123"
	everyCanary   = "I am Ann " + canaryName + ", " + canaryEmail + ", +45 " + canaryPhone + ", " + canaryAddress + ", order " + canaryOrder + "."

	// quotable is what of it an expert may write without being warned of contact data.
	quotable      = "Ann " + canaryName + ", " + canaryAddress + ", order " + canaryOrder + "."
	staffWord     = "Staffcanary"     // in notes of staff
	helpersWord   = "Helpercanary"    // in notes of helpers
	reasonWord    = "Reasoncanary"    // why personal data was opened
	applicantWord = "Applicantcanary" // of somebody who wants to become an expert
	sealedWord    = "Sealedcanary"    // in a field for staff alone; no rule of masking would find it
)

var personal = []string{canaryName, canaryEmail, "zyb.canary", canaryPhone, "61234567", canaryAddress, canaryOrder, sealedWord}

// world is a desk with everybody of the columns in it.
type world struct {
	*house
	applicant uuid.UUID
	schooled  bool // there is something to learn: wall_school_test.go
	who       map[string]*client
}

func newWorld(t *testing.T) *world {
	w := &world{house: open(t), who: map[string]*client{}}
	t.Cleanup(func() {
		for _, public := range []string{w.page("/metrics").whole(), w.page("/api/v1/openapi.json").whole(), w.page("/readyz").whole(), w.log.String()} {
			for _, canary := range append([]string{staffWord, helpersWord, reasonWord, applicantWord}, personal...) {
				if strings.Contains(public, canary) {
					t.Errorf("the server's log or a page for everybody shows %s", canary)
				}
			}
		}
	})
	ctx, system := context.Background(), people.System()
	_, err := w.register.CreateTeam(ctx, system, people.Team{ID: "shop", Name: "Shop"})
	w.must(err)
	asks := tickets.Form{{Key: "order", Kind: tickets.FieldText}, {Key: "note", Kind: tickets.FieldLong}, {Key: "sealed", Kind: tickets.FieldText, StaffOnly: true}}
	for i := range asks {
		asks[i].Labels = map[string]string{"en": asks[i].Key}
	}
	_, err = w.desk.UpdateTopic(ctx, system, "parking", tickets.TopicUpdate{Form: &asks})
	w.must(err)
	w.who["anonymous"] = nobody(w.house)
	w.who["visitor"], w.who["other"] = w.visitor("Bo Visitor", ""), w.visitor("Cy Other", "")
	w.who["other"].token = w.who["other"].post("/customers", obj{"email": "cy@example.org", "password": "correct horse"}).want(http.StatusCreated).text("token")
	w.who["owner"] = w.visitor("Ann "+canaryName, canaryEmail)
	w.who["owner"].do("PUT", "/me/profile", obj{"name": "Ann " + canaryName, "emails": []string{canaryEmail}, "phones": []string{"+45 " + canaryPhone},
		"address": canaryAddress + ", 9000 Aalborg", "orders": []string{canaryOrder}}).want(http.StatusOK)
	for _, name := range []string{"holder", "offered", "past"} {
		w.who[name] = w.expert(name)
	}
	w.who["stranger"] = w.helper(people.RoleExpert, "stranger") // not available
	w.who["staff"], w.who["admin"], w.who["elsewhere"] = w.helper(people.RoleStaff, "staff"), w.helper(people.RoleAdmin, "admin"), w.helper(people.RoleStaff, "elsewhere")
	w.must(exec(w.house, `UPDATE desk.people SET capacity = 1000 WHERE role = 'expert'`))
	w.must(exec(w.house, `UPDATE desk.memberships SET team = 'shop' WHERE person = $1`, w.who["elsewhere"].id))
	for _, name := range []string{"visitor", "other"} {
		w.who[name].opens("tax", "my own")
	}
	w.who["admin"].do("PUT", "/expert-page", obj{"open": true, "about": obj{}, "earn": obj{}}).want(http.StatusOK)
	w.applicant = w.applies(applicantWord).id
	return w
}

// here lets the experts be available, however much time has gone by.
func (w *world) here() {
	w.t.Helper()
	w.areHere(w.who["holder"].id, w.who["offered"].id, w.who["past"].id)
}

// asked is a ticket that waits for an expert, offered to three of them.
func (w *world) asked() int64 {
	w.t.Helper()
	w.here()
	a := w.who["owner"].post("/tickets", obj{"id": newID(), "topic": "parking", "subject": "About " + everyCanary, "text": everyCanary,
		"fields": obj{"order": canaryOrder, "note": everyCanary, "sealed": sealedWord}})
	number := int64(a.want(http.StatusCreated).number("number"))
	w.deal(number)
	return number
}

// deal makes the offers of a ticket, and leaves other jobs where they are.
func (w *world) deal(number int64) {
	w.t.Helper()
	var job uuid.UUID
	w.must(w.db.Owner.Get(&job, `SELECT id FROM desk.jobs WHERE ticket = $1 AND kind = $2 AND done_at IS NULL`, number, tickets.JobOffer))
	w.must(w.desk.OfferNext(context.Background(), number, job))
}

// held is a ticket that one expert has given back and another has taken.
func (w *world) held() int64 {
	w.t.Helper()
	n := w.asked()
	w.who["past"].post(at(n, "claim"), nil).want(http.StatusOK)
	w.who["past"].post(at(n, "release"), obj{"note": helpersWord + " they are " + everyCanary}).want(http.StatusOK)
	w.here()
	w.deal(n)
	w.who["holder"].post(at(n, "claim"), nil).want(http.StatusOK)
	w.who["holder"].says(n, "You wrote "+quotable).want(http.StatusCreated)
	w.who["owner"].says(n, "Yes: "+everyCanary).want(http.StatusCreated)
	w.note(n, "staff", staffWord+" they are "+everyCanary, "staff")
	return n
}

func (w *world) note(n int64, by, text, audience string) {
	w.t.Helper()
	w.who[by].post(at(n, "entries"), obj{"id": newID(), "kind": "note", "audience": audience, "text": text}).want(http.StatusCreated)
}

// queued is a ticket that its expert has brought to staff.
func (w *world) queued() int64 {
	w.t.Helper()
	n := w.held()
	w.who["holder"].post(at(n, "escalate"), obj{"reason": "stuck", "note": helpersWord + " " + everyCanary}).want(http.StatusOK)
	return n
}

// assigned is one that staff have taken from there.
func (w *world) assigned() int64 {
	w.t.Helper()
	n := w.queued()
	w.who["staff"].post(at(n, "assign"), nil).want(http.StatusOK)
	w.who["staff"].says(n, "Dear "+everyCanary).want(http.StatusCreated)
	return n
}

// resolved is one that its expert has solved.
func (w *world) resolved() int64 {
	w.t.Helper()
	n := w.held()
	w.who["holder"].post(at(n, "resolve"), nil).want(http.StatusOK)
	return n
}

// rated is one that its customer has rated.
func (w *world) rated() int64 {
	w.t.Helper()
	n := w.resolved()
	w.who["owner"].post(at(n, "rating"), obj{"stars": 4, "tags": []string{canaryName}, "comment": everyCanary}).want(http.StatusOK)
	return n
}

// contested is one whose expert objects to that.
func (w *world) contested() int64 {
	w.t.Helper()
	n := w.rated()
	w.who["holder"].post("/me/ratings/contests", obj{"ticket": n, "resolution": 1, "reason": "not of me but of " + everyCanary}).want(http.StatusNoContent)
	return n
}

// opened is one whose personal data is open to its staff.
func (w *world) opened() int64 {
	w.t.Helper()
	n := w.assigned()
	w.opens(n)
	return n
}

// insisted is one whose expert was warned of an answer and insisted on it.
func (w *world) insisted() int64 {
	w.t.Helper()
	n := w.held()
	w.who["holder"].post(at(n, "entries"), obj{"id": newID(), "text": "Mail me at otter@example.org, " + quotable, "insist": true}).want(http.StatusCreated)
	return n
}

// attached is one with a file of its customer's.
func (w *world) attached() int64 {
	w.t.Helper()
	n, file := w.held(), newID()
	w.who["owner"].sends(n, file, canaryName+".png", png+everyCanary).want(http.StatusCreated)
	w.who["owner"].postsFiles(n, "See "+everyCanary, file).want(http.StatusCreated)
	return n
}

// shown is one whose file is open to its staff.
func (w *world) shown() int64 {
	w.t.Helper()
	n := w.attached()
	w.opens(n)
	return n
}

func (w *world) opens(n int64) {
	w.t.Helper()
	for _, column := range []string{"staff", "admin"} {
		w.who[column].post(at(n, "personal"), obj{"reason": reasonWord + " " + everyCanary}).want(http.StatusOK)
	}
}

// named is an id that a query finds in a ticket, or one of nothing.
func (w *world) named(number int64, query string) string {
	w.t.Helper()
	ids := []string{}
	w.must(w.db.Owner.Select(&ids, query, number))
	return append(ids, newID().String())[0]
}

// message is the first one, which everybody reads who reads anything of a ticket.
func (w *world) message(number int64) string {
	return w.named(number, `SELECT id FROM desk.entries WHERE ticket = $1 AND kind = 'message' ORDER BY seq LIMIT 1`)
}

func (w *world) insistedOn(number int64) string {
	return w.named(number, `SELECT entry FROM desk.flags WHERE ticket = $1 AND kind = 'held'`)
}

func (w *world) file(number int64) string {
	return w.named(number, `SELECT id FROM vault.attachments WHERE ticket = $1`)
}

// leaver is a customer whom nobody needs any more.
func leaver(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	c := w.visitor("Ida "+canaryName, "")
	c.opens("parking", "my own")
	return map[string]string{"id": c.id.String()}
}

// leaving is one who is to be erased.
func leaving(w *world, column string, number int64) map[string]string {
	w.t.Helper()
	c := leaver(w, column, number)
	w.who["admin"].post("/customers/"+c["id"]+"/erasure", obj{"reason": "came to the counter"}).want(http.StatusCreated)
	return c
}

// anyRule is a rule that is on.
func anyRule(w *world, _ string, _ int64) map[string]string {
	w.t.Helper()
	rule := newID()
	w.who["admin"].post("/mask-rules", obj{"id": rule, "name": "Files", "kind": "order", "pattern": "ZZF-[0-9]{6}"}).want(http.StatusCreated)
	return map[string]string{"id": rule.String()}
}

// ticket is the one that somebody tries something on: an offer is of a ticket
// that waits, whatever the others see.
func (w *world) ticket(column, stage string) int64 {
	w.t.Helper()
	if column == "offered" {
		return w.asked()
	}
	return map[string]func() int64{"": w.held, "held": w.held, "asked": w.asked, "queued": w.queued, "assigned": w.assigned, "resolved": w.resolved,
		"opened": w.opened, "insisted": w.insisted, "attached": w.attached, "shown": w.shown, "reviewed": w.reviewed}[stage]()
}

// again is the same column with a session, or where it must be a person, of its
// own, for what ends or changes it.
func (w *world) again(column string) *client {
	w.t.Helper()
	c := w.who[column]
	switch column {
	case "anonymous":
		return c
	case "visitor", "owner":
		return w.visitor("Somebody Else", "")
	case "other":
		a := nobody(w.house).post("/sessions", obj{"email": "cy@example.org", "password": "correct horse"}).want(http.StatusCreated)
		return &client{h: w.house, id: c.id, token: a.text("token")}
	}
	a := nobody(w.house).post("/sessions", obj{"email": column + "@desk.example", "password": "correct horse"}).want(http.StatusCreated)
	return &client{h: w.house, id: c.id, token: a.text("token")}
}

// target is a helper whom admins may do things to.
func (w *world) target() uuid.UUID {
	w.t.Helper()
	h, _, err := w.register.CreateHelper(context.Background(), people.System(), people.NewHelper{ID: newID(), Role: people.RoleExpert, Name: "Target",
		Email: newID().String() + "@desk.example", Languages: []string{"en"}, Topics: []string{"parking"}})
	w.must(err)
	return h.ID
}

// leaks are the canaries in something that this column was told. Only the owner
// reads their own data; staff do where they have opened it.
func leaks(column, text string, opened bool) (found []string) {
	if column == "owner" || opened {
		return nil
	}
	folded := strings.ToLower(text)
	see := func(words ...string) {
		for _, word := range words {
			if strings.Contains(folded, strings.ToLower(word)) {
				found = append(found, word)
			}
		}
	}
	see(personal...)
	see(applicantWord)
	switch column {
	case "staff", "admin":
		return found
	case "holder", "past":
		see(staffWord, reasonWord, "@desk.example")
	default:
		see(staffWord, reasonWord, helpersWord, "@desk.example")
	}
	return found
}

// whole is an answer with its headers.
func (a *reading) whole() string {
	var all strings.Builder
	_ = a.header.Write(&all)
	return all.String() + a.raw
}
