package load

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// receiving is a client of this role that watches ticket 7, without a server.
func receiving(role string) (*client, *ruling) {
	v := &visitors{}
	c := (&run{Options: Options{Seed: 1}, town: v, sentAt: map[uuid.UUID]time.Time{}}).newClient(0, person{id: newID(), role: role, name: "Otter"})
	c.watch(7)
	return c, &v.found
}

func entryText(ticket, seq int64, text string) string {
	return fmt.Sprintf(`{"type":"entry","ticket":%d,"entry":{"id":%q,"seq":%d,"kind":"message","audience":"everyone","author":{"id":%q,"role":"customer"},"text":%q,"data":{}}}`,
		ticket, newID(), seq, newID(), text)
}

// What a client receives and may not is seen at once.
func TestTheClientSees(t *testing.T) {
	for _, test := range []struct {
		name, role string
		frames     []string
		say        string
	}{
		{"a stream", "expert", []string{entryText(7, 1, "a"), `{"type":"watching","ticket":7,"head":1}`, entryText(7, 2, "b"), `{"type":"typing","ticket":7}`}, ""},
		{"an entry of another ticket", "customer", []string{entryText(8, 1, "a")}, "without watching"},
		{"an entry after the end", "expert", []string{`{"type":"unwatched","ticket":7,"reason":"grant_ended"}`, entryText(7, 1, "a")}, "after the watch had ended"},
		{"typing after the end", "expert", []string{`{"type":"unwatched","ticket":7,"reason":"grant_ended"}`, `{"type":"typing","ticket":7}`}, "told of typing after"},
		{"a read mark of another ticket", "staff", []string{`{"type":"read","ticket":8,"seq":1}`}, "told of read after"},
		{"a wrong head", "staff", []string{entryText(7, 1, "a"), `{"type":"watching","ticket":7,"head":2}`}, "told head 2"},
		{"an e-mail to an expert", "expert", []string{entryText(7, 1, "write to berit3@quxley.example")}, "personal data as it was written"},
		{"a name in a list to an expert", "expert", []string{`{"type":"ticket","ticket":{"number":7,"subject":"Berit Quxleyo"}}`}, "personal data as it was written"},
		{"an e-mail to staff who opened it", "staff", []string{entryText(7, 1, "write to berit3@quxley.example")}, ""},
		{"noise", "customer", []string{`{"type":`}, "not as described"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, found := receiving(test.role)
			for _, raw := range test.frames {
				if err := c.take(nil, []byte(raw)); err != nil {
					t.Fatal(err)
				}
			}
			all := strings.Join(found.found, "\n")
			if (test.say == "") != (all == "") || !strings.Contains(all, test.say) {
				t.Errorf("want %q, found %q", test.say, all)
			}
		})
	}
}

// What was not answered stays in the outbox and is sent again under its id;
// what was refused for good does not.
func TestOutbox(t *testing.T) {
	c, _ := receiving("customer")
	var all []*sent
	for range 3 {
		id := newID()
		all = append(all, c.post(7, "message", "", words(c.dice, id), id, false))
	}
	for _, raw := range []string{
		fmt.Sprintf(`{"type":"ack","id":%q,"ticket":7,"seq":4}`, all[0].ID),
		fmt.Sprintf(`{"type":"error","code":"limited","message":"","id":%q}`, all[1].ID),
		fmt.Sprintf(`{"type":"error","code":"conflict","message":"","id":%q}`, all[2].ID),
	} {
		if err := c.take(nil, []byte(raw)); err != nil {
			t.Fatal(err)
		}
	}
	if len(c.outbox) != 1 || c.outbox[0] != all[1] || !all[1].Delayed {
		t.Errorf("in the outbox are %d", len(c.outbox))
	}
	if !all[0].Acked || all[0].Seq != 4 || all[2].Refused != "conflict" || all[2].Acked {
		t.Errorf("%+v %+v", all[0], all[2])
	}
}

func TestMarkers(t *testing.T) {
	one, two := newID(), newID()
	text := "zx zxb " + marker(one) + ", and " + marker(two) + "."
	if found := markersIn(text); len(found) != 2 || found[0] != one || found[1] != two {
		t.Errorf("found %v in %q", found, text)
	}
	if n := len(plain(one)); n != 80 || len(markersIn(plain(one))) != 1 {
		t.Errorf("a plain message has %d characters: %q", n, plain(one))
	}
	if holdsSecret(text + plain(two)) {
		t.Error("a marker counts as personal")
	}
	s := secretsOf(3)
	for _, value := range []string{s.name, s.email, s.phone} {
		if !holdsSecret("x " + value + " x") {
			t.Errorf("%q would not be found", value)
		}
	}
}
