package people_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/testkit"
	"kontor/people"
	"kontor/privacy"
)

const password = "correct horse battery"

// house is a desk with its register and one admin.
type house struct {
	t     *testing.T
	ctx   context.Context
	db    *testkit.DB
	clock *clock.Fake
	*people.Register
	admin people.Person
}

func open(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	h := &house{t: t, ctx: context.Background(), db: testkit.Database(t), clock: testkit.Clock()}
	h.Register = people.NewRegister(h.db.App, h.db.Expert, testkit.Keyring(t), h.clock)
	token, needed, err := h.SetupToken(h.ctx)
	h.ok(err)
	if !needed {
		t.Fatal("an empty desk needs no set-up")
	}
	h.admin, _, err = h.Accept(h.ctx, token, people.AcceptInput{Name: "H. Dalgaard", Email: "admin@example.org", Password: password})
	h.ok(err)
	return h
}

func (h *house) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatalf("unexpected error: %v", err)
	}
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	_, err := h.db.Owner.ExecContext(h.ctx, query, args...)
	h.ok(err)
}

func (h *house) count(query string, args ...any) int {
	h.t.Helper()
	var n int
	h.ok(h.db.Owner.GetContext(h.ctx, &n, query, args...))
	return n
}

func (h *house) visitor(in people.VisitorInput) (people.Person, string) {
	h.t.Helper()
	person, token, err := h.NewVisitor(h.ctx, in)
	h.ok(err)
	return person, token
}

func (h *house) customer(email string) people.Person {
	h.t.Helper()
	person, _, err := h.NewAccount(h.ctx, nil, people.AccountInput{Email: email, Password: password})
	h.ok(err)
	return person
}

// helper makes somebody invited; hired also signs them in.
func (h *house) helper(role people.Role, name string) (people.Helper, string) {
	h.t.Helper()
	helper, token, err := h.CreateHelper(h.ctx, h.admin, people.NewHelper{
		ID: newID(), Role: role, Name: name, Email: emailOf(name), Languages: []string{"da", "en"},
	})
	h.ok(err)
	return helper, token
}

func (h *house) hired(role people.Role, name string) (people.Person, string) {
	h.t.Helper()
	_, token := h.helper(role, name)
	person, session, err := h.Accept(h.ctx, token, people.AcceptInput{Password: password})
	h.ok(err)
	return person, session
}

func (h *house) team(id string) {
	h.t.Helper()
	_, err := h.CreateTeam(h.ctx, h.admin, people.Team{ID: id, Name: strings.ToUpper(id)})
	h.ok(err)
}

func (h *house) topic(id, team string) {
	h.t.Helper()
	h.exec(`INSERT INTO desk.topics (id, names, policy, team) VALUES ($1, '{}', 'experts_first', $2)`, id, team)
}

// audits are the acts of the audit log on a target, oldest first.
func (h *house) audits(target string) []string {
	h.t.Helper()
	var acts []string
	h.ok(h.db.Owner.SelectContext(h.ctx, &acts, `SELECT act FROM desk.audit_log WHERE target = $1 ORDER BY at, id`, target))
	return acts
}

func emailOf(name string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", ".", "").Replace(name)) + "@example.org"
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// wants fails unless err is a fault of this kind that names these fields.
func wants(t *testing.T, err error, kind fault.Kind, fields ...string) {
	t.Helper()
	f := fault.As(err)
	if f == nil || f.Kind != kind {
		t.Fatalf("got %v, want a fault %s", err, kind)
	}
	for _, field := range fields {
		found := false
		for _, have := range f.Fields {
			found = found || have.Field == field
		}
		if !found {
			t.Errorf("field %s is not named in %v", field, f.Fields)
		}
	}
}

func ptr[V any](v V) *V { return &v }

// keyringOf is the one that every house has.
func keyringOf(t *testing.T) *privacy.Keyring { return testkit.Keyring(t) }
