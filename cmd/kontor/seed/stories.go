package seed

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/cmd/kontor/demo"
	"kontor/people"
	"kontor/tickets"
)

// scene is one step of one story at its time, or a deed beside the stories. An offer is
// a scene of its own before each claim, because the stories tell only who took the
// ticket.
type scene struct {
	at    time.Time
	story int
	step  demo.Step
	id    uuid.UUID // of the entry it leaves
	offer bool
	leads uuid.UUID // an offer's: the scene it is made for

	deed func(context.Context) error // nil: a step; done again it changes nothing
}

// An offer is made some time before it is taken up, within the time that the
// shortest of them stands. Where experts have skipped the ticket it is made once
// more shortly before, in case the one they saw has run out.
const (
	offerLead = 45 * time.Second
	offerLast = time.Second
)

// scenes gives all stories and deeds as one course of events.
func (r *replay) scenes() []scene {
	all := slices.Concat(r.ways(), r.audits(), r.absences(), r.payments())
	for i, t := range r.Content.Tickets {
		at, skipped := r.Mark.Began.Add(-t.Age), false
		for j, step := range t.Steps {
			at = at.Add(step.After)
			s := scene{at: at, story: i, step: step, id: idFor(at, "story", t.Language, t.Subject, fmt.Sprint(i), fmt.Sprint(j))}
			if step.Do == demo.Claim || step.Do == demo.Skip {
				all = append(all, s.offeredBefore(offerLead))
			}
			if step.Do == demo.Claim && skipped {
				all = append(all, s.offeredBefore(offerLast))
			}
			skipped = skipped || step.Do == demo.Skip
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, func(a, b scene) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.story, b.story)) })
	return all
}

// offeredBefore is the offer that leads to this scene.
func (s scene) offeredBefore(lead time.Duration) scene {
	at := s.at.Add(-min(lead, s.step.After/2))
	return scene{at: at, story: s.story, id: idFor(at, "offer", s.id.String(), lead.String()), offer: true, leads: s.id}
}

// idFor makes a UUIDv7 that is the same whenever it is made of the same.
func idFor(at time.Time, parts ...string) uuid.UUID {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16)
	copy(id[6:], sum[:10])
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id
}

// play lets happen what has not happened yet.
func (r *replay) play(ctx context.Context) error {
	told, err := r.told(ctx)
	if err != nil {
		return err
	}
	numbers := map[int]int64{}
	for _, s := range r.scenes() {
		if number, ok := told[s.id]; ok {
			numbers[s.story] = number
			continue
		}
		if _, ok := told[s.leads]; ok {
			continue
		}
		if err := r.keepPromises(ctx, s.at); err != nil {
			return err
		}
		r.clock.Set(s.at)
		if s.deed != nil {
			if err := s.deed(ctx); err != nil {
				return fmt.Errorf("beside the stories, %v before now: %w", r.Mark.Began.Sub(s.at), err)
			}
			continue
		}
		t := r.Content.Tickets[s.story]
		number, err := r.happen(ctx, s, t, numbers[s.story])
		if err != nil {
			return fmt.Errorf("%s, %q, %s: %w", t.Language, t.Subject, s.step.Do, err)
		}
		numbers[s.story] = number
	}
	return nil
}

// told are the entries that are there already, by ticket.
func (r *replay) told(ctx context.Context) (map[uuid.UUID]int64, error) {
	var rows []struct {
		ID     uuid.UUID `db:"id"`
		Ticket int64     `db:"ticket"`
	}
	err := r.db.SelectContext(ctx, &rows, `SELECT id, ticket FROM desk.entries`)
	told := make(map[uuid.UUID]int64, len(rows))
	for _, row := range rows {
		told[row.ID] = row.Ticket
	}
	return told, err
}

// keepPromises does the jobs that come due until then. Those that change a
// ticket by their time are done at their time; the others go along with them, or
// wait for the end, because they say the same later.
func (r *replay) keepPromises(ctx context.Context, until time.Time) error {
	for {
		var due sql.NullTime
		err := r.db.GetContext(ctx, &due, `
			SELECT min(due_at) FROM desk.jobs WHERE done_at IS NULL AND dead_at IS NULL AND kind IN ($1, $2, $3, $4)`,
			tickets.JobFallback, tickets.JobFirstReply, tickets.JobOfferExpiry, tickets.JobAutoClose)
		if err != nil || !due.Valid || due.Time.After(until) {
			return err
		}
		if due.Time.After(r.clock.Now()) {
			r.clock.Set(due.Time)
		}
		if err := r.workers.Drain(ctx); err != nil {
			return err
		}
	}
}

// happen does one scene and gives the ticket's number.
func (r *replay) happen(ctx context.Context, s scene, t demo.Ticket, number int64) (int64, error) {
	who := r.cast.who(s.step.By, t.Customer)
	order := tickets.Order{Ticket: number, ID: s.id, By: who}
	switch {
	case s.offer:
		order.By = people.Person{}
		_, err := r.desk.Do(ctx, order, &tickets.OfferTo{Experts: r.qualified(t)})
		return number, err
	case s.step.Do == demo.Open:
		done, err := r.desk.Open(ctx, who, tickets.NewTicket{ID: s.id, Topic: t.Topic, Subject: t.Subject, Text: s.step.Text, Language: t.Language})
		r.hasRead(who, done)
		return done.Ticket.Number, err
	case s.step.Do == demo.OpenPersonal:
		_, err := r.desk.ShowPersonal(ctx, order, s.step.Text)
		return number, err
	case slices.Contains(beside, s.step.Do):
		return number, r.happenBeside(ctx, s.step, t, number)
	}
	act, err := actOf(s.step)
	if err != nil {
		return number, err
	}
	done, err := r.desk.Do(ctx, order, act)
	if err == nil {
		r.hasRead(who, done)
	}
	return number, err
}

// hasRead takes it that who does something has read the ticket until there.
func (r *replay) hasRead(who people.Person, done tickets.Done) {
	stream := tickets.Stream(who)
	r.reads.Mark(tickets.ReadMark{
		Ticket: done.Ticket.Number, Person: who.ID, Role: string(who.Role),
		Own: done.Ticket.Heads.In(stream), Seq: done.Ticket.Heads.Staff,
	})
}

// qualified are the experts who could take a ticket.
func (r *replay) qualified(t demo.Ticket) []people.Person {
	var fit []people.Person
	for _, p := range r.cast.experts {
		if slices.Contains(p.Topics, t.Topic) && slices.Contains(p.Languages, t.Language) {
			fit = append(fit, p)
		}
	}
	return fit
}

func actOf(s demo.Step) (tickets.Act, error) {
	text := tickets.Text{Raw: s.Text}
	switch s.Do {
	case demo.Message:
		return &tickets.Post{Kind: tickets.KindMessage, Text: text}, nil
	case demo.Note:
		return &tickets.Post{Kind: tickets.KindNote, Text: text}, nil
	case demo.Claim:
		return tickets.Claim{}, nil
	case demo.Skip:
		return tickets.Skip{}, nil
	case demo.Release:
		return &tickets.Release{Note: text}, nil
	case demo.Escalate:
		return &tickets.Escalate{Reason: s.Reason, Note: text}, nil
	case demo.Assign:
		return &tickets.Assign{}, nil
	case demo.Handback:
		return &tickets.HandBack{Note: text}, nil
	case demo.Resolve:
		return tickets.Resolve{}, nil
	case demo.Rate:
		return &tickets.Rate{Stars: s.Stars, Tags: s.Tags, Comment: text}, nil
	}
	return nil, fmt.Errorf("nobody can %q", s.Do)
}
