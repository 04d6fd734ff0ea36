package server

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
)

// Person is an expert, a member of staff or an admin in the list of people. The
// e-mail is for admins.
type Person struct {
	ID         uuid.UUID   `json:"id" format:"uuid"`
	Role       people.Role `json:"role" enum:"expert,staff,admin"`
	Name       string      `json:"name"`
	Languages  []string    `json:"languages" nullable:"false"`
	Teams      []string    `json:"teams" nullable:"false"`
	Topics     []string    `json:"topics" nullable:"false"`
	Capacity   int         `json:"capacity"`
	Active     bool        `json:"active"`
	Available  bool        `json:"available"`
	Email      string      `json:"email,omitempty"`
	Invitation string      `json:"invitation,omitempty" doc:"The link by which they set their password: once, within seven days"`

	Application *Applied `json:"application,omitempty" doc:"Of an expert who applied; in the list, for admins"`
}

func helperShape(h people.Helper) Person {
	return Person{ID: h.ID, Role: h.Role, Name: h.Name, Languages: listed(h.Languages), Teams: listed(h.Teams), Topics: listed(h.Topics),
		Capacity: h.Capacity, Active: h.Active, Available: h.Available, Email: h.Email}
}

type getPeopleInput struct {
	PageInput
	Role  string `query:"role" enum:"expert,staff,admin"`
	Query string `query:"q" doc:"A part of a name or, for admins, a whole e-mail"`
}

func (s *Server) getPeople(c *call, in *getPeopleInput) (List[Person], error) {
	admin := c.by.Role == people.RoleAdmin
	if !admin && in.Role != "" && in.Role != string(people.RoleStaff) {
		return List[Person]{}, fault.Forbidden("Staff see their colleagues only.")
	}
	f := people.HelperFilter{Role: people.Role(in.Role), Query: in.Query, Before: in.Before, Limit: in.Limit, WithEmail: admin}
	if !admin {
		f.Role = people.RoleStaff
	}
	found, next, err := s.people.Helpers(c, f)
	items := make([]Person, 0, len(found))
	for _, h := range found {
		items = append(items, helperShape(h))
	}
	if err == nil && admin {
		err = s.putApplied(c, items)
	}
	return listOf(items, next), err
}

type postPersonInput struct {
	Body struct {
		ID        uuid.UUID   `json:"id" format:"uuid"`
		Role      people.Role `json:"role" enum:"expert,staff,admin"`
		Name      string      `json:"name" doc:"The name that others see; for experts an alias"`
		Email     string      `json:"email"`
		Locale    string      `json:"locale,omitempty"`
		Languages []string    `json:"languages,omitempty"`
		Teams     []string    `json:"teams,omitempty"`
		Topics    []string    `json:"topics,omitempty"`
		Capacity  int         `json:"capacity,omitempty" doc:"How many tickets at a time; 5 unless given"`
	}
}

func (s *Server) postPerson(c *call, in *postPersonInput) (Person, error) {
	h, token, err := s.people.CreateHelper(c, c.by, people.NewHelper(in.Body))
	shape := helperShape(h)
	shape.Invitation = invitation(token)
	return shape, err
}

// invitation is the address, below the desk's own, that a link token opens.
func invitation(token string) string { return "/set-up?token=" + token }

type patchPersonInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Name      *string   `json:"name,omitempty"`
		Email     *string   `json:"email,omitempty"`
		Locale    *string   `json:"locale,omitempty"`
		Languages *[]string `json:"languages,omitempty"`
		Teams     *[]string `json:"teams,omitempty"`
		Topics    *[]string `json:"topics,omitempty"`
		Capacity  *int      `json:"capacity,omitempty"`
		Active    *bool     `json:"active,omitempty"`
	}
}

func (s *Server) patchPerson(c *call, in *patchPersonInput) (Person, error) {
	h, err := s.people.UpdateHelper(c, c.by, in.ID, people.HelperUpdate(in.Body))
	if err == nil {
		s.live.later(func(ctx context.Context) error { return s.personChanged(ctx, h) })
	}
	return helperShape(h), err
}

// personChanged does at once what happens within minutes anyway: who is let go, or in
// another team now, is told; what they had goes on to others; and staff are given what
// they have room for.
func (s *Server) personChanged(ctx context.Context, h people.Helper) error {
	told := s.live.reviewPerson(ctx, h.ID)
	_, err := s.desk.ReleaseGone(ctx)
	return errors.Join(told, err, s.desk.GiveOutOf(ctx, h.Teams...))
}

// Invitation is a link by which somebody sets their password.
type Invitation struct {
	Invitation string `json:"invitation"`
}

type postInvitationInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) postInvitation(c *call, in *postInvitationInput) (Invitation, error) {
	token, err := s.people.Invite(c, c.by, in.ID)
	return Invitation{Invitation: invitation(token)}, err
}
