package privacy

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func personKey(t failer) *PersonKey {
	ring, err := NewKeyring(bytes.Repeat([]byte{1, 2}, KeySize/2))
	if err != nil {
		t.Fatalf("%v", err)
	}
	key, _, err := ring.NewPersonKey(uuid.MustParse("00000000-0000-4000-8000-000000000001"))
	if err != nil {
		t.Fatalf("%v", err)
	}
	return key
}

func reread(t failer, key *PersonKey, ticket string, s *Seen) *Seen {
	again, err := key.Seen(ticket, s.Stored())
	if err != nil {
		t.Fatalf("%v: %s", err, s.Stored())
	}
	return again
}

func TestNumbersStayThroughATicket(t *testing.T) {
	key := personKey(t)
	seen, err := key.Seen("42", nil)
	if err != nil {
		t.Fatal(err)
	}
	m := Compile(Known{Emails: []string{"anna@example.org"}})
	for _, step := range []struct {
		text, want string
		news       bool
	}{
		{"no value", "no value", false},
		{"anna@example.org", "[e-mail 1]", false},
		{"b@example.org c@example.org", "[e-mail 2] [e-mail 3]", true},
		{"C@example.org, anna@example.org", "[e-mail 3], [e-mail 1]", false},
		{"d@example.org b (at) example.org", "[e-mail 4] [e-mail 2]", true},
		{"tlf. 86123456", "tlf. [phone 1]", true},
		{"d@example.org, +45 86 12 34 56", "[e-mail 4], [phone 1]", false},
	} {
		got, after := m.MaskWith(step.text, seen)
		if got.Text != step.want || (after != seen) != step.news {
			t.Errorf("%q became %q, new values %t", step.text, got.Text, after != seen)
		}
		seen = reread(t, key, "42", after)
	}
	// what was found by its form becomes known, and something new becomes known
	m = Compile(Known{Emails: []string{"anna@example.org", "e@example.org", "c@example.org"}, Phones: []string{"86 12 34 56"}, Names: []string{"Anna"}})
	got, after := m.MaskWith("c@example.org b@example.org e@example.org 86123456 Anna", seen)
	if want := "[e-mail 3] [e-mail 2] [e-mail 5] [phone 1] [name 1]"; got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
	if again, same := m.MaskWith("e@example.org", after); again.Text != "[e-mail 5]" || same != after {
		t.Errorf("then %q", again.Text)
	}
}

func TestSeenTellsNothing(t *testing.T) {
	key := personKey(t)
	text := "anna@example.org, DK50 0040 0440 1162 43, 070761-4285"
	var stored []string
	for _, ticket := range []string{"1", "2"} {
		seen, err := key.Seen(ticket, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, after := (*Masker)(nil).MaskWith(text, seen)
		stored = append(stored, string(after.Stored()))
	}
	other, _ := personKey(t).Seen("1", nil)
	_, after := anonymous.MaskWith(text, other)
	stored = append(stored, string(after.Stored()))
	if stored[0] == stored[1] || stored[0] == stored[2] {
		t.Errorf("tickets or persons can be compared: %s", stored)
	}
	for _, part := range []string{"anna", "example", "DK50", "0040", "0707", "4285"} {
		if strings.Contains(stored[0], part) {
			t.Errorf("%s holds %s", stored[0], part)
		}
	}
}

func TestSeenIsBounded(t *testing.T) {
	key := personKey(t)
	seen, _ := key.Seen("1", nil)
	var text strings.Builder
	for i := range maxSeen + 50 {
		fmt.Fprintf(&text, "a%d@example.org ", i)
	}
	_, seen = anonymous.MaskWith(text.String(), seen)
	if n := len(seen.Stored()); n > 13<<10 {
		t.Errorf("%d bytes are stored", n)
	}
	seen = reread(t, key, "1", seen)
	got, after := anonymous.MaskWith("a7@example.org b@example.org a540@example.org", seen)
	if want := fmt.Sprintf("[e-mail 8] [e-mail %d] [e-mail %d]", maxSeen+51, maxSeen+52); got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
	if again, _ := anonymous.MaskWith("c@example.org", after); again.Text != fmt.Sprintf("[e-mail %d]", maxSeen+53) {
		t.Errorf("a number is given twice: %q", again.Text)
	}
}

func TestSeenThatCannotBeRead(t *testing.T) {
	for _, stored := range []string{"x", "{}", `{"v":2}`, `{"v":1,"values":{"x":1}}`, `{"v":1,"values":{"AAAAAAAAAAAAAAAA":0}}`} {
		if seen, err := personKey(t).Seen("1", []byte(stored)); !errors.Is(err, ErrSealed) {
			t.Errorf("%s is read as %+v", stored, seen)
		}
	}
}

func TestSeenWhenMaskingFails(t *testing.T) {
	seen, _ := personKey(t).Seen("1", nil)
	if got, after := (&Masker{}).MaskWith("a@example.org", seen); got.Text != Hidden || after != seen {
		t.Errorf("got %q", got.Text)
	}
}

// TestPostsAtOnce lets posts of one ticket begin from what was stored at some
// earlier time and store only on the condition that nobody else did.
func TestPostsAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := personKey(t)
		var stored []byte
		shown := map[string]string{} // value → placeholder, as the posts that were kept show it
		type post struct {
			value  string
			began  []byte
			number string
			after  *Seen
		}
		begin := func(value string) post {
			seen, err := key.Seen("1", stored)
			if err != nil {
				t.Fatalf("%v", err)
			}
			got, after := anonymous.MaskWith(value, seen)
			p := post{value: value, began: stored, number: got.Text}
			if after != seen {
				p.after = after
			}
			return p
		}
		var open []post
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			if len(open) < 3 && rapid.Bool().Draw(t, "begin") {
				open = append(open, begin(fmt.Sprintf("a%d@example.org", rapid.IntRange(1, 6).Draw(t, "value"))))
				continue
			}
			if len(open) == 0 {
				continue
			}
			p := open[0]
			open = open[1:]
			for p.after != nil && !bytes.Equal(p.began, stored) {
				p = begin(p.value)
			}
			if p.after != nil {
				stored = p.after.Stored()
			}
			if before, ok := shown[p.value]; ok && before != p.number {
				t.Fatalf("%s is %s and %s", p.value, before, p.number)
			}
			shown[p.value] = p.number
		}
		values := map[string]string{}
		for value, number := range shown {
			if values[number] != "" {
				t.Fatalf("%s is %s and %s", number, value, values[number])
			}
			values[number] = value
		}
	})
}
