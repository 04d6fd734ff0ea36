package routing

import (
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

var noon = time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC)

func seconds(t *rapid.T, least, most int, what string) time.Duration {
	return time.Duration(rapid.IntRange(least, most).Draw(t, what)) * time.Second
}

func drawPolicy(t *rapid.T) Policy {
	p := Policy{
		Form:             rapid.SampledFrom([]Form{ExpertsFirst, ExpertsFirst, ExpertsFirst, StaffOnly}).Draw(t, "form"),
		Languages:        rapid.SampledFrom([][]string{nil, nil, {"en"}, {"en", "da"}}).Draw(t, "languages"),
		WaveSize:         rapid.IntRange(1, 6).Draw(t, "wave size"),
		Waves:            rapid.IntRange(0, 4).Draw(t, "waves"),
		OfferFor:         seconds(t, 5, 600, "offer for"),
		TakeWithin:       seconds(t, 10, 7200, "take within"),
		FirstReplyWithin: seconds(t, 30, 3600, "first reply within"),
		Newcomers:        rapid.IntRange(0, 50).Draw(t, "newcomers"),
		MinChance:        rapid.SampledFrom([]int{0, 0, 30}).Draw(t, "min chance"),
		Releases:         rapid.IntRange(0, 3).Draw(t, "releases"),
	}
	p.HeadStart = seconds(t, 0, 60, "head start")
	return p
}

func drawTicket(t *rapid.T, p Policy) Ticket {
	since := noon.Add(-seconds(t, 0, 8000, "waited"))
	tk := Ticket{Number: rapid.Int64Range(1, 1e6).Draw(t, "number"), Language: rapid.SampledFrom([]string{"en", "da", "hu", ""}).Draw(t, "language"),
		Since: since, Waves: rapid.IntRange(0, 5).Draw(t, "past waves"), HeadStarted: rapid.Bool().Draw(t, "head started"), Releases: rapid.IntRange(0, 4).Draw(t, "released")}
	if rapid.Bool().Draw(t, "take by is set") {
		tk.TakeBy = since.Add(p.TakeWithin)
	}
	if rapid.Bool().Draw(t, "chance is known") {
		chance := rapid.Float64Range(0, 1).Draw(t, "chance")
		tk.Chance = &chance
	}
	return tk
}

func drawCandidates(t *rapid.T) []Candidate {
	candidates := make([]Candidate, rapid.IntRange(0, 12).Draw(t, "experts"))
	for i := range candidates {
		tried := rapid.IntRange(0, 40).Draw(t, "tried")
		c := Candidate{ID: uuid.UUID{15: byte(i)}, Qualified: rapid.IntRange(0, 5).Draw(t, "qualified") > 0,
			Languages: rapid.SampledFrom([][]string{{"en"}, {"en", "da"}, {"hu", "da"}, nil}).Draw(t, "speaks"),
			Available: rapid.IntRange(0, 3).Draw(t, "available") > 0, InHand: rapid.IntRange(0, 3).Draw(t, "in hand"), Capacity: rapid.IntRange(0, 5).Draw(t, "capacity"),
			Released: rapid.IntRange(0, 4).Draw(t, "declined") == 0, Offered: rapid.Bool().Draw(t, "offered"), Returning: rapid.IntRange(0, 4).Draw(t, "returning") == 0,
			Reputation: rapid.Float64Range(0, 5).Draw(t, "reputation"), Speed: seconds(t, 0, 4000, "speed"), Tried: tried, Solved: rapid.IntRange(0, tried).Draw(t, "solved")}
		c.Away, c.Chosen = rapid.IntRange(0, 6).Draw(t, "away") == 0, rapid.IntRange(0, 6).Draw(t, "chosen") == 0
		if rapid.IntRange(0, 5).Draw(t, "is asked") == 0 {
			c.AskedUntil = noon.Add(seconds(t, -300, 300, "asked until"))
		}
		if rapid.Bool().Draw(t, "was asked") {
			c.Idle = noon.Add(-seconds(t, -10, 90000, "idle"))
		}
		candidates[i] = c
	}
	return candidates
}
