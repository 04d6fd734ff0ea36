package server

import (
	"maps"
	"slices"
	"time"

	"kontor/routing"
	"kontor/tickets"
)

// wordsShown is how many words are shown on each side.
const wordsShown = 12

// Experience is what was learned of a topic's past tickets.
type Experience struct {
	At        *time.Time        `json:"at" doc:"null: nothing was learned yet"`
	Tickets   int               `json:"tickets" doc:"That an expert took, in the last year, and that have ended"`
	Solved    int               `json:"solved" doc:"By experts, without staff and not reopened"`
	Languages []LearnedLanguage `json:"languages" nullable:"false"`
	Wording   float64           `json:"wording" doc:"What wording counts for; 0: nothing, for too few tickets or because words say nothing"`
	For       []LearnedWord     `json:"for" nullable:"false" doc:"Words that speak for experts; only such as several customers wrote"`
	Against   []LearnedWord     `json:"against" nullable:"false"`
	Bands     []LearnedBand     `json:"bands" nullable:"false" doc:"How predictions did on the latest tickets, of which nothing was learned for this"`
}

// LearnedLanguage is what was learned of a topic's tickets in one language.
type LearnedLanguage struct {
	Language string `json:"language"`
	Tickets  int    `json:"tickets"`
	Solved   int    `json:"solved"`
}

// LearnedWord is a word, folded as search does it, with what it says.
type LearnedWord struct {
	Word    string `json:"word"`
	Tickets int    `json:"tickets"`
	Solved  int    `json:"solved"`
}

// LearnedBand is what became of tickets whose chance was predicted to be in a band.
type LearnedBand struct {
	From      int     `json:"from" doc:"Percent"`
	To        int     `json:"to"`
	Predicted float64 `json:"predicted" doc:"Mean, 0 to 1"`
	Tickets   int     `json:"tickets"`
	Solved    int     `json:"solved"`
}

type topicInput struct {
	ID string `path:"id"`
}

func (s *Server) getExperience(c *call, in *topicInput) (Experience, error) {
	e, err := s.desk.ExperienceOf(c, c.by, in.ID)
	return experienceShape(&e), err
}

func experienceShape(e *tickets.Experience) Experience {
	good, bad := e.TellingWords(wordsShown)
	shape := Experience{At: utc(e.At), Tickets: e.All.Of, Solved: e.All.Solved, Wording: e.Trust,
		Languages: []LearnedLanguage{}, For: wordShapes(good), Against: wordShapes(bad), Bands: []LearnedBand{}}
	for _, l := range slices.Sorted(maps.Keys(e.Languages)) {
		shape.Languages = append(shape.Languages, LearnedLanguage{l, e.Languages[l].Of, e.Languages[l].Solved})
	}
	for _, b := range e.Bands {
		shape.Bands = append(shape.Bands, LearnedBand{b.From, b.To, b.Predicted, b.Of, b.Solved})
	}
	return shape
}

func wordShapes(words []routing.TellingWord) []LearnedWord {
	shapes := make([]LearnedWord, 0, len(words))
	for _, w := range words {
		shapes = append(shapes, LearnedWord{w.Word, w.Of, w.Solved})
	}
	return shapes
}
