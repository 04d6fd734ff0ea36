package server

import "kontor/people"

// SetUp says whom a link is for.
type SetUp struct {
	Role  people.Role `json:"role"`
	Name  string      `json:"name"`
	Email *string     `json:"email"`
}

type getSetUpInput struct {
	Token string `query:"token"`
}

func (s *Server) getSetUp(c *call, in *getSetUpInput) (SetUp, error) {
	if err := s.limits.signIn(c.address, ""); err != nil {
		return SetUp{}, err
	}
	i, err := s.people.Invitation(c, in.Token)
	return SetUp{Role: i.Role, Name: i.Name, Email: orNull(i.Email)}, err
}

type postSetUpInput struct {
	Body struct {
		Token    string `json:"token"`
		Email    string `json:"email,omitempty"`
		Name     string `json:"name,omitempty"`
		Password string `json:"password" doc:"8 characters or more"`
	}
}

func (s *Server) postSetUp(c *call, in *postSetUpInput) (Session, error) {
	if err := s.limits.signIn(c.address, ""); err != nil {
		return Session{}, err
	}
	p, token, err := s.people.Accept(c, in.Body.Token, people.AcceptInput{Name: in.Body.Name, Email: in.Body.Email, Password: in.Body.Password})
	if err != nil {
		return Session{}, err
	}
	return s.session(c, p, token)
}
