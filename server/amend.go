package server

import (
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/privacy"
	"kontor/tickets"
)

// Texts that show too much, and what becomes of them: acts by name for HTTP and
// sockets alike, and what an organisation's own rules are seen and changed by.

type (
	leakBody struct {
		ActID
		Entry uuid.UUID `json:"entry" format:"uuid" doc:"The entry that shows too much; that of the event opened stands for the subject"`
		Note  string    `json:"note,omitempty" doc:"For staff"`
	}
	hideBody struct {
		ActID
		Entry uuid.UUID      `json:"entry" format:"uuid"`
		Spans []privacy.Span `json:"spans,omitempty" nullable:"false" doc:"What is hidden of the original beside what the rules find, in characters; none: what the rules find is enough"`
	}
	releaseHeldBody struct {
		ActID
		Entry uuid.UUID `json:"entry" format:"uuid" doc:"The held answer"`
	}
	dropHeldBody struct {
		ActID
		Entry uuid.UUID `json:"entry" format:"uuid" doc:"The held answer"`
		Note  string    `json:"note,omitempty" doc:"For the expert"`
	}
)

func (b leakBody) act() tickets.Act {
	return &tickets.Leak{Entry: b.Entry, Note: tickets.Text{Raw: b.Note}}
}
func (b hideBody) act() tickets.Act        { return &tickets.Hide{Entry: b.Entry, Spans: b.Spans} }
func (b releaseHeldBody) act() tickets.Act { return &tickets.ReleaseHeld{Entry: b.Entry} }
func (b dropHeldBody) act() tickets.Act {
	return &tickets.DropHeld{Entry: b.Entry, Note: tickets.Text{Raw: b.Note}}
}

// Flag is something for staff to look at in a ticket.
type Flag struct {
	Kind  string    `json:"kind" enum:"leak,held"`
	Entry uuid.UUID `json:"entry" format:"uuid"`
	At    time.Time `json:"at"`
}

func flagShapes(flags []tickets.Flag) []Flag {
	shapes := make([]Flag, 0, len(flags))
	for _, f := range flags {
		shapes = append(shapes, Flag{Kind: f.Kind, Entry: f.Entry, At: f.At.UTC()})
	}
	return shapes
}

type previewBody struct {
	Text  string `json:"text"`
	Name  string `json:"name,omitempty" maxLength:"200" doc:"Of who is not known yet, as they will give it"`
	Email string `json:"email,omitempty" maxLength:"320" doc:"Likewise"`
}

// Preview is a text as others would read it.
type Preview struct {
	Masked string         `json:"masked"`
	Spans  []privacy.Span `json:"spans" nullable:"false" doc:"What is hidden, in characters of the text that was sent"`
}

type postMaskInput struct{ Body previewBody }

func (s *Server) postMask(c *call, in *postMaskInput) (Preview, error) {
	if err := s.perhapsSignIn(c); err != nil {
		return Preview{}, err
	}
	who := c.by.ID.String()
	if c.by.ID == uuid.Nil {
		who = c.address
	}
	if err := s.limits.look(who); err != nil {
		return Preview{}, err
	}
	masked, err := s.desk.Preview(c, c.by, in.Body.Text, in.Body.Name, in.Body.Email)
	return Preview{Masked: masked.Text, Spans: masked.Spans}, err
}

type postTicketMaskInput struct {
	Number int64 `path:"number"`
	Body   previewBody
}

func (s *Server) postTicketMask(c *call, in *postTicketMaskInput) (Preview, error) {
	if _, err := s.desk.See(c, c.by, in.Number); err != nil {
		return Preview{}, err
	}
	return s.postMask(c, &postMaskInput{in.Body})
}

// MaskRule is a rule of the organisation's own.
type MaskRule struct {
	ID       uuid.UUID `json:"id" format:"uuid"`
	Name     string    `json:"name"`
	Kind     string    `json:"kind"`
	Pattern  string    `json:"pattern"`
	Examples []string  `json:"examples" nullable:"false"`
	Active   bool      `json:"active"`
	MadeBy   string    `json:"made_by"`
	MadeAt   time.Time `json:"made_at"`
}

func maskRuleShape(r tickets.MaskRule) MaskRule {
	return MaskRule{ID: r.ID, Name: r.Name, Kind: r.Kind, Pattern: r.Pattern, Examples: append([]string{}, r.Examples...),
		Active: r.Active, MadeBy: r.MadeByName, MadeAt: r.MadeAt.UTC()}
}

// MaskRules are the organisation's own rules, and how far older texts follow them.
type MaskRules struct {
	Items     []MaskRule `json:"items" nullable:"false"`
	Kinds     []string   `json:"kinds" nullable:"false" doc:"What a rule may call what it hides"`
	Remasking *Remasking `json:"remasking,omitempty" doc:"Older texts are being masked anew, or were last"`
}

// Remasking is how far masking older texts anew has come.
type Remasking struct {
	Share   float64    `json:"share" doc:"0 to 1"`
	Changed int        `json:"changed" doc:"Texts that read otherwise now"`
	Left    int        `json:"left" doc:"Requests whose texts do not open, so that they keep the older masking"`
	Began   time.Time  `json:"began"`
	Ended   *time.Time `json:"ended"`
}

func (s *Server) getMaskRules(c *call, _ *struct{}) (MaskRules, error) {
	found, err := s.desk.MaskRules(c)
	if err != nil {
		return MaskRules{}, err
	}
	list := MaskRules{Items: make([]MaskRule, 0, len(found)), Kinds: privacy.Kinds()}
	for _, r := range found {
		list.Items = append(list.Items, maskRuleShape(r))
	}
	r, err := s.desk.Remasking(c)
	if r != nil {
		list.Remasking = &Remasking{Share: r.Share(), Changed: r.Changed, Left: r.Left, Began: r.Began.UTC(), Ended: utc(r.Ended)}
	}
	return list, err
}

type postMaskRuleInput struct {
	Body struct {
		ID       uuid.UUID `json:"id" format:"uuid" doc:"Made by the sender"`
		Name     string    `json:"name"`
		Kind     string    `json:"kind"`
		Pattern  string    `json:"pattern" doc:"A regular expression (RE2); where it has a group, only what that holds is hidden"`
		Examples []string  `json:"examples,omitempty" nullable:"false" doc:"Made-up texts that the pattern must fit. No real data"`
	}
}

func (s *Server) postMaskRule(c *call, in *postMaskRuleInput) (MaskRule, error) {
	b := in.Body
	made, err := s.desk.AddMaskRule(c, c.by, tickets.MaskRule{ID: b.ID, Name: b.Name, Kind: b.Kind, Pattern: b.Pattern, Examples: b.Examples})
	return maskRuleShape(made), err
}

type patchMaskRuleInput struct {
	ID   uuid.UUID `path:"id" format:"uuid"`
	Body struct {
		Active *bool `json:"active"`
	}
}

func (s *Server) patchMaskRule(c *call, in *patchMaskRuleInput) (MaskRule, error) {
	if in.Body.Active == nil {
		return MaskRule{}, fault.Invalid("nothing to change").With("active", "is missing")
	}
	changed, err := s.desk.SwitchMaskRule(c, c.by, in.ID, *in.Body.Active)
	return maskRuleShape(changed), err
}

type tryMaskRuleInput struct {
	Body struct {
		Kind    string `json:"kind"`
		Pattern string `json:"pattern"`
		Text    string `json:"text" doc:"Is not kept"`
	}
}

func (s *Server) tryMaskRule(c *call, in *tryMaskRuleInput) (Preview, error) {
	if err := s.limits.look(c.by.ID.String()); err != nil {
		return Preview{}, err
	}
	spans, masked, err := s.desk.TryMaskRule(c, c.by, in.Body.Kind, in.Body.Pattern, in.Body.Text)
	return Preview{Masked: masked, Spans: spans}, err
}

type proposeMaskRuleInput struct {
	Body struct {
		Value string `json:"value" maxLength:"200" doc:"What should have been hidden. Is not kept"`
	}
}

// Proposal is a pattern made from one value.
type Proposal struct {
	Pattern string `json:"pattern"`
}

func (s *Server) proposeMaskRule(_ *call, in *proposeMaskRuleInput) (Proposal, error) {
	return Proposal{privacy.ProposePattern(in.Body.Value)}, nil
}
