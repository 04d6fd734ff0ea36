package tickets_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// escalating sets how tickets of parking are escalated.
func (h *house) escalating(u tickets.TopicUpdate) {
	h.t.Helper()
	_, err := h.UpdateTopic(h.ctx, people.System(), "parking", u)
	h.must(err)
}

func handover(asked, tried, left, reason string) *tickets.Escalate {
	note, parts := tickets.Handover{Asked: asked, Tried: tried, Left: left}.Note()
	return &tickets.Escalate{Reason: reason, Note: note, Parts: parts}
}

// What one expert got stuck with another takes, who reads what the first read and
// the hand-over note; the customer hears nothing of it until then.
func TestPeerTakesOver(t *testing.T) {
	h := newHouse(t)
	h.escalating(tickets.TopicUpdate{PeersS: new(600)})
	otter, magpie, ann := h.expert("Otter", "parking"), h.expert("Magpie", "parking"), h.customer(people.VisitorInput{Name: "Ann Smith"})
	n := h.opens(ann, "parking", "My permit is gone.")
	h.work()
	h.does(otter, n, tickets.Claim{})
	h.says(otter, n, "Which street?")
	h.says(ann, n, "Harbour Street.")
	before, hands := h.sees(ann, n), h.hands(ann, n)

	h.does(otter, n, handover("a new permit", "looked Ann Smith up in the street list", "somebody with the harbour's list", tickets.ReasonStuck))
	h.later(time.Second)
	after := h.sees(ann, n)
	if after.State != before.State || after.Former.UUID != otter.ID || after.Head != before.Head || !reflect.DeepEqual(h.hands(ann, n), hands) {
		t.Errorf("the customer saw %+v, and sees %+v", before, after)
	}
	h.tells(ann, n, "opened", "message", "claimed", "message", "message")

	offered := h.sees(magpie, n)
	if offered.Grant != tickets.GrantOffered || offered.PeerReason != tickets.ReasonStuck || offered.Excerpt != "Harbour Street." {
		t.Errorf("the peer is shown %+v", offered)
	}
	h.tells(magpie, n, "opened", "message", "offered", "claimed", "message", "message", "note", "peers_asked")
	note := h.log(magpie, n)[6]
	if parts := strings.Split(note.Text, tickets.PartsBetween); len(parts) != 3 || parts[0] != "a new permit" || strings.Contains(note.Text, "Smith") {
		t.Errorf("the hand-over note reads %q", note.Text)
	}
	h.says(ann, n, "Are you there?")
	if got := len(h.log(magpie, n)); got != 8 {
		t.Errorf("who is only asked reads on: %d entries", got)
	}
	h.refuses(fault.KindConflict, otter, n, tickets.Claim{})
	h.does(magpie, n, tickets.Claim{})
	h.says(magpie, n, "The harbour issues its own.")
	h.tells(ann, n, "opened", "message", "claimed", "message", "message", "message", "claimed", "message")

	h.does(magpie, n, handover("", "", "the harbour's office", tickets.ReasonStuck)) // a second window would only cost time
	if got := h.sees(ann, n); got.Tier != tickets.TierStaff || got.Former.Valid {
		t.Errorf("after both: %+v", got)
	}
}

func (h *house) hands(p people.Person, number int64) []tickets.Hand {
	h.t.Helper()
	line, err := h.Hands(h.ctx, p, number)
	h.must(err)
	return line
}

// Nobody takes it: staff are called for the reason that the expert had, whatever
// became of the jobs meanwhile.
func TestPeerWindowEndsAtStaff(t *testing.T) {
	for name, c := range map[string]struct {
		reason string
		peers  int
		within time.Duration // until staff have it
		why    string
	}{
		"nobody takes it":         {tickets.ReasonStuck, 1, 10 * time.Minute, tickets.ReasonStuck},
		"there is nobody else":    {tickets.ReasonOther, 0, time.Second, tickets.ReasonOther},
		"personal data is needed": {tickets.ReasonPersonalData, 1, 0, tickets.ReasonPersonalData},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			h.escalating(tickets.TopicUpdate{PeersS: new(600)})
			otter, ann, lind := h.expert("Otter", "parking"), h.customer(people.VisitorInput{}), h.staff("Lind", "town")
			for range c.peers {
				h.expert("Magpie", "parking")
			}
			n := h.opens(ann, "parking", "My permit is gone.")
			h.work()
			h.does(otter, n, tickets.Claim{})
			h.does(otter, n, handover("a new permit", "", "", c.reason))
			if c.within > time.Second {
				h.later(c.within - time.Second)
				if got := h.sees(lind, n); got.Tier != tickets.TierExpert || !got.InPeerWindow() || got.TakeBy == nil {
					t.Fatalf("before its end: %+v", got)
				}
			}
			h.later(time.Second)
			if got := h.sees(lind, n); got.Tier != tickets.TierStaff || got.InPeerWindow() {
				t.Fatalf("after its end: %+v", got)
			}
			if h.number(`SELECT count(*) FROM desk.entries WHERE ticket = $1 AND data->>'event' = 'escalated' AND data->>'reason' = $2`, n, c.why) != 1 {
				t.Errorf("staff are not told that it was %s", c.why)
			}
		})
	}
}

// Staff may take it at once, and who escalates twice with one id hears the same.
func TestStaffTakeFromThePeerWindow(t *testing.T) {
	h := newHouse(t)
	h.escalating(tickets.TopicUpdate{PeersS: new(600)})
	otter, magpie, lind := h.expert("Otter", "parking"), h.expert("Magpie", "parking"), h.staff("Lind", "town")
	n := h.opens(h.customer(people.VisitorInput{}), "parking", "My permit is gone.")
	h.work()
	h.does(otter, n, tickets.Claim{})
	id := uuid.Must(uuid.NewV7())
	for range 2 {
		_, err := h.Do(h.ctx, tickets.Order{Ticket: n, ID: id, By: otter}, handover("a new permit", "", "", tickets.ReasonStuck))
		h.must(err)
	}
	h.later(time.Second)
	h.does(lind, n, &tickets.Assign{})
	h.refuses(fault.KindConflict, magpie, n, tickets.Claim{})
	h.tells(otter, n, "opened", "message", "offered", "claimed", "note", "peers_asked")
	h.later(time.Hour)
	if got := h.sees(lind, n); !got.HeldBy(lind.ID) {
		t.Errorf("the end of the window took it from staff: %+v", got)
	}
}

// The parts of a note follow whatever hides or erases text: what has lost its parts
// is one text.
func TestHandoverNote(t *testing.T) {
	note, parts := tickets.Handover{Asked: " a\x1eb ", Left: "c"}.Note()
	if note.Raw != "a b"+tickets.PartsBetween+"c" || !slices.Equal(parts, []string{tickets.PartAsked, tickets.PartLeft}) {
		t.Errorf("%q %v", note.Raw, parts)
	}
	h := newHouse(t)
	otter, ann, lind := h.expert("Otter", "parking"), h.customer(people.VisitorInput{Name: "Ann Smith"}), h.staff("Lind", "town")
	n := h.opens(ann, "parking", "My permit is gone.")
	h.work()
	h.does(otter, n, tickets.Claim{})
	h.refuses(fault.KindInvalid, otter, n, handover(" ", "", "\x1e", tickets.ReasonOther))
	h.refuses(fault.KindInvalid, ann, n, handover("a", "", "", ""))
	h.does(otter, n, handover("Smith wants her permit", "called 06 12 34 56 78", "", tickets.ReasonOther))
	log := h.log(lind, n)
	e := log[len(log)-2]
	if !strings.Contains(e.Text, tickets.PartsBetween) || strings.Contains(e.Text, "Smith") || strings.Contains(e.Text, "06 12") || e.Data == nil {
		t.Errorf("the note reads %q", e.Text)
	}
	h.does(lind, n, &tickets.Leak{Entry: e.ID})
	if log := h.log(lind, n); strings.Contains(log[len(log)-3].Text, tickets.PartsBetween) {
		t.Errorf("a hidden note reads %q", log[len(log)-3].Text)
	}
}
