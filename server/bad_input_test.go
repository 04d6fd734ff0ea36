package server

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"kontor/people"
)

// secret stands in every bad input and must come back in no answer.
const secret = "zebra7391"

// Whatever is sent, the answer is a problem that says what is wrong and not
// what was sent, and nothing is written.
func TestBadInput(t *testing.T) {
	h := open(t)
	ann, lind, root := h.visitor("Ann", ""), h.helper(people.RoleStaff, "Lind"), h.helper(people.RoleAdmin, "Root")
	none := nobody(h)
	number := ann.opens("tax", "How much?")
	closed := ann.opens("tax", "Closed already")
	h.must(exec(h, `UPDATE desk.tickets SET state = 'closed', closed_at = now() WHERE number = $1`, closed))
	id, entries := newID().String(), at(number, "entries")
	text := func(format string, args ...any) string { return fmt.Sprintf(format, args...) }

	cases := []struct {
		name   string
		who    *client
		method string
		path   string
		body   any
		status int
		code   string
		field  string
	}{
		{"no JSON", ann, "POST", "/tickets", `{"text": "` + secret, 400, "invalid", ""},
		{"no body", ann, "POST", "/tickets", nil, 400, "invalid", ""},
		{"a list for an object", ann, "POST", "/tickets", `["` + secret + `"]`, 422, "invalid", ""},
		{"an empty object", ann, "POST", "/tickets", `{}`, 422, "invalid", "id"},
		{"two bodies", ann, "POST", "/tickets", `{} {"` + secret + `":1}`, 400, "invalid", ""},
		{"a number for a text", ann, "POST", entries, text(`{"id":%q,"kind":"message","text":7391}`, id), 422, "invalid", "text"},
		{"an object for a text", ann, "POST", entries, text(`{"id":%q,"kind":"message","text":{"a":%q}}`, id, secret), 422, "invalid", "text"},
		{"null for a text", ann, "POST", entries, text(`{"id":%q,"kind":"message","text":null}`, id), 422, "invalid", "text"},
		{"an id that is none", ann, "POST", entries, text(`{"id":%q,"kind":"message","text":"x"}`, secret), 422, "invalid", "id"},
		{"an id with a wrong prefix", ann, "POST", entries, text(`{"id":"%s%s","kind":"message","text":"x"}`, secret, newID()), 422, "invalid", "id"},
		{"the zero id", ann, "POST", entries, `{"id":"00000000-0000-0000-0000-000000000000","kind":"message","text":"x"}`, 422, "invalid", "id"},
		{"an unknown kind", ann, "POST", entries, text(`{"id":%q,"kind":%q,"text":"x"}`, id, secret), 422, "invalid", "kind"},
		{"an unknown audience", lind, "POST", entries, text(`{"id":%q,"kind":"note","audience":%q,"text":"x"}`, id, secret), 422, "invalid", "audience"},
		{"an empty text", ann, "POST", entries, obj{"id": id, "kind": "message", "text": "  \n "}, 422, "invalid", "text"},
		{"a long text", ann, "POST", entries, obj{"id": id, "kind": "message", "text": secret + strings.Repeat("a", 32_000)}, 422, "invalid", "text"},
		{"a megabyte", ann, "POST", entries, obj{"id": id, "kind": "message", "text": secret + strings.Repeat("a", 1<<20)}, 413, "invalid", ""},
		{"three megabytes", ann, "POST", entries, obj{"id": id, "kind": "message", "text": secret + strings.Repeat("a", 3<<20)}, 413, "invalid", ""},
		{"no UTF-8", ann, "POST", entries, text(`{"id":%q,"kind":"message","text":"%s`+"\xff\xfe"+`"}`, id, secret), 400, "invalid", ""},
		{"a NUL", ann, "POST", entries, text(`{"id":%q,"kind":"message","text":"%s\u0000"}`, id, secret), 422, "invalid", ""},
		{"a NUL in a topic", ann, "POST", "/tickets", text(`{"id":%q,"topic":"\u0000","text":"%s"}`, id, secret), 422, "invalid", ""},
		{"a NUL in the address", ann, "GET", "/tickets?q=" + secret + "%00", nil, 422, "invalid", ""},
		{"no UTF-8 in the address", ann, "GET", "/tickets?topic=" + secret + "%ff", nil, 422, "invalid", ""},
		{"an attachment", ann, "POST", entries, obj{"id": id, "kind": "message", "text": "x", "attachments": []string{secret}}, 422, "invalid", "attachments"},
		{"an unknown topic", ann, "POST", "/tickets", obj{"id": id, "topic": secret, "text": "x"}, 422, "invalid", "topic"},
		{"an unknown channel", ann, "POST", "/tickets", obj{"id": id, "topic": "tax", "text": "x", "channel": secret}, 422, "invalid", "channel"},
		{"fields that are no text", ann, "POST", "/tickets", obj{"id": id, "topic": "tax", "text": "x", "fields": obj{secret: obj{}}}, 422, "invalid", "fields"},
		{"a long subject", ann, "POST", "/tickets", obj{"id": id, "topic": "tax", "text": "x", "subject": secret + strings.Repeat("a", 200)}, 422, "invalid", "subject"},
		{"a ticket by staff", lind, "POST", "/tickets", obj{"id": id, "topic": "tax", "text": secret}, 403, "forbidden", ""},
		{"a ticket that is not there", ann, "POST", "/tickets/999999/entries", obj{"id": id, "kind": "message", "text": secret}, 404, "not_found", ""},
		{"a number that is none", ann, "GET", "/tickets/" + secret, nil, 404, "not_found", ""},
		{"a number beyond all", ann, "GET", "/tickets/99999999999999999999", nil, 404, "not_found", ""},
		{"a closed ticket", ann, "POST", at(closed, "entries"), obj{"id": id, "kind": "message", "text": secret}, 409, "conflict", ""},
		{"a note by a customer", ann, "POST", entries, obj{"id": id, "kind": "note", "text": secret}, 403, "forbidden", ""},
		{"an act of another role", ann, "POST", at(number, "assign"), obj{"person": id}, 403, "forbidden", ""},
		{"a person who is none", lind, "POST", at(number, "assign"), obj{"person": secret}, 422, "invalid", "person"},
		{"a person who is not there", lind, "POST", at(number, "assign"), obj{"person": id}, 422, "invalid", "person"},
		{"six stars", ann, "POST", at(number, "rating"), obj{"stars": 6, "comment": secret}, 422, "invalid", "stars"},
		{"half a star", ann, "POST", at(number, "rating"), text(`{"stars":2.5,"comment":%q}`, secret), 422, "invalid", "stars"},
		{"more stars than a number has", ann, "POST", at(number, "rating"), `{"stars":123456789012345678901234567890}`, 422, "invalid", ""},
		{"an unknown view", ann, "GET", "/tickets?view=" + secret, nil, 422, "invalid", "view"},
		{"a view of another role", ann, "GET", "/tickets?view=queue", nil, 422, "invalid", "view"},
		{"a limit that is none", ann, "GET", "/tickets?limit=" + secret, nil, 422, "invalid", "limit"},
		{"a limit beyond all", ann, "GET", entries + "?limit=100000", nil, 422, "invalid", "limit"},
		{"a number before all", ann, "GET", entries + "?after=-1", nil, 422, "invalid", "after"},
		{"a cursor that is none", ann, "GET", "/me/access-log?before=" + secret, nil, 422, "invalid", "before"},
		{"another cursor that is none", ann, "GET", "/notifications?before=" + secret, nil, 422, "invalid", "before"},
		{"an e-mail that is none", none, "POST", "/visitors", obj{"name": "x", "email": secret}, 422, "invalid", "email"},
		{"a locale that is none", none, "POST", "/visitors", obj{"locale": secret}, 422, "invalid", "locale"},
		{"a short password", none, "POST", "/customers", obj{"email": secret + "@example.org", "password": "short"}, 422, "invalid", "password"},
		{"nobody's e-mail", none, "POST", "/sessions", obj{"email": secret + "@example.org", "password": secret}, 401, "unauthenticated", ""},
		{"nobody", none, "GET", "/me", nil, 401, "unauthenticated", ""},
		{"nobody, with rubbish", none, "POST", "/tickets", `{"` + secret, 401, "unauthenticated", ""},
		{"a token that is none", &client{h: h, token: secret}, "GET", "/me", nil, 401, "unauthenticated", ""},
		{"a token that is none, for an account", &client{h: h, token: secret}, "POST", "/customers", obj{"email": "a@example.org", "password": "long enough"}, 401, "unauthenticated", ""},
		{"a link that is none", none, "GET", "/set-up?token=" + secret, nil, 404, "not_found", ""},
		{"a link that is none, used", none, "POST", "/set-up", obj{"token": secret, "password": "long enough", "name": "x", "email": "x@example.org"}, 404, "not_found", ""},
		{"an unknown role", root, "POST", "/people", obj{"id": id, "role": secret, "name": "x", "email": "x@example.org"}, 422, "invalid", "role"},
		{"a person by staff", lind, "POST", "/people", obj{"id": id, "role": "staff", "name": "x", "email": "x@example.org"}, 403, "forbidden", ""},
		{"experts for staff", lind, "GET", "/people?role=expert", nil, 403, "forbidden", ""},
		{"nobody to change", root, "PATCH", "/people/" + id, obj{"name": secret}, 404, "not_found", ""},
		{"nobody to change, no id", root, "PATCH", "/people/" + secret, obj{"name": "x"}, 404, "not_found", ""},
		{"a topic of no team", root, "POST", "/topics", obj{"id": "x", "names": obj{"en": "X"}, "policy": "staff_only", "team": secret}, 422, "invalid", "team"},
		{"a topic without a name", root, "POST", "/topics", obj{"id": "x", "names": obj{}, "policy": "staff_only", "team": "town"}, 422, "invalid", "names"},
		{"no topic to change", root, "PATCH", "/topics/" + secret, obj{"active": false}, 404, "not_found", ""},
		{"a topic in no time", root, "PATCH", "/topics/tax", obj{"offer_seconds": 0}, 422, "invalid", "offer_seconds"},
		{"a policy that strands tickets", root, "PATCH", "/topics/parking", obj{"head_start_seconds": 600}, 422, "invalid", "head_start_seconds"},
		{"languages of experts that are none", root, "PATCH", "/topics/parking", obj{"expert_languages": []string{secret}}, 422, "invalid", "expert_languages"},
		{"a simulation without staff", root, "POST", "/simulations", obj{"staff": 0}, 422, "invalid", "staff"},
		{"a simulation of too much", root, "POST", "/simulations", obj{"per_day": 90000}, 422, "invalid", "per_day"},
		{"a simulation of an impossible policy", root, "POST", "/simulations", obj{"then": obj{"wave_size": 0}}, 422, "invalid", "wave_size"},
		{"a simulation of no topic", root, "POST", "/simulations", obj{"topic": secret}, 404, "not_found", ""},
		{"a simulation of an empty past", root, "POST", "/simulations", obj{"past": true, "topic": "tax"}, 422, "invalid", "past"},
		{"a team with a bad id", root, "POST", "/teams", obj{"id": "ZEBRA7391", "name": "x"}, 422, "invalid", "id"},
		{"a profile of a hundred orders", ann, "PUT", "/me/profile", obj{"orders": strings.Split(strings.Repeat(secret+" ", 100), " ")}, 422, "invalid", "orders"},
		{"no such address", ann, "GET", "/" + secret, nil, 404, "not_found", ""},
		{"no such method", ann, "DELETE", "/tickets", nil, 405, "invalid", ""},
	}
	before := h.written()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a := c.who.do(c.method, c.path, c.body)
			a.h = &house{t: t}
			a.want(c.status).is("code", c.code).is("status", c.status)
			if a.header.Get("Content-Type") != "application/problem+json" || a.text("request") == "" || a.text("detail") == "" {
				t.Errorf("not a whole problem: %s %s", a.header.Get("Content-Type"), a.raw)
			}
			if c.field != "" && !strings.HasPrefix(a.text("errors.0.field"), c.field) {
				t.Errorf("the field is %s, want %s", a.text("errors.0.field"), c.field)
			}
			if strings.Contains(strings.ToLower(a.raw), secret) {
				t.Errorf("the answer repeats what was sent: %s", a.raw)
			}
		})
	}
	if after := h.written(); after != before {
		t.Errorf("something was written: %d, was %d", after, before)
	}
	if strings.Contains(h.log.String(), secret) {
		t.Error("the log repeats what was sent")
	}
	ann.get("/me").want(http.StatusOK)
}

// Other bodies than JSON, and packed ones, are refused before they are read.
func TestOnlyPlainJSON(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	for _, headers := range [][]string{{"Content-Type", "text/plain"}, {"Content-Type", "multipart/form-data; boundary=x"}, {"Content-Encoding", "gzip"}} {
		ann.do("POST", "/tickets", `{}`, headers...).want(http.StatusUnsupportedMediaType).is("code", "invalid")
	}
}

// Members that the API does not know are passed over, so that clients of a
// later version work.
func TestUnknownMembersAreAccepted(t *testing.T) {
	h := open(t)
	ann := h.visitor("Ann", "")
	ann.post("/tickets", obj{"id": newID(), "topic": "tax", "text": "x", "colour": "red", "subject": nil}).want(http.StatusCreated)
	ann.post("/tickets", obj{"id": "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "topic": "tax", "text": "an id of version 1"}).want(http.StatusCreated)
}

// What two readers could understand differently is refused, and the connection
// ends.
func TestSmugglingIsRefused(t *testing.T) {
	h := open(t)
	for name, head := range map[string]string{
		"both lengths":          "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
		"both lengths, reverse": "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
		"two lengths":           "Content-Length: 4\r\nContent-Length: 40\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			answer := talk(t, h, "POST /api/v1/visitors HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"+head+"\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
			if !strings.HasPrefix(answer, "HTTP/1.1 400 ") || strings.Count(answer, "HTTP/1.1") != 1 {
				t.Errorf("answered: %s", answer)
			}
		})
	}
}

// A body beyond all measure is refused, and the others notice nothing.
func TestHugeBody(t *testing.T) {
	h := open(t)
	answer := talk(t, h, "POST /api/v1/visitors HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50000000\r\n\r\n{")
	if !strings.HasPrefix(answer, "HTTP/1.1 413 ") || !strings.Contains(answer, `"code":"invalid"`) {
		t.Errorf("answered: %s", answer)
	}
	h.page("/healthz").want(http.StatusOK)
}

// talk sends raw bytes and reads until the server ends the connection.
func talk(t *testing.T, h *house, said string) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(h.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(3 * time.Minute)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, said); err != nil {
		t.Fatal(err)
	}
	answer, err := io.ReadAll(bufio.NewReader(conn))
	if err != nil {
		t.Fatalf("the server did not end the connection: %v\n%s", err, answer)
	}
	return string(answer)
}

func exec(h *house, query string, args ...any) error {
	_, err := h.db.Owner.Exec(query, args...)
	return err
}
