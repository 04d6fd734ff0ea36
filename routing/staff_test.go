package routing

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func drawColleagues(t *rapid.T) []Colleague {
	all := make([]Colleague, rapid.IntRange(0, 10).Draw(t, "staff"))
	for i := range all {
		c := Colleague{ID: uuid.UUID{15: byte(i)}, Deputy: rapid.IntRange(0, 5).Draw(t, "deputy") == 0, Away: rapid.IntRange(0, 4).Draw(t, "away") == 0,
			Available: rapid.IntRange(0, 4).Draw(t, "available") > 0, Released: rapid.IntRange(0, 6).Draw(t, "gave it back") == 0,
			Open: rapid.IntRange(0, 4).Draw(t, "open"), Capacity: rapid.IntRange(0, 5).Draw(t, "capacity"),
			Languages: rapid.SampledFrom([][]string{{"en"}, {"en", "da"}, nil}).Draw(t, "speaks"), Topics: rapid.SampledFrom([][]string{{"heating"}, nil}).Draw(t, "named for")}
		if rapid.Bool().Draw(t, "was given one") {
			c.LastGiven = noon.Add(-seconds(t, 0, 90000, "last given"))
		}
		all[i] = c
	}
	if len(all) > 0 && rapid.Bool().Draw(t, "has a contact") {
		all[rapid.IntRange(0, len(all)-1).Draw(t, "contact")].Contact = true
	}
	return all
}

func drawNeed(t *rapid.T) Need {
	return Need{Topic: rapid.SampledFrom([]string{"heating", "parking"}).Draw(t, "topic"), Language: rapid.SampledFrom([]string{"", "en", "da"}).Draw(t, "language")}
}

func (c *Colleague) free() bool { return c.Available && !c.Away && !c.Released && c.Open < c.Capacity }

func TestEveryOrderOfStaff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, all := drawNeed(t), drawColleagues(t)
		order, why := RankStaff(n, all)

		var free []uuid.UUID
		contact := uuid.Nil
		for i := range all {
			if c := &all[i]; c.free() {
				free = append(free, c.ID)
				if c.Contact {
					contact = c.ID
				}
			}
		}
		ranked := slices.SortedFunc(slices.Values(order), func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		if !slices.Equal(ranked, free) {
			t.Fatalf("free are %v, ranked are %v", free, order)
		}
		if contact != uuid.Nil && order[0] != contact {
			t.Fatalf("%v comes before the customer's personal contact", order[0])
		}
		for i := 1; i < len(order); i++ {
			inOrder(t, n, &all[order[i-1][15]], &all[order[i][15]])
		}
		staffWhyAddsUp(t, order, why, len(all))
	})
}

// inOrder: the later one has no better place, and at the same place neither less in
// hand nor, with as much, a longer wait.
func inOrder(t *rapid.T, n Need, a, b *Colleague) {
	switch {
	case a.place(n) != b.place(n):
		if a.place(n) > b.place(n) {
			t.Fatalf("%s before %s", a.place(n), b.place(n))
		}
	case a.Open != b.Open:
		if a.Open > b.Open {
			t.Fatalf("%d in hand before %d", a.Open, b.Open)
		}
	case a.LastGiven.After(b.LastGiven):
		t.Fatalf("given one at %v before %v", a.LastGiven, b.LastGiven)
	}
}

func staffWhyAddsUp(t *rapid.T, order []uuid.UUID, why StaffWhy, considered int) {
	out := 0
	for _, n := range why.Out {
		out += n
	}
	if why.Considered != considered || out+len(order) != considered {
		t.Fatalf("%+v does not add up for %d, %d of whom are ranked", why, considered, len(order))
	}
	for i, c := range why.Chosen {
		if c.Person != order[i] {
			t.Fatalf("told %v, ranked %v", c.Person, order[i])
		}
	}
	if len(why.Chosen) != min(len(order), whyStaff) {
		t.Fatalf("%d of %d are told", len(why.Chosen), len(order))
	}
}

func TestOrderOfColleaguesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, all := drawNeed(t), drawColleagues(t)
		order, why := RankStaff(n, all)
		order2, why2 := RankStaff(n, rapid.Permutation(all).Draw(t, "shuffled"))
		if !reflect.DeepEqual(order, order2) || !reflect.DeepEqual(why, why2) {
			t.Fatalf("\n%v %+v\n%v %+v", order, why, order2, why2)
		}
	})
}

// The story that the places tell: each goes home in turn, and the next one answers.
func TestWhoAnswersToday(t *testing.T) {
	earlier := noon.Add(-time.Hour)
	all := []Colleague{
		{ID: uuid.UUID{1}, Contact: true, Open: 4, Languages: []string{"da"}},
		{ID: uuid.UUID{2}, Deputy: true, Open: 4},
		{ID: uuid.UUID{3}, Languages: []string{"en"}, Topics: []string{"heating"}, Open: 3},
		{ID: uuid.UUID{4}, Languages: []string{"en"}, LastGiven: earlier},
		{ID: uuid.UUID{5}, Languages: []string{"en"}, LastGiven: noon},
		{ID: uuid.UUID{6}, Languages: []string{"en"}, Open: 1},
		{ID: uuid.UUID{7}, Topics: []string{"heating"}},
		{ID: uuid.UUID{8}},
	}
	for i := range all {
		all[i].Available, all[i].Capacity = true, 5
	}
	places := []string{"contact", "deputy", "suited", "speaks", "speaks", "speaks", "skilled", "other"}
	for i := range all {
		order, why := RankStaff(Need{"heating", "en"}, all)
		if order[0] != all[i].ID || why.Chosen[0].Place != places[i] {
			t.Fatalf("with %d away: %v as %s, want %v as %s", i, order[0], why.Chosen[0].Place, all[i].ID, places[i])
		}
		all[i].Away = true
	}
	if order, why := RankStaff(Need{"heating", "en"}, all); len(order) != 0 || why.Out[OutAway] != len(all) {
		t.Fatalf("all are away: %v %+v", order, why)
	}
}
