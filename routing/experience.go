package routing

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"github.com/google/uuid"
)

// Example is a past ticket of a topic that an expert took and that has ended.
type Example struct {
	Customer uuid.UUID
	Language string
	Words    []string // of its masked subject and first message, each once
	Solved   bool     // without staff, and it stayed solved
}

// Share is how many of some tickets experts solved.
type Share struct {
	Solved int `json:"solved"`
	Of     int `json:"of"`
}

// Experience is what a topic's past says of its next ticket: counts, nothing else, so
// that every prediction can be read off. Its zero value knows nothing.
type Experience struct {
	All       Share            `json:"all"`
	Languages map[string]Share `json:"languages"`
	Words     map[string]Share `json:"words"` // those that enough customers wrote, the most telling ones
	Trust     float64          `json:"trust"` // what wording counts for: 0 nothing, 1 as the counts of each word say
	Lift      float64          `json:"lift"`  // added to the odds, so that predictions are right on average
	Bands     []Band           `json:"bands"` // how predictions did on tickets held back; none: there were too few
}

const (
	givenSolved   = 5   // tickets of a topic that count as solved in advance: who knows nothing lets experts try
	givenLanguage = 10  // tickets of a language that are as the topic's usual ones
	givenWord     = 8   // and those with a word
	mostTelling   = 7   // words of a ticket that count: more of them say the same again
	surest        = .99 // beyond which words are not added up
)

// Chance is how likely experts solve a ticket in this language with these words, each
// once. Without any example it is 1.
func (e *Experience) Chance(language string, words []string) float64 {
	usual := e.usual(language)
	if e.Trust == 0 {
		return usual
	}
	return shareOf(logit(usual) + e.Trust*e.wording(words) + e.Lift)
}

// usual is the chance of a ticket of which only the language is known.
func (e *Experience) usual(language string) float64 {
	topic := e.All.with(givenSolved, 1)
	return e.Languages[language].with(givenLanguage, topic)
}

// with is the share if so many more tickets had been like the usual one.
func (s Share) with(given int, usual float64) float64 {
	return (float64(s.Solved) + float64(given)*usual) / float64(s.Of+given)
}

// Weight is how much a word speaks for experts (above 0) or against them: the
// logarithm of odds with the word against those without knowing it.
func (e *Experience) Weight(word string) float64 {
	s, known := e.Words[word]
	if !known {
		return 0
	}
	usual := e.All.with(givenSolved, 1)
	return logit(s.with(givenWord, usual)) - logit(usual)
}

// wording is what the words that say most say together.
func (e *Experience) wording(words []string) (sum float64) {
	var weights []float64
	for _, w := range words {
		if weight := e.Weight(w); weight != 0 {
			weights = append(weights, weight)
		}
	}
	slices.SortFunc(weights, func(a, b float64) int { // of equals the one that speaks against them: so that the order of words is nothing
		return cmp.Or(cmp.Compare(math.Abs(b), math.Abs(a)), cmp.Compare(a, b))
	})
	for _, w := range weights[:min(len(weights), mostTelling)] {
		sum += w
	}
	return sum
}

func logit(p float64) float64 {
	p = min(max(p, 1-surest), surest)
	return math.Log(p / (1 - p))
}

func shareOf(odds float64) float64 { return 1 / (1 + math.Exp(-odds)) }

// TellingWord is a word with what it says.
type TellingWord struct {
	Word   string
	Weight float64
	Share
}

// TellingWords are the words that speak most clearly for experts, or against them.
func (e *Experience) TellingWords(most int) (good, bad []TellingWord) {
	for _, word := range slices.Sorted(maps.Keys(e.Words)) {
		w := TellingWord{word, e.Weight(word), e.Words[word]}
		switch {
		case w.Weight > 0:
			good = append(good, w)
		case w.Weight < 0:
			bad = append(bad, w)
		}
	}
	clearest := func(a, b TellingWord) int { return cmp.Compare(b.evidence(), a.evidence()) }
	slices.SortStableFunc(good, clearest)
	slices.SortStableFunc(bad, clearest)
	return good[:min(len(good), most)], bad[:min(len(bad), most)]
}

// evidence orders words by what they say and how often they said it.
func (w TellingWord) evidence() float64 { return math.Abs(w.Weight) * math.Sqrt(float64(w.Of)) }
