package faults

import (
	"testing"
	"time"
)

func TestClocksDiffer(t *testing.T) {
	scenario{name: "clock of a node an hour ahead and back", plan: Plan{Servers: 2, Workers: 1}, house: true, fault: func(p *play) {
		for _, ahead := range []time.Duration{time.Hour, 0, -time.Hour, time.Hour, 0} {
			p.house.Clock.Jump(ahead)
			p.lasts(1500 * time.Millisecond)
			p.writesOn()
		}
	}}.run(t)
}
