package routing

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Need is what a ticket that reaches staff asks of whoever takes it.
type Need struct {
	Topic    string
	Language string // "": any will do
}

// Colleague is a member of staff as one ticket sees them.
type Colleague struct {
	ID        uuid.UUID
	Contact   bool // is the customer's personal contact
	Deputy    bool // answers for the personal contact, who is away
	Away      bool // is absent or on vacation
	Available bool // there, and willing
	Released  bool // gave this ticket back
	Open      int  // active tickets in their hands
	Capacity  int
	LastGiven time.Time // when they were last given any ticket; zero: never
	Languages []string
	Topics    []string // that they are named for
}

// out is why this ticket cannot be given to them, or "".
func (c *Colleague) out() Out {
	switch {
	case c.Away:
		return OutAway
	case c.Released:
		return OutReleased
	case !c.Available:
		return OutUnavailable
	case c.Open >= c.Capacity:
		return OutFull
	}
	return ""
}

// Place is what brings somebody before others: the lower, the sooner.
type Place int

// The places of staff. Whom the customer knows comes first, whatever the topic.
const (
	PlaceContact Place = iota
	PlaceDeputy
	PlaceSuited  // speaks the language and is named for the topic
	PlaceSpeaks  // speaks the language
	PlaceSkilled // is named for the topic
	PlaceOther
)

func (c *Colleague) place(n Need) Place {
	speaks := n.Language == "" || slices.Contains(c.Languages, n.Language)
	skilled := slices.Contains(c.Topics, n.Topic)
	switch {
	case c.Contact:
		return PlaceContact
	case c.Deputy:
		return PlaceDeputy
	case speaks && skilled:
		return PlaceSuited
	case speaks:
		return PlaceSpeaks
	case skilled:
		return PlaceSkilled
	}
	return PlaceOther
}

// StaffWhy explains an order of staff.
type StaffWhy struct {
	Considered int           `json:"considered"`    // members of staff looked at
	Out        map[Out]int   `json:"out,omitempty"` // who cannot have it, by reason
	Chosen     []StaffChoice `json:"chosen,omitempty"`
}

// StaffChoice is somebody who can have a ticket, and what speaks for them.
type StaffChoice struct {
	Person    uuid.UUID  `json:"person"`
	Place     string     `json:"place"`
	Open      int        `json:"open"`
	LastGiven *time.Time `json:"last_given,omitempty"`
}

var placeNames = [...]string{"contact", "deputy", "suited", "speaks", "skilled", "other"}

func (p Place) String() string { return placeNames[p] }

// whyStaff is how many of an order are kept with their reasons.
const whyStaff = 5

// RankStaff puts those who can have a ticket in the order in which they should: the
// customer's personal contact, who answers for them, who suits it; among those
// alike the one with the least in hand, then who has waited longest for one.
// Nobody is in it who is away or signed out, is full or gave the ticket back. It
// does not depend on the order of the colleagues.
func RankStaff(n Need, colleagues []Colleague) ([]uuid.UUID, StaffWhy) {
	why := StaffWhy{Considered: len(colleagues), Out: map[Out]int{}}
	var fit []*Colleague
	for i := range colleagues {
		if out := colleagues[i].out(); out != "" {
			why.Out[out]++
			continue
		}
		fit = append(fit, &colleagues[i])
	}
	slices.SortFunc(fit, func(a, b *Colleague) int {
		return cmp.Or(cmp.Compare(a.place(n), b.place(n)), cmp.Compare(a.Open, b.Open), a.LastGiven.Compare(b.LastGiven), slices.Compare(a.ID[:], b.ID[:]))
	})
	order := make([]uuid.UUID, len(fit))
	for i, c := range fit {
		order[i] = c.ID
	}
	for _, c := range fit[:min(len(fit), whyStaff)] {
		why.Chosen = append(why.Chosen, c.choice(n))
	}
	return order, why
}

func (c *Colleague) choice(n Need) StaffChoice {
	s := StaffChoice{Person: c.ID, Place: c.place(n).String(), Open: c.Open}
	if !c.LastGiven.IsZero() {
		s.LastGiven = &c.LastGiven
	}
	return s
}
