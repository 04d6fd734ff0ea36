package server

import "testing"

func TestNobodyIsSignedOutWhileTheDatabaseIsAway(t *testing.T) {
	h := open(t)
	ann := h.visitor("", "")
	h.must(h.db.App.Close())
	s := h.dial("?auth=token", nil)
	s.send(obj{"type": "auth", "token": ann.token})
	h.eventually("the connection is closed", func() bool { return s.closedWith() != 0 })
	if s.closedWith() != closeInternal {
		t.Errorf("closed with %d", s.closedWith())
	}
}

func TestAWatchThatCannotBeginEndsTheConnection(t *testing.T) {
	h := open(t)
	ann := h.visitor("", "")
	n := ann.opens("tax", "hello")
	s := ann.live()
	h.must(h.db.App.Close())
	s.watch(n, 0)
	h.eventually("the connection is closed", func() bool { return s.closedWith() == closeInternal })
}
