package recognition

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/routing"
)

// Rating is one that counts for a helper.
type Rating struct {
	Topic    string
	Customer uuid.UUID
	Stars    int // 1 to 5
	At       time.Time
	Whole    bool // or somebody else finished what this helper had begun
}

// Audit is a request with a known answer that a helper was tried with.
type Audit struct {
	Topic string
	Good  bool // the answer said what a good one says
	At    time.Time
}

// What a reputation is made of.
const (
	usualStars  = routing.UsualReputation // of whom nothing is known
	usualWeight = 5.0                     // how many ratings that is worth
	halfLife    = 180 * 24 * time.Hour    // after which a rating counts half
	begunShare  = 0.5                     // of a rating for what somebody else finished
	auditShare  = 0.2                     // of a rating for an audit, of five stars or of one …
	auditsMost  = 1.0                     // … and of no more than one rating for all of them
)

// Reputation is how well somebody helps: 1 to 5 stars, and how many ratings tell
// so.
type Reputation struct {
	Stars float64
	Count int
}

// ReputationOf is the Bayesian average of ratings at a time: what is usual counts
// like five ratings, every half year a rating loses half of its weight, and of
// several by one customer the newest counts whole, the next half, the third a
// third. All audits together weigh no more than one rating. The order of ratings does
// not matter.
func ReputationOf(ratings []Rating, audits []Audit, now time.Time) Reputation {
	ordered := slices.Clone(ratings)
	slices.SortFunc(ordered, func(a, b Rating) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Stars, b.Stars), compareBool(a.Whole, b.Whole))
	})
	sum, weight := weighAudits(audits, now)
	sum, weight = sum+usualStars*usualWeight, weight+usualWeight
	nth := map[uuid.UUID]float64{}
	for _, r := range ordered {
		nth[r.Customer]++
		w := r.share() * faded(now.Sub(r.At)) / nth[r.Customer]
		sum, weight = sum+w*float64(r.Stars), weight+w
	}
	return Reputation{Stars: sum / weight, Count: len(ratings)}
}

// weighAudits are the stars of audits, and their weight.
func weighAudits(audits []Audit, now time.Time) (sum, weight float64) {
	for _, a := range audits {
		w, stars := auditShare*faded(now.Sub(a.At)), 1.0
		if a.Good {
			stars = 5
		}
		sum, weight = sum+w*stars, weight+w
	}
	if weight > auditsMost {
		return sum * auditsMost / weight, auditsMost
	}
	return sum, weight
}

// ByTopic is a reputation for each topic with a rating or an audit.
func ByTopic(ratings []Rating, audits []Audit, now time.Time) map[string]Reputation {
	rated, audited := map[string][]Rating{}, map[string][]Audit{}
	for _, r := range ratings {
		rated[r.Topic] = append(rated[r.Topic], r)
	}
	for _, a := range audits {
		audited[a.Topic] = append(audited[a.Topic], a)
	}
	all := make(map[string]Reputation, len(rated))
	for topic, of := range rated {
		all[topic] = ReputationOf(of, audited[topic], now)
	}
	for topic, of := range audited {
		if rated[topic] == nil {
			all[topic] = ReputationOf(nil, of, now)
		}
	}
	return all
}

func (r Rating) share() float64 {
	if r.Whole {
		return 1
	}
	return begunShare
}

// faded is how much of a rating's weight is left after some time.
func faded(age time.Duration) float64 {
	return math.Exp2(-max(age, 0).Hours() / halfLife.Hours())
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
