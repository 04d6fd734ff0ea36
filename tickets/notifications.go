package tickets

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
)

// Notification tells a person that something happened to a ticket of theirs.
// It holds no text.
type Notification struct {
	ID     uuid.UUID `db:"id" json:"id"`
	Seq    int64     `db:"seq" json:"seq"`
	Kind   string    `db:"kind" json:"kind"`
	Ticket int64     `db:"ticket" json:"ticket"`
	At     time.Time `db:"at" json:"at"`
	Read   bool      `db:"read" json:"read"`
}

// Notifications gives a person's notifications, newest first, before a number.
func (d *Desk) Notifications(ctx context.Context, p people.Person, before int64, limit int) ([]Notification, error) {
	if limit <= 0 || limit > listMost {
		limit = listDefault
	}
	found := []Notification{}
	return found, d.reads.Select(ctx, &found, `
		SELECT n.id, n.seq, n.kind, coalesce(n.ticket, 0) AS ticket, n.at, n.seq <= b.read AS read
		FROM desk.notifications n JOIN desk.inbox b ON b.person = n.person
		WHERE n.person = $1 AND ($2 = 0 OR n.seq < $2) ORDER BY n.seq DESC LIMIT $3`, p.ID, before, limit)
}

// NotificationsAfter gives what came after a number, in order.
func (d *Desk) NotificationsAfter(ctx context.Context, person uuid.UUID, after int64) ([]Notification, error) {
	found := []Notification{}
	return found, d.reads.Select(ctx, &found, `
		SELECT n.id, n.seq, n.kind, coalesce(n.ticket, 0) AS ticket, n.at, n.seq <= b.read AS read
		FROM desk.notifications n JOIN desk.inbox b ON b.person = n.person
		WHERE n.person = $1 AND n.seq > $2 ORDER BY n.seq LIMIT $3`, person, after, listMost)
}

// ReadNotifications marks a person's notifications up to a number as read.
func (d *Desk) ReadNotifications(ctx context.Context, p people.Person, upto int64) error {
	_, err := d.app.ExecContext(ctx, `UPDATE desk.inbox SET read = least(notified, greatest(read, $2)) WHERE person = $1`, p.ID, upto)
	return err
}

// InboxHead is where a person's inbox stands.
type InboxHead struct {
	Person   uuid.UUID `db:"person"`
	Head     int64     `db:"head"`
	Notified int64     `db:"notified"`
}

// InboxHeads reads the heads of many inboxes in one query.
func (d *Desk) InboxHeads(ctx context.Context, persons []uuid.UUID) ([]InboxHead, error) {
	found := []InboxHead{}
	return found, d.reads.Select(ctx, &found, `SELECT person, head, notified FROM desk.inbox WHERE person = ANY ($1)`, pq.Array(persons))
}

// OutcomesOf says how an expert's last offers of these tickets ended, as the
// expert window shows it; an offer that stands is left out.
func (d *Desk) OutcomesOf(ctx context.Context, expert uuid.UUID, numbers []int64) (map[int64]string, error) {
	outcomes := map[int64]string{}
	if len(numbers) == 0 {
		return outcomes, nil
	}
	var rows []Offer
	err := d.asExpert(ctx, []uuid.UUID{expert}, func(r *postgres.Reader) error {
		return r.Select(ctx, &rows, `
			SELECT DISTINCT ON (ticket) ticket, outcome FROM desk.offers WHERE expert = $1 AND ticket = ANY ($2) ORDER BY ticket, wave DESC`, expert, pq.Array(numbers))
	})
	for _, o := range rows {
		if o.Outcome != "" {
			outcomes[o.Ticket] = o.Outcome
		}
	}
	return outcomes, err
}
