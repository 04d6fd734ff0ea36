// Package demo holds what "kontor demo" is filled with: a small Danish municipality that also runs a web shop, its
// people, and two hundred requests told as stories.
//
// It knows no database. A story is a list of steps that somebody replays through the ticket desk, so that the demo has
// the same log, grants and ratings as a desk that was really used. Everything lies in the past, measured back from the
// moment of the replay.
package demo

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

//go:embed content/*.json
var files embed.FS

// Content is the whole demo.
type Content struct {
	Organisation Organisation
	People       People
	School       School
	Tickets      []Ticket // by language in the order of the organisation's languages; not sorted by age
}

// Organisation is who runs the desk.
type Organisation struct {
	Name            string   `json:"name"`
	Languages       []string `json:"languages"`
	DefaultLanguage string   `json:"default_language"`
	Teams           []Team   `json:"teams"`
	Offices         []Office `json:"offices"`
	Topics          []Topic  `json:"topics"`
	Rewards         Rewards  `json:"rewards"`
}

// Team is a team of staff; Office is the name of the office it sits in.
type Team struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Office string `json:"office"`
}

// Office is a building with a counter.
type Office struct {
	Name    string `json:"name"`
	Address string `json:"address"`
	Hours   string `json:"hours"`
}

// Topic is what a request can be about. Names and descriptions are by language.
type Topic struct {
	ID             string            `json:"id"`
	Names          map[string]string `json:"names"`
	Descriptions   map[string]string `json:"descriptions"`
	Policy         string            `json:"policy"` // experts_first or staff_only
	Team           string            `json:"team"`
	TakeWithin     time.Duration     `json:"-"`
	Offer          time.Duration     `json:"-"`
	HeadStart      time.Duration     `json:"-"`
	FirstReply     time.Duration     `json:"-"`
	Peers          time.Duration     `json:"-"`
	WaveSize       int               `json:"wave_size"`
	MinChance      int               `json:"min_chance_percent"`
	CloseAfterDays int               `json:"close_after_days"`
	Languages      []string          `json:"languages"`
	Form           json.RawMessage   `json:"form"` // what is asked, as the desk's API takes it
}

// People are all who have a sign-in. The first of each list is the one whose sign-in the demo prints.
type People struct {
	Admin      Person     `json:"admin"`
	Experts    []Person   `json:"experts"`
	Applicants []Person   `json:"applicants"` // who wait for staff to approve them
	Staff      []Person   `json:"staff"`
	Customers  []Customer `json:"customers"`
	Absences   []Absence  `json:"absences"`
}

// Person is an expert, a member of staff or the admin. Name is what others are shown: an expert's is an alias. Topics
// and Capacity belong to experts, Teams to staff. Applied and Payee belong to some experts.
type Person struct {
	Name      string       `json:"name"`
	Email     string       `json:"email"`
	Locale    string       `json:"locale"`
	Languages []string     `json:"languages"`
	Topics    []string     `json:"topics"`
	Teams     []string     `json:"teams"`
	Capacity  int          `json:"capacity"`
	Applied   *Application `json:"applied"` // nil: they were invited
	Payee     *Payee       `json:"payee"`
}

// Absence is a time in which somebody is not there. From and Until are counted from now, Entered back from it.
type Absence struct {
	Who     Actor  `json:"who"`
	Entered Span   `json:"entered"`
	From    Span   `json:"from"`
	Until   Span   `json:"until"`
	Kind    string `json:"kind"`
	Deputy  *Actor `json:"deputy"`
}

// Customer is somebody who asks. Everything but Alias and Locale is personal data, and customers write it in their
// requests exactly as it stands here, so that masking is seen at work.
type Customer struct {
	Name    string   `json:"name"`
	Alias   string   `json:"alias"`
	Email   string   `json:"email"`
	Phone   string   `json:"phone"`
	Address string   `json:"address"`
	Orders  []string `json:"orders"`
	Locale  string   `json:"locale"`
}

// Ticket is one story. Customer is an index into People.Customers. The first step opens the ticket, Age before now; the
// steps together never last longer than Age.
type Ticket struct {
	Subject  string        `json:"subject"`
	Topic    string        `json:"topic"`
	Customer int           `json:"customer"`
	Language string        `json:"language"`
	Age      time.Duration `json:"-"`
	Steps    []Step        `json:"steps"`
}

// Resolver is whoever resolves the ticket last.
func (t Ticket) Resolver() (who Actor) {
	for _, s := range t.Steps {
		if s.Do == Resolve {
			who = s.By
		}
	}
	return who
}

// What a step does.
const (
	Open         = "open"          // the customer, with Text as first message
	Message      = "message"       // anybody with a part in the ticket; by the customer after Resolve it reopens
	Note         = "note"          // the expert or staff member who has the ticket
	Claim        = "claim"         // an expert
	Skip         = "skip"          // an expert who was offered the ticket
	Release      = "release"       // the expert who has it; Text is a note for the next
	Escalate     = "escalate"      // the expert who has it; Reason, and Text is the hand-over note
	Assign       = "assign"        // a member of staff, to themself
	Handback     = "handback"      // the staff member who has it; Text is the note for the experts
	OpenPersonal = "open_personal" // the staff member who has it; Text is the reason
	Resolve      = "resolve"       // who has it
	Rate         = "rate"          // the customer; Stars, and perhaps Tags, and Text as the comment
	Keep         = "keep"          // the customer, who wants whoever resolved it again
	Contest      = "contest"       // who was rated; Text is the reason
	Share        = "share"         // who resolved it: their last message, as an example
	Show         = "show"          // a member of staff: the example
	Useful       = "useful"        // others who answer the topic, of the example
	NotUseful    = "not_useful"    // likewise
)

// Step is one act in a story, After the step before it.
type Step struct {
	After  time.Duration `json:"-"`
	By     Actor         `json:"by"`
	Do     string        `json:"do"`
	Text   string        `json:"text"`
	Reason string        `json:"reason"` // of Escalate: personal_data, customer_asked, stuck or other
	Stars  int           `json:"stars"`
	Tags   []string      `json:"tags"`
}

// Actor says who acts: the ticket's customer, or an expert or staff member by their index in People.
type Actor struct {
	Role  string // customer, expert or staff
	Index int    // 0 for the customer
}

// UnmarshalText reads "customer", "expert:0" or "staff:2".
func (a *Actor) UnmarshalText(text []byte) error {
	role, index, numbered := strings.Cut(string(text), ":")
	if numbered == (role == "customer") {
		return fmt.Errorf("%q names nobody", text)
	}
	a.Role = role
	if !numbered {
		return nil
	}
	var err error
	a.Index, err = strconv.Atoi(index)
	return err
}

// Load reads the content that is built into the program. It fails only if the files are not well formed; that they
// make sense together is what the tests of this package are for.
func Load() (*Content, error) {
	var c Content
	if err := read("organisation", &c.Organisation); err != nil {
		return nil, err
	}
	if err := read("people", &c.People); err != nil {
		return nil, err
	}
	if err := read("school", &c.School); err != nil {
		return nil, err
	}
	for _, language := range c.Organisation.Languages {
		var told []Ticket
		if err := read("tickets-"+language, &told); err != nil {
			return nil, err
		}
		c.Tickets = append(c.Tickets, told...)
	}
	return &c, nil
}

func read(name string, into any) error {
	text, err := files.ReadFile("content/" + name + ".json")
	if err == nil {
		err = strict(text, into)
	}
	if err != nil {
		return fmt.Errorf("demo content %s: %w", name, err)
	}
	return nil
}

// strict refuses fields that nobody reads, so that a misspelt one does not go unnoticed.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// UnmarshalJSON reads the topic with its times in seconds.
func (t *Topic) UnmarshalJSON(text []byte) error {
	type plain Topic
	in := struct {
		*plain
		TakeWithin int `json:"take_within_seconds"`
		Offer      int `json:"offer_seconds"`
		HeadStart  int `json:"head_start_seconds"`
		FirstReply int `json:"first_reply_seconds"`
		Peers      int `json:"peers_seconds"`
	}{plain: (*plain)(t)}
	if err := strict(text, &in); err != nil {
		return err
	}
	t.TakeWithin = time.Duration(in.TakeWithin) * time.Second
	t.Offer = time.Duration(in.Offer) * time.Second
	t.HeadStart = time.Duration(in.HeadStart) * time.Second
	t.FirstReply = time.Duration(in.FirstReply) * time.Second
	t.Peers = time.Duration(in.Peers) * time.Second
	return nil
}

// UnmarshalJSON reads the ticket with its age as a span.
func (t *Ticket) UnmarshalJSON(text []byte) error {
	type plain Ticket
	in := struct {
		*plain
		Age string `json:"age"`
	}{plain: (*plain)(t)}
	if err := strict(text, &in); err != nil {
		return err
	}
	var err error
	t.Age, err = span(in.Age)
	return err
}

// UnmarshalJSON reads the step with its distance as a span.
func (s *Step) UnmarshalJSON(text []byte) error {
	type plain Step
	in := struct {
		*plain
		After string `json:"after"`
	}{plain: (*plain)(s)}
	if err := strict(text, &in); err != nil {
		return err
	}
	var err error
	s.After, err = span(in.After)
	return err
}

// span reads "4m", "3d4h" and the like: a Go duration that may begin with days of 24 hours.
func span(text string) (time.Duration, error) {
	days, rest, found := strings.Cut(text, "d")
	if !found {
		return time.ParseDuration(text)
	}
	n, err := strconv.Atoi(days)
	if err != nil {
		return 0, fmt.Errorf("%q is not a span of time", text)
	}
	whole := time.Duration(n) * 24 * time.Hour
	if rest == "" {
		return whole, nil
	}
	part, err := time.ParseDuration(rest)
	return whole + part, err
}
