package tickets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/people"
	"kontor/tickets"
)

// named lists every relation of the database with what the expert login may
// do: nothing, or read (some columns of) the rows its policy shows. A relation
// that nobody has named here fails the test.
var named = map[string]string{
	"desk.epoch": "", "desk.settings": "", "desk.people": "read", "desk.teams": "", "desk.memberships": "", "desk.topics": "read",
	"desk.qualifications": "", "desk.tickets": "read", "desk.entries": "read", "desk.search": "", "desk.search_window": "read", "desk.grants": "read",
	"desk.offers": "read", "desk.reads": "read", "desk.ratings": "read", "desk.jobs": "", "desk.inbox": "read",
	"desk.notifications": "read", "desk.audit_log": "", "desk.counters": "", "desk.ticket_numbers": "",
	"desk.reward_rates": "", "desk.solutions": "", "desk.transfers": "", "desk.postings": "", "vault.payees": "", "desk.contests": "",
	"desk.hidden_parts": "", "desk.flags": "", "desk.mask_rules": "", "desk.routings": "", "desk.expert_stats": "", "desk.experience": "",
	"desk.skills": "", "desk.turns": "", "desk.contacts": "", "desk.absences": "", "desk.deputies": "", "desk.handled": "",
	"vault.bodies": "", "vault.placeholders": "", "vault.attachments": "", "vault.requests": "", "vault.credentials": "", "vault.sessions": "", "vault.invitations": "", "vault.access_log": "",
	"vault.keys": "", "vault.master_keys": "", "vault.key_holders": "", "vault.customers": "", "vault.identities": "", "vault.personal_fields": "", "vault.blind_index": "",
	"vault.exports": "", "vault.export_downloads": "", "desk.erasures": "", "desk.retention_runs": "",
	"desk.expert_terms": "", "desk.terms_accepted": "", "desk.applications": "", "desk.tests": "", "desk.questions": "", "desk.attempts": "",
	"desk.practice_cases": "", "desk.practice_answers": "", "desk.lapses": "", "desk.lessons": "", "desk.lessons_read": "", "vault.extra_attempts": "",
	"vault.introductions": "", "vault.attempt_answers": "", "vault.practice_texts": "",
	"desk.examples": "read", "desk.example_votes": "read", "desk.reviews": "", "desk.audit_rates": "", "desk.audits": "", "vault.audit_texts": "",
	"kontor.migrations": "", "kontor.migrations_id_seq": "",
}

// withoutPolicy may be read whole: what everybody may know, and a view that holds
// the condition of the policy itself.
var withoutPolicy = []string{"desk.topics", "desk.search_window"}

func TestExpertLoginReachesOnlyWhatIsNamed(t *testing.T) {
	h := newHouse(t)
	var relations []struct {
		Name      string `db:"name"`
		Partition bool   `db:"partition"`
		Policies  bool   `db:"policies"`
	}
	h.must(h.db.Owner.Select(&relations, `
		SELECT n.nspname || '.' || c.relname AS name, c.relispartition AS partition, c.relrowsecurity AS policies
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')`))
	if len(relations) < len(named) {
		t.Fatalf("only %d relations found", len(relations))
	}
	for _, r := range relations {
		want, ok := named[r.Name]
		if !ok && !r.Partition {
			t.Errorf("%s is not named: say what the expert login may do with it", r.Name)
		}
		h.expertMay(r.Name, want)
		if want == "read" && !r.Policies && !slices.Contains(withoutPolicy, r.Name) {
			t.Errorf("%s can be read without a row policy", r.Name)
		}
	}
}

// expertMay tries the rights of the expert login on a relation.
func (h *house) expertMay(relation, want string) {
	h.t.Helper()
	if strings.HasSuffix(relation, "_seq") || relation == "desk.ticket_numbers" {
		if h.number(`SELECT has_sequence_privilege('kontor_expert', $1, 'USAGE, SELECT, UPDATE')::int`, relation) != 0 {
			h.t.Errorf("the expert login may use %s", relation)
		}
		return
	}
	for _, right := range []string{"INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"} {
		if h.number(`SELECT has_table_privilege('kontor_expert', $1, $2)::int`, relation, right) != 0 {
			h.t.Errorf("the expert login may %s %s", right, relation)
		}
	}
	reads := h.number(`SELECT has_any_column_privilege('kontor_expert', $1, 'SELECT')::int`, relation) != 0
	if strings.HasPrefix(relation, "vault.") {
		reads = h.number(`SELECT has_schema_privilege('kontor_expert', 'vault', 'USAGE')::int`) != 0 || reads
	}
	if reads != (want == "read") {
		h.t.Errorf("the expert login reads %s: %v", relation, reads)
	}
}

func TestExpertLoginSeesNoRowWithoutIdentity(t *testing.T) {
	h := newHouse(t)
	otter := h.expert("Otter K.", "parking")
	n := h.opens(h.customer(people.VisitorInput{Name: "Ann Larsen"}), "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	for _, who := range []uuid.UUID{uuid.Nil, uuid.Must(uuid.NewV7())} {
		for _, table := range []string{"tickets", "entries", "grants", "offers", "people", "notifications", "inbox", "search_window", "reads", "ratings"} {
			err := h.asExpert(who, func(tx *sqlx.Tx) error {
				rows, err := tx.Query(`SELECT 1 FROM desk.` + table)
				if err != nil {
					return err
				}
				defer rows.Close()
				if rows.Next() {
					return fmt.Errorf("a row of desk.%s without a grant", table)
				}
				return rows.Err()
			})
			if err != nil {
				t.Error(err)
			}
		}
	}
}

func TestExpertLoginHasNoWayUp(t *testing.T) {
	h := newHouse(t)
	for _, statement := range []string{
		`SET ROLE kontor_app`, `SET SESSION AUTHORIZATION kontor_app`, `SELECT vault.retain_logs()`, `SELECT * FROM vault.keys`,
		`SELECT * FROM desk.entries_00`, `SELECT * FROM desk.jobs`, `SELECT customer FROM desk.tickets`, `SELECT head_staff FROM desk.tickets`,
		`SELECT * FROM vault.bodies_03`, `CREATE TABLE desk.mine (x int)`, `CREATE TABLE public.mine (x int)`, `CREATE TEMP TABLE mine (x int)`,
		`SELECT nextval('desk.ticket_numbers')`, `UPDATE desk.people SET name = 'x'`, `ALTER ROLE kontor_expert BYPASSRLS`, `SET row_security = off; SELECT id FROM desk.people`,
		`COPY desk.people TO PROGRAM 'cat'`,
	} {
		err := h.asExpert(uuid.Nil, func(tx *sqlx.Tx) error { _, err := tx.Exec(statement); return err })
		if err == nil {
			t.Errorf("the expert login may: %s", statement)
		}
	}
}

// What one expert reads with the expert login is what their grants give:
// before, while and after holding the ticket.
func TestGrantsBeforeWhileAndAfter(t *testing.T) {
	h := newHouse(t)
	ann, otter, lind := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	raw := func() (seen []int64, rows int) {
		h.must(h.asExpert(otter.ID, func(tx *sqlx.Tx) error {
			if err := tx.Select(&seen, `SELECT seq FROM desk.entries ORDER BY seq`); err != nil {
				return err
			}
			return tx.Get(&rows, `SELECT count(*) FROM desk.tickets`)
		}))
		return seen, rows
	}
	expect := func(when string, entries []int64, tickets int) {
		t.Helper()
		if seen, rows := raw(); !slices.Equal(seen, entries) || rows != tickets {
			t.Fatalf("%s: entries %v and %d tickets, want %v and %d", when, seen, rows, entries, tickets)
		}
	}
	n := h.opens(ann, "parking", "first") // 1 opened, 2 message, 3 offered
	h.says(ann, n, "second")              // 4
	expect("offered", []int64{1, 2}, 0)
	h.does(otter, n, tickets.Claim{})                                                          // 5
	h.does(lind, n, &tickets.Post{Kind: tickets.KindNote, Text: note("for staff only")})       // 6
	h.does(otter, n, &tickets.Post{Kind: tickets.KindNote, Text: note("an expert's thought")}) // 7
	expect("holding", []int64{1, 2, 3, 4, 5, 7}, 1)
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonStuck, Note: note("stuck")}) // 8, 9
	h.does(lind, n, &tickets.Assign{})                                                    // 10
	h.says(lind, n, "hello from staff")
	expect("after escalation", []int64{1, 2, 3, 4, 5, 7, 8, 9}, 0)
	if s := h.sees(otter, n); s.Grant != tickets.GrantPast || s.AssigneeName == "S. Lind" || s.Customer != uuid.Nil {
		t.Fatalf("the picture left to the expert shows what came later: %+v", s.Ticket)
	}
	h.tells(otter, n, "opened", "message", "offered", "message", "claimed", "note", "note", "escalated")
}

// The application's own login can change what the desk does, not what the logs
// say was done.
func TestAppLoginCannotRewriteLogs(t *testing.T) {
	h := newHouse(t)
	for _, statement := range []string{
		`DELETE FROM vault.access_log`, `UPDATE vault.access_log SET staff_name = 'x'`, `DELETE FROM desk.audit_log`,
		`UPDATE desk.audit_log SET act = 'x'`, `DELETE FROM desk.entries`, `DELETE FROM desk.tickets`, `UPDATE desk.epoch SET epoch = gen_random_uuid()`,
		`UPDATE desk.postings SET amount = 1`, `DELETE FROM desk.postings`, `UPDATE desk.transfers SET reason = 'x'`, `DELETE FROM desk.transfers`,
		`ALTER TABLE desk.entries DISABLE ROW LEVEL SECURITY`, `DROP TABLE desk.jobs`, `SET ROLE kontor_owner`,
	} {
		if _, err := h.db.App.Exec(statement); err == nil {
			t.Errorf("the app login may: %s", statement)
		}
	}
}

// Nothing personal stands anywhere in desk, nor readable in vault.
func TestNothingPersonalInAnyColumn(t *testing.T) {
	h := newHouse(t)
	ann := h.customer(people.VisitorInput{Name: "Ann " + canaries[0], Email: canaries[1]})
	_, err := h.people.SetProfile(h.ctx, ann.ID, people.Profile{Name: "Ann " + canaries[0], Emails: []string{canaries[1]},
		Phones: []string{"+45 " + canaries[2]}, Address: canaries[3] + ", 9000 Aalborg", Orders: []string{canaries[4]}})
	h.must(err)
	otter, lind := h.expert("Otter K.", "parking"), h.staff("S. Lind", "town")
	all := strings.Join(canaries, " and ")
	done, err := h.Open(h.ctx, ann, tickets.NewTicket{ID: uuid.Must(uuid.NewV7()), Topic: "parking", Subject: "About " + all, Text: "I am " + all,
		Fields: map[string]string{"order": canaries[4]}})
	h.must(err)
	h.work()
	n := done.Ticket.Number
	h.does(otter, n, tickets.Claim{})
	h.says(otter, n, "you wrote "+all)
	h.does(otter, n, &tickets.Post{Kind: tickets.KindNote, Text: note("they are " + all)})
	h.does(otter, n, &tickets.Escalate{Reason: tickets.ReasonOther, Note: note("see " + all)})
	h.does(lind, n, &tickets.Assign{})
	_, err = h.ShowPersonal(h.ctx, tickets.Order{Ticket: n, By: lind}, "because of "+all)
	h.must(err)
	h.does(lind, n, tickets.Resolve{})
	h.does(ann, n, &tickets.Rate{Stars: 2, Tags: []string{canaries[0]}, Comment: note(all)})
	h.work()

	var tables []string
	h.must(h.db.Owner.Select(&tables, `SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('desk', 'vault', 'public') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`))
	for _, table := range tables {
		for _, canary := range canaries {
			found := h.number(`SELECT count(*) FROM `+table+` x WHERE strpos(lower(convert_from(convert_to(x::text, 'UTF8'), 'UTF8')), lower($1)) > 0
				OR strpos(x::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`, canary)
			if found > 0 {
				t.Errorf("%s holds a canary in %d rows", table, found)
			}
		}
	}
}
