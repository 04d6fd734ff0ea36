package tickets

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// The kinds of jobs that follow from acts.
const (
	JobFanout        = "fanout"         // search words and notifications from the log
	JobOffer         = "offer"          // offer a waiting ticket to the next wave of experts
	JobOfferExpiry   = "offer_expiry"   // end a wave's offers and go on
	JobFirstReply    = "first_reply"    // release a claim that was followed by no reply
	JobLook          = "look"           // see whether a customer waits too long
	JobGive          = "give"           // give what waits in a team's queue to its staff
	JobFallback      = "fallback"       // nobody took it in time: to staff
	JobRetime        = "retime"         // the times of its topic were changed
	JobRatingRequest = "rating_request" // ask the customer to rate
	JobAutoClose     = "auto_close"     // close what stayed resolved
	JobReward        = "reward"         // see what an expert's resolution is worth
)

// Job is a promise: a row written with the act it follows.
type Job struct {
	ID        uuid.UUID       `db:"id"`
	Kind      string          `db:"kind"`
	Ticket    int64           `db:"ticket"`
	Person    uuid.NullUUID   `db:"person"`
	Payload   json.RawMessage `db:"payload"`
	DueAt     time.Time       `db:"due_at"`
	CreatedAt time.Time       `db:"created_at"`
	Attempt   int             `db:"attempt"`
}
