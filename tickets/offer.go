package tickets

import (
	"time"

	"github.com/google/uuid"
)

// How an offer can end.
const (
	OfferClaimed   = "claimed"   // this expert took the ticket
	OfferLost      = "lost"      // another one did
	OfferExpired   = "expired"   // in time nobody did
	OfferSkipped   = "skipped"   // this expert does not want it
	OfferWithdrawn = "withdrawn" // the ticket went elsewhere
)

// Offer is a ticket shown to one expert who may claim it.
type Offer struct {
	Ticket    int64      `db:"ticket" json:"ticket"`
	Expert    uuid.UUID  `db:"expert" json:"expert"`
	Wave      int        `db:"wave" json:"wave"`
	MadeAt    time.Time  `db:"made_at" json:"made_at"`
	ExpiresAt time.Time  `db:"expires_at" json:"expires_at"`
	EndedAt   *time.Time `db:"ended_at" json:"ended_at"`
	Outcome   string     `db:"outcome" json:"outcome"`
}

// Open reports whether the offer has not ended.
func (o Offer) Open() bool { return o.EndedAt == nil }
