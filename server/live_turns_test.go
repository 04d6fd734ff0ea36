package server

import (
	"math/rand/v2"
	"testing"
)

// However busy and quiet rounds follow each other, no ticket waits for longer than a
// round, and a quiet round asks once.
func TestNoTicketWaitsLongerThanARound(t *testing.T) {
	dice, s := rand.New(rand.NewPCG(1, 2)), sweeps{}
	var looked [sweepTurns]int64 // when each turn's tickets were last looked at
	for now := int64(0); now < 1000*sweepTurns; now++ {
		if now%sweepTurns == 0 {
			s.begin(dice.IntN(2) == 0)
		}
		asked := false
		if meant := s.meant(now % sweepTurns); meant != nil {
			asked = true
			for number := range looked {
				if meant(int64(number) + sweepTurns*dice.Int64N(1000)) {
					looked[number] = now
				}
			}
		}
		if asked && !s.busy && now%sweepTurns != 0 {
			t.Fatalf("a quiet round asks again, in turn %d", now%sweepTurns)
		}
		for number, at := range looked {
			if now-at > sweepTurns {
				t.Fatalf("turn %d: ticket %d was looked at %d turns ago", now, number, now-at)
			}
		}
	}
}
