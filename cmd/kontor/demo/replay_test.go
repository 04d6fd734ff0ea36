package demo

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

// replay follows one story by the rules of the ticket desk, far enough to tell a story that the desk would refuse.
type replay struct {
	content  *Content
	ticket   Ticket
	topic    Topic
	at       time.Duration // since the ticket was opened
	since    time.Duration // when the present wait for an expert began, or the ticket was resolved
	tier     string
	handler  *Actor
	resolved bool
	rated    bool
	held     []hold
	spent    []Actor       // experts who skipped, released or escalated: they are not offered it again
	within   time.Duration // that experts have to take it
	peers    bool          // they were asked after one of them got stuck
	taken    time.Duration // by an expert who has not written since; below zero: by none
	shared   *Actor        // whose answer is an example
	shown    bool
}

// hold is a time in which an expert had a ticket unresolved, as spans before now.
type hold struct {
	expert   int
	from, to time.Duration
}

func start(c *Content, ticket Ticket) (*replay, error) {
	i := slices.IndexFunc(c.Organisation.Topics, func(t Topic) bool { return t.ID == ticket.Topic })
	if i < 0 {
		return nil, fmt.Errorf("unknown topic %q", ticket.Topic)
	}
	if ticket.Customer < 0 || ticket.Customer >= len(c.People.Customers) {
		return nil, fmt.Errorf("unknown customer %d", ticket.Customer)
	}
	topic := c.Organisation.Topics[i]
	r := &replay{content: c, ticket: ticket, topic: topic, tier: "expert", within: topic.TakeWithin, taken: -1}
	if r.topic.Policy == "staff_only" {
		r.tier = "staff"
	}
	return r, nil
}

func (r *replay) run() error {
	if len(r.ticket.Steps) == 0 {
		return errors.New("has no steps")
	}
	for i, step := range r.ticket.Steps {
		if (i == 0) != (step.Do == Open) {
			return fmt.Errorf("step %d is %q", i, step.Do)
		}
		if i > 0 && step.After <= 0 {
			return fmt.Errorf("step %d does not come after the one before", i)
		}
		r.at += step.After
		if err := r.passes(r.at); err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
		if err := r.step(step); err != nil {
			return fmt.Errorf("step %d, %s by %v: %w", i, step.Do, step.By, err)
		}
	}
	if r.at > r.ticket.Age {
		return fmt.Errorf("lasts %v but is only %v old", r.at, r.ticket.Age)
	}
	if err := r.passes(r.ticket.Age); err != nil {
		return err
	}
	r.end(r.ticket.Age)
	return nil
}

// passes is what the time until then does by itself.
func (r *replay) passes(until time.Duration) error {
	if reply := r.topic.FirstReply; reply > 0 && r.taken >= 0 && until-r.taken >= reply {
		return errors.New("who took it has lost it for not answering")
	}
	if r.tier == "expert" && r.handler == nil && !r.resolved && r.peers && until-r.since >= r.within {
		r.tier = "staff"
	}
	return nil
}

func (r *replay) step(s Step) error {
	if err := r.known(s); err != nil {
		return err
	}
	if slices.Contains([]string{Contest, Share, Show, Useful, NotUseful}, s.Do) {
		return r.beside(s)
	}
	switch s.By.Role {
	case "customer":
		return r.customer(s)
	case "expert":
		return r.expert(s)
	default:
		return r.staff(s)
	}
}

// known checks what has nothing to do with the state: that the actor exists and the step says what it must.
func (r *replay) known(s Step) error {
	people := map[string]int{"customer": 1, "expert": len(r.content.People.Experts), "staff": len(r.content.People.Staff)}
	if s.By.Index < 0 || s.By.Index >= people[s.By.Role] {
		return errors.New("there is no such person")
	}
	if slices.Contains([]string{Open, Message, Note, Escalate, Handback, Contest}, s.Do) && s.Text == "" {
		return errors.New("has no text")
	}
	if (s.Do == Rate) != (s.Stars > 0) || s.Stars > 5 || (s.Do != Rate && len(s.Tags) > 0) {
		return errors.New("stars and tags belong to a rating")
	}
	reasons := []string{"personal_data", "customer_asked", "stuck", "other"}
	if (s.Do == Escalate) != slices.Contains(reasons, s.Reason) {
		return fmt.Errorf("reason %q", s.Reason)
	}
	return nil
}

func (r *replay) customer(s Step) error {
	switch s.Do {
	case Open:
		return nil
	case Message:
		if r.resolved && r.closed() {
			return errors.New("the ticket is closed by now")
		}
		if r.resolved {
			r.resolved, r.since = false, r.at
			r.begin()
		}
		return nil
	case Rate:
		return r.rate(s)
	case Keep:
		if !r.resolved {
			return errors.New("nobody has helped yet")
		}
		return nil
	}
	return errors.New("is nothing that a customer does")
}

// beside is what helpers do with a ticket that is solved.
func (r *replay) beside(s Step) error {
	resolver := r.ticket.Resolver()
	switch {
	case s.By.Role == "customer" || !r.resolved:
		return errors.New("is for helpers, once it is solved")
	case s.Do == Contest && r.rated: // whose rating it is the desk knows
	case s.Do == Share && s.By == resolver && r.shared == nil:
		r.shared = &s.By
	case s.Do == Show && s.By.Role == "staff" && r.shared != nil && s.By != resolver:
		r.shown = true
	case (s.Do == Useful || s.Do == NotUseful) && r.shown && s.By != resolver:
	default:
		return errors.New("is not for them, or not now")
	}
	return nil
}

// rate brings a ticket that an expert solved badly to staff.
func (r *replay) rate(s Step) error {
	if !r.resolved || r.rated || r.closed() {
		return errors.New("there is nothing to rate")
	}
	r.rated = true
	if s.Stars <= 2 && r.handler.Role == "expert" {
		r.tier, r.handler, r.resolved = "staff", nil, false
	}
	return nil
}

func (r *replay) expert(s Step) error {
	person := r.content.People.Experts[s.By.Index]
	if !slices.Contains(person.Topics, r.topic.ID) || !slices.Contains(person.Languages, r.ticket.Language) {
		return errors.New("is not qualified")
	}
	if r.tier != "expert" || r.resolved {
		return errors.New("the ticket is not with the experts")
	}
	if s.Do == Claim || s.Do == Skip {
		return r.offered(s)
	}
	if r.handler == nil || *r.handler != s.By {
		return errors.New("does not have the ticket")
	}
	switch s.Do {
	case Message:
		r.taken = -1
	case Note:
	case Resolve:
		r.resolve()
	case Release:
		r.gives(s.By)
	case Escalate:
		r.gives(s.By)
		r.escalate(s.Reason)
	default:
		return errors.New("is nothing that an expert does")
	}
	return nil
}

func (r *replay) gives(by Actor) {
	r.end(r.at)
	r.handler, r.since, r.taken = nil, r.at, -1
	r.spent = append(r.spent, by)
}

// escalate asks the other experts first, once, where they can do more.
func (r *replay) escalate(reason string) {
	if r.topic.Peers > 0 && !r.peers && (reason == "stuck" || reason == "other") {
		r.peers, r.within = true, r.topic.Peers
		return
	}
	r.tier = "staff"
}

func (r *replay) offered(s Step) error {
	if r.handler != nil {
		return errors.New("somebody has it already")
	}
	if slices.Contains(r.spent, s.By) {
		return errors.New("has had it and is not offered it again")
	}
	if r.at-r.since >= r.within {
		return errors.New("it has gone to staff by itself")
	}
	if s.Do == Skip {
		r.spent = append(r.spent, s.By)
		return nil
	}
	r.handler, r.taken = &s.By, r.at
	r.begin()
	return nil
}

func (r *replay) staff(s Step) error {
	person := r.content.People.Staff[s.By.Index]
	if !slices.Contains(person.Teams, r.topic.Team) || !slices.Contains(person.Languages, r.ticket.Language) {
		return errors.New("is not in the team or does not speak the language")
	}
	if r.tier != "staff" || r.resolved {
		return errors.New("the ticket is not with staff")
	}
	if s.Do == Assign {
		if r.handler != nil {
			return errors.New("somebody has it already")
		}
		r.handler = &s.By
		return nil
	}
	if r.handler == nil || *r.handler != s.By {
		return errors.New("does not have the ticket")
	}
	switch s.Do {
	case Message, Note, OpenPersonal:
	case Resolve:
		r.resolve()
	case Handback:
		if r.topic.Policy != "experts_first" {
			return errors.New("experts never see this topic")
		}
		r.tier, r.handler, r.since, r.within, r.peers = "expert", nil, r.at, r.topic.TakeWithin, false
	default:
		return errors.New("is nothing that staff do")
	}
	return nil
}

func (r *replay) resolve() {
	r.end(r.at)
	r.resolved, r.rated, r.since, r.taken = true, false, r.at, -1
}

func (r *replay) closed() bool {
	return r.at-r.since >= time.Duration(r.topic.CloseAfterDays)*24*time.Hour
}

// begin and end note when an expert has the ticket in hand.
func (r *replay) begin() {
	if r.handler.Role == "expert" {
		r.held = append(r.held, hold{expert: r.handler.Index, from: r.ticket.Age - r.at, to: -1})
	}
}

func (r *replay) end(at time.Duration) {
	if n := len(r.held); n > 0 && r.held[n-1].to < 0 {
		r.held[n-1].to = r.ticket.Age - at
	}
}

func (r *replay) outcome() string {
	switch {
	case r.resolved:
		return "resolved"
	case r.tier == "staff" && r.handler == nil:
		return "in the queue of staff"
	case r.tier == "staff":
		return "with staff"
	case r.handler == nil:
		return "waiting"
	}
	return "with an expert"
}

// The checker above is only worth something if it refuses what the desk refuses.
func TestTheCheckerRefuses(t *testing.T) {
	c := load(t)
	expert, other, staff, customer := Actor{"expert", 0}, Actor{"expert", 1}, Actor{"staff", 0}, Actor{Role: "customer"}
	open := Step{By: customer, Do: Open, Text: "hello"}
	act := func(by Actor, do string) Step { return Step{After: time.Hour, By: by, Do: do, Text: "words"} }
	rating := Step{After: time.Hour, By: customer, Do: Rate, Stars: 5}
	late := act(expert, Claim)
	late.After = 7 * time.Hour
	stuck := act(expert, Escalate)
	stuck.Reason = "stuck"
	for name, story := range map[string]struct {
		topic string
		steps []Step
	}{
		"an answer before the claim":      {"waste", []Step{open, act(expert, Message)}},
		"a second claim":                  {"waste", []Step{open, act(expert, Claim), act(other, Claim)}},
		"a claim after the time":          {"waste", []Step{open, late}},
		"a claim by the unqualified":      {"moving", []Step{open, act(other, Claim)}},
		"a claim where staff answer":      {"payments", []Step{open, act(expert, Claim)}},
		"a claim by who released":         {"waste", []Step{open, act(expert, Claim), act(expert, Release), act(expert, Claim)}},
		"an expert who says nothing":      {"building", []Step{open, act(expert, Claim), {After: 3 * time.Hour, By: expert, Do: Message, Text: "words"}}},
		"a peer who comes too late":       {"family", []Step{open, act(expert, Claim), stuck, act(other, Claim)}},
		"an example of another's answer":  {"waste", []Step{open, act(expert, Claim), act(expert, Resolve), act(other, Share)}},
		"a vote on one's own":             {"waste", []Step{open, act(expert, Claim), act(expert, Resolve), act(expert, Share), act(staff, Show), act(expert, Useful)}},
		"staff without an escalation":     {"waste", []Step{open, act(staff, Assign)}},
		"staff without being assigned":    {"payments", []Step{open, act(staff, Message)}},
		"a rating of what is not done":    {"waste", []Step{open, act(expert, Claim), rating}},
		"two ratings of one resolution":   {"waste", []Step{open, act(expert, Claim), act(expert, Resolve), rating, rating}},
		"an escalation without a reason":  {"waste", []Step{open, act(expert, Claim), act(expert, Escalate)}},
		"a story that does not open":      {"waste", []Step{act(expert, Claim)}},
		"a story longer than its age":     {"waste", []Step{open, {After: 900 * time.Hour, By: customer, Do: Message, Text: "still here"}}},
		"somebody who does not exist":     {"waste", []Step{open, act(Actor{"expert", 9}, Claim)}},
		"an answer to what is resolved":   {"waste", []Step{open, act(expert, Claim), act(expert, Resolve), act(expert, Message)}},
		"a question about what is closed": {"waste", []Step{open, act(expert, Claim), act(expert, Resolve), {After: 721 * time.Hour, By: customer, Do: Message, Text: "and?"}}},
	} {
		r, err := start(c, Ticket{Topic: story.topic, Language: "da", Age: 800 * time.Hour, Steps: story.steps})
		if err != nil {
			t.Fatal(err)
		}
		if r.run() == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
