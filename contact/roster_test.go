package contact

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func person(n int) uuid.UUID { return uuid.UUID{15: byte(n + 1)} }

func maybe(t *rapid.T, label string) uuid.NullUUID {
	n := rapid.IntRange(-1, 6).Draw(t, label)
	return uuid.NullUUID{UUID: person(n), Valid: n >= 0}
}

// Whatever deputies people name: who stands in is there, is somebody whom the chain
// of deputies leads to, and nobody is there whom it would have led to sooner.
func TestStandIn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var absences []Absence
		deputies := map[uuid.UUID]uuid.UUID{}
		for n := range 7 {
			if rapid.Bool().Draw(t, "away") {
				absences = append(absences, Absence{Person: person(n), From: noon.Add(-time.Hour), Until: noon.Add(time.Hour), Deputy: maybe(t, "deputy")})
			}
			if d := maybe(t, "standing"); d.Valid {
				deputies[person(n)] = d.UUID
			}
		}
		r := NewRoster(absences, deputies, noon)
		for n := range 7 {
			got, found := r.StandIn(person(n))
			if distance, some := nearest(r, person(n)); some != found || found && distance[got] != distance[uuid.Nil] {
				t.Fatalf("%v stands in for %v (%v), within reach are %v", got, person(n), found, distance)
			}
			if _, away := r.Away(got); found && away {
				t.Fatalf("%v stands in and is away", got)
			}
		}
	})
}

// nearest are the steps to everybody there whom deputies lead to; under the nil id,
// the least of them.
func nearest(r Roster, from uuid.UUID) (map[uuid.UUID]int, bool) {
	there, level, seen := map[uuid.UUID]int{}, []uuid.UUID{from}, map[uuid.UUID]bool{from: true}
	for steps := 0; len(level) > 0; steps++ {
		var next []uuid.UUID
		for _, p := range level {
			a, away := r.Away(p)
			if !away {
				if p != from {
					there[p] = steps
				}
				continue
			}
			for _, d := range []uuid.NullUUID{a.Deputy, r.standing(p)} {
				if d.Valid && !seen[d.UUID] {
					seen[d.UUID], next = true, append(next, d.UUID)
				}
			}
		}
		if _, some := there[uuid.Nil]; !some && len(there) > 0 {
			there[uuid.Nil] = steps
		}
		level = next
	}
	return there, len(there) > 0
}

func TestWhoStandsInForWhom(t *testing.T) {
	anna, jonas, lind := person(0), person(1), person(2)
	away := func(who uuid.UUID, deputy uuid.UUID) Absence {
		return Absence{Person: who, From: noon, Until: noon.Add(time.Hour), Deputy: uuid.NullUUID{UUID: deputy, Valid: deputy != uuid.Nil}}
	}
	for _, c := range []struct {
		name     string
		absences []Absence
		deputies map[uuid.UUID]uuid.UUID
		want     uuid.UUID
	}{
		{"nobody is named", []Absence{away(anna, uuid.Nil)}, nil, uuid.Nil},
		{"is there themself", nil, map[uuid.UUID]uuid.UUID{anna: jonas}, uuid.Nil},
		{"the standing deputy", []Absence{away(anna, uuid.Nil)}, map[uuid.UUID]uuid.UUID{anna: jonas}, jonas},
		{"the deputy for this time", []Absence{away(anna, lind)}, map[uuid.UUID]uuid.UUID{anna: jonas}, lind},
		{"the standing one if that one is away too", []Absence{away(anna, lind), away(lind, uuid.Nil)}, map[uuid.UUID]uuid.UUID{anna: jonas}, jonas},
		{"the deputy's deputy", []Absence{away(anna, jonas), away(jonas, lind)}, nil, lind},
		{"round in a circle", []Absence{away(anna, jonas), away(jonas, anna)}, map[uuid.UUID]uuid.UUID{anna: anna}, uuid.Nil},
	} {
		if got, _ := NewRoster(c.absences, c.deputies, noon).StandIn(anna); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAbsencesThatFollowEachOther(t *testing.T) {
	day := 24 * time.Hour
	anna := person(0)
	absences := []Absence{
		{Person: anna, From: noon.Add(day), Until: noon.Add(3 * day)},
		{Person: anna, From: noon.Add(-day), Until: noon.Add(day), Note: "skiing"},
		{Person: anna, From: noon.Add(4 * day), Until: noon.Add(5 * day)},
	}
	for _, c := range []struct {
		at   time.Duration
		back time.Duration // 0: is there
	}{{-2 * day, 0}, {-day, 3 * day}, {0, 3 * day}, {day, 3 * day}, {3 * day, 0}, {4 * day, 5 * day}, {5 * day, 0}} {
		a, away := NewRoster(absences, nil, noon.Add(c.at)).Away(anna)
		if away != (c.back != 0) || away && !a.Until.Equal(noon.Add(c.back)) {
			t.Errorf("after %v: away %v until %v, want until %v", c.at, away, a.Until, c.back)
		}
	}
	if a, _ := NewRoster(absences, nil, noon).Away(anna); a.Note != "skiing" {
		t.Errorf("the note is %q, want that of the time that is running", a.Note)
	}
}
