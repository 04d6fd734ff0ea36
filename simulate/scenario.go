package simulate

import (
	"fmt"
	"time"

	"kontor/routing"
)

// Scenario is what a policy is tried on.
type Scenario struct {
	Seed     uint64
	Days     int       // from Monday on
	PerDay   int       // tickets on an average day; of no use if Arrivals are given
	Arrivals []Arrival // as they were; by time, from Start on
	Start    time.Time // zero: a Monday
	Experts  int       // drawn, unless Crew is given
	Crew     []Expert
	Staff    int
	Assumed  Assumptions
}

// Arrival is one ticket.
type Arrival struct {
	After    time.Duration // since the start
	Topic    string
	Language string
	Customer int          // the same number: the same customer
	Chance   *float64     // that the average expert solves it; nil: as assumed
	Form     routing.Form // of the policy, where the ticket's form chooses it; "": the topic's
}

// Expert is one of the crew.
type Expert struct {
	Topics    []string // nil: every one
	Languages []string
	Capacity  int
	Tried     int // what they bring from before
	Solved    int
}

// Assumptions are what no policy decides and a simulation has to take for granted.
type Assumptions struct {
	Takes     float64            `json:"takes"`      // how likely an expert who is asked and has room takes a ticket
	Solves    float64            `json:"solves"`     // how likely the average expert solves it
	ByTopic   map[string]float64 `json:"by_topic"`   // the same, where it is known of a topic
	Spread    float64            `json:"spread"`     // from the hardest to the easiest of drawn tickets, around that; the desk can tell them apart
	Silent    float64            `json:"silent"`     // how likely an expert who took a ticket never writes
	Notice    time.Duration      `json:"notice"`     // mean, from an offer to its claim
	Reply     time.Duration      `json:"reply"`      // mean, from the claim to the first reply
	Work      time.Duration      `json:"work"`       // mean, from the first reply until it is solved or given up
	StaffWork time.Duration      `json:"staff_work"` // mean, of undivided attention
	Hours     float64            `json:"hours"`      // a day that an expert is there
	Languages map[string]float64 `json:"languages"`  // shares of drawn tickets
	Currency  string             `json:"currency"`   // of what follows
	Reward    float64            `json:"reward"`     // for a ticket that an expert solved
	StaffHour float64            `json:"staff_hour"` // what an hour of staff costs
}

// Usual are assumptions to begin with.
func Usual() Assumptions {
	return Assumptions{Takes: 0.35, Solves: 0.75, Silent: 0.02, Notice: 40 * time.Second, Reply: 3 * time.Minute, Work: 25 * time.Minute,
		StaffWork: 12 * time.Minute, Hours: 4, Languages: map[string]float64{"en": 0.6, "da": 0.4}, Spread: 0.4, Currency: "EUR", Reward: 2.5, StaffHour: 38}
}

// Bounds of a scenario.
const (
	MostTickets = 500_000
	MostPeople  = 2_000
	MostDays    = 92
)

// Check says what is out of bounds.
func (s *Scenario) Check() *routing.Problem {
	a := s.Assumed
	share := func(f float64) bool { return f >= 0 && f <= 1 }
	short := func(d time.Duration) bool { return d > 0 && d <= 24*time.Hour }
	for _, b := range []struct {
		field string
		ok    bool
		text  string
	}{
		{"days", s.Days >= 1 && s.Days <= MostDays, fmt.Sprintf("must be 1 to %d", MostDays)},
		{"per_day", s.PerDay >= 0 && len(s.Arrivals)+s.PerDay*s.Days <= MostTickets, fmt.Sprintf("must be %d tickets altogether at most", MostTickets)},
		{"experts", s.Experts >= 0 && s.Experts+len(s.Crew) <= MostPeople, fmt.Sprintf("must be 0 to %d", MostPeople)},
		{"staff", s.Staff >= 1 && s.Staff <= MostPeople, fmt.Sprintf("must be 1 to %d: without staff, what experts do not solve is never solved", MostPeople)},
		{"takes", share(a.Takes), "must be 0 to 1"}, {"solves", share(a.Solves), "must be 0 to 1"}, {"silent", share(a.Silent), "must be 0 to 1"}, {"spread", share(a.Spread), "must be 0 to 1"},
		{"hours", a.Hours >= 0 && a.Hours <= 24, "must be 0 to 24"},
		{"notice", short(a.Notice), "must be up to a day"}, {"reply", short(a.Reply), "must be up to a day"},
		{"work", short(a.Work), "must be up to a day"}, {"staff_work", short(a.StaffWork), "must be up to a day"},
		{"reward", a.Reward >= 0, "must not be negative"}, {"staff_hour", a.StaffHour >= 0, "must not be negative"},
	} {
		if !b.ok {
			return &routing.Problem{Field: b.field, Text: b.text}
		}
	}
	return nil
}

// monday is when a week begins that was not said.
var monday = time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC)

func (s *Scenario) start() time.Time {
	if s.Start.IsZero() {
		return monday
	}
	return s.Start
}
