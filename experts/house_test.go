package experts_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/experts"
	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/tickets"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// house is a desk with a school: two topics for experts, an admin and a member
// of staff.
type house struct {
	*experts.School
	t      *testing.T
	ctx    context.Context
	db     *testkit.DB
	clock  *clock.Fake
	people *people.Register
	desk   *tickets.Desk
	admin  people.Person
	lind   people.Person // staff
}

func open(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	h := &house{t: t, ctx: t.Context(), db: testkit.Database(t), clock: testkit.Clock()}
	rdb, log := testkit.Redis(t), slog.New(slog.DiscardHandler)
	h.people = people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), h.clock)
	h.desk = tickets.NewDesk(h.db.App, h.db.Expert, h.people, people.NewPresence(rdb, h.clock), tickets.NewBell(rdb, log), h.clock)
	h.School = experts.New(experts.Parts{App: h.db.App, Desk: h.desk, People: h.people, Clock: h.clock})
	h.furnish()
	return h
}

func (h *house) furnish() {
	h.t.Helper()
	for _, team := range []string{"town", "shop"} {
		_, err := h.people.CreateTeam(h.ctx, people.System(), people.Team{ID: team, Name: team})
		h.must(err)
	}
	for _, topic := range []tickets.Topic{
		{ID: "parking", Policy: tickets.ExpertsFirst}, {ID: "waste", Policy: tickets.ExpertsFirst}, {ID: "tax", Policy: tickets.StaffOnly},
	} {
		topic.Names, topic.Team, topic.Active = map[string]string{"en": topic.ID}, "town", true
		topic.TakeWithinS, topic.OfferForS, topic.WaveSize, topic.CloseAfterD = 900, 90, 3, 7
		_, err := h.desk.CreateTopic(h.ctx, people.System(), topic)
		h.must(err)
	}
	h.admin = h.helper(people.NewHelper{Role: people.RoleAdmin, Name: "Admin"})
	h.lind = h.helper(people.NewHelper{Role: people.RoleStaff, Name: "S. Lind", Teams: []string{"town"}})
	_, err := h.SavePage(h.ctx, h.admin, experts.Page{Open: true, About: map[string]string{"en": "You answer questions."}})
	h.must(err)
}

func (h *house) helper(n people.NewHelper) people.Person {
	h.t.Helper()
	n.ID, n.Email, n.Languages = newID(), newID().String()+"@example.org", []string{"en"}
	made, _, err := h.people.CreateHelper(h.ctx, people.System(), n)
	h.must(err)
	return made.Person
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// refused fails unless err is a fault of this kind that names these fields.
func (h *house) refused(err error, kind fault.Kind, fields ...string) {
	h.t.Helper()
	f := fault.As(err)
	if f == nil || f.Kind != kind {
		h.t.Fatalf("got %v, want a fault %s", err, kind)
	}
	for _, field := range fields {
		found := false
		for _, have := range f.Fields {
			found = found || have.Field == field
		}
		if !found {
			h.t.Errorf("field %s is not named in %v", field, f.Fields)
		}
	}
}

func (h *house) count(query string, args ...any) (n int) {
	h.t.Helper()
	h.must(h.db.Owner.GetContext(h.ctx, &n, query, args...))
	return n
}

// waits returns when somebody waits for another's transaction.
func (h *house) waits(what string) { h.t.Helper(); h.wait(1, what) }

// wait returns when so many do.
func (h *house) wait(many int, what string) {
	h.t.Helper()
	testkit.Eventually(h.t, what, func() bool {
		return many <= h.count(`SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`)
	})
}

// applies lets somebody from outside apply for topics.
func (h *house) applies(topics ...string) people.Person {
	h.t.Helper()
	p, session, err := h.Apply(h.ctx, people.ApplicantInput{ID: newID(), Email: newID().String() + "@example.org", Password: "correct horse", Name: "Ann Applicant",
		Languages: []string{"en", "da"}}, experts.Application{Introduction: experts.Introduction{Text: "I park a lot."}, Topics: topics})
	h.must(err)
	if session == "" {
		h.t.Fatal("an applicant is not signed in")
	}
	return p
}

// choice is a question whose right answer is "right".
func (h *house) choice(topic string) experts.Question {
	h.t.Helper()
	q, err := h.SaveQuestion(h.ctx, h.admin, experts.Question{ID: newID(), Topic: topic, Kind: experts.Choice, Text: "Which?", Points: 1, Active: true,
		Options: []experts.Option{{Text: "wrong"}, {Text: "right", Right: true}, {Text: "also wrong"}}})
	h.must(err)
	return q
}

// tests gives a topic a test of two questions; change may alter it.
func (h *house) tests(topic string, change ...func(*experts.Test)) experts.Test {
	h.t.Helper()
	h.choice(topic)
	h.choice(topic)
	t := experts.Test{Topic: topic, Active: true, Draws: 2, Minutes: 10, PassPercent: 100, Attempts: 2, PauseHours: 24, Probation: 3, LapseMonths: 6, Renewal: 1, RetestDays: 14}
	for _, c := range change {
		c(&t)
	}
	t, err := h.SaveTest(h.ctx, h.admin, t, false)
	h.must(err)
	return t
}

// begins begins a test.
func (h *house) begins(p people.Person, topic string) experts.Attempt {
	h.t.Helper()
	a, err := h.Begin(h.ctx, p, newID(), topic, "")
	h.must(err)
	return a
}

// right answers a paper as it should be, wrong as it should not.
func right(a experts.Attempt) (answers []experts.Answer) {
	for _, item := range a.Paper {
		answers = append(answers, experts.Answer{Question: item.Question, Chosen: item.Right})
	}
	return answers
}

func wrong(a experts.Attempt) []experts.Answer {
	answers := right(a)
	for i, item := range a.Paper {
		answers[i].Chosen = []int{(item.Right[0] + 1) % len(item.Options)}
	}
	return answers
}

// passes takes a test and passes it.
func (h *house) passes(p people.Person, topic string) {
	h.t.Helper()
	a := h.begins(p, topic)
	a, err := h.HandIn(h.ctx, p, a.ID, right(a))
	h.must(err)
	if a.State != experts.Passed {
		h.t.Fatalf("the test is %s with %d of %d points", a.State, a.Points, a.Paper.Total())
	}
}

// stands is where somebody stands with a topic.
func (h *house) stands(p people.Person, topic string) experts.Standing {
	h.t.Helper()
	way, err := h.Way(h.ctx, p)
	h.must(err)
	for _, s := range way {
		if s.Topic == topic {
			return s
		}
	}
	return experts.Standing{}
}

func (h *house) at(p people.Person, topic string, want experts.Step) experts.Standing {
	h.t.Helper()
	s := h.stands(p, topic)
	if s.Step != want {
		h.t.Fatalf("%s stands at %q, want %q", topic, s.Step, want)
	}
	return s
}

const day = 24 * time.Hour
