package people

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

// field is what of the update can take somebody from their teams, or "".
func (u HelperUpdate) field() string {
	switch {
	case u.Active != nil && !*u.Active:
		return "active"
	case u.Teams != nil:
		return "teams"
	case u.Capacity != nil:
		return "capacity"
	}
	return ""
}

// lockTeamsTx locks the teams that somebody is in, in one order, so that the last
// two of a team cannot leave it at the same time. It gives their ids.
func lockTeamsTx(ctx context.Context, tx *sqlx.Tx, person uuid.UUID) ([]string, error) {
	var teams []string
	err := tx.SelectContext(ctx, &teams, `
		SELECT id FROM desk.teams WHERE id IN (SELECT team FROM desk.memberships WHERE person = $1) ORDER BY id FOR NO KEY UPDATE`, person)
	if err != nil {
		return nil, fmt.Errorf("lock teams: %w", err)
	}
	return teams, nil
}

// keepTeamsMannedTx refuses what has left a team with nobody who has room, while
// customers can ask about its topics or it has tickets that may still come to it, those
// that can be reopened too. Who is only away for a while
// may be: the team's queue waits for them.
func keepTeamsMannedTx(ctx context.Context, tx *sqlx.Tx, teams []string, field string) error {
	var left []string
	err := tx.SelectContext(ctx, &left, `
		SELECT t.name FROM desk.teams t
		WHERE t.id = ANY ($1)
		  AND (EXISTS (SELECT FROM desk.topics o WHERE o.team = t.id AND o.active) OR EXISTS (SELECT FROM desk.tickets k WHERE k.team = t.id AND k.phase IN ('active', 'resolved')))
		  AND NOT EXISTS (SELECT FROM desk.memberships m JOIN desk.people p ON p.id = m.person
		                  WHERE m.team = t.id AND p.active AND p.role IN ('staff', 'admin') AND p.capacity > 0)
		ORDER BY t.name`, textArray(teams))
	if err != nil {
		return fmt.Errorf("read teams left: %w", err)
	}
	if len(left) > 0 {
		return fault.Conflict("Tickets would wait for nobody: this is the last of a team.").With(field, "would leave nobody in "+strings.Join(left, ", "))
	}
	return nil
}
