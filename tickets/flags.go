package tickets

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// What staff should look at in a ticket.
const (
	FlagLeak = "leak" // somebody marked a text that shows too much
	FlagHeld = "held" // an expert's answer waits to be let out
)

// Flag is one thing for staff to look at: an entry, and why. It ends when
// somebody of them has done so.
type Flag struct {
	Ticket int64
	Entry  uuid.UUID
	Kind   string
	At     time.Time
	Ended  bool
}

func (c *Case) flag(entry uuid.UUID, kind string) {
	c.Out.Flags = append(c.Out.Flags, Flag{Ticket: c.Ticket.Number, Entry: entry, Kind: kind, At: c.Now})
}

func (c *Case) unflag(entry uuid.UUID, kind string) {
	c.Out.Flags = append(c.Out.Flags, Flag{Ticket: c.Ticket.Number, Entry: entry, Kind: kind, At: c.Now, Ended: true})
}

// tellStaff notifies these of staff, but for who acts.
func (c *Case) tellStaff(staff []uuid.UUID, kind string) {
	for _, person := range staff {
		if person != c.Actor.ID {
			c.Out.News = append(c.Out.News, newsRow{person, newID(), kind, c.Ticket.Number, c.Now})
		}
	}
}

// staffOf are who of staff is told of a flag: who has the ticket, else the team.
func staffOf(ctx context.Context, tx *postgres.Tx, t *Ticket) ([]uuid.UUID, error) {
	if t.Assignee.Valid && t.AssigneeRole != "expert" {
		return []uuid.UUID{t.Assignee.UUID}, nil
	}
	var staff []uuid.UUID
	return staff, tx.Select(ctx, &staff, `
		SELECT p.id FROM desk.memberships m JOIN desk.people p ON p.id = m.person WHERE m.team = $1 AND p.active ORDER BY p.id`, t.Team)
}

func writeFlags(ctx context.Context, tx *postgres.Tx, flags []Flag) error {
	for _, f := range flags {
		var ended *time.Time
		if f.Ended {
			ended = &f.At
			_, err := tx.Exec(ctx, `UPDATE desk.flags SET ended_at = $4 WHERE ticket = $1 AND entry = $2 AND kind = $3 AND ended_at IS NULL`,
				f.Ticket, f.Entry, f.Kind, ended)
			if err != nil {
				return err
			}
			continue
		}
		_, err := tx.Exec(ctx, `
			INSERT INTO desk.flags (ticket, entry, kind, at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (ticket, entry, kind) DO UPDATE SET at = excluded.at, ended_at = NULL`, f.Ticket, f.Entry, f.Kind, f.At)
		if err != nil {
			return err
		}
	}
	return nil
}

// OpenFlags are what staff should look at in these tickets, by ticket.
func (d *Desk) OpenFlags(ctx context.Context, numbers []int64) (map[int64][]Flag, error) {
	var rows []struct {
		Ticket int64     `db:"ticket"`
		Entry  uuid.UUID `db:"entry"`
		Kind   string    `db:"kind"`
		At     time.Time `db:"at"`
	}
	err := d.reads.Select(ctx, &rows, `
		SELECT ticket, entry, kind, at FROM desk.flags WHERE ticket = ANY ($1) AND ended_at IS NULL ORDER BY at, entry`, pq.Array(numbers))
	flags := map[int64][]Flag{}
	for _, r := range rows {
		flags[r.Ticket] = append(flags[r.Ticket], Flag{Ticket: r.Ticket, Entry: r.Entry, Kind: r.Kind, At: r.At})
	}
	return flags, err
}

// flagged writes the numbers of the team's tickets that staff should look at.
// There are few of them among all.
func (l listing) flagged(q *query, n int) {
	q.add(`SELECT f.ticket AS number FROM (SELECT DISTINCT ticket FROM desk.flags WHERE ended_at IS NULL) f
		JOIN desk.tickets t ON t.number = f.ticket WHERE (t.team = ANY (%s) OR t.assignee = %s)`, pq.Array(l.person.Teams), l.person.ID)
	l.narrow(q)
	l.end(q, n)
}

// putFlags adds to sights what staff should look at.
func (d *Desk) putFlags(ctx context.Context, sights []*Sight) error {
	if len(sights) == 0 {
		return nil
	}
	numbers := make([]int64, len(sights))
	for i, s := range sights {
		numbers[i] = s.Number
	}
	flags, err := d.OpenFlags(ctx, numbers)
	for _, s := range sights {
		s.Flags = flags[s.Number]
	}
	return err
}

// flagged says of a ticket t whether there is something to look at; mostly there
// is nothing, on a whole page.
const flagged = `(SELECT true FROM desk.flags f WHERE f.ticket = t.number AND f.ended_at IS NULL LIMIT 1) IS NOT NULL AS flagged`

// flagPage is putFlags for those of a page that are flagged.
func (d *Desk) flagPage(ctx context.Context, page []Sight) error {
	var sights []*Sight
	for i := range page {
		if page[i].flagged {
			sights = append(sights, &page[i])
		}
	}
	return d.putFlags(ctx, sights)
}
