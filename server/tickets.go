package server

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

type postTicketInput struct {
	Body struct {
		ID       uuid.UUID         `json:"id" format:"uuid" doc:"Made by the sender; the ticket's id and that of its first message"`
		Topic    string            `json:"topic"`
		Subject  string            `json:"subject,omitempty" doc:"Without one the first line of the text"`
		Text     string            `json:"text"`
		Fields   map[string]string `json:"fields,omitempty"`
		Channel  string            `json:"channel,omitempty" enum:"chat,portal" doc:"chat unless given"`
		Language string            `json:"language,omitempty" pattern:"^[a-z]{2,3}$" doc:"The customer's own unless given"`

		Attachments []uuid.UUID `json:"attachments,omitempty" doc:"At most ten files that were sent with PUT /attachments/{id} before"`
	}
}

func (s *Server) postTicket(c *call, in *postTicketInput) (Ticket, error) {
	if err := s.atTheDoor(); err != nil && !c.by.Account {
		return Ticket{}, err
	}
	if err := s.limits.post(c.by.ID); err != nil {
		return Ticket{}, err
	}
	done, err := s.desk.Open(c, c.by, tickets.NewTicket(in.Body))
	if err != nil {
		return Ticket{}, err
	}
	s.posted(c.by, done)
	return s.ticket(c, done.Ticket.Number)
}

// posted counts a post and notes that who writes has read what they wrote.
func (s *Server) posted(by people.Person, done tickets.Done) {
	s.metrics.posts.Inc()
	if own := done.Entry.In(tickets.Stream(by)); own > 0 {
		s.reads.Mark(tickets.ReadMark{Ticket: done.Ticket.Number, Person: by.ID, Role: string(by.Role), Own: own, Seq: done.Entry.Staff})
	}
}

type getTicketsInput struct {
	PageInput
	View  string `query:"view" enum:"mine,offers,queue,flagged,all" doc:"mine unless given. Customers have mine, experts mine, offers and all, staff mine, queue, flagged (a leak was marked or an answer is held) and all"`
	State string `query:"state" enum:"open,waiting,resolved,closed,active"`
	Topic string `query:"topic"`
	Query string `query:"q" doc:"Words of the masked text, or a number"`
}

func (s *Server) getTickets(c *call, in *getTicketsInput) (List[Ticket], error) {
	found, next, err := s.desk.List(c, c.by, tickets.Filter{View: in.View, State: in.State, Topic: in.Topic, Query: in.Query, Before: in.Before, Limit: in.Limit})
	if err != nil {
		return List[Ticket]{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	items := make([]Ticket, 0, len(found))
	for _, sight := range found {
		items = append(items, ticketShape(sight, c.by, n))
	}
	return listOf(items, next), err
}

type ticketInput struct {
	Number int64 `path:"number"`
}

func (s *Server) getTicket(c *call, in *ticketInput) (Ticket, error) {
	if err := s.desk.OpenAtOnce(c, c.by, in.Number); err != nil {
		return Ticket{}, err
	}
	return s.ticket(c, in.Number)
}

// ticket is one ticket with all that only a single one carries.
func (s *Server) ticket(c *call, number int64) (Ticket, error) {
	sight, err := s.desk.See(c, c.by, number)
	if err != nil {
		return Ticket{}, err
	}
	n, err := s.names.in(c, s.locale(c, ""))
	if err != nil {
		return Ticket{}, err
	}
	t := ticketShape(sight, c.by, n)
	if t.Fields, err = n.filled(sight, c.by); err != nil {
		return Ticket{}, err
	}
	var peers time.Duration
	if t.May, peers, err = s.desk.May(c, c.by, number); err != nil {
		return Ticket{}, err
	}
	t.PeersFirst = int(peers.Seconds())
	line, err := s.desk.Hands(c, c.by, number)
	if err != nil {
		return Ticket{}, err
	}
	t.Hands = handShapes(line)
	if sight.Customer != uuid.Nil {
		since, err := s.desk.CustomerSince(c, sight.Customer)
		if err != nil {
			return Ticket{}, err
		}
		t.Customer.Since = utc(&since)
	}
	if isStaff(c.by) {
		if t.ErasesAt, err = s.erasesAt(c, sight.Customer); err != nil {
			return Ticket{}, err
		}
	}
	if !reachesPresent(tickets.Stream(c.by), sight.Grant) {
		return t, nil
	}
	t.Reads, err = s.readMarks(c, c.by, number)
	return t, err
}

// reachesPresent reports whether who reads this stream reads the ticket up to
// the present: an expert does with some grants only.
func reachesPresent(stream tickets.Audience, grant string) bool {
	return stream != tickets.Helpers || grant == tickets.GrantHolder || grant == tickets.GrantSolved
}

// readMarks are the others' marks in the viewer's own stream.
func (s *Server) readMarks(ctx context.Context, viewer people.Person, number int64) ([]ReadMark, error) {
	marks, err := s.reads.Marks(ctx, viewer, number)
	shapes := make([]ReadMark, 0, len(marks))
	for _, m := range marks {
		own, err := s.desk.InStream(ctx, number, m.Seq, tickets.Stream(viewer))
		if err != nil {
			return nil, err
		}
		shapes = append(shapes, ReadMark{Person: m.Person, Role: m.Role, Seq: own})
	}
	return shapes, err
}

type actInput[B actBody] struct {
	Number int64 `path:"number"`
	Body   *B
}

// act is the handler of every act: it happens, and the ticket as it then is
// comes back.
func act[B actBody]() handle {
	return answer(func(s *Server, c *call, in *actInput[B]) (Ticket, error) {
		var body B
		if in.Body != nil {
			body = *in.Body
		}
		if err := s.limits.post(c.by.ID); err != nil {
			return Ticket{}, err
		}
		done, err := s.desk.Do(c, tickets.Order{Ticket: in.Number, ID: body.entry(), By: c.by}, body.act())
		if err != nil {
			return Ticket{}, err
		}
		s.metrics.posts.Inc()
		return s.afterwards(c, done)
	})
}

// afterwards is the ticket as who acted sees it now. Who gave it away, as by
// skipping an offer, gets what every offer shows and nothing later.
func (s *Server) afterwards(c *call, done tickets.Done) (Ticket, error) {
	t, err := s.ticket(c, done.Ticket.Number)
	if !fault.Is(err, fault.KindNotFound) {
		return t, err
	}
	was := done.Ticket
	sight := tickets.Sight{Ticket: tickets.Ticket{Number: was.Number, ID: was.ID, CustomerAlias: was.CustomerAlias, Topic: was.Topic,
		Subject: was.Subject, Language: was.Language, Channel: was.Channel, Tier: tickets.TierExpert, State: tickets.StateOpen,
		CreatedAt: was.CreatedAt, UpdatedAt: done.At}}
	t = s.ticketRow(c, sight, c.by)
	t.May, t.Fields, t.Hands, t.Reads = []string{}, []FilledField{}, []Hand{}, []ReadMark{}
	return t, nil
}

// subjectsOf are the subjects of the tickets that a list speaks of, as this
// person sees them; a ticket they no longer see has none.
func subjectsOf[T any](ctx context.Context, s *Server, viewer people.Person, items []T, ticket func(T) int64) (map[int64]string, error) {
	subjects := map[int64]string{}
	for _, item := range items {
		number := ticket(item)
		if _, known := subjects[number]; known || number == 0 {
			continue
		}
		sight, err := s.desk.See(ctx, viewer, number)
		if err != nil && !fault.Is(err, fault.KindNotFound) {
			return nil, err
		}
		if subjects[number] = sight.Own; sight.Own == "" {
			subjects[number] = sight.Subject
		}
	}
	return subjects, nil
}
