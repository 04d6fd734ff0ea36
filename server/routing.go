package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/routing"
	"kontor/tickets"
)

// RoutingDecision is what was decided about a ticket that waited for an expert,
// and why.
type RoutingDecision struct {
	At         time.Time      `json:"at"`
	Action     routing.Action `json:"action" enum:"offer,wait,staff"`
	Reason     string         `json:"reason" doc:"offer: empty for a wave, head_start or arrived; staff: why"`
	Until      *time.Time     `json:"until" doc:"offer: until when it stands; wait: when it is looked at again"`
	Considered int            `json:"considered" doc:"Experts looked at"`
	Qualified  int            `json:"qualified"`
	Out        map[string]int `json:"out" doc:"How many were not asked, by reason: not_qualified, language, released, asked, away, unavailable, full, terms"`
	Asked      []AskedExpert  `json:"asked" nullable:"false"`
	Chance     *float64       `json:"chance" doc:"How likely experts solve such a ticket, 0 to 1; null: nothing was learned of the topic yet"`
}

// AskedExpert is somebody who was asked, by alias, with what spoke for them.
type AskedExpert struct {
	ID        uuid.UUID     `json:"id" format:"uuid"`
	Name      string        `json:"name"`
	Returning bool          `json:"returning" doc:"Has helped this customer before"`
	Wanted    bool          `json:"wanted" doc:"The customer wants them back"`
	Newcomer  bool          `json:"newcomer" doc:"Is new to the topic"`
	Score     routing.Score `json:"score"`
	Outcome   string        `json:"outcome" enum:"open,claimed,lost,expired,skipped,withdrawn" doc:"How their last offer of this ticket ended"`
}

func (s *Server) getRouting(c *call, in *ticketInput) (List[RoutingDecision], error) {
	r, err := s.desk.RoutingOf(c, c.by, in.Number)
	items := make([]RoutingDecision, len(r.Decisions))
	for i, d := range r.Decisions {
		items[i] = decisionShape(d, r)
	}
	return listOf(items, ""), err
}

func decisionShape(d tickets.Routed, r tickets.Routing) RoutingDecision {
	shape := RoutingDecision{At: d.At.UTC(), Action: d.Action, Reason: d.Reason, Until: utc(d.Until), Considered: d.Why.Considered,
		Qualified: d.Why.Qualified, Out: map[string]int{}, Asked: []AskedExpert{}, Chance: d.Why.Chance}
	for reason, n := range d.Why.Out {
		shape.Out[string(reason)] = n
	}
	for _, c := range d.Why.Chosen {
		shape.Asked = append(shape.Asked, AskedExpert{ID: c.Expert, Name: r.Names[c.Expert], Returning: c.Returning, Wanted: c.Wanted, Newcomer: c.Newcomer,
			Score: c.Score, Outcome: outcomeOf(r.Outcomes[c.Expert])})
	}
	return shape
}

func outcomeOf(e tickets.OfferEnding) string {
	if e.Outcome == "" {
		return "open"
	}
	return e.Outcome
}
