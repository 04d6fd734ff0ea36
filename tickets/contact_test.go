package tickets_test

import (
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
)

// somebodyWaits reports whether somebody waits for another's transaction.
func (h *house) somebodyWaits() bool {
	return h.number(`SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`) > 0
}

// An expert does not want to be somebody's any more while the customer chooses another:
// that one stays.
func TestDecliningEndsOnesOwnTieOnly(t *testing.T) {
	h := newHouse(t)
	ann, otter, heron := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.expert("Heron B.", "parking")
	h.must(h.book().Keep(h.ctx, ann, otter.ID))
	ties, err := h.book().Regulars(h.ctx, otter.ID, uuid.Nil)
	h.must(err)
	choosing, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer choosing.Rollback()
	_, err = choosing.Exec(`UPDATE desk.contacts SET id = $2, person = $3 WHERE customer = $1`, ann.ID, uuid.Must(uuid.NewV7()), heron.ID)
	h.must(err)
	declined := make(chan error, 1)
	go func() { declined <- h.book().Decline(h.ctx, otter, ties[0].ID) }()
	h.eventually("the expert waits for the customer", h.somebodyWaits)
	h.must(choosing.Commit())
	if err := <-declined; !fault.Is(err, fault.KindNotFound) {
		t.Errorf("a tie that is no more was declined: %v", err)
	}
	if now, err := h.book().Regulars(h.ctx, heron.ID, uuid.Nil); err != nil || len(now) != 1 {
		t.Errorf("whom the customer chose has %d regulars (%v)", len(now), err)
	}
}
