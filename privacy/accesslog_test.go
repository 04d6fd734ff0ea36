package privacy_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/internal/testkit"
	"kontor/privacy"
)

func TestMain(m *testing.M) { testkit.Main(m) }

// log is the access log of one customer.
type log struct {
	t        *testing.T
	ctx      context.Context
	db       *testkit.DB
	customer uuid.UUID
	key      *privacy.PersonKey
}

func openLog(t *testing.T) *log {
	t.Helper()
	t.Parallel()
	l := &log{t: t, ctx: context.Background(), db: testkit.Database(t), customer: newID()}
	key, _, err := testkit.Keyring(t).NewPersonKey(l.customer)
	l.ok(err)
	l.key = key
	return l
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func (l *log) ok(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatalf("unexpected error: %v", err)
	}
}

func (l *log) opening(staff uuid.UUID, ticket int64, at time.Time) privacy.Opening {
	return privacy.Opening{
		ID: newID(), At: at, Customer: l.customer, Staff: staff, StaffName: "S. Lind", StaffRole: "staff",
		Ticket: ticket, Reason: "canary reason", Until: at.Add(8 * time.Hour),
	}
}

func (l *log) write(o privacy.Opening) {
	l.t.Helper()
	l.ok(postgres.InTx(l.ctx, l.db.App, func(tx *sqlx.Tx) error { return privacy.LogOpeningTx(l.ctx, tx, o, l.key) }))
}

func TestAnOpeningHoldsForItsTimeItsTicketAndItsPerson(t *testing.T) {
	l := openLog(t)
	staff, now := newID(), testkit.Clock().Now()
	l.write(l.opening(staff, 1042, now))
	for name, c := range map[string]struct {
		ticket    int64
		staff     uuid.UUID
		from, now time.Time
		open      bool
	}{
		"at once":           {1042, staff, now, now, true},
		"at the end":        {1042, staff, now, now.Add(8*time.Hour - time.Microsecond), true},
		"after the end":     {1042, staff, now, now.Add(8 * time.Hour), false},
		"another ticket":    {1043, staff, now, now, false},
		"another person":    {1042, newID(), now, now, false},
		"closed since then": {1042, staff, now.Add(time.Second), now.Add(time.Minute), false},
	} {
		t.Run(name, func(t *testing.T) {
			until, open, err := privacy.OpenUntil(l.ctx, l.db.App, c.ticket, c.staff, c.from, c.now)
			l.ok(err)
			if open != c.open || open && !until.Equal(now.Add(8*time.Hour)) {
				t.Errorf("open: %v until %v", open, until)
			}
		})
	}
	l.write(l.opening(staff, 1042, now.Add(time.Hour)))
	until, open, err := privacy.OpenUntil(l.ctx, l.db.App, 1042, staff, now, now.Add(2*time.Hour))
	l.ok(err)
	if !open || !until.Equal(now.Add(9*time.Hour)) {
		t.Errorf("open: %v until %v", open, until)
	}
}

func TestTheCustomerReadsTheirLogNewestFirst(t *testing.T) {
	l := openLog(t)
	staff, now := newID(), testkit.Clock().Now()
	var want []int64
	for i := range 7 {
		// pairs at the same moment: the page breaks between them too
		l.write(l.opening(staff, int64(1000+i), now.Add(time.Duration(i/2)*time.Minute)))
		want = append(want, int64(1000+i))
	}
	slices.Reverse(want)
	other := l.opening(staff, 5, now)
	other.Customer = newID()
	l.write(other)

	var got []int64
	var pages int
	for before := ""; ; pages++ {
		items, next, err := privacy.AccessLog(l.ctx, l.db.App, l.customer, before, 2, l.key)
		l.ok(err)
		for _, item := range items {
			got = append(got, item.Ticket)
			if item.Reason != "canary reason" || item.StaffName != "S. Lind" || item.StaffRole != "staff" || item.What != privacy.WhatOpened {
				t.Errorf("row is %+v", item)
			}
		}
		if before = next; next == "" {
			break
		}
	}
	if !slices.Equal(got, want) || pages != 3 {
		t.Errorf("read %v in %d pages, want %v", got, pages+1, want)
	}
	none, next, err := privacy.AccessLog(l.ctx, l.db.App, newID(), "", 0, l.key)
	if err != nil || len(none) != 0 || none == nil || next != "" {
		t.Errorf("a stranger's log is %v, %q, %v", none, next, err)
	}
	for _, cursor := range []string{"x", "????", "bm90IGEgdGltZQ", strings.Repeat("A", 2000)} {
		_, _, err := privacy.AccessLog(l.ctx, l.db.App, l.customer, cursor, 2, l.key)
		if !fault.Is(err, fault.KindInvalid) {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

func TestReasonsAreSealedInTheirRow(t *testing.T) {
	l := openLog(t)
	first, second := l.opening(newID(), 1, testkit.Clock().Now()), l.opening(newID(), 2, testkit.Clock().Now())
	second.Reason = ""
	l.write(first)
	l.write(second)
	var reasons [][]byte
	l.ok(l.db.Owner.Select(&reasons, `SELECT reason FROM vault.access_log ORDER BY ticket`))
	if len(reasons) != 2 || reasons[1] != nil || len(reasons[0]) == 0 || strings.Contains(string(reasons[0]), "canary") {
		t.Errorf("reasons are %q", reasons)
	}
	stranger, _, err := testkit.Keyring(t).NewPersonKey(newID())
	l.ok(err)
	if _, _, err := privacy.AccessLog(l.ctx, l.db.App, l.customer, "", 0, stranger); err == nil {
		t.Error("another person's key opened the reason")
	}
	_, err = l.db.Owner.Exec(`UPDATE vault.access_log SET reason = $1 WHERE ticket = 2`, reasons[0])
	l.ok(err)
	if _, _, err := privacy.AccessLog(l.ctx, l.db.App, l.customer, "", 0, l.key); err == nil {
		t.Error("a reason that was moved to another row opened")
	}
}

func TestLogsGoAfterTwoYearsAndNotBefore(t *testing.T) {
	l := openLog(t)
	var now time.Time // the database's own clock decides
	l.ok(l.db.Owner.Get(&now, `SELECT now()`))
	for ticket, at := range []time.Time{now.AddDate(-2, 0, -2), now.AddDate(-2, 0, 2), now} {
		l.write(l.opening(newID(), int64(ticket), at))
		_, err := l.db.App.Exec(`INSERT INTO desk.audit_log (id, at, person, act, target) VALUES ($1, $2, $1, 'x', 'x')`, newID(), at)
		l.ok(err)
	}
	if _, err := l.db.App.Exec(`DELETE FROM vault.access_log`); pq.As(err, pqerror.InsufficientPrivilege) == nil {
		t.Errorf("the app login may delete: %v", err)
	}
	gone, err := privacy.RetainLogs(l.ctx, l.db.App)
	l.ok(err)
	var left []int64
	l.ok(l.db.Owner.Select(&left, `SELECT ticket FROM vault.access_log ORDER BY ticket`))
	if gone != 2 || fmt.Sprint(left) != "[1 2]" {
		t.Errorf("%d are gone, left are %v", gone, left)
	}
	if _, err := privacy.RetainLogs(l.ctx, l.db.Expert); err == nil {
		t.Error("the expert login may clear logs")
	}
}

// The organisation says how long the access log is kept; whoever writes
// settings with the application's login cannot shorten it below a year.
func TestTheLogIsKeptForAYearWhateverTheSetting(t *testing.T) {
	for setting, want := range map[string]string{
		`{"access_log_months": 36}`:    "[1 2 3]",
		`{"access_log_months": 24}`:    "[2 3]",
		`{"access_log_months": 12}`:    "[3]",
		`{"access_log_months": 0}`:     "[3]",
		`{"access_log_months": -1200}`: "[3]",
		`{"access_log_months": 1e9}`:   "[1 2 3]",
		`{"access_log_months": "1"}`:   "[2 3]",
		`"nonsense"`:                   "[2 3]",
		`[]`:                           "[2 3]",
		`null`:                         "[2 3]",
	} {
		t.Run(setting, func(t *testing.T) {
			l := openLog(t)
			var now time.Time
			l.ok(l.db.Owner.Get(&now, `SELECT now()`))
			for i, at := range []time.Time{now.AddDate(0, -30, 0), now.AddDate(0, -18, 0), now.AddDate(0, -11, -15)} {
				l.write(l.opening(newID(), int64(i+1), at))
			}
			_, err := l.db.App.Exec(`INSERT INTO desk.settings (key, value) VALUES ('privacy', $1)`, setting)
			l.ok(err)
			_, err = privacy.RetainLogs(l.ctx, l.db.App)
			l.ok(err)
			var left []int64
			l.ok(l.db.Owner.Select(&left, `SELECT ticket FROM vault.access_log ORDER BY ticket`))
			if fmt.Sprint(left) != want {
				t.Errorf("left are %v, want %s", left, want)
			}
		})
	}
}

// Every way that the application's login could try to change or remove a line
// is refused, and the line stands as it was.
func TestTheApplicationCannotTouchTheLog(t *testing.T) {
	l := openLog(t)
	o := l.opening(newID(), 1042, testkit.Clock().Now())
	l.write(o)
	before := l.row()
	for _, statement := range []string{
		`UPDATE vault.access_log SET staff_name = 'somebody else'`,
		`UPDATE vault.access_log SET at = at - interval '10 years'`,
		`UPDATE vault.access_log SET customer = gen_random_uuid()`,
		`DELETE FROM vault.access_log`,
		`DELETE FROM ONLY vault.access_log`,
		`WITH gone AS (DELETE FROM vault.access_log RETURNING 1) SELECT count(*) FROM gone`,
		`TRUNCATE vault.access_log`,
		`TRUNCATE vault.access_log CASCADE`,
		`DROP TABLE vault.access_log`,
		`ALTER TABLE vault.access_log DISABLE TRIGGER ALL`,
		`ALTER TABLE vault.access_log RENAME TO gone`,
		`ALTER TABLE vault.access_log DROP COLUMN staff_name`,
		`ALTER TABLE vault.access_log ALTER COLUMN staff_name TYPE text USING 'x'`,
		`ALTER TABLE vault.access_log SET SCHEMA desk`,
		`CREATE TABLE vault.access_log_old () INHERITS (vault.access_log)`,
		`CREATE TABLE desk.access_log PARTITION OF vault.access_log DEFAULT`,
		`CREATE TRIGGER undo BEFORE INSERT ON vault.access_log FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
		`CREATE RULE nothing AS ON INSERT TO vault.access_log DO INSTEAD NOTHING`,
		`CREATE POLICY hide ON vault.access_log USING (false)`,
		`LOCK TABLE vault.access_log IN ACCESS EXCLUSIVE MODE`,
		`SELECT * FROM vault.access_log FOR UPDATE`,
		`INSERT INTO vault.access_log (id, at, staff, staff_name, staff_role, what) SELECT id, at, staff, 'x', 'x', what FROM vault.access_log ON CONFLICT (id) DO UPDATE SET staff_name = 'x'`,
		`MERGE INTO vault.access_log a USING vault.access_log b ON a.id = b.id WHEN MATCHED THEN DELETE`,
		`SET session_replication_role = replica`,
		`CREATE OR REPLACE FUNCTION vault.retain_logs() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'`,
		`ALTER FUNCTION vault.retain_logs() SET search_path = desk`,
		`DROP FUNCTION vault.retain_logs()`,
		`SET ROLE kontor_owner`,
		`COPY vault.access_log FROM PROGRAM 'true'`,
	} {
		if _, err := l.db.App.Exec(statement); err == nil {
			t.Errorf("the app login may: %s", statement)
		}
	}
	_, err := l.db.App.Exec(`CREATE TEMP TABLE settings AS SELECT 'privacy'::text AS key, '{"access_log_months": 0}'::jsonb AS value`)
	if err == nil {
		t.Error("the app login may make tables that functions could take for others")
	}
	_, err = privacy.RetainLogs(l.ctx, l.db.App)
	l.ok(err)
	if after := l.row(); after != before {
		t.Errorf("the line was %s and is %s", before, after)
	}
}

func (l *log) row() (row string) {
	l.t.Helper()
	l.ok(l.db.Owner.Get(&row, `SELECT string_agg(a::text, '|') FROM vault.access_log a`))
	return row
}
