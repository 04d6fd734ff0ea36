package simulate

import (
	"bytes"
	"context"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kontor/routing"
)

func usualPolicy() routing.Policy {
	return routing.Policy{Form: routing.ExpertsFirst, WaveSize: 3, OfferFor: 90 * time.Second, TakeWithin: 15 * time.Minute, FirstReplyWithin: time.Hour,
		HeadStart: 30 * time.Second, Newcomers: 20, Releases: 3}
}

func runs(t testing.TB, s Scenario, p routing.Policy) Result {
	t.Helper()
	r, err := Run(context.Background(), s, Policies{"": p})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Whatever the scenario and the policy: every ticket is solved by somebody, and
// the sums are right.
func TestEveryTicketIsSolved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := Usual()
		a.Takes, a.Solves = rapid.Float64Range(0, 1).Draw(t, "takes"), rapid.Float64Range(0, 1).Draw(t, "solves")
		a.Silent, a.Hours = rapid.Float64Range(0, 1).Draw(t, "silent"), rapid.Float64Range(0, 24).Draw(t, "hours")
		s := Scenario{Seed: rapid.Uint64().Draw(t, "seed"), Days: rapid.IntRange(1, 8).Draw(t, "days"), PerDay: rapid.IntRange(0, 60).Draw(t, "per day"),
			Experts: rapid.IntRange(0, 8).Draw(t, "experts"), Staff: rapid.IntRange(1, 3).Draw(t, "staff"), Assumed: a}
		p := usualPolicy()
		p.Form = rapid.SampledFrom([]routing.Form{routing.ExpertsFirst, routing.ExpertsFirst, routing.StaffOnly}).Draw(t, "form")
		p.Waves, p.HeadStart = rapid.IntRange(0, 3).Draw(t, "waves"), rapid.SampledFrom([]time.Duration{0, time.Minute}).Draw(t, "head start")
		p.FirstReplyWithin = rapid.SampledFrom([]time.Duration{0, 30 * time.Second, time.Hour}).Draw(t, "first reply")
		r, err := Run(context.Background(), s, Policies{"": p})
		if err != nil || r.Unsolved != 0 || r.ByExperts+r.ByStaff != r.Tickets || r.Tickets != s.Days*s.PerDay {
			t.Fatalf("%v: %+v", err, r)
		}
		toStaff := 0
		for _, n := range r.ToStaff {
			toStaff += n
		}
		if toStaff != r.ByStaff {
			t.Fatalf("%d went to staff, who solved %d", toStaff, r.ByStaff)
		}
		if p.Form == routing.StaffOnly && r.ByExperts+int(r.Offers) > 0 {
			t.Fatalf("experts had staff's tickets: %+v", r)
		}
	})
}

func TestSameAgain(t *testing.T) {
	s := Scenario{Seed: 7, Days: 7, PerDay: 200, Experts: 20, Staff: 3, Assumed: Usual()}
	if a, b := runs(t, s, usualPolicy()), runs(t, s, usualPolicy()); !reflect.DeepEqual(a, b) {
		t.Fatalf("\n%+v\n%+v", a, b)
	}
	other := s
	other.Seed = 8
	if a, b := runs(t, s, usualPolicy()), runs(t, other, usualPolicy()); reflect.DeepEqual(a, b) {
		t.Fatal("another seed, the same week")
	}
}

// What a policy is for shows.
func TestPoliciesDiffer(t *testing.T) {
	s := Scenario{Seed: 7, Days: 7, PerDay: 300, Experts: 30, Staff: 4, Assumed: Usual()}
	usual := runs(t, s, usualPolicy())
	with := func(change func(p *routing.Policy)) Result {
		p := usualPolicy()
		change(&p)
		return runs(t, s, p)
	}
	if r := with(func(p *routing.Policy) { p.Form = routing.StaffOnly }); r.StaffBusy <= usual.StaffBusy || r.FirstReply.Median <= usual.FirstReply.Median {
		t.Errorf("staff alone are not busier or not slower: %+v, %+v", r, usual)
	}
	if r := with(func(p *routing.Policy) { p.WaveSize = 1 }); r.Taken.Median <= usual.Taken.Median || r.Offers >= usual.Offers {
		t.Errorf("one at a time is not slower or asks more: %+v, %+v", r, usual)
	}
	if r := with(func(p *routing.Policy) { p.Newcomers = 0 }); r.Newcomers >= usual.Newcomers {
		t.Errorf("no places for newcomers, and they have more: %v, %v", r.Newcomers, usual.Newcomers)
	}
	if r := with(func(p *routing.Policy) { p.HeadStart = 3 * time.Minute }); r.Same <= usual.Same {
		t.Errorf("a longer head start, and fewer have the same helper again: %v, %v", r.Same, usual.Same)
	}
	if r := with(func(p *routing.Policy) { p.MinChance = 70 }); r.ToStaff[routing.ReasonUnlikely] < r.Tickets/10 || r.ToStaff["escalated"] >= usual.ToStaff["escalated"] {
		t.Errorf("the hard ones go to staff at once, and experts give up as many: %v, %v", r.ToStaff, usual.ToStaff)
	}
	if r := with(func(p *routing.Policy) { p.TakeWithin = 2 * time.Minute }); r.ByExperts >= usual.ByExperts {
		t.Errorf("less time, and experts solve more: %d, %d", r.ByExperts, usual.ByExperts)
	}
}

func TestPastArrivalsAndACrewOfOnesOwn(t *testing.T) {
	s := Scenario{Seed: 1, Days: 1, Staff: 1, Assumed: Usual(), Start: time.Date(2031, 3, 5, 9, 30, 0, 0, time.UTC),
		Arrivals: []Arrival{{After: 0, Topic: "parking", Language: "en"}, {After: time.Minute, Topic: "tax", Language: "en"}, {After: time.Hour, Topic: "parking", Language: "pl"}},
		Crew:     []Expert{{Topics: []string{"parking"}, Languages: []string{"en"}, Capacity: 5}}}
	s.Assumed.Takes, s.Assumed.Solves, s.Assumed.Silent, s.Assumed.Hours, s.Assumed.ByTopic = 1, 0, 0, 24, map[string]float64{"parking": 2}
	r, err := Run(context.Background(), s, Policies{"": usualPolicy(), "tax": {Form: routing.StaffOnly}})
	if err != nil || r.ByExperts != 1 || r.ToStaff[routing.ReasonTopic] != 1 || r.ToStaff[routing.ReasonNobody] != 1 {
		t.Fatalf("%v: %+v", err, r)
	}
}

func TestStopsWhenAsked(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Run(ctx, Scenario{Days: 7, PerDay: 10, Staff: 1, Assumed: Usual()}, Policies{"": usualPolicy()}); err == nil {
		t.Fatal("went on")
	}
}

func TestBoundsOfScenarios(t *testing.T) {
	ok := Scenario{Days: 7, PerDay: 100, Experts: 10, Staff: 2, Assumed: Usual()}
	if bad := ok.Check(); bad != nil {
		t.Fatal(bad)
	}
	for field, change := range map[string]func(s *Scenario){
		"days": func(s *Scenario) { s.Days = 0 }, "per_day": func(s *Scenario) { s.PerDay = MostTickets }, "staff": func(s *Scenario) { s.Staff = 0 },
		"experts": func(s *Scenario) { s.Experts = -1 }, "takes": func(s *Scenario) { s.Assumed.Takes = 2 }, "work": func(s *Scenario) { s.Assumed.Work = 0 },
	} {
		s := ok
		change(&s)
		if bad := s.Check(); bad == nil || bad.Field != field {
			t.Errorf("%s: %v", field, bad)
		}
	}
}

func TestTable(t *testing.T) {
	s := Scenario{Seed: 7, Days: 2, PerDay: 50, Experts: 5, Staff: 1, Assumed: Usual()}
	one := usualPolicy()
	one.WaveSize = 1
	var out bytes.Buffer
	if err := Table(&out, Column{"now", runs(t, s, usualPolicy())}, Column{"one at a time", runs(t, s, one)}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"one at a time", "solved by experts", "first reply, 9 of 10", "to staff: escalated"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

// A hundred thousand tickets take less than ten seconds.
func BenchmarkHundredThousandTickets(b *testing.B) {
	s := Scenario{Seed: 7, Days: 7, PerDay: 100_000/7 + 1, Experts: 60, Staff: 8, Assumed: Usual()}
	s.Assumed.Hours = 12
	s.Assumed.Notice, s.Assumed.Reply, s.Assumed.Work, s.Assumed.StaffWork = 5*time.Second, 10*time.Second, time.Minute, 20*time.Second
	for b.Loop() {
		r := runs(b, s, usualPolicy())
		b.ReportMetric(float64(r.Decisions), "decisions")
		b.ReportMetric(100*ratio(r.ByExperts, r.Tickets), "%experts")
	}
}
