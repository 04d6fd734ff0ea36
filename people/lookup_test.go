package people_test

import (
	"fmt"
	"testing"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/privacy"
)

func TestLookUpFindsByWholeValuesAndPartsOfNames(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	h.customer("somebody@example.com")
	visitor, _ := h.visitor(people.VisitorInput{})
	_, err := h.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	for query, found := range map[string]bool{
		"mette@example.com":        true,
		" METTE.FRIIS@example.NET": true,
		"mette@example":            false,
		"+45 10411726":             true,
		"10 41 17 26":              true,
		"+45 20304050":             true, // kept without a country
		"20304050":                 true,
		"104117":                   false,
		"nb 204117":                true,
		"NB-2041":                  false,
		"mette":                    true,
		"Öster":                    true,
		"fri øst":                  true,
		"fri fri":                  true,
		"friis olsen":              false,
		"me":                       false,
		"otter":                    false,
	} {
		hits, err := h.LookUp(h.ctx, staff, query)
		h.ok(err)
		if got := len(hits) == 1 && hits[0] == (people.CustomerHit{ID: visitor.ID, Alias: visitor.Name}); got != found || len(hits) > 1 {
			t.Errorf("%q found %v, want %v", query, hits, found)
		}
	}
}

func TestLookUpForgetsOldValues(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	visitor, _ := h.visitor(people.VisitorInput{Email: "old@example.com"})
	_, err := h.SetProfile(h.ctx, visitor.ID, mette)
	h.ok(err)
	hits, err := h.LookUp(h.ctx, staff, "old@example.com")
	h.ok(err)
	if len(hits) != 0 {
		t.Errorf("found %v by what they no longer have", hits)
	}
}

func TestEveryLookUpIsLogged(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	var found []people.Person
	for i := range 3 {
		visitor, _ := h.visitor(people.VisitorInput{Name: fmt.Sprintf("Mette Number%d", i)})
		found = append(found, visitor)
	}
	_, err := h.LookUp(h.ctx, staff, "mette")
	h.ok(err)
	_, err = h.LookUp(h.ctx, staff, "nobody@example.com")
	h.ok(err)

	for _, customer := range found {
		dossier, err := h.Dossier(h.ctx, customer.ID)
		h.ok(err)
		rows, _, err := privacy.AccessLog(h.ctx, h.db.App, customer.ID, "", 0, dossier.Key)
		h.ok(err)
		if len(rows) != 1 || rows[0].What != privacy.WhatLookedUp || rows[0].StaffName != "S. Lind" || rows[0].StaffRole != "staff" ||
			!rows[0].At.Equal(h.clock.Now()) || rows[0].Ticket != 0 {
			t.Errorf("the customer's log is %+v", rows)
		}
	}
	if n := h.count(`SELECT count(*) FROM vault.access_log WHERE customer IS NULL AND staff = $1`, staff.ID); n != 1 {
		t.Errorf("%d rows of the look-up that found nobody", n)
	}
	if n := h.count(`SELECT count(*) FROM vault.access_log`); n != 4 {
		t.Errorf("%d rows in all", n)
	}
}

func TestLookUpIsBounded(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	for range 23 {
		h.visitor(people.VisitorInput{Name: "Mette"})
	}
	hits, err := h.LookUp(h.ctx, staff, "mette")
	h.ok(err)
	if len(hits) != 20 || h.count(`SELECT count(*) FROM vault.access_log`) != 20 {
		t.Errorf("%d hits", len(hits))
	}
}

func TestWhoMayLookUpAndWhat(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	expert, _ := h.hired(people.RoleExpert, "Otter K.")
	customer := h.customer("ann@example.com")
	for _, person := range []people.Person{expert, customer, {}} {
		_, err := h.LookUp(h.ctx, person, "ann@example.com")
		wants(t, err, fault.KindForbidden)
	}
	for _, query := range []string{"", "   ", "?!", "a\x00b", "\xff"} {
		_, err := h.LookUp(h.ctx, staff, query)
		wants(t, err, fault.KindInvalid, "q")
	}
	if n := h.count(`SELECT count(*) FROM vault.access_log`); n != 0 {
		t.Errorf("%d rows of look-ups that were refused", n)
	}
	_, err := h.LookUp(h.ctx, h.admin, "ann@example.com")
	h.ok(err)
}
