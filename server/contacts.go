package server

import (
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"kontor/contact"
	"kontor/internal/fault"
	"kontor/tickets"
)

// contactRoutes are those of personal contact, absences and continuity.
func contactRoutes() []Route {
	return []Route{
		{get, "/me/contacts", Customers, answer((*Server).getOwnContacts), "Whom I usually talk to, who of them is away until when, and who answers today"},
		{put, "/me/contacts", Customers, answer((*Server).putOwnContact), "Come back to who resolved this ticket for me"},
		{remove, "/me/contacts/{kind}", Customers, done((*Server).deleteOwnContact), "Do not come back to them after all"},
		{get, "/tickets/{number}/contact", Staff, answer((*Server).getContact), "Whom the ticket's customer usually talks to"},
		{put, "/tickets/{number}/contact", Staff, answer((*Server).putContact), "Make a colleague, or myself, the customer's personal contact"},
		{remove, "/tickets/{number}/contact", Staff, done((*Server).deleteContact), "They have none any more"},
		{get, "/me/regulars", Helpers, answer((*Server).getOwnRegulars), "Customers who come back to me; an expert is not told who they are"},
		{get, "/people/{id}/regulars", Admins, answer((*Server).getRegulars), "Customers who come back to somebody"},
		{patch, "/regulars/{id}", Admins, done((*Server).patchRegular), "Give a customer another personal contact"},
		{remove, "/regulars/{id}", Helpers, done((*Server).deleteRegular), "Be somebody's contact no more; admins for everybody"},

		{get, "/absences", Helpers, answer((*Server).getAbsences), "Who is or will be away: experts see their own, staff those of staff, admins all"},
		{post, "/absences", Helpers, create((*Server).postAbsence), "I shall be away; admins for everybody"},
		{remove, "/absences/{id}", Helpers, done((*Server).deleteAbsence), "Take an absence back, or end it now"},
		{get, "/people/{id}/deputy", Staff, answer((*Server).getDeputy), "Who stands in for somebody whenever they are away"},
		{put, "/people/{id}/deputy", Staff, done((*Server).putDeputy), "Say who stands in for me; admins for everybody"},

		{get, "/reports/continuity", Admins, answer((*Server).getContinuity), "How often customers meet the same person again, by month and topic"},
	}
}

// PersonalContact is one whom a customer usually talks to.
type PersonalContact struct {
	Kind    string       `json:"kind" enum:"staff,expert"`
	Person  NamedPerson  `json:"person"`
	Since   time.Time    `json:"since"`
	Away    *AwayUntil   `json:"away" doc:"null: is there"`
	Answers *NamedPerson `json:"answers" doc:"Who answers meanwhile; null: the others do"`
}

// TransformSchema says that somebody may be there, and that nobody may answer for them.
func (PersonalContact) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	return nullable(s, "away", "answers")
}

// NamedPerson is a helper by the name that others know.
type NamedPerson struct {
	ID   uuid.UUID `json:"id" format:"uuid"`
	Name string    `json:"name"`
}

// AwayUntil is an absence as customers read it.
type AwayUntil struct {
	Kind  contact.Kind `json:"kind" enum:"vacation,away"`
	Until time.Time    `json:"until" doc:"When they are back"`
	Note  string       `json:"note"`
}

func contactShapes(all []contact.Today) List[PersonalContact] {
	items := make([]PersonalContact, len(all))
	for i, t := range all {
		items[i] = PersonalContact{Kind: t.Kind, Person: NamedPerson{t.Person, t.Name}, Since: t.Since.UTC()}
		if t.Away != nil {
			items[i].Away = &AwayUntil{Kind: t.Away.Kind, Until: t.Away.Until.UTC(), Note: t.Away.Note}
		}
		if t.Answers != nil {
			items[i].Answers = &NamedPerson{t.Answers.ID, t.Answers.Name}
		}
	}
	return listOf(items, "")
}

func (s *Server) contactsOf(c *call, customer uuid.UUID) (List[PersonalContact], error) {
	all, err := s.contacts.Today(c, customer)
	return contactShapes(all), err
}

func (s *Server) getOwnContacts(c *call, _ *struct{}) (List[PersonalContact], error) {
	return s.contactsOf(c, c.by.ID)
}

type putOwnContactInput struct {
	Body struct {
		Ticket int64 `json:"ticket" doc:"One of mine that has been resolved"`
	}
}

func (s *Server) putOwnContact(c *call, in *putOwnContactInput) (List[PersonalContact], error) {
	t, err := s.desk.See(c, c.by, in.Body.Ticket)
	if err != nil {
		return List[PersonalContact]{}, err
	}
	helper := t.Holder()
	if helper == nil || t.State != tickets.StateResolved && t.State != tickets.StateClosed {
		return List[PersonalContact]{}, fault.Conflict("This ticket has not been resolved yet.")
	}
	if err := s.contacts.Keep(c, c.by, helper.ID); err != nil {
		return List[PersonalContact]{}, err
	}
	return s.contactsOf(c, c.by.ID)
}

type deleteOwnContactInput struct {
	Kind string `path:"kind" enum:"staff,expert"`
}

func (s *Server) deleteOwnContact(c *call, in *deleteOwnContactInput) error {
	return s.contacts.Forget(c, c.by, c.by.ID, in.Kind)
}

func (s *Server) getContact(c *call, in *ticketInput) (List[PersonalContact], error) {
	t, err := s.desk.See(c, c.by, in.Number)
	if err != nil {
		return List[PersonalContact]{}, err
	}
	return s.contactsOf(c, t.Customer)
}

type putContactInput struct {
	Number int64 `path:"number"`
	Body   *struct {
		Person *uuid.UUID `json:"person,omitempty" format:"uuid" doc:"Without one: I"`
	}
}

func (s *Server) putContact(c *call, in *putContactInput) (List[PersonalContact], error) {
	t, err := s.desk.See(c, c.by, in.Number)
	if err != nil {
		return List[PersonalContact]{}, err
	}
	person := c.by.ID
	if in.Body != nil && in.Body.Person != nil {
		person = *in.Body.Person
	}
	if err := s.contacts.Name(c, c.by, t.Customer, person); err != nil {
		return List[PersonalContact]{}, err
	}
	return s.contactsOf(c, t.Customer)
}

func (s *Server) deleteContact(c *call, in *ticketInput) error {
	t, err := s.desk.See(c, c.by, in.Number)
	if err != nil {
		return err
	}
	return s.contacts.Forget(c, c.by, t.Customer, contact.Staff)
}

// Regular is a customer who comes back to a helper.
type Regular struct {
	ID    uuid.UUID `json:"id" format:"uuid" doc:"Of this tie, not of the customer"`
	Kind  string    `json:"kind" enum:"staff,expert"`
	Alias *string   `json:"alias" doc:"The customer's; null for experts: a customer they have helped before"`
	Since time.Time `json:"since"`
}

type regularsInput struct {
	Before uuid.UUID `query:"before" format:"uuid" doc:"The next of the page before"`
}

func (s *Server) getOwnRegulars(c *call, in *regularsInput) (List[Regular], error) {
	return s.regularsOf(c, c.by.ID, in.Before)
}

type getRegularsInput struct {
	ID     uuid.UUID `path:"id" format:"uuid"`
	Before uuid.UUID `query:"before" format:"uuid"`
}

func (s *Server) getRegulars(c *call, in *getRegularsInput) (List[Regular], error) {
	return s.regularsOf(c, in.ID, in.Before)
}

func (s *Server) regularsOf(c *call, helper, before uuid.UUID) (List[Regular], error) {
	found, err := s.contacts.Regulars(c, helper, before)
	items := make([]Regular, len(found))
	next := ""
	for i, f := range found {
		items[i] = Regular{ID: f.ID, Kind: f.Kind, Since: f.Since.UTC()}
		if isStaff(c.by) {
			items[i].Alias = &f.Alias
		}
	}
	if len(found) == contact.Page {
		next = found[len(found)-1].ID.String()
	}
	return listOf(items, next), err
}

type personInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

type patchRegularInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Person uuid.UUID `json:"person" format:"uuid"`
	}
}

func (s *Server) patchRegular(c *call, in *patchRegularInput) error {
	return s.contacts.Hand(c, c.by, in.ID, in.Body.Person)
}

func (s *Server) deleteRegular(c *call, in *personInput) error {
	return s.contacts.Decline(c, c.by, in.ID)
}
