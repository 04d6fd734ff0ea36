package people_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kontor/internal/fault"
	"kontor/people"
)

var mette = people.Profile{
	Name:    "Mette Østergaard Friis",
	Emails:  []string{"mette@example.com", "Mette.Friis@example.net"},
	Phones:  []string{"+45 10 41 17 26", "20 30 40 50"},
	Address: "Skovbrynet 14\n5399 Nordby",
	Orders:  []string{"NB-204117", "NB-204388"},
}

func TestProfileIsKeptWhole(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{})
	got, err := h.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	if diff := cmp.Diff(mette, got); diff != "" {
		t.Error(diff)
	}
	got, err = h.Profile(h.ctx, visitor.ID)
	h.ok(err)
	if diff := cmp.Diff(mette, got); diff != "" {
		t.Error(diff)
	}
	_, err = h.SetProfile(h.ctx, visitor.ID, people.Profile{Name: "  Mette  ", Emails: []string{"", "a@example.com", "a@example.com"}})
	h.ok(err)
	got, err = h.Profile(h.ctx, visitor.ID)
	h.ok(err)
	want := people.Profile{Name: "Mette", Emails: []string{"a@example.com"}, Phones: []string{}, Orders: []string{}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEachChangeOfAProfileIsAVersion(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{})
	first, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	if first.Version != 1 || first.Person != visitor.ID {
		t.Errorf("first dossier is %d of %v", first.Version, first.Person)
	}
	_, err = h.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	second, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	_, err = h.UpdateMe(h.ctx, visitor.ID, people.MeUpdate{Name: ptr("Mette F.")})
	h.ok(err)
	third, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	if second.Version != 2 || third.Version != 3 {
		t.Errorf("versions are 1, %d, %d", second.Version, third.Version)
	}
	var version int64
	h.ok(h.db.Owner.Get(&version, `SELECT version FROM vault.customers WHERE person = $1`, visitor.ID))
	if version != third.Version {
		t.Errorf("the row says %d", version)
	}
}

func TestDossierKnowsWhatTheProfileSays(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{})
	before, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	text := "Østergaard here, about NB-204117, at Skovbrynet 14"
	if got := before.Masker.Mask(text).Text; !strings.Contains(got, "NB-204117") {
		t.Errorf("masked before anything was known: %q", got)
	}
	_, err = h.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	after, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	got := after.Masker.Mask(text).Text
	for _, canary := range []string{"Østergaard", "NB-204117", "Skovbrynet"} {
		if strings.Contains(got, canary) {
			t.Errorf("%q still stands in %q", canary, got)
		}
	}
	opened, err := after.Key.Open(before.Key.Seal([]byte("x"), "place"), "place")
	if err != nil || string(opened) != "x" {
		t.Errorf("the key changed with the profile: %v", err)
	}
}

func TestForgetReadsTheDossierAnew(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{})
	elsewhere := people.NewRegister(h.db.App, h.db.Expert, keyringOf(t), h.clock)
	stale, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	_, err = elsewhere.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	if again, err := h.Dossier(h.ctx, visitor.ID); err != nil || again != stale {
		t.Errorf("the dossier was not remembered: %v", err)
	}
	h.Forget(visitor.ID)
	h.Forget(newID())
	fresh, err := h.Dossier(h.ctx, visitor.ID)
	h.ok(err)
	if fresh.Version != 2 {
		t.Errorf("version %d after forgetting", fresh.Version)
	}
}

func TestOnlyCustomersHaveProfiles(t *testing.T) {
	h := open(t)
	expert, _ := h.hired(people.RoleExpert, "Otter K.")
	for _, id := range []people.Person{expert, {ID: newID()}} {
		_, err := h.Profile(h.ctx, id.ID)
		wants(t, err, fault.KindNotFound)
		_, err = h.SetProfile(h.ctx, id.ID, people.Profile{})
		wants(t, err, fault.KindNotFound)
		_, err = h.Dossier(h.ctx, id.ID)
		wants(t, err, fault.KindNotFound)
	}
}

func TestTheEMailThatSignsInStays(t *testing.T) {
	h := open(t)
	ann := h.customer("ann@example.com")
	for name, emails := range map[string][]string{
		"gone": {}, "another": {"bob@example.com"}, "not first": {"bob@example.com", "ann@example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.SetProfile(h.ctx, ann.ID, people.Profile{Emails: emails})
			wants(t, err, fault.KindInvalid, "emails")
		})
	}
	_, err := h.SetProfile(h.ctx, ann.ID, people.Profile{Emails: []string{"Ann@Example.com", "bob@example.com"}})
	h.ok(err)
	_, _, err = h.SignIn(h.ctx, "ann@example.com", password)
	h.ok(err)
}

func TestProfileKeepsWhatWasVerified(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{Email: "mette@example.com"})
	h.exec(`UPDATE vault.identities SET verified_at = $2 WHERE person = $1`, visitor.ID, h.clock.Now())
	_, err := h.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	if n := h.count(`SELECT count(*) FROM vault.identities WHERE person = $1 AND verified_at IS NOT NULL AND position = 0 AND kind = 'email'`, visitor.ID); n != 1 {
		t.Errorf("%d verified identities", n)
	}
	_, err = h.SetProfile(h.ctx, visitor.ID, people.Profile{Emails: []string{"new@example.com"}})
	h.ok(err)
	if n := h.count(`SELECT count(*) FROM vault.identities WHERE person = $1 AND verified_at IS NOT NULL`, visitor.ID); n != 0 {
		t.Errorf("%d identities are verified that are not there", n)
	}
}

func TestWhatAProfileMayNotSay(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{})
	for name, c := range map[string]struct {
		p     people.Profile
		field string
	}{
		"name":            {people.Profile{Name: strings.Repeat("x", 81)}, "name"},
		"address":         {people.Profile{Address: "a\x00"}, "address"},
		"endless address": {people.Profile{Address: strings.Repeat("x", 301)}, "address"},
		"e-mail":          {people.Profile{Emails: []string{"a@example.com", "secret-canary"}}, "emails"},
		"six e-mails":     {people.Profile{Emails: strings.Split("a@x.dk b@x.dk c@x.dk d@x.dk e@x.dk f@x.dk", " ")}, "emails"},
		"phone":           {people.Profile{Phones: []string{"secret-canary"}}, "phones"},
		"six phones":      {people.Profile{Phones: strings.Split("10000001 10000002 10000003 10000004 10000005 10000006", " ")}, "phones"},
		"order":           {people.Profile{Orders: []string{"---"}}, "orders"},
		"endless order":   {people.Profile{Orders: []string{strings.Repeat("9", 61)}}, "orders"},
		"many orders":     {people.Profile{Orders: make([]string, 51)}, "orders"},
		"invalid UTF-8":   {people.Profile{Orders: []string{"\xff"}}, "orders"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.SetProfile(h.ctx, visitor.ID, c.p)
			wants(t, err, fault.KindInvalid, c.field)
			if strings.Contains(err.Error(), "canary") {
				t.Errorf("the value is in the error: %v", err)
			}
		})
	}
	got, err := h.Profile(h.ctx, visitor.ID)
	h.ok(err)
	if got.Name != "" || len(got.Emails) != 0 {
		t.Errorf("something was written: %+v", got)
	}
}
