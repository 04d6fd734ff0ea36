package tickets_test

import (
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
	"kontor/tickets"
)

// What was opened is shown, even where the ticket changes hands before the answer is
// made: both logs say that it was. The same id sent again shows nothing any more.
func TestOpeningIsAnsweredByTheAct(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann Larsen"})
	lind := h.staff("S. Lind", "town")
	n := h.opens(ann, "benefits", "I am Ann Larsen")
	// As if somebody else had come in between: the openings of the ticket are closed with the very commit.
	h.exec(`CREATE FUNCTION desk.changes_hands() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN UPDATE desk.tickets SET personal_from = NEW.at + interval '1 second' WHERE number = NEW.ticket; RETURN NEW; END $$`)
	h.exec(`CREATE TRIGGER changes_hands AFTER INSERT ON vault.access_log FOR EACH ROW EXECUTE FUNCTION desk.changes_hands()`)

	order := tickets.Order{Ticket: n, ID: uuid.New(), By: lind}
	shown, err := h.ShowPersonal(h.ctx, order, "")
	h.must(err)
	if shown.Profile.Name != "Ann Larsen" || shown.Subject != "I am Ann Larsen" || len(shown.Entries) == 0 || !shown.Until.Equal(h.clock.Now().Add(tickets.OpeningFor)) {
		t.Errorf("shown: %+v", shown)
	}
	if _, err := h.ShowPersonal(h.ctx, order, ""); !fault.Is(err, fault.KindConflict) {
		t.Errorf("the old id: %v", err)
	}
	if openings := h.number(`SELECT count(*) FROM vault.access_log WHERE ticket = $1`, n); openings != 1 {
		t.Errorf("%d openings are logged", openings)
	}
}
