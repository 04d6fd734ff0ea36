package server

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"kontor/people"
)

// A new desk: the first admin comes by the set-up link, makes teams, topics and
// people, and these come by their invitations.
func TestSettingUpADesk(t *testing.T) {
	h := open(t)
	token, needed, err := h.register.SetupToken(context.Background())
	h.must(err)
	if !needed {
		t.Fatal("no admin, and no link either")
	}
	nobody(h).get("/set-up?token="+token).want(http.StatusOK).is("role", "admin").is("email", nil)
	session := nobody(h).post("/set-up", obj{"token": token, "name": "Root", "email": "root@desk.example", "password": "correct horse"}).want(http.StatusCreated)
	nobody(h).get("/set-up?token=" + token).want(http.StatusNotFound)
	root := &client{h: h, token: session.is("role", "admin").text("token")}

	root.post("/teams", obj{"id": "shop", "name": "Web shop"}).want(http.StatusCreated).is("name", "Web shop")
	orders := obj{"id": "orders", "names": obj{"en": "Orders"}, "policy": "experts_first", "team": "shop"}
	if a := root.post("/topics", orders).want(http.StatusUnprocessableEntity); !strings.Contains(a.text("errors.0.message"), "no staff") {
		t.Errorf("a topic of a team without anybody: %s", a.raw)
	}
	root.post("/people", obj{"id": newID(), "role": "staff", "name": "Berg", "email": "berg@desk.example", "teams": []string{"shop"}}).want(http.StatusCreated)
	root.post("/topics", obj{"id": "orders", "names": obj{"en": "Orders", "da": "Ordrer"}, "policy": "experts_first", "team": "shop"}).want(http.StatusCreated).
		is("active", true).is("wave_size", 3)
	id := newID()
	made := root.post("/people", obj{"id": id, "role": "expert", "name": "Otter", "email": "otter@desk.example", "languages": []string{"en"}, "topics": []string{"orders"}}).
		want(http.StatusCreated).is("capacity", 5).is("email", "otter@desk.example")
	link := made.text("invitation")
	_, secret, found := strings.Cut(link, "/set-up?token=")
	if !found {
		t.Fatalf("the invitation is %s", link)
	}
	nobody(h).get("/set-up?token="+secret).is("name", "Otter").is("email", "otter@desk.example").is("role", "expert")
	joined := nobody(h).post("/set-up", obj{"token": secret, "password": "correct horse"}).want(http.StatusCreated)
	otter := &client{h: h, id: id, token: joined.is("id", id).text("token")}
	otter.get("/me").is("topics", []string{"orders"}).is("name", "Otter").is("alias", nil).is("rating", nil)
	otter.get("/topics").want(http.StatusOK).is("items.0.team", nil)

	root.get("/people?role=expert").is("items.0.email", "otter@desk.example").is("items.0.topics", []string{"orders"})
	root.get("/people?q=otter@desk.example").is("items.0.name", "Otter")
	root.patch("/people/"+id.String(), obj{"active": false}).want(http.StatusOK).is("active", false)
	otter.get("/me").want(http.StatusUnauthorized)
	root.patch("/people/"+id.String(), obj{"active": true, "topics": []string{}}).want(http.StatusOK).is("topics", []string{})
	root.post("/people/"+id.String()+"/invitation", nil).want(http.StatusCreated)

	root.patch("/topics/orders", obj{"active": false, "names": obj{"en": "Orders and returns"}}).want(http.StatusOK).is("name", "Orders and returns")
	nobody(h).get("/topics").want(http.StatusOK).is("items.2", nil)
	root.get("/topics").is("items.0.id", "orders").is("items.0.active", false)
	root.patch("/teams/shop", obj{"office": "Harbour"}).want(http.StatusOK).is("office", "Harbour").is("name", "Web shop")
}

func TestStaffSeeColleaguesOnly(t *testing.T) {
	h := open(t)
	lind := h.helper(people.RoleStaff, "Lind")
	h.helper(people.RoleStaff, "Berg")
	h.helper(people.RoleExpert, "Otter")
	all := lind.get("/people").want(http.StatusOK).is("items.0.name", "Berg").is("items.1.name", "Lind").is("items.2", nil).is("next", nil)
	if strings.Contains(all.raw, "@") {
		t.Error("staff see e-mails")
	}
	first := lind.get("/people?limit=1").is("items.1", nil)
	lind.get("/people?limit=1&before="+first.text("next")).is("items.0.name", "Lind").is("next", nil)
}

func TestNamesFollowTheLanguage(t *testing.T) {
	h := open(t)
	nobody(h).get("/organisation").want(http.StatusOK).is("name", "Testby Kommune").is("languages", []string{"en", "da", "de"}).
		is("default_language", "en").is("typical_first_reply_seconds", nil)
	nobody(h).get("/topics").is("items.0.name", "Parking").is("items.0.policy", "experts_first").is("next", nil)
	nobody(h).get("/topics?locale=da").is("items.0.name", "Parkering").is("items.1.name", "Tax")
	nobody(h).do("GET", "/topics", nil, "Accept-Language", "fr, da;q=0.8, en;q=0.5").is("items.0.name", "Parkering")
}

// What a customer keeps about themself is theirs alone, and masks their words
// from then on.
func TestProfile(t *testing.T) {
	h := open(t)
	ann, otter := h.visitor("Ann", ""), h.expert("Otter")
	ann.get("/me/profile").want(http.StatusOK).is("phones", []string{}).is("name", "Ann")
	ann.do("PUT", "/me/profile", obj{"name": "Ann Olsen", "phones": []string{"+45 20 30 40 50"}, "orders": []string{"KX-1093"}}).want(http.StatusOK).is("orders", []string{"KX-1093"})
	number := ann.opens("parking", "Order KX-1093, call me")
	h.work()
	offer := otter.get("/tickets?view=offers").want(http.StatusOK)
	if strings.Contains(offer.raw, "1093") || !strings.Contains(offer.raw, "[order 1]") {
		t.Errorf("the order number is not masked: %s", offer.raw)
	}
	ann.get(at(number, "")).is("subject", "Order KX-1093, call me")
	ann.patch("/me", obj{"locale": "da"}).want(http.StatusOK).is("locale", "da").is("name", "Ann Olsen")
	otter.get("/me/profile").want(http.StatusForbidden)
}

// Pages of a list follow each other without a gap.
func TestPages(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	for range 5 {
		ann.opens("tax", "x")
	}
	var seen []float64
	for path := "/tickets?limit=2"; ; {
		page := ann.get(path).want(http.StatusOK)
		for i := range page.len("items") {
			seen = append(seen, page.number("items."+jsonText(i)+".number"))
		}
		if page.at("next") == nil {
			break
		}
		path = "/tickets?limit=2&before=" + page.text("next")
	}
	if jsonText(seen) != "[1005,1004,1003,1002,1001]" {
		t.Errorf("the pages hold %s", jsonText(seen))
	}
	page := ann.get(at(1001, "entries")+"?limit=1").is("items.0.seq", 1).is("next", "1")
	ann.get(at(1001, "entries")+"?limit=100&after="+page.text("next")).is("items.0.seq", 2).is("items.1", nil).is("next", nil)
}
