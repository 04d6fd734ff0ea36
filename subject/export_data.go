package subject

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"time"

	"github.com/google/uuid"

	"kontor/contact"
	"kontor/privacy"
	"kontor/tickets"
)

// The shapes of data.json, described in docs/privacy.md. dataVersion counts
// changes that a reader of older files would stumble over.
const dataVersion = 1

type dataProfile struct {
	ID        uuid.UUID `json:"id"`
	Alias     string    `json:"alias"`
	Name      string    `json:"name"`
	Emails    []string  `json:"emails"`
	Phones    []string  `json:"phones"`
	Address   string    `json:"address"`
	Orders    []string  `json:"orders"`
	Locale    string    `json:"locale"`
	Languages []string  `json:"languages"`
	Account   bool      `json:"account"`
	Since     time.Time `json:"since"`
}

type dataSession struct {
	CreatedAt time.Time `json:"created_at"`
	ExpiresAt time.Time `json:"expires_at"`
}

type dataTicket struct {
	Number     int64             `json:"number"`
	ID         uuid.UUID         `json:"id"`
	Subject    string            `json:"subject"`
	Form       map[string]string `json:"form"`
	Topic      string            `json:"topic"`
	Language   string            `json:"language"`
	Channel    string            `json:"channel"`
	State      tickets.State     `json:"state"`
	Assignee   *dataPerson       `json:"assignee"`
	CreatedAt  time.Time         `json:"created_at"`
	ResolvedAt *time.Time        `json:"resolved_at"`
	ClosedAt   *time.Time        `json:"closed_at"`
}

// dataPerson is somebody as the customer knows them. Me marks the customer.
type dataPerson struct {
	Role string `json:"role"`
	Name string `json:"name"`
	Me   bool   `json:"me,omitempty"`
}

type dataEntry struct {
	Seq     int64        `json:"seq"`
	ID      uuid.UUID    `json:"id"`
	Kind    tickets.Kind `json:"kind"`
	Author  dataPerson   `json:"author"`
	Channel string       `json:"channel"`
	Text    string       `json:"text"`
	Event   string       `json:"event,omitempty"`
	Reason  string       `json:"reason,omitempty"`
	To      *dataPerson  `json:"to,omitempty"`
	At      time.Time    `json:"at"`
}

type dataRating struct {
	Handler dataPerson `json:"handler"`
	Stars   int        `json:"stars"`
	Tags    []string   `json:"tags"`
	Comment string     `json:"comment"`
	At      time.Time  `json:"at"`
}

type dataFile struct {
	ID    uuid.UUID `json:"id"`
	Name  string    `json:"name"`
	Kind  string    `json:"kind"`
	Size  int64     `json:"size"`
	At    time.Time `json:"at"`
	Entry uuid.UUID `json:"entry"`
	Path  string    `json:"path"`
}

type dataContact struct {
	Kind   string     `json:"kind"`
	Person dataPerson `json:"person"`
	Since  time.Time  `json:"since"`
}

type dataAccess struct {
	At     time.Time  `json:"at"`
	By     dataPerson `json:"by"`
	What   string     `json:"what"`
	Ticket int64      `json:"ticket,omitempty"`
	Reason string     `json:"reason,omitempty"`
}

type dataNotification struct {
	Kind   string    `json:"kind"`
	Ticket int64     `json:"ticket,omitempty"`
	At     time.Time `json:"at"`
	Read   bool      `json:"read"`
}

// writeData writes data.json.
func (s *story) writeData(ctx context.Context, to io.Writer) error {
	j := newJSONStream(to)
	j.open("", '{')
	j.value("format", "kontor-export")
	j.value("version", dataVersion)
	j.value("made_at", s.at)
	for _, part := range []func(context.Context, *jsonStream) error{s.dataAboutMe, s.dataTickets, s.dataContacts, s.dataAccessLog, s.dataNotifications} {
		if err := part(ctx, j); err != nil {
			return err
		}
	}
	j.close('}')
	return j.flush()
}

func (s *story) dataAboutMe(ctx context.Context, j *jsonStream) error {
	profile, err := s.people.Profile(ctx, s.person.ID)
	if err != nil {
		return err
	}
	j.value("profile", dataProfile{ID: s.person.ID, Alias: s.person.Name, Name: profile.Name, Emails: profile.Emails, Phones: profile.Phones,
		Address: profile.Address, Orders: profile.Orders, Locale: s.person.Locale, Languages: s.person.Languages, Account: s.person.Account, Since: s.person.CreatedAt})
	sessions, err := s.people.Sessions(ctx, s.person.ID)
	if err != nil {
		return err
	}
	j.open("sessions", '[')
	for _, one := range sessions {
		j.value("", dataSession{one.CreatedAt.UTC(), one.ExpiresAt.UTC()})
	}
	j.close(']')
	return j.err
}

func (s *story) dataTickets(ctx context.Context, j *jsonStream) error {
	j.open("tickets", '[')
	err := s.eachTicket(ctx, func(t tickets.OwnTicket) error { return s.dataTicket(ctx, j, t) })
	j.close(']')
	return err
}

func (s *story) dataTicket(ctx context.Context, j *jsonStream, t tickets.OwnTicket) error {
	j.open("", '{')
	j.members(dataTicket{Number: t.Number, ID: t.ID, Subject: t.Subject, Form: t.Form, Topic: t.Topic, Language: t.Language, Channel: t.Channel,
		State: t.State, Assignee: s.dataFace(t.Holder()), CreatedAt: t.CreatedAt.UTC(), ResolvedAt: utc(t.ResolvedAt), ClosedAt: utc(t.ClosedAt)})
	j.open("entries", '[')
	err := s.eachEntry(ctx, t, func(e tickets.Seen) error {
		d := factsOf(e)
		j.value("", dataEntry{Seq: e.Seq, ID: e.ID, Kind: e.Kind, Author: *s.dataFace(&e.Author), Channel: e.Channel, Text: words(e),
			Event: d.Event, Reason: d.Reason, To: s.dataFace(d.To), At: e.At.UTC()})
		return j.err
	})
	j.close(']')
	if err != nil {
		return err
	}
	ratings, err := s.desk.RatingsOf(ctx, t.Number)
	if err != nil {
		return err
	}
	j.open("ratings", '[')
	for _, r := range ratings {
		j.value("", dataRating{Handler: *s.dataFace(&r.Handler), Stars: r.Stars, Tags: r.Tags, Comment: r.Comment, At: r.At.UTC()})
	}
	j.close(']')
	j.open("attachments", '[')
	for _, f := range s.filesOfTicket(t.Number) {
		j.value("", dataFile{ID: f.ID, Name: f.Name, Kind: f.Kind, Size: f.Size, At: f.At.UTC(), Entry: f.Entry, Path: pathOf(f)})
	}
	j.close(']')
	j.close('}')
	return j.err
}

func (s *story) dataFace(f *tickets.Face) *dataPerson {
	if f == nil {
		return nil
	}
	return &dataPerson{Role: f.Role, Name: f.Name, Me: s.isMe(f.ID)}
}

func (s *story) dataContacts(ctx context.Context, j *jsonStream) error {
	contacts, err := contact.New(s.db, s.people, s.clock).Today(ctx, s.person.ID)
	if err != nil {
		return err
	}
	j.open("contacts", '[')
	for _, c := range contacts {
		j.value("", dataContact{Kind: c.Kind, Person: dataPerson{Role: c.Kind, Name: c.Name}, Since: c.Since.UTC()})
	}
	j.close(']')
	return j.err
}

func (s *story) dataAccessLog(ctx context.Context, j *jsonStream) error {
	j.open("access_log", '[')
	err := s.eachAccess(ctx, func(a privacy.Access) error {
		j.value("", dataAccess{At: a.At.UTC(), By: dataPerson{Role: a.StaffRole, Name: a.StaffName}, What: a.What, Ticket: a.Ticket, Reason: a.Reason})
		return j.err
	})
	j.close(']')
	return err
}

func (s *story) dataNotifications(ctx context.Context, j *jsonStream) error {
	j.open("notifications", '[')
	err := s.eachNotification(ctx, func(n tickets.Notification) error {
		j.value("", dataNotification{Kind: n.Kind, Ticket: n.Ticket, At: n.At.UTC(), Read: n.Read})
		return j.err
	})
	j.close(']')
	return err
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// jsonStream writes a large JSON value piece by piece. The first error stays and
// nothing is written after it.
type jsonStream struct {
	to    *bufio.Writer
	comma bool // something stands before in this list or object
	err   error
}

func newJSONStream(to io.Writer) *jsonStream { return &jsonStream{to: bufio.NewWriter(to)} }

func (j *jsonStream) raw(text string) {
	if j.err == nil {
		_, j.err = j.to.WriteString(text)
	}
}

// begin goes to the next place: a member of an object has a name, an item none.
func (j *jsonStream) begin(name string) {
	if j.comma {
		j.raw(",\n")
	}
	if name != "" {
		quoted, _ := json.Marshal(name)
		j.raw(string(quoted) + ": ")
	}
}

func (j *jsonStream) open(name string, bracket byte) {
	j.begin(name)
	j.raw(string(bracket) + "\n")
	j.comma = false
}

func (j *jsonStream) close(bracket byte) {
	j.raw("\n" + string(bracket))
	j.comma = true
}

func (j *jsonStream) value(name string, v any) {
	raw, err := json.Marshal(v)
	if err != nil && j.err == nil {
		j.err = err
	}
	j.begin(name)
	j.raw(string(raw))
	j.comma = true
}

// members writes those of an object into the one that is open.
func (j *jsonStream) members(object any) {
	raw, err := json.Marshal(object)
	if err != nil && j.err == nil {
		j.err = err
	}
	if j.comma {
		j.raw(",\n")
	}
	if len(raw) > 2 {
		j.raw(string(raw[1 : len(raw)-1]))
	}
	j.comma = true
}

func (j *jsonStream) flush() error {
	if j.err != nil {
		return j.err
	}
	return j.to.Flush()
}
