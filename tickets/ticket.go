package tickets

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/people"
)

// Tier is the level of help a ticket stands at.
type Tier string

// The two levels.
const (
	TierExpert Tier = "expert"
	TierStaff  Tier = "staff"
)

// State is where a ticket stands in its life.
type State string

// Open: the customer waits. Waiting: we wait for the customer. Resolved may be
// reopened by a reply; closed may not.
const (
	StateOpen     State = "open"
	StateWaiting  State = "waiting"
	StateResolved State = "resolved"
	StateClosed   State = "closed"
)

// Face is a person as others see them: an alias or a shown name, nothing more.
type Face struct {
	ID   uuid.UUID `json:"id"`
	Role string    `json:"role" enum:"customer,expert,staff,admin,system"`
	Name string    `json:"name"`
}

// System is the author of what happens by itself.
var System = Face{Role: "system", Name: "Kontor"}

// FaceOf gives the face of a person.
func FaceOf(p people.Person) Face { return Face{ID: p.ID, Role: string(p.Role), Name: p.Name} }

// Heads are the last numbers of a ticket's three streams.
type Heads struct {
	Everyone int64 `db:"head_everyone"`
	Helpers  int64 `db:"head_helpers"`
	Staff    int64 `db:"head_staff"`
}

// In gives the head of one stream.
func (h Heads) In(a Audience) int64 {
	switch a {
	case Everyone:
		return h.Everyone
	case Helpers:
		return h.Helpers
	}
	return h.Staff
}

// Ticket is the row of a ticket: masked text and nothing personal.
type Ticket struct {
	Number        int64           `db:"number"`
	ID            uuid.UUID       `db:"id"`
	Customer      uuid.UUID       `db:"customer"`
	CustomerAlias string          `db:"customer_alias"`
	Topic         string          `db:"topic"`
	Team          string          `db:"team"`
	Subject       string          `db:"subject"`
	Fields        json.RawMessage `db:"fields"`
	Language      string          `db:"language"`
	Channel       string          `db:"channel"`
	Tier          Tier            `db:"tier"`
	State         State           `db:"state"`
	Assignee      uuid.NullUUID   `db:"assignee"`
	AssigneeRole  string          `db:"assignee_role"`
	AssigneeName  string          `db:"assignee_name"`
	Heads
	Fanned        int64      `db:"fanned"`
	FanoutPending bool       `db:"fanout_pending"`
	Resolutions   int        `db:"resolutions"`
	Numbered      int        `db:"numbered"` // how often the numbers of its placeholders have grown
	CreatedAt     time.Time  `db:"created_at"`
	UpdatedAt     time.Time  `db:"updated_at"`
	QueuedAt      time.Time  `db:"queued_at"`
	WaitingSince  *time.Time `db:"waiting_since"`
	TakeBy        *time.Time `db:"take_by"`
	FirstReplyAt  *time.Time `db:"first_reply_at"`
	ResolvedAt    *time.Time `db:"resolved_at"`
	ClosedAt      *time.Time `db:"closed_at"`
	PersonalFrom  time.Time  `db:"personal_from"`
	Excerpt       string     `db:"excerpt"`
	LastRole      string     `db:"last_role"`
	LastName      string     `db:"last_name"`
	Reviewed      bool       `db:"reviewed"`          // what its expert writes is reviewed first
	Retained      bool       `db:"retained" json:"-"` // the time of its originals is over: none is kept any more

	PeerReason string        `db:"peer_reason"` // why other experts were asked to take it over; "": they were not
	Former     uuid.NullUUID `db:"former"`      // the expert who gave it back, as long as no other has it
	FormerName string        `db:"former_name"`
	LookAfter  int           `db:"look_after"` // seconds; how long a customer waits before the desk looks
	LookAt     *time.Time    `db:"look_at"`    // when it will
}

// Active reports whether somebody still has to do something.
func (t *Ticket) Active() bool { return t.State == StateOpen || t.State == StateWaiting }

// HeldBy reports whether this person holds the ticket.
func (t *Ticket) HeldBy(person uuid.UUID) bool { return t.Assignee.Valid && t.Assignee.UUID == person }

// Holder is the face of who holds the ticket, or nil.
func (t *Ticket) Holder() *Face {
	if !t.Assignee.Valid {
		return nil
	}
	return &Face{ID: t.Assignee.UUID, Role: t.AssigneeRole, Name: t.AssigneeName}
}

func (t *Ticket) hold(f Face) {
	t.Assignee = uuid.NullUUID{UUID: f.ID, Valid: true}
	t.AssigneeRole, t.AssigneeName, t.Reviewed = f.Role, f.Name, false
	t.Former, t.FormerName = uuid.NullUUID{}, ""
}

// keepFormer remembers the expert who gave a first-level ticket back: its
// customer is shown them until somebody else has it, and notices nothing.
func (t *Ticket) keepFormer(f Face) {
	if t.Tier == TierExpert {
		t.Former, t.FormerName = uuid.NullUUID{UUID: f.ID, Valid: true}, f.Name
	}
}

func (t *Ticket) letGo() {
	t.Assignee, t.AssigneeRole, t.AssigneeName = uuid.NullUUID{}, "", ""
}
