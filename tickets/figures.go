package tickets

import (
	"context"
	"database/sql"
	"time"
)

// usualOver is how many tickets the usual time to a first reply is taken from.
const usualOver = 200

// UsualFirstReply is the median time from question to first reply of the last
// tickets that got one; false while there are none.
func (d *Desk) UsualFirstReply(ctx context.Context) (time.Duration, bool, error) {
	var seconds sql.NullFloat64
	err := d.reads.Get(ctx, &seconds, `
		SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_reply_at - created_at))
		FROM (SELECT first_reply_at, created_at FROM desk.tickets ORDER BY number DESC LIMIT $1) t WHERE first_reply_at IS NOT NULL`, usualOver)
	return time.Duration(seconds.Float64 * float64(time.Second)), seconds.Valid, err
}
