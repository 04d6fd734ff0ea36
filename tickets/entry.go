package tickets

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// Audience is the circle that an entry is meant for. A larger circle's entry
// belongs to the smaller circles too.
type Audience string

// The circles, from large to small: everyone includes the customer, helpers
// are experts and staff.
const (
	Everyone Audience = "everyone"
	Helpers  Audience = "helpers"
	Staff    Audience = "staff"
)

// Sees reports whether who reads the stream a also reads an entry for b.
func (a Audience) Sees(b Audience) bool { return rank(a) >= rank(b) }

func rank(a Audience) int {
	switch a {
	case Everyone:
		return 0
	case Helpers:
		return 1
	}
	return 2
}

// Kind is what an entry is.
type Kind string

// The kinds.
const (
	KindMessage Kind = "message"
	KindNote    Kind = "note"
	KindEvent   Kind = "event"
)

// Numbers are an entry's places in the three streams; 0 where it has none.
type Numbers struct {
	Everyone int64 `db:"seq_everyone"`
	Helpers  int64 `db:"seq_helpers"`
	Staff    int64 `db:"seq"`
}

// In gives the number in one stream.
func (n Numbers) In(a Audience) int64 {
	switch a {
	case Everyone:
		return n.Everyone
	case Helpers:
		return n.Helpers
	}
	return n.Staff
}

// Entry is one line of a ticket's log as it stands in the database. Body is
// the sealed original, where masking changed the text.
type Entry struct {
	Ticket int64
	Numbers
	ID       uuid.UUID
	Kind     Kind
	Audience Audience
	Author   Face
	Channel  string
	Text     string
	Version  int // of the mask
	Data     json.RawMessage
	At       time.Time
	Body     []byte

	raw   string       // as it was written; only in the act that writes it
	files []Attachment // with their names; only there too
}

// Data is what an entry says beside its text. It holds nothing personal.
type Data struct {
	Event    string   `json:"event,omitempty"`
	Handover bool     `json:"handover,omitempty"`
	Parts    []string `json:"parts,omitempty"` // of a hand-over note: what its parts are; see Handover
	Reason   string   `json:"reason,omitempty"`
	To       *Face    `json:"to,omitempty"`
	Stars    int      `json:"stars,omitempty"`
	Tags     []string `json:"tags,omitempty"`
	Count    int      `json:"count,omitempty"`
	Wave     int      `json:"wave,omitempty"`

	Entry       *uuid.UUID   `json:"entry,omitempty"` // the entry that this one speaks of
	Text        *string      `json:"text,omitempty"`  // amended: what masked text the entry has now
	Held        []string     `json:"held,omitempty"`  // why an answer waits for staff
	Attachments []Attachment `json:"attachments,omitempty"`
}

// The names of events.
const (
	EventOpened        = "opened"
	EventOffered       = "offered"
	EventClaimed       = "claimed"
	EventSkipped       = "skipped"
	EventReleased      = "released"
	EventEscalated     = "escalated"
	EventHandedBack    = "handed_back"
	EventAssigned      = "assigned"
	EventResolved      = "resolved"
	EventReopened      = "reopened"
	EventClosed        = "closed"
	EventRated         = "rated"
	EventPersonalShown = "personal_shown"
	EventAmended       = "amended"
	EventHeldReleased  = "held_released"
	EventHeldDropped   = "held_dropped"
	EventErased        = "erased"
	EventDescribeAsked = "describe_asked"
	EventReviewTaken   = "review_taken"
	EventPeersAsked    = "peers_asked"
)
