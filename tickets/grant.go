package tickets

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// What an expert may read of a ticket.
const (
	GrantOffered = "offered" // subject and first message, until the offer ends
	GrantHolder  = "holder"  // the whole helpers' stream
	GrantPast    = "past"    // nothing later than the entry that ended the holding
	GrantSolved  = "solved"  // the whole helpers' stream for 90 days
	GrantReview  = "review"  // for a peer: until now, for half an hour
)

// Grant is a right of one expert on one ticket; PostgreSQL enforces it.
// Numbers are those of the staff stream.
type Grant struct {
	Ticket   int64      `db:"ticket" json:"ticket"`
	Expert   uuid.UUID  `db:"expert" json:"expert"`
	Kind     string     `db:"kind" json:"kind"`
	FirstSeq int64      `db:"first_seq" json:"first_seq"`
	LastSeq  *int64     `db:"last_seq" json:"last_seq"`
	Since    time.Time  `db:"since" json:"since"`
	Until    *time.Time `db:"until" json:"until"`
	Snapshot []byte     `db:"snapshot" json:"snapshot"`
}

// snapshot is the picture of a ticket that stays with an expert whose grant
// does not reach to the present. It names no customer and counts nothing that
// is for staff.
func snapshot(t Ticket) []byte {
	t.Customer, t.Heads.Staff = uuid.Nil, 0
	raw, _ := json.Marshal(t)
	return raw
}
