package load

import (
	"time"

	"github.com/google/uuid"
)

// truth is what stands in the database about the tickets of a run, at one
// moment. Whole is false where only the customers' streams could be read.
type truth struct {
	Whole   bool
	Epoch   string
	Tickets map[int64]*ticketTruth
	News    []newsTruth
	Boxes   []boxTruth
}

// ticketTruth is one ticket with everything that hangs on it.
type ticketTruth struct {
	Number        int64         `db:"number"`
	ID            uuid.UUID     `db:"id"`
	Customer      uuid.UUID     `db:"customer"`
	Team          string        `db:"team"`
	Policy        string        `db:"policy"`
	Subject       string        `db:"subject"`
	Excerpt       string        `db:"excerpt"`
	Tier          string        `db:"tier"`
	State         string        `db:"state"`
	Assignee      uuid.NullUUID `db:"assignee"`
	HeadEveryone  int64         `db:"head_everyone"`
	HeadHelpers   int64         `db:"head_helpers"`
	HeadStaff     int64         `db:"head_staff"`
	Fanned        int64         `db:"fanned"`
	FanoutPending bool          `db:"fanout_pending"`
	Resolutions   int           `db:"resolutions"`

	Entries  []entryTruth
	Grants   []grantTruth
	Offers   []offerTruth
	Ratings  []ratingTruth
	Jobs     []jobTruth
	Searched []searchTruth
	Bodies   []bodyTruth
	Opened   []uuid.UUID // rows of the access log
	Reads    []readTruth

	index map[uuid.UUID]int // places of entries; see byID
}

// entryTruth is one line of a log. Numbers of streams that it is not in are 0.
type entryTruth struct {
	Ticket   int64         `db:"ticket"`
	Seq      int64         `db:"seq"`
	Helpers  int64         `db:"seq_helpers"`
	Everyone int64         `db:"seq_everyone"`
	ID       uuid.UUID     `db:"id"`
	Kind     string        `db:"kind"`
	Audience string        `db:"audience"`
	Author   uuid.UUID     `db:"author"`
	Role     string        `db:"author_role"`
	Text     string        `db:"text"`
	Event    string        `db:"event"`
	Reason   string        `db:"reason"`
	To       uuid.NullUUID `db:"to_id"`
	ToRole   string        `db:"to_role"`
}

type grantTruth struct {
	Ticket int64     `db:"ticket"`
	Expert uuid.UUID `db:"expert"`
	Kind   string    `db:"kind"`
	First  int64     `db:"first_seq"`
	Last   *int64    `db:"last_seq"`
}

type offerTruth struct {
	Ticket  int64      `db:"ticket"`
	Expert  uuid.UUID  `db:"expert"`
	Wave    int        `db:"wave"`
	Ends    time.Time  `db:"expires_at"`
	Ended   *time.Time `db:"ended_at"`
	Outcome string     `db:"outcome"`
}

type ratingTruth struct {
	Ticket     int64 `db:"ticket"`
	Resolution int   `db:"resolution"`
	Stars      *int  `db:"stars"`
}

type jobTruth struct {
	Ticket  int64     `db:"ticket"`
	ID      uuid.UUID `db:"id"`
	Kind    string    `db:"kind"`
	Done    bool      `db:"done"`
	Dead    bool      `db:"dead"`
	Due     bool      `db:"due"` // for a while: what has just come due may be under way
	Attempt int       `db:"attempt"`
	Error   string    `db:"last_error"`
}

type searchTruth struct {
	Ticket int64  `db:"ticket"`
	Seq    int64  `db:"seq"`
	Words  string `db:"words"`
}

type bodyTruth struct {
	Ticket int64     `db:"ticket"`
	Seq    int64     `db:"seq"`
	ID     uuid.UUID `db:"id"`
}

type readTruth struct {
	Ticket int64     `db:"ticket"`
	Person uuid.UUID `db:"person"`
	Role   string    `db:"role"`
	Own    int64     `db:"own"`
	Seq    int64     `db:"seq"`
}

type newsTruth struct {
	Person uuid.UUID `db:"person"`
	Seq    int64     `db:"seq"`
	Kind   string    `db:"kind"`
	Ticket int64     `db:"ticket"`
}

type boxTruth struct {
	Person   uuid.UUID `db:"person"`
	Notified int64     `db:"notified"`
}

// in gives an entry's number in the stream that this role reads.
func (e *entryTruth) in(role string) int64 {
	switch role {
	case "customer":
		return e.Everyone
	case "expert":
		return e.Helpers
	}
	return e.Seq
}

func (t *ticketTruth) grant(expert uuid.UUID) *grantTruth {
	for i := range t.Grants {
		if t.Grants[i].Expert == expert {
			return &t.Grants[i]
		}
	}
	return nil
}

// shows reports whether a grant reaches as far as this entry of the log.
func (g *grantTruth) shows(e *entryTruth) bool {
	return g != nil && e.Helpers > 0 && e.Seq >= g.First && (g.Last == nil || e.Seq <= *g.Last)
}

// streamOf is what this person may read of the ticket, in order.
func (t *ticketTruth) streamOf(p person) (stream []*entryTruth) {
	grant := t.grant(p.id)
	for i := range t.Entries {
		e := &t.Entries[i]
		if e.in(p.role) > 0 && (p.role != "expert" || grant.shows(e)) {
			stream = append(stream, e)
		}
	}
	return stream
}

// allArrived reports whether every watch that goes on has everything.
func (t *truth) allArrived(crew []*client) bool {
	for _, c := range crew {
		if !c.arrived(t) {
			return false
		}
	}
	return true
}

func (c *client) arrived(t *truth) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for number, r := range c.journal.Records {
		ticket := t.Tickets[number]
		if !r.wanted || ticket == nil {
			continue
		}
		stream := ticket.streamOf(c.who)
		if len(stream) > 0 && r.last() < stream[len(stream)-1].in(c.who.role) {
			return false
		}
	}
	return true
}
