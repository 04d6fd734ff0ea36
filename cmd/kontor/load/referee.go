package load

import (
	"slices"
	"strings"

	"github.com/google/uuid"
)

// judge compares what the clients have written down with what is true. It
// knows the rules of the desk as docs/api.md and docs/architecture.md state
// them and nothing of how the desk keeps them.
func judge(t *truth, journals []*journal, found *ruling) {
	c := &court{truth: t, journals: journals, ruling: found, sent: map[uuid.UUID]*sent{}, people: map[uuid.UUID]person{}, senders: map[uuid.UUID]person{}, markers: map[uuid.UUID]int{}}
	for _, j := range journals {
		c.people[j.Who.id] = j.Who
		for _, s := range j.Sent {
			c.sent[s.ID], c.senders[s.ID] = s, j.Who
		}
	}
	for _, ticket := range t.Tickets {
		c.log(ticket)
		if t.Whole {
			c.numbers(ticket)
			c.replay(ticket)
			c.rights(ticket)
			c.jobs(ticket)
			c.effects(ticket)
		}
	}
	for _, j := range journals {
		c.acks(j)
		c.order(j)
		for _, r := range j.Records {
			c.watched(j, r)
		}
		c.told(j)
	}
	c.away()
	if t.Whole {
		c.news()
	}
}

// court is one judgement.
type court struct {
	*truth
	*ruling
	journals []*journal
	sent     map[uuid.UUID]*sent
	people   map[uuid.UUID]person // by their ids
	senders  map[uuid.UUID]person // by the ids of what they sent
	markers  map[uuid.UUID]int    // how often what was sent is in a log, by its text
}

// log checks that nothing is in a log that nobody sent, each thing once, by who
// sent it and as it was sent.
func (c *court) log(t *ticketTruth) {
	ids := map[uuid.UUID]bool{}
	for i := range t.Entries {
		e := &t.Entries[i]
		if ids[e.ID] {
			c.broken("ticket %d: the id of entry %d is in the log twice", t.Number, e.Seq)
		}
		ids[e.ID] = true
		if e.Kind == "event" {
			c.event(t, e)
		} else {
			c.words(t, e)
		}
		if c.Whole && holdsSecret(e.Text) {
			c.broken("ticket %d: entry %d holds personal data as it was written", t.Number, e.Seq)
		}
	}
	if c.Whole && (holdsSecret(t.Subject) || holdsSecret(t.Excerpt)) {
		c.broken("ticket %d: its row holds personal data as it was written", t.Number)
	}
}

// words checks a message or a note.
func (c *court) words(t *ticketTruth, e *entryTruth) {
	if e.Text == preparedText && e.Seq == preparedHead {
		return
	}
	named := markersIn(e.Text)
	if len(named) != 1 {
		c.broken("ticket %d: entry %d (%s) holds a text that nobody sent", t.Number, e.Seq, e.Kind)
		return
	}
	c.markers[named[0]]++
	s := c.sent[named[0]]
	switch {
	case s == nil:
		c.broken("ticket %d: entry %d holds a text that nobody sent", t.Number, e.Seq)
	case s.Ticket != 0 && s.Ticket != t.Number:
		c.broken("ticket %d: entry %d was sent to ticket %d", t.Number, e.Seq, s.Ticket)
	case c.by(s).id != e.Author:
		c.broken("ticket %d: entry %d is not by who sent it", t.Number, e.Seq)
	case s.Refused != "":
		c.broken("ticket %d: entry %d was refused (%s) and is in the log", t.Number, e.Seq, s.Refused)
	case isPost(s) && s.ID != e.ID:
		c.broken("ticket %d: entry %d was sent under another id", t.Number, e.Seq)
	case isPost(s) && s.What != "open" && s.What != e.Kind:
		c.broken("ticket %d: entry %d was sent as a %s and is a %s", t.Number, e.Seq, s.What, e.Kind)
	case s.What == "note" && s.Audience != "" && s.Audience != e.Audience, isPost(s) && s.What != "note" && e.Audience != "everyone":
		c.broken("ticket %d: entry %d is for another audience (%s) than it was sent for", t.Number, e.Seq, e.Audience)
	case !s.Personal && e.Text != s.Text:
		c.broken("ticket %d: the text of entry %d is not what was sent", t.Number, e.Seq)
	}
}

const (
	preparedText = "Hello"
	preparedHead = 2
)

func isPost(s *sent) bool { return s.What == "open" || s.What == "message" || s.What == "note" }

func (c *court) by(s *sent) person { return c.senders[s.ID] }

// happens is the event that each act appends under its own id.
var happens = map[string]string{"claim": "claimed", "skip": "skipped", "release": "released", "escalate": "escalated", "handback": "handed_back", "assign": "assigned",
	"resolve": "resolved", "reopen": "reopened", "rating": "rated", "personal": "personal_shown"}

// event checks that an event of a person's doing was asked for by them. Some
// follow from other acts: a reply reopens, a member of staff takes.
func (c *court) event(t *ticketTruth, e *entryTruth) {
	if _, ours := c.people[e.Author]; !ours {
		if c.Whole && e.Role != "system" {
			c.broken("ticket %d: entry %d (%s) is by a stranger", t.Number, e.Seq, e.Event)
		}
		return
	}
	s := c.sent[e.ID]
	switch {
	case s == nil && slices.Contains([]string{"opened", "reopened", "escalated", "offered"}, e.Event):
	case s == nil:
		c.broken("ticket %d: entry %d (%s) was asked for by nobody", t.Number, e.Seq, e.Event)
	case happens[s.What] != e.Event && (s.What != "escalate" || e.Event != "peers_asked"):
		c.broken("ticket %d: entry %d (%s) bears the id of a %s", t.Number, e.Seq, e.Event, s.What)
	case s.Ticket != t.Number:
		c.broken("ticket %d: entry %d was asked for on ticket %d", t.Number, e.Seq, s.Ticket)
	case c.by(s).id != e.Author:
		c.broken("ticket %d: entry %d is not by who asked for it", t.Number, e.Seq)
	case s.Refused != "":
		c.broken("ticket %d: entry %d (%s) was refused (%s) and is in the log", t.Number, e.Seq, e.Event, s.Refused)
	}
	for _, id := range markersIn(e.Text) {
		c.markers[id]++
	}
}

// acks checks that what was acknowledged is in the log exactly once, under the
// number that the ack told.
func (c *court) acks(j *journal) {
	for _, s := range j.Sent {
		if s.Text != "" && c.markers[s.ID] > 1 {
			c.broken("ticket %d: what %s sent once (%s) is there %d times", s.Ticket, j.Who.name, s.What, c.markers[s.ID])
		}
		if !s.Acked || c.Whole && s.Epoch != c.Epoch {
			continue // not promised, or in a history that was given up
		}
		t := c.Tickets[s.Ticket]
		if t == nil {
			c.broken("ticket %d: %s has an ack for it (%s), and it is not there", s.Ticket, j.Who.name, s.What)
			continue
		}
		c.ack(j.Who, t, s)
	}
}

func (c *court) ack(p person, t *ticketTruth, s *sent) {
	if s.Text != "" && c.markers[s.ID] == 0 && (c.Whole || isPost(s)) {
		c.broken("ticket %d: the %s that %s has an ack for is lost", t.Number, s.What, p.name)
		return
	}
	e := t.byID(s.ID)
	if e == nil {
		if c.Whole || isPost(s) {
			c.broken("ticket %d: the %s that %s has an ack for is lost", t.Number, s.What, p.name)
		}
		return
	}
	if !s.HTTP && s.Seq != e.in(p.role) {
		c.broken("ticket %d: the ack says number %d, in the log it is %d (%s by %s)", t.Number, s.Seq, e.in(p.role), s.What, p.name)
	}
}

func (t *ticketTruth) byID(id uuid.UUID) *entryTruth {
	if t.index == nil {
		t.index = map[uuid.UUID]int{}
		for i := range t.Entries {
			t.index[t.Entries[i].ID] = i
		}
	}
	if i, ok := t.index[id]; ok {
		return &t.Entries[i]
	}
	return nil
}

// order checks that what one client sent over its socket one after the other
// stands in the log in that order.
func (c *court) order(j *journal) {
	last := map[int64]int64{}
	for _, s := range j.Sent {
		t := c.Tickets[s.Ticket]
		if !s.Acked || s.Delayed || s.HTTP || t == nil || !isPost(s) {
			continue
		}
		e := t.byID(s.ID)
		if e == nil {
			continue
		}
		if e.Seq < last[t.Number] {
			c.broken("ticket %d: two messages of %s stand in the other order than they were sent in (%d after %d)", t.Number, j.Who.name, e.Seq, last[t.Number])
		}
		last[t.Number] = max(last[t.Number], e.Seq)
	}
}

// watched checks that what a client received of a ticket is what it may read of
// it, each entry once, in order, without holes, and up to the end where the
// watch lasted.
func (c *court) watched(j *journal, r *record) {
	t := c.Tickets[r.Ticket]
	if t == nil {
		if len(r.Got) > 0 {
			c.broken("ticket %d: %s received entries of a ticket that is not there", r.Ticket, j.Who.name)
		}
		return
	}
	if !c.mayRead(t, j.Who) {
		c.broken("ticket %d: %s watches a ticket that is not theirs", r.Ticket, j.Who.name)
		return
	}
	if c.Whole && r.Epoch != "" && r.Epoch != c.Epoch {
		return // it never came back after the history changed
	}
	stream := t.streamOf(j.Who)
	for i, g := range r.Got {
		if g.Seq != int64(i+1) {
			c.broken("ticket %d: %s received number %d where %d was next", r.Ticket, j.Who.name, g.Seq, i+1)
			return
		}
		if i >= len(stream) {
			c.broken("ticket %d: %s received entry %d (%s), which is not theirs to read", r.Ticket, j.Who.name, g.Seq, g.Kind)
			return
		}
		c.same(j.Who, r, stream[i], g)
	}
	if r.complete() && len(r.Got) < len(stream) {
		c.broken("ticket %d: %s received %d of %d entries (%s)", r.Ticket, j.Who.name, len(r.Got), len(stream), strings.TrimSpace("watching "+r.Ended))
	}
}

// complete reports whether everything should have come: the watch goes on, or
// it ended with the entry that ended the grant.
func (r *record) complete() bool { return r.wanted && r.live || r.Ended == "grant_ended" }

func (c *court) same(p person, r *record, e *entryTruth, g got) {
	switch {
	case g.ID != e.ID || g.Seq != e.in(p.role) || g.Kind != e.Kind || g.Audience != e.Audience || g.Event != e.Event:
		c.broken("ticket %d: number %d as %s received it is another entry than in the log", r.Ticket, g.Seq, p.name)
	case p.role != "customer" && g.Text != e.Text:
		c.broken("ticket %d: the text of number %d as %s received it is not that of the log", r.Ticket, g.Seq, p.name)
	case p.role == "customer" && c.sent[e.ID] != nil && isPost(c.sent[e.ID]) && g.Text != c.sent[e.ID].Text:
		c.broken("ticket %d: the customer does not read number %d as it was written", r.Ticket, g.Seq)
	case g.Personal && p.role != "staff":
		c.broken("ticket %d: %s received the original text of number %d", r.Ticket, p.name, g.Seq)
	case g.Personal && !c.opened(r.Ticket, p):
		c.broken("ticket %d: %s received the original text of number %d without having opened it", r.Ticket, p.name, g.Seq)
	}
}

// opened reports whether somebody ever opened the personal data of a ticket.
func (c *court) opened(ticket int64, p person) bool {
	return slices.ContainsFunc(c.Tickets[ticket].Entries, func(e entryTruth) bool { return e.Event == "personal_shown" && e.Author == p.id })
}

// told checks that nobody was told of a ticket that is not theirs.
func (c *court) told(j *journal) {
	for number, by := range j.Told {
		if t := c.Tickets[number]; t != nil && !c.mayRead(t, j.Who) {
			c.broken("ticket %d: %s was told of it (%s), and it is not theirs", number, j.Who.name, by)
		} else if t == nil && j.Who.role != "staff" { // staff see what others left in their team's queue
			c.broken("ticket %d: %s was told of it (%s), and it is nobody's of this run", number, j.Who.name, by)
		}
	}
}

// away names who did not come back though others did.
func (c *court) away() {
	var names []string
	for _, j := range c.journals {
		if j.Away {
			names = append(names, j.Who.name)
		}
	}
	if n := len(names); n > 0 && n < len(c.journals) {
		c.broken("%d of %d clients were not live at the end, %s among them", n, len(c.journals), names[0])
	}
}

func (c *court) mayRead(t *ticketTruth, p person) bool {
	switch p.role {
	case "customer":
		return t.Customer == p.id
	case "expert":
		return t.grant(p.id) != nil
	}
	return slices.Contains(p.teams, t.Team)
}
