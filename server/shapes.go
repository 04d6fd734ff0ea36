package server

import (
	"encoding/json"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// The shapes of the API as clients read them, over HTTP and in frames alike.
// They are built from what the domain says a person may see; nothing here
// decides that.

// List is a page of a list, and the cursor of the next page or null.
type List[T any] struct {
	Items []T     `json:"items" nullable:"false"`
	Next  *string `json:"next" doc:"Send as before (entries: after) to get the next page; null on the last one"`
}

func listOf[T any](items []T, next string) List[T] {
	if items == nil {
		items = []T{}
	}
	return List[T]{Items: items, Next: orNull(next)}
}

// Ticket is a ticket as one person sees it. Fields, hands, reads, personal_until and
// the whole of may are there only where a single ticket is asked for.
type Ticket struct {
	ID            uuid.UUID      `json:"id" format:"uuid"`
	Number        int64          `json:"number"`
	Subject       string         `json:"subject"`
	Topic         string         `json:"topic"`
	TopicName     string         `json:"topic_name"`
	Language      *string        `json:"language"`
	Tier          tickets.Tier   `json:"tier" enum:"expert,staff"`
	State         tickets.State  `json:"state" enum:"open,waiting,resolved,closed"`
	Assignee      *tickets.Face  `json:"assignee"`
	Team          *string        `json:"team"`
	TeamName      *string        `json:"team_name"`
	Customer      TicketCustomer `json:"customer"`
	Channel       string         `json:"channel"`
	Head          int64          `json:"head" doc:"The last number of the viewer's own stream"`
	CreatedAt     time.Time      `json:"created_at"`
	UpdatedAt     time.Time      `json:"updated_at"`
	WaitingSince  *time.Time     `json:"waiting_since" doc:"Since when the customer waits"`
	Excerpt       string         `json:"excerpt" doc:"The end of the talk, masked"`
	LastAuthor    *LastAuthor    `json:"last_author"`
	Unread        bool           `json:"unread"`
	Offer         *TicketOffer   `json:"offer" doc:"The viewer's open offer"`
	Rating        *Rating        `json:"rating"`
	DueAt         *time.Time     `json:"due_at" doc:"When the ticket goes to staff if no expert takes it"`
	Peers         *string        `json:"peers,omitempty" doc:"Helpers: one expert gave it up for this reason, and until due_at other experts may take it" enum:"stuck,other,no_answer"`
	PeersFirst    int            `json:"peers_first_seconds,omitempty" doc:"The expert who has it: how long other experts may take it first, if it is given up as stuck or other; without this staff get it at once"`
	Grant         *string        `json:"grant" enum:"offered,holder,past,solved,review" doc:"Why an expert sees the ticket"`
	May           []string       `json:"may,omitzero" nullable:"false" doc:"The acts that the viewer could do now. Those about an entry (leak, hide, release_held, drop_held) and describe say that the viewer could do them to one that lends itself: with text, held, with a file" enum:"assign,claim,describe,drop_held,escalate,handback,hide,leak,note,personal,post,rate,release,release_held,reopen,resolve,review,skip"`
	Fields        []FilledField  `json:"fields,omitzero" nullable:"false" doc:"What the customer filled in; masked for all but themself"`
	Hands         []Hand         `json:"hands,omitzero" nullable:"false"`
	Reads         []ReadMark     `json:"reads,omitzero" nullable:"false"`
	Flags         []Flag         `json:"flags,omitzero" nullable:"false" doc:"What staff should look at"`
	ErasesAt      *time.Time     `json:"erases_at,omitempty" doc:"Staff: when the customer is going to be erased"`
	PersonalUntil *time.Time     `json:"personal_until,omitempty" doc:"Staff: the personal data is open to them until then"`
}

// TransformSchema says which parts may be null, which tags cannot for objects.
func (Ticket) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema {
	return nullable(s, "assignee", "last_author", "offer", "rating")
}

// TicketCustomer is the customer of a ticket. The id is for staff.
type TicketCustomer struct {
	Alias string     `json:"alias"`
	ID    *uuid.UUID `json:"id,omitempty" format:"uuid"`
	Since *time.Time `json:"since,omitempty"`
}

// LastAuthor wrote the last message.
type LastAuthor struct {
	Role string `json:"role"`
	Name string `json:"name"`
}

// TicketOffer is an open offer to the viewer.
type TicketOffer struct {
	ExpiresAt time.Time `json:"expires_at"`
}

// Rating is the customer's answer after a resolution.
type Rating struct {
	Stars   int          `json:"stars" minimum:"1" maximum:"5"`
	Tags    []string     `json:"tags" nullable:"false"`
	Comment string       `json:"comment" doc:"Masked"`
	At      time.Time    `json:"at"`
	Handler tickets.Face `json:"handler"`
}

// Hand is one stretch of a ticket's way: who had it, and until when.
type Hand struct {
	Person tickets.Face `json:"person"`
	From   time.Time    `json:"from"`
	To     *time.Time   `json:"to"`
	How    string       `json:"how" enum:"asked,claimed,assigned,reopened"`
}

// ReadMark says how far somebody else has read, in the viewer's stream.
type ReadMark struct {
	Person uuid.UUID `json:"person" format:"uuid"`
	Role   string    `json:"role"`
	Seq    int64     `json:"seq"`
}

// ticketShape is a ticket as a list row or a frame shows it to this viewer.
func ticketShape(s tickets.Sight, viewer people.Person, n names) Ticket {
	t := Ticket{
		ID: s.ID, Number: s.Number, Subject: s.Subject, Topic: s.Topic, TopicName: n.topic(s.Topic), Language: orNull(s.Language),
		Tier: s.Tier, State: s.State, Assignee: s.Holder(), Team: orNull(s.Team), TeamName: orNull(n.team(s.Team)),
		Customer: TicketCustomer{Alias: s.CustomerAlias}, Channel: s.Channel, Head: s.Head,
		CreatedAt: s.CreatedAt.UTC(), UpdatedAt: s.UpdatedAt.UTC(), WaitingSince: utc(s.WaitingSince), Excerpt: s.Excerpt,
		Unread: s.Head > s.ReadTo && !wroteLast(s, viewer), DueAt: utc(s.TakeBy), Grant: orNull(s.Grant), PersonalUntil: utc(s.PersonalTill),
	}
	if s.Own != "" {
		t.Subject = s.Own
	}
	if s.LastRole != "" {
		t.LastAuthor = &LastAuthor{Role: s.LastRole, Name: s.LastName}
	}
	if isStaff(viewer) && s.Customer != uuid.Nil {
		t.Customer.ID = &s.Customer
	}
	if s.OfferUntil != nil {
		t.Offer = &TicketOffer{ExpiresAt: s.OfferUntil.UTC()}
		t.May = []string{"claim", "skip"} // an open offer allows exactly these
	}
	t.Rating = ratingShape(s.Rating)
	if isStaff(viewer) {
		t.Flags = flagShapes(s.Flags)
	}
	switch {
	case viewer.Role != people.RoleCustomer:
		if s.InPeerWindow() {
			t.Peers = orNull(s.PeerReason)
		}
	case s.Former.Valid: // the customer does not notice that experts hand a ticket on
		t.Assignee, t.DueAt = &tickets.Face{ID: s.Former.UUID, Role: string(people.RoleExpert), Name: s.FormerName}, nil
	}
	return t
}

// wroteLast reports whether the last message is the viewer's own: then there is
// nothing to read.
func wroteLast(s tickets.Sight, viewer people.Person) bool {
	return s.LastRole == string(viewer.Role) && (viewer.Role == people.RoleCustomer || s.LastName == viewer.Name)
}

func ratingShape(r *tickets.Rating) *Rating {
	if r == nil {
		return nil
	}
	tags := r.Tags
	if tags == nil {
		tags = []string{}
	}
	return &Rating{Stars: r.Stars, Tags: tags, Comment: r.Comment, At: r.At.UTC(), Handler: r.Handler}
}

func handShapes(line []tickets.Hand) []Hand {
	hands := make([]Hand, 0, len(line))
	for _, h := range line {
		hands = append(hands, Hand{Person: h.Person, From: h.From.UTC(), To: utc(h.To), How: h.How})
	}
	return hands
}

// Entry is one line of a ticket's log as one person reads it.
type Entry struct {
	ID       uuid.UUID        `json:"id" format:"uuid"`
	Seq      int64            `json:"seq" doc:"The number in the viewer's own stream, without gaps"`
	Kind     tickets.Kind     `json:"kind" enum:"message,note,event"`
	Audience tickets.Audience `json:"audience" enum:"everyone,helpers,staff"`
	Author   tickets.Face     `json:"author"`
	Channel  string           `json:"channel"`
	Text     string           `json:"text" doc:"Masked; customers read their own words"`
	Data     EntryData        `json:"data"`
	At       time.Time        `json:"at"`
	Personal *PersonalText    `json:"personal,omitempty" doc:"For staff while the personal data is open to them"`
}

// PersonalText is a text as it was written.
type PersonalText struct {
	Text        string               `json:"text"`
	Attachments []tickets.Attachment `json:"attachments,omitempty" doc:"With their names"`
}

// EntryData is what an entry says beside its text, as it stands in the log.
type EntryData json.RawMessage

// MarshalJSON gives the data as they are.
func (d EntryData) MarshalJSON() ([]byte, error) {
	if len(d) == 0 {
		return []byte("{}"), nil
	}
	return d, nil
}

// UnmarshalJSON keeps the data as they are.
func (d *EntryData) UnmarshalJSON(raw []byte) error {
	*d = append((*d)[:0], raw...)
	return nil
}

// EntryFacts are the data of an entry as the desk writes them.
type EntryFacts tickets.Data

// Schema is that of the data the desk writes.
func (EntryData) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[EntryFacts](), true, "")
}

// entryShape shows an entry: customers their own words, staff the masked text
// and, where it is open to them, the original beside it, experts what the
// expert window gave.
func entryShape(s tickets.Seen, viewer people.Person) Entry {
	e := Entry{ID: s.ID, Seq: s.Seq, Kind: s.Kind, Audience: s.Audience, Author: s.Author, Channel: s.Channel,
		Text: s.Text, Data: EntryData(s.Data), At: s.At.UTC()}
	if viewer.Role == people.RoleCustomer {
		e.Data = EntryData(tickets.DataForCustomer(s.Entry))
	}
	switch {
	case s.Own == nil:
	case viewer.Role == people.RoleCustomer:
		e.Text, e.Data = *s.Own, withFiles(e.Data, s.Files)
	case isStaff(viewer):
		e.Personal = &PersonalText{Text: *s.Own, Attachments: s.Files}
	}
	return e
}

// withFiles are an entry's data with the names of its files.
func withFiles(data EntryData, files []tickets.Attachment) EntryData {
	var members map[string]any
	if files == nil || json.Unmarshal(data, &members) != nil {
		return data
	}
	members["attachments"] = files
	raw, err := json.Marshal(members)
	if err != nil {
		return data
	}
	return raw
}

// Notification tells a person that something happened to a ticket of theirs.
type Notification struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Seq     int64     `json:"seq"`
	Kind    string    `json:"kind" enum:"offer,claimed,replied,escalated,assigned,resolved,reopened,rated,rating_request,describe_asked,leak,held,export_ready,retention,looked,application,qualified,declined,judged,lapse_warning,lapsed,retest,lesson,attempt_given,terms,earned,example_shown,example_declined,handler_away,stand_in,back"`
	Ticket  int64     `json:"ticket"`
	Subject string    `json:"subject"`
	TextKey string    `json:"text_key" doc:"The key of the text in the front end's catalogue"`
	At      time.Time `json:"at"`
	Read    bool      `json:"read"`
}

func notificationShape(n tickets.Notification, subject string) Notification {
	return Notification{ID: n.ID, Seq: n.Seq, Kind: n.Kind, Ticket: n.Ticket, Subject: subject,
		TextKey: "notification." + n.Kind, At: n.At.UTC(), Read: n.Read}
}

func isStaff(p people.Person) bool { return p.Role == people.RoleStaff || p.Role == people.RoleAdmin }

// orNull is a string that the API shows as null when it is empty.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := t.UTC()
	return &u
}

// nullable lets properties of an object schema be null.
func nullable(s *huma.Schema, properties ...string) *huma.Schema {
	for _, name := range properties {
		s.Properties[name] = &huma.Schema{
			Description: s.Properties[name].Description,
			AnyOf:       []*huma.Schema{s.Properties[name], {Type: "null"}},
		}
	}
	return s
}
