package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/contact"
	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// What people are told when somebody is away.
const (
	newsAway    = "handler_away" // a customer waits for a helper who is away: to who stands in, or the team
	newsStandIn = "stand_in"     // you answer for a colleague now
	newsBack    = "back"         // you are back
)

// AbsenceTurns does what follows when an absence begins or ends. What is offered to
// who goes away is withdrawn, and who stands in hears of it and of the customers
// who wait; who comes back is offered what waits. An absence that was changed since
// the job was promised is passed over. NotFound: it was taken back.
func (d *Desk) AbsenceTurns(ctx context.Context, job uuid.UUID) error {
	a, turn, err := d.turnOf(ctx, job)
	if err != nil {
		return err
	}
	var news []newsRow
	switch {
	case turn.At.Equal(a.From):
		news, err = d.goesAway(ctx, a)
	case turn.At.Equal(a.Until):
		news, err = d.comesBack(ctx, a)
	}
	if err != nil {
		return err
	}
	err = d.reads.InTx(ctx, func(tx *postgres.Tx) error {
		if err := jobDone(ctx, tx, job, d.clock.Now()); err != nil || len(news) == 0 {
			return err
		}
		return putNews(ctx, tx, news...)
	})
	switch {
	case errors.Is(err, errJobDone):
		return nil
	case err == nil:
		d.Told(toldBy(news)...)
	}
	return err
}

func toldBy(news []newsRow) (told []uuid.UUID) {
	for _, n := range news {
		if !slices.Contains(told, n.Person) {
			told = append(told, n.Person)
		}
	}
	return told
}

// turnOf reads what a job is about.
func (d *Desk) turnOf(ctx context.Context, job uuid.UUID) (a contact.Absence, turn contact.Turn, err error) {
	var payload []byte
	if err = d.app.GetContext(ctx, &payload, `SELECT payload FROM desk.jobs WHERE id = $1`, job); err == nil {
		err = json.Unmarshal(payload, &turn)
	}
	if err != nil {
		return a, turn, fmt.Errorf("read turn: %w", err)
	}
	err = d.app.GetContext(ctx, &a, `SELECT id, person, kind, from_at, until_at, deputy, note FROM desk.absences WHERE id = $1`, turn.Absence)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.NotFound("there is no such absence")
	}
	return a, turn, err
}

func (d *Desk) goesAway(ctx context.Context, a contact.Absence) ([]newsRow, error) {
	var offered []int64
	if err := d.app.SelectContext(ctx, &offered, `SELECT ticket FROM desk.offers WHERE expert = $1 AND ended_at IS NULL ORDER BY ticket`, a.Person); err != nil {
		return nil, fmt.Errorf("read offers: %w", err)
	}
	for _, number := range offered {
		if _, err := d.Do(ctx, Order{Ticket: number}, Withdraw{a.Person}); err != nil {
			return nil, err
		}
	}
	now := d.clock.Now()
	roster, err := contact.RosterAt(ctx, d.app, now)
	if err != nil {
		return nil, err
	}
	var news []newsRow
	if deputy, some := roster.StandIn(a.Person); some {
		news = append(news, newsRow{Person: deputy, ID: newID(), Kind: newsStandIn, At: now})
	}
	var waiting []struct {
		Number int64  `db:"number"`
		Team   string `db:"team"`
	}
	err = d.app.SelectContext(ctx, &waiting, `
		SELECT number, team FROM desk.tickets WHERE assignee = $1 AND phase = 'active' AND waiting_since IS NOT NULL ORDER BY number`, a.Person)
	if err != nil {
		return nil, fmt.Errorf("read who waits: %w", err)
	}
	for _, t := range waiting {
		standIns, err := standInsFor(ctx, d.app, roster, a.Person, t.Team, now)
		if err != nil {
			return nil, err
		}
		news = append(news, awayRows(standIns, t.Number, now)...)
	}
	return news, nil
}

// comesBack: unless another absence follows.
func (d *Desk) comesBack(ctx context.Context, a contact.Absence) ([]newsRow, error) {
	now := d.clock.Now()
	roster, err := contact.RosterAt(ctx, d.app, now)
	if _, away := roster.Away(a.Person); away || err != nil {
		return nil, err
	}
	who, err := d.people.Find(ctx, a.Person)
	if err != nil || !who.Active {
		return nil, err
	}
	live, err := d.presence.Live(ctx)
	if err != nil {
		return nil, err
	}
	if who.Available && live[who.ID] {
		if err := d.Arrives(ctx, who); err != nil {
			return nil, err
		}
	}
	return []newsRow{{Person: who.ID, ID: newID(), Kind: newsBack, At: now}}, nil
}

// Withdraw ends the offer to an expert who has gone away, for a while or for good. It is
// no wave that was in vain: they may be asked again.
type Withdraw struct{ Expert uuid.UUID }

func (a Withdraw) decide(c *Case) error {
	for i := range c.Offers {
		if o := &c.Offers[i]; o.Expert == a.Expert && o.Open() {
			c.endOffer(o, OfferWithdrawn)
		}
	}
	if len(c.Out.Offers) > 0 && c.waitsForExpert() && !c.anyOpenOffer() {
		c.follow(Job{Kind: JobOffer, DueAt: c.Now})
	}
	return nil
}

// standInsFor are who is told in the place of a helper who is away: who stands in,
// if they are in the ticket's team, or else the staff of the team who are not
// away; rather those who have switched themselves available.
func standInsFor(ctx context.Context, q sqlx.QueryerContext, roster contact.Roster, holder uuid.UUID, team string, now time.Time) ([]uuid.UUID, error) {
	deputy, _ := roster.StandIn(holder)
	var ids []uuid.UUID
	err := sqlx.SelectContext(ctx, q, &ids, `
		WITH team AS (
		    SELECT p.id, p.available FROM desk.memberships m JOIN desk.people p ON p.id = m.person AND p.active AND p.role IN ('staff', 'admin')
		    WHERE m.team = $1 AND NOT EXISTS (SELECT FROM desk.absences a WHERE a.person = p.id AND a.from_at <= $3 AND a.until_at > $3))
		SELECT id FROM team WHERE id = $2 OR NOT EXISTS (SELECT FROM team WHERE id = $2) AND (available OR NOT EXISTS (SELECT FROM team WHERE available))
		ORDER BY id LIMIT 50`, team, deputy, now)
	if err != nil {
		return nil, fmt.Errorf("read who stands in: %w", err)
	}
	return ids, nil
}

func awayRows(standIns []uuid.UUID, number int64, at time.Time) []newsRow {
	rows := make([]newsRow, len(standIns))
	for i, person := range standIns {
		rows[i] = newsRow{person, newID(), newsAway, number, at}
	}
	return rows
}

// findStandIns looks for who is told of what customers wrote to helpers who are away.
func (d *Desk) findStandIns(ctx context.Context, tickets []fanned, now time.Time) error {
	var roster *contact.Roster
	for i := range tickets {
		t := &tickets[i]
		if !t.away || !t.customerSpoke() {
			continue
		}
		if roster == nil {
			r, err := contact.RosterAt(ctx, d.reads, now)
			if err != nil {
				return err
			}
			roster = &r
		}
		var err error
		if t.standIns, err = standInsFor(ctx, d.reads, *roster, t.Assignee.UUID, t.Team, now); err != nil {
			return err
		}
	}
	return nil
}

func (t *fanned) customerSpoke() bool {
	return slices.ContainsFunc(t.entries, func(e Entry) bool { return e.Kind == KindMessage && e.Author.ID == t.Customer })
}

func (t *fanned) awayRows() []newsRow {
	if len(t.standIns) == 0 {
		return nil
	}
	return awayRows(t.standIns, t.Number, t.entries[len(t.entries)-1].At)
}
