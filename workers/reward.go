package workers

import (
	"context"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/rewards"
)

// reward looks at what experts have solved of a ticket: it promises to look
// again when their time of grace is over, and then gives what they have earned.
func (w *Workers) reward(ctx context.Context, j job) error {
	if w.rewards == nil {
		return w.drop(ctx, j, "")
	}
	resolutions, err := w.desk.Resolutions(ctx, j.Ticket)
	if err != nil {
		return err
	}
	var solved []rewards.Solved
	for _, r := range resolutions {
		if r.Handler.Role == "expert" {
			solved = append(solved, rewards.Solved{Ticket: r.Ticket, Resolution: r.Number, Expert: r.Handler.ID, Topic: r.Topic, Language: r.Language,
				TakenAt: r.TakenAt, At: r.At, ReopenedAt: r.ReopenedAt, Staffed: r.Staffed, Silent: r.Silent})
		}
	}
	var told []uuid.UUID
	err = w.rewards.Settle(ctx, j.ID, solved, func(tx *sqlx.Tx, expert uuid.UUID) error {
		told = append(told, expert)
		return w.desk.TellTx(ctx, tx, rewards.NewsEarned, expert)
	})
	if err == nil && len(told) > 0 {
		w.desk.Told(told...)
	}
	return err
}
