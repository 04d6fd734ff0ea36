package server

import (
	"context"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// Helpers who have a ticket open see who else of them has, so that no two of them
// work on it unawares. It is whispered and never written: who comes says so and is
// answered by those who are there, they say so again with their presence, and
// clients forget whom they have not heard of for viewerSeconds. Of a crowd only some
// do. Customers are told nothing, nor are experts whose grant does not reach to the
// present.

const (
	// viewerSeconds is longer than two renewals, so that a lost one does not show.
	viewerSeconds = 45

	// viewersMost is how many of a node's helpers are named to the others of a
	// ticket. Everybody is told each name: if all of a crowd of a thousand were
	// named, that would be a million frames.
	viewersMost = 12
)

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

// comes says so too, or where enough are named already hears of those instead.
func (w *watch) comes() {
	named := w.room.named()
	if w.sayAmong(tickets.ViewerComes, named) {
		return
	}
	for _, p := range named {
		w.socket.send(viewing(w.room.number, p))
	}
}

// sayAmong says that a helper comes or is here, if they are among the named or there
// is room for one more.
func (w *watch) sayAmong(is tickets.Viewing, named map[uuid.UUID]people.Person) bool {
	p := w.socket.who()
	if _, already := named[p.ID]; !already && len(named) >= viewersMost {
		return false
	}
	named[p.ID] = p
	w.say(is)
	return true
}

// named are the helpers on this node of whom the others have been told.
func (r *room) named() map[uuid.UUID]people.Person {
	named := map[uuid.UUID]people.Person{}
	for _, w := range r.all() {
		w.mu.Lock()
		said := w.said
		w.mu.Unlock()
		if said {
			p := w.socket.who()
			named[p.ID] = p
		}
	}
	return named
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

// renewViewers lets those who are named go on to be seen, and others in the place of
// those who have left.
func (l *live) renewViewers() {
	for _, r := range l.allRooms() {
		named := r.named()
		for _, w := range r.all() {
			if w.looks() {
				w.sayAmong(tickets.ViewerHere, named)
			}
		}
	}
}

// seen tells the other helpers of a room who looks at its ticket, and answers
// somebody who has just come.
func (l *live) seen(ctx context.Context, r *room, m tickets.Whisper) error {
	var others []*watch
	for _, w := range r.all() {
		if w.socket.who().ID != m.Person && w.looks() {
			others = append(others, w)
		}
	}
	if len(others) == 0 {
		return nil
	}
	p, err := l.s.people.Find(ctx, m.Person)
	if err != nil {
		return err
	}
	frame := viewing(m.Ticket, p)
	if m.Viewing == tickets.ViewerGone {
		frame.Seconds = 0
	}
	for _, w := range others {
		w.socket.send(frame)
	}
	if m.Viewing == tickets.ViewerComes {
		r.answer(others)
	}
	return nil
}

// answer has each of these say once that they are here, if they are named.
func (r *room) answer(others []*watch) {
	named := r.named()
	for _, w := range others {
		id := w.socket.who().ID
		if _, is := named[id]; is {
			delete(named, id)
			w.say(tickets.ViewerHere)
		}
	}
}

func viewing(ticket int64, p people.Person) viewingFrame {
	return viewingFrame{Type: "viewing", Ticket: ticket, Person: tickets.FaceOf(p), Seconds: viewerSeconds}
}
