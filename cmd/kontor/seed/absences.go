package seed

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/cmd/kontor/demo"
	"kontor/contact"
)

// absences are entered by who is away, in whole days.
func (r *replay) absences() (all []scene) {
	for _, a := range r.Content.People.Absences {
		at := r.ago(a.Entered)
		all = append(all, scene{at: at, deed: func(ctx context.Context) error {
			who := r.cast.who(a.Who, 0)
			in := contact.NewAbsence{ID: idFor(at, "absence", who.ID.String()), Person: who.ID, Kind: contact.Kind(a.Kind), From: r.day(a.From), Until: r.day(a.Until)}
			if a.Deputy != nil {
				in.Deputy = uuid.NullUUID{UUID: r.cast.who(*a.Deputy, 0).ID, Valid: true}
			}
			_, err := r.contacts.Enter(ctx, who, in)
			return err
		}})
	}
	return all
}

func (r *replay) ago(s demo.Span) time.Time { return r.Mark.Began.Add(-time.Duration(s)) }

// day is the beginning of the one that is so far from now.
func (r *replay) day(s demo.Span) time.Time {
	return r.Mark.Began.Add(time.Duration(s)).UTC().Truncate(24 * time.Hour)
}
