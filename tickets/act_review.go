package tickets

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// HeldProbation is why an answer of an expert on probation is held: a peer or
// staff look at it before the customer does.
const HeldProbation = "probation"

// reviewFor is how long a peer who reviews an answer reads the ticket.
const reviewFor = 30 * time.Minute

// errReviewed is a post that has to be held: the desk holds it instead.
var (
	errReviewed    = errors.New("what this expert writes is reviewed first")
	errNotReviewed = errors.New("what this expert writes is not reviewed")
)

// orHeld holds a message whose author turned out to be on probation. The same id
// sent again finds what is held.
func (d *Desk) orHeld(ctx context.Context, o Order, p *Post, done Done, err error) (Done, error) {
	again := fault.Is(err, fault.KindConflict) && o.By.Role == people.RoleExpert && p.Kind == KindMessage
	if !errors.Is(err, errReviewed) && !again {
		return done, err
	}
	held, other := d.Do(ctx, o, &Hold{Text: Text{Raw: p.Text.Raw}, review: true})
	if other != nil && again {
		return done, err
	}
	if errors.Is(other, errNotReviewed) { // it has just ended
		return done, fault.Conflict("please send this again")
	}
	return held, other
}

// Review lets a peer look at an answer that is held for a review: one who is
// qualified for the topic and not on probation themself. They read the ticket
// as it is now for half an hour; nobody else takes it meanwhile.
type Review struct {
	held Entry // loaded by the desk; zero if none waits
	fit  bool
}

func (a *Review) decide(c *Case) error {
	if c.Actor.Role != "expert" || a.held.ID == uuid.Nil || !a.fit || a.held.Author.ID == c.Actor.ID || c.isHolder() {
		return notFound()
	}
	if g := c.grant(c.Actor.ID); g != nil && g.Kind != GrantReview && (g.Until == nil || g.Until.After(c.Now)) {
		return fault.Conflict("you had this ticket yourself; somebody else reviews it")
	}
	for _, g := range c.Grants {
		if g.Kind == GrantReview && g.Expert != c.Actor.ID && g.Until.After(c.Now) {
			return fault.Conflict("somebody reviews this answer already")
		}
	}
	last, until := c.Ticket.Heads.Staff, c.Now.Add(reviewFor)
	c.event(Helpers, Data{Event: EventReviewTaken})
	c.setGrant(Grant{Expert: c.Actor.ID, Kind: GrantReview, FirstSeq: 1, LastSeq: &last, Since: c.Now, Until: &until, Snapshot: snapshot(c.Ticket)})
	return nil
}

// bring finds the answer that has waited longest, and whether the actor may
// review it.
func (a *Review) bring(ctx context.Context, tx *postgres.Tx, c *Case) error {
	var row entryRecord
	err := tx.Get(ctx, &row, `
		SELECT `+entryColumns+` FROM desk.flags f JOIN desk.entries e ON e.ticket = f.ticket AND e.id = f.entry
		WHERE f.ticket = $1 AND f.kind = 'held' AND f.ended_at IS NULL AND e.data->'held' = '["`+HeldProbation+`"]' ORDER BY e.seq LIMIT 1`, c.Ticket.Number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	a.held = row.entry()
	return tx.Get(ctx, &a.fit, `SELECT EXISTS (SELECT FROM desk.qualifications WHERE person = $1 AND topic = $2 AND probation = 0)`, c.Actor.ID, c.Ticket.Topic)
}

// reviews reports whether the actor is a peer who has taken the review of this
// answer. What is held for another reason too is for staff.
func (c *Case) reviews(held Entry) bool {
	g := c.grant(c.Actor.ID)
	return g != nil && g.Kind == GrantReview && held.Author.ID != c.Actor.ID && slices.Equal(heldFor(held), []string{HeldProbation}) &&
		g.LastSeq != nil && held.Numbers.Staff <= *g.LastSeq
}

// probationOf is how many answers of an expert on this topic are still to be
// reviewed.
func probationOf(ctx context.Context, tx *postgres.Tx, expert uuid.UUID, topic string) (n int, err error) {
	return n, tx.Get(ctx, &n, `SELECT coalesce((SELECT probation FROM desk.qualifications WHERE person = $1 AND topic = $2), 0)`, expert, topic)
}

// writeProbation takes one answer off an expert's probation, and keeps who had
// looked at it.
func writeProbation(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if c.Out.Proven == uuid.Nil {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE desk.qualifications SET probation = probation - 1 WHERE person = $1 AND topic = $2 AND probation > 0`, c.Out.Proven, c.Ticket.Topic)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO desk.reviews (ticket, entry, author, reviewer, at) VALUES ($1, $2, $3, $4, $5)`,
		c.Ticket.Number, c.ID, c.Out.Proven, c.Actor.ID, c.Now)
	return err
}

// WaitingReview is a ticket with an answer that a peer may review.
type WaitingReview struct {
	Ticket   int64     `db:"ticket"`
	Topic    string    `db:"topic"`
	Language string    `db:"language"`
	Since    time.Time `db:"since"`
	Taken    bool      `db:"taken"` // by the one who asks
}

const reviewsMost = 50

// Reviews are the answers that an expert may review now, oldest first: of topics
// in which they are qualified and not on probation, in tickets that they had
// nothing to do with.
func (d *Desk) Reviews(ctx context.Context, expert people.Person) ([]WaitingReview, error) {
	waiting := []WaitingReview{}
	return waiting, d.reads.Select(ctx, &waiting, `
		SELECT t.number AS ticket, t.topic, t.language, min(f.at) AS since,
		       bool_or(EXISTS (SELECT FROM desk.grants g WHERE g.ticket = t.number AND g.expert = $1 AND g.kind = 'review' AND g.until > $2)) AS taken
		FROM desk.flags f JOIN desk.tickets t ON t.number = f.ticket
		JOIN desk.qualifications q ON q.topic = t.topic AND q.person = $1 AND q.probation = 0
		JOIN desk.entries e ON e.ticket = f.ticket AND e.id = f.entry AND e.data->'held' = '["`+HeldProbation+`"]' AND e.author <> $1
		WHERE f.kind = 'held' AND f.ended_at IS NULL AND t.state <> 'closed'
		  AND NOT EXISTS (SELECT FROM desk.grants g WHERE g.ticket = t.number AND (g.until IS NULL OR g.until > $2)
		                  AND (g.expert = $1 AND g.kind <> 'review' OR g.expert <> $1 AND g.kind = 'review'))
		GROUP BY t.number, t.topic, t.language ORDER BY since, ticket LIMIT $3`, expert.ID, d.clock.Now(), reviewsMost)
}
