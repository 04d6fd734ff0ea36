package server

import (
	"cmp"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/recognition"
)

// HelperProfile is what everybody at the desk may know of a helper.
type HelperProfile struct {
	ID         uuid.UUID     `json:"id" format:"uuid"`
	Name       string        `json:"name" doc:"The alias of an expert, the shown name of staff"`
	Role       people.Role   `json:"role" enum:"expert,staff,admin"`
	Since      time.Time     `json:"since"`
	Languages  []string      `json:"languages" nullable:"false"`
	Topics     []HelperTopic `json:"topics" nullable:"false" doc:"That an expert answers"`
	Solved     int           `json:"solved"`
	Reputation *Reputation   `json:"reputation" doc:"null until there are three ratings"`
	Reviewed   int           `json:"reviewed" doc:"First answers of newcomers that this helper reviewed and that stood"`
	Examples   int           `json:"examples" doc:"Answers shared with peers"`
	Useful     int           `json:"useful" doc:"Votes of peers that one of them is useful"`
	Badges     []string      `json:"badges" nullable:"false" enum:"first_ten,hundred,night_owl,five_languages,all_rounder,groundwork,mentor,teacher"`
	Thanks     []Thanks      `json:"thanks" nullable:"false" doc:"The last twelve months in which something was solved, newest first"`
}

// Reputation is what ratings say of a helper.
type Reputation struct {
	Stars float64 `json:"stars" doc:"1 to 5: an average in which old ratings fade and no single customer counts for much"`
	Count int     `json:"count"`
}

// HelperTopic is a topic that a helper answers.
type HelperTopic struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Reputation *Reputation `json:"reputation"`
}

// Thanks is what a helper is thanked for in one month.
type Thanks struct {
	Month  string `json:"month"`
	Solved int    `json:"solved"`
	Happy  int    `json:"happy" doc:"Customers who gave five stars"`
}

func reputation(r *recognition.Reputation) *Reputation {
	if r == nil {
		return nil
	}
	return &Reputation{Stars: math.Round(r.Stars*10) / 10, Count: r.Count}
}

type getHelperInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) getHelper(c *call, in *getHelperInput) (HelperProfile, error) {
	p, err := s.recognition.ProfileOf(c, in.ID)
	if err != nil {
		return HelperProfile{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	shape := HelperProfile{ID: p.Person.ID, Name: p.Person.Name, Role: p.Person.Role, Since: p.Person.CreatedAt.UTC(), Languages: listed(p.Person.Languages),
		Topics: []HelperTopic{}, Solved: p.Deeds.Solved, Reputation: reputation(p.Reputation), Reviewed: p.Deeds.Reviewed, Examples: p.Deeds.Examples,
		Useful: p.Deeds.Useful, Badges: []string{}, Thanks: []Thanks{}}
	for _, id := range p.Person.Topics {
		topic := HelperTopic{ID: id, Name: n.topic(id)}
		if r, some := p.Topics[id]; some {
			topic.Reputation = reputation(&r)
		}
		shape.Topics = append(shape.Topics, topic)
	}
	slices.SortFunc(shape.Topics, func(a, b HelperTopic) int { return cmp.Compare(a.Name, b.Name) })
	for _, b := range p.Badges {
		shape.Badges = append(shape.Badges, string(b))
	}
	for _, m := range p.Thanks {
		shape.Thanks = append(shape.Thanks, Thanks(m))
	}
	return shape, err
}

// OwnRating is a rating as its helper reads it; its words stand on the ticket.
type OwnRating struct {
	Ticket     int64     `json:"ticket"`
	Resolution int       `json:"resolution"`
	TopicName  string    `json:"topic_name"`
	Stars      int       `json:"stars"`
	At         time.Time `json:"at"`
	Whole      bool      `json:"whole" doc:"false: staff finished what I had begun"`
	Contest    string    `json:"contest" enum:"none,open,counts,does_not_count"`
}

func contestState(c *recognition.Contest) string {
	switch {
	case c == nil:
		return "none"
	case c.Counts == nil:
		return "open"
	case *c.Counts:
		return "counts"
	}
	return "does_not_count"
}

func (s *Server) getOwnRatings(c *call, _ *struct{}) (List[OwnRating], error) {
	own, err := s.recognition.OwnRatings(c, c.by.ID)
	if err != nil {
		return List[OwnRating]{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	items := make([]OwnRating, 0, len(own))
	for _, o := range own {
		items = append(items, OwnRating{Ticket: o.Ticket, Resolution: o.Resolution, TopicName: n.topic(o.Topic), Stars: o.Stars, At: o.At.UTC(), Whole: o.Whole, Contest: contestState(o.Contest)})
	}
	return listOf(items, ""), err
}

type postContestInput struct {
	Body struct {
		Ticket     int64  `json:"ticket"`
		Resolution int    `json:"resolution"`
		Reason     string `json:"reason" doc:"Staff read it, masked"`
	}
}

func (s *Server) postContest(c *call, in *postContestInput) error {
	return s.recognition.Contest(c, c.by, recognition.Place{Ticket: in.Body.Ticket, Resolution: in.Body.Resolution}, in.Body.Reason)
}

// Contest is an objection to a rating that staff decide about.
type Contest struct {
	Ticket     int64     `json:"ticket"`
	Resolution int       `json:"resolution"`
	Helper     string    `json:"helper" doc:"The name or alias"`
	Own        bool      `json:"own" doc:"It is the viewer's; somebody else decides"`
	Stars      int       `json:"stars"`
	Reason     string    `json:"reason"`
	At         time.Time `json:"at"`
}

func (s *Server) getContests(c *call, _ *struct{}) (List[Contest], error) {
	open, err := s.recognition.Contests(c, c.by)
	items := make([]Contest, 0, len(open))
	for _, o := range open {
		items = append(items, Contest{Ticket: o.Ticket, Resolution: o.Resolution, Helper: o.Name, Own: o.Helper == c.by.ID, Stars: o.Stars, Reason: o.Reason, At: o.At.UTC()})
	}
	return listOf(items, ""), err
}

type postDecisionInput struct {
	Body struct {
		Ticket     int64 `json:"ticket"`
		Resolution int   `json:"resolution"`
		Counts     *bool `json:"counts" doc:"null takes a decision of your own back"`
	}
}

func (s *Server) postDecision(c *call, in *postDecisionInput) error {
	return s.recognition.Decide(c, c.by, recognition.Place{Ticket: in.Body.Ticket, Resolution: in.Body.Resolution}, in.Body.Counts)
}
