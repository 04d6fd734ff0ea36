package simulate

import (
	"math"
	"math/bits"
	"slices"
	"time"
)

// luck draws chance from what it is about: the same question has the same answer,
// whenever and however often it is asked.
type luck uint64

// Questions to chance.
const (
	ifTakes uint64 = iota + 1
	howSoon
	ifSilent
	replyTime
	workTime
	ifSolves
	staffTime
	arrivalTime
	arrivalLanguage
	arrivalCustomer
	shiftStart
	shiftLength
	skill
	pace
	speaks
	howHard
)

// share is evenly spread over 0 to 1.
func (l luck) share(question, a, b uint64) float64 {
	h := mix(mix(mix(uint64(l)^question*0x9E3779B97F4A7C15)^a) ^ bits.RotateLeft64(b, 32))
	return float64(h>>11) / (1 << 53)
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
func mix(z uint64) uint64 {
	z += 0x9E3779B97F4A7C15
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

// wait is exponential: how long something takes that can come at any moment.
func (l luck) wait(question, a, b uint64, mean time.Duration) time.Duration {
	return time.Duration(-math.Log(1-l.share(question, a, b)) * float64(mean))
}

// work is of Erlang's shape (2): seldom very short, sometimes long.
func (l luck) work(question, a, b uint64, mean time.Duration) time.Duration {
	return l.wait(question, a, b, mean/2) + l.wait(question+100, a, b, mean/2)
}

// hourly is how many tickets come in each hour of a day, and daily on each day of
// the week, in parts of an average one.
var (
	hourly = [24]float64{.25, .15, .1, .1, .15, .3, .6, 1, 1.6, 2, 2.1, 2, 1.7, 1.7, 1.8, 1.8, 1.7, 1.5, 1.3, 1.2, 1.1, .9, .6, .35}
	daily  = [7]float64{1.3, 1.2, 1.1, 1.1, 1.05, .7, .55}
)

// arrivals are the scenario's own, or drawn.
func (s *Scenario) arrivals() []Arrival {
	if len(s.Arrivals) > 0 {
		return s.Arrivals
	}
	l, n := luck(s.Seed), s.PerDay*s.Days
	hours := cumulate(s.Days)
	languages, shares := sharesOf(s.Assumed.Languages)
	all := make([]Arrival, n)
	for i := range all {
		id := uint64(i)
		at := l.share(arrivalTime, id, 0) * hours[len(hours)-1]
		hour, _ := slices.BinarySearch(hours, at)
		minute := time.Duration(l.share(arrivalTime, id, 1) * float64(time.Hour))
		all[i] = Arrival{After: time.Duration(hour)*time.Hour + minute, Language: pick(languages, shares, l.share(arrivalLanguage, id, 0)),
			Customer: int(l.share(arrivalCustomer, id, 0) * float64(n) * 0.6), Chance: s.Assumed.chance(l.share(howHard, id, 0))}
	}
	slices.SortFunc(all, func(a, b Arrival) int { return int(a.After - b.After) })
	return all
}

// chance is that of a drawn ticket, between the hardest (0) and the easiest (1).
func (a *Assumptions) chance(ease float64) *float64 {
	chance := min(max(a.Solves+a.Spread*(ease-0.5), 0), 1)
	return &chance
}

// cumulate is how many parts have come by the end of each hour.
func cumulate(days int) []float64 {
	sums := make([]float64, 0, days*24)
	sum := 0.0
	for day := range days {
		for hour := range 24 {
			sum += daily[day%7] * hourly[hour]
			sums = append(sums, sum)
		}
	}
	return sums
}

func sharesOf(of map[string]float64) (names []string, sums []float64) {
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	sum := 0.0
	for _, name := range names {
		sum += of[name]
		sums = append(sums, sum)
	}
	return names, sums
}

// pick gives the name in whose share this falls; "" if there are none.
func pick(names []string, sums []float64, at float64) string {
	for i, sum := range sums {
		if at*sums[len(sums)-1] < sum {
			return names[i]
		}
	}
	return ""
}
