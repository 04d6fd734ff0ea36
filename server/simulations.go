package server

import (
	"context"
	"maps"
	"slices"
	"time"

	"kontor/internal/fault"
	"kontor/routing"
	"kontor/simulate"
)

// How much one simulation may be, and how many run at a time on a node.
const (
	simulatedMost   = 20_000 // tickets
	simulatedPeople = 400
	simulatedWithin = 20 * time.Second
)

// PolicyChange changes what is given of a policy.
type PolicyChange struct {
	Policy     *string `json:"policy,omitempty" enum:"experts_first,staff_only"`
	WaveSize   *int    `json:"wave_size,omitempty"`
	Waves      *int    `json:"waves,omitempty"`
	OfferFor   *int    `json:"offer_seconds,omitempty"`
	TakeWithin *int    `json:"take_within_seconds,omitempty"`
	HeadStart  *int    `json:"head_start_seconds,omitempty"`
	FirstReply *int    `json:"first_reply_seconds,omitempty"`
	Newcomers  *int    `json:"newcomers_percent,omitempty"`
	Releases   *int    `json:"max_releases,omitempty"`
	MinChance  *int    `json:"min_chance_percent,omitempty"`
}

func (c PolicyChange) on(p routing.Policy) (routing.Policy, error) {
	p.Form = routing.Form(or(c.Policy, string(p.Form)))
	p.WaveSize, p.Waves, p.Newcomers, p.Releases = or(c.WaveSize, p.WaveSize), or(c.Waves, p.Waves), or(c.Newcomers, p.Newcomers), or(c.Releases, p.Releases)
	p.MinChance = or(c.MinChance, p.MinChance)
	p.OfferFor, p.TakeWithin = secondsOr(c.OfferFor, p.OfferFor), secondsOr(c.TakeWithin, p.TakeWithin)
	p.HeadStart, p.FirstReplyWithin = secondsOr(c.HeadStart, p.HeadStart), secondsOr(c.FirstReply, p.FirstReplyWithin)
	return p, outOfBounds(p.Check())
}

func secondsOr(given *int, usual time.Duration) time.Duration {
	if given == nil {
		return usual
	}
	return time.Duration(*given) * time.Second
}

func outOfBounds(bad *routing.Problem) error {
	if bad == nil {
		return nil
	}
	return fault.Invalid("this cannot be simulated").With(bad.Field, bad.Text)
}

type postSimulationInput struct {
	Body struct {
		Topic   string       `json:"topic,omitempty" doc:"Whose policy is tried; else all topics'"`
		Past    bool         `json:"past,omitempty" doc:"Take the tickets of the last days as they came, and the experts there are"`
		Days    *int         `json:"days,omitempty" doc:"7 unless given"`
		PerDay  *int         `json:"per_day,omitempty" doc:"Tickets on an average day, unless the past is taken; unless given as many as came lately, or 300 where none did"`
		Experts *int         `json:"experts,omitempty"`
		Staff   *int         `json:"staff,omitempty"`
		Takes   *float64     `json:"takes,omitempty" doc:"How likely an expert who is asked takes a ticket"`
		Solves  *float64     `json:"solves,omitempty" doc:"How likely an expert solves it"`
		Hours   *float64     `json:"hours,omitempty" doc:"A day that an expert is there"`
		Hour    *float64     `json:"staff_hour,omitempty" doc:"What an hour of staff costs, in whole units of the currency of rewards"`
		Seed    *uint64      `json:"seed,omitempty" doc:"The same: the same luck"`
		Now     PolicyChange `json:"now,omitempty"`
		Then    PolicyChange `json:"then,omitempty"`
	}
}

// Simulation is a week under two policies.
type Simulation struct {
	Days    int             `json:"days"`
	Tickets int             `json:"tickets"`
	Experts int             `json:"experts"`
	Staff   int             `json:"staff"`
	Takes   float64         `json:"takes"`
	Solves  float64         `json:"solves"`
	Hours   float64         `json:"hours"`
	Reward  float64         `json:"reward" doc:"What a ticket that an expert solves costs on average by the rates of now, in whole units of the currency"`
	Hour    float64         `json:"staff_hour" doc:"What an hour of staff costs, likewise"`
	Now     simulate.Result `json:"now"`
	Then    simulate.Result `json:"then"`
}

// postSimulation tries two policies. One at a time on a node: it takes a core for
// some seconds.
func (s *Server) postSimulation(c *call, in *postSimulationInput) (Simulation, error) {
	if !s.simulating.CompareAndSwap(false, true) {
		return Simulation{}, fault.Limited(5*time.Second, "another simulation is running; please wait a moment")
	}
	defer s.simulating.Store(false)
	scenario, policies, err := s.scenario(c, in)
	if err != nil {
		return Simulation{}, err
	}
	ctx, cancel := context.WithTimeout(c, simulatedWithin)
	defer cancel()
	b := in.Body
	a := Simulation{Days: scenario.Days, Experts: max(scenario.Experts, len(scenario.Crew)), Staff: scenario.Staff,
		Takes: scenario.Assumed.Takes, Solves: scenario.Assumed.Solves, Hours: scenario.Assumed.Hours,
		Reward: scenario.Assumed.Reward, Hour: scenario.Assumed.StaffHour}
	if a.Now, err = runUnder(ctx, scenario, policies, b.Now); err != nil {
		return a, err
	}
	a.Then, err = runUnder(ctx, scenario, policies, b.Then)
	a.Tickets = a.Now.Tickets
	return a, err
}

func runUnder(ctx context.Context, s simulate.Scenario, policies simulate.Policies, change PolicyChange) (simulate.Result, error) {
	changed := simulate.Policies{}
	for topic, p := range policies {
		var err error
		if changed[topic], err = change.on(p); err != nil {
			return simulate.Result{}, err
		}
	}
	return simulate.Run(ctx, s, changed)
}

// scenario is what to try it on: the past and the crew of this desk, or what was
// described.
func (s *Server) scenario(c *call, in *postSimulationInput) (simulate.Scenario, simulate.Policies, error) {
	b := in.Body
	days := or(b.Days, 7)
	if days < 1 || days > simulate.MostDays {
		return simulate.Scenario{}, nil, outOfBounds(&routing.Problem{Field: "days", Text: "must be 1 to 92"})
	}
	scenario, policies, err := s.desk.Past(c, b.Topic, days)
	if err != nil {
		return scenario, nil, err
	}
	topics := slices.Collect(maps.Keys(policies))
	if !b.Past {
		scenario.Arrivals, scenario.PerDay, scenario.Start = nil, or(b.PerDay, perDay(len(scenario.Arrivals), days)), time.Time{}
		policies = simulate.Policies{"": described(policies)}
	} else if len(scenario.Arrivals) == 0 {
		return scenario, nil, fault.Invalid("no ticket came in these days").With("past", "holds no ticket; describe the week instead")
	}
	if b.Experts != nil || !b.Past {
		scenario.Experts, scenario.Crew = or(b.Experts, max(scenario.Experts, 1)), nil
	}
	scenario.Staff, scenario.Seed = or(b.Staff, scenario.Staff), or(b.Seed, 1)
	scenario.Assumed.Takes, scenario.Assumed.Hours = or(b.Takes, scenario.Assumed.Takes), or(b.Hours, scenario.Assumed.Hours)
	if b.Solves != nil {
		scenario.Assumed.Solves, scenario.Assumed.ByTopic = *b.Solves, nil
	}
	scenario.Assumed.StaffHour = or(b.Hour, scenario.Assumed.StaffHour)
	if err := bounded(scenario); err != nil {
		return scenario, nil, err
	}
	return scenario, policies, s.rewards.Price(c, &scenario, topics)
}

// describedPerDay is how many tickets a desk without a past is tried with.
const describedPerDay = 300

// perDay is how many tickets came on an average of these days, rounded up.
func perDay(tickets, days int) int {
	if tickets == 0 {
		return describedPerDay
	}
	return (tickets + days - 1) / days
}

func bounded(s simulate.Scenario) error {
	switch {
	case len(s.Arrivals) > simulatedMost || s.PerDay > simulatedMost/s.Days:
		return outOfBounds(&routing.Problem{Field: "per_day", Text: "must be 20000 tickets altogether at most; kontor simulate takes more"})
	case max(s.Experts, len(s.Crew)) > simulatedPeople:
		return outOfBounds(&routing.Problem{Field: "experts", Text: "must be 400 at most; kontor simulate takes more"})
	}
	return outOfBounds(s.Check())
}

// described is the policy for tickets that are drawn: the topic's, or of the first
// topic that experts answer.
func described(policies simulate.Policies) routing.Policy {
	var found routing.Policy
	first := ""
	for id, p := range policies {
		if experts := p.Form == routing.ExpertsFirst; first == "" || experts && (found.Form != p.Form || id < first) {
			first, found = id, p
		}
	}
	found.Languages = nil // drawn tickets have languages of their own
	return found
}
