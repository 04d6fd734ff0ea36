package recognition

import (
	"math"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kontor/tickets"
)

var today = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func some(n, stars int, age time.Duration) []Rating {
	all := make([]Rating, n)
	for i := range all {
		all[i] = Rating{Customer: uuid.New(), Stars: stars, At: today.Add(-age), Whole: true}
	}
	return all
}

func TestReputation(t *testing.T) {
	one := uuid.New()
	angry := some(20, 1, 0)
	for i := range angry {
		angry[i].Customer = one
	}
	for _, c := range []struct {
		name    string
		ratings []Rating
		want    float64
	}{
		{"a newcomer is not last", nil, 4},
		{"one bad rating", some(1, 1, 0), 3.5},
		{"five good ones", some(5, 5, 0), 4.5},
		{"half of it after half a year", some(10, 5, halfLife), 4.5},
		{"long ago", some(100, 1, 20*halfLife), 4},
		{"one customer who rates twenty times", append(some(20, 5, 0), angry...), 4.32},
	} {
		if got := ReputationOf(c.ratings, nil, today); math.Abs(got.Stars-c.want) > 0.01 || got.Count != len(c.ratings) {
			t.Errorf("%s: %+v, want %.2f of %d", c.name, got, c.want, len(c.ratings))
		}
	}
	begun := some(5, 5, 0)
	for i := range begun {
		begun[i].Whole = false
	}
	if got := ReputationOf(begun, nil, today); math.Abs(got.Stars-13.0/3) > 0.01 {
		t.Errorf("five that somebody else finished: %+v", got)
	}
}

func drawRatings(t *rapid.T, label string) []Rating {
	customers := []uuid.UUID{{1}, {2}, {3}, {4}}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Rating {
		return Rating{
			Topic:    rapid.SampledFrom([]string{"waste", "parking"}).Draw(t, "topic"),
			Customer: rapid.SampledFrom(customers).Draw(t, "customer"),
			Stars:    rapid.IntRange(1, 5).Draw(t, "stars"),
			At:       today.Add(-time.Duration(rapid.IntRange(0, 2000).Draw(t, "days")) * 24 * time.Hour),
			Whole:    rapid.Bool().Draw(t, "whole"),
		}
	}), 0, 20).Draw(t, label)
}

func TestReputationProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ratings := drawRatings(t, "ratings")
		r := ReputationOf(ratings, nil, today)
		if r.Stars < 1 || r.Stars > 5 {
			t.Fatalf("%v stars", r.Stars)
		}
		if again := ReputationOf(rapid.Permutation(ratings).Draw(t, "shuffled"), nil, today); math.Abs(again.Stars-r.Stars) > 1e-9 {
			t.Fatalf("the order of ratings decides: %v and %v", r, again)
		}
		if len(ratings) == 0 {
			return
		}
		better := append([]Rating(nil), ratings...)
		i := rapid.IntRange(0, len(better)-1).Draw(t, "which")
		better[i].At = better[i].At.Add(-time.Duration(i) * time.Second) // so that none is as old as another
		worse := ReputationOf(better, nil, today)
		better[i].Stars = min(5, better[i].Stars+1)
		unique := true
		for k, o := range better {
			unique = unique && (k == i || o.Customer != better[i].Customer || !o.At.Equal(better[i].At))
		}
		if unique && ReputationOf(better, nil, today).Stars < worse.Stars-1e-9 {
			t.Fatal("a better rating makes a worse reputation")
		}
		far := ReputationOf(ratings, nil, today.AddDate(60, 0, 0))
		if math.Abs(far.Stars-usualStars) > 0.01 {
			t.Fatalf("nothing fades: %v", far)
		}
	})
}

// Whatever one customer does, they move a reputation no further than a few
// others do together.
func TestOneCustomerAddsLittle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := some(rapid.IntRange(0, 30).Draw(t, "others"), rapid.IntRange(3, 5).Draw(t, "stars"), 0)
		one := some(rapid.IntRange(1, 50).Draw(t, "times"), 1, 0)
		for i := range one {
			one[i].Customer = uuid.UUID{9}
		}
		with := ReputationOf(append(append([]Rating(nil), base...), one...), nil, today)
		limit := int(math.Ceil(1 + math.Log(float64(len(one)))))
		if floor := ReputationOf(append(append([]Rating(nil), base...), some(limit, 1, 0)...), nil, today); with.Stars < floor.Stars-1e-9 {
			t.Fatalf("%d ratings by one customer weigh more than %d by others: %v and %v", len(one), limit, with, floor)
		}
	})
}

// Audits count lightly: however many somebody misses, they lose what one bad rating
// takes, and all of it comes back.
func TestAuditsCountLightly(t *testing.T) {
	missed := make([]Audit, 100)
	for i := range missed {
		missed[i] = Audit{At: today}
	}
	for _, c := range []struct {
		name   string
		audits []Audit
		want   float64
	}{
		{"one missed", missed[:1], 3.88}, {"all missed", missed, 3.5}, {"one good", []Audit{{Good: true, At: today}}, 4.04},
		{"missed long ago", []Audit{{At: today.Add(-10 * halfLife)}}, 4},
	} {
		if got := ReputationOf(nil, c.audits, today); math.Abs(got.Stars-c.want) > 0.01 || got.Count != 0 {
			t.Errorf("%s: %+v, want %.2f", c.name, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		ratings := drawRatings(t, "ratings")
		bad := ReputationOf(append(some(1, 1, 0), ratings...), nil, today)
		if with := ReputationOf(ratings, missed[:rapid.IntRange(0, 100).Draw(t, "missed")], today); with.Stars < bad.Stars-1e-9 {
			t.Fatalf("audits weigh more than one bad rating: %v and %v", with, bad)
		}
	})
	if got := ByTopic(nil, []Audit{{Topic: "parking", At: today}}, today)["parking"]; math.Abs(got.Stars-3.88) > 0.01 {
		t.Errorf("in a topic without a rating an audit counts for nothing: %v", got)
	}
}

func TestBadges(t *testing.T) {
	for _, c := range []struct {
		deeds Deeds
		want  []Badge
	}{
		{Deeds{Merit: tickets.Merit{Solved: 9, Languages: 4, Topics: 4, AtNight: 9, Finished: 9}, Reviewed: 9, Proven: 2, Examples: 9, Useful: 99}, nil},
		{Deeds{Merit: tickets.Merit{Solved: 10, Languages: 5}, Reviewed: 10}, []Badge{FirstTen, FiveLanguages, Mentor}},
		{Deeds{Merit: tickets.Merit{Solved: 120, Topics: 5, AtNight: 10, Finished: 10}, Proven: 3}, []Badge{FirstTen, Hundred, NightOwl, AllRounder, Groundwork, Teacher}},
	} {
		got := BadgesFor(c.deeds)
		if len(got) != len(c.want) {
			t.Errorf("%+v: %v, want %v", c.deeds, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%+v: %v, want %v", c.deeds, got, c.want)
			}
		}
	}
}
