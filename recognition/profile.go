package recognition

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// Hall is where helpers are recognised. It is safe for concurrent use.
type Hall struct {
	db     *sqlx.DB
	desk   *tickets.Desk
	people *people.Register
	clock  clock.Clock
	zone   func(context.Context) (*time.Location, error)
}

// New works through the app login. Zone says whose clock nights and months are
// of.
func New(app *sqlx.DB, desk *tickets.Desk, register *people.Register, clk clock.Clock, zone func(context.Context) (*time.Location, error)) *Hall {
	return &Hall{db: app, desk: desk, people: register, clock: clk, zone: zone}
}

// Profile is what everybody at the desk may know of a helper.
type Profile struct {
	Person     people.Person
	Reputation *Reputation           // nil: too few ratings to say
	Topics     map[string]Reputation // of those that were rated often enough
	Deeds      Deeds
	Badges     []Badge
	Thanks     []tickets.Thanks // the last twelve months in which something was solved
}

const (
	fewest       = 3 // ratings, before a reputation is shown: fewer would show whose they are
	thanksMonths = 12
)

// ProfileOf a helper who is active.
func (h *Hall) ProfileOf(ctx context.Context, helper uuid.UUID) (Profile, error) {
	person, err := h.people.Find(ctx, helper)
	if err != nil {
		return Profile{}, err
	}
	if person.Role == people.RoleCustomer || !person.Active {
		return Profile{}, fault.NotFound("There is no such helper.")
	}
	zone, err := h.zone(ctx)
	if err != nil {
		return Profile{}, err
	}
	p := Profile{Person: person}
	if p.Deeds.Merit, err = h.desk.MeritOf(ctx, helper, zone); err != nil {
		return p, fmt.Errorf("read merit: %w", err)
	}
	if err := h.forPeers(ctx, helper, &p.Deeds); err != nil {
		return p, err
	}
	p.Badges = BadgesFor(p.Deeds)
	if p.Thanks, err = h.desk.ThanksTo(ctx, helper, zone, thanksMonths); err != nil {
		return p, fmt.Errorf("read thanks: %w", err)
	}
	return p, h.rate(ctx, &p)
}

func (h *Hall) rate(ctx context.Context, p *Profile) error {
	records, err := h.recordsOf(ctx, p.Person.ID)
	if err != nil {
		return err
	}
	of, now := records[p.Person.ID], h.clock.Now()
	if r := ReputationOf(of.ratings, of.audits, now); r.Count >= fewest {
		p.Reputation = &r
	}
	p.Topics = ByTopic(of.ratings, of.audits, now)
	for topic, r := range p.Topics {
		if r.Count < fewest {
			delete(p.Topics, topic)
		}
	}
	return nil
}
