package load

import (
	"fmt"

	"github.com/google/uuid"
)

// stage is where a ticket stands, as its log tells: the people follow it to
// know what they may do, and the referee replays it to see whether the log and
// the ticket's row tell the same.
type stage struct {
	Tier   string
	State  string
	Holder uuid.UUID
	Role   string // of the holder
	Rated  bool   // since the last resolution
	Asked  bool   // there was a resolution

	Resolutions int
}

func (s *stage) active() bool { return s.State == "open" || s.State == "waiting" }
func (s *stage) held() bool   { return s.Holder != uuid.Nil }

func (s *stage) hold(f face) { s.Holder, s.Role = f.ID, f.Role }
func (s *stage) letGo()      { s.Holder, s.Role = uuid.Nil, "" }

// step is one event or message of a log.
type step struct {
	Kind   string
	Event  string
	Reason string
	Author face
	To     *face
}

// apply moves on and says what is wrong with a step that could not be taken.
// Whoever reads less than the whole log passes over what it says.
func (s *stage) apply(e step, staffOnly bool) error {
	if e.Kind == "message" {
		return s.message(e)
	}
	if e.Kind != "event" {
		return nil
	}
	switch e.Event {
	case "opened":
		if s.Tier != "" {
			return fmt.Errorf("opened twice")
		}
		if s.Tier, s.State = "expert", "open"; staffOnly {
			s.Tier = "staff"
		}
		return nil
	case "claimed":
		err := must(s.Tier == "expert" && s.active() && !s.held(), "claimed though it was not waiting for an expert")
		s.hold(e.Author)
		return err
	case "released":
		had := e.Author.ID
		if e.Author.Role == "system" && e.To != nil { // from who was silent for too long, or was let go
			had = e.To.ID
		}
		err := must(s.active() && s.Holder == had, "released by who did not have it")
		s.letGo()
		s.State = "open"
		return err
	case "peers_asked":
		err := must(s.Tier == "expert" && s.active() && s.held(), "other experts were asked though nobody had it")
		s.letGo()
		return err
	case "escalated":
		err := must(s.Tier == "expert" && s.active(), "escalated though it was not an open first-level ticket")
		s.letGo()
		s.Tier, s.State = "staff", "open"
		return err
	case "handed_back":
		err := must(s.Tier == "staff" && s.active(), "handed back though it was not an open second-level ticket")
		s.letGo()
		s.Tier, s.State = "expert", "open"
		return err
	case "assigned":
		err := must(s.Tier == "staff" && s.active() && e.To != nil, "assigned though it was not an open second-level ticket")
		if e.To != nil {
			s.hold(*e.To)
		}
		return err
	}
	return s.ending(e)
}

func (s *stage) message(e step) error {
	if e.Author.Role == "customer" {
		err := must(s.active(), "a customer's message did not reopen the ticket")
		s.State = "open"
		return err
	}
	// The handler may add something after the resolution.
	err := must(s.State != "closed" && s.Holder == e.Author.ID, "a message by a helper who did not have the ticket")
	if s.State == "open" {
		s.State = "waiting"
	}
	return err
}

func (s *stage) ending(e step) error {
	switch e.Event {
	case "resolved":
		err := must(s.active(), "resolved twice")
		if !s.held() {
			s.hold(e.Author)
		}
		s.State, s.Asked, s.Rated = "resolved", true, false
		s.Resolutions++
		return err
	case "reopened":
		err := must(s.State == "resolved", "reopened though it was not resolved")
		s.State = "open"
		return err
	case "closed":
		err := must(s.State == "resolved", "closed though it was not resolved")
		s.State = "closed"
		return err
	case "rated":
		err := must(!s.active() && s.Asked && !s.Rated, "rated though nobody had asked")
		s.Rated = true
		return err
	}
	return nil
}

func must(holds bool, otherwise string) error {
	if holds {
		return nil
	}
	return fmt.Errorf("%s", otherwise)
}
