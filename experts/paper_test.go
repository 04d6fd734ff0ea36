package experts_test

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kontor/experts"
)

func pool(n int) []experts.Question {
	questions := make([]experts.Question, n)
	for i := range questions {
		kind := []experts.Kind{experts.Choice, experts.Several, experts.Order, experts.Short}[i%4]
		questions[i] = experts.Question{ID: uuid.New(), Kind: kind, Text: fmt.Sprint(i), Points: i%3 + 1}
		if !kind.Judged() {
			questions[i].Options = []experts.Option{{Text: "a", Right: true}, {Text: "b", Right: kind == experts.Several}, {Text: "c"}, {Text: "d"}}
		}
		if questions[i].Language = "en"; i%3 == 0 {
			questions[i].Translations = map[string]experts.QuestionWords{"hu": {Text: "hu", Options: []string{"a", "b", "c", "d"}[:len(questions[i].Options)]}}
		}
	}
	return questions
}

// Whatever is drawn: no question twice, the options are the question's, and what
// the paper says is right brings the points, in any order but for an order.
func TestPapers(t *testing.T) {
	questions := pool(12)
	rapid.Check(t, func(t *rapid.T) {
		n, seed := rapid.IntRange(1, 15).Draw(t, "n"), rapid.Int64().Draw(t, "seed")
		languages := rapid.SliceOfDistinct(rapid.SampledFrom([]string{"en", "hu", "da"}), rapid.ID).Draw(t, "languages")
		paper := experts.Draw(questions, n, seed, languages...)
		if len(paper) != min(n, 12) || !reflect.DeepEqual(paper, experts.Draw(questions, n, seed, languages...)) {
			t.Fatal("the same seed does not draw the same, or not so many")
		}
		checkLanguages(t, paper, languages)
		seen := map[uuid.UUID]bool{}
		for i := range paper {
			item := &paper[i]
			if seen[item.Question] {
				t.Fatal("a question is drawn twice")
			}
			seen[item.Question] = true
			checkItem(t, item)
		}
	})
}

// checkLanguages: nothing comes in another language than the first before all that
// there is in it, and nothing in one that was not asked for if it need not.
func checkLanguages(t *rapid.T, paper experts.Paper, languages []string) {
	if len(languages) == 0 || languages[0] != "hu" {
		return
	}
	hungarian := 0
	for i, item := range paper {
		if item.Language == "hu" {
			hungarian++
			if hungarian != i+1 {
				t.Fatal("languages are mixed")
			}
		}
	}
	if hungarian != min(len(paper), 4) {
		t.Fatalf("%d questions in Hungarian, though there are four", hungarian)
	}
}

func checkItem(t *rapid.T, item *experts.Item) {
	if item.Kind.Judged() {
		if _, scored := item.Score(experts.Answer{Text: "words"}); scored {
			t.Fatal("words are judged by nobody")
		}
		return
	}
	sorted := slices.Sorted(slices.Values(item.Options))
	if !slices.Equal(sorted, []string{"a", "b", "c", "d"}) {
		t.Fatalf("the options are %v", item.Options)
	}
	if points, _ := item.Score(experts.Answer{Chosen: item.Right}); points != item.Points {
		t.Fatalf("what is right brings %d of %d", points, item.Points)
	}
	turned := slices.Clone(item.Right)
	slices.Reverse(turned)
	points, _ := item.Score(experts.Answer{Chosen: turned})
	if (points > 0) != (item.Kind != experts.Order) {
		t.Fatalf("%s the other way round brings %d", item.Kind, points)
	}
	if item.Kind == experts.Order && slices.IsSorted(item.Right) {
		t.Fatal("an order stands there already")
	}
	if points, _ := item.Score(experts.Answer{Chosen: item.Right[:len(item.Right)-1]}); points != 0 {
		t.Fatal("a part of what is right brings points")
	}
}

func TestPassMarkIsRoundedUp(t *testing.T) {
	paper := experts.Paper{{Points: 1}, {Points: 1}, {Points: 1}}
	for percent, want := range map[int]int{1: 1, 33: 1, 34: 2, 67: 3, 100: 3} {
		if got := paper.PassAt(percent); got != want {
			t.Errorf("%d percent of three are %d, want %d", percent, got, want)
		}
	}
}
