package routing

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func somebody(n int) uuid.UUID { return uuid.UUID{14: byte(n >> 8), 15: byte(n)} }

// town is examples of a topic in which wording says something: experts solve nine of
// ten tickets, of those about a refund one of five; every ticket has words of its own.
func town(n int) []Example {
	r := rand.New(rand.NewPCG(7, 7))
	all := make([]Example, n)
	for i := range all {
		x := Example{Customer: somebody(i), Language: []string{"en", "da"}[r.IntN(2)], Words: []string{"hello", "please", fmt.Sprint("own", i)}}
		chance := .9
		if r.IntN(4) == 0 {
			x.Words, chance = append(x.Words, "refund"), .2
		}
		if r.IntN(3) == 0 {
			x.Words = append(x.Words, "sunday")
		}
		x.Solved = r.Float64() < chance
		all[i] = x
	}
	return all
}

func TestWordingIsLearned(t *testing.T) {
	e := Learn(town(2000))
	with, without := e.Chance("en", []string{"hello", "refund"}), e.Chance("en", []string{"hello"})
	if math.Abs(with-.2) > .1 || math.Abs(without-.9) > .12 {
		t.Fatalf("%.2f with the word, %.2f without", with, without)
	}
	if s, told := e.Words["own7"]; told {
		t.Fatalf("what one customer wrote is learned: %+v", s)
	}
	good, bad := e.TellingWords(5)
	if len(bad) == 0 || bad[0].Word != "refund" || slices.ContainsFunc(good, func(w TellingWord) bool { return w.Word == "refund" }) {
		t.Fatalf("%+v %+v", good, bad)
	}
	held := 0
	for _, b := range e.Bands {
		held += b.Of
		if b.Of > 40 && math.Abs(b.Predicted-float64(b.Solved)/float64(b.Of)) > .12 {
			t.Errorf("%d to %d: predicted %.2f, happened %d of %d", b.From, b.To, b.Predicted, b.Solved, b.Of)
		}
	}
	if held != 400 {
		t.Fatalf("judged on %d of 2000", held)
	}
}

// Where words say nothing they count for next to nothing.
func TestNoiseIsNotLearned(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	all := make([]Example, 600)
	for i := range all {
		all[i] = Example{Customer: somebody(i), Language: "en", Solved: r.IntN(2) == 0}
		for w := range 30 {
			if r.IntN(3) == 0 {
				all[i].Words = append(all[i].Words, fmt.Sprint("word", w))
			}
		}
	}
	e := Learn(all)
	for i := range all[:50] {
		if p := e.Chance("en", all[i].Words); math.Abs(p-.5) > .2 {
			t.Fatalf("%.2f out of noise, trust %v", p, e.Trust)
		}
	}
}

func TestFewExamples(t *testing.T) {
	if p := Learn(nil).Chance("en", []string{"refund"}); p != 1 {
		t.Errorf("%v without any example", p)
	}
	few := town(enoughExamples - 1)
	e := Learn(few)
	if a, b := e.Chance("en", []string{"refund"}), e.Chance("en", nil); a != b || e.Trust != 0 || e.Bands != nil {
		t.Errorf("words count with few examples: %v, %v", a, b)
	}
	if p, share := e.Chance("pl", nil), float64(e.All.Solved+givenSolved)/float64(e.All.Of+givenSolved); math.Abs(p-share) > 1e-9 {
		t.Errorf("%v in a language without examples, the topic's share is %v", p, share)
	}
}

// Whatever was learned.
func TestEveryChance(t *testing.T) {
	words := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
	rapid.Check(t, func(t *rapid.T) {
		examples := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Example {
			return Example{Customer: somebody(rapid.IntRange(0, 20).Draw(t, "customer")), Language: rapid.SampledFrom([]string{"en", "da", ""}).Draw(t, "language"),
				Words: rapid.SliceOfNDistinct(rapid.SampledFrom(words), 0, 6, rapid.ID).Draw(t, "words"), Solved: rapid.Bool().Draw(t, "solved")}
		}), 0, 140).Draw(t, "examples")
		e := Learn(examples)
		if again := Learn(examples); !reflect.DeepEqual(e, again) {
			t.Fatal("the same examples, another experience")
		}
		of := rapid.SliceOfNDistinct(rapid.SampledFrom(words), 0, 10, rapid.ID).Draw(t, "of")
		p := e.Chance("en", of)
		if !(p >= 0 && p <= 1) {
			t.Fatalf("a chance of %v", p)
		}
		slices.Reverse(of)
		if q := e.Chance("en", of); q != p {
			t.Fatalf("the order of words counts: %v, %v", p, q)
		}
		for word := range e.Words {
			var wrote []uuid.UUID
			for _, x := range examples {
				if slices.Contains(x.Words, word) && !slices.Contains(wrote, x.Customer) {
					wrote = append(wrote, x.Customer)
				}
			}
			if len(wrote) < Customers {
				t.Fatalf("%q is learned of %d customers", word, len(wrote))
			}
		}
	})
}

func BenchmarkLearn(b *testing.B) {
	all := town(20_000)
	for b.Loop() {
		Learn(all)
	}
}

func BenchmarkChance(b *testing.B) {
	e, of := Learn(town(20_000)), []string{"hello", "refund", "sunday", "please", "own1", "own2"}
	for b.Loop() {
		e.Chance("en", of)
	}
}
