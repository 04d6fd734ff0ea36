package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"kontor/internal/clock"
	"kontor/rewards"
	"kontor/routing"
	"kontor/simulate"
	"kontor/tickets"
)

type simulateCommand struct {
	Now  map[string]string `placeholder:"PART=VALUE;…" help:"Changes to the policy in the left column, such as wave=3;offer=90s."`
	Then map[string]string `placeholder:"PART=VALUE;…" help:"Changes to it in the right column. Parts: ${policy_parts}."`

	Past   bool   `help:"Take arrivals, experts, staff, experience and policies from this desk's past instead of describing them."`
	Topic  string `help:"Only tickets of this topic of the past."`
	Days   int    `default:"7" help:"How many days."`
	PerDay int    `default:"300" help:"Tickets on an average day."`

	Experts   *int    `help:"How many experts. Default: 40, or those of the past."`
	Staff     *int    `help:"How many staff. Default: 6, or those of the past."`
	Seed      uint64  `default:"1" help:"Another seed, other luck; both columns have the same."`
	Takes     float64 `help:"How likely an expert who is asked takes a ticket, 0 to 1."`
	Solves    float64 `help:"How likely an expert solves it, 0 to 1."`
	Hours     float64 `help:"Hours a day that an expert is there."`
	StaffHour float64 `help:"What an hour of staff costs, in the currency of rewards."`
	Reward    float64 `help:"What a ticket that an expert solves costs. Default: 2.5, or by the rates of this desk."`
	JSON      bool    `help:"Print everything as JSON."`
}

// Help is shown by kontor simulate --help.
func (simulateCommand) Help() string {
	return `Lives through a week of tickets under two policies, with the code that routes on the live desk, and shows them side by side. ` +
		`Example: kontor simulate --per-day 500 --experts 60 --staff 8 --then "wave=5;head-start=1m"`
}

// usualPolicy is what a described desk begins with.
func usualPolicy() routing.Policy {
	return routing.Policy{Form: routing.ExpertsFirst, WaveSize: 3, OfferFor: time.Minute, TakeWithin: 10 * time.Minute,
		HeadStart: 30 * time.Second, FirstReplyWithin: time.Hour, Newcomers: 20, Releases: 3}
}

// Run simulates both policies.
func (c *simulateCommand) Run(ctx context.Context, s *Settings, out io.Writer) error {
	scenario, now, err := c.scenario(ctx, s)
	if err != nil {
		return err
	}
	then := maps.Clone(now)
	if err := change(now, c.Now); err != nil {
		return err
	}
	if err := change(then, c.Then); err != nil {
		return err
	}
	began := time.Now()
	left, err := simulate.Run(ctx, scenario, now)
	if err != nil {
		return err
	}
	right, err := simulate.Run(ctx, scenario, then)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(out).Encode(map[string]any{"assumed": scenario.Assumed, "now": left, "then": right})
	}
	if err := simulate.Table(out, simulate.Column{Name: "now", Result: left}, simulate.Column{Name: "then", Result: right}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\n%d days simulated twice in %.1f s with %d experts and %d staff. Assumed: an expert who is asked takes a ticket in %.0f of 100 cases after %s,\nreplies after %s more and solves it in %.0f of 100; staff need %s for one.\nA ticket that an expert solves costs %.2f %s, an hour of staff %.2f.\n",
		scenario.Days, time.Since(began).Seconds(), max(scenario.Experts, len(scenario.Crew)), scenario.Staff, 100*scenario.Assumed.Takes,
		scenario.Assumed.Notice.Round(time.Second), scenario.Assumed.Reply.Round(time.Second), 100*scenario.Assumed.Solves, scenario.Assumed.StaffWork,
		scenario.Assumed.Reward, scenario.Assumed.Currency, scenario.Assumed.StaffHour)
	return err
}

// scenario is the past's or described, with what was said on the command line.
func (c *simulateCommand) scenario(ctx context.Context, s *Settings) (simulate.Scenario, simulate.Policies, error) {
	scenario, policies := simulate.Scenario{Days: c.Days, PerDay: c.PerDay, Experts: 40, Staff: 6, Assumed: simulate.Usual()}, simulate.Policies{"": usualPolicy()}
	if c.Past {
		var err error
		if scenario, policies, err = c.past(ctx, s); err != nil {
			return scenario, nil, err
		}
	}
	scenario.Seed = c.Seed
	if c.Experts != nil {
		scenario.Experts, scenario.Crew = *c.Experts, nil
	}
	if c.Staff != nil {
		scenario.Staff = *c.Staff
	}
	for given, to := range map[*float64]*float64{&c.Takes: &scenario.Assumed.Takes, &c.Solves: &scenario.Assumed.Solves, &c.Hours: &scenario.Assumed.Hours,
		&c.StaffHour: &scenario.Assumed.StaffHour, &c.Reward: &scenario.Assumed.Reward} {
		if *given != 0 {
			*to = *given
		}
	}
	if c.Solves != 0 {
		scenario.Assumed.ByTopic = nil
	}
	if bad := scenario.Check(); bad != nil {
		return scenario, nil, exit{exitMisuse, fmt.Errorf("%s %s", bad.Field, bad.Text)}
	}
	return scenario, policies, nil
}

func (c *simulateCommand) past(ctx context.Context, s *Settings) (simulate.Scenario, simulate.Policies, error) {
	d, err := attach(ctx, s)
	if err != nil {
		return simulate.Scenario{}, nil, err
	}
	scenario, policies, err := tickets.Past(ctx, d.app, c.Topic, time.Now(), c.Days)
	if err == nil {
		err = rewards.New(d.app, nil, clock.System{}).Price(ctx, &scenario, nil)
	}
	if closing := d.close(); err == nil {
		err = closing
	}
	if err == nil && len(scenario.Arrivals) == 0 {
		err = fmt.Errorf("no ticket came in the last %d days; describe them without --past", c.Days)
	}
	return scenario, policies, err
}

// change sets parts of every policy.
func change(policies simulate.Policies, parts map[string]string) error {
	for topic, p := range policies {
		for _, name := range slices.Sorted(maps.Keys(parts)) {
			if err := simulate.Change(&p, name, parts[name]); err != nil {
				return exit{exitMisuse, err}
			}
		}
		policies[topic] = p
	}
	return nil
}
