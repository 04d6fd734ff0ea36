package subject

import (
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"
	"time"
	"unicode"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/privacy"
	"kontor/tickets"
)

// story is everything about one person, read page by page. It is told twice: as
// data and as a page to read.
type story struct {
	*Rights
	person   people.Person
	key      *privacy.PersonKey
	files    []tickets.Sent
	at       time.Time
	progress *progress
}

// eachTicket goes through the person's tickets, oldest first.
func (s *story) eachTicket(ctx context.Context, do func(tickets.OwnTicket) error) error {
	for after := int64(0); ; {
		t, more, err := s.desk.NextTicketOf(ctx, s.person.ID, after)
		if err != nil || !more {
			return err
		}
		if err := do(t); err != nil {
			return err
		}
		after = t.Number
	}
}

// eachEntry goes through what a ticket's customer reads of its log.
func (s *story) eachEntry(ctx context.Context, t tickets.OwnTicket, do func(tickets.Seen) error) error {
	for after := int64(0); ; {
		page, err := s.desk.EntriesOf(ctx, s.person, tickets.Sight{Ticket: t.Ticket}, after, tickets.MaxEntries)
		if err != nil {
			return err
		}
		for _, e := range page {
			if err := do(e); err != nil {
				return err
			}
			after = e.Seq
		}
		if err := s.progress.step(int64(len(page))); err != nil || len(page) < tickets.MaxEntries {
			return err
		}
	}
}

const accessAtOnce = 200

func (s *story) eachAccess(ctx context.Context, do func(privacy.Access) error) error {
	for before := ""; ; {
		page, next, err := privacy.AccessLog(ctx, s.db, s.person.ID, before, accessAtOnce, s.key)
		if err != nil {
			return err
		}
		for _, a := range page {
			if err := do(a); err != nil {
				return err
			}
		}
		if before = next; next == "" {
			return nil
		}
	}
}

func (s *story) eachNotification(ctx context.Context, do func(tickets.Notification) error) error {
	for after := int64(0); ; {
		page, err := s.desk.NotificationsAfter(ctx, s.person.ID, after)
		if err != nil || len(page) == 0 {
			return err
		}
		for _, n := range page {
			if err := do(n); err != nil {
				return err
			}
			after = n.Seq
		}
	}
}

// words are what an entry says to its customer.
func words(e tickets.Seen) string {
	if e.Own != nil {
		return *e.Own
	}
	return e.Text
}

// factsOf is what an entry says beside its text.
func factsOf(e tickets.Seen) tickets.Data {
	var d tickets.Data
	_ = json.Unmarshal(e.Data, &d) // the desk wrote it; what is not there is empty
	return d
}

// pathOf is a file's name in the ZIP: its ticket and a part of its id keep names
// apart, and nothing of its own name can lead out of the folder.
func pathOf(f tickets.Sent) string {
	name := strings.Map(func(r rune) rune {
		if r == '/' || r == '\\' || r == ':' || unicode.IsControl(r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, f.Name)
	if name = strings.TrimLeft(path.Base(name), "."); name == "" {
		name = f.Kind
	}
	return fmt.Sprintf("attachments/%d-%s-%s", f.Ticket, f.ID.String()[24:], name)
}

func (s *story) filesOfTicket(number int64) []tickets.Sent {
	var found []tickets.Sent
	for _, f := range s.files {
		if f.Ticket == number {
			found = append(found, f)
		}
	}
	return found
}

func (s *story) isMe(id uuid.UUID) bool { return id == s.person.ID }
