package server

import (
	"github.com/google/uuid"

	"kontor/people"
)

// Visitor is a customer without an account, known by the token of their device.
type Visitor struct {
	Token    string          `json:"token"`
	Customer VisitorCustomer `json:"customer"`
}

// VisitorCustomer is what a visitor said of themself.
type VisitorCustomer struct {
	ID     uuid.UUID `json:"id" format:"uuid"`
	Alias  string    `json:"alias"`
	Name   *string   `json:"name"`
	Email  *string   `json:"email"`
	Locale string    `json:"locale"`
}

type postVisitorInput struct {
	Body *struct {
		Name   string `json:"name,omitempty"`
		Email  string `json:"email,omitempty"`
		Locale string `json:"locale,omitempty" doc:"One of the desk's languages"`
	}
}

func (s *Server) postVisitor(c *call, in *postVisitorInput) (Visitor, error) {
	if err := s.atTheDoor(); err != nil {
		return Visitor{}, err
	}
	if err := s.limits.visitor(c.address); err != nil {
		return Visitor{}, err
	}
	said := people.VisitorInput{}
	if in.Body != nil {
		said = people.VisitorInput(*in.Body)
	}
	if said.Locale == "" {
		said.Locale = s.locale(c, "")
	}
	p, token, err := s.people.NewVisitor(c, said)
	if err != nil {
		return Visitor{}, err
	}
	c.setToken(token)
	return Visitor{Token: token, Customer: VisitorCustomer{ID: p.ID, Alias: p.Name, Name: orNull(said.Name), Email: orNull(said.Email), Locale: p.Locale}}, nil
}

type postCustomerInput struct {
	Body struct {
		Email    string `json:"email"`
		Password string `json:"password" doc:"8 characters or more"`
		Name     string `json:"name,omitempty"`
		Locale   string `json:"locale,omitempty"`
	}
}

// postCustomer makes an account. A bearer token must be that of a visitor; a
// cookie that is no session any more is nobody's.
func (s *Server) postCustomer(c *call, in *postCustomerInput) (Session, error) {
	if err := s.limits.visitor(c.address); err != nil {
		return Session{}, err
	}
	signIn := s.perhapsSignIn
	if c.carries {
		signIn = s.signIn
	}
	if err := signIn(c); err != nil {
		return Session{}, err
	}
	account := people.AccountInput(in.Body)
	var visitor *people.Person
	if c.by.ID != uuid.Nil {
		visitor = &c.by
	} else if account.Locale == "" {
		account.Locale = s.locale(c, "")
	}
	p, token, err := s.people.NewAccount(c, visitor, account)
	if err != nil {
		return Session{}, err
	}
	return s.session(c, p, token)
}
