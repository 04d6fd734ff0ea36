package server

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"kontor/contact"
	"kontor/people"
)

// Absence is a time in which a helper is not there.
type Absence struct {
	ID     uuid.UUID    `json:"id" format:"uuid"`
	Person NamedPerson  `json:"person"`
	Role   people.Role  `json:"role" enum:"expert,staff,admin"`
	Kind   contact.Kind `json:"kind" enum:"vacation,away"`
	From   time.Time    `json:"from"`
	Until  time.Time    `json:"until" doc:"When they are back"`
	Deputy *NamedPerson `json:"deputy" doc:"For this time; null: the standing one"`
	Note   string       `json:"note" doc:"Masked; customers read it"`
}

// TransformSchema says that there may be no deputy.
func (Absence) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	return nullable(s, "deputy")
}

func (s *Server) getAbsences(c *call, _ *struct{}) (List[Absence], error) {
	found, err := s.contacts.Absences(c, c.by)
	items := make([]Absence, len(found))
	for i, a := range found {
		items[i] = Absence{ID: a.ID, Person: NamedPerson{a.Person, a.Name}, Role: a.Role, Kind: a.Kind, From: a.From.UTC(), Until: a.Until.UTC(), Note: a.Note}
		if a.Deputy.Valid {
			items[i].Deputy = &NamedPerson{a.Deputy.UUID, a.DeputyName.String}
		}
	}
	return listOf(items, ""), err
}

// awayUntil is when somebody who is absent is back; nil: they are there.
func (s *Server) awayUntil(ctx context.Context, person uuid.UUID) (*time.Time, error) {
	absence, err := s.contacts.AwayNow(ctx, person)
	if absence == nil {
		return nil, err
	}
	return utc(&absence.Until), err
}

type postAbsenceInput struct {
	Body struct {
		ID     uuid.UUID    `json:"id" format:"uuid" doc:"Made by the sender"`
		Person *uuid.UUID   `json:"person,omitempty" format:"uuid" doc:"Admins: who; without one: I"`
		Kind   contact.Kind `json:"kind" enum:"vacation,away"`
		From   time.Time    `json:"from"`
		Until  time.Time    `json:"until" doc:"When they are back"`
		Deputy *uuid.UUID   `json:"deputy,omitempty" format:"uuid" doc:"Staff: who stands in; without one the standing deputy"`
		Note   string       `json:"note,omitempty" doc:"For customers; it is masked"`
	}
}

// AbsenceEntered is what was written down.
type AbsenceEntered struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Note string    `json:"note" doc:"As customers read it"`
}

func (s *Server) postAbsence(c *call, in *postAbsenceInput) (AbsenceEntered, error) {
	b := in.Body
	person := c.by.ID
	if b.Person != nil {
		person = *b.Person
	}
	a, err := s.contacts.Enter(c, c.by, contact.NewAbsence{ID: b.ID, Person: person, Kind: b.Kind, From: b.From, Until: b.Until, Deputy: nullID(b.Deputy), Note: b.Note})
	if err == nil {
		s.desk.JobsDue() // it may begin now
	}
	return AbsenceEntered{ID: a.ID, Note: a.Note}, err
}

func nullID(id *uuid.UUID) uuid.NullUUID {
	if id == nil {
		return uuid.NullUUID{}
	}
	return uuid.NullUUID{UUID: *id, Valid: true}
}

func (s *Server) deleteAbsence(c *call, in *personInput) error {
	err := s.contacts.End(c, c.by, in.ID)
	if err == nil {
		s.desk.JobsDue()
	}
	return err
}

// Deputy is who stands in for somebody.
type Deputy struct {
	Deputy *NamedPerson `json:"deputy"`
}

// TransformSchema says that there may be nobody.
func (Deputy) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	return nullable(s, "deputy")
}

func (s *Server) getDeputy(c *call, in *personInput) (Deputy, error) {
	d, err := s.contacts.DeputyOf(c, in.ID)
	if d == nil {
		return Deputy{}, err
	}
	return Deputy{&NamedPerson{d.ID, d.Name}}, err
}

type putDeputyInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Deputy *uuid.UUID `json:"deputy,omitempty" format:"uuid" doc:"Without one: nobody"`
	}
}

func (s *Server) putDeputy(c *call, in *putDeputyInput) error {
	return s.contacts.SetDeputy(c, c.by, in.ID, nullID(in.Body.Deputy))
}
