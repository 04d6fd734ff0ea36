package server

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/internal/clock"
	"kontor/people"
	"kontor/tickets"
)

// opened reports whether this member of staff has the personal data open; the
// entry that says so opens it.
func (w *watch) opened(e tickets.Fed, p people.Person, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if tickets.EventOf(e.Entry) == tickets.EventPersonalShown && e.Author.ID == p.ID {
		w.till, w.everOpen = e.At.Add(tickets.OpeningFor), true
	}
	return w.stream == tickets.Staff && w.till.After(now)
}

func (w *watch) setTill(till *time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.till = time.Time{}
	if till != nil {
		w.till, w.everOpen = *till, true
	}
}

// checkRights looks at a room's staff again: whoever lost the ticket is shown no
// more of it, and personal data is open to whom it is open now.
func (r *room) checkRights(ctx context.Context) error {
	rows, err := r.live.s.desk.Rows(ctx, []int64{r.number})
	if err != nil {
		return err
	}
	return r.review(ctx, rows)
}

// review does so with the ticket's row, or none if it is gone.
func (r *room) review(ctx context.Context, rows []tickets.Ticket) error {
	for _, w := range r.all() {
		if w.stream != tickets.Staff {
			continue
		}
		p := w.socket.who()
		if len(rows) == 0 || !inTeam(p, rows[0].Team) && !rows[0].HeldBy(p.ID) {
			r.live.unwatch(w.socket, r.number, "ended")
			continue
		}
		if !w.hasOpened() {
			continue
		}
		till, err := r.live.s.desk.OpenUntil(ctx, p, &rows[0])
		if err != nil {
			return err
		}
		w.setTill(till)
	}
	return nil
}

// reopen lets a watch read on by itself from an entry that may have closed
// personal data, with the rights that are left after it: what is given without
// asking would be masked for whom it is still open.
func (l *live) reopen(w *watch) {
	w.setTill(nil)
	w.mu.Lock()
	reading := w.catching
	w.catching, w.behind = true, true
	w.mu.Unlock()
	if reading { // and sees what it may before each page
		return
	}
	l.soon(w, func(ctx context.Context, w *watch) error {
		if err := w.room.checkRights(ctx); err != nil {
			w.socket.close(closeInternal) // it resumes with its cursor
			return err
		}
		return l.catchAgain(ctx, w)
	})
}

// hasOpened reports whether this watch has seen personal data opened, whether or
// not it still is.
func (w *watch) hasOpened() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.everOpen
}

// endIfOver tells an expert whose grant no longer reaches to the present, after
// they have been given all that it shows. Where it has begun to reach there, the
// others see them come.
func (w *watch) endIfOver(kind string) {
	w.mu.Lock()
	was := w.grant
	w.grant = kind
	over := kind == "" && !w.catching
	comes := !w.catching && reachesPresent(w.stream, kind) && !(w.said && reachesPresent(w.stream, was))
	w.mu.Unlock()
	if comes {
		w.comes()
	}
	if over {
		w.room.live.unwatch(w.socket, w.room.number, endReason(was))
	}
}

func endReason(was string) string {
	if was == tickets.GrantOffered {
		return "offer_ended"
	}
	return "grant_ended"
}

// reviewAtOnce is how many people are looked at in one query.
const reviewAtOnce = 250

// reviewRights looks at everybody again: who was signed out or deactivated, or is
// now in another team, goes on with the rights they have now. It takes its time, so
// that those who talk do not wait for a desk full of people.
func (l *live) reviewRights(ctx context.Context) error {
	all := l.allSockets()
	rest := rightsEvery / time.Duration(2+len(all)/reviewAtOnce)
	for sockets := range slices.Chunk(all, reviewAtOnce) {
		if err := l.reviewSockets(ctx, sockets); err != nil {
			return err
		}
		clock.Pause(ctx, rest)
	}
	return l.reviewRooms(ctx)
}

// reviewPerson does so at once for one person and whoever works with them.
func (l *live) reviewPerson(ctx context.Context, id uuid.UUID) error {
	if err := l.reviewSockets(ctx, l.socketsOf(id)); err != nil {
		return err
	}
	return l.reviewRooms(ctx)
}

func (l *live) reviewSockets(ctx context.Context, sockets []*socket) error {
	tokens := make([]string, len(sockets))
	for i, s := range sockets {
		tokens[i] = s.token
	}
	people, err := l.s.people.StillSignedIn(ctx, tokens)
	if err != nil {
		return err
	}
	for _, s := range sockets {
		if p, ok := people[s.token]; ok {
			s.setPerson(p)
		} else {
			s.close(closeNoAuth)
		}
	}
	return nil
}

func (l *live) reviewRooms(ctx context.Context) error {
	for rooms := range slices.Chunk(l.allRooms(), reviewAtOnce) {
		var numbers []int64
		var staffed []*room // who comes in later has just been looked at
		for _, r := range rooms {
			if r.hasExperts() {
				l.window.add(r)
			}
			if r.hasStaff() {
				numbers, staffed = append(numbers, r.number), append(staffed, r)
			}
		}
		if len(numbers) == 0 {
			continue
		}
		rows, err := l.s.desk.Rows(ctx, numbers)
		if err != nil {
			return err
		}
		byNumber := make(map[int64][]tickets.Ticket, len(rows))
		for _, row := range rows {
			byNumber[row.Number] = []tickets.Ticket{row}
		}
		for _, r := range staffed {
			if err := r.review(ctx, byNumber[r.number]); err != nil {
				return err
			}
		}
	}
	return nil
}
