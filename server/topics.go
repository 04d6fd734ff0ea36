package server

import (
	"kontor/people"
	"kontor/tickets"
)

// Topic is what can be asked about. What follows the policy is for admins.
type Topic struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Policy      string `json:"policy" enum:"experts_first,staff_only"`

	Form []AskedField `json:"form" nullable:"false" doc:"What is asked beside the text; empty: nothing, and fields may have any names"`
	*TopicSettings
}

// TopicSettings are how tickets of a topic are handled, for admins.
type TopicSettings struct {
	Names        map[string]string `json:"names" required:"false" doc:"By language"`
	Descriptions map[string]string `json:"descriptions" required:"false" doc:"By language"`
	Team         string            `json:"team" required:"false" doc:"Whose tickets these are on second level"`
	TakeWithin   int               `json:"take_within_seconds" required:"false" doc:"How long experts have to take a ticket"`
	OfferFor     int               `json:"offer_seconds" required:"false" doc:"How long an offer stands"`
	WaveSize     int               `json:"wave_size" required:"false" doc:"How many experts are asked at a time"`
	CloseAfter   int               `json:"close_after_days" required:"false" doc:"How long a resolved ticket may be reopened"`
	Active       bool              `json:"active" required:"false"`
	Position     int               `json:"position" required:"false" doc:"Place in the list"`

	Waves           int      `json:"waves" required:"false" doc:"How often experts are asked; 0: until the time is over"`
	HeadStart       int      `json:"head_start_seconds" required:"false" doc:"How long who helped the customer before is asked alone; 0: not at all"`
	FirstReply      int      `json:"first_reply_seconds" required:"false" doc:"A claim without a reply by then goes to others; 0: never"`
	Newcomers       int      `json:"newcomers_percent" required:"false" doc:"Share of the places in a wave that is kept for newcomers to the topic"`
	MaxReleases     int      `json:"max_releases" required:"false" doc:"Given back as often, a ticket goes to staff; 0: however often"`
	ExpertLanguages []string `json:"expert_languages" required:"false" nullable:"false" doc:"Tickets in other languages go to staff; empty: none do"`

	FormFields tickets.Form `json:"form_fields" required:"false" nullable:"false" doc:"The form in all its languages, at most 12 fields"`

	MinChance int                `json:"min_chance_percent" required:"false" doc:"What experts are known to solve more rarely goes to staff at once; 0: nothing does"`
	FormRules []tickets.FormRule `json:"form_rules" required:"false" nullable:"false" doc:"Fields of the form that choose another policy; the first that fits counts"`

	Peers     int `json:"peers_seconds" required:"false" doc:"How long other experts may take what one got stuck with, before staff are called; 0: not at all"`
	Stuck     int `json:"stuck_seconds" required:"false" doc:"An expert who leaves the customer without an answer for as long loses the ticket; 0: never"`
	Respond   int `json:"response_seconds" required:"false" doc:"In which customers are to have their answer; 0: no target"`
	AtRisk    int `json:"risk_percent" required:"false" doc:"This share of it gone without an answer, a ticket goes from experts to staff"`
	LowRating int `json:"low_rating_stars" required:"false" doc:"As few stars bring a ticket to staff; 0: none do"`

	RetentionMonths int  `json:"retention_months" required:"false" doc:"From closed until personal data goes; 0: never"`
	RetentionText   bool `json:"retention_text" required:"false" doc:"The customer's masked words go with it"`
}

func topicShape(t tickets.Topic, locale string, forAdmin bool) Topic {
	shape := Topic{ID: t.ID, Name: t.Name(locale), Description: t.Description(locale), Policy: t.Policy, Form: formShape(t.Form, locale)}
	if forAdmin {
		shape.TopicSettings = &TopicSettings{Names: t.Names, Descriptions: byLanguage(t.Descriptions), Team: t.Team, TakeWithin: t.TakeWithinS,
			OfferFor: t.OfferForS, WaveSize: t.WaveSize, CloseAfter: t.CloseAfterD, Active: t.Active, Position: t.Position,
			Waves: t.Waves, HeadStart: t.HeadStartS, FirstReply: t.FirstReplyS, Newcomers: t.Newcomers,
			MaxReleases: t.MaxReleases, ExpertLanguages: append([]string{}, t.ExpertLanguages...),
			FormFields: append(tickets.Form{}, t.Form...), MinChance: t.MinChance, FormRules: append([]tickets.FormRule{}, t.FormRules...),
			Peers: t.PeersS, Stuck: t.StuckS, Respond: t.RespondS, AtRisk: t.AtRisk, LowRating: t.LowRating,
			RetentionMonths: t.RetentionMonths, RetentionText: t.RetentionText}
	}
	return shape
}

type getTopicsInput struct {
	Locale string `query:"locale" doc:"The language of the names; else that of Accept-Language"`
}

func (s *Server) getTopics(c *call, in *getTopicsInput) (List[Topic], error) {
	if err := s.perhapsSignIn(c); err != nil {
		return List[Topic]{}, err
	}
	topics, err := s.desk.Topics(c)
	locale, admin := s.locale(c, in.Locale), c.by.Role == people.RoleAdmin
	var items []Topic
	for _, t := range topics {
		if t.Active || admin {
			items = append(items, topicShape(t, locale, admin))
		}
	}
	return listOf(items, ""), err
}

type postTopicInput struct {
	Body struct {
		ID           string            `json:"id" doc:"A short word of a-z, 0-9 and -"`
		Names        map[string]string `json:"names"`
		Descriptions map[string]string `json:"descriptions,omitempty"`
		Policy       string            `json:"policy" enum:"experts_first,staff_only"`
		Team         string            `json:"team"`
		TakeWithin   *int              `json:"take_within_seconds,omitempty" doc:"600 unless given"`
		OfferFor     *int              `json:"offer_seconds,omitempty" doc:"60 unless given"`
		WaveSize     *int              `json:"wave_size,omitempty" doc:"3 unless given"`
		CloseAfter   *int              `json:"close_after_days,omitempty" doc:"7 unless given"`
		Active       *bool             `json:"active,omitempty" doc:"true unless given"`
		Position     *int              `json:"position,omitempty"`

		Waves           *int      `json:"waves,omitempty" doc:"0, until the time is over, unless given"`
		HeadStart       *int      `json:"head_start_seconds,omitempty" doc:"30 unless given"`
		FirstReply      *int      `json:"first_reply_seconds,omitempty" doc:"3600 unless given"`
		Newcomers       *int      `json:"newcomers_percent,omitempty" doc:"20 unless given"`
		MaxReleases     *int      `json:"max_releases,omitempty" doc:"3 unless given"`
		ExpertLanguages *[]string `json:"expert_languages,omitempty" doc:"Empty, all that experts speak, unless given"`

		FormFields *tickets.Form `json:"form_fields,omitempty" doc:"None unless given"`

		MinChance *int                `json:"min_chance_percent,omitempty" doc:"0, nothing goes to staff for that, unless given"`
		FormRules *[]tickets.FormRule `json:"form_rules,omitempty"`

		Peers     *int `json:"peers_seconds,omitempty" doc:"600 unless given"`
		Stuck     *int `json:"stuck_seconds,omitempty" doc:"0, never, unless given"`
		Respond   *int `json:"response_seconds,omitempty" doc:"0, no target, unless given"`
		AtRisk    *int `json:"risk_percent,omitempty" doc:"80 unless given"`
		LowRating *int `json:"low_rating_stars,omitempty" doc:"2 unless given"`

		RetentionMonths *int  `json:"retention_months,omitempty" doc:"0, never, unless given"`
		RetentionText   *bool `json:"retention_text,omitempty"`
	}
}

func (s *Server) postTopic(c *call, in *postTopicInput) (Topic, error) {
	b := in.Body
	t, err := s.desk.CreateTopic(c, c.by, tickets.Topic{ID: b.ID, Names: b.Names, Descriptions: b.Descriptions, Policy: b.Policy, Team: b.Team,
		TakeWithinS: or(b.TakeWithin, 600), OfferForS: or(b.OfferFor, 60), WaveSize: or(b.WaveSize, 3), CloseAfterD: or(b.CloseAfter, 7),
		Active: or(b.Active, true), Position: or(b.Position, 0),
		Waves: or(b.Waves, 0), HeadStartS: or(b.HeadStart, 30), FirstReplyS: or(b.FirstReply, 3600), Newcomers: or(b.Newcomers, 20),
		MaxReleases: or(b.MaxReleases, 3), ExpertLanguages: or(b.ExpertLanguages, nil),
		Form: or(b.FormFields, nil), MinChance: or(b.MinChance, 0), FormRules: or(b.FormRules, nil),
		PeersS: or(b.Peers, 600), StuckS: or(b.Stuck, 0), RespondS: or(b.Respond, 0), AtRisk: or(b.AtRisk, 80), LowRating: or(b.LowRating, 2),
		RetentionMonths: or(b.RetentionMonths, 0), RetentionText: or(b.RetentionText, false)})
	s.names.forget()
	return topicShape(t, s.locale(c, ""), true), err
}

// or is what was given, else what is usual.
func or[T any](given *T, usual T) T {
	if given == nil {
		return usual
	}
	return *given
}

type patchTopicInput struct {
	ID   string `path:"id"`
	Body struct {
		Names        *map[string]string `json:"names,omitempty"`
		Descriptions *map[string]string `json:"descriptions,omitempty"`
		Policy       *string            `json:"policy,omitempty" enum:"experts_first,staff_only"`
		Team         *string            `json:"team,omitempty"`
		TakeWithin   *int               `json:"take_within_seconds,omitempty"`
		OfferFor     *int               `json:"offer_seconds,omitempty"`
		WaveSize     *int               `json:"wave_size,omitempty"`
		CloseAfter   *int               `json:"close_after_days,omitempty"`
		Active       *bool              `json:"active,omitempty"`
		Position     *int               `json:"position,omitempty"`

		Waves           *int      `json:"waves,omitempty"`
		HeadStart       *int      `json:"head_start_seconds,omitempty"`
		FirstReply      *int      `json:"first_reply_seconds,omitempty"`
		Newcomers       *int      `json:"newcomers_percent,omitempty"`
		MaxReleases     *int      `json:"max_releases,omitempty"`
		ExpertLanguages *[]string `json:"expert_languages,omitempty"`

		FormFields *tickets.Form `json:"form_fields,omitempty"`

		MinChance *int                `json:"min_chance_percent,omitempty"`
		FormRules *[]tickets.FormRule `json:"form_rules,omitempty"`

		Peers     *int `json:"peers_seconds,omitempty"`
		Stuck     *int `json:"stuck_seconds,omitempty"`
		Respond   *int `json:"response_seconds,omitempty"`
		AtRisk    *int `json:"risk_percent,omitempty"`
		LowRating *int `json:"low_rating_stars,omitempty"`

		RetentionMonths *int  `json:"retention_months,omitempty"`
		RetentionText   *bool `json:"retention_text,omitempty"`
	}
}

func (s *Server) patchTopic(c *call, in *patchTopicInput) (Topic, error) {
	b := in.Body
	t, err := s.desk.UpdateTopic(c, c.by, in.ID, tickets.TopicUpdate{Names: b.Names, Descriptions: b.Descriptions, Policy: b.Policy, Team: b.Team,
		TakeWithinS: b.TakeWithin, OfferForS: b.OfferFor, WaveSize: b.WaveSize, CloseAfterD: b.CloseAfter, Active: b.Active, Position: b.Position,
		Waves: b.Waves, HeadStartS: b.HeadStart, FirstReplyS: b.FirstReply, Newcomers: b.Newcomers,
		MaxReleases: b.MaxReleases, ExpertLanguages: b.ExpertLanguages, Form: b.FormFields, MinChance: b.MinChance, FormRules: b.FormRules,
		PeersS: b.Peers, StuckS: b.Stuck, RespondS: b.Respond, AtRisk: b.AtRisk, LowRating: b.LowRating,
		RetentionMonths: b.RetentionMonths, RetentionText: b.RetentionText})
	s.names.forget()
	return topicShape(t, s.locale(c, ""), true), err
}
