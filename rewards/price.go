package rewards

import (
	"context"
	"maps"
	"math"
	"slices"
	"time"

	"kontor/simulate"
)

// Price tells a scenario what a ticket that an expert solves costs this desk: in its
// currency, on average over the scenario's arrivals or, where they are drawn, over
// the hours of a week in the languages that are assumed. Points cost nothing.
func (b *Book) Price(ctx context.Context, s *simulate.Scenario, topics []string) error {
	policy, err := b.Policy(ctx)
	if err != nil {
		return err
	}
	rates, err := b.Rates(ctx)
	if err != nil {
		return err
	}
	sum, n := int64(0), 0
	for _, like := range b.likely(s, topics) {
		n++
		for _, m := range Worth(rates, like.Topic, like.Language, like.at, policy.zone()) {
			if m.Unit == policy.Currency {
				sum += m.Amount
			}
		}
	}
	s.Assumed.Currency, s.Assumed.Reward = policy.Currency, float64(sum)/float64(max(n, 1))/math.Pow10(places(policy.Currency))
	return nil
}

// likely is a ticket by what its worth depends on. The rates are those of now, so it
// is taken in the week to come.
type likely struct {
	simulate.Arrival
	at time.Time
}

func (b *Book) likely(s *simulate.Scenario, topics []string) (all []likely) {
	const week = 7 * 24 * time.Hour
	next := b.clock.Now()
	if len(s.Arrivals) > 0 {
		for _, a := range s.Arrivals {
			into := (s.Start.Add(a.After).Sub(next)%week + week) % week // the same hour of the week
			all = append(all, likely{a, next.Add(into)})
		}
		return all
	}
	for _, topic := range topics {
		for _, language := range slices.Sorted(maps.Keys(s.Assumed.Languages)) {
			for hour := range time.Duration(7 * 24) {
				all = append(all, likely{simulate.Arrival{Topic: topic, Language: language}, next.Add(hour * time.Hour)})
			}
		}
	}
	return all
}
