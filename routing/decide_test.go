package routing

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// What holds whatever goes in.
func TestEveryDecision(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPolicy(t)
		tk, candidates := drawTicket(t, p), drawCandidates(t)
		d := Decide(p, tk, candidates, noon)
		takeBy := tk.Since.Add(p.TakeWithin)

		switch d.Action {
		case Offer, Wait:
			if !d.Until.After(noon) || d.Until.After(takeBy) {
				t.Fatalf("%s until %v: not after %v and by %v", d.Action, d.Until, noon, takeBy)
			}
		case Staff:
			if d.Reason == "" {
				t.Fatal("to staff without a reason")
			}
		default:
			t.Fatalf("nobody would ever look again: %+v", d)
		}
		if (d.Action == Offer) != (len(d.To) > 0) {
			t.Fatalf("%s to %d experts", d.Action, len(d.To))
		}
		chosenAreFit(t, p, tk, d, candidates)
		whyAddsUp(t, d, candidates)
	})
}

func chosenAreFit(t *rapid.T, p Policy, tk Ticket, d Decision, candidates []Candidate) {
	asked := 0
	for _, c := range candidates {
		if c.Qualified && !c.Released && c.AskedUntil.After(noon) && (tk.Language == "" || slices.Contains(c.Languages, tk.Language)) {
			asked++
		}
	}
	if len(d.To) > 0 && asked+len(d.To) > p.WaveSize {
		t.Fatalf("%d are asked and %d more, in a wave of %d", asked, len(d.To), p.WaveSize)
	}
	if len(d.To) > 0 && !d.HeadStart && p.Waves > 0 && tk.Waves >= p.Waves {
		t.Fatalf("wave %d of %d", tk.Waves+1, p.Waves)
	}
	seen := map[uuid.UUID]bool{}
	for _, id := range d.To {
		c := candidates[id[15]]
		switch {
		case seen[id]:
			t.Fatalf("%s is asked twice", id)
		case !c.Qualified, c.Released, !c.Available, c.Away, c.InHand >= c.Capacity, c.AskedUntil.After(noon):
			t.Fatalf("should not be asked: %+v", c)
		case tk.Language != "" && !slices.Contains(c.Languages, tk.Language):
			t.Fatalf("does not speak %s: %+v", tk.Language, c)
		case d.HeadStart && !c.Returning && !c.Chosen:
			t.Fatal("a stranger has a head start")
		}
		seen[id] = true
	}
}

// whyAddsUp: what is told is what was done.
func whyAddsUp(t *rapid.T, d Decision, candidates []Candidate) {
	if d.Why.Considered == 0 && d.Action == Staff {
		return // nobody was looked at
	}
	out, qualified := 0, 0
	for _, n := range d.Why.Out {
		out += n
	}
	for _, c := range candidates {
		if c.Qualified {
			qualified++
		}
	}
	if d.Why.Considered != len(candidates) || d.Why.Qualified != qualified || out+len(d.To) > len(candidates) {
		t.Fatalf("%+v does not add up for %d experts, %d qualified", d.Why, len(candidates), qualified)
	}
	var told []uuid.UUID
	for _, c := range d.Why.Chosen {
		told = append(told, c.Expert)
	}
	if !slices.Equal(told, d.To) {
		t.Fatalf("told %v, asked %v", told, d.To)
	}
}

func TestOrderOfCandidatesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPolicy(t)
		tk, candidates := drawTicket(t, p), drawCandidates(t)
		shuffled := rapid.Permutation(candidates).Draw(t, "shuffled")
		a, b := Decide(p, tk, candidates, noon), Decide(p, tk, shuffled, noon)
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("\n%+v\n%+v", a, b)
		}
	})
}

// A ticket that nobody takes goes from wave to wave and ends with staff, at the
// latest when its time is over.
func TestNobodyTakesIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPolicy(t)
		tk := Ticket{Number: 7, Language: "en", Since: noon}
		candidates, now := drawCandidates(t), noon
		for i := range candidates {
			candidates[i].AskedUntil = time.Time{}
		}
		for looks := 0; ; looks++ {
			if looks > 3000 {
				t.Fatal("goes round for ever")
			}
			d := Decide(p, tk, candidates, now)
			if d.Action == Staff {
				break
			}
			if d.HeadStart {
				tk.HeadStarted = true
			} else if d.Action == Offer {
				tk.Waves++
			}
			for _, id := range d.To {
				c := &candidates[id[15]]
				c.Offered, c.AskedUntil, c.Idle = true, d.Until, now
			}
			now = d.Until
		}
		if p.Waves > 0 && tk.Waves > p.Waves {
			t.Fatalf("%d waves of %d", tk.Waves, p.Waves)
		}
		if now.Sub(noon) > p.TakeWithin {
			t.Fatalf("it took %v of %v", now.Sub(noon), p.TakeWithin)
		}
	})
}

// good are experts known in the topic; bad ones know it badly or not at all.
func good(n int, first byte) []Candidate {
	all := make([]Candidate, n)
	for i := range all {
		all[i] = Candidate{ID: uuid.UUID{15: first + byte(i)}, Qualified: true, Languages: []string{"en"}, Available: true, Capacity: 5,
			Reputation: 5, Speed: time.Minute, Tried: 100, Solved: 95}
	}
	return all
}

func newcomers(n int, first byte) []Candidate {
	all := good(n, first)
	for i := range all {
		all[i].Reputation, all[i].Speed, all[i].Tried, all[i].Solved = 0, 0, 0, 0
		all[i].Idle = noon // and was just asked
	}
	return all
}

func TestNewcomersGetTheirShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Policy{Form: ExpertsFirst, WaveSize: rapid.IntRange(1, 6).Draw(t, "wave"), OfferFor: time.Minute, TakeWithin: time.Hour,
			Newcomers: rapid.IntRange(1, 50).Draw(t, "percent")}
		first := rapid.Int64Range(1, 1e9).Draw(t, "first ticket")
		candidates := append(good(8, 0), newcomers(8, 100)...)
		const tickets = 200
		asked := 0
		for n := range int64(tickets) {
			for _, id := range Decide(p, Ticket{Number: first + n, Language: "en", Since: noon}, candidates, noon).To {
				if id[15] >= 100 {
					asked++
				}
			}
		}
		if want := tickets * p.WaveSize * p.Newcomers / 100; asked < want-tickets/40-2 || asked > want+tickets/40+2 {
			t.Fatalf("newcomers had %d places of %d, want about %d", asked, tickets*p.WaveSize, want)
		}
	})
}

func TestReasons(t *testing.T) {
	p := Policy{Form: ExpertsFirst, WaveSize: 2, Waves: 2, OfferFor: time.Minute, TakeWithin: time.Hour}
	waiting := Ticket{Number: 1, Language: "en", Since: noon.Add(-time.Minute)}
	chance := 0.1
	with := func(change func(p *Policy, t *Ticket, all []Candidate)) Decision {
		p, t, all := p, waiting, good(3, 0)
		change(&p, &t, all)
		return Decide(p, t, all, noon)
	}
	for name, c := range map[string]struct {
		change func(p *Policy, t *Ticket, all []Candidate)
		action Action
		reason string
	}{
		"as usual":                {func(*Policy, *Ticket, []Candidate) {}, Offer, ""},
		"staff's topic":           {func(p *Policy, _ *Ticket, _ []Candidate) { p.Form = StaffOnly }, Staff, ReasonTopic},
		"a language of staff":     {func(p *Policy, _ *Ticket, _ []Candidate) { p.Languages = []string{"da"} }, Staff, ReasonLanguage},
		"unlikely":                {func(p *Policy, t *Ticket, _ []Candidate) { p.MinChance, t.Chance = 20, &chance }, Staff, ReasonUnlikely},
		"unlikely, and not heard": {func(_ *Policy, t *Ticket, _ []Candidate) { t.Chance = &chance }, Offer, ""},
		"given back too often":    {func(p *Policy, t *Ticket, _ []Candidate) { p.Releases, t.Releases = 2, 2 }, Staff, ReasonReleases},
		"out of time":             {func(p *Policy, t *Ticket, _ []Candidate) { t.Since = noon.Add(-time.Hour) }, Staff, ReasonTime},
		"out of waves":            {func(_ *Policy, t *Ticket, _ []Candidate) { t.Waves = 2 }, Staff, ReasonExhausted},
		"out of waves, one asked": {func(_ *Policy, t *Ticket, all []Candidate) { t.Waves, all[0].AskedUntil = 2, noon.Add(time.Second) }, Wait, ""},
		"everybody declined": {func(_ *Policy, _ *Ticket, all []Candidate) {
			all[0].Released, all[1].Released, all[2].Released = true, true, true
		}, Staff, ReasonNobody},
		"one is away, others declined": {func(_ *Policy, _ *Ticket, all []Candidate) {
			all[0].Released, all[1].Released, all[2].Available = true, true, false
		}, Wait, ""},
		"all hands are full": {func(_ *Policy, _ *Ticket, all []Candidate) { all[0].InHand, all[1].InHand, all[2].InHand = 5, 5, 5 }, Wait, ""},
		"one asked, one place left": {func(_ *Policy, _ *Ticket, all []Candidate) {
			all[0].AskedUntil = noon.Add(time.Second)
		}, Offer, ""},
	} {
		if d := with(c.change); d.Action != c.action || d.Reason != c.reason {
			t.Errorf("%s: %s %s, want %s %s", name, d.Action, d.Reason, c.action, c.reason)
		}
	}
}

func TestRanking(t *testing.T) {
	p := Policy{Form: ExpertsFirst, WaveSize: 1, OfferFor: time.Minute, TakeWithin: time.Hour}
	for name, worse := range map[string]func(c *Candidate){
		"liked less":           func(c *Candidate) { c.Reputation = 3 },
		"slower":               func(c *Candidate) { c.Speed = 20 * time.Minute },
		"solved fewer":         func(c *Candidate) { c.Solved = 40 },
		"was just asked":       func(c *Candidate) { c.Idle = noon },
		"has more in hand":     func(c *Candidate) { c.InHand = 3 },
		"was asked in vain":    func(c *Candidate) { c.Offered = true },
		"helped nobody before": func(c *Candidate) {},
	} {
		all := good(2, 0)
		all[1].Returning = name == "helped nobody before"
		worse(&all[0])
		if d := Decide(p, Ticket{Number: 1, Language: "en", Since: noon}, all, noon); !slices.Equal(d.To, []uuid.UUID{all[1].ID}) {
			t.Errorf("who %s is asked first", name)
		}
	}
}

func TestReturningExpertHasAHeadStart(t *testing.T) {
	p := Policy{Form: ExpertsFirst, WaveSize: 2, OfferFor: time.Minute, TakeWithin: time.Hour, HeadStart: 20 * time.Second}
	tk := Ticket{Number: 1, Language: "en", Since: noon}
	all := good(4, 0)
	all[2].Returning, all[2].Reputation = true, 1
	d := Decide(p, tk, all, noon)
	if !d.HeadStart || !slices.Equal(d.To, []uuid.UUID{all[2].ID}) || !d.Until.Equal(noon.Add(20*time.Second)) {
		t.Fatalf("%+v", d)
	}
	tk.HeadStarted, all[2].Offered = true, true
	if d = Decide(p, tk, all, noon.Add(20*time.Second)); d.HeadStart || slices.Contains(d.To, all[2].ID) || len(d.To) != 2 {
		t.Fatalf("%+v", d)
	}
}

// Whom the customer wants back is asked alone, though others helped them too, and
// comes first in a wave where the policy knows no head start.
func TestChosenExpertComesFirst(t *testing.T) {
	p := Policy{Form: ExpertsFirst, WaveSize: 2, OfferFor: time.Minute, TakeWithin: time.Hour, HeadStart: 20 * time.Second}
	tk := Ticket{Number: 1, Language: "en", Since: noon}
	all := good(4, 0)
	all[0].Returning, all[1].Returning = true, true
	all[3].Chosen, all[3].Reputation = true, 1
	if d := Decide(p, tk, all, noon); !d.HeadStart || !slices.Equal(d.To, []uuid.UUID{all[3].ID}) || !d.Why.Chosen[0].Wanted {
		t.Fatalf("%+v", d)
	}
	p.HeadStart = 0
	if d := Decide(p, tk, all, noon); d.HeadStart || len(d.To) != 2 || d.To[0] != all[3].ID {
		t.Fatalf("%+v", d)
	}
	p.HeadStart, all[3].Away = 20*time.Second, true
	if d := Decide(p, tk, all, noon); !slices.Equal(d.To, []uuid.UUID{all[0].ID, all[1].ID}) || d.Why.Out[OutAway] != 1 {
		t.Fatalf("%+v", d)
	}
}

func TestPolicyBounds(t *testing.T) {
	ok := Policy{Form: ExpertsFirst, WaveSize: 3, OfferFor: time.Minute, TakeWithin: time.Hour}
	if bad := ok.Check(); bad != nil {
		t.Fatal(bad)
	}
	for field, change := range map[string]func(p *Policy){
		"policy": func(p *Policy) { p.Form = "robots" }, "wave_size": func(p *Policy) { p.WaveSize = 0 }, "waves": func(p *Policy) { p.Waves = -1 },
		"offer_seconds": func(p *Policy) { p.OfferFor = 0 }, "take_within_seconds": func(p *Policy) { p.TakeWithin = 0 },
		"first_reply_seconds": func(p *Policy) { p.FirstReplyWithin = time.Second }, "newcomers_percent": func(p *Policy) { p.Newcomers = 51 },
		"min_chance_percent": func(p *Policy) { p.MinChance = 100 }, "max_releases": func(p *Policy) { p.Releases = -1 },
		"expert_languages": func(p *Policy) { p.Languages = []string{"english"} }, "head_start_seconds": func(p *Policy) { p.HeadStart = 2 * time.Hour },
	} {
		p := ok
		change(&p)
		if bad := p.Check(); bad == nil || bad.Field != field {
			t.Errorf("%s: %v", field, bad)
		}
	}
}

func TestPoliciesThatStrandTickets(t *testing.T) {
	p := Policy{Form: ExpertsFirst, WaveSize: 3, OfferFor: time.Minute, TakeWithin: time.Minute}
	staffed := House{Staff: 2, Capacity: 10}
	long := p
	long.HeadStart = time.Minute
	for name, c := range map[string]struct {
		policy Policy
		house  House
		field  string
	}{
		"nobody in the team": {p, House{}, "team"}, "no room": {p, House{Staff: 2}, "team"}, "no time": {long, staffed, "head_start_seconds"},
	} {
		if bad := c.policy.Stranding(c.house); bad == nil || bad.Field != c.field {
			t.Errorf("%s: %v", name, bad)
		}
	}
	if bad := p.Stranding(staffed); bad != nil {
		t.Error(bad)
	}
}

func BenchmarkDecide(b *testing.B) {
	p := Policy{Form: ExpertsFirst, WaveSize: 3, OfferFor: time.Minute, TakeWithin: time.Hour, Newcomers: 20, HeadStart: time.Minute}
	candidates := append(good(40, 0), newcomers(10, 100)...)
	for n := int64(0); b.Loop(); n++ {
		if d := Decide(p, Ticket{Number: n, Language: "en", Since: noon}, candidates, noon); len(d.To) != 3 {
			b.Fatal(d)
		}
	}
}
