package server

import (
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/tickets"
)

// inFrame is whatever a client may send; Type says which fields count. Raw is
// the frame itself, from which an act reads its own fields.
type inFrame struct {
	Type     string `json:"type"`
	Token    string `json:"token"`
	Ticket   int64  `json:"ticket"`
	After    int64  `json:"after"`
	Seq      int64  `json:"seq"`
	ID       string `json:"id"`
	Kind     string `json:"kind"`
	Audience string `json:"audience"`
	Text     string `json:"text"`
	Act      string `json:"act"`
	Insist   bool   `json:"insist"`
	On       bool   `json:"on"`
	Raw      json.RawMessage

	Attachments []string `json:"attachments"`
}

func parseFrame(raw []byte) (inFrame, error) {
	f := inFrame{Raw: raw}
	if err := checkUTF8(raw); err != nil {
		return f, err
	}
	if err := json.Unmarshal(raw, &f); err != nil {
		f.Type = ""
		return f, fault.Invalid("the frame is not a JSON object of the right shape")
	}
	if f.After < 0 || f.Seq < 0 {
		return f, fault.Invalid("a number is negative")
	}
	return f, nil
}

// id is the frame's id, or a fault if it is not a UUID.
func (f inFrame) uuid() (uuid.UUID, error) {
	id, err := uuid.Parse(f.ID)
	if err != nil || id == uuid.Nil {
		return uuid.Nil, fault.Invalid("the id is not a UUID").With("id", "must be a UUID made by the sender")
	}
	return id, nil
}

// attachments are the ids of files that go with a post.
func (f inFrame) attachments() ([]uuid.UUID, error) {
	var ids []uuid.UUID
	for _, text := range f.Attachments {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, fault.Invalid("the id of a file is not a UUID").With("attachments", "must be UUIDs")
		}
		ids = append(ids, id)
	}
	return ids, nil
}

type helloFrame struct {
	Type      string       `json:"type"`
	Epoch     string       `json:"epoch"`
	Person    tickets.Face `json:"person"`
	Heartbeat int          `json:"heartbeat_seconds"`
}

type entryFrame struct {
	Type   string `json:"type"`
	Ticket int64  `json:"ticket"`
	Entry  any    `json:"entry"`
}

type watchingFrame struct {
	Type   string `json:"type"`
	Ticket int64  `json:"ticket"`
	Head   int64  `json:"head"`
}

type unwatchedFrame struct {
	Type   string `json:"type"`
	Ticket int64  `json:"ticket"`
	Reason string `json:"reason"`
}

type ackFrame struct {
	Type   string    `json:"type"`
	ID     uuid.UUID `json:"id"`
	Ticket int64     `json:"ticket"`
	Seq    int64     `json:"seq"`
}

type presenceFrame struct {
	Type      string       `json:"type"`
	Person    tickets.Face `json:"person"`
	Available bool         `json:"available"`
	AwayUntil *time.Time   `json:"away_until,omitempty"` // nothing is offered before
}

type typingFrame struct {
	Type   string       `json:"type"`
	Ticket int64        `json:"ticket"`
	Person tickets.Face `json:"person"`
}

// viewingFrame is that another helper has the ticket open, for so many seconds unless
// it comes again; 0: no longer.
type viewingFrame struct {
	Type    string       `json:"type"`
	Ticket  int64        `json:"ticket"`
	Person  tickets.Face `json:"person"`
	Seconds int          `json:"seconds"`
}

type readFrame struct {
	Type   string    `json:"type"`
	Ticket int64     `json:"ticket"`
	Person uuid.UUID `json:"person"`
	Role   string    `json:"role"`
	Seq    int64     `json:"seq"`
}

// seenFrame is that oneself has read up to there, on another device.
type seenFrame struct {
	Type   string `json:"type"`
	Ticket int64  `json:"ticket"`
	Seq    int64  `json:"seq"`
}

type offerFrame struct {
	Type      string `json:"type"`
	Ticket    int64  `json:"ticket"`
	Topic     string `json:"topic"`
	TopicName string `json:"topic_name"`
	Subject   string `json:"subject"`
	Excerpt   string `json:"excerpt"`
	Language  string `json:"language"`
	ExpiresAt any    `json:"expires_at"`
}

type offerGoneFrame struct {
	Type   string `json:"type"`
	Ticket int64  `json:"ticket"`
	Reason string `json:"reason"`
}

type ticketFrame struct {
	Type   string `json:"type"`
	Ticket any    `json:"ticket"`
}

type notificationFrame struct {
	Type         string       `json:"type"`
	Notification Notification `json:"notification"`
}

type plainFrame struct {
	Type string `json:"type"`
}

type errorFrame struct {
	Type    string `json:"type"`
	Code    string `json:"code"`
	Message string `json:"message"`
	ID      string `json:"id,omitempty"`
	Ticket  int64  `json:"ticket,omitempty"`
	Retry   int    `json:"retry_after,omitempty"` // seconds

	Errors []fault.Field `json:"errors,omitempty"` // risky: why
}

// errorOf is what a client is told of an error: the same as over HTTP. An id
// comes back only if it is one; nothing else of the frame does.
func errorOf(err error, f inFrame) errorFrame {
	p := problemOf(err)
	out := errorFrame{Type: "error", Code: string(p.Code), Message: p.Detail, Ticket: f.Ticket, Retry: seconds(p.retryAfter)}
	if p.Code == fault.KindRisky {
		out.Errors = p.Errors
	}
	if id, bad := uuid.Parse(f.ID); bad == nil {
		out.ID = id.String()
	}
	return out
}

// stateFrame says that the desk answers slowly, or does so no longer.
type stateFrame struct {
	Type string `json:"type"`
	Slow bool   `json:"slow"`
}
