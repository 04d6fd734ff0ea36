package server

import "time"

// Continuity is how often customers met the same person again: of the tickets that
// were first resolved in a month.
type Continuity struct {
	Month     string  `json:"month" doc:"2026-11"`
	Topic     string  `json:"topic" doc:"Empty: all of them"`
	TopicName string  `json:"topic_name"`
	Tickets   int     `json:"tickets" doc:"Resolved"`
	Again     int     `json:"again" doc:"Of customers who had one resolved before"`
	Same      int     `json:"same" doc:"Of those: by the person who had resolved that one"`
	Customers int     `json:"customers"`
	Median    float64 `json:"median" doc:"Of the number of different people who helped a customer in the year until then"`
	Mean      float64 `json:"mean"`
}

type getContinuityInput struct {
	Months int `query:"months" minimum:"1" maximum:"24" default:"6" doc:"How many, up to this one"`
}

func (s *Server) getContinuity(c *call, in *getContinuityInput) (List[Continuity], error) {
	zone, err := s.rewards.Zone(c)
	if err != nil {
		return List[Continuity]{}, err
	}
	now := s.clock.Now().In(zone)
	from := time.Date(now.Year(), now.Month()+1-time.Month(in.Months), 1, 0, 0, 0, 0, zone)
	rows, err := s.desk.Continuity(c, from, now.Add(time.Second), zone)
	if err != nil {
		return List[Continuity]{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	items := make([]Continuity, len(rows))
	for i, r := range rows {
		items[i] = Continuity{Month: r.Month.Format("2006-01"), Topic: r.Topic, Tickets: r.Tickets, Again: r.Again, Same: r.Same, Customers: r.Customers, Median: r.Median, Mean: r.Mean}
		if r.Topic != "" {
			items[i].TopicName = n.topic(r.Topic)
		}
	}
	return listOf(items, ""), err
}
