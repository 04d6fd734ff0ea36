package routing

import (
	"cmp"
	"math"
	"slices"

	"github.com/google/uuid"
)

const (
	enoughExamples = 100 // below it wording counts for nothing
	// Customers is how many different customers must have written a word before it
	// is learned: what fewer wrote may be a name, and says little.
	Customers = 5
	mostWords = 300 // of a topic
)

// trusts are what wording may count for; the one that predicts best is taken. More
// than 1: that a word is missing says something too.
var trusts = []float64{0, .25, .5, .75, 1, 1.25, 1.5, 2}

// Learn makes experience of examples, the oldest first. What wording counts for is
// found on later examples than the counts are taken from, and judged on still later
// ones: as a prediction always is. Then all of them are counted.
func Learn(examples []Example) *Experience {
	e := count(examples)
	if len(examples) < enoughExamples {
		return e
	}
	known, tried := examples[:len(examples)*3/5], examples[:len(examples)*4/5]
	trust := count(known).tune(known, tried[len(known):])
	earlier := count(tried)
	earlier.balance(trust, tried)
	e.balance(trust, examples)
	e.Bands = earlier.judge(examples[len(tried):])
	return e
}

// counted is a word while it is counted.
type counted struct {
	Share
	customers []uuid.UUID // different ones, no more than have to be known
}

func count(examples []Example) *Experience {
	e := &Experience{Languages: map[string]Share{}, Words: map[string]Share{}}
	words := map[string]*counted{}
	for i := range examples {
		x := &examples[i]
		e.All.add(x.Solved)
		language := e.Languages[x.Language]
		language.add(x.Solved)
		e.Languages[x.Language] = language
		for _, word := range x.Words {
			if words[word] == nil {
				words[word] = &counted{}
			}
			words[word].add(x)
		}
	}
	e.keep(words)
	return e
}

func (s *Share) add(solved bool) {
	s.Of++
	if solved {
		s.Solved++
	}
}

func (c *counted) add(x *Example) {
	c.Share.add(x.Solved)
	if len(c.customers) < Customers && !slices.Contains(c.customers, x.Customer) {
		c.customers = append(c.customers, x.Customer)
	}
}

// keep takes over the most telling of the words that enough customers wrote.
func (e *Experience) keep(words map[string]*counted) {
	for word, c := range words {
		if len(c.customers) == Customers {
			e.Words[word] = c.Share
		}
	}
	all := make([]TellingWord, 0, len(e.Words))
	for word, s := range e.Words {
		all = append(all, TellingWord{word, e.Weight(word), s})
	}
	slices.SortFunc(all, func(a, b TellingWord) int {
		return cmp.Or(cmp.Compare(b.evidence(), a.evidence()), cmp.Compare(a.Word, b.Word))
	})
	for _, w := range all[min(len(all), mostWords):] {
		delete(e.Words, w.Word)
	}
}

// tune gives what wording, counted on some examples, should have counted for on later
// ones. Of equals the least: words have to earn it.
func (e *Experience) tune(on, later []Example) float64 {
	best, least := 0.0, math.Inf(1)
	for _, trust := range trusts {
		e.balance(trust, on)
		if loss := e.loss(later); loss < least {
			best, least = trust, loss
		}
	}
	return best
}

// balance sets what wording counts for, and the lift with which as many of these
// examples are predicted to be solved as were.
func (e *Experience) balance(trust float64, on []Example) {
	e.Trust, e.Lift = trust, 0
	if trust == 0 {
		return
	}
	odds, solved := make([]float64, len(on)), 0.0
	for i := range on {
		odds[i] = logit(e.usual(on[i].Language)) + trust*e.wording(on[i].Words)
		if on[i].Solved {
			solved++
		}
	}
	low, high := -5.0, 5.0
	for range 30 { // halves until it is found
		e.Lift = (low + high) / 2
		sum := 0.0
		for _, o := range odds {
			sum += shareOf(o + e.Lift)
		}
		if sum < solved {
			low = e.Lift
		} else {
			high = e.Lift
		}
	}
}

// loss is how surprised these predictions were, by the logarithm.
func (e *Experience) loss(on []Example) (sum float64) {
	for i := range on {
		p := min(max(e.Chance(on[i].Language, on[i].Words), 1-surest), surest)
		if !on[i].Solved {
			p = 1 - p
		}
		sum -= math.Log(p)
	}
	return sum
}

// bands is how many bands predictions are sorted into.
const bands = 10

// Band is what became of tickets whose chance was predicted to be From to before To,
// in percent.
type Band struct {
	From      int     `json:"from"`
	To        int     `json:"to"`
	Predicted float64 `json:"predicted"` // mean
	Share
}

// judge lays predictions beside what happened, by bands that hold any.
func (e *Experience) judge(on []Example) []Band {
	all := make([]Band, bands)
	for i := range on {
		p := e.Chance(on[i].Language, on[i].Words)
		b := &all[min(int(p*bands), bands-1)]
		b.Predicted += p
		b.add(on[i].Solved)
	}
	for i := range all {
		b := &all[i]
		b.From, b.To = i*100/bands, (i+1)*100/bands
		b.Predicted /= float64(max(b.Of, 1))
	}
	return slices.DeleteFunc(all, func(b Band) bool { return b.Of == 0 })
}
