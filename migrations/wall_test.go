package migrations

import (
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"

	"kontor/internal/postgres"
)

// newWall gives a database with the shape of the real one and its logins.
func newWall(t *testing.T) (boss, app, expert *sqlx.DB) {
	t.Helper()
	in := newDatabase(t, postgres.OwnerLogin)
	boss = asAdmin(t, in(cluster.OwnerDSN()))
	do(t, boss, "SET ROLE kontor_owner; CREATE SCHEMA desk; CREATE SCHEMA vault; "+
		"CREATE TABLE desk.entries (ticket int, text text) PARTITION BY HASH (ticket); "+
		"CREATE TABLE desk.entries_0 PARTITION OF desk.entries FOR VALUES WITH (MODULUS 1, REMAINDER 0); "+
		"CREATE TABLE vault.bodies (ticket int, text text); CREATE SEQUENCE vault.numbers; "+
		"ALTER TABLE desk.entries ENABLE ROW LEVEL SECURITY; CREATE FUNCTION vault.retain() RETURNS int LANGUAGE sql RETURN 1; "+
		"REVOKE ALL ON FUNCTION vault.retain() FROM PUBLIC; "+
		"GRANT USAGE ON SCHEMA desk, vault TO kontor_app; GRANT USAGE ON SCHEMA desk TO kontor_expert; "+
		"GRANT SELECT ON desk.entries TO kontor_app, kontor_expert; GRANT SELECT ON vault.bodies TO kontor_app; RESET ROLE")
	return boss, connect(t, in(cluster.AppDSN())), connect(t, in(cluster.ExpertDSN()))
}

func TestWallStands(t *testing.T) {
	_, app, expert := newWall(t)
	if err := CheckWall(t.Context(), app, expert); err != nil {
		t.Error(err)
	}
}

func TestWallHasAHole(t *testing.T) {
	boss, app, expert := newWall(t)
	do(t, boss, "DROP ROLE IF EXISTS hole_between", "CREATE ROLE hole_between")
	for name, hole := range map[string]struct{ dig, fill, want string }{
		"app owns a table":            {"ALTER TABLE desk.entries OWNER TO kontor_app", "ALTER TABLE desk.entries OWNER TO kontor_owner", "owns TABLE desk.entries"},
		"app owns a schema":           {"ALTER SCHEMA vault OWNER TO kontor_app", "ALTER SCHEMA vault OWNER TO kontor_owner", "owns SCHEMA vault"},
		"app may become the owner":    {"GRANT kontor_owner TO kontor_app", "REVOKE kontor_owner FROM kontor_app", "owns TABLE vault.bodies"},
		"app is superuser":            {"ALTER ROLE kontor_app SUPERUSER", "ALTER ROLE kontor_app NOSUPERUSER", "DATABASE_URL: login kontor_app is superuser"},
		"app bypasses policies":       {"ALTER ROLE kontor_app BYPASSRLS", "ALTER ROLE kontor_app NOBYPASSRLS", "bypasses row security"},
		"app makes roles":             {"ALTER ROLE kontor_app CREATEROLE", "ALTER ROLE kontor_app NOCREATEROLE", "may make roles"},
		"expert is superuser":         {"ALTER ROLE kontor_expert SUPERUSER", "ALTER ROLE kontor_expert NOSUPERUSER", "EXPERT_DATABASE_URL: login kontor_expert is superuser"},
		"expert bypasses policies":    {"ALTER ROLE kontor_expert BYPASSRLS", "ALTER ROLE kontor_expert NOBYPASSRLS", "bypasses row security"},
		"expert may become superuser": {"GRANT almighty TO hole_between; GRANT hole_between TO kontor_expert", "REVOKE hole_between FROM kontor_expert; REVOKE almighty FROM hole_between", "may become the superuser almighty"},
		"expert is a member of app":   {"GRANT kontor_app TO kontor_expert", "REVOKE kontor_app FROM kontor_expert", "may become kontor_app"},
		"expert is a member of owner": {"GRANT kontor_owner TO kontor_expert", "REVOKE kontor_owner FROM kontor_expert", "owns TABLE vault.bodies"},
		"expert reads all":            {"GRANT pg_read_all_data TO kontor_expert", "REVOKE pg_read_all_data FROM kontor_expert", "is a member of pg_read_all_data"},
		"expert enters vault":         {"GRANT USAGE ON SCHEMA vault TO kontor_expert", "REVOKE USAGE ON SCHEMA vault FROM kontor_expert", "enter schema vault"},
		"everybody enters vault":      {"GRANT USAGE ON SCHEMA vault TO PUBLIC", "REVOKE USAGE ON SCHEMA vault FROM PUBLIC", "enter schema vault"},
		"expert reads a table":        {"GRANT SELECT ON vault.bodies TO kontor_expert", "REVOKE SELECT ON vault.bodies FROM kontor_expert", "rights on vault.bodies"},
		"expert reads a column":       {"GRANT SELECT (text) ON vault.bodies TO kontor_expert", "REVOKE SELECT (text) ON vault.bodies FROM kontor_expert", "rights on vault.bodies"},
		"expert writes a table":       {"GRANT INSERT ON vault.bodies TO kontor_expert", "REVOKE INSERT ON vault.bodies FROM kontor_expert", "rights on vault.bodies"},
		"expert reads a sequence":     {"GRANT SELECT ON vault.numbers TO kontor_expert", "REVOKE SELECT ON vault.numbers FROM kontor_expert", "rights on vault.numbers"},
		"expert reads every row":      {"ALTER TABLE desk.entries DISABLE ROW LEVEL SECURITY", "ALTER TABLE desk.entries ENABLE ROW LEVEL SECURITY", "reads every row of desk.entries"},
		"expert changes a table":      {"GRANT DELETE ON desk.entries TO kontor_expert", "REVOKE DELETE ON desk.entries FROM kontor_expert", "may change desk.entries"},
		"everybody changes a column":  {"GRANT UPDATE (text) ON desk.entries TO PUBLIC", "REVOKE UPDATE (text) ON desk.entries FROM PUBLIC", "may change desk.entries"},
		"expert calls a function":     {"GRANT EXECUTE ON FUNCTION vault.retain() TO kontor_expert", "REVOKE ALL ON FUNCTION vault.retain() FROM kontor_expert", "may call vault.retain()"},
		"expert makes things":         {"GRANT CREATE ON SCHEMA desk TO kontor_expert", "REVOKE CREATE ON SCHEMA desk FROM kontor_expert", "make things in schema desk"},
		"expert reads a partition":    {"GRANT SELECT (text) ON desk.entries_0 TO kontor_expert", "REVOKE SELECT (text) ON desk.entries_0 FROM kontor_expert", "partition desk.entries_0"},
	} {
		t.Run(name, func(t *testing.T) {
			do(t, boss, hole.dig)
			defer do(t, boss, hole.fill)
			err := CheckWall(t.Context(), app, expert)
			if err == nil || !strings.Contains(err.Error(), hole.want) {
				t.Errorf("got %v, want something about %q", err, hole.want)
			}
		})
	}
	if err := CheckWall(t.Context(), app, expert); err != nil {
		t.Errorf("with every hole filled: %v", err)
	}
}

func TestWallNeedsTwoLogins(t *testing.T) {
	_, app, _ := newWall(t)
	if err := CheckWall(t.Context(), app, app); err == nil || !strings.Contains(err.Error(), "is or may become kontor_app") {
		t.Errorf("one login for both: %v", err)
	}
}
