package people_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"kontor/people"
)

// canaries are personal values that stand nowhere in the database as they are.
var canaries = []string{
	"Zacharias", "Quokkaberg", "zq@canary.example", "helper@canary.example", "admin@canary.example", "login@canary.example",
	"31415926", "31 41 59 26", "Kanarienweg", "KAN-271828", "canary horse battery",
}

func TestNothingPersonalIsReadableInTheDatabase(t *testing.T) {
	h := open(t)
	visitor, token := h.visitor(people.VisitorInput{Name: "Zacharias", Email: "zq@canary.example"})
	_, session, err := h.NewAccount(h.ctx, &visitor, people.AccountInput{
		Email: "login@canary.example", Password: "canary horse battery", Name: "Zacharias Quokkaberg",
	})
	h.ok(err)
	_, err = h.SetProfile(h.ctx, visitor.ID, people.Profile{
		Name: "Zacharias Quokkaberg", Emails: []string{"login@canary.example", "zq@canary.example"},
		Phones: []string{"+45 31 41 59 26"}, Address: "Kanarienweg 3", Orders: []string{"KAN-271828"},
	})
	h.ok(err)
	helper, link, err := h.CreateHelper(h.ctx, h.admin, people.NewHelper{ID: newID(), Role: people.RoleStaff, Name: "S. Lind", Email: "helper@canary.example"})
	h.ok(err)
	_, err = h.UpdateHelper(h.ctx, h.admin, helper.ID, people.HelperUpdate{Email: ptr("admin@canary.example")})
	h.ok(err)
	staff, work, err := h.Accept(h.ctx, link, people.AcceptInput{Password: "canary horse battery"})
	h.ok(err)
	for _, query := range []string{"Zacharias", "zq@canary.example", "31415926", "KAN-271828"} {
		hits, err := h.LookUp(h.ctx, staff, query)
		h.ok(err)
		if len(hits) != 1 {
			t.Fatalf("%d hits", len(hits))
		}
	}
	secrets := append([]string{token, session, link, work}, canaries...)
	scanned := scan(t, h.db.Owner, secrets)
	for _, table := range []string{"vault.identities", "vault.personal_fields", "vault.credentials", "vault.access_log", "desk.audit_log", "desk.people"} {
		if scanned[table] == 0 {
			t.Errorf("%s was not looked at", table)
		}
	}
}

// scan looks for secrets in every column of both schemas, in any writing that
// would give them away, and counts the rows it saw.
func scan(t *testing.T, db *sqlx.DB, secrets []string) map[string]int {
	t.Helper()
	var tables []string
	err := db.Select(&tables, `
		SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('desk', 'vault')`)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	for _, table := range tables {
		rows, err := db.Queryx(`SELECT * FROM ` + table)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			columns, err := rows.SliceScan()
			if err != nil {
				t.Fatal(err)
			}
			seen[table]++
			for i, value := range columns {
				lookInto(t, fmt.Sprintf("%s, column %d", table, i), value, secrets)
			}
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return seen
}

func lookInto(t *testing.T, place string, value any, secrets []string) {
	t.Helper()
	text, ok := value.([]byte)
	if !ok {
		text = []byte(fmt.Sprint(value))
	}
	text = bytes.ToLower(text)
	for _, secret := range secrets {
		secret = strings.ToLower(secret)
		if bytes.Contains(text, []byte(secret)) || bytes.Contains(text, []byte(hex.EncodeToString([]byte(secret)))) {
			t.Errorf("%s holds %q", place, secret)
		}
	}
}

func TestTheLogsCannotBeChanged(t *testing.T) {
	h := open(t)
	staff, _ := h.hired(people.RoleStaff, "S. Lind")
	_, err := h.LookUp(h.ctx, staff, "nobody")
	h.ok(err)
	for name, login := range map[string]*sqlx.DB{"app": h.db.App, "expert": h.db.Expert} {
		for _, statement := range []string{
			`UPDATE vault.access_log SET staff_name = 'x'`, `DELETE FROM vault.access_log`, `TRUNCATE vault.access_log`,
			`UPDATE desk.audit_log SET act = 'x'`, `DELETE FROM desk.audit_log`, `TRUNCATE desk.audit_log`,
		} {
			_, err := login.Exec(statement)
			if pq.As(err, pqerror.InsufficientPrivilege) == nil {
				t.Errorf("%s may %s: %v", name, statement, err)
			}
		}
	}
	if _, err := h.db.Expert.Exec(`SELECT FROM vault.access_log`); pq.As(err, pqerror.InsufficientPrivilege) == nil {
		t.Errorf("the expert login may read the access log: %v", err)
	}
	if h.count(`SELECT count(*) FROM vault.access_log`) != 1 || h.count(`SELECT count(*) FROM desk.audit_log`) == 0 {
		t.Error("rows are gone")
	}
}
