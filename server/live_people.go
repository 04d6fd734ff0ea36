package server

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// What concerns a person rather than a ticket: offers, notifications, presence.

// welcome makes a helper's connection count: offers wait for whoever is
// available.
func (l *live) welcome(ctx context.Context, s *socket) error {
	p, err := l.s.people.ByToken(ctx, s.token)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.person = p
	s.mu.Unlock()
	if p.Role == people.RoleCustomer {
		return nil
	}
	if err := l.s.presence.Renew(ctx, p.ID); err != nil {
		l.log.Warn("presence kept on this node only", "error", err)
	}
	if p.Available {
		if err := l.s.desk.Arrives(ctx, p); err != nil {
			return err
		}
	}
	return l.tellInbox(ctx, p.ID)
}

// presenceChanged tells every connection of a person what their switch says, and until
// when they are absent, for so long it is of no effect.
func (l *live) presenceChanged(ctx context.Context, p people.Person, on bool) error {
	until, err := l.s.awayUntil(ctx, p.ID)
	if err != nil {
		return err
	}
	for _, s := range l.socketsOf(p.ID) {
		s.mu.Lock()
		s.person.Available = on
		s.mu.Unlock()
		s.send(presenceFrame{Type: "presence", Person: tickets.FaceOf(p), Available: on, AwayUntil: until})
	}
	return nil
}

// tellInbox gives each connection of a person what is new for them.
func (l *live) tellInbox(ctx context.Context, person uuid.UUID) error {
	sockets := l.socketsOf(person)
	if len(sockets) == 0 {
		return nil
	}
	heads, err := l.s.desk.InboxHeads(ctx, []uuid.UUID{person})
	if err != nil || len(heads) == 0 {
		return err
	}
	p := sockets[0].who()
	var offers []tickets.Sight
	if p.Role == people.RoleExpert {
		offers, _, err = l.s.desk.List(ctx, p, tickets.Filter{View: tickets.ViewOffers, Limit: 100})
		if err != nil {
			return err
		}
	}
	for _, s := range sockets {
		if err := s.tell(ctx, heads[0], offers); err != nil {
			return err
		}
	}
	return nil
}

func (s *socket) tell(ctx context.Context, head tickets.InboxHead, offers []tickets.Sight) error {
	if err := s.tellOffers(ctx, offers); err != nil {
		return err
	}
	s.mu.Lock()
	before := s.inbox
	s.inbox = head
	s.mu.Unlock()
	if head.Notified <= before.Notified {
		return nil
	}
	found, err := s.live.s.desk.NotificationsAfter(ctx, head.Person, before.Notified)
	if err != nil {
		return err
	}
	shapes, err := s.live.s.notificationShapes(ctx, s.who(), found)
	for _, n := range shapes {
		s.send(notificationFrame{Type: "notification", Notification: n})
	}
	return err
}

// shown is what an offer shows of its ticket.
func shown(o *tickets.Sight) string { return o.Subject + "\x00" + o.Excerpt }

// tellOffers says which offers are new or show something else now, and which are
// gone and why.
func (s *socket) tellOffers(ctx context.Context, offers []tickets.Sight) error {
	p, now := s.who(), make(map[int64]string, len(offers))
	for i := range offers {
		now[offers[i].Number] = shown(&offers[i])
	}
	s.mu.Lock()
	known := s.offers
	s.offers = now
	s.mu.Unlock()
	for i := range offers {
		if o := &offers[i]; known[o.Number] != shown(o) {
			s.send(offerFrame{Type: "offer", Ticket: o.Number, Topic: o.Topic, TopicName: s.live.s.topicName(ctx, o.Topic, p.Locale),
				Subject: o.Subject, Excerpt: o.Excerpt, Language: o.Language, ExpiresAt: o.OfferUntil})
		}
	}
	var gone []int64
	for number := range known {
		if _, stands := now[number]; !stands {
			gone = append(gone, number)
		}
	}
	outcomes, err := s.live.s.desk.OutcomesOf(ctx, p.ID, gone)
	for _, number := range gone {
		s.send(offerGoneFrame{Type: "offer_gone", Ticket: number, Reason: cmp.Or(outcomes[number], "ended")})
	}
	return err
}

// whisper carries typing and read marks to those who watch, and a read mark to all
// devices of whose it is.
func (l *live) whisper(ctx context.Context, m tickets.Whisper) error {
	if m.Own > 0 {
		l.tellDevices(m)
	}
	l.mu.Lock()
	r := l.rooms[m.Ticket]
	l.mu.Unlock()
	if r == nil {
		return nil
	}
	if m.Viewing != "" {
		return l.seen(ctx, r, m)
	}
	p, err := l.s.people.Find(ctx, m.Person)
	if err != nil {
		return err
	}
	marks := map[tickets.Audience]int64{}
	for _, w := range r.all() {
		if w.socket.who().ID == m.Person || !w.reaches() {
			continue
		}
		if m.Read == 0 {
			w.socket.send(typingFrame{Type: "typing", Ticket: m.Ticket, Person: tickets.FaceOf(p)})
			continue
		}
		seq, ok := marks[w.stream]
		if !ok {
			if seq, err = l.s.desk.InStream(ctx, m.Ticket, m.Read, w.stream); err != nil {
				return err
			}
			marks[w.stream] = seq
		}
		w.socket.send(readFrame{Type: "read", Ticket: m.Ticket, Person: m.Person, Role: m.Role, Seq: seq})
	}
	return nil
}

// tellDevices tells each connection of a person how far they have read, but for the one
// that said so.
func (l *live) tellDevices(m tickets.Whisper) {
	for _, s := range l.socketsOf(m.Person) {
		if w := s.watchOf(m.Ticket); w == nil || w.marked.Load() < m.Own {
			s.send(seenFrame{Type: "seen", Ticket: m.Ticket, Seq: m.Own})
		}
	}
}
