package recognition

// Badge is something that a helper, expert or staff, has earned by a rule, for good as
// long as what they solved stays solved.
type Badge string

// The badges. Each has a name and a sentence in the front end's catalogue.
const (
	FirstTen      Badge = "first_ten"      // ten solved
	Hundred       Badge = "hundred"        // a hundred solved
	NightOwl      Badge = "night_owl"      // ten solved between ten and six o'clock
	FiveLanguages Badge = "five_languages" // solved in five languages
	AllRounder    Badge = "all_rounder"    // solved in five topics
	Groundwork    Badge = "groundwork"     // ten that staff finished on what this expert had begun
	Mentor        Badge = "mentor"         // ten first answers of newcomers reviewed, which stood
	Teacher       Badge = "teacher"        // three examples that most peers surely find useful
)

// rules are all badges, in the order in which they are shown.
var rules = []struct {
	badge  Badge
	earned func(d Deeds) bool
}{
	{FirstTen, func(d Deeds) bool { return d.Solved >= 10 }},
	{Hundred, func(d Deeds) bool { return d.Solved >= 100 }},
	{NightOwl, func(d Deeds) bool { return d.AtNight >= 10 }},
	{FiveLanguages, func(d Deeds) bool { return d.Languages >= 5 }},
	{AllRounder, func(d Deeds) bool { return d.Topics >= 5 }},
	{Groundwork, func(d Deeds) bool { return d.Finished >= 10 }},
	{Mentor, func(d Deeds) bool { return d.Reviewed >= 10 }},
	{Teacher, func(d Deeds) bool { return d.Proven >= 3 }},
}

// BadgesFor are the badges that deeds have earned.
func BadgesFor(d Deeds) []Badge {
	earned := []Badge{}
	for _, r := range rules {
		if r.earned(d) {
			earned = append(earned, r.badge)
		}
	}
	return earned
}
