package tickets_test

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/lib/pq"
	"github.com/lib/pq/pqerror"

	"kontor/people"
	"kontor/tickets"
)

// readable names every column that the expert login may read, of the rows that
// a policy shows. A column that is not here must be refused.
var readable = map[string]string{
	"desk.topics": "id names descriptions policy active",
	"desk.people": "id role name locale languages available capacity",
	"desk.tickets": "number id customer_alias topic subject fields language channel tier state active assignee assignee_role assignee_name " +
		"head_everyone head_helpers created_at updated_at queued_at waiting_since take_by first_reply_at resolved_at closed_at excerpt " +
		"last_role last_name phase",
	"desk.entries":       "ticket seq seq_helpers seq_everyone id kind audience author author_role author_name channel text data at",
	"desk.search_window": "ticket seq words",
	"desk.grants":        "ticket expert kind first_seq last_seq since until snapshot",
	"desk.offers":        "ticket expert wave made_at expires_at ended_at outcome",
	"desk.reads":         "ticket person role own seq",
	"desk.ratings":       "ticket resolution handler handler_role handler_name stars tags comment rated_at",
	"desk.inbox":         "person head notified read",
	"desk.examples":      "id topic helper helper_name subject question answer state shared_at useful votes score words",
	"desk.example_votes": "example voter useful",
	"desk.notifications": "person seq id kind ticket data at",
}

// callable names every function of our schemas with what the expert login may do.
var callable = map[string]string{
	"desk.reading_experts()": "call", // says whom this session reads for
	"desk.reads_entry(ticket bigint, seq bigint, experts uuid[])":             "call", // what the policies ask
	"desk.reads_ticket(ticket bigint, experts uuid[])":                        "call",
	"desk.is_among(person uuid, experts uuid[])":                              "call",
	"desk.reads_example(topic text, state text, helper uuid, experts uuid[])": "call",
	"vault.retain_logs()":        "",
	"desk.postings_balance()":    "",
	"desk.transfer_complete()":   "",
	"vault.refuse_retired_key()": "",
}

// qualified names those that act with their owner's rights on the caller's
// search_path, since they name everything with its schema.
var qualified = []string{"desk.reads_entry", "desk.reads_ticket"}

// thief is one session with the expert login, as somebody would have it who has
// stolen the login or found a way to put SQL into a query.
type thief struct {
	t    *testing.T
	ctx  context.Context
	conn *sql.Conn
}

func (h *house) thief() *thief {
	h.t.Helper()
	conn, err := h.db.Expert.Conn(h.ctx)
	h.must(err)
	h.t.Cleanup(func() { _ = conn.Close() })
	return &thief{h.t, h.ctx, conn}
}

// try runs statements that leave nothing behind.
func (a *thief) try(statements string) error {
	a.t.Helper()
	if _, err := a.conn.ExecContext(a.ctx, `BEGIN`); err != nil {
		a.t.Fatal(err)
	}
	_, err := a.conn.ExecContext(a.ctx, statements)
	if _, undone := a.conn.ExecContext(a.ctx, `ROLLBACK`); undone != nil {
		a.t.Fatalf("%s: %v", statements, undone)
	}
	return err
}

// refused expects PostgreSQL to answer that there is no right to do this, and
// nothing else: any other error could come after the door.
func (a *thief) refused(statements string) {
	a.t.Helper()
	if err := a.try(statements); pq.As(err, pqerror.InsufficientPrivilege) == nil {
		a.t.Errorf("the expert login may: %s (%v)", statements, err)
	}
}

// fails expects an error of any kind.
func (a *thief) fails(statements string) {
	a.t.Helper()
	if err := a.try(statements); err == nil {
		a.t.Errorf("the expert login may: %s", statements)
	}
}

// is reads for this expert until the connection is another's.
func (a *thief) is(expert uuid.UUID) {
	a.t.Helper()
	if _, err := a.conn.ExecContext(a.ctx, `SELECT set_config('kontor.experts', $1, false)`, expert.String()); err != nil {
		a.t.Fatal(err)
	}
}

// lines reads a query as text, a row a line.
func (a *thief) lines(query string) ([]string, error) {
	rows, err := a.conn.QueryContext(a.ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		var line sql.NullString
		if err := rows.Scan(&line); err != nil {
			return lines, err
		}
		lines = append(lines, line.String)
	}
	return lines, rows.Err()
}

func (a *thief) mustRead(query string) string {
	a.t.Helper()
	lines, err := a.lines(query)
	if err != nil {
		a.t.Fatalf("%s: %v", query, err)
	}
	return strings.Join(lines, "\n")
}

type relation struct {
	Name    string `db:"name"`
	Kind    string `db:"kind"`
	Columns string `db:"columns"`
	ID      int    `db:"id"`
}

// relations are all of the database that are not PostgreSQL's own, the hidden
// tables for long values among them.
func (h *house) relations() []relation {
	h.t.Helper()
	var found []relation
	h.must(h.db.Owner.Select(&found, `
		SELECT n.nspname || '.' || c.relname AS name, CASE WHEN c.relispartition OR n.nspname = 'pg_toast' THEN 'part' ELSE c.relkind::text END AS kind, c.oid AS id,
		       coalesce((SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped), '') AS columns
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 't') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
		  AND (n.nspname <> 'pg_toast' OR c.oid IN (SELECT o.reltoastrelid FROM pg_class o JOIN pg_namespace p ON p.oid = o.relnamespace
		                                           WHERE p.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')))
		ORDER BY 1`))
	return found
}

// Operators and functions that say yes to everything are of no use to whoever could
// make some: the policies ask PostgreSQL's own.
func TestPoliciesHeedNoSearchPath(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	h.exec(`CREATE SCHEMA trap; GRANT USAGE ON SCHEMA trap TO kontor_expert`)
	h.exec(`CREATE FUNCTION trap.now() RETURNS timestamptz LANGUAGE sql RETURN '-infinity'::timestamptz`)
	for _, kind := range []string{"bigint", "uuid", "text", "timestamptz"} {
		h.exec(`CREATE FUNCTION trap.yes(` + kind + `, ` + kind + `) RETURNS boolean LANGUAGE sql RETURN true`)
		for _, operator := range []string{"=", "<=", ">"} {
			h.exec(`CREATE OPERATOR trap.` + operator + ` (LEFTARG = ` + kind + `, RIGHTARG = ` + kind + `, FUNCTION = trap.yes)`)
		}
	}
	a := h.thief()
	a.is(s.magpie.ID)
	a.mustRead(`SELECT set_config('search_path', 'trap, pg_catalog', false)`)
	if a.mustRead(`SELECT 1::bigint = 2::bigint`) != "true" {
		t.Fatal("the trap does not work")
	}
	stranger := uuid.Must(uuid.NewV7()).String()
	for what, call := range map[string]string{
		"an entry":   fmt.Sprintf(`desk.reads_entry(%d, 1, ARRAY['%s']::uuid[])`, s.held, stranger),
		"a ticket":   fmt.Sprintf(`desk.reads_ticket(%d, ARRAY['%s']::uuid[])`, s.held, stranger),
		"a stranger": fmt.Sprintf(`desk.is_among('%s', ARRAY['%s']::uuid[])`, s.magpie.ID, stranger),
	} {
		if a.mustRead(`SELECT `+call) != "false" {
			t.Errorf("%s is let through", what)
		}
	}
	if got := a.tickets("entries"); !slices.Equal(got, []int64{s.held}) {
		t.Errorf("entries of %v are read, want those of %d", got, s.held)
	}
}

// Every statement is tried on every relation. The expert login reads the columns
// that are named, and does nothing else.
func TestExpertLoginTriesEverythingOnEveryRelation(t *testing.T) {
	h := newHouse(t)
	h.story()
	a, before := h.thief(), h.everything()
	a.is(uuid.Must(uuid.NewV7()))
	for _, r := range h.relations() {
		if _, ok := named[r.Name]; !ok && r.Kind != "part" {
			t.Errorf("%s is not named: say in wall_test.go, and if it is to be read in readable, what the expert login may do with it", r.Name)
		}
		if r.Kind == "S" {
			a.refusedSequence(r.Name)
			continue
		}
		a.triesToRead(r)
		a.triesToChange(r)
	}
	if after := h.everything(); after != before {
		t.Errorf("something was changed:\nbefore %s\nafter  %s", before, after)
	}
}

func (a *thief) refusedSequence(name string) {
	a.t.Helper()
	for _, try := range []string{`SELECT * FROM %s`, `SELECT nextval('%s')`, `SELECT currval('%s')`, `SELECT setval('%s', 1)`, `ALTER SEQUENCE %s RESTART`, `DROP SEQUENCE %s`} {
		a.refused(fmt.Sprintf(try, name))
	}
}

func (a *thief) triesToRead(r relation) {
	a.t.Helper()
	may := strings.Fields(readable[r.Name])
	if (len(may) > 0) != (named[r.Name] == "read") {
		a.t.Errorf("%s: named says %q, readable %v", r.Name, named[r.Name], may)
	}
	for _, column := range strings.Fields(r.Columns) {
		query := fmt.Sprintf(`SELECT %q FROM %s`, column, r.Name)
		if !contains(may, column) {
			a.refused(query)
			a.refused(fmt.Sprintf(`SELECT 1 FROM %s WHERE %q IS NULL`, r.Name, column))
			a.refused(fmt.Sprintf(`COPY %s (%q) TO STDOUT`, r.Name, column))
			continue
		}
		if err := a.try(query); err != nil {
			a.t.Errorf("readable names %s of %s, but: %v", column, r.Name, err)
		}
	}
	if len(may) < len(strings.Fields(r.Columns)) {
		a.refused(`SELECT * FROM ` + r.Name)
		a.refused(`SELECT x FROM ` + r.Name + ` x`)
		a.refused(`SELECT ctid FROM ` + r.Name)
		a.refused(`TABLE ` + r.Name)
		a.refused(`COPY ` + r.Name + ` TO STDOUT`)
	}
	if len(may) == 0 {
		a.refused(`SELECT count(*) FROM ` + r.Name)
		a.refused(`EXPLAIN SELECT FROM ` + r.Name)
		a.refused(`SELECT FROM ` + r.Name + ` TABLESAMPLE SYSTEM (100)`)
	}
}

func contains(list []string, one string) bool {
	for _, item := range list {
		if item == one {
			return true
		}
	}
	return false
}

func (a *thief) triesToChange(r relation) {
	a.t.Helper()
	column := strings.Fields(r.Columns)[0]
	for _, try := range []string{
		`INSERT INTO %[1]s DEFAULT VALUES`, `INSERT INTO %[1]s (%[2]q) VALUES (NULL)`, `UPDATE %[1]s SET %[2]q = NULL`, `DELETE FROM %[1]s`,
		`SELECT FROM %[1]s FOR UPDATE`, `SELECT FROM %[1]s FOR KEY SHARE`, `COPY %[1]s FROM '/dev/null'`, `COPY %[1]s TO '/tmp/kontor-wall'`,
	} {
		a.refusedOrView(fmt.Sprintf(try, r.Name, column))
	}
	if r.Kind == "v" {
		a.refused(`DROP VIEW ` + r.Name)
		a.refused(`ALTER VIEW ` + r.Name + ` RESET (security_barrier)`)
		a.refused(`CREATE OR REPLACE VIEW ` + r.Name + ` AS SELECT 1 AS ` + column)
		return
	}
	if strings.HasPrefix(r.Name, "pg_toast.") {
		return // nobody may, whatever their rights
	}
	for _, try := range []string{
		`TRUNCATE %[1]s`, `LOCK TABLE %[1]s IN ROW EXCLUSIVE MODE`, `LOCK TABLE %[1]s IN ACCESS EXCLUSIVE MODE`, `DROP TABLE %[1]s`,
		`ALTER TABLE %[1]s DISABLE ROW LEVEL SECURITY`, `ALTER TABLE %[1]s NO FORCE ROW LEVEL SECURITY`, `ALTER TABLE %[1]s OWNER TO kontor_expert`,
		`ALTER TABLE %[1]s ADD COLUMN x int`, `ALTER TABLE %[1]s ALTER COLUMN %[2]q SET STATISTICS 100`, `CREATE INDEX ON %[1]s (%[2]q)`,
		`CREATE POLICY mine ON %[1]s USING (true)`, `CREATE RULE mine AS ON INSERT TO %[1]s DO INSTEAD NOTHING`,
		`CREATE TRIGGER mine BEFORE INSERT ON %[1]s EXECUTE FUNCTION suppress_redundant_updates_trigger()`,
		`CREATE STATISTICS desk.mine ON %[2]q, tableoid FROM %[1]s`, `COMMENT ON TABLE %[1]s IS 'x'`, `REFRESH MATERIALIZED VIEW %[1]s`, `CLUSTER %[1]s`,
	} {
		a.fails(fmt.Sprintf(try, r.Name, column))
	}
}

// refusedOrView is refused, but for a view that nobody can write through.
func (a *thief) refusedOrView(statements string) {
	a.t.Helper()
	err := a.try(statements)
	if pq.As(err, pqerror.InsufficientPrivilege, pqerror.ObjectNotInPrerequisiteState, pqerror.WrongObjectType, pqerror.FeatureNotSupported) == nil {
		a.t.Errorf("the expert login may: %s (%v)", statements, err)
	}
}

// everything is a sum over what a thief could have changed: rows, rights,
// policies, functions, roles and what they own.
func (h *house) everything() string {
	h.t.Helper()
	var parts []string
	for _, r := range h.relations() {
		if r.Kind == "r" || r.Kind == "p" {
			parts = append(parts, fmt.Sprintf("%s %d", r.Name, h.number(`SELECT coalesce(sum(hashtext(x::text)::bigint), 0) % 1000000007 FROM `+r.Name+` x`)))
		}
	}
	for _, catalog := range []string{
		`pg_class x JOIN pg_namespace n ON n.oid = x.relnamespace WHERE n.nspname IN ('desk', 'vault', 'kontor', 'public')`,
		`pg_attribute x JOIN pg_class c ON c.oid = x.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname IN ('desk', 'vault', 'kontor')`,
		`pg_policy x`, `pg_proc x WHERE pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('desk', 'vault', 'kontor', 'public'))`, `pg_namespace x`,
		`pg_auth_members x WHERE x.member = 'kontor_expert'::regrole OR x.roleid = 'kontor_expert'::regrole`, `pg_roles x WHERE rolname ~ '^kontor_(app|expert|owner)$'`,
		`pg_db_role_setting x WHERE setrole = 'kontor_expert'::regrole`, `pg_default_acl x`, `pg_largeobject_metadata x`, `pg_extension x`, `pg_event_trigger x`,
	} {
		// what vacuum notes for itself is no change
		name, _, _ := strings.Cut(catalog, " ")
		parts = append(parts, fmt.Sprintf("%s %d", name, h.number(`SELECT coalesce(sum(hashtext((to_jsonb(x) - '{relpages,reltuples,relallvisible,relfrozenxid,relminmxid,relhasindex}'::text[])::text)::bigint), 0) % 1000000007 FROM `+catalog)))
	}
	return strings.Join(parts, ", ")
}

func TestExpertLoginCallsOnlyNamedFunctions(t *testing.T) {
	h := newHouse(t)
	a := h.thief()
	var functions []struct {
		Name    string `db:"name"`
		Schema  string `db:"schema"`
		Args    int    `db:"args"`
		Definer bool   `db:"definer"`
		Path    string `db:"path"`
	}
	h.must(h.db.Owner.Select(&functions, `
		SELECT n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name, n.nspname || '.' || p.proname AS schema, p.pronargs AS args,
		       p.prosecdef AS definer, coalesce(array_to_string(p.proconfig, ';'), '') AS path
		FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')`))
	if len(functions) < len(callable) {
		t.Fatalf("only %d functions found", len(functions))
	}
	for _, f := range functions {
		may, ok := callable[f.Name]
		if !ok {
			t.Errorf("%s is not named: say in callable what the expert login may do with it", f.Name)
		}
		if f.Definer && !strings.Contains(f.Path, "search_path=pg_catalog, pg_temp") && !slices.Contains(qualified, f.Schema) {
			t.Errorf("%s acts with its owner's rights on a search_path that its caller may set (%q): SET search_path = pg_catalog, pg_temp", f.Name, f.Path)
		}
		call := `SELECT ` + f.Schema + `(` + strings.TrimSuffix(strings.Repeat("NULL, ", f.Args), ", ") + `)`
		if may == "" {
			a.refused(call)
			a.refused(`SET search_path = pg_temp, vault, desk; ` + call)
		} else if err := a.try(call); err != nil {
			t.Errorf("%s: %v", call, err)
		}
	}
	for what, query := range map[string]string{
		"a trigger, which acts with others' rights": `SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND (tgname, tgrelid) NOT IN
			(('retired', 'vault.keys'::regclass), ('balance', 'desk.postings'::regclass), ('complete', 'desk.transfers'::regclass))`,
		"an event trigger": `SELECT count(*) FROM pg_event_trigger`,
		"a rule":           `SELECT count(*) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind <> 'v' AND n.nspname IN ('desk', 'vault', 'kontor', 'public')`,
		"a view without a barrier": `SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND n.nspname IN ('desk', 'vault', 'kontor', 'public')
			AND NOT coalesce(c.reloptions && '{security_barrier=true,security_invoker=true}'::text[], false)`,
		"default rights":          `SELECT count(*) FROM pg_default_acl`,
		"an extension":            `SELECT count(*) FROM pg_extension WHERE extname <> 'plpgsql'`,
		"a foreign server":        `SELECT count(*) FROM pg_foreign_server`,
		"a publication":           `SELECT count(*) FROM pg_publication`,
		"a right on the database": `SELECT (has_database_privilege('kontor_expert', current_database(), 'CREATE') OR has_database_privilege('kontor_expert', current_database(), 'TEMP'))::int`,
		"a schema to make things in": `SELECT count(*) FROM pg_namespace WHERE has_schema_privilege('kontor_expert', oid, 'CREATE')
			AND nspname !~ '^pg_(temp|toast_temp)_'`,
	} {
		if h.number(query) != 0 {
			t.Errorf("there is %s: look whether it is a way round the wall, and name it here", what)
		}
	}
}

// Nothing leads up, out of the database, or into somebody else's session.
func TestExpertLoginTriesToGetOut(t *testing.T) {
	h := newHouse(t)
	h.story()
	a, before := h.thief(), h.everything()
	for _, statement := range []string{
		`SET ROLE kontor_app`, `SET ROLE kontor_owner`, `SET LOCAL ROLE kontor_owner`, `SELECT set_config('role', 'kontor_app', false)`,
		`SET SESSION AUTHORIZATION kontor_app`, `SELECT set_config('session_authorization', 'kontor_owner', false)`,
		`ALTER ROLE kontor_expert SUPERUSER`, `ALTER ROLE kontor_expert BYPASSRLS`, `ALTER ROLE kontor_expert CREATEROLE`, `ALTER ROLE kontor_expert CREATEDB`,
		`ALTER ROLE kontor_expert REPLICATION`, `ALTER ROLE kontor_expert CONNECTION LIMIT 1`, `ALTER ROLE kontor_expert RENAME TO x`,
		`ALTER ROLE kontor_app PASSWORD 'x'`, `ALTER ROLE kontor_owner SET search_path = pg_temp`, `ALTER ROLE kontor_expert SET kontor.experts = 'x'`,
		`ALTER ROLE kontor_expert IN DATABASE postgres SET session_preload_libraries = 'x'`, `ALTER DATABASE template1 SET search_path = x`,
		`GRANT kontor_app TO kontor_expert`, `GRANT kontor_owner TO kontor_expert`, `GRANT pg_read_all_data TO kontor_expert`, `GRANT kontor_expert TO kontor_app`,
		`CREATE ROLE x`, `DROP ROLE kontor_app`, `REASSIGN OWNED BY kontor_owner TO kontor_expert`, `DROP OWNED BY kontor_app`,
		`CREATE SCHEMA x`, `CREATE TEMP TABLE x (y int)`, `CREATE TEMP VIEW x AS SELECT 1`, `CREATE FUNCTION pg_temp.x() RETURNS int LANGUAGE sql RETURN 1`,
		`CREATE FUNCTION desk.x() RETURNS int LANGUAGE sql RETURN 1`, `CREATE FUNCTION public.x() RETURNS int LANGUAGE sql RETURN 1`, `CREATE VIEW desk.x AS SELECT 1 AS y`,
		`CREATE OR REPLACE FUNCTION desk.reading_experts() RETURNS uuid[] LANGUAGE sql RETURN NULL`, `ALTER FUNCTION desk.reading_experts() COST 1`,
		`CREATE EXTENSION dblink`, `CREATE EXTENSION postgres_fdw`, `CREATE EXTENSION file_fdw`, `CREATE EXTENSION pg_trgm`, `CREATE LANGUAGE plperlu`,
		`CREATE SERVER x FOREIGN DATA WRAPPER postgres_fdw`, `CREATE PUBLICATION x FOR ALL TABLES`, `CREATE EVENT TRIGGER x ON ddl_command_end EXECUTE FUNCTION desk.x()`,
		`ALTER DEFAULT PRIVILEGES FOR ROLE kontor_owner GRANT SELECT ON TABLES TO kontor_expert`, `SECURITY LABEL ON ROLE kontor_expert IS 'x'`,
		`COPY (SELECT 1) TO PROGRAM 'cat'`, `COPY (SELECT 1) TO '/tmp/kontor-wall'`, `COPY desk.topics FROM PROGRAM 'id'`, `LOAD '/tmp/x.so'`,
		`SELECT pg_read_file('postgresql.conf')`, `SELECT pg_read_binary_file('global/pg_control')`, `SELECT pg_stat_file('postgresql.conf')`, `SELECT pg_ls_dir('.')`,
		`SELECT pg_ls_logdir()`, `SELECT pg_ls_waldir()`, `SELECT pg_ls_tmpdir()`, `SELECT lo_import('/etc/passwd')`, `SELECT lo_export(1, '/tmp/x')`,
		`SELECT pg_reload_conf()`, `SELECT pg_rotate_logfile()`, `SELECT pg_switch_wal()`, `SELECT pg_create_restore_point('x')`, `SELECT pg_promote()`, `SELECT pg_backup_start('x')`,
		`SELECT pg_create_physical_replication_slot('x')`, `SELECT pg_create_logical_replication_slot('x', 'test_decoding')`, `SELECT pg_replication_origin_create('x')`,
		`SELECT * FROM pg_hba_file_rules`, `SELECT * FROM pg_file_settings`, `SELECT * FROM pg_authid`, `SELECT * FROM pg_shadow`, `SELECT * FROM pg_statistic`,
		`SELECT * FROM pg_statistic_ext_data`, `SELECT * FROM pg_largeobject`, `SELECT * FROM pg_user_mapping`, `SELECT subconninfo FROM pg_subscription`,
		`SELECT * FROM pg_config`, `SELECT * FROM pg_shmem_allocations`, `SELECT * FROM pg_backend_memory_contexts`, `SELECT pg_log_backend_memory_contexts(1)`,
		`SELECT query_to_xml('SELECT * FROM vault.keys', true, true, '')`, `SELECT table_to_xml('desk.jobs', true, true, '')`,
		`SELECT ts_stat('SELECT words FROM desk.search')`, `SELECT pg_stat_reset()`, `SELECT pg_stat_reset_shared('bgwriter')`,
		`DO $$ BEGIN EXECUTE 'SELECT 1 FROM vault.keys'; END $$`, `DO $$ BEGIN SET LOCAL ROLE kontor_owner; END $$`, `DO LANGUAGE sql 'SELECT 1'`,
		`PREPARE x AS SELECT * FROM vault.bodies`, `DECLARE x CURSOR WITH HOLD FOR SELECT * FROM vault.bodies`, `SELECT row_security_active('vault.keys')`,
		`SET row_security = off; SELECT id FROM desk.people`, `SELECT * FROM desk.people ONLY`, `SELECT 'vault.bodies'::regclass`,
	} {
		a.fails(statement)
	}
	for _, alone := range []string{`CREATE DATABASE x`, `ALTER SYSTEM SET log_statement = 'all'`, `CREATE TABLESPACE x LOCATION '/tmp'`, `DROP DATABASE postgres`, `CHECKPOINT`} {
		if _, err := a.conn.ExecContext(a.ctx, alone); pq.As(err, pqerror.InsufficientPrivilege) == nil {
			t.Errorf("the expert login may: %s (%v)", alone, err)
		}
	}
	if after := h.everything(); after != before {
		t.Errorf("something was changed:\nbefore %s\nafter  %s", before, after)
	}
}

// No setting that needs more than a user's rights can be set, nor can others'
// sessions be ended.
func TestExpertLoginSetsNothingForOthers(t *testing.T) {
	h := newHouse(t)
	a := h.thief()
	settings := strings.Fields(a.mustRead(`SELECT name FROM pg_settings WHERE context <> 'user'`))
	if len(settings) < 100 {
		t.Fatalf("only %d settings", len(settings))
	}
	for _, name := range settings {
		a.fails(`SELECT set_config('` + name + `', current_setting('` + name + `'), false)`)
	}
	var others []int
	h.must(h.db.App.Select(&others, `SELECT pid FROM pg_stat_activity WHERE usename IN ('kontor_app', 'kontor_owner') AND datname = current_database()`))
	if len(others) == 0 {
		t.Fatal("nobody else is there")
	}
	for _, pid := range others {
		a.refused(fmt.Sprintf(`SELECT pg_terminate_backend(%d)`, pid))
		a.refused(fmt.Sprintf(`SELECT pg_cancel_backend(%d)`, pid))
	}
}

// A large object of somebody else stays closed.
func TestExpertLoginReadsNoLargeObject(t *testing.T) {
	h := newHouse(t)
	a := h.thief()
	id := h.number(`SELECT lo_from_bytea(0, 'canary')::int`)
	for _, try := range []string{`SELECT lo_get(%d)`, `SELECT lo_open(%d, 262144)`, `SELECT lo_open(%d, 131072)`, `SELECT lo_put(%d, 0, 'x')`, `SELECT lo_unlink(%d)`,
		`ALTER LARGE OBJECT %d OWNER TO kontor_expert`, `GRANT SELECT ON LARGE OBJECT %d TO kontor_expert`} {
		a.fails(fmt.Sprintf(try, id))
	}
}

// Who drops its own rights is left with none: the policies that go with them let
// nothing through.
func TestExpertLoginThatDropsItsRightsSeesLess(t *testing.T) {
	h := newHouse(t)
	otter := h.expert("Otter K.", "parking")
	n := h.opens(h.customer(people.VisitorInput{}), "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	a := h.thief()
	a.is(otter.ID)
	if a.mustRead(`SELECT count(*) FROM desk.tickets`) != "1" {
		t.Fatal("the expert should see their ticket")
	}
	a.fails(`DROP OWNED BY kontor_expert; SELECT number FROM desk.tickets`)
	if a.mustRead(`SELECT count(*) FROM desk.tickets`) != "1" {
		t.Fatal("it stayed so")
	}
}
