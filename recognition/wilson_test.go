package recognition

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		useful, votes int
		want          float64 // to four places, from the formula worked by hand
	}{{0, 0, 0}, {1, 1, 0.2065}, {4, 4, 0.5101}, {9, 10, 0.5958}, {0, 5, 0}, {50, 100, 0.4038}} {
		if got := Wilson(c.useful, c.votes); math.Abs(got-c.want) > 0.0001 {
			t.Errorf("%d of %d: %.4f, want %.4f", c.useful, c.votes, got, c.want)
		}
	}
}

func TestWilsonProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		votes := rapid.IntRange(1, 1000).Draw(t, "votes")
		useful := rapid.IntRange(0, votes).Draw(t, "useful")
		w := Wilson(useful, votes)
		switch {
		case w < 0 || w > float64(useful)/float64(votes)+1e-12:
			t.Fatalf("%v is no lower bound of %d of %d", w, useful, votes)
		case Wilson(useful+1, votes+1) < w-1e-12:
			t.Fatal("a vote for it brings it down")
		case Wilson(useful, votes+1) > w+1e-12:
			t.Fatal("a vote against it lifts it")
		case Wilson(10*useful, 10*votes) < w-1e-12:
			t.Fatal("to be surer of the same share brings it down")
		}
	})
}
