package seed

import (
	"context"
	"errors"
	"testing"
	"time"

	"kontor/cmd/kontor/demo"
	"kontor/experts"
	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/people"
)

func TestMain(m *testing.M) { testkit.Main(m) }

const password = "kontor-demo"

func content(t *testing.T) *demo.Content {
	t.Helper()
	c, err := demo.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// fill seeds the database, or as much of it as there is time for.
func fill(ctx context.Context, t *testing.T, db *testkit.DB, c *demo.Content, now time.Time) (Mark, error) {
	t.Helper()
	mark, err := Claim(t.Context(), db.App, now)
	if err != nil {
		t.Fatal(err)
	}
	app, err := postgres.Connect(t.Context(), db.AppDSN, postgres.Pool{})
	if err != nil {
		t.Fatal(err)
	}
	defer app.Close()
	return mark, Fill(ctx, app, db.Expert, testkit.Keyring(t), Plan{Content: c, Mark: mark, Password: password})
}

func count(t *testing.T, db *testkit.DB, query string, args ...any) (n int) {
	t.Helper()
	if err := db.Owner.GetContext(t.Context(), &n, query, args...); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFill(t *testing.T) {
	db, now := testkit.Database(t), testkit.Clock().Now()
	began := time.Now()
	if _, err := fill(t.Context(), t, db, content(t), now); err != nil {
		t.Fatal(err)
	}
	t.Logf("took %v", time.Since(began))
	c := content(t)
	if got := count(t, db, `SELECT count(*) FROM desk.tickets`); got != len(c.Tickets) {
		t.Errorf("%d tickets, want %d", got, len(c.Tickets))
	}
	if got := count(t, db, `SELECT count(*) FROM desk.tickets WHERE created_at > $1`, now); got != 0 {
		t.Errorf("%d tickets are from the future", got)
	}
	for what, query := range map[string]string{
		"tickets out of the order they were opened in": `SELECT count(*) FROM desk.tickets a JOIN desk.tickets b ON b.number = a.number + 1 WHERE b.created_at < a.created_at`,
		"entries out of order":                         `SELECT count(*) FROM desk.entries a JOIN desk.entries b ON b.ticket = a.ticket AND b.seq = a.seq + 1 WHERE b.at < a.at`,
		"tickets not fanned out":                       `SELECT count(*) FROM desk.tickets WHERE fanned < head_staff`,
		"dead jobs":                                    `SELECT count(*) FROM desk.jobs WHERE dead_at IS NOT NULL OR last_error <> ''`,
		"open offers":                                  `SELECT count(*) FROM desk.offers WHERE ended_at IS NULL`,
		"tickets nobody resolved though closed":        `SELECT count(*) FROM desk.tickets WHERE state = 'closed' AND resolutions = 0`,
	} {
		if got := count(t, db, query); got != 0 {
			t.Errorf("%d %s", got, what)
		}
	}
	if got := count(t, db, `SELECT count(*) FROM desk.jobs WHERE done_at IS NULL AND due_at <= $1`, now); got != 0 {
		t.Errorf("%d promises of the past are not kept", got)
	}
	if got := count(t, db, `SELECT count(*) FROM desk.notifications n JOIN desk.inbox b USING (person) WHERE n.seq > b.read AND n.at < $1`, now.Add(-25*time.Hour)); got != 0 {
		t.Errorf("%d old notifications are unread", got)
	}
	for what, atLeast := range map[string]struct {
		n     int
		query string
	}{
		"experts who have earned something":     {3, `SELECT count(DISTINCT person) FROM desk.postings WHERE account = 'owed' AND amount > 0`},
		"payouts that the bank has paid":        {1, `SELECT count(*) FROM desk.transfers WHERE kind = 'paid'`},
		"rewards in last month's statements":    {10, `SELECT count(*) FROM desk.transfers, clock WHERE kind = 'solved' AND at >= date_trunc('month', now) - interval '1 month' AND at < date_trunc('month', now)`},
		"examples that peers find useful":       {1, `SELECT count(*) FROM desk.examples WHERE state = 'shown' AND score >= 0.5`},
		"examples that wait for staff":          {1, `SELECT count(*) FROM desk.examples WHERE state = 'waiting'`},
		"contested ratings to decide":           {1, `SELECT count(*) FROM desk.contests WHERE counts IS NULL`},
		"answers in probation to review":        {1, `SELECT count(*) FROM desk.flags f JOIN desk.entries e ON e.ticket = f.ticket AND e.id = f.entry AND e.data->'held' = '["probation"]' WHERE ended_at IS NULL`},
		"audits that were answered well":        {1, `SELECT count(*) FROM desk.audits WHERE state = 'good'`},
		"audits that were not":                  {1, `SELECT count(*) FROM desk.audits WHERE state = 'missed'`},
		"people who are away and have a deputy": {1, `SELECT count(*) FROM desk.absences, clock WHERE deputy IS NOT NULL AND from_at <= now AND until_at > now`},
		"customers with a personal contact":     {1, `SELECT count(*) FROM desk.contacts WHERE kind = 'staff'`},
		"tickets that a peer took over":         {1, `SELECT count(*) FROM desk.entries a JOIN desk.entries b ON b.ticket = a.ticket AND b.seq > a.seq AND b.data->>'event' = 'claimed' WHERE a.data->>'event' = 'peers_asked'`},
	} {
		if got := count(t, db, `WITH clock (now) AS (VALUES ($1::timestamptz)) `+atLeast.query, now); got < atLeast.n {
			t.Errorf("%d %s, want %d", got, what, atLeast.n)
		}
	}
	register := people.NewRegister(db.App, db.Expert, testkit.Keyring(t), testkit.Clock())
	school := experts.New(experts.Parts{App: db.App, People: register, Clock: testkit.Clock()})
	lind, _, err := register.SignIn(t.Context(), "staff@example.org", password)
	if err != nil {
		t.Fatal(err)
	}
	waiting, err := school.Applicants(t.Context(), lind)
	if err != nil || len(waiting) != 1 || waiting[0].Alias != c.People.Applicants[0].Name || waiting[0].Standings[0].Step != experts.StepApproval {
		t.Errorf("those who wait for approval are %+v, %v", waiting, err)
	}
	for email, role := range map[string]people.Role{
		"customer@example.org": people.RoleCustomer, "expert@example.org": people.RoleExpert, "staff@example.org": people.RoleStaff, "admin@example.org": people.RoleAdmin,
	} {
		if p, _, err := register.SignIn(t.Context(), email, password); err != nil || p.Role != role {
			t.Errorf("%s signs in as %q, %v", email, p.Role, err)
		}
	}
}

// A seeding that is killed again and again ends with the same demo.
func TestFillIsTakenUpAgain(t *testing.T) {
	db, whole, now := testkit.Database(t), testkit.Database(t), testkit.Clock().Now()
	c := content(t)
	c.Tickets = c.Tickets[:50]
	if _, err := fill(t.Context(), t, whole, c, now); err != nil {
		t.Fatal(err)
	}
	killed := 0
	for _, tickets := range []int{0, 25} {
		ctx, kill := context.WithCancel(t.Context())
		go func() {
			defer kill()
			await(ctx, func() bool { return count(t, db, `SELECT count(*) FROM desk.tickets`) > tickets })
		}()
		if _, err := fill(ctx, t, db, c, now.Add(time.Hour)); err != nil {
			killed++
		}
		<-ctx.Done()
	}
	if killed == 0 {
		t.Error("it was over before anybody could kill it")
	}
	mark, err := fill(t.Context(), t, db, c, now.Add(2*time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if !mark.Began.Equal(now.Add(time.Hour)) {
		t.Errorf("the demo began at %v", mark.Began)
	}
	if mark, is, err := Read(t.Context(), db.App); err != nil || !is || !mark.Seeded {
		t.Errorf("the mark is %+v, %v, %v", mark, is, err)
	}
	for _, query := range []string{
		`SELECT count(*) FROM desk.people`, `SELECT count(*) FROM desk.tickets`, `SELECT count(*) FROM desk.entries`,
		`SELECT count(*) FROM desk.ratings WHERE stars IS NOT NULL`, `SELECT count(*) FROM desk.offers`,
		`SELECT count(*) FROM desk.jobs WHERE kind <> 'fanout'`, `SELECT count(*) FROM desk.search`,
		`SELECT count(*) FROM desk.postings`, `SELECT count(*) FROM desk.practice_answers WHERE state = 'passed'`, `SELECT count(*) FROM desk.contests`,
		`SELECT count(*) FROM desk.absences`, `SELECT count(*) FROM desk.expert_terms`, `SELECT count(*) FROM desk.flags WHERE ended_at IS NULL`,
	} {
		if got, want := count(t, db, query), count(t, whole, query); got != want {
			t.Errorf("%s gives %d, want %d", query, got, want)
		}
	}
}

// await waits until it came, or ctx ends.
func await(ctx context.Context, came func() bool) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !came() {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func TestForeignDatabaseIsRefused(t *testing.T) {
	db := testkit.Database(t)
	register := people.NewRegister(db.App, db.Expert, testkit.Keyring(t), testkit.Clock())
	if _, _, err := register.NewVisitor(t.Context(), people.VisitorInput{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Claim(t.Context(), db.App, testkit.Clock().Now()); !errors.Is(err, ErrNotDemo) {
		t.Errorf("a database with people in it: %v", err)
	}
}
