package people_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kontor/internal/fault"
	"kontor/people"
)

func TestTeams(t *testing.T) {
	h := open(t)
	citizens := people.Team{ID: "citizens", Name: "Borgerservice", Office: "Nordby", Assignment: people.Pull}
	got, err := h.CreateTeam(h.ctx, h.admin, people.Team{ID: "citizens", Name: " Borgerservice ", Office: "Nordby"})
	h.ok(err)
	if got != citizens {
		t.Errorf("made %+v", got)
	}
	_, err = h.CreateTeam(h.ctx, h.admin, citizens)
	h.ok(err)
	_, err = h.CreateTeam(h.ctx, h.admin, people.Team{ID: "citizens", Name: "Other"})
	wants(t, err, fault.KindConflict, "id")
	h.team("a-shop")

	got, err = h.UpdateTeam(h.ctx, h.admin, "citizens", people.TeamUpdate{Office: ptr("")})
	h.ok(err)
	if got != (people.Team{ID: "citizens", Name: "Borgerservice", Assignment: people.Pull}) {
		t.Errorf("updated to %+v", got)
	}
	_, err = h.UpdateTeam(h.ctx, h.admin, "citizens", people.TeamUpdate{Name: ptr("Borgerservice")})
	h.ok(err)
	list, err := h.Teams(h.ctx)
	h.ok(err)
	want := []people.Team{{ID: "a-shop", Name: "A-SHOP", Assignment: people.Pull}, {ID: "citizens", Name: "Borgerservice", Assignment: people.Pull}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	if acts := strings.Join(h.audits("citizens"), " "); acts != "team_created team_changed" {
		t.Errorf("audit log says %s", acts)
	}
}

func TestWhatTeamsMayNotBe(t *testing.T) {
	h := open(t)
	h.team("citizens")
	for name, c := range map[string]struct {
		team  people.Team
		field string
	}{
		"no id":       {people.Team{Name: "X"}, "id"},
		"strange id":  {people.Team{ID: "Ø x", Name: "X"}, "id"},
		"endless id":  {people.Team{ID: strings.Repeat("x", 51), Name: "X"}, "id"},
		"no name":     {people.Team{ID: "x"}, "name"},
		"no such way": {people.Team{ID: "x", Name: "X", Assignment: "lottery"}, "assignment"},
		"long office": {people.Team{ID: "x", Name: "X", Office: strings.Repeat("x", 121)}, "office"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := h.CreateTeam(h.ctx, h.admin, c.team)
			wants(t, err, fault.KindInvalid, c.field)
		})
	}
	_, err := h.UpdateTeam(h.ctx, h.admin, "citizens", people.TeamUpdate{Name: ptr("")})
	wants(t, err, fault.KindInvalid, "name")
	for _, id := range []string{"nowhere", "", "\x00"} {
		_, err = h.UpdateTeam(h.ctx, h.admin, id, people.TeamUpdate{Name: ptr("X")})
		wants(t, err, fault.KindNotFound)
	}
}

func TestTeamsAreBounded(t *testing.T) {
	h := open(t)
	h.exec(`INSERT INTO desk.teams (id, name) SELECT 't' || n, 'T' FROM generate_series(1, 500) n`)
	_, err := h.CreateTeam(h.ctx, h.admin, people.Team{ID: "one-more", Name: "X"})
	wants(t, err, fault.KindConflict)
	_, err = h.CreateTeam(h.ctx, h.admin, people.Team{ID: "t1", Name: "T"})
	h.ok(err)
	list, err := h.Teams(h.ctx)
	h.ok(err)
	if len(list) != 500 {
		t.Errorf("%d teams", len(list))
	}
}
