package rewards

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Rate says what a solved ticket is worth in one unit: of a topic, in a language,
// taken on certain days at certain hours; what is empty means any. Hours are of
// the organisation's clock, from FromHour until before ToHour, and go over
// midnight where the first is the later one; the day is the one it is at that
// hour.
type Rate struct {
	ID        uuid.UUID
	Topic     string
	Language  string
	Days      []int // 1 is Monday, 7 Sunday
	FromHour  int   // 0 to 23
	ToHour    int   // 1 to 24
	Unit      string
	Amount    int64
	ValidFrom time.Time
	EndedAt   *time.Time
}

const wholeDay = 24

// Worth is what a ticket is worth that an expert took at this time: of each unit
// the amount of the most particular rate, where the topic counts for more than
// the language and the language for more than the hour. Of equals the one that
// became valid last counts. The time is that of taking, which nobody can choose
// by waiting.
func Worth(rates []Rate, topic, language string, taken time.Time, zone *time.Location) []Money {
	best := map[string]Rate{}
	for _, r := range rates {
		if !r.fits(topic, language, taken, zone) {
			continue
		}
		if known, some := best[r.Unit]; !some || r.outranks(known) {
			best[r.Unit] = r
		}
	}
	worth := make([]Money, 0, len(best))
	for unit, r := range best {
		if r.Amount > 0 {
			worth = append(worth, Money{unit, r.Amount})
		}
	}
	sortMoney(worth)
	return worth
}

func (r Rate) fits(topic, language string, taken time.Time, zone *time.Location) bool {
	return (r.Topic == "" || r.Topic == topic) && (r.Language == "" || r.Language == language) && r.validAt(taken) && r.isOpenAt(taken.In(zone))
}

func (r Rate) validAt(t time.Time) bool {
	return !t.Before(r.ValidFrom) && (r.EndedAt == nil || t.Before(*r.EndedAt))
}

func (r Rate) isOpenAt(local time.Time) bool {
	day := (int(local.Weekday())+6)%7 + 1
	if len(r.Days) > 0 && !slices.Contains(r.Days, day) {
		return false
	}
	if r.FromHour < r.ToHour {
		return r.FromHour <= local.Hour() && local.Hour() < r.ToHour
	}
	return local.Hour() >= r.FromHour || local.Hour() < r.ToHour
}

// hours is how many hours of a week a rate holds for.
func (r Rate) hours() int {
	days := len(r.Days)
	if days == 0 {
		days = 7
	}
	hours := r.ToHour - r.FromHour
	if hours <= 0 {
		hours += wholeDay
	}
	return days * hours
}

func (r Rate) outranks(other Rate) bool {
	return cmp.Or(
		compareSet(r.Topic, other.Topic),
		compareSet(r.Language, other.Language),
		cmp.Compare(other.hours(), r.hours()),
		r.ValidFrom.Compare(other.ValidFrom),
		slices.Compare(r.ID[:], other.ID[:]),
	) > 0
}

// compareSet puts something before nothing.
func compareSet(a, b string) int {
	return cmp.Compare(min(len(a), 1), min(len(b), 1))
}
