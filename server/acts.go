package server

import (
	"encoding/json"
	"errors"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/tickets"
)

// The acts by name, for the routes of HTTP and the frames of the socket alike.
// Each has a body that says what the act needs and turns into the act itself.

type actBody interface {
	act() tickets.Act
	entry() uuid.UUID
}

// The bodies of the acts. The id is that of the entry the act appends.
type (
	claimBody   struct{ ActID }
	skipBody    struct{ ActID }
	resolveBody struct{ ActID }
	reopenBody  struct{ ActID }
	releaseBody struct {
		ActID
		Note string `json:"note,omitempty" doc:"For who takes the ticket next"`
	}
	escalateBody struct {
		ActID
		Reason   string    `json:"reason,omitempty" doc:"personal_data, customer_asked, stuck or other; a customer needs none"`
		Note     string    `json:"note,omitempty" doc:"What was learned so far; helpers must write one"`
		Handover *handover `json:"handover,omitempty" doc:"A helper's note in three parts, instead of note"`
	}
	handover struct {
		Asked string `json:"asked,omitempty" doc:"What the customer wants"`
		Tried string `json:"tried,omitempty" doc:"What was done about it"`
		Left  string `json:"left,omitempty" doc:"What is left to do"`
	}
	handbackBody struct {
		ActID
		Note string `json:"note,omitempty" doc:"What the experts should know; must be written"`
	}
	assignBody struct {
		ActID
		Person   uuid.UUID `json:"person,omitzero" format:"uuid" doc:"Who gets the ticket; without it whoever asks"`
		TakeOver bool      `json:"take_over,omitempty" doc:"Take the ticket from the colleague who has it"`
	}
	describeBody struct {
		ActID
		Attachment uuid.UUID `json:"attachment" format:"uuid" doc:"Which file"`
	}
	ratingBody struct {
		ActID
		Stars   int      `json:"stars" doc:"1 to 5"`
		Tags    []string `json:"tags,omitempty"`
		Comment string   `json:"comment,omitempty"`
	}
)

// ActID makes an act safe to send again.
type ActID struct {
	ID uuid.UUID `json:"id,omitzero" format:"uuid" doc:"The id of the entry that the act appends; makes it safe to send again"`
}

func (a ActID) entry() uuid.UUID { return a.ID }

func (claimBody) act() tickets.Act   { return tickets.Claim{} }
func (skipBody) act() tickets.Act    { return tickets.Skip{} }
func (resolveBody) act() tickets.Act { return tickets.Resolve{} }
func (reopenBody) act() tickets.Act  { return tickets.Reopen{} }

func (b releaseBody) act() tickets.Act { return &tickets.Release{Note: tickets.Text{Raw: b.Note}} }

func (b escalateBody) act() tickets.Act {
	if h := b.Handover; h != nil {
		note, parts := tickets.Handover(*h).Note()
		return &tickets.Escalate{Reason: b.Reason, Note: note, Parts: parts}
	}
	return &tickets.Escalate{Reason: b.Reason, Note: tickets.Text{Raw: b.Note}}
}

func (b handbackBody) act() tickets.Act { return &tickets.HandBack{Note: tickets.Text{Raw: b.Note}} }

func (b assignBody) act() tickets.Act {
	return &tickets.Assign{Person: b.Person, TakeOver: b.TakeOver}
}

func (b ratingBody) act() tickets.Act {
	return &tickets.Rate{Stars: b.Stars, Tags: b.Tags, Comment: tickets.Text{Raw: b.Comment}}
}

func (b describeBody) act() tickets.Act { return &tickets.Describe{Attachment: b.Attachment} }

// actOf reads an act that came by name, as over the socket. Members that the
// act does not know are passed over; what is wrong is told without its value.
func actOf(name string, fields json.RawMessage) (tickets.Act, error) {
	switch name {
	case "claim":
		return read[claimBody](fields)
	case "skip":
		return read[skipBody](fields)
	case "release":
		return read[releaseBody](fields)
	case "escalate":
		return read[escalateBody](fields)
	case "handback":
		return read[handbackBody](fields)
	case "assign":
		return read[assignBody](fields)
	case "resolve":
		return read[resolveBody](fields)
	case "reopen":
		return read[reopenBody](fields)
	case "describe":
		return read[describeBody](fields)
	case "rating", "rate":
		return read[ratingBody](fields)
	case "leak":
		return read[leakBody](fields)
	case "hide":
		return read[hideBody](fields)
	case "release_held":
		return read[releaseHeldBody](fields)
	case "drop_held":
		return read[dropHeldBody](fields)
	case "review":
		return read[reviewBody](fields)
	}
	return nil, fault.Invalid("there is no such act").With("act", "must be claim, skip, release, escalate, handback, assign, resolve, reopen, describe, rating, leak, hide, release_held, drop_held or review")
}

func read[B actBody](fields json.RawMessage) (tickets.Act, error) {
	var body B
	if len(fields) == 0 {
		return body.act(), nil
	}
	err := json.Unmarshal(fields, &body)
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		return nil, fault.Invalid("a field has the wrong type").With(wrong.Field, "has the wrong type")
	}
	if err != nil {
		return nil, fault.Invalid("the fields of this act cannot be read; an id must be a UUID")
	}
	return body.act(), nil
}
