package server

import (
	"context"
	"time"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// opened reports whether this member of staff has the personal data open; the
// entry that says so opens it.
func (w *watch) opened(e tickets.Fed, p people.Person, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if tickets.EventOf(e.Entry) == tickets.EventPersonalShown && e.Author.ID == p.ID {
		w.till = e.At.Add(tickets.OpeningFor)
	}
	return w.stream == tickets.Staff && w.till.After(now)
}

// afterEvents checks rights again after whatever may have changed them.
func (r *room) afterEvents(ctx context.Context, fed []tickets.Fed) error {
	for _, e := range fed {
		if e.Kind == tickets.KindEvent {
			return r.checkRights(ctx)
		}
	}
	return nil
}

// checkRights ends the watches of experts whose grant has ended and closes
// personal data that was closed.
func (r *room) checkRights(ctx context.Context) error {
	for _, w := range r.all() {
		if w.stream != tickets.Staff {
			continue
		}
		sight, err := r.live.s.desk.See(ctx, w.socket.who(), r.number)
		if fault.Is(err, fault.KindNotFound) {
			r.live.unwatch(w.socket, r.number, "ended")
		} else if err != nil {
			return err
		}
		w.setTill(sight.PersonalTill)
	}
	return r.live.endIfOver(ctx, r)
}

func (w *watch) setTill(till *time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.till = time.Time{}
	if till != nil {
		w.till = *till
	}
}

// endIfOver tells experts whose grant no longer reaches to the present, after
// they have been given all that it shows.
func (l *live) endIfOver(ctx context.Context, r *room) error {
	byExpert := r.experts()
	if len(byExpert) == 0 {
		return nil
	}
	kinds, err := l.s.desk.ReachingGrants(ctx, keys(byExpert), r.number)
	if err != nil {
		return err
	}
	for expert, watches := range byExpert {
		for _, w := range watches {
			w.mu.Lock()
			was := w.grant
			w.grant = kinds[expert]
			over := w.grant == "" && !w.catching
			w.mu.Unlock()
			if over {
				l.unwatch(w.socket, r.number, endReason(was))
			}
		}
	}
	return nil
}

func endReason(was string) string {
	if was == tickets.GrantOffered {
		return "offer_ended"
	}
	return "grant_ended"
}
