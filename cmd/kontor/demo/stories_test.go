package demo

import (
	"slices"
	"testing"
	"time"
)

func replayAll(t *testing.T) []*replay {
	t.Helper()
	c := load(t)
	var all []*replay
	for _, ticket := range c.Tickets {
		r, err := start(c, ticket)
		if err == nil {
			err = r.run()
		}
		if err != nil {
			t.Errorf("%s %q: %v", ticket.Language, ticket.Subject, err)
			continue
		}
		all = append(all, r)
	}
	return all
}

func TestEveryStoryKeepsTheRulesOfTheDesk(t *testing.T) {
	for _, r := range replayAll(t) {
		if r.ticket.Age > 60*24*time.Hour {
			t.Errorf("%q is older than sixty days", r.ticket.Subject)
		}
		if r.outcome() == "waiting" && r.ticket.Age-r.since >= r.within {
			t.Errorf("%q would have gone to staff by now", r.ticket.Subject)
		}
		if days := time.Duration(r.topic.CloseAfterDays) * 24 * time.Hour; !r.resolved && r.ticket.Age-r.at > days {
			t.Errorf("%q has been silent for longer than its topic allows", r.ticket.Subject)
		}
	}
}

func TestTheDeskIsBusyInEveryState(t *testing.T) {
	outcomes := map[string]int{}
	for _, r := range replayAll(t) {
		outcomes[r.outcome()]++
	}
	if outcomes["waiting"] != 25 || outcomes["with an expert"] != 35 || outcomes["resolved"] != 110 {
		t.Errorf("outcomes are %v", outcomes)
	}
	if queued, held := outcomes["in the queue of staff"], outcomes["with staff"]; queued+held != 30 || queued < 8 || held < 8 {
		t.Errorf("staff have %d in the queue and %d assigned, want thirty in all", queued, held)
	}
}

func TestRatingsAreMostlyGoodAndSomeAreNot(t *testing.T) {
	stars := map[int]int{}
	for _, ticket := range load(t).Tickets {
		for _, step := range ticket.Steps {
			if step.Do == Rate {
				stars[step.Stars]++
			}
		}
	}
	low, high := stars[1]+stars[2], stars[3]+stars[4]+stars[5]
	if low < 3 || low > 10 || high < 90 {
		t.Errorf("stars are given as %v", stars)
	}
}

// The rating form offers other tags for good stars than for poor ones.
func TestRatingsUseTheTagsOfTheForm(t *testing.T) {
	good, poor := []string{"fast", "friendly", "clear"}, []string{"slow", "unclear", "not_solved"}
	for _, ticket := range load(t).Tickets {
		for _, step := range ticket.Steps {
			offered := poor
			if step.Stars >= 4 {
				offered = good
			}
			for _, tag := range step.Tags {
				if !slices.Contains(offered, tag) {
					t.Errorf("%q is rated with %d stars as %q", ticket.Subject, step.Stars, tag)
				}
			}
		}
	}
}

func TestNoExpertEverHasMoreThanTheirCapacity(t *testing.T) {
	all := replayAll(t)
	for i, expert := range load(t).People.Experts {
		var held []hold
		for _, r := range all {
			for _, h := range r.held {
				if h.expert == i {
					held = append(held, h)
				}
			}
		}
		for _, moment := range held {
			at := 0
			for _, h := range held {
				if h.from >= moment.from && h.to < moment.from {
					at++
				}
			}
			if at > expert.Capacity {
				t.Errorf("%s has %d tickets in hand %v ago", expert.Name, at, moment.from)
			}
		}
	}
}
