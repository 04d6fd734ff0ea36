package tickets

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/contact"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/routing"
)

// Staff take tickets from the queue of their team (pull), or the desk gives them out
// (auto): the oldest first, each to whoever routing.RankStaff puts first. Whatever
// the team has chosen, staff may take and assign tickets by name.

// GiveOut gives out what waits in the queue of this ticket's team, and of those that
// share staff with it: who has room again has it for all of their teams. It fulfils the
// promise to do so.
func (d *Desk) GiveOut(ctx context.Context, number int64, job uuid.UUID) error {
	var teams []string
	err := d.app.SelectContext(ctx, &teams, `
		WITH here AS (SELECT team FROM desk.tickets WHERE number = $1)
		SELECT team FROM here
		UNION SELECT n.team FROM here JOIN desk.memberships m ON m.team = here.team JOIN desk.memberships n ON n.person = m.person
		ORDER BY team`, number)
	if err == nil && len(teams) == 0 {
		return notFound()
	}
	if err == nil {
		err = d.GiveOutOf(ctx, teams...)
	}
	if err != nil {
		return err
	}
	err = d.reads.InTx(ctx, func(tx *postgres.Tx) error { return jobDone(ctx, tx, job, d.clock.Now()) })
	if errors.Is(err, errJobDone) {
		return nil
	}
	return err
}

// Arrives gives somebody who has become available what waits: offers to an expert, to
// staff what their teams give out.
func (d *Desk) Arrives(ctx context.Context, p people.Person) error {
	if p.Role == people.RoleExpert {
		return d.OfferWaiting(ctx, p)
	}
	return d.GiveOutOf(ctx, p.Teams...)
}

// GiveOutOf gives out what waits in the queues of these teams, of those that have it so.
func (d *Desk) GiveOutOf(ctx context.Context, teams ...string) error {
	for _, team := range teams {
		if err := d.giveOut(ctx, team); err != nil {
			return err
		}
	}
	return nil
}

// giveAtOnce is the most tickets of a queue that are looked at for one reason; who
// resolves one of them brings the next look.
const giveAtOnce = 50

type queued struct {
	Number   int64     `db:"number"`
	Topic    string    `db:"topic"`
	Language string    `db:"language"`
	Customer uuid.UUID `db:"customer"`
}

func (d *Desk) giveOut(ctx context.Context, team string) error {
	var waiting []queued
	err := d.app.SelectContext(ctx, &waiting, `
		SELECT t.number, t.topic, t.language, t.customer FROM desk.teams m
		JOIN desk.tickets t ON t.team = m.id AND t.tier = 'staff' AND t.active AND t.assignee IS NULL
		WHERE m.id = $1 AND m.assignment = 'auto' ORDER BY t.queued_at, t.number LIMIT $2`, team, giveAtOnce)
	if err != nil {
		return err
	}
	for _, q := range waiting {
		if room, err := d.give(ctx, team, q); err != nil || !room {
			return err
		}
	}
	return nil
}

// giveTries is how often somebody else is looked for because who should have had a ticket
// was given another meanwhile.
const giveTries = 5

// give gives a ticket to who should have it, and says whether anybody of the team has
// room for one, be it not for this one.
func (d *Desk) give(ctx context.Context, team string, q queued) (room bool, err error) {
	for range giveTries {
		colleagues, err := d.colleagues(ctx, team, q)
		if err != nil {
			return false, err
		}
		order, why := routing.RankStaff(routing.Need{Topic: q.Topic, Language: q.Language}, colleagues)
		if len(order) == 0 {
			return why.Out[routing.OutReleased] > 0, nil
		}
		to, err := d.people.Find(ctx, order[0])
		if err != nil {
			return false, err
		}
		done, err := d.Do(ctx, Order{Ticket: q.Number}, &Give{To: to, Why: why.Chosen[0].Place})
		if err != nil || !done.Ticket.waitsForStaff() {
			return true, err
		}
	}
	return true, nil
}

// colleagues are the staff of a team as a ticket of its queue sees them.
func (d *Desk) colleagues(ctx context.Context, team string, q queued) ([]routing.Colleague, error) {
	live, err := d.presence.Live(ctx)
	if err != nil {
		return nil, err
	}
	standing, err := contact.StandingFor(ctx, d.app, q.Customer, d.clock.Now())
	if err != nil {
		return nil, err
	}
	var rows []struct {
		ID        uuid.UUID      `db:"id"`
		Available bool           `db:"available"`
		Released  bool           `db:"released"`
		Open      int            `db:"open"`
		Capacity  int            `db:"capacity"`
		LastGiven sql.NullTime   `db:"last_given"`
		Languages pq.StringArray `db:"languages"`
		Topics    pq.StringArray `db:"topics"`
	}
	err = d.reads.Select(ctx, &rows, `
		SELECT p.id, p.available, p.capacity, p.languages, u.at AS last_given,
		       ARRAY(SELECT topic FROM desk.skills WHERE person = p.id) AS topics,
		       (SELECT count(*) FROM desk.tickets t WHERE t.assignee = p.id AND t.phase = 'active') AS open,
		       EXISTS (SELECT FROM desk.entries e WHERE e.ticket = $2 AND e.author = p.id AND e.data->>'event' = 'released') AS released
		FROM desk.memberships m JOIN desk.people p ON p.id = m.person AND p.active AND p.role IN ('staff', 'admin')
		LEFT JOIN desk.turns u ON u.person = p.id
		WHERE m.team = $1 ORDER BY p.id`, team, q.Number)
	all := make([]routing.Colleague, len(rows))
	for i, r := range rows {
		all[i] = routing.Colleague{ID: r.ID, Available: r.Available && live[r.ID], Released: r.Released, Open: r.Open, Capacity: r.Capacity,
			LastGiven: r.LastGiven.Time, Languages: r.Languages, Topics: r.Topics}
		standing.Mark(&all[i])
	}
	return all, err
}
