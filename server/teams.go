package server

import (
	"context"

	"kontor/people"
)

// Team is a group of staff.
type Team struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Office string `json:"office" required:"false" doc:"Where they sit"`

	Assignment people.Assignment `json:"assignment" required:"false" enum:"pull,auto" doc:"Staff take tickets from the queue, or the desk gives them out; pull unless given"`
}

func (s *Server) getTeams(c *call, _ *struct{}) (List[Team], error) {
	teams, err := s.people.Teams(c)
	items := make([]Team, 0, len(teams))
	for _, t := range teams {
		items = append(items, Team(t))
	}
	return listOf(items, ""), err
}

type postTeamInput struct{ Body Team }

func (s *Server) postTeam(c *call, in *postTeamInput) (Team, error) {
	t, err := s.people.CreateTeam(c, c.by, people.Team(in.Body))
	s.names.forget()
	return Team(t), err
}

type patchTeamInput struct {
	ID   string `path:"id"`
	Body struct {
		Name   *string `json:"name,omitempty"`
		Office *string `json:"office,omitempty"`

		Assignment *people.Assignment `json:"assignment,omitempty" enum:"pull,auto"`
	}
}

func (s *Server) patchTeam(c *call, in *patchTeamInput) (Team, error) {
	t, err := s.people.UpdateTeam(c, c.by, in.ID, people.TeamUpdate(in.Body))
	s.names.forget()
	if err == nil && in.Body.Assignment != nil { // what waits already does not wait for the next
		s.live.later(func(ctx context.Context) error { return s.desk.GiveOutOf(ctx, t.ID) })
	}
	return Team(t), err
}
