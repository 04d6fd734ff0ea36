package tickets

import "testing"

// A fan-out moves the version of a row; what is remembered of it goes along, but only
// if nothing else had happened to the row.
func TestMemoryFollowsAFanout(t *testing.T) {
	m := newMemory()
	row := laidTicket{Version: "100"}
	row.FanoutPending = true
	m.rows[1], m.rows[2] = row, row

	m.follow(followed{Number: 1, Before: "100", Version: "101", Fanned: 7})
	if got := m.rows[1]; got.Version != "101" || got.Fanned != 7 || got.FanoutPending {
		t.Errorf("remembered version %s, read to %d, pending %t", got.Version, got.Fanned, got.FanoutPending)
	}
	m.follow(followed{Number: 2, Before: "99", Version: "101", Fanned: 7})
	if _, ok := m.rows[2]; ok {
		t.Error("a row that had changed in between is still remembered")
	}
	m.follow(followed{Number: 3, Before: "100", Version: "101"})
	if _, ok := m.rows[3]; ok {
		t.Error("a fan-out made memory of a ticket nobody wrote to")
	}
}
