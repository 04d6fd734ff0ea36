package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/privacy"
)

// Profile is what the desk knows about a customer. All of it is personal and
// for the customer alone.
type Profile struct {
	Name    string   `json:"name,omitempty" required:"false"`
	Emails  []string `json:"emails,omitempty" required:"false"`
	Phones  []string `json:"phones,omitempty" required:"false"`
	Address string   `json:"address,omitempty" required:"false"`
	Orders  []string `json:"orders,omitempty" required:"false"`
}

// OwnProfile is the profile as it is told.
type OwnProfile struct {
	Name    string   `json:"name"`
	Emails  []string `json:"emails" nullable:"false"`
	Phones  []string `json:"phones" nullable:"false"`
	Address string   `json:"address"`
	Orders  []string `json:"orders" nullable:"false"`
}

func profileShape(p people.Profile) OwnProfile {
	return OwnProfile{Name: p.Name, Emails: listed(p.Emails), Phones: listed(p.Phones), Address: p.Address, Orders: listed(p.Orders)}
}

// listed is a list that the API never shows as null.
func listed[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

func (s *Server) getProfile(c *call, _ *struct{}) (OwnProfile, error) {
	p, err := s.people.Profile(c, c.by.ID)
	return profileShape(p), err
}

type putProfileInput struct{ Body Profile }

func (s *Server) putProfile(c *call, in *putProfileInput) (OwnProfile, error) {
	p, err := s.people.SetProfile(c, c.by.ID, people.Profile(in.Body))
	return profileShape(p), err
}

// Access is one look at a customer's data.
type Access struct {
	ID      uuid.UUID  `json:"id" format:"uuid"`
	At      time.Time  `json:"at"`
	By      AccessedBy `json:"by"`
	What    string     `json:"what" enum:"opened,looked_up"`
	Ticket  *int64     `json:"ticket"`
	Subject *string    `json:"subject"`
	Reason  *string    `json:"reason"`
	AtOnce  bool       `json:"at_once" doc:"The desk opened it by itself, because the organisation wants it so"`
}

// AccessedBy is who looked.
type AccessedBy struct {
	Name string `json:"name"`
	Role string `json:"role"`
}

// PageInput says which page of a list is wanted.
type PageInput struct {
	Before string `query:"before" doc:"The next of the last page"`
	Limit  int    `query:"limit" minimum:"1" maximum:"100"`
}

func (s *Server) getAccessLog(c *call, in *PageInput) (List[Access], error) {
	dossier, err := s.people.Dossier(c, c.by.ID)
	if err != nil {
		return List[Access]{}, err
	}
	log, next, err := privacy.AccessLog(c, s.app, c.by.ID, in.Before, in.Limit, dossier.Key)
	if err != nil {
		return List[Access]{}, err
	}
	subjects, err := subjectsOf(c, s, c.by, log, func(a privacy.Access) int64 { return a.Ticket })
	items := make([]Access, 0, len(log))
	for _, a := range log {
		items = append(items, accessShape(a, subjects[a.Ticket]))
	}
	return listOf(items, next), err
}

func accessShape(a privacy.Access, subject string) Access {
	shape := Access{ID: a.ID, At: a.At.UTC(), By: AccessedBy{Name: a.StaffName, Role: a.StaffRole}, What: a.What, Reason: orNull(a.Reason), AtOnce: a.AtOnce}
	if a.Ticket != 0 {
		shape.Ticket, shape.Subject = &a.Ticket, orNull(subject)
	}
	return shape
}
