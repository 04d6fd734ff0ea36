package demo

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

func load(t *testing.T) *Content {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheDemoHasWhatTheReadmePromises(t *testing.T) {
	c := load(t)
	languages := map[string]int{}
	for _, ticket := range c.Tickets {
		languages[ticket.Language]++
	}
	if want := map[string]int{"da": 80, "en": 40, "de": 30, "pl": 25, "hu": 25}; !maps.Equal(languages, want) {
		t.Errorf("tickets by language are %v, want %v", languages, want)
	}
	counts := []struct {
		what       string
		have, want int
	}{
		{"tickets", len(c.Tickets), 200},
		{"experts", len(c.People.Experts), 4},
		{"applicants", len(c.People.Applicants), 1},
		{"staff", len(c.People.Staff), 3},
		{"customers", len(c.People.Customers), 12},
		{"offices", len(c.Organisation.Offices), 2},
	}
	for _, n := range counts {
		if n.have != n.want {
			t.Errorf("there are %d %s, want %d", n.have, n.what, n.want)
		}
	}
}

func TestTheDemoSignIns(t *testing.T) {
	c := load(t)
	expert, staff := c.People.Experts[0], c.People.Staff[0]
	for _, first := range []struct{ have, want string }{
		{c.People.Customers[0].Email, "customer@example.org"},
		{expert.Email, "expert@example.org"},
		{staff.Email, "staff@example.org"},
		{c.People.Admin.Email, "admin@example.org"},
	} {
		if first.have != first.want {
			t.Errorf("the first is %s, want %s", first.have, first.want)
		}
	}
	if expert.Capacity != 50 || !slices.Equal(expert.Languages, c.Organisation.Languages) {
		t.Errorf("the first expert has capacity %d and speaks %v", expert.Capacity, expert.Languages)
	}
	for _, topic := range c.Organisation.Topics {
		if topic.Policy == "experts_first" && !slices.Contains(expert.Topics, topic.ID) {
			t.Errorf("the first expert is not qualified for %s", topic.ID)
		}
	}
	for _, team := range c.Organisation.Teams {
		if !slices.Contains(staff.Teams, team.ID) {
			t.Errorf("the first of the staff is not in team %s", team.ID)
		}
	}
}

func TestTopicsAreComplete(t *testing.T) {
	o := load(t).Organisation
	for _, topic := range o.Topics {
		for _, language := range o.Languages {
			if topic.Names[language] == "" || topic.Descriptions[language] == "" {
				t.Errorf("topic %s has no name or description in %s", topic.ID, language)
			}
		}
		if topic.Policy != "experts_first" && topic.Policy != "staff_only" {
			t.Errorf("topic %s has policy %q", topic.ID, topic.Policy)
		}
		if !slices.ContainsFunc(o.Teams, func(team Team) bool { return team.ID == topic.Team }) {
			t.Errorf("topic %s belongs to unknown team %q", topic.ID, topic.Team)
		}
		if topic.TakeWithin <= 0 || topic.Offer <= 0 || topic.WaveSize <= 0 || topic.CloseAfterDays <= 0 {
			t.Errorf("topic %s lacks a target: %+v", topic.ID, topic)
		}
	}
	for _, team := range o.Teams {
		if !slices.ContainsFunc(o.Offices, func(office Office) bool { return office.Name == team.Office }) {
			t.Errorf("team %s sits in unknown office %q", team.ID, team.Office)
		}
	}
}

// The test and its practice can be taken in every language of the organisation.
func TestTheSchoolSpeaksEveryLanguage(t *testing.T) {
	c := load(t)
	all := func(what string, speaks func(language string) bool) {
		t.Helper()
		for _, language := range c.Organisation.Languages {
			if !speaks(language) {
				t.Errorf("%s is not there in %s", what, language)
			}
		}
	}
	for what, texts := range map[string]map[string]string{"what experts do": c.School.About, "what they earn": c.School.Earn, "the terms": c.School.Terms} {
		all(what, func(l string) bool { return texts[l] != "" })
	}
	for _, q := range c.School.Test.Questions {
		all(q.Words["en"].Text, func(l string) bool {
			return q.Words[l].Text != "" && len(q.Words[l].Options) == len(q.Words["en"].Options)
		})
	}
	for _, r := range c.School.Test.Requests {
		all(r.Words["en"].Subject, func(l string) bool { return r.Words[l].Sample != "" && len(r.Words[l].Keywords) > 0 })
	}
}

func TestNothingInTheDemoIsThereTwice(t *testing.T) {
	c := load(t)
	seen := map[string]string{}
	once := func(what, value string) {
		t.Helper()
		if value == "" || seen[value] != "" {
			t.Errorf("%s %q is empty or also a %s", what, value, seen[value])
		}
		seen[value] = what
	}
	for _, ticket := range c.Tickets {
		once("subject", ticket.Subject)
		once("first message", ticket.Steps[0].Text)
	}
	for _, person := range slices.Concat(c.People.Experts, c.People.Applicants, c.People.Staff, []Person{c.People.Admin}) {
		once("e-mail", person.Email)
		once("shown name", person.Name)
	}
	for _, customer := range c.People.Customers {
		for _, value := range append([]string{customer.Email, customer.Phone, customer.Address, customer.Name, customer.Alias}, customer.Orders...) {
			once("value", value)
		}
	}
}

func TestEveryAddressIsReservedForExamples(t *testing.T) {
	c := load(t)
	for _, customer := range c.People.Customers {
		_, host, _ := strings.Cut(customer.Email, "@")
		if !slices.Contains([]string{"example.org", "example.com", "example.net"}, host) {
			t.Errorf("%s could be somebody's", customer.Email)
		}
	}
}

// Experts never learn who the customer is, so they cannot write it; staff can from the moment they opened it.
func TestOnlyWhoMayKnowWritesPersonalData(t *testing.T) {
	c := load(t)
	for _, ticket := range c.Tickets {
		opened := map[Actor]bool{}
		for _, step := range ticket.Steps {
			if step.Do == OpenPersonal {
				opened[step.By] = true
			}
			for i, customer := range c.People.Customers {
				own := i == ticket.Customer
				if own && (step.By.Role == "customer" || opened[step.By]) {
					continue
				}
				for _, value := range personal(customer, own) {
					if contains(step.Text, value) {
						t.Errorf("%q: %v writes %q of customer %d", ticket.Subject, step.By, value, i)
					}
				}
			}
		}
		for _, value := range personal(c.People.Customers[ticket.Customer], true) {
			if contains(ticket.Subject, value) {
				t.Errorf("subject %q has %q", ticket.Subject, value)
			}
		}
	}
}

func TestAboutAThirdOfTheCustomersMessagesNeedMasking(t *testing.T) {
	c := load(t)
	var messages, need int
	for _, ticket := range c.Tickets {
		for _, step := range ticket.Steps {
			if step.By.Role != "customer" || step.Do == Rate {
				continue
			}
			messages++
			if slices.ContainsFunc(personal(c.People.Customers[ticket.Customer], true), func(v string) bool { return contains(step.Text, v) }) {
				need++
			}
		}
	}
	if share := 100 * need / messages; share < 25 || share > 45 {
		t.Errorf("%d of %d messages have personal data, want about a third", need, messages)
	}
}

// personal lists what a text may give away of a customer; with parts also each part of the name alone.
func personal(c Customer, parts bool) []string {
	values := append([]string{c.Name, c.Email, c.Phone, c.Address}, c.Orders...)
	if parts {
		values = append(values, strings.Fields(c.Name)...)
	}
	return values
}

// contains finds value as whole words only: "Ole" is not in "Oles".
func contains(text, value string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], value)
		if i < 0 {
			return false
		}
		before, after := text[:at+i], text[at+i+len(value):]
		if !strings.ContainsFunc(lastRune(before)+firstRune(after), unicode.IsLetter) {
			return true
		}
		at += i + len(value)
	}
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func lastRune(s string) string {
	runes := []rune(s)
	if len(runes) == 0 {
		return ""
	}
	return string(runes[len(runes)-1])
}

func TestSpan(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"0s": 0, "4m": 4 * time.Minute, "1h20m": 80 * time.Minute, "58d": 58 * 24 * time.Hour, "3d4h": 76 * time.Hour,
	} {
		if got, err := span(text); err != nil || got != want {
			t.Errorf("span(%q) is %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "d", "4", "xd", "3d4", "soon"} {
		if got, err := span(text); err == nil {
			t.Errorf("span(%q) is %v, want an error", text, got)
		}
	}
}

func TestActor(t *testing.T) {
	for text, want := range map[string]Actor{"customer": {Role: "customer"}, "expert:2": {"expert", 2}, "staff:0": {"staff", 0}} {
		var got Actor
		if err := got.UnmarshalText([]byte(text)); err != nil || got != want {
			t.Errorf("%q is %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "expert", "customer:1", "staff:x"} {
		if err := new(Actor).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}

func TestMisspeltFieldsAreRefused(t *testing.T) {
	if err := strict([]byte(`[{"after":"1m","by":"customer","do":"open","txet":"hi"}]`), &[]Step{}); err == nil {
		t.Error("a field that nobody reads is accepted")
	}
}
