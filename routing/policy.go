package routing

import (
	"regexp"
	"time"
)

// Form is who is asked first.
type Form string

// The two forms.
const (
	ExpertsFirst Form = "experts_first"
	StaffOnly    Form = "staff_only"
)

// Policy is how tickets of a topic find somebody.
type Policy struct {
	Form             Form
	Languages        []string      // that experts help in; empty: in every one they speak
	WaveSize         int           // how many experts are asked at a time
	Waves            int           // how often experts are asked; 0: until the time to take it is over
	OfferFor         time.Duration // how long an offer stands
	TakeWithin       time.Duration // then staff get it
	HeadStart        time.Duration // how long who helped this customer before is asked alone; 0: not at all
	FirstReplyWithin time.Duration // then a claim is released; 0: never
	Newcomers        int           // percent of the places that are kept for newcomers to the topic
	MinChance        int           // percent; what experts solve more rarely goes to staff at once; 0: nothing does
	Releases         int           // given back as often, it goes to staff; 0: however often
}

// Problem is what is wrong with one field of a policy.
type Problem struct {
	Field string
	Text  string // fit for whoever made the policy
}

// bounds are what the numbers of a policy may be.
var bounds = []struct {
	field string
	text  string
	ok    func(p Policy) bool
}{
	{"policy", "must be experts_first or staff_only", func(p Policy) bool { return p.Form == ExpertsFirst || p.Form == StaffOnly }},
	{"take_within_seconds", "must be 10 seconds to 7 days", func(p Policy) bool { return within(p.TakeWithin, 10*time.Second, 7*24*time.Hour) }},
	{"offer_seconds", "must be 5 seconds to a day", func(p Policy) bool { return within(p.OfferFor, 5*time.Second, 24*time.Hour) }},
	{"wave_size", "must be 1 to 50", func(p Policy) bool { return within(p.WaveSize, 1, 50) }},
	{"waves", "must be 0 (until the time is over) to 50", func(p Policy) bool { return within(p.Waves, 0, 50) }},
	{"head_start_seconds", "must be 0 (none) to an hour", func(p Policy) bool { return within(p.HeadStart, 0, time.Hour) }},
	{"first_reply_seconds", "must be 0 (never) or 30 seconds to a day", func(p Policy) bool {
		return p.FirstReplyWithin == 0 || within(p.FirstReplyWithin, 30*time.Second, 24*time.Hour)
	}},
	{"newcomers_percent", "must be 0 to 50", func(p Policy) bool { return within(p.Newcomers, 0, 50) }},
	{"min_chance_percent", "must be 0 (off) to 90", func(p Policy) bool { return within(p.MinChance, 0, 90) }},
	{"max_releases", "must be 0 (however often) to 20", func(p Policy) bool { return within(p.Releases, 0, 20) }},
	{"expert_languages", "must be two-letter languages, 20 at most", func(p Policy) bool { return languagesOK(p.Languages) }},
}

// Check says what is out of bounds, or nil.
func (p Policy) Check() *Problem {
	for _, b := range bounds {
		if !b.ok(p) {
			return &Problem{b.field, b.text}
		}
	}
	return nil
}

func within[N int | time.Duration](n, least, most N) bool { return n >= least && n <= most }

var languageCode = regexp.MustCompile(`^[a-z]{2}$`)

func languagesOK(languages []string) bool {
	for _, l := range languages {
		if !languageCode.MatchString(l) {
			return false
		}
	}
	return len(languages) <= 20
}

// House is who there is to catch what experts do not take.
type House struct {
	Staff    int // active members of the topic's team
	Capacity int // theirs together
}

// Stranding says why tickets under this policy would end where nobody looks, or
// nil. Whatever the form, staff are where a ticket ends.
func (p Policy) Stranding(h House) *Problem {
	switch {
	case h.Staff == 0:
		return &Problem{"team", "has no staff: what experts do not solve would wait for nobody; add somebody to the team, or save the topic switched off"}
	case h.Capacity == 0:
		return &Problem{"team", "has no room: everybody in it has a capacity of 0, so that tickets would wait for nobody"}
	case p.Form == ExpertsFirst && p.HeadStart >= p.TakeWithin:
		return &Problem{"head_start_seconds", "takes all the time there is to take a ticket, so that no other expert would ever be asked"}
	}
	return nil
}
