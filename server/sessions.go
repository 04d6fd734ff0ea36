package server

import (
	"crypto/sha256"
	"encoding/hex"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/privacy"
)

// Session is a person who has just signed in, with the token of the session.
type Session struct {
	ID        uuid.UUID   `json:"id" format:"uuid"`
	Role      people.Role `json:"role" enum:"customer,expert,staff,admin"`
	Name      string      `json:"name" doc:"What the person is called; for customers their own name, which may be empty"`
	Alias     *string     `json:"alias" doc:"How helpers see a customer"`
	Locale    string      `json:"locale"`
	Languages []string    `json:"languages" nullable:"false"`
	Available bool        `json:"available"`
	Token     string      `json:"token"`
}

type postSessionInput struct {
	Body struct {
		Email    string `json:"email"`
		Password string `json:"password"`
	}
}

func (s *Server) postSession(c *call, in *postSessionInput) (Session, error) {
	if err := s.limits.signIn(c.address, loginHash(in.Body.Email)); err != nil {
		return Session{}, err
	}
	p, token, err := s.people.SignIn(c, in.Body.Email, in.Body.Password)
	if err != nil {
		return Session{}, err
	}
	return s.session(c, p, token)
}

// session is the answer to whoever signed in, by whichever way, with the cookie.
func (s *Server) session(c *call, p people.Person, token string) (Session, error) {
	name, alias, err := s.ownName(c, p)
	if err != nil {
		return Session{}, err
	}
	c.setToken(token)
	return Session{ID: p.ID, Role: p.Role, Name: name, Alias: alias, Locale: p.Locale, Languages: p.Languages,
		Available: p.Available, Token: token}, nil
}

// ownName is what somebody is called when they look at themself: a customer has
// a name of their own and an alias, everybody else the name that all see.
func (s *Server) ownName(c *call, p people.Person) (string, *string, error) {
	if p.Role != people.RoleCustomer {
		return p.Name, nil, nil
	}
	profile, err := s.people.Profile(c, p.ID)
	return profile.Name, &p.Name, err
}

func (s *Server) deleteSession(c *call, _ *struct{}) error {
	if err := s.people.SignOut(c, c.token()); err != nil {
		return err
	}
	s.live.signedOut(c.token())
	c.setToken("")
	return nil
}

// loginHash lets tries be counted by e-mail without keeping any.
func loginHash(email string) string {
	if address, err := privacy.NormalizeEmail(email); err == nil {
		email = address
	}
	sum := sha256.Sum256([]byte(email))
	return hex.EncodeToString(sum[:16])
}
