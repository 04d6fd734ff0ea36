package server

import (
	"math"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"kontor/people"
)

// Me is the person who asks.
type Me struct {
	ID        uuid.UUID   `json:"id" format:"uuid"`
	Role      people.Role `json:"role" enum:"customer,expert,staff,admin"`
	Name      string      `json:"name"`
	Alias     *string     `json:"alias"`
	Locale    string      `json:"locale"`
	Languages []string    `json:"languages" nullable:"false"`
	Available bool        `json:"available"`
	Account   bool        `json:"account" doc:"Has a password"`
	Teams     []TeamName  `json:"teams" nullable:"false"`
	Topics    []string    `json:"topics" nullable:"false"`
	Capacity  int         `json:"capacity"`
	Rating    *MyRating   `json:"rating"`
	Solved    int         `json:"solved"`
	TellLooks bool        `json:"tell_looks,omitempty" doc:"Customers: want to be told, once a day at most, that somebody has looked at their data"`
	ErasesAt  *time.Time  `json:"erases_at,omitempty" doc:"Customers: when they are going to be erased"`
	MayErase  bool        `json:"may_erase,omitempty" doc:"Staff: may erase customers who ask in person"`
	AwayUntil *time.Time  `json:"away_until,omitempty" doc:"Helpers: absent or on vacation until then"`
}

// TransformSchema says that there may be no rating.
func (Me) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return nullable(s, "rating") }

// MyRating is how a helper has been rated so far: their reputation.
type MyRating struct {
	Average float64 `json:"average"`
	Count   int     `json:"count"`
}

// TeamName is a team as its members know it.
type TeamName struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

func (s *Server) getMe(c *call, _ *struct{}) (Me, error) { return s.me(c, c.by) }

func (s *Server) me(c *call, p people.Person) (Me, error) {
	name, alias, err := s.ownName(c, p)
	if err != nil {
		return Me{}, err
	}
	m := Me{ID: p.ID, Role: p.Role, Name: name, Alias: alias, Locale: p.Locale, Languages: p.Languages, Available: p.Available,
		Account: p.Account, Teams: []TeamName{}, Topics: p.Topics, Capacity: p.Capacity}
	if p.Role == people.RoleCustomer {
		if m.TellLooks, err = s.people.TellsLooks(c, p.ID); err != nil {
			return Me{}, err
		}
		m.ErasesAt, err = s.erasesAt(c, p.ID)
		return m, err
	}
	if s.rights != nil {
		if m.MayErase, err = s.rights.MayErase(c, p); err != nil {
			return Me{}, err
		}
	}
	if m.AwayUntil, err = s.awayUntil(c, p.ID); err != nil {
		return Me{}, err
	}
	n, err := s.names.in(c, p.Locale)
	if err != nil {
		return Me{}, err
	}
	for _, id := range p.Teams {
		m.Teams = append(m.Teams, TeamName{ID: id, Name: n.team(id)})
	}
	if m.Solved, err = s.desk.ResolvedBy(c, p.ID); err != nil {
		return Me{}, err
	}
	r, err := s.recognition.Own(c, p.ID)
	if r.Count > 0 {
		m.Rating = &MyRating{Average: math.Round(r.Stars*10) / 10, Count: r.Count}
	}
	return m, err
}

type patchMeInput struct {
	Body struct {
		Locale    *string   `json:"locale,omitempty"`
		Languages *[]string `json:"languages,omitempty"`
		Name      *string   `json:"name,omitempty"`
		TellLooks *bool     `json:"tell_looks,omitempty" doc:"Customers only; off unless it is switched on"`
	}
}

func (s *Server) patchMe(c *call, in *patchMeInput) (Me, error) {
	p, err := s.people.UpdateMe(c, c.by.ID, people.MeUpdate{Locale: in.Body.Locale, Name: in.Body.Name, Languages: in.Body.Languages, TellLooks: in.Body.TellLooks})
	if err != nil {
		return Me{}, err
	}
	return s.me(c, p)
}

// Counts are the numbers beside a helper's views.
type Counts struct {
	Offers int `json:"offers"`
	Mine   int `json:"mine"`
	Queue  int `json:"queue"`
	Unread int `json:"unread"`

	Flagged int `json:"flagged" doc:"Tickets with a marked leak or a held answer, for staff"`
}

func (s *Server) getCounts(c *call, _ *struct{}) (Counts, error) {
	n, err := s.desk.Counts(c, c.by)
	return Counts(n), err
}
