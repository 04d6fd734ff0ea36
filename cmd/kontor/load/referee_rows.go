package load

import (
	"slices"
	"strings"

	"github.com/google/uuid"
)

// numbers checks the three streams: 1, 2, 3 … each, and heads that say so.
func (c *court) numbers(t *ticketTruth) {
	var staff, helpers, everyone int64
	for i := range t.Entries {
		e := &t.Entries[i]
		next := func(own int64, in bool, last *int64, stream string) {
			if !in {
				if own != 0 {
					c.broken("ticket %d: entry %d is for %s and has number %d in the stream of %s", t.Number, e.Seq, e.Audience, own, stream)
				}
				return
			}
			if *last++; own != *last {
				c.broken("ticket %d: the stream of %s has number %d where %d was next", t.Number, stream, own, *last)
				*last = own
			}
		}
		next(e.Seq, true, &staff, "staff")
		next(e.Helpers, e.Audience != "staff", &helpers, "helpers")
		next(e.Everyone, e.Audience == "everyone", &everyone, "everyone")
	}
	if t.HeadStaff != staff || t.HeadHelpers != helpers || t.HeadEveryone != everyone {
		c.broken("ticket %d: its heads are %d, %d, %d and its streams end at %d, %d, %d", t.Number, t.HeadEveryone, t.HeadHelpers, t.HeadStaff, everyone, helpers, staff)
	}
}

// replay follows the log and compares where it leads with the row.
func (c *court) replay(t *ticketTruth) {
	var s stage
	for i := range t.Entries {
		e := &t.Entries[i]
		st := step{Kind: e.Kind, Event: e.Event, Reason: e.Reason, Author: face{ID: e.Author, Role: e.Role}}
		if e.To.Valid {
			st.To = &face{ID: e.To.UUID, Role: e.ToRole}
		}
		if err := s.apply(st, t.Policy == "staff_only"); err != nil {
			c.broken("ticket %d: entry %d: %v", t.Number, e.Seq, err)
		}
	}
	if s.Tier != t.Tier || s.State != t.State || s.Holder != t.Assignee.UUID {
		c.broken("ticket %d: its log leads to %s, %s, held by %s; its row says %s, %s, held by %s",
			t.Number, s.Tier, s.State, c.nameOf(s.Holder), t.Tier, t.State, c.nameOf(t.Assignee.UUID))
	}
	if s.Resolutions != t.Resolutions || len(t.Ratings) != s.Resolutions {
		c.broken("ticket %d: resolved %d times, its row says %d and %d ratings were asked for", t.Number, s.Resolutions, t.Resolutions, len(t.Ratings))
	}
	c.rated(t)
}

func (c *court) nameOf(id uuid.UUID) string {
	if id == uuid.Nil {
		return "nobody"
	}
	if p, ok := c.people[id]; ok {
		return p.name
	}
	return "somebody else"
}

func (c *court) rated(t *ticketTruth) {
	given := 0
	for i, r := range t.Ratings {
		if r.Resolution != i+1 {
			c.broken("ticket %d: rating %d is of resolution %d", t.Number, i+1, r.Resolution)
		}
		if r.Stars != nil {
			given++
		}
	}
	if told := t.count(func(e *entryTruth) bool { return e.Event == "rated" }); told != given {
		c.broken("ticket %d: %d ratings were given and %d stand in its log", t.Number, given, told)
	}
}

func (t *ticketTruth) count(is func(*entryTruth) bool) (n int) {
	for i := range t.Entries {
		if is(&t.Entries[i]) {
			n++
		}
	}
	return n
}

// rights checks that grants and offers are those that the log leads to.
func (c *court) rights(t *ticketTruth) {
	for _, g := range t.Grants {
		holds := t.Assignee.UUID == g.Expert
		active := t.State == "open" || t.State == "waiting"
		switch {
		case g.Kind == "holder" && !(holds && active):
			c.broken("ticket %d: %s reads on and does not have it", t.Number, c.nameOf(g.Expert))
		case g.Kind == "solved" && (!holds || active):
			c.broken("ticket %d: %s has the grant of who solved it and did not", t.Number, c.nameOf(g.Expert))
		case g.Kind != "holder" && holds && active:
			c.broken("ticket %d: %s has it and cannot read on", t.Number, c.nameOf(g.Expert))
		case (g.Kind == "past" || g.Kind == "offered") && (g.Last == nil || *g.Last > t.HeadStaff):
			c.broken("ticket %d: the grant of %s has no end in the log", t.Number, c.nameOf(g.Expert))
		}
	}
	c.offers(t)
	c.reads(t)
}

// reads checks that read marks point at entries that whoever read them can see.
func (c *court) reads(t *ticketTruth) {
	for _, r := range t.Reads {
		ok := slices.ContainsFunc(t.Entries, func(e entryTruth) bool { return e.Seq == r.Seq && e.in(r.Role) == r.Own })
		if p, ours := c.people[r.Person]; !ok || !ours || !c.mayRead(t, p) {
			c.broken("ticket %d: %s is said to have read number %d (%d of the log), which is not theirs", t.Number, c.nameOf(r.Person), r.Own, r.Seq)
		}
	}
}

func (c *court) offers(t *ticketTruth) {
	claimed := 0
	for _, o := range t.Offers {
		if _, ours := c.people[o.Expert]; !ours {
			c.broken("ticket %d: it was offered to somebody who is not of this run", t.Number)
		}
		switch {
		case o.Outcome == "claimed":
			claimed++
			if t.count(func(e *entryTruth) bool { return e.Event == "claimed" && e.Author == o.Expert }) != 1 {
				c.broken("ticket %d: the offer to %s counts as claimed, and the log does not say so once", t.Number, c.nameOf(o.Expert))
			}
		case o.Ended == nil && (t.Assignee.Valid || t.Tier != "expert" || t.State == "resolved" || t.State == "closed"):
			c.broken("ticket %d: it is still offered to %s", t.Number, c.nameOf(o.Expert))
		}
	}
	if told := t.count(func(e *entryTruth) bool { return e.Event == "claimed" }); told != claimed {
		c.broken("ticket %d: claimed %d times by its log, %d times by its offers", t.Number, told, claimed)
	}
}

// jobs checks that every promise was kept, once.
func (c *court) jobs(t *ticketTruth) {
	fanouts := 0
	for _, j := range t.Jobs {
		switch {
		case j.Dead:
			c.broken("ticket %d: its job %s was given up after %d tries (%s)", t.Number, j.Kind, j.Attempt, j.Error)
		case !j.Done && j.Due:
			c.broken("ticket %d: its job %s is due and not done after %d tries", t.Number, j.Kind, j.Attempt)
		case j.Done && j.Error == "not_found":
			c.broken("ticket %d: its job %s did not find it", t.Number, j.Kind)
		}
		if j.Kind == "fanout" && !j.Done && !j.Dead {
			fanouts++
		}
	}
	if fanouts > 1 {
		c.broken("ticket %d: %d fan-outs are undone at a time", t.Number, fanouts)
	}
	if t.FanoutPending != (fanouts == 1) {
		c.broken("ticket %d: its row says that a fan-out is pending (%v), and %d are", t.Number, t.FanoutPending, fanouts)
	}
	if fanouts == 0 && t.Fanned != t.HeadStaff {
		c.broken("ticket %d: its log was fanned out up to %d of %d", t.Number, t.Fanned, t.HeadStaff)
	}
	if asks := t.jobsOf("rating_request"); asks != t.Resolutions {
		c.broken("ticket %d: %d resolutions and %d requests for a rating", t.Number, t.Resolutions, asks)
	}
}

func (t *ticketTruth) jobsOf(kind string) (n int) {
	for _, j := range t.Jobs {
		if j.Kind == kind {
			n++
		}
	}
	return n
}

// effects checks what jobs and acts left beside the log: words for the search,
// sealed originals, lines of the access log.
func (c *court) effects(t *ticketTruth) {
	c.searched(t)
	for _, b := range t.Bodies {
		if e := t.byID(b.ID); e == nil || e.Seq != b.Seq {
			c.broken("ticket %d: the vault holds the original of entry %d, which is not in its log", t.Number, b.Seq)
		}
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		if s := c.sent[e.ID]; s != nil && isPost(s) && s.Text != e.Text && !slices.ContainsFunc(t.Bodies, func(b bodyTruth) bool { return b.ID == e.ID }) {
			c.broken("ticket %d: the original of entry %d is lost", t.Number, e.Seq)
		}
		if e.Event == "personal_shown" && !slices.Contains(t.Opened, e.ID) {
			c.broken("ticket %d: personal data was opened (entry %d) and the access log does not say so", t.Number, e.Seq)
		}
	}
	if shown := t.count(func(e *entryTruth) bool { return e.Event == "personal_shown" }); shown != len(t.Opened) {
		c.broken("ticket %d: personal data was opened %d times by its log, %d times by the access log", t.Number, shown, len(t.Opened))
	}
}

// searched checks that what was fanned out can be found by its words.
func (c *court) searched(t *ticketTruth) {
	found := map[int64]string{}
	for _, s := range t.Searched {
		if found[s.Seq] != "" {
			c.broken("ticket %d: entry %d is in the search twice", t.Number, s.Seq)
		}
		found[s.Seq] = s.Words
		if s.Seq > t.HeadStaff {
			c.broken("ticket %d: the search knows entry %d, which is not in its log", t.Number, s.Seq)
		}
	}
	for i := range t.Entries {
		e := &t.Entries[i]
		if e.Text == "" || e.Seq > t.Fanned || e.Text == preparedText && e.Seq == preparedHead {
			continue
		}
		for _, id := range markersIn(e.Text) {
			if !strings.Contains(found[e.Seq], marker(id)) {
				c.broken("ticket %d: the search does not find entry %d", t.Number, e.Seq)
			}
		}
	}
}

// news checks notifications: numbered without gaps, no more of a kind than
// there was reason for, and for customers exactly as many.
func (c *court) news() {
	told := map[newsKey]int{}
	last := map[uuid.UUID]int64{}
	for _, n := range c.News {
		if n.Seq != last[n.Person]+1 {
			c.broken("%s has notification %d where %d was next", c.nameOf(n.Person), n.Seq, last[n.Person]+1)
		}
		last[n.Person] = n.Seq
		told[newsKey{n.Person, n.Ticket, n.Kind}]++
	}
	for _, b := range c.Boxes {
		if b.Notified != last[b.Person] {
			c.broken("the inbox of %s counts %d notifications and holds %d", c.nameOf(b.Person), b.Notified, last[b.Person])
		}
	}
	for key, n := range told {
		if t := c.Tickets[key.ticket]; t != nil && n > c.reasons(t, key) {
			c.broken("ticket %d: %s was notified %d times of %q, with reason for %d", key.ticket, c.nameOf(key.person), n, key.kind, c.reasons(t, key))
		}
	}
	for _, t := range c.Tickets {
		for _, kind := range []string{"claimed", "escalated", "resolved", "assigned"} {
			key := newsKey{t.Customer, t.Number, kind}
			if want := c.reasons(t, key); t.Fanned == t.HeadStaff && told[key] < want {
				c.broken("ticket %d: the customer was notified %d times of %q, with reason for %d", t.Number, told[key], kind, want)
			}
		}
	}
}

type newsKey struct {
	person uuid.UUID
	ticket int64
	kind   string
}

// reasons is how often somebody had reason to be notified. Several replies may
// be one notification.
func (c *court) reasons(t *ticketTruth, key newsKey) int {
	switch key.kind {
	case "replied":
		return t.count(func(e *entryTruth) bool { return e.Kind == "message" && e.Author != key.person })
	case "rating_request":
		return t.Resolutions
	case "offer":
		return len(t.Offers)
	case "assigned":
		return t.count(func(e *entryTruth) bool {
			return e.Event == "assigned" && e.Author != key.person && (t.Customer == key.person || e.To.UUID == key.person)
		})
	}
	return t.count(func(e *entryTruth) bool { return e.Event == key.kind && e.Author != key.person })
}
