package server

import (
	"time"

	"kontor/tickets"
)

type reviewBody struct{ ActID }

func (reviewBody) act() tickets.Act { return &tickets.Review{} }

// WaitingReview is a ticket with an answer that waits for a peer.
type WaitingReview struct {
	Ticket    int64     `json:"ticket"`
	TopicName string    `json:"topic_name"`
	Language  *string   `json:"language"`
	Since     time.Time `json:"since"`
	Taken     bool      `json:"taken" doc:"By me"`
}

func (s *Server) getReviews(c *call, _ *struct{}) (List[WaitingReview], error) {
	waiting, err := s.desk.Reviews(c, c.by)
	var items []WaitingReview
	for _, w := range waiting {
		items = append(items, WaitingReview{Ticket: w.Ticket, TopicName: s.topicName(c, w.Topic, s.locale(c, "")), Language: orNull(w.Language), Since: w.Since.UTC(), Taken: w.Taken})
	}
	return listOf(items, ""), err
}
