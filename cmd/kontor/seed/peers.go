package seed

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"kontor/cmd/kontor/demo"
	"kontor/internal/fault"
	"kontor/people"
	"kontor/recognition"
)

// beside are the steps of a story that leave nothing in the ticket's log.
var beside = []string{demo.Keep, demo.Contest, demo.Share, demo.Show, demo.Useful, demo.NotUseful}

// happenBeside does one of them. Done again it changes nothing.
func (r *replay) happenBeside(ctx context.Context, s demo.Step, t demo.Ticket, number int64) error {
	who, example := r.cast.who(s.By, t.Customer), idFor(r.Mark.Began.Add(-t.Age), "example", t.Language, t.Subject)
	switch s.Do {
	case demo.Keep:
		return r.contacts.Keep(ctx, who, r.cast.who(t.Resolver(), t.Customer).ID)
	case demo.Contest:
		return r.contest(ctx, who, number, s.Text)
	case demo.Share:
		answer, err := r.lastMessage(ctx, number, who)
		if err != nil {
			return err
		}
		return r.desk.ShareExample(ctx, who, number, example, answer)
	case demo.Show:
		return r.desk.CheckExample(ctx, who, example, true)
	}
	_, err := r.hall.Vote(ctx, who, example, s.Do == demo.Useful)
	return err
}

func (r *replay) contest(ctx context.Context, who people.Person, number int64, reason string) error {
	own, err := r.hall.OwnRatings(ctx, who.ID)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(own, func(o recognition.Own) bool { return o.Ticket == number && o.Whole })
	if i < 0 {
		return fmt.Errorf("nobody rated %s", who.Name)
	}
	err = r.hall.Contest(ctx, who, recognition.Place{Ticket: number, Resolution: own[i].Resolution}, reason)
	if fault.Is(err, fault.KindConflict) { // it is contested already
		return nil
	}
	return err
}

func (r *replay) lastMessage(ctx context.Context, number int64, author people.Person) (id uuid.UUID, err error) {
	err = r.db.GetContext(ctx, &id, `
		SELECT id FROM desk.entries WHERE ticket = $1 AND author = $2 AND kind = 'message' ORDER BY seq DESC LIMIT 1`, number, author.ID)
	return id, err
}
