package rewards

import (
	"math"
	"testing"
	"time"

	"kontor/simulate"
)

func TestPriceOfAScenario(t *testing.T) {
	h := open(t)
	described := simulate.Scenario{Days: 7, PerDay: 10, Assumed: simulate.Usual()}
	prices := func(s simulate.Scenario, want float64) {
		t.Helper()
		h.must(h.Price(h.ctx, &s, []string{"parking"}))
		if s.Assumed.Currency != "EUR" || math.Abs(s.Assumed.Reward-want) > 1e-9 {
			t.Fatalf("%v %s, want %v", s.Assumed.Reward, s.Assumed.Currency, want)
		}
	}
	prices(described, 0)
	h.rate(Rate{ToHour: 24, Unit: "EUR", Amount: 200})
	h.rate(Rate{ToHour: 24, Unit: Points, Amount: 900})
	h.rate(Rate{Topic: "parking", FromHour: 0, ToHour: 12, Unit: "EUR", Amount: 400})
	h.clock.Advance(time.Minute)
	prices(described, 3)
	past := simulate.Scenario{Days: 1, Start: time.Date(2031, 1, 6, 9, 0, 0, 0, time.UTC), Arrivals: []simulate.Arrival{{Topic: "parking"}, {After: time.Hour, Topic: "parking"}, {After: 8 * time.Hour, Topic: "parking"}, {Topic: "tax"}}}
	prices(past, 3)
}
