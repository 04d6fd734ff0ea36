package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/tickets"
)

// Personal is what staff read after they have opened the personal data.
type Personal struct {
	Customer PersonalCustomer `json:"customer"`
	Subject  string           `json:"subject,omitempty"`
	Fields   []FilledField    `json:"fields" nullable:"false" doc:"The form as it was filled in"`
	Entries  []PersonalEntry  `json:"entries" nullable:"false" doc:"The texts as they were written, the newest 200"`
	Until    time.Time        `json:"until" doc:"How long it stays open to you on this ticket"`
}

// PersonalCustomer is who the customer is.
type PersonalCustomer struct {
	ID    uuid.UUID `json:"id" format:"uuid"`
	Alias string    `json:"alias"`
	OwnProfile
	Since time.Time `json:"since"`
}

// PersonalEntry is an entry's text as it was written.
type PersonalEntry struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Seq  int64     `json:"seq"`
	Text string    `json:"text"`

	Attachments []tickets.Attachment `json:"attachments,omitempty" doc:"With their names"`
}

type postPersonalInput struct {
	Number int64 `path:"number"`
	Body   *struct {
		ActID
		Reason string `json:"reason,omitempty" doc:"The customer reads it too"`
	}
}

func (s *Server) postPersonal(c *call, in *postPersonalInput) (Personal, error) {
	order, reason := tickets.Order{Ticket: in.Number, By: c.by}, ""
	if in.Body != nil {
		order.ID, reason = in.Body.ID, in.Body.Reason
	}
	p, err := s.desk.ShowPersonal(c, order, reason)
	if err != nil {
		return Personal{}, err
	}
	return s.personalShape(c, p)
}

// getPersonal shows what is open already, without another line in the log.
func (s *Server) getPersonal(c *call, in *ticketInput) (Personal, error) {
	if err := s.desk.OpenAtOnce(c, c.by, in.Number); err != nil {
		return Personal{}, err
	}
	p, err := s.desk.OpenedPersonal(c, c.by, in.Number)
	if err != nil {
		return Personal{}, err
	}
	return s.personalShape(c, p)
}

func (s *Server) personalShape(c *call, p tickets.Personal) (Personal, error) {
	n, err := s.names.in(c, s.locale(c, ""))
	shape := Personal{Subject: p.Subject, Until: p.Until.UTC(), Entries: make([]PersonalEntry, 0, len(p.Entries)),
		Customer: PersonalCustomer{ID: p.Customer.ID, Alias: p.Customer.Name, OwnProfile: profileShape(p.Profile), Since: p.Since.UTC()}}
	for _, e := range p.Entries {
		if e.Own != nil {
			shape.Entries = append(shape.Entries, PersonalEntry{ID: e.ID, Seq: e.Seq, Text: *e.Own, Attachments: e.Files})
		}
	}
	shape.Fields = filledShapes(n.topics[p.Topic].Form, p.Form, n.locale)
	return shape, err
}
