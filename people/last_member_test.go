package people_test

import (
	"sync"
	"testing"

	"kontor/internal/fault"
	"kontor/people"
)

// member adds somebody of staff with room to a team.
func (h *house) member(name, team string) people.Helper {
	h.t.Helper()
	made, _ := h.helper(people.RoleStaff, name)
	made, err := h.UpdateHelper(h.ctx, h.admin, made.ID, people.HelperUpdate{Teams: &[]string{team}, Capacity: ptr(5)})
	h.ok(err)
	return made
}

func TestTheLastOfATeamStays(t *testing.T) {
	h := open(t)
	h.team("town")
	h.team("spare")
	h.topic("tax", "town")
	lind, idle := h.member("S. Lind", "town"), h.member("K. Kit", "spare")
	for field, u := range map[string]people.HelperUpdate{
		"active": {Active: ptr(false)}, "teams": {Teams: &[]string{"spare"}}, "capacity": {Capacity: ptr(0)},
	} {
		_, err := h.UpdateHelper(h.ctx, h.admin, lind.ID, u)
		wants(t, err, fault.KindConflict, field)
	}
	_, err := h.UpdateHelper(h.ctx, h.admin, idle.ID, people.HelperUpdate{Active: ptr(false)}) // no ticket goes there
	h.ok(err)
	_, err = h.UpdateHelper(h.ctx, h.admin, lind.ID, people.HelperUpdate{Capacity: ptr(2), Teams: &[]string{"town", "spare"}})
	h.ok(err)
	h.member("M. Next", "town")
	_, err = h.UpdateHelper(h.ctx, h.admin, lind.ID, people.HelperUpdate{Active: ptr(false)})
	h.ok(err)
}

// What can be reopened comes back to the team.
func TestTheLastOfATeamStaysWhileATicketCanBeReopened(t *testing.T) {
	h := open(t)
	h.team("town")
	h.topic("tax", "town")
	lind := h.member("S. Lind", "town")
	ann, _, err := h.NewVisitor(h.ctx, people.VisitorInput{})
	h.ok(err)
	h.exec(`INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, language, channel, tier, state, head_everyone, head_helpers, head_staff,
		created_at, updated_at, queued_at, personal_from)
		VALUES (1, gen_random_uuid(), $1, 'x', 'tax', 'town', 's', 'en', 'chat', 'staff', 'resolved', 1, 1, 1, $2, $2, $2, $2)`, ann.ID, h.clock.Now())
	h.exec(`UPDATE desk.topics SET active = false`)
	leave := people.HelperUpdate{Active: ptr(false)}
	_, err = h.UpdateHelper(h.ctx, h.admin, lind.ID, leave)
	wants(t, err, fault.KindConflict, "active")
	h.exec(`UPDATE desk.tickets SET state = 'closed'`)
	_, err = h.UpdateHelper(h.ctx, h.admin, lind.ID, leave)
	h.ok(err)
}

// Where the last two leave at the same time, one of them stays.
func TestTheLastTwoCannotLeaveTogether(t *testing.T) {
	h := open(t)
	h.team("town")
	h.topic("tax", "town")
	both := []people.Helper{h.member("S. Lind", "town"), h.member("K. Kit", "town")}
	errs := make([]error, len(both))
	var g sync.WaitGroup
	for i, who := range both {
		g.Go(func() {
			_, errs[i] = h.UpdateHelper(h.ctx, h.admin, who.ID, people.HelperUpdate{Active: ptr(false)})
		})
	}
	g.Wait()
	refused := 0
	for _, err := range errs {
		if fault.Is(err, fault.KindConflict) {
			refused++
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if left := h.count(`SELECT count(*) FROM desk.memberships m JOIN desk.people p ON p.id = m.person AND p.active`); refused != 1 || left != 1 {
		t.Fatalf("%d of two refused, %d left: %v", refused, left, errs)
	}
}
