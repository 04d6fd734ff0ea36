package seed

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/cmd/kontor/demo"
	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// cast are the people of the stories, in the order of the content. Who applies is in
// it from then on.
type cast struct {
	admin               people.Person
	experts, applicants []people.Person
	staff, customers    []people.Person
}

func (c cast) everybody() []people.Person {
	return slices.Concat([]people.Person{c.admin}, c.experts, c.applicants, c.staff, c.customers)
}

func (c cast) who(a demo.Actor, customer int) people.Person {
	switch a.Role {
	case "expert":
		return c.experts[a.Index]
	case "staff":
		return c.staff[a.Index]
	}
	return c.customers[customer]
}

// opened is when the organisation took up its desk, well before the oldest
// story.
func (r *replay) opened() time.Time {
	var oldest time.Duration
	for _, t := range r.Content.Tickets {
		oldest = max(oldest, t.Age)
	}
	return r.Mark.Began.Add(-oldest - 60*24*time.Hour)
}

// furnish makes teams and topics.
func (r *replay) furnish(ctx context.Context) error {
	r.clock.Set(r.opened())
	for _, t := range r.Content.Organisation.Teams {
		if _, err := r.register.CreateTeam(ctx, people.System(), people.Team{ID: t.ID, Name: t.Name, Office: t.Office}); err != nil {
			return err
		}
	}
	known, err := r.desk.Topics(ctx)
	if err != nil {
		return err
	}
	for i, t := range r.Content.Organisation.Topics {
		if slices.ContainsFunc(known, func(k tickets.Topic) bool { return k.ID == t.ID }) {
			continue
		}
		made, err := topic(t, i)
		if err != nil {
			return err
		}
		if _, err := r.desk.CreateTopic(ctx, people.System(), made); err != nil {
			return err
		}
	}
	return nil
}

func topic(t demo.Topic, position int) (tickets.Topic, error) {
	made := tickets.Topic{
		ID: t.ID, Names: t.Names, Descriptions: t.Descriptions, Policy: t.Policy, Team: t.Team,
		TakeWithinS: int(t.TakeWithin.Seconds()), OfferForS: int(t.Offer.Seconds()),
		HeadStartS: int(t.HeadStart.Seconds()), FirstReplyS: int(t.FirstReply.Seconds()), PeersS: int(t.Peers.Seconds()),
		WaveSize: t.WaveSize, CloseAfterD: t.CloseAfterDays, Active: true, Position: position,
		Newcomers: 20, MaxReleases: 3, LowRating: 2, MinChance: t.MinChance,
	}
	if t.Form == nil {
		return made, nil
	}
	if err := json.Unmarshal(t.Form, &made.Form); err != nil {
		return made, fmt.Errorf("read the form of %s: %w", t.ID, err)
	}
	return made, nil
}

// invite brings everybody in who is not there yet and did not apply.
func (r *replay) invite(ctx context.Context) error {
	var err error
	if r.cast.admin, err = r.helper(ctx, people.RoleAdmin, r.Content.People.Admin); err != nil {
		return err
	}
	r.cast.experts = make([]people.Person, len(r.Content.People.Experts))
	r.cast.applicants = make([]people.Person, len(r.Content.People.Applicants))
	for i, p := range r.Content.People.Experts {
		if p.Applied != nil {
			continue
		}
		expert, err := r.helper(ctx, people.RoleExpert, p)
		if err != nil {
			return err
		}
		if _, err := r.register.SetAvailable(ctx, expert.ID, true); err != nil {
			return err
		}
		r.cast.experts[i] = expert
	}
	for _, p := range r.Content.People.Staff {
		staff, err := r.helper(ctx, people.RoleStaff, p)
		if err != nil {
			return err
		}
		r.cast.staff = append(r.cast.staff, staff)
	}
	for _, c := range r.Content.People.Customers {
		customer, err := r.customer(ctx, c)
		if err != nil {
			return err
		}
		r.cast.customers = append(r.cast.customers, customer)
	}
	return nil
}

// helper invites somebody and accepts the invitation for them.
func (r *replay) helper(ctx context.Context, role people.Role, p demo.Person) (people.Person, error) {
	id := idFor(r.opened(), "person", p.Email)
	known, err := r.register.Find(ctx, id)
	if err == nil && known.Account || err != nil && !fault.Is(err, fault.KindNotFound) {
		return known, err
	}
	_, link, err := r.register.CreateHelper(ctx, people.System(), people.NewHelper{
		ID: id, Role: role, Name: p.Name, Email: p.Email, Locale: p.Locale,
		Languages: p.Languages, Teams: p.Teams, Topics: p.Topics, Capacity: p.Capacity,
	})
	if err != nil {
		return people.Person{}, err
	}
	accepted, _, err := r.register.Accept(ctx, link, people.AcceptInput{Password: r.Password})
	return accepted, err
}

// customer opens an account and fills in the profile. The alias is the one of
// the stories instead of one by chance.
func (r *replay) customer(ctx context.Context, c demo.Customer) (people.Person, error) {
	known, err := r.known(ctx, c.Alias)
	if err == nil || !fault.Is(err, fault.KindNotFound) {
		return known, err
	}
	person, err := r.account(ctx, c)
	if err != nil {
		return people.Person{}, err
	}
	_, err = r.register.SetProfile(ctx, person.ID, people.Profile{
		Name: c.Name, Emails: []string{c.Email}, Phones: []string{c.Phone}, Address: c.Address, Orders: c.Orders,
	})
	if err != nil {
		return people.Person{}, err
	}
	return r.rename(ctx, person, c.Alias)
}

// rename gives somebody the alias of the stories.
func (r *replay) rename(ctx context.Context, person people.Person, alias string) (people.Person, error) {
	_, err := r.db.ExecContext(ctx, `UPDATE desk.people SET name = $2 WHERE id = $1 AND name <> $2`, person.ID, alias)
	r.register.Changed(person.ID)
	person.Name = alias
	return person, err
}

// known finds a customer whom an earlier run has brought in, to the end: the
// alias is what it gives them last.
func (r *replay) known(ctx context.Context, alias string) (people.Person, error) {
	var id uuid.UUID
	err := r.db.GetContext(ctx, &id, `SELECT id FROM desk.people WHERE role = 'customer' AND name = $1 AND created_at = $2`, alias, r.opened())
	if errors.Is(err, sql.ErrNoRows) {
		return people.Person{}, fault.NotFound("nobody has this alias")
	}
	if err != nil {
		return people.Person{}, err
	}
	return r.register.Find(ctx, id)
}

func (r *replay) account(ctx context.Context, c demo.Customer) (people.Person, error) {
	person, _, err := r.register.NewAccount(ctx, nil, people.AccountInput{Email: c.Email, Password: r.Password, Name: c.Name, Locale: c.Locale})
	if !fault.Is(err, fault.KindConflict) {
		return person, err
	}
	person, _, err = r.register.SignIn(ctx, c.Email, r.Password)
	if fault.Is(err, fault.KindUnauthenticated) {
		err = errors.New("the demo was begun with another KONTOR_DEMO_PASSWORD; set that one again, or start with an empty data directory")
	}
	return person, err
}
