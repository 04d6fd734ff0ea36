package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

// theDesk decides that personal data is opened at once.
func (h *house) opensAtOnce() {
	h.t.Helper()
	root := h.helper(people.RoleAdmin, "Root")
	root.get("/privacy").want(http.StatusOK).is("personal", "ask").is("access_log_months", 24)
	root.patch("/privacy", obj{"personal": "open"}).want(http.StatusOK).is("personal", "open").is("access_log_months", 24)
}

// looks is how often the customers' data has been opened or found.
func (h *house) looks() int { h.t.Helper(); return h.count(`SELECT count(*) FROM vault.access_log`) }

func TestStaffOpenPersonalDataThemselvesUnlessItIsOpenedAtOnce(t *testing.T) {
	h := open(t)
	lind := h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann Olsen", "ann.olsen@example.org")
	number := ann.opens("tax", "I am Ann Olsen")
	lind.get(at(number, "")).want(http.StatusOK).is("personal_until", nil)
	lind.get(at(number, "personal")).want(http.StatusConflict)
	if h.looks() != 0 {
		t.Error("it is opened unasked")
	}
	lind.post(at(number, "personal"), nil).want(http.StatusOK)
	lind.get(at(number, "personal")).want(http.StatusOK).is("customer.name", "Ann Olsen")
	if h.looks() != 1 {
		t.Errorf("%d lines for one opening", h.looks())
	}
	ann.get("/me/access-log").is("items.0.at_once", false).is("items.0.reason", nil)
}

func TestPersonalDataIsOpenedAtOnceAndLoggedOnce(t *testing.T) {
	h := open(t)
	h.opensAtOnce()
	otter, lind, berg := h.expert("Otter"), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleStaff, "Berg")
	ann := h.visitor("Ann Olsen", "ann.olsen@example.org")
	number := ann.opens("tax", "I am Ann Olsen")
	h.work()
	lind.get("/tickets?view=queue").is("items.0.number", number)
	lind.get("/tickets?view=all&q=am").is("items.0.number", number)
	lind.get("/notifications").want(http.StatusOK)
	otter.get(at(number, "")).want(http.StatusNotFound)
	if h.looks() != 0 {
		t.Errorf("lists and strangers open: %d lines", h.looks())
	}

	if lind.get(at(number, "")).want(http.StatusOK).at("personal_until") == nil {
		t.Error("it is not open")
	}
	lind.get(at(number, "entries")).is("items.1.personal.text", "I am Ann Olsen")
	lind.get(at(number, "personal")).want(http.StatusOK).is("customer.name", "Ann Olsen")
	lind.get(at(number, "")).want(http.StatusOK)
	live := lind.live()
	live.watch(number, 0)
	live.wait("watching")
	ann.get("/me/access-log").is("items.0.by.name", "Lind").is("items.0.at_once", true).is("items.0.ticket", number).is("items.1", nil)

	berg.get(at(number, "")).want(http.StatusOK)
	second := berg.live()
	second.watch(number, 0)
	second.wait("watching")
	if text := fmt.Sprint(second.all("entry")); !strings.Contains(text, "I am Ann Olsen") {
		t.Error("who watches reads masked text")
	}
	if h.looks() != 2 {
		t.Errorf("%d lines for two people", h.looks())
	}
	if n := h.count(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'personal_shown' AND data->>'reason' = 'at_once'`); n != 2 {
		t.Errorf("%d entries in the ticket's log", n)
	}
	h.clock.Advance(tickets.OpeningFor + time.Second)
	lind.get(at(number, "")).want(http.StatusOK)
	if h.looks() != 3 {
		t.Errorf("%d lines when the eight hours were over", h.looks())
	}
}

// Several pages of one person that are opened at a time are one opening, whenever
// each of them looks whether the data is open already.
func TestPagesOpenedAtATimeAreOneOpening(t *testing.T) {
	h := open(t)
	h.opensAtOnce()
	lind, ann := h.helper(people.RoleStaff, "Lind"), h.visitor("Ann Olsen", "ann.olsen@example.org")
	const tickets, pages = 15, 6
	for i := range tickets {
		number := ann.opens("tax", "I am Ann Olsen")
		var together sync.WaitGroup
		for range pages {
			together.Go(func() { lind.get(at(number, "")).want(http.StatusOK) })
		}
		together.Wait()
		if h.looks() != i+1 {
			t.Fatalf("%d lines for %d openings", h.looks(), i+1)
		}
	}
}

func TestPrivacyIsTheAdminsToDecide(t *testing.T) {
	h := open(t)
	root, lind := h.helper(people.RoleAdmin, "Root"), h.helper(people.RoleStaff, "Lind")
	lind.get("/privacy").want(http.StatusOK)
	lind.patch("/privacy", obj{"personal": "open"}).want(http.StatusForbidden)
	h.expert("Otter").get("/privacy").want(http.StatusForbidden)
	for field, value := range map[string]any{"personal": "always", "access_log_months": 11} {
		root.patch("/privacy", obj{field: value}).want(http.StatusUnprocessableEntity).is("errors.0.field", field)
	}
	root.patch("/privacy", obj{"access_log_months": 121}).want(http.StatusUnprocessableEntity)
	root.patch("/privacy", obj{"access_log_months": 36}).want(http.StatusOK).is("personal", "ask").is("access_log_months", 36)
	root.patch("/privacy", obj{"access_log_months": 36}).want(http.StatusOK)
	if n := h.count(`SELECT count(*) FROM desk.audit_log WHERE act = 'privacy_changed'`); n != 1 {
		t.Errorf("%d changes in the audit log", n)
	}
}

func TestAdminsReadACustomersLogAndThatIsLogged(t *testing.T) {
	h := open(t)
	root, lind := h.helper(people.RoleAdmin, "Root"), h.helper(people.RoleStaff, "Lind")
	ann := h.visitor("Ann Olsen", "ann.olsen@example.org")
	number := ann.opens("tax", "hello")
	lind.post(at(number, "personal"), obj{"reason": "Ann Olsen called"}).want(http.StatusOK)
	found := root.get("/customers?q=ann.olsen@example.org").want(http.StatusOK).is("items.0.id", ann.id)
	if strings.Contains(found.raw, "Olsen") {
		t.Error("a look-up shows who it is")
	}
	path := "/customers/" + ann.id.String() + "/access-log"
	log := root.get(path).want(http.StatusOK)
	log.is("items.0.what", "looked_up").is("items.0.by.name", "Root").is("items.1.what", "looked_up").is("items.2.what", "opened").is("items.2.reason", "[name 1] called").is("items.2.subject", nil)
	lind.get(path).want(http.StatusForbidden)
	root.get("/customers/" + newID().String() + "/access-log").want(http.StatusNotFound)
	ann.get("/me/access-log").is("items.0.what", "looked_up").is("items.0.by.role", "admin").is("items.2.reason", "Ann Olsen called").is("items.3", nil)
}

// Whatever the API answers to staff and admins: where a customer is found by
// what is personal, or shown by their id, the access log has grown by a line
// of that customer's. A new route is tried as soon as it is in the table.
func TestNobodyIsFoundWithoutALine(t *testing.T) {
	h := open(t)
	staff := map[string]*client{"staff": h.helper(people.RoleStaff, "Lind"), "an admin": h.helper(people.RoleAdmin, "Root")}
	ann := h.visitor("Zacharias Quokkaberg", "zq@canary.example")
	ann.do("PUT", "/me/profile", obj{"name": "Zacharias Quokkaberg", "emails": []string{"zq@canary.example"}, "phones": []string{"+45 31 41 59 26"},
		"address": "Kanarienweg 3", "orders": []string{"KAN-271828"}}).want(http.StatusOK)
	number := ann.opens("tax", "I am Zacharias Quokkaberg of Kanarienweg 3, zq@canary.example, 31 41 59 26, KAN-271828")
	h.work()
	keys := []string{"zq@canary.example", "+45 31 41 59 26", "KAN-271828", "Quokka", "Zacharias Quokkaberg", "kanarienweg"}
	shows := func(a *reading) bool {
		return strings.Contains(a.raw, ann.id.String()) || strings.Contains(strings.ToLower(a.raw), "quokka") || strings.Contains(a.raw, "canary.example")
	}
	lines := func() int { return h.count(`SELECT count(*) FROM vault.access_log WHERE customer = $1`, ann.id) }
	paths := strings.NewReplacer("{number}", fmt.Sprint(number), "{id}", ann.id.String())
	found := 0
	for _, r := range Routes() {
		if r.Who == Customers || r.Who == Experts || r.Who == Anyone || strings.Contains(r.Path, "/attachments/") { // there {id} is a file's
			continue
		}
		for who, c := range staff {
			if r.Method != get {
				if before := lines(); strings.Contains(r.Path, "{id}") && c.do(r.Method, paths.Replace(r.Path), obj{}).status < 300 && lines() == before {
					t.Errorf("%s changes a customer by %s %s, and no line says so", who, r.Method, r.Path)
				}
				continue
			}
			usual := c.get(paths.Replace(r.Path) + "?q=nobodyatall")
			for _, key := range keys {
				before := lines()
				a := c.get(paths.Replace(r.Path) + "?q=" + url.QueryEscape(key))
				if byKey := shows(a) && !shows(usual); byKey || strings.Contains(r.Path, "{id}") && a.status == http.StatusOK {
					found++
					if lines() == before {
						t.Errorf("%s finds a customer by %s?q=%s, and no line says so", who, r.Path, key)
					}
				}
				if strings.Contains(strings.ToLower(a.raw), "quokka") || strings.Contains(a.raw, "canary.example") {
					t.Errorf("%s reads personal data that they have not opened by %s: %s", who, r.Path, a.raw)
				}
			}
		}
	}
	if found < 2*5 {
		t.Errorf("only %d look-ups found anybody: this test looks in the wrong places", found)
	}
}
