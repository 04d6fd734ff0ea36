package faults

import (
	"testing"
	"time"

	"kontor/internal/testkit"
)

func TestMain(m *testing.M) { testkit.Main(m) }

func TestAServerIsKilled(t *testing.T) {
	s := Open(t, Plan{Servers: 2, Workers: 2})
	talk := s.Talk(t, 4, 10*time.Millisecond)
	for i := range 4 {
		before := talk.Acked()
		Lasts(t.Context(), time.Second)
		n := s.Servers[i%2]
		n.Kill()
		Lasts(t.Context(), time.Second)
		n.Start()
		Eventually(t, "people write on", func() bool { return talk.Acked() > before+20 })
	}
	for _, wrong := range talk.Settle(t, false) {
		t.Error(wrong)
	}
	reconnects, gap := talk.Lines()
	t.Logf("%d acknowledged, %d reconnects, longest gap %s", talk.Acked(), reconnects, gap)
}
