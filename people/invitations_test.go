package people_test

import (
	"strings"
	"testing"
	"time"

	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
)

func TestALinkWorksOnce(t *testing.T) {
	h := open(t)
	helper, link := h.helper(people.RoleExpert, "Otter K.")
	person, session, err := h.Accept(h.ctx, link, people.AcceptInput{Password: password})
	h.ok(err)
	if person.ID != helper.ID || person.Role != people.RoleExpert || !person.Account {
		t.Errorf("let in as %+v", person)
	}
	_, err = h.ByToken(h.ctx, session)
	h.ok(err)
	_, _, err = h.SignIn(h.ctx, helper.Email, password)
	h.ok(err)

	_, err = h.Invitation(h.ctx, link)
	wants(t, err, fault.KindNotFound)
	_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Password: "another password"})
	wants(t, err, fault.KindNotFound)
	_, _, err = h.SignIn(h.ctx, helper.Email, password)
	h.ok(err)
}

func TestTwoWhoUseOneLinkAtOnce(t *testing.T) {
	h := open(t)
	_, link := h.helper(people.RoleExpert, "Otter K.")
	errs := make(chan error, 2)
	for _, word := range []string{"first password", "second password"} {
		go func() {
			_, _, err := h.Accept(h.ctx, link, people.AcceptInput{Password: word})
			errs <- err
		}()
	}
	one, two := <-errs, <-errs
	if one != nil {
		one, two = two, one
	}
	h.ok(one)
	wants(t, two, fault.KindNotFound)
}

func TestALinkIsGoodForAWeek(t *testing.T) {
	h := open(t)
	_, link := h.helper(people.RoleStaff, "S. Lind")
	h.clock.Advance(7*24*time.Hour - time.Second)
	_, err := h.Invitation(h.ctx, link)
	h.ok(err)
	h.clock.Advance(time.Second)
	_, err = h.Invitation(h.ctx, link)
	wants(t, err, fault.KindNotFound)
	_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Password: password})
	wants(t, err, fault.KindNotFound)
}

func TestANewLinkResetsThePassword(t *testing.T) {
	h := open(t)
	staff, session := h.hired(people.RoleStaff, "S. Lind")
	one, err := h.Invite(h.ctx, h.admin, staff.ID)
	h.ok(err)
	two, err := h.Invite(h.ctx, h.admin, staff.ID)
	h.ok(err)
	_, err = h.Invitation(h.ctx, one)
	wants(t, err, fault.KindNotFound)
	_, err = h.ByToken(h.ctx, session)
	h.ok(err)

	person, _, err := h.Accept(h.ctx, two, people.AcceptInput{Name: "S. Lund", Email: "lund@example.org", Password: "a new password"})
	h.ok(err)
	if person.Name != "S. Lund" {
		t.Errorf("name is %q", person.Name)
	}
	_, err = h.ByToken(h.ctx, session)
	wants(t, err, fault.KindUnauthenticated)
	_, _, err = h.SignIn(h.ctx, "lund@example.org", password)
	wants(t, err, fault.KindUnauthenticated)
	_, _, err = h.SignIn(h.ctx, "lund@example.org", "a new password")
	h.ok(err)
	if acts := strings.Join(h.audits(staff.ID.String()), " "); acts != "person_created invitation_accepted person_invited person_invited invitation_accepted" {
		t.Errorf("audit log says %s", acts)
	}
}

func TestARefusedAcceptLeavesTheLink(t *testing.T) {
	h := open(t)
	h.customer("ann@example.com")
	_, link := h.helper(people.RoleStaff, "S. Lind")
	_, _, err := h.Accept(h.ctx, link, people.AcceptInput{Password: "short"})
	wants(t, err, fault.KindInvalid, "password")
	_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Email: "ann@example.com", Password: password})
	wants(t, err, fault.KindConflict, "email")
	_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Password: password})
	h.ok(err)
}

func TestLinksOfNobody(t *testing.T) {
	h := open(t)
	for _, link := range []string{"", "x", strings.Repeat("A", 43)} {
		_, err := h.Invitation(h.ctx, link)
		wants(t, err, fault.KindNotFound)
		_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Name: "X", Email: "x@example.org", Password: password})
		wants(t, err, fault.KindNotFound)
	}
}

func TestTheFirstAdmin(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	h := &house{t: t, ctx: t.Context(), db: db, clock: testkit.Clock()}
	h.Register = people.NewRegister(db.App, db.Expert, testkit.Keyring(t), h.clock)

	old, needed, err := h.SetupToken(h.ctx)
	h.ok(err)
	link, _, err := h.SetupToken(h.ctx)
	h.ok(err)
	if !needed || old == link {
		t.Errorf("needed: %v, fresh: %v", needed, old != link)
	}
	_, err = h.Invitation(h.ctx, old)
	wants(t, err, fault.KindNotFound)
	invitation, err := h.Invitation(h.ctx, link)
	h.ok(err)
	if invitation != (people.Invitation{Role: people.RoleAdmin}) {
		t.Errorf("the link shows %+v", invitation)
	}
	_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Password: password})
	wants(t, err, fault.KindInvalid, "name", "email")

	admin, _, err := h.Accept(h.ctx, link, people.AcceptInput{Name: "H. Dalgaard", Email: "admin@example.org", Password: password})
	h.ok(err)
	if admin.Role != people.RoleAdmin || !admin.Active {
		t.Errorf("the first admin is %+v", admin)
	}
	token, needed, err := h.SetupToken(h.ctx)
	h.ok(err)
	if needed || token != "" {
		t.Error("another admin may be set up")
	}
}

func TestASecondFirstAdminIsRefused(t *testing.T) {
	h := open(t)
	h.exec(`UPDATE desk.people SET active = false WHERE id = $1`, h.admin.ID)
	link, needed, err := h.SetupToken(h.ctx)
	h.ok(err)
	if !needed {
		t.Fatal("without an active admin there is no link")
	}
	h.exec(`UPDATE desk.people SET active = true WHERE id = $1`, h.admin.ID)
	_, _, err = h.Accept(h.ctx, link, people.AcceptInput{Name: "X", Email: "x@example.org", Password: password})
	wants(t, err, fault.KindConflict)
}

// Nodes that start together leave one link for the first admin.
func TestNodesThatStartTogetherLeaveOneLink(t *testing.T) {
	t.Parallel()
	db := testkit.Database(t)
	h := &house{t: t, ctx: t.Context(), db: db, clock: testkit.Clock()}
	h.Register = people.NewRegister(db.App, db.Expert, testkit.Keyring(t), h.clock)
	for range 5 {
		const nodes = 4
		errs := make(chan error, nodes)
		for range nodes {
			go func() { _, _, err := h.SetupToken(h.ctx); errs <- err }()
		}
		for range nodes {
			h.ok(<-errs)
		}
		if n := h.count(`SELECT count(*) FROM vault.invitations WHERE used_at IS NULL`); n != 1 {
			t.Fatalf("%d links are valid", n)
		}
	}
}

// A link is used while another is made, or while its person is let go: one comes after
// the other, and nobody waits for ever.
func TestALinkIsUsedWhileItIsVoided(t *testing.T) {
	h := open(t)
	helper, link := h.helper(people.RoleExpert, "Otter K.")
	id := helper.ID
	for i := range 30 {
		voided, used := make(chan error, 1), make(chan error, 1)
		go func() { _, _, err := h.Accept(h.ctx, link, people.AcceptInput{Password: password}); used <- err }()
		go func() {
			var err error
			if i%2 == 0 {
				_, err = h.Invite(h.ctx, h.admin, id)
			} else {
				_, err = h.UpdateHelper(h.ctx, h.admin, id, people.HelperUpdate{Active: ptr(false)})
			}
			voided <- err
		}()
		h.ok(<-voided)
		if err := <-used; err != nil {
			wants(t, err, fault.KindNotFound)
		}
		_, err := h.UpdateHelper(h.ctx, h.admin, id, people.HelperUpdate{Active: ptr(true)})
		h.ok(err)
		link, err = h.Invite(h.ctx, h.admin, id)
		h.ok(err)
	}
}
