package routing

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// Score is how well an expert suits a ticket: the product of factors, each of them
// between 0 and 2, so that what counts for somebody can be read off.
type Score struct {
	Total      float64 `json:"total"`
	Reputation float64 `json:"reputation"` // share of five stars
	Speed      float64 `json:"speed"`      // 1: replies at once; 0.5: as slowly as the policy wants it at most
	Success    float64 `json:"success"`    // share of the topic's tickets they took and solved, two of three given in advance
	Waiting    float64 `json:"waiting"`    // 1: was just asked; near 2: long ago
	Room       float64 `json:"room"`       // 1: empty hands; 0.5: full ones
}

// UsualReputation are the stars of an expert of whom nothing is known.
const UsualReputation = 4.0

const (
	usualReply  = 10 * time.Minute // wanted, where the policy does not say
	halfWaiting = 30 * time.Minute
)

func (c *Candidate) score(p Policy, now time.Time) Score {
	s := Score{
		Reputation: min(cmp.Or(c.Reputation, UsualReputation), 5) / 5,
		Speed:      c.speed(cmp.Or(p.FirstReplyWithin, usualReply)),
		Success:    float64(c.Solved+2) / float64(max(c.Tried, c.Solved)+3),
		Waiting:    c.waiting(now),
		Room:       0.5 + 0.5*float64(c.Capacity-c.InHand)/float64(max(c.Capacity, 1)),
	}
	s.Total = s.Reputation * s.Speed * s.Success * s.Waiting * s.Room
	return s
}

func (c *Candidate) speed(wanted time.Duration) float64 {
	median := cmp.Or(max(c.Speed, 0), wanted/2)
	return float64(wanted) / float64(wanted+median)
}

func (c *Candidate) waiting(now time.Time) float64 {
	if c.Idle.IsZero() {
		return 2
	}
	idle := max(now.Sub(c.Idle), 0)
	return 1 + float64(idle)/float64(idle+halfWaiting)
}

// rounded is a score to be kept and shown.
func (s Score) rounded() Score {
	for _, f := range []*float64{&s.Total, &s.Reputation, &s.Speed, &s.Success, &s.Waiting, &s.Room} {
		*f = math.Round(*f*1000) / 1000
	}
	return s
}

// rated is a candidate who can be asked.
type rated struct {
	*Candidate
	score Score
}

// rank puts those first who have not been asked in vain; among them whom the customer
// wants back, then who helped them before; then the better score.
func rank(fit []rated) {
	slices.SortFunc(fit, func(a, b rated) int {
		switch {
		case a.Offered != b.Offered:
			return first(b.Offered)
		case a.Chosen != b.Chosen:
			return first(a.Chosen)
		case a.Returning != b.Returning:
			return first(a.Returning)
		case a.score.Total != b.score.Total:
			return first(a.score.Total > b.score.Total)
		}
		return cmp.Or(a.Idle.Compare(b.Idle), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// first is the order of two of whom the former comes first, or the latter.
func first(former bool) int {
	if former {
		return -1
	}
	return 1
}
