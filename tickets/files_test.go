package tickets_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/internal/files"
	"kontor/people"
	"kontor/tickets"
)

// Of two people who send a file to a ticket at the same moment, when there is room for
// one, one is told so.
func TestLastFileOfATicket(t *testing.T) {
	h := newHouse(t)
	ann, lind := h.customer(people.VisitorInput{}), h.staff("Lind", "town")
	n := h.opens(ann, "benefits", "hello")
	store, err := files.Open(t.TempDir())
	h.must(err)
	desk := tickets.NewFiles(h.Desk, store)
	const most = 200
	h.exec(`
		INSERT INTO vault.attachments (id, ticket, customer, uploader, blob, kind, media_type, size, digest, at, entry)
		SELECT gen_random_uuid(), $1, $2, $2, gen_random_uuid(), 'text', 'text/plain', 1, '', $3, gen_random_uuid() FROM generate_series(1, $4)`,
		n, ann.ID, h.clock.Now(), most-1)

	hold, err := h.db.Owner.BeginTxx(h.ctx, nil)
	h.must(err)
	defer hold.Rollback()
	_, err = hold.Exec(`SELECT FROM vault.keys WHERE person = $1 FOR UPDATE`, ann.ID)
	h.must(err)
	sent := make(chan error, 2)
	for _, p := range []people.Person{ann, lind} {
		go func() {
			_, err := desk.Put(h.ctx, tickets.Upload{Ticket: n, ID: uuid.Must(uuid.NewV7()), By: p, Body: strings.NewReader("the letter")})
			sent <- err
		}()
	}
	h.eventually("both wait", func() bool {
		return h.number(`SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`) == 2
	})
	h.must(hold.Rollback())
	refused := 0
	for range 2 {
		if err := <-sent; fault.Is(err, fault.KindConflict) {
			refused++
		} else {
			h.must(err)
		}
	}
	if got := h.number(`SELECT count(*) FROM vault.attachments WHERE ticket = $1`, n); refused != 1 || got != most {
		t.Errorf("%d were refused, and the ticket holds %d files", refused, got)
	}
}
