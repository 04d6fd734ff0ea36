package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"
)

// Resolution is one time that somebody resolved a ticket, as the log tells it.
type Resolution struct {
	Ticket     int64
	Number     int // the ticket's how many-th
	Topic      string
	Language   string
	Handler    Face
	TakenAt    time.Time // when the handler took the ticket
	At         time.Time
	ReopenedAt *time.Time // nil: it has stayed resolved
	Staffed    bool       // staff had the ticket before, or wrote to the customer
	Silent     bool       // its handler never wrote to the customer
}

// Resolutions are all of a ticket, in order.
func (d *Desk) Resolutions(ctx context.Context, number int64) ([]Resolution, error) {
	var ticket struct {
		Topic    string `db:"topic"`
		Language string `db:"language"`
	}
	if err := d.app.GetContext(ctx, &ticket, `SELECT topic, language FROM desk.tickets WHERE number = $1`, number); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			return nil, notFound()
		}
		return nil, err
	}
	var lines []logLine
	err := d.app.SelectContext(ctx, &lines, `
		SELECT author AS id, author_role AS role, author_name AS name, kind, data, at FROM desk.entries
		WHERE ticket = $1 AND (kind = 'event' OR kind = 'message' AND author_role <> 'customer') ORDER BY seq`, number)
	if err != nil {
		return nil, err
	}
	all := resolutionsOf(lines)
	for i := range all {
		all[i].Ticket, all[i].Topic, all[i].Language = number, ticket.Topic, ticket.Language
	}
	return all, nil
}

// logLine is what resolutions are told from.
type logLine struct {
	Face
	Kind Kind            `db:"kind"`
	Data json.RawMessage `db:"data"`
	At   time.Time       `db:"at"`
}

// telling follows a log from its beginning.
type telling struct {
	all     []Resolution
	holder  *Face
	since   time.Time
	staffed bool
	wrote   map[uuid.UUID]bool
}

func resolutionsOf(lines []logLine) []Resolution {
	t := telling{wrote: map[uuid.UUID]bool{}}
	for _, line := range lines {
		t.hear(line)
	}
	return t.all
}

func (t *telling) hear(line logLine) {
	if line.Kind == KindMessage {
		t.wrote[line.ID] = true
		t.staffed = t.staffed || line.Role != "expert"
		return
	}
	var data Data
	if json.Unmarshal(line.Data, &data) != nil {
		return
	}
	switch data.Event {
	case EventClaimed, EventAssigned:
		if data.To != nil {
			t.takes(*data.To, line.At)
		}
	case EventReleased, EventPeersAsked, EventEscalated, EventHandedBack:
		t.holder = nil
	case EventResolved:
		t.resolved(line)
	case EventReopened:
		if n := len(t.all); n > 0 && t.all[n-1].ReopenedAt == nil {
			t.all[n-1].ReopenedAt = &line.At
		}
	}
}

func (t *telling) takes(who Face, at time.Time) {
	t.holder, t.since = &who, at
	t.staffed = t.staffed || who.Role != "expert"
}

// resolved takes it that whoever resolves what nobody has, has it from then on.
func (t *telling) resolved(line logLine) {
	if t.holder == nil {
		t.takes(line.Face, line.At)
	}
	t.all = append(t.all, Resolution{Number: len(t.all) + 1, Handler: *t.holder, TakenAt: t.since, At: line.At, Staffed: t.staffed, Silent: !t.wrote[t.holder.ID]})
}
