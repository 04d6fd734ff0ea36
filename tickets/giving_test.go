package tickets_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// gives has the team's tickets given out.
func (h *house) gives(team string) {
	h.t.Helper()
	auto := people.Auto
	_, err := h.people.UpdateTeam(h.ctx, h.admin, team, people.TeamUpdate{Assignment: &auto})
	h.must(err)
}

// comes lets a member of staff arrive, as their connection does.
func (h *house) comes(p people.Person) {
	h.t.Helper()
	_, err := h.people.SetAvailable(h.ctx, p.ID, true)
	h.must(err)
	h.areHere(p.ID)
	h.must(h.Arrives(h.ctx, p))
}

// has reports who has a ticket.
func (h *house) has(number int64) uuid.UUID {
	h.t.Helper()
	var id uuid.NullUUID
	h.must(h.db.App.GetContext(h.ctx, &id, `SELECT assignee FROM desk.tickets WHERE number = $1`, number))
	return id.UUID
}

func TestTicketsAreGivenOut(t *testing.T) {
	h := newHouse(t)
	h.gives("town")
	ann := h.customer(people.VisitorInput{})
	lind, berg, away := h.staff("Lind", "town"), h.staff("Berg", "town"), h.staff("Dahl", "town")
	waiting := h.opens(ann, "benefits", "Nobody is there yet.")
	if h.has(waiting) != uuid.Nil {
		t.Fatal("given to somebody who is not there")
	}
	h.comes(lind)
	if h.has(waiting) != lind.ID {
		t.Fatal("who arrives gets nothing of what waits")
	}
	h.comes(berg)
	second, third := h.opens(ann, "benefits", "two"), h.opens(ann, "benefits", "three")
	if h.has(second) != berg.ID || h.has(third) != lind.ID { // least loaded, then longest without a new one
		t.Error("the load is not spread")
	}
	_, err := h.people.UpdateHelper(h.ctx, h.admin, lind.ID, people.HelperUpdate{Topics: &[]string{"benefits"}})
	h.must(err)
	if skilled := h.opens(ann, "benefits", "four"); h.has(skilled) != lind.ID {
		t.Error("who is named for the topic does not come first")
	}
	h.exec(`INSERT INTO desk.contacts (id, customer, kind, person, made_by, since) VALUES ($1, $2, 'staff', $3, $3, $4)`, uuid.New(), ann.ID, berg.ID, h.clock.Now())
	known := h.opens(ann, "benefits", "five")
	if h.has(known) != berg.ID {
		t.Error("the personal contact does not come first")
	}
	h.tells(ann, known, "opened", "message", "assigned")
	h.does(berg, known, &tickets.Release{})
	h.work()
	if h.has(known) != lind.ID {
		t.Error("who gave it back got it again, or nobody did")
	}
	h.exec(`INSERT INTO desk.absences (id, person, kind, from_at, until_at, note, made_by, made_at) VALUES ($1, $2, 'away', $3, $4, '', $2, $3)`,
		uuid.New(), lind.ID, h.clock.Now(), h.clock.Now().Add(time.Hour))
	if n := h.opens(ann, "benefits", "six"); h.has(n) == lind.ID || h.has(n) == away.ID {
		t.Error("given to somebody who is away")
	}
	if n := h.opens(ann, "returns", "another team's"); h.has(n) != uuid.Nil {
		t.Error("a team whose staff take their tickets was given one")
	}
}

// Who is full gets no more, however many tickets come at once, and the next as soon
// as they have room.
func TestGivingOutKeepsToCapacity(t *testing.T) {
	h := newHouse(t)
	ann, lind := h.customer(people.VisitorInput{}), h.staff("Lind", "town")
	numbers := make([]int64, 8)
	for i := range numbers {
		numbers[i] = h.opens(ann, "benefits", "one of many")
	}
	h.comes(lind)
	h.gives("town")
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { h.must(h.Arrives(h.ctx, lind)) })
	}
	all.Wait()
	count := func() int {
		return h.number(`SELECT count(*) FROM desk.tickets WHERE assignee = $1 AND phase = 'active'`, lind.ID)
	}
	if count() != lind.Capacity {
		t.Fatalf("%d tickets in hand, room for %d", count(), lind.Capacity)
	}
	if n := h.number(`SELECT count(*) FROM desk.entries WHERE data->>'event' = 'assigned'`); n != lind.Capacity {
		t.Fatalf("%d were given", n)
	}
	h.does(lind, numbers[0], tickets.Resolve{})
	h.later(time.Second)
	if count() != lind.Capacity || h.has(numbers[lind.Capacity]) != lind.ID {
		t.Errorf("%d in hand after one is done", count())
	}
}

// Who has room again has it for every team of theirs, whichever ticket made it.
func TestRoomIsForEveryTeam(t *testing.T) {
	h := newHouse(t)
	h.gives("town")
	h.gives("shop")
	ann, lind := h.customer(people.VisitorInput{}), h.staff("Lind", "town", "shop")
	h.exec(`UPDATE desk.people SET capacity = 1`)
	h.comes(lind)
	first := h.opens(ann, "benefits", "the town's")
	second := h.opens(ann, "returns", "the shop's, and no expert's")
	if h.has(first) != lind.ID || h.has(second) != uuid.Nil {
		t.Fatal("the second is given to who has no room")
	}
	h.does(lind, first, tickets.Resolve{})
	h.work()
	if h.has(second) != lind.ID {
		t.Error("it waits though there is room")
	}
}

func TestWhoComesBackFromAnAbsenceIsGivenWhatWaits(t *testing.T) {
	h := newHouse(t)
	h.gives("town")
	ann, lind := h.customer(people.VisitorInput{}), h.staff("Lind", "town")
	h.comes(lind)
	h.leaves(lind, 0, people.Person{})
	h.work()
	n := h.opens(ann, "benefits", "while they are away")
	if h.has(n) != uuid.Nil {
		t.Fatal("given to somebody who is away")
	}
	h.clock.Advance(week)
	h.areHere(lind.ID)
	h.work()
	if h.has(n) != lind.ID {
		t.Error("who is back is given nothing")
	}
}

// However many look at once: as long as somebody has room, no ticket waits.
func TestNobodyWithRoomIsPassedOver(t *testing.T) {
	h := newHouse(t)
	ann, four := h.customer(people.VisitorInput{}), make([]people.Person, 4)
	for i := range four {
		four[i] = h.staff("S"+string(rune('a'+i)), "town")
		h.opens(ann, "benefits", "one of four")
	}
	h.exec(`UPDATE desk.people SET capacity = 1`)
	h.gives("town")
	for _, p := range four {
		_, err := h.people.SetAvailable(h.ctx, p.ID, true)
		h.must(err)
		h.areHere(p.ID)
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { h.must(h.GiveOutOf(h.ctx, "town")) })
	}
	all.Wait()
	if got := h.number(`SELECT count(DISTINCT assignee) FROM desk.tickets WHERE phase = 'active'`); got != 4 {
		t.Errorf("%d of four tickets are given", got)
	}
}
