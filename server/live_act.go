package server

import (
	"context"
	"time"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// do does what a frame asks.
func (s *socket) do(ctx context.Context, f inFrame) error {
	switch f.Type {
	case "watch":
		return s.watch(f)
	case "unwatch":
		s.live.unwatch(s, f.Ticket, "")
		return nil
	case "post":
		return s.post(ctx, f)
	case "act":
		return s.act(ctx, f)
	case "available":
		return s.available(ctx, f)
	case "typing":
		return s.typing(f)
	case "read":
		return s.markRead(ctx, f)
	case "ping":
		s.send(plainFrame{Type: "pong"})
		return nil
	case "auth":
		return nil // signed in already
	}
	return fault.Invalid("there is no such frame").With("type", "is not known")
}

// post takes a message in, in the order of the frames, and acknowledges it once
// it is durable.
func (s *socket) post(ctx context.Context, f inFrame) error {
	id, err := newPostID(f)
	if err != nil {
		return err
	}
	p := s.who()
	if err := s.live.s.limits.post(p.ID); err != nil {
		return err
	}
	files, err := f.attachments()
	if err != nil {
		return err
	}
	kind := tickets.Kind(f.Kind)
	if f.Kind == "" {
		kind = tickets.KindMessage
	}
	order := tickets.Order{Ticket: f.Ticket, ID: id, By: p}
	act, err := tickets.Writes(p, tickets.Writing{Kind: kind, Audience: tickets.Audience(f.Audience), Text: f.Text, Attachments: files, Insist: f.Insist})
	if err != nil {
		return err
	}
	post, soon := act.(*tickets.Post)
	if !soon {
		s.doAct(ctx, f, order, act)
		return nil
	}
	s.flights <- struct{}{}
	s.tasks.Add(1)
	s.live.s.desk.PostSoon(ctx, order, post, func(done tickets.Done, err error) {
		defer s.tasks.Done()
		defer func() { <-s.flights }()
		if err != nil {
			s.fail(err, f)
			return
		}
		s.ack(p, f.Ticket, done)
	})
	return nil
}

func (s *socket) ack(p people.Person, ticket int64, done tickets.Done) {
	s.send(ackFrame{Type: "ack", ID: done.ID, Ticket: ticket, Seq: done.Entry.In(tickets.Stream(p))})
}

// act is every act of the HTTP table, by the same code.
func (s *socket) act(ctx context.Context, f inFrame) error {
	id, err := newPostID(f)
	if err != nil {
		return err
	}
	act, err := actOf(f.Act, f.Raw)
	if err != nil {
		return err
	}
	p := s.who()
	if err := s.live.s.limits.post(p.ID); err != nil {
		return err
	}
	s.doAct(ctx, f, tickets.Order{Ticket: f.Ticket, ID: id, By: p}, act)
	return nil
}

// doAct does an act and acknowledges it.
func (s *socket) doAct(ctx context.Context, f inFrame, o tickets.Order, act tickets.Act) {
	s.soon(f, func() error {
		done, err := s.live.s.desk.Do(ctx, o, act)
		if err != nil {
			return err
		}
		s.ack(o.By, f.Ticket, done)
		return nil
	})
}

// typingEvery is how often one connection may say that somebody is typing.
const typingEvery = time.Second

func (s *socket) typing(f inFrame) error {
	w := s.watchOf(f.Ticket)
	if w == nil {
		return fault.Conflict("watch the ticket first")
	}
	if now := time.Now(); now.Sub(s.typedAt) >= typingEvery && w.reaches() {
		s.typedAt = now
		p := s.who()
		if !w.room.crowd.mayWhisper(p.Role, now) {
			return nil
		}
		s.live.s.bell.Ring(tickets.Ring{Whisper: &tickets.Whisper{Ticket: f.Ticket, Person: p.ID, Role: string(p.Role)}})
	}
	return nil
}

func (s *socket) markRead(ctx context.Context, f inFrame) error {
	w := s.watchOf(f.Ticket)
	if w == nil {
		return fault.Conflict("watch the ticket first")
	}
	own := min(f.Seq, w.delivered())
	if own <= w.marked.Load() || !w.reaches() {
		return nil
	}
	p := s.who()
	s.soon(f, func() error {
		n, err := s.live.s.desk.NumbersOf(ctx, f.Ticket, own, tickets.Stream(p))
		if err != nil {
			return err
		}
		w.marked.Store(own)
		mark := tickets.ReadMark{Ticket: f.Ticket, Person: p.ID, Role: string(p.Role), Own: own, Seq: n.Staff}
		s.live.s.reads.Keep(mark)
		if w.room.crowd.mayWhisper(p.Role, time.Now()) {
			s.live.s.reads.Tell(mark)
		}
		return nil
	})
	return nil
}

// available throws the person's own switch. Who becomes available is offered
// waiting tickets at once. Of throws that follow each other the last one holds.
func (s *socket) available(ctx context.Context, f inFrame) error {
	p := s.who()
	if p.Role == people.RoleCustomer {
		return fault.Forbidden("only helpers can be available")
	}
	n := s.throws.Add(1)
	s.soon(f, func() error {
		if last, err := s.throw(ctx, p, f.On, n); err != nil || !last || !f.On {
			return err
		}
		s.forgetOffers()
		return s.live.welcome(ctx, s)
	})
	return nil
}

// throw is the nth throw of the switch. It does nothing and says so where another has
// followed already.
func (s *socket) throw(ctx context.Context, p people.Person, on bool, n int64) (last bool, err error) {
	s.switching.Lock()
	defer s.switching.Unlock()
	if n < s.throws.Load() {
		return false, nil
	}
	if _, err := s.live.s.people.SetAvailable(ctx, p.ID, on); err != nil {
		return true, err
	}
	return true, s.live.presenceChanged(ctx, p, on)
}

// forgetOffers lets every open offer be told again.
func (s *socket) forgetOffers() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.offers)
}
