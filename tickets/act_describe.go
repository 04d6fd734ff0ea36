package tickets

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Describe asks staff to tell in a note what an attachment shows, on behalf of an
// expert, who never sees one.
type Describe struct {
	Attachment uuid.UUID
	found      *Attachment // loaded by the desk
}

func (a *Describe) check() error {
	if a.Attachment == uuid.Nil {
		return fault.Invalid("say which file").With("attachment", "must be the id of an attachment")
	}
	return nil
}

// findDescribed looks the file up among those that helpers know of.
func (d *Desk) findDescribed(ctx context.Context, o Order, a *Describe) error {
	if o.By.Role != people.RoleExpert {
		return fault.Forbidden("only experts need to ask what a file shows")
	}
	var rows []entryRecord
	err := d.reads.Select(ctx, &rows, `
		SELECT `+entryColumns+` FROM vault.attachments a JOIN desk.entries e ON e.ticket = a.ticket AND e.id = a.entry
		WHERE a.ticket = $1 AND a.id = $2 AND e.audience <> 'staff'`, o.Ticket, a.Attachment)
	for _, r := range rows {
		files := filesIn(r.entry())
		if i := slices.IndexFunc(files, func(f Attachment) bool { return f.ID == a.Attachment }); i >= 0 {
			a.found = &files[i]
		}
	}
	return err
}

func (a *Describe) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	switch {
	case !c.isHolder():
		return c.takeItFirst()
	case !c.Ticket.Active():
		return fault.Conflict("this ticket is %s", c.Ticket.State)
	case a.found == nil:
		return fault.NotFound("there is no such file")
	}
	c.event(Helpers, Data{Event: EventDescribeAsked, Attachments: []Attachment{*a.found}})
	c.Out.TellTeam = EventDescribeAsked
	return nil
}

// whoDescribes are the team's staff who have switched themselves available, or all of
// them where nobody has.
const whoDescribes = `
	WITH team AS (
	    SELECT p.id, p.available FROM desk.memberships m JOIN desk.people p ON p.id = m.person
	    WHERE m.team = $1 AND p.active AND p.role IN ('staff', 'admin'))
	SELECT id FROM team WHERE available OR NOT EXISTS (SELECT FROM team WHERE available) ORDER BY id LIMIT 50`

// teamNews are what a whole team is told of at once, rather than by the job that
// reads the log, which knows nobody but the customer and the holder.
func teamNews(ctx context.Context, tx *postgres.Tx, c *Case) ([]newsRow, error) {
	if c.Out.TellTeam == "" {
		return nil, nil
	}
	err := tx.Select(ctx, &c.Out.Asked, whoDescribes, c.Ticket.Team)
	news := make([]newsRow, 0, len(c.Out.Asked))
	for _, person := range c.Out.Asked {
		news = append(news, newsRow{person, newID(), c.Out.TellTeam, c.Ticket.Number, c.Now})
	}
	return news, err
}
