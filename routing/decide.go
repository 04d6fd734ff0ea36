package routing

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Ticket is what a decision may know of a ticket that waits for an expert.
type Ticket struct {
	Number      int64
	Language    string    // "": any will do
	Since       time.Time // since when it waits for an expert
	TakeBy      time.Time // when staff get it at the latest; zero: by the policy
	Waves       int       // how often experts have been asked since then
	HeadStarted bool      // who helped before has been asked alone
	Releases    int       // how often experts have given it back
	Chance      *float64  // that experts solve it, learned from the past; nil: not known
}

// Action is what is to be done.
type Action string

// What can be done.
const (
	Offer Action = "offer" // ask To until Until
	Wait  Action = "wait"  // look again at Until
	Staff Action = "staff" // staff have to do it
)

// Reasons why staff have to do it.
const (
	ReasonTopic     = "topic_rule"  // the topic is theirs
	ReasonLanguage  = "no_language" // experts do not help in this language
	ReasonUnlikely  = "unlikely"    // experts rarely solve the like
	ReasonReleases  = "released"    // given back too often
	ReasonNobody    = "no_expert"   // nobody is left who could ever take it
	ReasonTime      = "no_taker"    // in time nobody took it
	ReasonExhausted = "exhausted"   // nobody took it, however often they were asked
)

// Decision is what is to be done about a ticket, and why.
type Decision struct {
	Action    Action
	To        []uuid.UUID // Offer: whom to ask, best first
	Until     time.Time   // Offer: until when; Wait: when to look again
	HeadStart bool        // Offer: those who helped before are asked alone; it is no wave
	Reason    string      // Staff: why
	Why       Why
}

// Decide says what is to be done about a ticket that waits for an expert. It
// depends on nothing else, and not on the order of the candidates.
func Decide(p Policy, t Ticket, candidates []Candidate, now time.Time) Decision {
	if t.TakeBy.IsZero() {
		t.TakeBy = t.Since.Add(p.TakeWithin)
	}
	if reason := p.staffAtOnce(t); reason != "" {
		return Decision{Action: Staff, Reason: reason, Why: Why{Chance: t.Chance}}
	}
	l := look(p, t, candidates, now)
	switch {
	case !t.TakeBy.After(now):
		return l.staff(ReasonTime)
	case l.open >= p.WaveSize:
		return l.wait(l.nextEnd)
	case l.headStart():
		return l.ask(l.ahead(), now.Add(p.HeadStart), true)
	case p.Waves > 0 && t.Waves >= p.Waves:
		return l.orWait(ReasonExhausted)
	case len(l.fit) > 0:
		return l.ask(l.wave(), now.Add(p.OfferFor), false)
	case l.later == 0:
		return l.orWait(ReasonNobody)
	case l.open > 0:
		return l.wait(l.nextEnd)
	}
	return l.wait(now.Add(max(p.OfferFor, now.Sub(t.Since)/2))) // the longer it has waited, the more rarely
}

// staffAtOnce is why no expert is asked at all, or "".
func (p Policy) staffAtOnce(t Ticket) string {
	switch {
	case p.Form == StaffOnly:
		return ReasonTopic
	case len(p.Languages) > 0 && t.Language != "" && !slices.Contains(p.Languages, t.Language):
		return ReasonLanguage
	case p.MinChance > 0 && t.Chance != nil && *t.Chance*100 < float64(p.MinChance):
		return ReasonUnlikely
	case p.Releases > 0 && t.Releases >= p.Releases:
		return ReasonReleases
	}
	return ""
}

// situation is the candidates, sorted out.
type situation struct {
	policy  Policy
	ticket  Ticket
	fit     []rated // who can be asked, best first
	open    int     // how many are being asked
	later   int     // how many could be asked at another time
	nextEnd time.Time
	why     Why
}

func look(p Policy, t Ticket, candidates []Candidate, now time.Time) *situation {
	l := &situation{policy: p, ticket: t, fit: make([]rated, 0, len(candidates)), why: Why{Considered: len(candidates), Chance: t.Chance}}
	for i := range candidates {
		c := &candidates[i]
		if c.Qualified {
			l.why.Qualified++
		}
		out := c.out(t, now)
		if out == "" {
			l.fit = append(l.fit, rated{c, c.score(p, now)})
			continue
		}
		l.why.count(out)
		switch {
		case out == OutAsked:
			l.open++
			if l.nextEnd.IsZero() || c.AskedUntil.Before(l.nextEnd) {
				l.nextEnd = c.AskedUntil
			}
		case !out.forGood():
			l.later++
		}
	}
	rank(l.fit)
	return l
}

// headStart: who helped this customer before comes first, once, while nobody else
// has been asked.
func (l *situation) headStart() bool {
	return l.policy.HeadStart > 0 && !l.ticket.HeadStarted && l.ticket.Waves == 0 && l.open == 0 && len(l.returning()) > 0
}

// returning are the first of those who can be asked: a place for each.
func (l *situation) returning() []rated {
	n := 0
	for n < min(len(l.fit), l.policy.WaveSize) && l.fit[n].knows() && !l.fit[n].Offered {
		n++
	}
	return l.fit[:n]
}

// ahead are those who are asked alone: whom the customer wants back, or else who
// helped them before.
func (l *situation) ahead() []rated {
	known := l.returning()
	if known[0].Chosen {
		return known[:1]
	}
	return known
}

// wave fills the free places: with who helped this customer before, then with the
// newcomers that places are kept for, then with the best of the others.
func (l *situation) wave() []rated {
	places := l.policy.WaveSize - l.open
	known := min(len(l.returning()), places)
	wave, rest := slices.Clone(l.fit[:known]), slices.Clone(l.fit[known:])
	kept := min(l.kept(), places-known)
	rest = slices.DeleteFunc(rest, func(r rated) bool {
		if kept == 0 || !r.Newcomer() {
			return false
		}
		kept--
		wave = append(wave, r)
		return true
	})
	return append(wave, rest[:min(len(rest), places-len(wave))]...)
}

// kept is how many places of this wave are for newcomers. The parts of a place are
// paid out over the tickets: at 20 percent of waves of three, 60 of a hundred
// tickets keep one. Multiples of the golden ratio spread them evenly.
func (l *situation) kept() int {
	const golden, other = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
	turn := uint64(l.ticket.Number)*golden + uint64(l.ticket.Waves)*other
	return (l.policy.WaveSize*l.policy.Newcomers + int(turn>>32*100>>32)) / 100
}

func (l *situation) ask(wave []rated, until time.Time, headStart bool) Decision {
	d := Decision{Action: Offer, Until: earlier(until, l.ticket.TakeBy), HeadStart: headStart}
	for _, r := range wave {
		d.To = append(d.To, r.ID)
		l.why.choose(r, r.Newcomer() && !r.knows())
	}
	d.Why = l.why
	return d
}

func (l *situation) staff(reason string) Decision {
	return Decision{Action: Staff, Reason: reason, Why: l.why}
}

// orWait lets those who are being asked decide; then staff have to.
func (l *situation) orWait(reason string) Decision {
	if l.open > 0 {
		return l.wait(l.nextEnd)
	}
	return l.staff(reason)
}

func (l *situation) wait(until time.Time) Decision {
	return Decision{Action: Wait, Until: earlier(until, l.ticket.TakeBy), Why: l.why}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
