package recognition

import "kontor/tickets"

// Badge is something that a helper has earned by a rule, for good as long as what
// they solved stays solved.
type Badge string

// The badges. Each has a name and a sentence in the front end's catalogue.
const (
	FirstTen      Badge = "first_ten"      // ten solved
	Hundred       Badge = "hundred"        // a hundred solved
	NightOwl      Badge = "night_owl"      // ten solved between ten and six o'clock
	FiveLanguages Badge = "five_languages" // solved in five languages
	AllRounder    Badge = "all_rounder"    // solved in five topics
	Groundwork    Badge = "groundwork"     // ten that staff finished on what this expert had begun
)

// rules are all badges, in the order in which they are shown.
var rules = []struct {
	badge  Badge
	earned func(m tickets.Merit) bool
}{
	{FirstTen, func(m tickets.Merit) bool { return m.Solved >= 10 }},
	{Hundred, func(m tickets.Merit) bool { return m.Solved >= 100 }},
	{NightOwl, func(m tickets.Merit) bool { return m.AtNight >= 10 }},
	{FiveLanguages, func(m tickets.Merit) bool { return m.Languages >= 5 }},
	{AllRounder, func(m tickets.Merit) bool { return m.Topics >= 5 }},
	{Groundwork, func(m tickets.Merit) bool { return m.Finished >= 10 }},
}

// BadgesFor are the badges that merit has earned.
func BadgesFor(m tickets.Merit) []Badge {
	earned := []Badge{}
	for _, r := range rules {
		if r.earned(m) {
			earned = append(earned, r.badge)
		}
	}
	return earned
}
