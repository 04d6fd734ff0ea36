package server

import (
	"context"

	"github.com/google/uuid"

	"kontor/tickets"
)

// Helpers who have a ticket open see who else of them has, so that no two of them
// work on it unawares. It is whispered and never written: who comes says so and is
// answered by those who are there, everybody says so again with their presence, and
// clients forget whom they have not heard of for viewerSeconds. Customers are told
// nothing, nor are experts whose grant does not reach to the present.

// viewerSeconds is longer than two renewals, so that a lost one does not show.
const viewerSeconds = 45

// looks reports whether a watch is one of a helper to whom the present is shown.
func (w *watch) looks() bool { return w.stream != tickets.Everyone && w.reaches() }

// say whispers that a helper has the ticket open, or no longer has.
func (w *watch) say(is tickets.Viewing) {
	w.mu.Lock()
	w.said = is != tickets.ViewerGone
	w.mu.Unlock()
	p := w.socket.who()
	w.room.live.s.bell.Ring(tickets.Ring{Whisper: &tickets.Whisper{Ticket: w.room.number, Person: p.ID, Role: string(p.Role), Viewing: is}})
}

// goes says so when the last watch of a helper on this node ends.
func (l *live) goes(w *watch) {
	w.mu.Lock()
	said := w.said
	w.mu.Unlock()
	who := w.socket.who().ID
	if said && !w.room.has(func(o *watch) bool { return o.socket.who().ID == who }) {
		w.say(tickets.ViewerGone)
	}
}

// renewViewers lets everybody go on to be seen.
func (l *live) renewViewers() {
	for _, r := range l.allRooms() {
		for _, w := range r.all() {
			if w.looks() {
				w.say(tickets.ViewerHere)
			}
		}
	}
}

// seen tells the other helpers of a room who looks at its ticket, and answers
// somebody who has just come.
func (l *live) seen(ctx context.Context, r *room, m tickets.Whisper) error {
	others := map[uuid.UUID]*watch{}
	var sockets []*socket
	for _, w := range r.all() {
		if id := w.socket.who().ID; id != m.Person && w.looks() {
			others[id], sockets = w, append(sockets, w.socket)
		}
	}
	if len(others) == 0 {
		return nil
	}
	p, err := l.s.people.Find(ctx, m.Person)
	if err != nil {
		return err
	}
	frame := viewingFrame{Type: "viewing", Ticket: m.Ticket, Person: tickets.FaceOf(p)}
	if m.Viewing != tickets.ViewerGone {
		frame.Seconds = viewerSeconds
	}
	for _, s := range sockets {
		s.send(frame)
	}
	if m.Viewing == tickets.ViewerComes {
		for _, w := range others {
			w.say(tickets.ViewerHere)
		}
	}
	return nil
}
