package tickets

import (
	"encoding/json"
	"slices"
	"unicode/utf8"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/privacy"
)

// Why the masked text of an entry was replaced.
const (
	AmendedLeak  = "leak"  // somebody saw that it tells too much
	AmendedStaff = "staff" // staff chose what to hide
	AmendedRules = "rules" // the rules find something else in it now
)

// Amendment is another masked text for an entry, and what is kept so that
// masking it anew keeps to what people chose.
type Amendment struct {
	standing
	Text    string
	Fields  json.RawMessage // of a subject: what the form shows now
	Version int
	Reason  string
	Keep    *choice // what people chose to hide; nil: nothing new
}

// choice is what people chose to hide of an entry.
type choice struct {
	Whole bool
	Spans []privacy.Span
}

// amend gives an entry another masked text: an event in the entry's own
// circles says so, and whoever has a copy replaces it.
func (c *Case) amend(s standing, text string, version int, reason string, keep *choice) {
	id := s.ID
	c.event(s.Audience, Data{Event: EventAmended, Entry: &id, Text: &text, Reason: reason})
	t := &c.Ticket
	var fields json.RawMessage
	switch {
	case s.isSubject():
		fields = s.form.beside(text)
		t.Subject, t.Fields = text, fields
	case s.last:
		t.Excerpt = cut(text, excerptLength)
	}
	if s.Numbers.Staff <= firstMessageAt || c.Ticket.InPeerWindow() {
		for _, o := range c.Offers {
			if o.Open() {
				c.Out.Told = append(c.Out.Told, o.Expert)
			}
		}
	}
	c.Out.Amended = append(c.Out.Amended, Amendment{standing: s, Text: text, Fields: fields, Version: version, Reason: reason, Keep: keep})
}

// mayRead hides an entry from those whose stream does not show it.
func (c *Case) mayRead(e *standing) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if e.ID == uuid.Nil {
		return noEntry()
	}
	if c.isSystem() || c.isStaff() || c.isCustomer() && e.Audience == Everyone {
		return nil
	}
	g := c.grant(c.Actor.ID)
	if g == nil || e.Audience == Staff || e.Numbers.Staff < g.FirstSeq || g.LastSeq != nil && e.Numbers.Staff > *g.LastSeq {
		return noEntry()
	}
	return nil
}

func noEntry() error { return fault.NotFound("there is no such entry") }

// Leak says that an entry shows too much: its text is hidden from everybody but
// its customer at once, until staff have looked. The entry `opened` stands for
// the ticket's subject.
type Leak struct {
	Entry   uuid.UUID
	Note    Text // for staff
	found   standing
	subject *standing   // if it is the beginning of this entry
	staff   []uuid.UUID // to be told
}

func (a *Leak) words() []*Text { return []*Text{&a.Note} }
func (a *Leak) check() error   { return checkText("note", a.Note.Raw, maxNote) }

func (a *Leak) decide(c *Case) error {
	if err := c.mayRead(&a.found); err != nil {
		return err
	}
	switch {
	case a.found.Text == "":
		return fault.Conflict("this entry has no text")
	case a.found.chosen.Whole:
		return fault.Conflict("this text is hidden already")
	}
	c.amend(a.found, privacy.Hidden, a.found.Version, AmendedLeak, &choice{Whole: true, Spans: a.found.chosen.Spans})
	if s := a.subject; s != nil && s.Text != privacy.Hidden {
		c.amend(*s, privacy.Hidden, s.Version, AmendedLeak, nil)
	}
	if a.Note.Raw != "" {
		c.append(KindNote, Staff, a.Note, Data{Entry: &a.Entry, Reason: AmendedLeak})
	}
	c.flag(a.Entry, FlagLeak)
	c.tellStaff(a.staff, FlagLeak)
	return nil
}

// Hide is staff's own masking of an entry: beside what the rules find, these
// parts of the original are hidden. With none, what the rules find is enough. It
// needs the personal data to be open, and ends a leak's flag.
type Hide struct {
	Entry   uuid.UUID
	Spans   []privacy.Span
	found   standing
	subject *standing // if it is the beginning of this entry
	open    bool      // the personal data is, to who acts
	text    string
	ver     int
}

func (a *Hide) words() []*Text { return nil }

func (a *Hide) check() error {
	const anyLength = 1 << 30
	return privacy.CheckSpans(a.Spans, anyLength)
}

func (a *Hide) decide(c *Case) error {
	if err := c.staffOnly(); err != nil {
		return err
	}
	switch {
	case a.found.ID == uuid.Nil:
		return noEntry()
	case a.found.Text == "" || a.found.isSubject() && len(a.Spans) > 0:
		return fault.Conflict("there is nothing to choose from in this entry")
	case !a.open:
		return fault.Conflict("open the personal data first")
	}
	if err := privacy.CheckSpans(a.Spans, utf8.RuneCountInString(a.found.original)); err != nil {
		return err
	}
	c.amend(a.found, a.text, a.ver, AmendedStaff, &choice{Spans: a.Spans})
	if s := a.subject; s != nil && !s.chosen.Whole {
		c.amend(*s, beginning(a.text), a.ver, AmendedStaff, nil)
	}
	c.unflag(a.Entry, FlagLeak)
	return nil
}

// Remask gives every text of a ticket that an older version of the rules masked
// the one that they make now. What people chose to hide stays hidden.
type Remask struct {
	found []standing
	fresh []string // what each reads now
	to    int      // version
	Count int      // of those that were changed
}

func (a *Remask) words() []*Text { return nil }

func (a *Remask) decide(c *Case) error {
	if !c.isSystem() {
		return fault.Forbidden("only the desk itself masks anew")
	}
	a.Count = 0
	for i, s := range a.found {
		if !s.readsAs(a.fresh[i]) {
			a.Count++
			c.amend(s, a.fresh[i], a.to, AmendedRules, nil)
		}
	}
	return nil
}

// masked is what a standing entry reads by these rules, kept to what people
// chose.
func (s *standing) masked(m *masking, chosen choice) string {
	switch {
	case s.Text == "": // emptied for good
		return ""
	case chosen.Whole:
		return privacy.Hidden
	case s.begins != nil:
		return beginning(s.begins.masked(m, s.begins.chosen))
	case s.isSubject():
		return cut(m.mask(s.original).Text, maxSubject)
	}
	return m.mask(s.original, chosen.Spans...).Text
}

// readsAs reports whether an entry shows this text already, and a subject's form
// and a rating's tags what goes with it.
func (s *standing) readsAs(text string) bool {
	return s.Text == text && slices.Equal(s.tags.shown, s.tags.beside(text)) &&
		(!s.isSubject() || sameForm(s.form.shown, s.form.beside(text)))
}

// beginning is the subject that a message gives.
func beginning(masked string) string { return cut(firstLine(masked), subjectFromText) }
