package people_test

import (
	"slices"
	"testing"
	"time"

	"kontor/internal/fault"
	"kontor/people"
)

func TestUpdateMe(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	got, err := h.UpdateMe(h.ctx, staff.ID, people.MeUpdate{Locale: ptr("hu"), Languages: ptr([]string{"hu", "en"}), Name: ptr("Lind")})
	h.ok(err)
	if got.Locale != "hu" || !slices.Equal(got.Languages, []string{"hu", "en"}) || got.Name != "Lind" {
		t.Errorf("changed to %+v", got)
	}
	for field, u := range map[string]people.MeUpdate{
		"locale": {Locale: ptr("")}, "name": {Name: ptr("")}, "languages": {Languages: ptr([]string{"?"})},
	} {
		_, err := h.UpdateMe(h.ctx, staff.ID, u)
		wants(t, err, fault.KindInvalid, field)
	}
	_, err = h.UpdateMe(h.ctx, newID(), people.MeUpdate{Locale: ptr("da")})
	wants(t, err, fault.KindNotFound)
}

func TestACustomersNameIsPersonal(t *testing.T) {
	h := open(t)
	visitor, _ := h.visitor(people.VisitorInput{Email: "mette@example.com"})
	got, err := h.UpdateMe(h.ctx, visitor.ID, people.MeUpdate{Name: ptr("Mette Friis")})
	h.ok(err)
	if got.Name != visitor.Name {
		t.Errorf("the alias became %q", got.Name)
	}
	profile, err := h.Profile(h.ctx, visitor.ID)
	h.ok(err)
	if profile.Name != "Mette Friis" || len(profile.Emails) != 1 {
		t.Errorf("profile is %+v", profile)
	}
	_, err = h.UpdateMe(h.ctx, visitor.ID, people.MeUpdate{Name: ptr("")})
	h.ok(err)
}

func TestTheSwitchSaysWhetherItTurned(t *testing.T) {
	h := open(t)
	expert, _ := h.hired(people.RoleExpert, "Otter K.")
	visitor, _ := h.visitor(people.VisitorInput{})
	for i, step := range []struct {
		who     people.Person
		on      bool
		changed bool
	}{{expert, true, true}, {expert, true, false}, {expert, false, true}, {expert, false, false}, {visitor, true, false}, {h.admin, true, false}} {
		changed, err := h.SetAvailable(h.ctx, step.who.ID, step.on)
		h.ok(err)
		if changed != step.changed {
			t.Errorf("step %d: changed %v", i, changed)
		}
	}
}

func TestFindRemembersForHalfAMinute(t *testing.T) {
	h := open(t)
	expert, _ := h.hired(people.RoleExpert, "Otter K.")
	name := func() string {
		t.Helper()
		person, err := h.Find(h.ctx, expert.ID)
		h.ok(err)
		return person.Name
	}
	if name() != "Otter K." {
		t.Errorf("found %q", name())
	}
	h.exec(`UPDATE desk.people SET name = 'Elsewhere' WHERE id = $1`, expert.ID)
	h.clock.Advance(29 * time.Second)
	if name() != "Otter K." {
		t.Errorf("found %q before the time", name())
	}
	h.clock.Advance(time.Second)
	if name() != "Elsewhere" {
		t.Errorf("found %q after the time", name())
	}
	_, err := h.UpdateMe(h.ctx, expert.ID, people.MeUpdate{Name: ptr("Here")})
	h.ok(err)
	if name() != "Here" {
		t.Errorf("found %q after a change here", name())
	}
	_, err = h.Find(h.ctx, newID())
	wants(t, err, fault.KindNotFound)
}
