package routing

import "github.com/google/uuid"

// Why explains a decision.
type Why struct {
	Considered int         `json:"considered"`    // experts looked at
	Qualified  int         `json:"qualified"`     // those qualified for the topic
	Out        map[Out]int `json:"out,omitempty"` // who was not asked, by reason
	Chosen     []Choice    `json:"chosen,omitempty"`
	Chance     *float64    `json:"chance,omitempty"` // that experts solve it, where it was learned
}

// Choice is somebody who is asked, and what spoke for them.
type Choice struct {
	Expert    uuid.UUID `json:"expert"`
	Returning bool      `json:"returning,omitempty"` // helped this customer before
	Wanted    bool      `json:"wanted,omitempty"`    // the customer wants them back
	Newcomer  bool      `json:"newcomer,omitempty"`  // is new to the topic
	Score     Score     `json:"score"`
}

func (w *Why) count(o Out) {
	if w.Out == nil {
		w.Out = map[Out]int{}
	}
	w.Out[o]++
}

func (w *Why) choose(r rated, newcomer bool) {
	w.Chosen = append(w.Chosen, Choice{Expert: r.ID, Returning: r.Returning, Wanted: r.Chosen, Newcomer: newcomer, Score: r.score.rounded()})
}
