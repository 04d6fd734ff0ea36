package subject

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/internal/clock"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/tickets"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// house is a desk with one topic for staff, a member of staff and an admin.
type house struct {
	*Rights
	t        *testing.T
	db       *testkit.DB
	clock    *clock.Fake
	register *people.Register
	desk     *tickets.Desk
	files    *shelf
	lind     people.Person
	admin    people.Person
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{t: t, db: testkit.Database(t), clock: testkit.Clock(), files: &shelf{kept: map[uuid.UUID]kept{}}}
	rdb := testkit.Redis(t)
	h.register = people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), h.clock)
	bell := tickets.NewBell(rdb, slog.New(slog.DiscardHandler))
	h.desk = tickets.NewDesk(h.db.App, h.db.Expert, h.register, people.NewPresence(rdb, h.clock), bell, h.clock)
	h.Rights = New(Parts{App: h.db.App, Desk: h.desk, People: h.register, Files: h.files, Clock: h.clock, Dir: t.TempDir()})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.desk.Run(ctx) }()
	t.Cleanup(func() { cancel(); h.must(<-ended) })
	_, err := h.register.CreateTeam(t.Context(), people.System(), people.Team{ID: "town", Name: "Town hall"})
	h.must(err)
	h.topic(tickets.Topic{ID: "tax"})
	h.lind = h.helper(people.RoleStaff, "lind@desk.example")
	h.admin = h.helper(people.RoleAdmin, "admin@desk.example")
	return h
}

func (h *house) topic(topic tickets.Topic) {
	h.t.Helper()
	topic.Names, topic.Policy, topic.Team = map[string]string{"en": topic.ID}, tickets.StaffOnly, "town"
	topic.TakeWithinS, topic.OfferForS, topic.WaveSize, topic.CloseAfterD, topic.Active = 600, 60, 3, 7, true
	_, err := h.desk.CreateTopic(h.t.Context(), people.System(), topic)
	h.must(err)
}

func (h *house) helper(role people.Role, email string) people.Person {
	h.t.Helper()
	made, _, err := h.register.CreateHelper(h.t.Context(), people.System(), people.NewHelper{ID: newID(), Role: role, Name: email, Email: email,
		Languages: []string{"en"}, Teams: []string{"town"}})
	h.must(err)
	return made.Person
}

func (h *house) customer(name string) people.Person {
	h.t.Helper()
	p, _, err := h.register.NewVisitor(h.t.Context(), people.VisitorInput{Name: name, Email: name + "@canary.example", Locale: "en"})
	h.must(err)
	return p
}

// asks opens a ticket, has it answered and, if closed, resolved and closed.
func (h *house) asks(p people.Person, topic, text string, closed bool) int64 {
	h.t.Helper()
	done, err := h.desk.Open(h.t.Context(), p, tickets.NewTicket{ID: newID(), Topic: topic, Text: text, Fields: map[string]string{"about": text}})
	h.must(err)
	n := done.Ticket.Number
	h.does(h.lind, n, &tickets.Assign{})
	h.does(h.lind, n, &tickets.Post{Kind: tickets.KindMessage, Text: tickets.Text{Raw: "we look into it"}})
	if closed {
		h.does(h.lind, n, tickets.Resolve{})
		h.clock.Advance(8 * 24 * time.Hour)
		_, err := h.desk.Do(h.t.Context(), tickets.Order{Ticket: n}, tickets.AutoClose{})
		h.must(err)
	}
	h.files.put(p.ID, n, "scan "+text)
	return n
}

func (h *house) does(who people.Person, ticket int64, act tickets.Act) {
	h.t.Helper()
	_, err := h.desk.Do(h.t.Context(), tickets.Order{Ticket: ticket, By: who}, act)
	h.must(err)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	h.must(h.db.Owner.GetContext(h.t.Context(), &n, query, args...))
	return n
}

// work does the erasures that are due, as workers would, and gives the first
// error.
func (h *house) work() error {
	h.t.Helper()
	for {
		var jobs []uuid.UUID
		h.must(h.db.Owner.Select(&jobs, `SELECT id FROM desk.jobs WHERE kind = 'erase' AND done_at IS NULL AND due_at <= $1 ORDER BY due_at, id`, h.clock.Now()))
		if len(jobs) == 0 {
			return nil
		}
		for _, job := range jobs {
			if err := h.Erase(h.t.Context(), job); err != nil {
				return err
			}
		}
	}
}

// shelf keeps files in memory.
type shelf struct {
	kept map[uuid.UUID]kept
}

type kept struct {
	tickets.Sent
	owner   uuid.UUID
	content string
}

func (s *shelf) put(owner uuid.UUID, ticket int64, content string) {
	id := newID()
	a := tickets.Attachment{ID: id, Name: "../" + content + ".txt", Kind: "text", Size: int64(len(content))}
	s.kept[id] = kept{tickets.Sent{Attachment: a, Ticket: ticket}, owner, content}
}

func (s *shelf) Each(_ context.Context, customer uuid.UUID, give func(f tickets.Sent, open func() (io.ReadCloser, error)) error) error {
	for _, k := range s.kept {
		if k.owner != customer {
			continue
		}
		if err := give(k.Sent, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader([]byte(k.content))), nil }); err != nil {
			return err
		}
	}
	return nil
}

func (s *shelf) of(customer uuid.UUID) (n int) {
	for _, k := range s.kept {
		if k.owner == customer {
			n++
		}
	}
	return n
}

func (s *shelf) remove(which func(kept) bool) (n int64, _ error) {
	for id, k := range s.kept {
		if which(k) {
			delete(s.kept, id)
			n++
		}
	}
	return n, nil
}

func (s *shelf) RemoveOf(_ context.Context, person uuid.UUID) (int64, error) {
	return s.remove(func(k kept) bool { return k.owner == person })
}

func (s *shelf) RemoveFrom(_ context.Context, ticket int64) (int64, error) {
	return s.remove(func(k kept) bool { return k.Ticket == ticket })
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
