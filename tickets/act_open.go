package tickets

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
)

// Open begins a ticket with the customer's first message. The row it decides
// on holds what the desk knows already: number, customer, topic, language.
type Open struct {
	Subject Text
	Message Text
	Fields  json.RawMessage // masked

	files []Attachment // that go with the message
}

func (a *Open) words() []*Text { return append(ownWords(&a.Message), &a.Subject) }

func (a *Open) decide(c *Case) error {
	t := &c.Ticket
	t.Subject, t.Fields, c.Topic = a.Subject.Masked, a.Fields, c.Topic.For(a.Fields)
	t.State, t.CreatedAt, t.QueuedAt, t.PersonalFrom, t.WaitingSince = StateOpen, c.Now, c.Now, c.Now, &c.Now
	c.Out.New = true
	c.append(KindEvent, Everyone, Text{ID: newID()}, Data{Event: EventOpened})
	c.message(a.Message, a.files...)
	if c.Topic.Policy == StaffOnly {
		c.toStaff()
		return nil
	}
	c.toExperts()
	return nil
}

// message appends a message and keeps the ticket's excerpt up to date.
func (c *Case) message(text Text, files ...Attachment) {
	e := c.append(KindMessage, Everyone, text, Data{Attachments: bare(files)})
	c.attach(e, files)
	c.Ticket.Excerpt = cut(text.Masked, excerptLength)
	if c.Ticket.Excerpt == "" && len(files) > 0 {
		c.Ticket.Excerpt = excerptOfFile
	}
	c.Ticket.LastRole, c.Ticket.LastName = c.Actor.Role, c.Actor.Name
}

// Post adds a message or a note.
type Post struct {
	Kind     Kind
	Audience Audience // of a note; empty: staff's for staff, helpers' for experts
	Text     Text

	Attachments []uuid.UUID  // files that the author has sent to the ticket
	files       []Attachment // those, loaded by the desk
}

func (a *Post) words() []*Text { return ownWords(&a.Text) }

func (a *Post) decide(c *Case) error {
	if err := c.mayKnow(); err != nil {
		return err
	}
	if c.Ticket.State == StateClosed {
		return fault.Conflict("this ticket is closed; please open a new one")
	}
	if len(a.files) > 0 && !c.Full {
		return errNeedsAll // files are taken under the lock
	}
	if a.Kind == KindNote {
		return a.note(c)
	}
	if c.isCustomer() {
		return a.fromCustomer(c)
	}
	return a.fromHelper(c)
}

func (a *Post) note(c *Case) error {
	audience := a.Audience
	switch {
	case c.isCustomer():
		return fault.Forbidden("only helpers write notes")
	case c.isStaff() && audience == "":
		audience = Staff
	case c.isHolder() && audience == "":
		audience = Helpers
	case !c.isStaff() && !c.isHolder():
		return c.takeItFirst()
	case audience == Staff && !c.isStaff():
		return fault.Forbidden("only staff write notes for staff")
	}
	c.attach(c.append(KindNote, audience, a.Text, Data{Attachments: bare(a.files)}), a.files)
	return nil
}

// A customer's reply makes the ticket open again; a resolved one comes back to
// whoever had it.
func (a *Post) fromCustomer(c *Case) error {
	t := &c.Ticket
	if t.State == StateResolved {
		if !c.Full {
			return errNeedsAll
		}
		c.reopen(newID())
	}
	c.message(a.Text, a.files...)
	t.State = StateOpen
	if t.WaitingSince == nil {
		t.WaitingSince = &c.Now
		c.watch()
	}
	return nil
}

func (a *Post) fromHelper(c *Case) error {
	if !c.isHolder() {
		return c.takeItFirst()
	}
	t := &c.Ticket
	if t.Reviewed {
		return errReviewed
	}
	c.message(a.Text, a.files...)
	c.answered()
	return nil
}

// answered: the customer waits no more, and we wait for them.
func (c *Case) answered() {
	t := &c.Ticket
	t.WaitingSince = nil
	if t.State == StateOpen {
		t.State = StateWaiting
	}
	t.repliedAt(c.Now)
}

// repliedAt remembers when the customer was first written to.
func (t *Ticket) repliedAt(now time.Time) {
	if t.FirstReplyAt == nil {
		t.FirstReplyAt = &now
	}
}

func (c *Case) takeItFirst() error {
	if g := c.grant(c.Actor.ID); g != nil && g.Kind == GrantPast {
		return fault.Conflict("this ticket is no longer yours")
	}
	return fault.Conflict("take the ticket before you write to the customer")
}
