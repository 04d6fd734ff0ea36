package people_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"kontor/internal/fault"
	"kontor/people"
)

func TestCreateHelper(t *testing.T) {
	h := open(t)
	h.team("citizens")
	h.topic("parking", "citizens")
	h.topic("waste", "citizens")
	id := newID()
	got, link, err := h.CreateHelper(h.ctx, h.admin, people.NewHelper{
		ID: id, Role: people.RoleExpert, Name: " Otter K. ", Email: "otter@example.org", Locale: "da",
		Languages: []string{"da", "en", "da"}, Teams: []string{"citizens"}, Topics: []string{"waste", "parking"}, Capacity: 16,
	})
	h.ok(err)
	want := people.Helper{Email: "otter@example.org", Person: people.Person{
		ID: id, Role: people.RoleExpert, Name: "Otter K.", Locale: "da", Languages: []string{"da", "en"}, Capacity: 16,
		Active: true, Teams: []string{"citizens"}, Topics: []string{"parking", "waste"}, CreatedAt: h.clock.Now(),
	}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	invitation, err := h.Invitation(h.ctx, link)
	h.ok(err)
	if invitation != (people.Invitation{Role: people.RoleExpert, Name: "Otter K.", Email: "otter@example.org"}) {
		t.Errorf("the link shows %+v", invitation)
	}
	if acts := h.audits(id.String()); !slices.Equal(acts, []string{"person_created"}) {
		t.Errorf("audit log says %v", acts)
	}
}

func TestCreateHelperAgainAnswersTheSame(t *testing.T) {
	h := open(t)
	in := people.NewHelper{ID: newID(), Role: people.RoleStaff, Name: "S. Lind", Email: "lind@example.org"}
	first, one, err := h.CreateHelper(h.ctx, h.admin, in)
	h.ok(err)
	second, two, err := h.CreateHelper(h.ctx, h.admin, in)
	h.ok(err)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	_, err = h.Invitation(h.ctx, one)
	wants(t, err, fault.KindNotFound)
	_, err = h.Invitation(h.ctx, two)
	h.ok(err)
	if acts := h.audits(in.ID.String()); len(acts) != 1 {
		t.Errorf("audit log says %v", acts)
	}

	visitor, _ := h.visitor(people.VisitorInput{})
	signed, _ := h.hired(people.RoleStaff, "M. Holm")
	for name, other := range map[string]people.NewHelper{
		"a customer's id":    {ID: visitor.ID, Role: people.RoleStaff, Name: "S. Lind", Email: "lind2@example.org"},
		"another name":       {ID: in.ID, Role: people.RoleStaff, Name: "Another", Email: "lind@example.org"},
		"another role":       {ID: in.ID, Role: people.RoleAdmin, Name: "S. Lind", Email: "lind@example.org"},
		"another e-mail":     {ID: in.ID, Role: people.RoleStaff, Name: "S. Lind", Email: "lind2@example.org"},
		"already signed in":  {ID: signed.ID, Role: people.RoleStaff, Name: "M. Holm", Email: emailOf("M. Holm")},
		"an e-mail in use":   {ID: newID(), Role: people.RoleStaff, Name: "Other", Email: "LIND@example.org"},
		"the admin's e-mail": {ID: newID(), Role: people.RoleStaff, Name: "Other", Email: "admin@example.org"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := h.CreateHelper(h.ctx, h.admin, other)
			wants(t, err, fault.KindConflict)
		})
	}
}

func TestWhatHelpersMayNotBe(t *testing.T) {
	h := open(t)
	good := people.NewHelper{ID: newID(), Role: people.RoleStaff, Name: "S. Lind", Email: "lind@example.org"}
	for field, spoil := range map[string]func(*people.NewHelper){
		"id":        func(n *people.NewHelper) { n.ID = uuid.Nil },
		"role":      func(n *people.NewHelper) { n.Role = people.RoleCustomer },
		"name":      func(n *people.NewHelper) { n.Name = " " },
		"email":     func(n *people.NewHelper) { n.Email = "" },
		"locale":    func(n *people.NewHelper) { n.Locale = "tlh" },
		"languages": func(n *people.NewHelper) { n.Languages = []string{"Danish"} },
		"teams":     func(n *people.NewHelper) { n.Teams = []string{"unknown"} },
		"topics":    func(n *people.NewHelper) { n.Topics = []string{"NO; DROP"} },
		"capacity":  func(n *people.NewHelper) { n.Capacity = 1001 },
	} {
		t.Run(field, func(t *testing.T) {
			bad := good
			spoil(&bad)
			_, _, err := h.CreateHelper(h.ctx, h.admin, bad)
			wants(t, err, fault.KindInvalid, field)
		})
	}
	if n := h.count(`SELECT count(*) FROM desk.people WHERE role = 'staff'`); n != 0 {
		t.Errorf("%d were written", n)
	}
}

func TestOnlyAdminsManage(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	inactive := h.admin
	inactive.Active = false
	for _, by := range []people.Person{staff, inactive, {}} {
		_, _, err := h.CreateHelper(h.ctx, by, people.NewHelper{ID: newID(), Role: people.RoleAdmin, Name: "X", Email: "x@example.org"})
		wants(t, err, fault.KindForbidden)
		_, err = h.UpdateHelper(h.ctx, by, staff.ID, people.HelperUpdate{Capacity: ptr(9)})
		wants(t, err, fault.KindForbidden)
		_, err = h.Invite(h.ctx, by, staff.ID)
		wants(t, err, fault.KindForbidden)
		_, err = h.CreateTeam(h.ctx, by, people.Team{ID: "x", Name: "X"})
		wants(t, err, fault.KindForbidden)
		_, err = h.UpdateTeam(h.ctx, by, "x", people.TeamUpdate{})
		wants(t, err, fault.KindForbidden)
	}
}

func TestUpdateHelperChangesWhatIsNamed(t *testing.T) {
	h := open(t)
	h.team("citizens")
	h.team("shop")
	h.topic("parking", "citizens")
	h.topic("waste", "citizens")
	helper, _ := h.helper(people.RoleExpert, "Otter K.")
	_, err := h.UpdateHelper(h.ctx, h.admin, helper.ID, people.HelperUpdate{Topics: ptr([]string{"parking"}), Teams: ptr([]string{"citizens"})})
	h.ok(err)
	since := h.clock.Now()
	h.clock.Advance(1000)

	got, err := h.UpdateHelper(h.ctx, h.admin, helper.ID, people.HelperUpdate{
		Name: ptr("Otter"), Locale: ptr("pl"), Languages: ptr([]string{"pl"}), Capacity: ptr(0),
		Topics: ptr([]string{"waste", "parking"}), Teams: ptr([]string{"shop"}),
	})
	h.ok(err)
	want := helper
	want.Name, want.Locale, want.Languages, want.Capacity = "Otter", "pl", []string{"pl"}, 0
	want.Topics, want.Teams = []string{"parking", "waste"}, []string{"shop"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := h.count(`SELECT count(*) FROM desk.qualifications WHERE person = $1 AND topic = 'parking' AND since = $2`, helper.ID, since); n != 1 {
		t.Error("a qualification that stays was made anew")
	}
	var fields []string
	h.ok(h.db.Owner.Select(&fields, `SELECT jsonb_array_elements_text(data -> 'fields') FROM desk.audit_log WHERE target = $1 ORDER BY at, id`, helper.ID.String()))
	if want := []string{"teams", "topics", "name", "locale", "languages", "teams", "topics", "capacity"}; !slices.Equal(fields, want) {
		t.Errorf("audit log names %v", fields)
	}

	same, err := h.UpdateHelper(h.ctx, h.admin, helper.ID, people.HelperUpdate{})
	h.ok(err)
	if diff := cmp.Diff(got, same); diff != "" {
		t.Error(diff)
	}
	for field, bad := range map[string]people.HelperUpdate{
		"name":  {Name: ptr("")},
		"teams": {Teams: ptr([]string{"nowhere"}), Name: ptr("Changed")},
		"email": {Email: ptr("nothing")},
	} {
		_, err := h.UpdateHelper(h.ctx, h.admin, helper.ID, bad)
		wants(t, err, fault.KindInvalid, field)
	}
	after, err := h.Find(h.ctx, helper.ID)
	h.ok(err)
	if after.Name != "Otter" {
		t.Errorf("a refused change left %q", after.Name)
	}
	visitor, _ := h.visitor(people.VisitorInput{})
	for _, id := range []uuid.UUID{visitor.ID, newID()} {
		_, err := h.UpdateHelper(h.ctx, h.admin, id, people.HelperUpdate{Name: ptr("X")})
		wants(t, err, fault.KindNotFound)
		_, err = h.Invite(h.ctx, h.admin, id)
		wants(t, err, fault.KindNotFound)
	}
}

func TestANewEMailSignsIn(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	h.customer("ann@example.com")
	_, err := h.UpdateHelper(h.ctx, h.admin, staff.ID, people.HelperUpdate{Email: ptr("ann@example.com")})
	wants(t, err, fault.KindConflict, "email")
	_, err = h.UpdateHelper(h.ctx, h.admin, staff.ID, people.HelperUpdate{Email: ptr("lind@example.com")})
	h.ok(err)
	_, _, err = h.SignIn(h.ctx, emailOf("S. Lind"), password)
	wants(t, err, fault.KindUnauthenticated)
	_, _, err = h.SignIn(h.ctx, "lind@example.com", password)
	h.ok(err)
}

func TestANewNameShowsOnTheirActiveTickets(t *testing.T) {
	h := open(t)
	h.team("citizens")
	h.topic("parking", "citizens")
	expert, _ := h.hired(people.RoleExpert, "Otter K.")
	other, _ := h.hired(people.RoleExpert, "Badger T.")
	visitor, _ := h.visitor(people.VisitorInput{})
	h.ticket(1, visitor, expert, "open")
	h.ticket(2, visitor, expert, "closed")
	h.ticket(3, visitor, other, "open")
	names := func() string {
		var names []string
		h.ok(h.db.Owner.Select(&names, `SELECT assignee_name FROM desk.tickets ORDER BY number`))
		return strings.Join(names, ", ")
	}
	_, err := h.UpdateHelper(h.ctx, h.admin, expert.ID, people.HelperUpdate{Name: ptr("Stoat")})
	h.ok(err)
	if got := names(); got != "Stoat, Otter K., Badger T." {
		t.Errorf("tickets show %s", got)
	}
	_, err = h.UpdateMe(h.ctx, expert.ID, people.MeUpdate{Name: ptr("Marten")})
	h.ok(err)
	if got := names(); got != "Marten, Otter K., Badger T." {
		t.Errorf("tickets show %s", got)
	}
}

func (h *house) ticket(number int, customer, assignee people.Person, state string) {
	h.t.Helper()
	h.exec(`INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, language, channel, tier, state,
		        assignee, assignee_role, assignee_name, head_everyone, head_helpers, head_staff, created_at, updated_at, queued_at, personal_from)
		VALUES ($1, $2, $3, $4, 'parking', 'citizens', 'x', 'en', 'portal', 'expert', $5, $6, $7, $8, 1, 1, 1, $9, $9, $9, $9)`,
		number, newID(), customer.ID, customer.Name, state, assignee.ID, assignee.Role, assignee.Name, h.clock.Now())
}

func TestADeactivatedPersonIsOut(t *testing.T) {
	h := open(t)
	expert, session := h.hired(people.RoleExpert, "Otter K.")
	link, err := h.Invite(h.ctx, h.admin, expert.ID)
	h.ok(err)
	changed, err := h.SetAvailable(h.ctx, expert.ID, true)
	h.ok(err)
	if !changed {
		t.Fatal("the switch did not turn")
	}

	got, err := h.UpdateHelper(h.ctx, h.admin, expert.ID, people.HelperUpdate{Active: ptr(false)})
	h.ok(err)
	if got.Active || got.Available {
		t.Errorf("still there: %+v", got.Person)
	}
	_, err = h.ByToken(h.ctx, session)
	wants(t, err, fault.KindUnauthenticated)
	_, _, err = h.SignIn(h.ctx, emailOf("Otter K."), password)
	wants(t, err, fault.KindUnauthenticated)
	_, err = h.Invitation(h.ctx, link)
	wants(t, err, fault.KindNotFound)
	_, err = h.Invite(h.ctx, h.admin, expert.ID)
	wants(t, err, fault.KindConflict)
	changed, err = h.SetAvailable(h.ctx, expert.ID, true)
	h.ok(err)
	if changed {
		t.Error("somebody who is out turned their switch")
	}

	_, err = h.UpdateHelper(h.ctx, h.admin, expert.ID, people.HelperUpdate{Active: ptr(true)})
	h.ok(err)
	_, _, err = h.SignIn(h.ctx, emailOf("Otter K."), password)
	h.ok(err)
	_, err = h.ByToken(h.ctx, session)
	wants(t, err, fault.KindUnauthenticated)
}

func TestASessionOfSomebodyInactiveIsRefused(t *testing.T) {
	h := open(t)
	visitor, token := h.visitor(people.VisitorInput{})
	h.exec(`UPDATE desk.people SET active = false WHERE id = $1`, visitor.ID)
	_, err := h.ByToken(h.ctx, token)
	wants(t, err, fault.KindUnauthenticated)
}

func TestTheLastAdminStays(t *testing.T) {
	h := open(t)
	h.helper(people.RoleAdmin, "Not yet here")
	_, err := h.UpdateHelper(h.ctx, h.admin, h.admin.ID, people.HelperUpdate{Active: ptr(false)})
	wants(t, err, fault.KindConflict, "active")

	second, _ := h.hired(people.RoleAdmin, "Second")
	errs := make(chan error, 2)
	for _, pair := range [][2]people.Person{{h.admin, second}, {second, h.admin}} {
		go func() {
			_, err := h.UpdateHelper(h.ctx, pair[0], pair[1].ID, people.HelperUpdate{Active: ptr(false)})
			errs <- err
		}()
	}
	one, two := <-errs, <-errs
	if one != nil {
		one, two = two, one
	}
	h.ok(one)
	wants(t, two, fault.KindConflict)
}

func TestHelpersAreListedByRoleAndName(t *testing.T) {
	h := open(t)
	h.visitor(people.VisitorInput{})
	for i := range 5 {
		h.helper(people.RoleExpert, fmt.Sprintf("Expert %d", i))
	}
	h.helper(people.RoleExpert, "100% Øre_")
	h.helper(people.RoleStaff, "S. Lind")

	list := func(f people.HelperFilter) string {
		t.Helper()
		var names []string
		for {
			items, next, err := h.Helpers(h.ctx, f)
			h.ok(err)
			if f.Limit > 0 && len(items) > f.Limit {
				t.Errorf("%d on a page", len(items))
			}
			for _, item := range items {
				names = append(names, item.Name)
				if f.WithEmail != (item.Email != "") {
					t.Errorf("%s has e-mail %q", item.Name, item.Email)
				}
			}
			if f.Before = next; next == "" {
				return strings.Join(names, ", ")
			}
		}
	}
	experts := "100% Øre_, Expert 0, Expert 1, Expert 2, Expert 3, Expert 4"
	for want, f := range map[string]people.HelperFilter{
		"H. Dalgaard, " + experts + ", S. Lind": {Limit: 3, WithEmail: true},
		experts:                                 {Role: people.RoleExpert, Limit: 1},
		"Expert 3":                              {Query: "PERT 3"},
		"100% Øre_":                             {Query: "% øRE_"},
		"S. Lind":                               {Query: "SLIND@example.org", WithEmail: true},
		"":                                      {Query: "slind@example.org"},
	} {
		if got := list(f); got != want {
			t.Errorf("%+v lists %q, want %q", f, got, want)
		}
	}
	for field, f := range map[string]people.HelperFilter{
		"role": {Role: people.RoleCustomer}, "before": {Before: "nonsense!"}, "q": {Query: "\x00"},
	} {
		_, _, err := h.Helpers(h.ctx, f)
		wants(t, err, fault.KindInvalid, field)
	}
}

// Two admins who invite somebody with the same e-mail at the same moment: it is one
// person's login.
func TestAnEmailIsGivenOnceToTwoAtATime(t *testing.T) {
	h := open(t)
	const tries, together = 5, 4
	for i := range tries {
		email, errs := fmt.Sprintf("new%d@example.org", i), make(chan error, together)
		for range together {
			go func() {
				_, _, err := h.CreateHelper(h.ctx, h.admin, people.NewHelper{ID: newID(), Role: people.RoleExpert, Name: "New", Email: email, Languages: []string{"en"}})
				errs <- err
			}()
		}
		made := 0
		for range together {
			if err := <-errs; err == nil {
				made++
			} else {
				wants(t, err, fault.KindConflict, "email")
			}
		}
		if made != 1 {
			t.Fatalf("%d people have one e-mail", made)
		}
	}
}
