package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"kontor/internal/fault"
	"kontor/people"
)

// May lists the acts that this person could do to the ticket now, and says how long
// other experts would have if they gave it up being stuck; 0: staff get it at once. It
// asks the same decisions that would be taken.
func (d *Desk) May(ctx context.Context, p people.Person, number int64) (acts []string, peers time.Duration, err error) {
	c, err := d.layToRead(ctx, p, number)
	if fault.Is(err, fault.KindNotFound) {
		return []string{}, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	if c.isHolder() && c.Ticket.Active() && c.peersFirst(ReasonStuck) {
		peers = c.Topic.PeersWithin()
	}
	return c.may(p), peers, nil
}

// layToRead is lay without a lock, of one moment and in one statement. It is
// not for deciding what will be written: a statement that locks sees what was
// there before it waited.
func (d *Desk) layToRead(ctx context.Context, p people.Person, number int64) (*Case, error) {
	var row struct {
		lockedTicket
		Topic  json.RawMessage `db:"topic_row"`
		Rating json.RawMessage `db:"rating"`
		Offers json.RawMessage `db:"offers"`
		Grants json.RawMessage `db:"grants"`
		Held   bool            `db:"held"`
	}
	err := d.reads.Get(ctx, &row, `
		SELECT `+wholeTicket+`,
		       (SELECT to_json(o) FROM desk.topics o WHERE o.id = t.topic) AS topic_row,
		       coalesce((SELECT json_build_object('Resolution', r.resolution, 'AskedAt', r.asked_at,
		                                 'Handler', json_build_object('id', r.handler, 'role', r.handler_role, 'name', r.handler_name))
		        FROM desk.ratings r WHERE r.ticket = t.number AND r.resolution = t.resolutions AND r.stars IS NULL), 'null') AS rating,
		       (SELECT coalesce(json_agg(o), '[]') FROM (
		            SELECT DISTINCT ON (expert) ticket, expert, wave, made_at, expires_at, ended_at, outcome
		            FROM desk.offers WHERE ticket = t.number ORDER BY expert, wave DESC) o) AS offers,
		       (SELECT coalesce(json_agg(g), '[]') FROM (
		            SELECT ticket, expert, kind, first_seq, last_seq, since, until FROM desk.grants WHERE ticket = t.number) g) AS grants,
		       `+anyHeld+` AS held
		FROM desk.tickets t WHERE t.number = $1`, number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, notFound()
	}
	if err != nil {
		return nil, err
	}
	c := &Case{Ticket: row.Ticket, Actor: FaceOf(p), Teams: p.Teams, Now: d.clock.Now(), ID: newID(), Full: true, Held: row.Held}
	var topic topicRow
	err = errors.Join(json.Unmarshal(row.Topic, &topic), json.Unmarshal(row.Rating, &c.Rating),
		json.Unmarshal(row.Offers, &c.Offers), json.Unmarshal(row.Grants, &c.Grants))
	if err != nil {
		return nil, err
	}
	c.Topic, err = topic.topic()
	c.Topic = c.Topic.For(row.Fields)
	return c, err
}

// trials are the acts by name with input that is right in itself: an act about an
// entry is tried on one that this person could do it to, as the first message, whether
// or not there is one now.
func trials(p people.Person) map[string]Act {
	some := Text{Raw: "-", Masked: "-"}
	first := standing{Entry: Entry{ID: newID(), Audience: Everyone, Numbers: Numbers{Staff: firstMessageAt}, Text: "-"}}
	return map[string]Act{
		"post": &Post{Kind: KindMessage, Text: some}, "note": &Post{Kind: KindNote, Text: some}, "claim": Claim{}, "skip": Skip{},
		"release": &Release{}, "escalate": &Escalate{Reason: ReasonOther, Note: some}, "handback": &HandBack{Note: some},
		"resolve": Resolve{}, "reopen": Reopen{}, "rate": &Rate{Stars: 5}, "personal": &ShowPersonal{},
		"leak": &Leak{Entry: first.ID, found: first}, "hide": &Hide{Entry: first.ID, found: first, open: true},
		"release_held": &ReleaseHeld{held: first.Entry}, "drop_held": &DropHeld{held: first.Entry},
		"describe": &Describe{found: &Attachment{}},
	}
}

func (c *Case) may(p people.Person) []string {
	names := []string{}
	for name, act := range trials(p) {
		trial := *c
		trial.Offers, trial.Grants = slices.Clone(c.Offers), slices.Clone(c.Grants)
		if err := act.decide(&trial); err == nil || errors.Is(err, errReviewed) {
			names = append(names, name)
		}
	}
	if c.isStaff() && c.Ticket.Active() {
		names = append(names, "assign")
	}
	slices.Sort(names)
	return names
}
