package server

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"kontor/people"
)

// Whatever is sent to a test or to practice, the answer says what is wrong with it
// and not what was sent, and nothing is kept.
func TestBadAnswers(t *testing.T) {
	h := open(t)
	admin := h.helper(people.RoleAdmin, "admin")
	h.opensSchool(admin)
	word := newID().String()
	admin.do("PUT", "/tests/parking/questions/"+word, obj{"kind": "short", "text": "Why?"}).want(200)
	admin.do("PUT", "/tests/parking/practice/"+newID().String(), obj{"subject": "s", "text": "t", "sample": "a"}).want(200)
	admin.do("PUT", "/tests/parking", testBody(obj{"active": true, "draws": 2})).want(200)
	ann, ben := h.applies("Ann"), h.applies("Ben")
	a := ann.post("/attempts", obj{"id": newID(), "topic": "parking"}).want(201)
	order := a.text("questions.0.id")
	if order == word {
		order = a.text("questions.1.id")
	}
	path := "/attempts/" + a.text("id")
	one := func(question any, more string) string {
		return fmt.Sprintf(`{"answers":[{"question":%q%s}]}`, question, more)
	}
	megabyte := strings.Repeat("a", 1<<20-300)
	before := h.written()

	for _, c := range []struct {
		name   string
		who    *client
		body   any
		status int
		field  string
	}{
		{"a question that was never asked", ann, one(newID().String(), `,"chosen":[0]`), 422, "answers"},
		{"a question twice", ann, fmt.Sprintf(`{"answers":[{"question":%q,"text":"a"},{"question":%q,"text":%q}]}`, word, word, secret), 422, "answers"},
		{"an id that is none", ann, one(secret, ``), 422, "answers[0]"},
		{"a place that is not there", ann, one(order, `,"chosen":[7391,0,1]`), 422, "answers." + order},
		{"a place twice", ann, one(order, `,"chosen":[1,1,0]`), 422, "answers." + order},
		{"a part of an order", ann, one(order, `,"chosen":[1]`), 422, "answers." + order},
		{"words for an order", ann, one(order, `,"text":"`+secret+`"`), 422, "answers." + order},
		{"places for words", ann, one(word, `,"chosen":[0]`), 422, "answers." + word},
		{"a text as places", ann, one(order, `,"chosen":"`+secret+`"`), 422, "answers[0]"},
		{"texts as places", ann, one(order, `,"chosen":["`+secret+`"]`), 422, "answers[0]"},
		{"a number as words", ann, one(word, `,"text":7391`), 422, "answers[0]"},
		{"long words", ann, obj{"answers": []obj{{"question": word, "text": secret + strings.Repeat("a", 8000)}}}, 422, "answers." + word},
		{"nearly a megabyte", ann, obj{"answers": []obj{{"question": word, "text": secret + megabyte}}}, 422, "answers." + word},
		{"a megabyte", ann, obj{"answers": []obj{{"question": word, "text": secret + strings.Repeat("a", 1<<20)}}}, 413, ""},
		{"no list", ann, `{"answers":"` + secret + `"}`, 422, "answers"},
		{"too many", ann, obj{"answers": make([]obj, 101)}, 422, "answers"},
		{"somebody else's", ben, obj{}, 404, ""},
		{"nobody's", nobody(h), obj{}, 401, ""},
	} {
		for _, send := range []func() *reading{
			func() *reading { return c.who.do("PUT", path+"/answers", c.body) },
			func() *reading { return c.who.post(path+"/finish", c.body) },
		} {
			r := send().want(c.status)
			if strings.Contains(r.raw, secret) || strings.Contains(r.raw, "7391") {
				t.Errorf("%s: what was sent comes back: %s", c.name, r.raw)
			}
			if c.field != "" && !strings.Contains(strings.ReplaceAll(r.raw, "body.", ""), `"`+c.field+`"`) {
				t.Errorf("%s: field %s is not named: %s", c.name, c.field, r.raw)
			}
		}
	}
	ann.get("/attempts/" + secret).want(404)
	ben.post("/attempts", obj{"id": a.text("id"), "topic": "parking"}).want(409).is("errors.0.field", "id")
	ben.post("/attempts", obj{"id": newID(), "topic": secret}).want(409)
	ben.post("/attempts", obj{"id": newID(), "topic": "parking", "language": "hu"}).want(422).is("errors.0.field", "language")
	ben.get("/practice?topic=parking").want(409) // the test comes first
	if h.written() != before {
		t.Error("something was kept of what was refused")
	}
}

// A test ends once: by hand, by the clock, or by its next version.
func TestAnswersThatComeTooLate(t *testing.T) {
	h := open(t)
	admin := h.helper(people.RoleAdmin, "admin")
	h.opensSchool(admin)
	begin := func(name string) (*client, string) {
		c := h.applies(name)
		return c, "/attempts/" + c.post("/attempts", obj{"id": newID(), "topic": "parking"}).want(201).text("id")
	}
	refused := func(c *client, path, why string) {
		t.Helper()
		for _, r := range []*reading{c.do("PUT", path+"/answers", obj{}), c.post(path+"/finish", obj{})} {
			if r.want(409); !strings.Contains(r.raw, why) {
				t.Errorf("want %q: %s", why, r.raw)
			}
		}
	}
	ann, handed := begin("Ann")
	ann.post(handed+"/finish", obj{}).want(200)
	refused(ann, handed, "handed in already")
	ben, late := begin("Ben")
	h.clock.Advance(10*time.Minute + 11*time.Second)
	refused(ben, late, "time for this test is over")
	h.work()
	refused(ben, late, "time for this test is over")
	cai, older := begin("Cai")
	admin.do("PUT", "/tests/parking", testBody(obj{"active": true, "new_version": true})).want(200)
	refused(cai, older, "newer version")
	cai.get("/notifications").want(200).is("items.0.kind", "retest")
	cai.post("/attempts", obj{"id": newID(), "topic": "parking"}).want(201)
}
