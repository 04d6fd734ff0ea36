package contact

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Kind is why somebody is away, as far as anybody is told. Whether somebody is ill
// is nobody's business.
type Kind string

// The kinds.
const (
	Vacation Kind = "vacation"
	Away     Kind = "away"
)

// Absence is a time in which a helper is not there.
type Absence struct {
	ID     uuid.UUID     `db:"id"`
	Person uuid.UUID     `db:"person"`
	Kind   Kind          `db:"kind"`
	From   time.Time     `db:"from_at"`
	Until  time.Time     `db:"until_at"` // when they are back
	Deputy uuid.NullUUID `db:"deputy"`   // for this time, before the standing one
	Note   string        `db:"note"`     // masked; customers read it
}

func (a Absence) covers(at time.Time) bool { return !a.From.After(at) && a.Until.After(at) }

// Roster is who is away at one moment, and who stands in for whom.
type Roster struct {
	away     map[uuid.UUID]Absence
	deputies map[uuid.UUID]uuid.UUID
}

// NewRoster takes the absences that are not over and everybody's standing deputy. An
// absence that another follows without a gap lasts until the end of that.
func NewRoster(absences []Absence, deputies map[uuid.UUID]uuid.UUID, now time.Time) Roster {
	r := Roster{away: map[uuid.UUID]Absence{}, deputies: deputies}
	inOrder := slices.SortedFunc(slices.Values(absences), func(a, b Absence) int { return a.From.Compare(b.From) })
	for _, a := range inOrder {
		running, some := r.away[a.Person]
		switch {
		case !some && a.covers(now):
			r.away[a.Person] = a
		case some && !a.From.After(running.Until) && a.Until.After(running.Until):
			running.Until = a.Until
			r.away[a.Person] = running
		}
	}
	return r
}

// Away says whether and how somebody is away.
func (r Roster) Away(person uuid.UUID) (Absence, bool) {
	a, away := r.away[person]
	return a, away
}

// StandIn is who answers for somebody who is away: the first of their deputies who is
// there, else the first of those deputies' deputies, and so on. False: nobody, or
// the person is there themself.
func (r Roster) StandIn(person uuid.UUID) (uuid.UUID, bool) {
	if _, away := r.away[person]; !away {
		return uuid.Nil, false
	}
	asked := []uuid.UUID{person}
	for i := 0; i < len(asked); i++ {
		a, away := r.away[asked[i]]
		if !away {
			return asked[i], true
		}
		for _, next := range []uuid.NullUUID{a.Deputy, r.standing(asked[i])} {
			if next.Valid && !slices.Contains(asked, next.UUID) {
				asked = append(asked, next.UUID)
			}
		}
	}
	return uuid.Nil, false
}

func (r Roster) standing(person uuid.UUID) uuid.NullUUID {
	deputy, some := r.deputies[person]
	return uuid.NullUUID{UUID: deputy, Valid: some}
}
