package experts

import (
	"math/rand/v2"
	"slices"

	"github.com/google/uuid"
)

// Item is a question as it stands on somebody's paper. Options are known by
// their place on it, which says nothing of what is right.
type Item struct {
	Question uuid.UUID `json:"question"`
	Language string    `json:"language"`
	Kind     Kind      `json:"kind"`
	Text     string    `json:"text"`
	Options  []string  `json:"options"`
	Points   int       `json:"points"`
	Right    []int     `json:"right"`    // places; of an order all of them, in the right one
	Guidance string    `json:"guidance"` // for who judges
}

// Paper is a test as it was drawn for one person.
type Paper []Item

// Draw draws so many questions of a pool, and shuffles them and their options.
// Questions that are written in the first of these languages are drawn before
// others, which stand behind them, each in the first language that it has. The same
// seed draws the same from the same pool.
func Draw(pool []Question, n int, seed int64, languages ...string) Paper {
	dice := rand.New(rand.NewPCG(uint64(seed), 0x6b6f6e746f72))
	drawn := slices.Clone(pool)
	dice.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
	if len(languages) > 0 {
		slices.SortStableFunc(drawn, func(a, b Question) int { return oneIf(b.isIn(languages[0])) - oneIf(a.isIn(languages[0])) })
	}
	paper := make(Paper, 0, n)
	for _, q := range drawn[:min(n, len(drawn))] {
		paper = append(paper, lay(q, languages, dice))
	}
	return paper
}

// lay shuffles a question's options and says which places are right.
func lay(q Question, languages []string, dice *rand.Rand) Item {
	words, language := q.in(languages)
	item := Item{Question: q.ID, Language: language, Kind: q.Kind, Text: words.Text, Points: q.Points, Guidance: words.Guidance, Options: []string{}, Right: []int{}}
	from := dice.Perm(len(q.Options)) // what stands at a place
	place := make([]int, len(from))
	for at, option := range from {
		item.Options = append(item.Options, words.Options[option])
		place[option] = at
	}
	if q.Kind == Order && slices.IsSorted(from) { // it would be answered by leaving it as it is
		slices.Reverse(item.Options)
		for option := range place {
			place[option] = len(place) - 1 - option
		}
	}
	for option, at := range place {
		if q.Kind == Order || q.Options[option].Right {
			item.Right = append(item.Right, at)
		}
	}
	return item
}

// Total is what a paper can bring.
func (p Paper) Total() (points int) {
	for _, item := range p {
		points += item.Points
	}
	return points
}

// PassAt is how many points a paper needs, rounded up.
func (p Paper) PassAt(percent int) int { return (p.Total()*percent + 99) / 100 }

// Find is the item of a question, or nil where the paper has none.
func (p Paper) Find(question uuid.UUID) *Item {
	for i := range p {
		if p[i].Question == question {
			return &p[i]
		}
	}
	return nil
}

// Answer is what somebody gives to an item: places of options, or words.
type Answer struct {
	Question uuid.UUID `json:"question"`
	Chosen   []int     `json:"chosen,omitempty"`
	Text     string    `json:"text,omitempty"`
}

const answerMost = 8000

// check finds what is wrong with the form of an answer: forged places, a place
// twice, two choices where there is one.
func (i *Item) check(a *Answer, c *checks) {
	field := "answers." + a.Question.String()
	if i.Kind.Judged() {
		a.Text = c.text(field, a.Text, answerMost)
		if len(a.Chosen) > 0 {
			c.wrong(field, "has nothing to choose")
		}
		return
	}
	seen := map[int]bool{}
	for _, place := range a.Chosen {
		if place < 0 || place >= len(i.Options) || seen[place] {
			c.wrong(field, "chooses what is not there, or twice")
			return
		}
		seen[place] = true
	}
	switch n := len(a.Chosen); {
	case a.Text != "":
		c.wrong(field, "has nothing to write")
	case i.Kind == Choice && n > 1:
		c.wrong(field, "has one answer only")
	case i.Kind == Order && n > 0 && n != len(i.Options):
		c.wrong(field, "must hold every option")
	}
}

// Score is what an answer brings: all of the points or none. It says false
// where staff must judge; what was not answered brings nothing.
func (i *Item) Score(a Answer) (points int, scored bool) {
	if i.Kind.Judged() {
		return 0, a.Text == ""
	}
	given := slices.Clone(a.Chosen)
	right := slices.Clone(i.Right)
	if i.Kind != Order {
		slices.Sort(given)
		slices.Sort(right)
	}
	if len(given) > 0 && slices.Equal(given, right) {
		return i.Points, true
	}
	return 0, true
}
