package tickets

import (
	"context"
	"database/sql"
	"time"

	"github.com/lib/pq"

	"kontor/people"
)

// Counts are the numbers beside a helper's views, up to countMost each.
type Counts struct {
	Offers int `db:"offers"`
	Mine   int `db:"mine"`
	Queue  int `db:"queue"`
	Unread int `db:"unread"`
}

const countMost = 1000

// Counts counts a helper's views.
func (d *Desk) Counts(ctx context.Context, p people.Person) (Counts, error) {
	var c Counts
	return c, d.app.GetContext(ctx, &c, `
		SELECT (SELECT count(*) FROM (SELECT FROM desk.offers WHERE expert = $1 AND ended_at IS NULL LIMIT $3) x) AS offers,
		       (SELECT count(*) FROM (SELECT FROM desk.tickets WHERE assignee = $1 AND active LIMIT $3) x) AS mine,
		       (SELECT count(*) FROM (SELECT FROM desk.tickets WHERE tier = 'staff' AND active AND assignee IS NULL AND team = ANY ($2) AND $4 LIMIT $3) x) AS queue,
		       coalesce((SELECT notified - read FROM desk.inbox WHERE person = $1), 0) AS unread`,
		p.ID, pq.Array(p.Teams), countMost, isStaff(p))
}

// usualOver is how many tickets the usual time to a first reply is taken from.
const usualOver = 200

// UsualFirstReply is the median time from question to first reply of the last
// tickets that got one; false while there are none.
func (d *Desk) UsualFirstReply(ctx context.Context) (time.Duration, bool, error) {
	var seconds sql.NullFloat64
	err := d.app.GetContext(ctx, &seconds, `
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_reply_at - created_at))
		FROM (SELECT first_reply_at, created_at FROM desk.tickets ORDER BY number DESC LIMIT $1) t WHERE first_reply_at IS NOT NULL`, usualOver)
	return time.Duration(seconds.Float64 * float64(time.Second)), seconds.Valid, err
}
