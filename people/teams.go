package people

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
	"kontor/internal/postgres"
)

// Team is a group of staff. Office is where they sit; it may be empty.
type Team struct {
	ID, Name, Office string
	Assignment       Assignment
}

// Assignment is how tickets in a team's queue find somebody.
type Assignment string

// Staff take them, or the desk gives them out to who is there.
const (
	Pull Assignment = "pull"
	Auto Assignment = "auto"
)

// TeamUpdate names what changes; what is nil stays.
type TeamUpdate struct {
	Name, Office *string
	Assignment   *Assignment
}

func (c *checks) assignment(a Assignment) Assignment {
	if a != Pull && a != Auto {
		c.wrong("assignment", "is not one of pull, auto")
	}
	return a
}

const (
	teamsMax  = 500
	officeMax = 120
)

// Teams lists the teams by name. There are at most 500.
func (r *Register) Teams(ctx context.Context) ([]Team, error) {
	teams := []Team{}
	err := r.db.SelectContext(ctx, &teams, `SELECT id, name, office, assignment FROM desk.teams ORDER BY name, id LIMIT $1`, teamsMax)
	if err != nil {
		return nil, fmt.Errorf("list teams: %w", err)
	}
	return teams, nil
}

// CreateTeam makes a team whose tickets are taken unless it says otherwise. The same
// team again is fine; its id with anything else is a conflict.
func (r *Register) CreateTeam(ctx context.Context, by Person, t Team) (Team, error) {
	if err := mayManage(by); err != nil {
		return Team{}, err
	}
	var c checks
	if !slugShape.MatchString(t.ID) {
		c.wrong("id", "is not made of a–z, 0–9 and hyphens, 50 at most")
	}
	t.Name = c.required("name", c.name("name", t.Name))
	t.Office = c.line("office", t.Office, officeMax)
	t.Assignment = c.assignment(cmp.Or(t.Assignment, Pull))
	if err := c.err(); err != nil {
		return Team{}, err
	}
	return t, postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) error {
		created, err := insertTeamTx(ctx, tx, t)
		if err != nil {
			return err
		}
		if created {
			return AuditTx(ctx, tx, r.clock.Now(), by, "team_created", t.ID)
		}
		known, err := lockTeamTx(ctx, tx, t.ID)
		if err == nil && known != t {
			err = fault.Conflict("There is already a team with this id.").With("id", "is already in use")
		}
		return err
	})
}

// insertTeamTx says false where the id is taken. Teams are made one at a time,
// so that the bound on their number holds.
func insertTeamTx(ctx context.Context, tx *sqlx.Tx, t Team) (bool, error) {
	if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(hashtext('kontor teams'))`); err != nil {
		return false, fmt.Errorf("lock teams: %w", err)
	}
	var state struct {
		Known bool
		Count int
	}
	err := tx.GetContext(ctx, &state, `SELECT EXISTS (SELECT FROM desk.teams WHERE id = $1) AS known, count(*) FROM desk.teams`, t.ID)
	if err != nil {
		return false, fmt.Errorf("count teams: %w", err)
	}
	if state.Known {
		return false, nil
	}
	if state.Count >= teamsMax {
		return false, fault.Conflict("There can be no more than %d teams.", teamsMax)
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO desk.teams (id, name, office, assignment) VALUES ($1, $2, $3, $4)`, t.ID, t.Name, t.Office, t.Assignment); err != nil {
		return false, fmt.Errorf("write team: %w", err)
	}
	return true, nil
}

// UpdateTeam changes what a team is called, where it sits, or how its tickets find
// somebody.
func (r *Register) UpdateTeam(ctx context.Context, by Person, id string, u TeamUpdate) (Team, error) {
	if err := mayManage(by); err != nil {
		return Team{}, err
	}
	var c checks
	clean(&u.Name, func(v string) string { return c.required("name", c.name("name", v)) })
	clean(&u.Office, func(v string) string { return c.line("office", v, officeMax) })
	clean(&u.Assignment, c.assignment)
	if err := c.err(); err != nil {
		return Team{}, err
	}
	var team Team
	err := postgres.InTx(ctx, r.db, func(tx *sqlx.Tx) (err error) {
		if team, err = lockTeamTx(ctx, tx, id); err != nil {
			return err
		}
		fields := u.on(&team)
		if len(fields) == 0 {
			return nil
		}
		if _, err := tx.ExecContext(ctx, `UPDATE desk.teams SET name = $2, office = $3, assignment = $4 WHERE id = $1`, id, team.Name, team.Office, team.Assignment); err != nil {
			return fmt.Errorf("write team: %w", err)
		}
		return AuditTx(ctx, tx, r.clock.Now(), by, "team_changed", id, fields...)
	})
	if err != nil {
		return Team{}, err
	}
	return team, nil
}

// on applies the update and names what really changed.
func (u TeamUpdate) on(t *Team) (fields []string) {
	if u.Name != nil && *u.Name != t.Name {
		t.Name = *u.Name
		fields = append(fields, "name")
	}
	if u.Office != nil && *u.Office != t.Office {
		t.Office = *u.Office
		fields = append(fields, "office")
	}
	if u.Assignment != nil && *u.Assignment != t.Assignment {
		t.Assignment = *u.Assignment
		fields = append(fields, "assignment")
	}
	return fields
}

func lockTeamTx(ctx context.Context, tx *sqlx.Tx, id string) (Team, error) {
	var team Team
	err := fault.NotFound("There is no such team.")
	if !slugShape.MatchString(id) {
		return Team{}, err
	}
	switch e := tx.GetContext(ctx, &team, `SELECT id, name, office, assignment FROM desk.teams WHERE id = $1 FOR NO KEY UPDATE`, id); {
	case errors.Is(e, sql.ErrNoRows):
		return Team{}, err
	case e != nil:
		return Team{}, fmt.Errorf("read team: %w", e)
	}
	return team, nil
}
