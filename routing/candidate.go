package routing

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Candidate is an expert as a decision about one ticket sees them.
type Candidate struct {
	ID        uuid.UUID
	Qualified bool // for the ticket's topic
	Languages []string
	Available bool // there, and willing
	Away      bool // absent or on vacation
	InHand    int  // active tickets
	Capacity  int
	Owes      bool // has not accepted the terms in time

	Released   bool      // declined this ticket, or gave it back
	Offered    bool      // was asked about it before and did not answer
	AskedUntil time.Time // is being asked about it until then
	Returning  bool      // has helped this customer before
	Chosen     bool      // the customer wants them back

	Reputation float64       // 1 to 5, smoothed; 0: not known
	Speed      time.Duration // median from taking a ticket to its first reply; 0: not known
	Tried      int           // tickets of the topic they took
	Solved     int           // and those they solved without staff
	Idle       time.Time     // when they were last asked about any ticket; zero: never
}

// newcomerUntil is how many tickets of a topic make somebody no newcomer to it.
const newcomerUntil = 10

// Newcomer reports whether somebody has yet to become known in the topic.
func (c *Candidate) Newcomer() bool { return c.Tried < newcomerUntil }

// knows reports whether the customer would not meet a stranger.
func (c *Candidate) knows() bool { return c.Returning || c.Chosen }

// Out is why an expert is not asked.
type Out string

// Why an expert is not asked: never about this ticket, or not now.
const (
	OutQualification Out = "not_qualified"
	OutLanguage      Out = "language"
	OutReleased      Out = "released"
	OutAsked         Out = "asked" // is being asked already
	OutAway          Out = "away"  // absent or on vacation
	OutUnavailable   Out = "unavailable"
	OutFull          Out = "full"
	OutTerms         Out = "terms" // has terms to accept
)

// forGood are the reasons that do not pass while the ticket waits.
func (o Out) forGood() bool {
	return o == OutQualification || o == OutLanguage || o == OutReleased
}

// out is why this expert cannot be asked, or "".
func (c *Candidate) out(t Ticket, now time.Time) Out {
	switch {
	case !c.Qualified:
		return OutQualification
	case t.Language != "" && !slices.Contains(c.Languages, t.Language):
		return OutLanguage
	case c.Released:
		return OutReleased
	case c.Owes:
		return OutTerms
	case c.AskedUntil.After(now):
		return OutAsked
	case c.Away:
		return OutAway
	case !c.Available:
		return OutUnavailable
	case c.InHand >= c.Capacity:
		return OutFull
	}
	return ""
}
