package tickets_test

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// asks gives a topic a form: a text, a choice among cars, vans and one named like
// somebody, and a number for staff alone.
func (h *house) asks(topic string) {
	h.t.Helper()
	h.shapes(topic, tickets.Form{
		{Key: "where", Kind: tickets.FieldText, Labels: english("Where?"), Required: true},
		{Key: "vehicle", Kind: tickets.FieldChoice, Labels: english("Which?"), Options: []tickets.FieldOption{{Key: "car", Labels: english("Car")}, {Key: "annika", Labels: english("Annika")}}},
		{Key: "contract", Kind: tickets.FieldText, Labels: english("Contract"), StaffOnly: true},
	})
}

func (h *house) shapes(topic string, form tickets.Form) {
	h.t.Helper()
	_, err := h.UpdateTopic(h.ctx, h.admin, topic, tickets.TopicUpdate{Form: &form})
	h.must(err)
}

func english(text string) map[string]string { return map[string]string{"en": text} }

// fillsIn opens a ticket with a form.
func (h *house) fillsIn(by people.Person, topic string, fields map[string]string) (int64, error) {
	h.t.Helper()
	done, err := h.Open(h.ctx, by, tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: topic, Text: "hello", Fields: fields})
	if err == nil {
		h.work()
	}
	return done.Ticket.Number, err
}

// form is what this person reads of one.
func (h *house) form(p people.Person, n int64, own bool) map[string]string {
	h.t.Helper()
	form, err := h.sees(p, n).Form(own)
	h.must(err)
	return form
}

const contract = "contract 4711-Q"

// What is for staff alone stands nowhere but sealed, whatever becomes of the ticket
// and of the form.
func TestAFieldForStaffAloneReachesNobodyElse(t *testing.T) {
	h := newHouse(t)
	h.asks("parking")
	ann, otter, lind := h.customer(people.VisitorInput{Name: "Annika Holm"}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	n, err := h.fillsIn(ann, "parking", map[string]string{"where": "before Annika's door", "vehicle": "annika", "contract": contract})
	h.must(err)
	h.does(otter, n, tickets.Claim{})
	h.says(ann, n, "hello again")

	h.shapes("parking", tickets.Form{{Key: "contract", Kind: tickets.FieldText, Labels: english("Contract")}})
	first := h.log(lind, n)[1].ID
	h.does(lind, n, &tickets.Leak{Entry: first, Note: note("a name")}) // hides the subject, and the form with it
	if got := h.form(otter, n, false); !maps.Equal(got, map[string]string{"[hidden]": "[hidden]"}) {
		t.Errorf("beside a hidden subject the form reads %v", got)
	}
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonOther, Note: note("see above")})
	h.work()
	var tables []string
	h.must(h.db.Owner.Select(&tables, `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('desk', 'vault') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`))
	for _, table := range tables {
		if h.number(`SELECT count(*) FROM `+table+` x WHERE strpos(x::text, '4711-Q') > 0 OR strpos(x::text, encode('4711-Q', 'hex')) > 0`) > 0 {
			t.Errorf("%s holds it", table)
		}
	}

	h.does(lind, n, &tickets.Assign{})
	if got := h.form(lind, n, true); got["contract"] != "" {
		t.Errorf("staff read it before they opened the personal data: %v", got)
	}
	p, err := h.ShowPersonal(h.ctx, tickets.Order{Ticket: n, By: lind}, "")
	h.must(err)
	if p.Form["contract"] != contract || p.Form["where"] != "before Annika's door" {
		t.Errorf("the personal data holds %v", p.Form)
	}
	if own := h.form(ann, n, true); own["contract"] != contract || own["vehicle"] != "annika" {
		t.Errorf("she reads of what she wrote %v", own)
	}
	own, _, err := h.NextTicketOf(h.ctx, ann.ID, 0)
	if h.must(err); own.Form["contract"] != contract {
		t.Errorf("her export holds %v", own.Form)
	}
	if _, err := h.Retain(h.ctx, n, false); err != nil || h.number(`SELECT count(*) FROM vault.requests WHERE ticket = $1`, n) != 0 {
		t.Errorf("it outlives the time of originals (%v)", err)
	}
}

// An option is the organisation's word even where somebody has that name; what was
// written beside it is masked. A rule looks for it, and stays so when texts are masked
// anew and the form is another.
func TestWhatWasPickedIsNotMasked(t *testing.T) {
	h := newHouse(t)
	h.asks("parking")
	ann, lind := h.customer(people.VisitorInput{Name: "Annika Holm"}), h.staff("S. Lind", "town")
	rules := []tickets.FormRule{{Field: "vehicle", Value: "annika", Policy: tickets.StaffOnly}}
	_, err := h.UpdateTopic(h.ctx, h.admin, "parking", tickets.TopicUpdate{FormRules: &rules})
	h.must(err)
	h.expert("Otter K.", "parking")
	n, err := h.fillsIn(ann, "parking", map[string]string{"where": " at Annika's ", "vehicle": "annika"})
	h.must(err)
	want := map[string]string{"where": "at [name 1]'s", "vehicle": "annika"}
	if s := h.sees(lind, n); s.Tier != tickets.TierStaff || !maps.Equal(h.form(lind, n, false), want) {
		t.Errorf("%s with %s", s.Tier, s.Fields)
	}
	n, err = h.fillsIn(ann, "parking", map[string]string{"where": "here", "vehicle": "car"})
	h.must(err)
	if s := h.sees(ann, n); s.Tier != tickets.TierExpert {
		t.Errorf("another option sends it to %s", s.Tier)
	}
}

func TestAFormIsCheckedAgainstWhatTheTopicAsks(t *testing.T) {
	h := newHouse(t)
	h.asks("parking")
	ann := h.customer(people.VisitorInput{})
	id := uuid.Must(uuid.NewV7())
	in := tickets.NewTicket{ID: id, Topic: "parking", Text: "hello", Fields: map[string]string{"vehicle": "bike", "where": "  "}}
	_, err := h.Open(h.ctx, ann, in)
	if f := fault.As(err); f == nil || len(f.Fields) != 2 || f.Fields[0].Field != "fields.where" || f.Fields[1].Field != "fields.vehicle" {
		t.Fatalf("%+v", f)
	}
	in.Fields = map[string]string{"where": "here"}
	done, err := h.Open(h.ctx, ann, in)
	h.must(err)
	h.shapes("parking", tickets.Form{{Key: "plate", Kind: tickets.FieldText, Labels: english("Plate"), Required: true}})
	again, err := h.Open(h.ctx, ann, in) // its answer was lost
	if h.must(err); again.Ticket.Number != done.Ticket.Number {
		t.Errorf("another ticket: %d", again.Ticket.Number)
	}
	if got := h.form(ann, done.Ticket.Number, true); got["where"] != "here" {
		t.Errorf("another form of the topic leaves %v", got)
	}
}

func TestWhatAFormMayBe(t *testing.T) {
	h := newHouse(t)
	many := make(tickets.Form, 13)
	for i := range many {
		many[i] = tickets.FormField{Key: fmt.Sprint("f", i), Kind: tickets.FieldText, Labels: english("x")}
	}
	choice := func(options ...tickets.FieldOption) tickets.Form {
		return tickets.Form{{Key: "a", Kind: tickets.FieldChoice, Labels: english("x"), Options: options}}
	}
	yes := tickets.FieldOption{Key: "yes", Labels: english("Yes")}
	for _, c := range []struct {
		form  tickets.Form
		rule  *tickets.FormRule
		named string
	}{
		{form: many, named: "form_fields"},
		{form: tickets.Form{{Key: "A b", Kind: tickets.FieldText, Labels: english("x")}}, named: "form_fields[0].key"},
		{form: tickets.Form{many[0], many[0]}, named: "form_fields[1].key"},
		{form: tickets.Form{{Key: "a", Kind: "file", Labels: english("x")}}, named: "form_fields[0].kind"},
		{form: tickets.Form{{Key: "a", Kind: tickets.FieldText}}, named: "form_fields[0].labels"},
		{form: tickets.Form{{Key: "a", Kind: tickets.FieldText, Labels: english(strings.Repeat("x", 201))}}, named: "form_fields[0].labels"},
		{form: tickets.Form{{Key: "a", Kind: tickets.FieldText, Labels: english("x"), Hints: map[string]string{"english": "x"}}}, named: "form_fields[0].hints"},
		{form: tickets.Form{{Key: "a", Kind: tickets.FieldText, Labels: english("x"), Options: []tickets.FieldOption{yes}}}, named: "form_fields[0].options"},
		{form: choice(yes), named: "form_fields[0].options"},
		{form: choice(yes, yes), named: "form_fields[0].options"},
		{form: choice(yes, tickets.FieldOption{Key: "no"}), named: "form_fields[0].options"},
		{form: many[:2], rule: &tickets.FormRule{Field: "f3", Value: "x"}, named: "form_rules[0]"},
		{form: choice(yes, tickets.FieldOption{Key: "no", Labels: english("No")}), rule: &tickets.FormRule{Field: "a", Value: "maybe"}, named: "form_rules[0]"},
		{form: tickets.Form{{Key: "a", Kind: tickets.FieldText, Labels: english("x"), StaffOnly: true}}, rule: &tickets.FormRule{Field: "a", Value: "x"}, named: "form_rules[0]"},
	} {
		u := tickets.TopicUpdate{Form: &c.form, FormRules: &[]tickets.FormRule{}}
		if c.rule != nil {
			c.rule.Policy = tickets.StaffOnly
			*u.FormRules = append(*u.FormRules, *c.rule)
		}
		_, err := h.UpdateTopic(h.ctx, h.admin, "parking", u)
		if f := fault.As(err); f == nil || len(f.Fields) != 1 || f.Fields[0].Field != c.named {
			t.Errorf("%+v: %+v instead of %s", c.form, f, c.named)
		}
	}
}
