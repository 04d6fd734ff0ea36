package tickets_test

import (
	"testing"
	"time"

	"kontor/people"
	"kontor/tickets"
)

// Tickets that are under way follow new times of their topic, as if these had been
// there when they began.
func TestTicketsFollowNewTimes(t *testing.T) {
	h := newHouse(t)
	otter, lind, ann := h.expert("Otter", "parking"), h.staff("Lind", "town"), h.customer(people.VisitorInput{})
	h.routes(tickets.TopicUpdate{TakeWithinS: new(3600), CloseAfterD: new(7)})
	silent, stuck, solved := h.opens(ann, "parking", "one"), h.opens(ann, "parking", "two"), h.opens(ann, "parking", "three")
	for _, n := range []int64{silent, stuck, solved} {
		h.does(otter, n, tickets.Claim{})
	}
	h.says(otter, stuck, "Which street?")
	h.says(ann, stuck, "Harbour Street.")
	h.does(otter, solved, tickets.Resolve{})
	waiting := h.opens(ann, "parking", "four")
	h.later(30 * time.Minute)

	h.routes(tickets.TopicUpdate{FirstReplyS: new(2400)}) // there was none when it was taken
	h.later(10*time.Minute - time.Second)
	if got := h.sees(lind, silent); !got.HeldBy(otter.ID) {
		t.Fatal("who took it lost it before the time to write was over")
	}
	h.later(time.Second)
	if got := h.sees(lind, silent); got.Assignee.Valid {
		t.Error("who took it keeps it without a word")
	}

	h.routes(tickets.TopicUpdate{StuckS: new(3000)})
	h.later(10*time.Minute - time.Second)
	if h.escalations(stuck, tickets.ReasonNoAnswer) != 0 {
		t.Fatal("staff were called before the time to answer was over")
	}
	h.later(time.Second)
	if h.escalations(stuck, tickets.ReasonNoAnswer) != 1 {
		t.Error("who has it leaves the customer without an answer")
	}

	h.routes(tickets.TopicUpdate{TakeWithinS: new(7200)})
	h.later(30 * time.Minute)
	if got := h.sees(lind, waiting); got.Tier != tickets.TierExpert {
		t.Fatal("staff got it by the old time")
	}
	h.routes(tickets.TopicUpdate{TakeWithinS: new(900)})
	h.later(0)
	if got := h.sees(lind, waiting); got.Tier != tickets.TierStaff {
		t.Error("staff do not get what is over by the new time")
	}

	h.later(48 * time.Hour)
	h.routes(tickets.TopicUpdate{CloseAfterD: new(1)})
	h.later(0)
	if got := h.sees(ann, solved); got.State != tickets.StateClosed {
		t.Errorf("what should be closed by now is %s", got.State)
	}
}

// A peer window follows the topic's time for peers, not that for a first taker.
func TestPeerWindowFollowsItsNewTime(t *testing.T) {
	h := newHouse(t)
	h.escalating(tickets.TopicUpdate{PeersS: new(600)})
	otter, ann := h.expert("Otter", "parking"), h.customer(people.VisitorInput{})
	h.expert("Magpie", "parking")
	n := h.opens(ann, "parking", "My permit is gone.")
	h.work()
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, handover("a new permit", "", "", tickets.ReasonStuck))
	h.later(9 * time.Minute)
	h.escalating(tickets.TopicUpdate{PeersS: new(1200)})
	h.later(10 * time.Minute)
	if got := h.sees(ann, n); got.Tier != tickets.TierExpert {
		t.Fatal("the peers had no longer than before")
	}
	h.escalating(tickets.TopicUpdate{PeersS: new(0)})
	h.later(0)
	if got := h.sees(ann, n); got.Tier != tickets.TierStaff {
		t.Error("the window is open although there is none any more")
	}
}
