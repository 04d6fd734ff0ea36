package server

import (
	"context"
	"time"
)

// What a node does for all its tickets again and again it does in turns: a ticket's
// turn is its number modulo how many there are. Done for all of them at once it would
// hold up whoever writes in that moment.
const (
	sweepTurns = 8
	rowsTurns  = 4
)

// inTurns lets each of so many turns be done every so often.
func (l *live) inTurns(ctx context.Context, turns int64, every time.Duration, do func(context.Context, int64) error) error {
	var turn int64
	return l.every(ctx, every/time.Duration(turns), func(ctx context.Context) error {
		turn = (turn + 1) % turns
		return do(ctx, turn)
	})
}
