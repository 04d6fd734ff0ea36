package load

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// tale is a small run, told as it should be: Ann asks, Otter claims, answers and
// escalates, Lind takes it, opens the personal data and resolves, Ann rates.
type tale struct {
	truth                   *truth
	ticket                  *ticketTruth
	ann, bo, otter, elk     *journal
	lind, kai               *journal
	asked, replied, reached *sent
	noted, taken, resolved  *sent
}

func someone(role, name string, teams ...string) *journal {
	return &journal{Who: person{id: newID(), role: role, name: name, teams: teams}, Records: map[int64]*record{}}
}

func (s *tale) journals() []*journal { return []*journal{s.ann, s.bo, s.otter, s.elk, s.lind, s.kai} }

// does writes an act down where it belongs: with who asked for it, and in the
// log.
func (s *tale) does(j *journal, what string, e entryTruth, text string) *sent {
	p := &sent{ID: newID(), By: slices.Index(s.journals(), j), Ticket: s.ticket.Number, What: what, Audience: e.Audience, Acked: true, Epoch: s.truth.Epoch}
	if text != "" {
		p.Text = text + marker(p.ID)
	}
	j.Sent = append(j.Sent, p)
	e.ID, e.Author, e.Role = p.ID, j.Who.id, j.Who.role
	if e.Kind != "event" || what == "personal" || what == "rating" {
		e.Text = p.Text
	}
	if e.Audience == "" {
		e.Audience = "everyone"
	}
	p.Seq = s.enter(e).in(j.Who.role)
	return p
}

// enter appends to the log with the numbers it should have.
func (s *tale) enter(e entryTruth) *entryTruth {
	t := s.ticket
	if e.ID == uuid.Nil {
		e.ID = newID()
	}
	e.Ticket = t.Number
	t.HeadStaff++
	e.Seq = t.HeadStaff
	if e.Audience != "staff" {
		t.HeadHelpers++
		e.Helpers = t.HeadHelpers
	}
	if e.Audience == "everyone" {
		t.HeadEveryone++
		e.Everyone = t.HeadEveryone
	}
	t.Entries = append(t.Entries, e)
	if e.Text != "" {
		t.Searched = append(t.Searched, searchTruth{t.Number, e.Seq, e.Text})
	}
	return &t.Entries[len(t.Entries)-1]
}

func tell() *tale {
	s := &tale{truth: &truth{Whole: true, Epoch: "one", Tickets: map[int64]*ticketTruth{}},
		ann: someone("customer", "Ann"), bo: someone("customer", "Bo"), otter: someone("expert", "Otter"), elk: someone("expert", "Elk"),
		lind: someone("staff", "Lind", "a"), kai: someone("staff", "Kai", "b")}
	s.ticket = &ticketTruth{Number: 1001, Customer: s.ann.Who.id, Team: "a", Policy: "experts_first", Tier: "staff", State: "resolved", Resolutions: 1,
		Assignee: uuid.NullUUID{UUID: s.lind.Who.id, Valid: true}}
	t := s.ticket
	s.truth.Tickets[t.Number] = t
	s.enter(entryTruth{Kind: "event", Event: "opened", Audience: "everyone", Author: s.ann.Who.id, Role: "customer"})
	s.asked = s.does(s.ann, "open", entryTruth{Kind: "message"}, "The lamp is out. ")
	s.enter(entryTruth{Kind: "event", Event: "offered", Audience: "helpers", Role: "system"})
	s.does(s.otter, "claim", entryTruth{Kind: "event", Event: "claimed"}, "")
	s.replied = s.does(s.otter, "message", entryTruth{Kind: "message"}, "Have you tried the other one? ")
	s.reached = s.does(s.ann, "message", entryTruth{Kind: "message"}, "Call me at [phone 1]. ")
	s.reached.Personal, s.reached.Text = true, strings.ReplaceAll(s.reached.Text, "[phone 1]", "+4531555001")
	s.does(s.otter, "escalate", entryTruth{Kind: "event", Event: "escalated", Reason: "stuck"}, "")
	last := t.HeadStaff
	s.taken = s.does(s.lind, "assign", entryTruth{Kind: "event", Event: "assigned", To: uuid.NullUUID{UUID: s.lind.Who.id, Valid: true}, ToRole: "staff"}, "")
	s.noted = s.does(s.lind, "note", entryTruth{Kind: "note", Audience: "staff"}, "A case for the works. ")
	shown := s.does(s.lind, "personal", entryTruth{Kind: "event", Event: "personal_shown", Audience: "staff"}, "To call back. ")
	s.resolved = s.does(s.lind, "resolve", entryTruth{Kind: "event", Event: "resolved"}, "")
	s.does(s.ann, "rating", entryTruth{Kind: "event", Event: "rated"}, "")

	stars := 4
	t.Grants = []grantTruth{{t.Number, s.otter.Who.id, "past", 1, &last}}
	t.Offers = []offerTruth{{Ticket: t.Number, Expert: s.otter.Who.id, Wave: 1, Outcome: "claimed"}}
	t.Ratings = []ratingTruth{{t.Number, 1, &stars}}
	t.Bodies = []bodyTruth{{t.Number, 6, s.reached.ID}}
	t.Opened = []uuid.UUID{shown.ID}
	t.Reads = []readTruth{{t.Number, s.ann.Who.id, "customer", 2, 2}}
	t.Jobs = []jobTruth{{Ticket: t.Number, Kind: "fanout", Done: true}, {Ticket: t.Number, Kind: "rating_request", Done: true}, {Ticket: t.Number, Kind: "auto_close"}}
	t.Fanned = t.HeadStaff
	for i, kind := range []string{"claimed", "replied", "escalated", "assigned", "resolved", "rating_request"} {
		s.truth.News = append(s.truth.News, newsTruth{s.ann.Who.id, int64(i + 1), kind, t.Number})
	}
	s.truth.Boxes = []boxTruth{{s.ann.Who.id, 6}}
	for _, j := range []*journal{s.ann, s.otter, s.lind} {
		s.watches(j)
	}
	s.otter.Records[t.Number].wanted, s.otter.Records[t.Number].Ended = false, "grant_ended"
	return s
}

// watches gives somebody everything that they may read.
func (s *tale) watches(j *journal) {
	r := &record{Ticket: s.ticket.Number, Epoch: s.truth.Epoch, wanted: true, live: true}
	for _, e := range s.ticket.streamOf(j.Who) {
		text := e.Text
		if j.Who.role == "customer" && e.ID == s.reached.ID {
			text = s.reached.Text
		}
		r.Got = append(r.Got, got{Seq: e.in(j.Who.role), ID: e.ID, Kind: e.Kind, Audience: e.Audience, Text: text, Event: e.Event})
	}
	j.Records[s.ticket.Number] = r
}

func (s *tale) judged() []string {
	s.ticket.index = nil
	found := &ruling{}
	judge(s.truth, s.journals(), found)
	return found.found
}

func TestATaleThatIsTrueBreaksNothing(t *testing.T) {
	if found := tell().judged(); len(found) > 0 {
		t.Errorf("found %q", found)
	}
}

// entry gives the entry of something that was sent.
func (s *tale) entry(p *sent) *entryTruth {
	for i := range s.ticket.Entries {
		if s.ticket.Entries[i].ID == p.ID {
			return &s.ticket.Entries[i]
		}
	}
	return nil
}

func (s *tale) record(j *journal) *record { return j.Records[s.ticket.Number] }

// drop takes an entry out of the log and closes the gap in every stream.
func (s *tale) drop(p *sent) {
	entries := s.ticket.Entries
	s.ticket.Entries, s.ticket.HeadEveryone, s.ticket.HeadHelpers, s.ticket.HeadStaff = nil, 0, 0, 0
	for _, e := range entries {
		if e.ID != p.ID {
			e.Helpers, e.Everyone = 0, 0
			s.enter(e)
		}
	}
}

// Each of these is one thing that a broken desk could do, and what the referee
// must say of it.
func TestTheRefereeSees(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(s *tale)
		say   string
	}{
		{"a lost message", func(s *tale) { s.drop(s.replied) }, "has an ack for is lost"},
		{"a lost act", func(s *tale) { s.drop(s.resolved) }, "has an ack for is lost"},
		{"a lost ticket", func(s *tale) { delete(s.truth.Tickets, 1001) }, "it is not there"},
		{"a doubled message", func(s *tale) {
			again := *s.entry(s.replied)
			again.ID, again.Helpers, again.Everyone = newID(), 0, 0
			s.enter(again)
		}, "is there 2 times"},
		{"a doubled id", func(s *tale) { s.enter(entryTruth{ID: s.replied.ID, Kind: "event", Audience: "everyone"}) }, "in the log twice"},
		{"a message of nobody", func(s *tale) {
			s.enter(entryTruth{Kind: "message", Audience: "everyone", Author: s.ann.Who.id, Role: "customer", Text: "Hi."})
		}, "nobody sent"},
		{"a refused message", func(s *tale) { s.replied.Acked, s.replied.Refused = false, "conflict" }, "was refused (conflict) and is in the log"},
		{"a changed text", func(s *tale) { s.entry(s.replied).Text += "!" }, "is not what was sent"},
		{"another's name", func(s *tale) { s.entry(s.replied).Author = s.elk.Who.id }, "not by who sent it"},
		{"another audience", func(s *tale) { s.entry(s.noted).Audience = "helpers" }, "for another audience"},
		{"an act of nobody", func(s *tale) {
			s.lind.Sent = slices.DeleteFunc(s.lind.Sent, func(p *sent) bool { return p == s.taken })
		}, "asked for by nobody"},
		{"a wrong number in the ack", func(s *tale) { s.replied.Seq++ }, "the ack says number"},
		{"another order", func(s *tale) { s.ann.Sent[0], s.ann.Sent[1] = s.ann.Sent[1], s.ann.Sent[0] }, "in the other order"},
		{"a hole in a stream", func(s *tale) { s.entry(s.replied).Everyone += 5 }, "where 4 was next"},
		{"a staff note in the helpers' stream", func(s *tale) { s.entry(s.noted).Helpers = 9 }, "for staff and has number 9"},
		{"a wrong head", func(s *tale) { s.ticket.HeadHelpers++ }, "its heads are"},
		{"an entry not received", func(s *tale) { r := s.record(s.ann); r.Got = r.Got[:len(r.Got)-1] }, "Ann received 8 of 9 entries"},
		{"an entry not received before the end of a grant", func(s *tale) { r := s.record(s.otter); r.Got = r.Got[:len(r.Got)-1] }, "Otter received 6 of 7 entries"},
		{"an entry received twice", func(s *tale) { r := s.record(s.ann); r.Got = slices.Insert(r.Got, 2, r.Got[1]) }, "received number 2 where 3 was next"},
		{"entries received in another order", func(s *tale) { g := s.record(s.ann).Got; g[2], g[3] = g[3], g[2] }, "received number 4 where 3 was next"},
		{"a hole in what was received", func(s *tale) { r := s.record(s.ann); r.Got = slices.Delete(r.Got, 2, 3) }, "received number 4 where 3 was next"},
		{"another entry under the number", func(s *tale) { s.record(s.ann).Got[3].ID = newID() }, "is another entry"},
		{"another text received", func(s *tale) { s.record(s.lind).Got[4].Text = "x" }, "is not that of the log"},
		{"a customer's words masked to themself", func(s *tale) { s.record(s.ann).Got[4].Text = s.entry(s.reached).Text }, "as it was written"},
		{"a foreign customer's ticket", func(s *tale) { s.bo.Records[1001] = s.record(s.ann) }, "Bo watches a ticket that is not theirs"},
		{"a ticket of another team", func(s *tale) { s.kai.Records[1001] = s.record(s.lind) }, "Kai watches a ticket that is not theirs"},
		{"a ticket without a grant", func(s *tale) { s.elk.Records[1001] = s.record(s.otter) }, "Elk watches a ticket that is not theirs"},
		{"an expert reading on after the end", func(s *tale) {
			r, e := s.record(s.otter), s.entry(s.taken)
			r.Got = append(r.Got, got{Seq: e.Helpers, ID: e.ID, Kind: e.Kind, Audience: e.Audience, Event: e.Event})
		}, "not theirs to read"},
		{"a staff note for the customer", func(s *tale) {
			r, e := s.record(s.ann), s.entry(s.noted)
			r.Got = append(r.Got, got{Seq: int64(len(r.Got) + 1), ID: e.ID, Kind: e.Kind, Audience: e.Audience, Text: e.Text})
		}, "not theirs to read"},
		{"the original to an expert", func(s *tale) { s.record(s.otter).Got[5].Personal = true }, "Otter received the original text"},
		{"the original without opening it", func(s *tale) {
			s.ticket.Entries[9].Author = s.kai.Who.id
			s.record(s.lind).Got[5].Personal = true
		}, "without having opened it"},
		{"an unmasked text in the log", func(s *tale) { s.entry(s.reached).Text = s.reached.Text }, "personal data as it was written"},
		{"an unmasked subject", func(s *tale) { s.ticket.Subject = "call +4531555001" }, "its row holds personal data"},
		{"a lost original", func(s *tale) { s.ticket.Bodies = nil }, "the original of entry 6 is lost"},
		{"an original of nothing", func(s *tale) { s.ticket.Bodies = append(s.ticket.Bodies, bodyTruth{1001, 77, newID()}) }, "not in its log"},
		{"a look that was not logged", func(s *tale) { s.ticket.Opened = nil }, "the access log does not say so"},
		{"a look that nobody took", func(s *tale) { s.ticket.Opened = append(s.ticket.Opened, newID()) }, "2 times by the access log"},
		{"a row behind its log", func(s *tale) { s.ticket.State = "open" }, "its log leads to staff, resolved, held by Lind; its row says staff, open"},
		{"a row of another holder", func(s *tale) { s.ticket.Assignee.UUID = s.kai.Who.id }, "held by Kai"},
		{"claimed twice", func(s *tale) {
			s.enter(entryTruth{Kind: "event", Event: "claimed", Audience: "everyone", Role: "expert", Author: s.elk.Who.id})
		}, "not waiting for an expert"},
		{"escalated twice", func(s *tale) {
			s.enter(entryTruth{Kind: "event", Event: "escalated", Reason: "no_taker", Audience: "everyone", Role: "system"})
		}, "not an open first-level ticket"},
		{"a message by who has lost it", func(s *tale) {
			p := &sent{ID: newID(), By: 2, Ticket: 1001, What: "message", Acked: true, Epoch: "one", HTTP: true}
			p.Text = marker(p.ID)
			s.otter.Sent = append(s.otter.Sent, p)
			s.enter(entryTruth{ID: p.ID, Kind: "message", Audience: "everyone", Author: s.otter.Who.id, Role: "expert", Text: p.Text})
		}, "who did not have the ticket"},
		{"a grant that lasts", func(s *tale) { s.ticket.Grants[0].Kind, s.ticket.Grants[0].Last = "holder", nil }, "reads on and does not have it"},
		{"a solver who did not solve", func(s *tale) { s.ticket.Grants[0].Kind = "solved" }, "who solved it and did not"},
		{"a past without an end", func(s *tale) { s.ticket.Grants[0].Last = nil }, "has no end in the log"},
		{"an offer that stands", func(s *tale) {
			s.ticket.Offers = append(s.ticket.Offers, offerTruth{Ticket: 1001, Expert: s.elk.Who.id, Wave: 1})
		}, "still offered to Elk"},
		{"two claims of one offer", func(s *tale) {
			s.ticket.Offers = append(s.ticket.Offers, offerTruth{Ticket: 1001, Expert: s.elk.Who.id, Outcome: "claimed"})
		}, "claimed 1 times by its log, 2 times by its offers"},
		{"a rating asked for twice", func(s *tale) { s.ticket.Ratings = append(s.ticket.Ratings, ratingTruth{1001, 2, nil}) }, "2 ratings were asked for"},
		{"a rating that is not in the log", func(s *tale) { s.ticket.Entries[len(s.ticket.Entries)-1].Event = "closed" }, "1 ratings were given and 0 stand in its log"},
		{"a job not done", func(s *tale) { s.ticket.Jobs[1].Done, s.ticket.Jobs[1].Due = false, true }, "is due and not done"},
		{"a dead job", func(s *tale) { s.ticket.Jobs[1].Dead = true }, "was given up"},
		{"two fan-outs", func(s *tale) {
			s.ticket.FanoutPending = true
			s.ticket.Jobs = append(s.ticket.Jobs, jobTruth{Kind: "fanout"}, jobTruth{Kind: "fanout"})
		}, "2 fan-outs are undone"},
		{"a fan-out that stopped", func(s *tale) { s.ticket.Fanned -= 2 }, "fanned out up to 10 of 12"},
		{"a fan-out forgotten", func(s *tale) { s.ticket.FanoutPending = true }, "says that a fan-out is pending"},
		{"a lost request to rate", func(s *tale) { s.ticket.Jobs = s.ticket.Jobs[:1] }, "1 resolutions and 0 requests"},
		{"an entry that cannot be found", func(s *tale) { s.ticket.Searched = s.ticket.Searched[1:] }, "the search does not find entry 2"},
		{"an entry found twice", func(s *tale) { s.ticket.Searched = append(s.ticket.Searched, s.ticket.Searched[0]) }, "in the search twice"},
		{"a doubled notification", func(s *tale) {
			s.truth.News = append(s.truth.News, newsTruth{s.ann.Who.id, 7, "resolved", 1001})
			s.truth.Boxes[0].Notified = 7
		},
			`notified 2 times of "resolved", with reason for 1`},
		{"a lost notification", func(s *tale) { s.truth.News = s.truth.News[1:]; s.renumber() }, `notified 0 times of "claimed", with reason for 1`},
		{"a hole in notifications", func(s *tale) { s.truth.News[3].Seq = 9 }, "has notification 9 where 4 was next"},
		{"a row in a foreign list", func(s *tale) { s.bo.Told = map[int64]string{1001: "ticket"} }, "Bo was told of it (ticket)"},
		{"an offer of a ticket that is not there", func(s *tale) { s.elk.Told = map[int64]string{1007: "offer"} }, "nobody's of this run"},
		{"an offer to a stranger", func(s *tale) {
			now := time.Now()
			s.ticket.Offers = append(s.ticket.Offers, offerTruth{Ticket: 1001, Expert: newID(), Ended: &now, Outcome: "lost"})
		}, "offered to somebody who is not of this run"},
		{"an event by a stranger", func(s *tale) {
			s.enter(entryTruth{Kind: "event", Event: "skipped", Audience: "helpers", Author: newID(), Role: "expert"})
		}, "by a stranger"},
		{"a read mark beyond the log", func(s *tale) { s.ticket.Reads[0].Own++ }, "Ann is said to have read number 3"},
		{"a read mark of who may not read", func(s *tale) { s.ticket.Reads[0].Person = s.bo.Who.id }, "Bo is said to have read"},
		{"a client that did not come back", func(s *tale) { s.kai.Away = true }, "1 of 6 clients were not live at the end, Kai"},
		{"an inbox that miscounts", func(s *tale) { s.truth.Boxes[0].Notified = 3 }, "counts 3 notifications and holds 6"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := tell()
			test.spoil(s)
			found := s.judged()
			if !slices.ContainsFunc(found, func(v string) bool { return strings.Contains(v, test.say) }) {
				t.Errorf("want %q among %q", test.say, found)
			}
		})
	}
}

func (s *tale) renumber() {
	for i := range s.truth.News {
		s.truth.News[i].Seq = int64(i + 1)
	}
	s.truth.Boxes[0].Notified = int64(len(s.truth.News))
}

// A history that was given up by a restore binds nobody: acks of it may be gone.
func TestAcksOfAnotherEpochPromiseNothing(t *testing.T) {
	s := tell()
	s.replied.Epoch = "before the restore"
	s.drop(s.replied)
	for _, j := range []*journal{s.ann, s.otter, s.lind} {
		wanted, ended := s.record(j).wanted, s.record(j).Ended
		for _, p := range j.Sent {
			if e := s.entry(p); e != nil {
				p.Seq = e.in(j.Who.role)
			}
		}
		s.ticket.Grants[0].Last = &s.ticket.Entries[5].Seq
		s.watches(j)
		s.record(j).wanted, s.record(j).Ended = wanted, ended
	}
	s.ticket.Bodies[0].Seq, s.ticket.Fanned = s.entry(s.reached).Seq, s.ticket.HeadStaff
	s.ticket.Searched = nil
	for _, e := range s.ticket.Entries {
		s.ticket.Searched = append(s.ticket.Searched, searchTruth{1001, e.Seq, e.Text})
	}
	s.truth.News = slices.Delete(s.truth.News, 1, 2)
	s.renumber()
	if found := s.judged(); len(found) > 0 {
		t.Errorf("found %q", found)
	}
}

func TestTheRefereeOfSendersSees(t *testing.T) {
	ids := []uuid.UUID{newID(), newID(), newID()}
	told := func() (acked []posted, lines []line) {
		for i, id := range ids {
			n := int64(i + 3)
			acked, lines = append(acked, posted{ID: id, Seq: n}), append(lines, line{1, n, n, n, id, plain(id)})
		}
		return acked, lines
	}
	for _, test := range []struct {
		name string
		bend func(acked []posted, lines []line) ([]posted, []line, uuid.UUID)
		say  string
	}{
		{"nothing wrong", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { return a, l, uuid.Nil }, ""},
		{"the last one unanswered", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { return a[:2], l, ids[2] }, ""},
		{"one lost at the end", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { return a, l[:2], uuid.Nil }, "1 of 3 acknowledged messages are lost"},
		{"one lost in the middle", func(a []posted, l []line) ([]posted, []line, uuid.UUID) {
			l[1] = line{1, 4, 4, 4, ids[2], plain(ids[2])}
			return a, l[:2], uuid.Nil
		}, "lost, doubled or in another place"},
		{"one more than was sent", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { return a[:2], l, uuid.Nil }, "was not sent"},
		{"the unanswered one twice", func(a []posted, l []line) ([]posted, []line, uuid.UUID) {
			return a, append(l, line{1, 6, 6, 6, ids[2], plain(ids[2])}, line{1, 7, 7, 7, ids[2], plain(ids[2])}), ids[2]
		}, "not once"},
		{"a hole", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { l[2].Everyone++; return a, l, uuid.Nil }, "has the numbers 5, 5, 6"},
		{"a wrong ack", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { a[1].Seq = 9; return a, l, uuid.Nil }, "the ack of entry 4 says 9"},
		{"a changed text", func(a []posted, l []line) ([]posted, []line, uuid.UUID) { l[0].Text = "x"; return a, l, uuid.Nil }, "the text of entry 3"},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := &ruling{}
			acked, lines, open := test.bend(told())
			judgeSender(1, acked, open, lines, found)
			all := strings.Join(found.found, "\n")
			if (test.say == "") != (all == "") || !strings.Contains(all, test.say) {
				t.Errorf("want %q, found %q", test.say, all)
			}
		})
	}
}
