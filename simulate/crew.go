package simulate

import (
	"encoding/binary"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/routing"
)

const quarter = 15 * time.Minute

// expert is one of the crew while the week goes by.
type expert struct {
	Expert
	there   [7 * 96]bool // by quarter of the week
	solves  float64      // added to what the average expert solves
	pace    float64      // times the usual times
	inHand  int
	claimed int
	solved  int
	replies []time.Duration // of the last claims
}

// crew is as given, or drawn: half of those who are drawn are known, the others new.
func (s *Scenario) crew() []*expert {
	given := s.Crew
	l := luck(s.Seed)
	if len(given) == 0 {
		languages, shares := sharesOf(s.Assumed.Languages)
		for i := range s.Experts {
			e := Expert{Languages: slices.Compact([]string{pick(languages, shares, l.share(speaks, uint64(i), 0)), pick(languages, shares, l.share(speaks, uint64(i), 1))}), Capacity: 5}
			if i%2 == 0 {
				e.Tried, e.Solved = 40, int(40*s.Assumed.Solves)
			}
			given = append(given, e)
		}
	}
	crew := make([]*expert, len(given))
	for i, e := range given {
		crew[i] = &expert{Expert: e, solves: 0.3 * (l.share(skill, uint64(i), 0) - 0.5), pace: 0.5 + l.share(pace, uint64(i), 0)}
		crew[i].drawHours(l, uint64(i), s.Assumed.Hours)
	}
	return crew
}

// drawHours: an expert is there once a day, for longer or shorter, mostly in the
// daytime and evening.
func (e *expert) drawHours(l luck, id uint64, hours float64) {
	usual := 7 + 11*l.share(shiftStart, id, 99)
	for day := range uint64(7) {
		from := usual + 2*l.share(shiftStart, id, day) - 1
		for q := int(from * 4); q < int((from+hours*(0.5+l.share(shiftLength, id, day)))*4); q++ {
			e.there[(int(day)*96+q)%len(e.there)] = true
		}
	}
}

// quarterOf is the quarter of the week in which a moment falls.
func quarterOf(t time.Time) int {
	day := (int(t.Weekday()) + 6) % 7
	return day*96 + t.Hour()*4 + t.Minute()/15
}

func (e *expert) qualified(topic string) bool {
	return e.Topics == nil || slices.Contains(e.Topics, topic)
}

func (e *expert) hasRoom() bool { return e.inHand < e.Capacity }

// repliesKept is how many replies the median of an expert's speed is taken of.
const repliesKept = 9

func (e *expert) replied(after time.Duration) {
	if len(e.replies) == repliesKept {
		e.replies = slices.Delete(e.replies, 0, 1)
	}
	e.replies = append(e.replies, after)
}

func (e *expert) speed() time.Duration {
	if len(e.replies) == 0 {
		return 0
	}
	sorted := slices.Clone(e.replies)
	slices.Sort(sorted)
	return sorted[len(sorted)/2]
}

func expertID(i int) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[8:], uint64(i))
	return id
}

func indexOf(id uuid.UUID) int { return int(binary.BigEndian.Uint64(id[8:])) }

// candidates are the crew as routing sees it; what changes is filled in before each
// decision.
func candidates(crew []*expert) []routing.Candidate {
	all := make([]routing.Candidate, len(crew))
	for i, e := range crew {
		all[i] = routing.Candidate{ID: expertID(i), Languages: e.Languages, Capacity: e.Capacity, Tried: e.Tried, Solved: e.Solved}
	}
	return all
}
