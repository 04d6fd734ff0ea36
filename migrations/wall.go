package migrations

import (
	"context"
	"fmt"
	"strings"

	"github.com/jmoiron/sqlx"
)

// mostFindings is how many are listed; who holds everything would fill pages.
const mostFindings = 12

// CheckWall refuses logins that hold more than they should: an application
// that could change the rules, an expert login that could reach personal data.
// The error lists all that is wrong and how to mend it.
func CheckWall(ctx context.Context, app, expert *sqlx.DB) error {
	wrong, err := wrongWithApp(ctx, app)
	if err != nil {
		return err
	}
	more, err := wrongWithExpert(ctx, app, expert)
	if err != nil {
		return err
	}
	if wrong = append(wrong, more...); len(wrong) == 0 {
		return nil
	}
	if rest := len(wrong) - mostFindings; rest > 0 {
		wrong = append(wrong[:mostFindings], fmt.Sprintf("and %d more", rest))
	}
	return fmt.Errorf("the database logins hold more rights than they may:\n- %s", strings.Join(wrong, "\n- "))
}

func wrongWithApp(ctx context.Context, app *sqlx.DB) ([]string, error) {
	powers, err := findings(ctx, app, "the rights of the app login", `
		SELECT format('DATABASE_URL: login %I %s', current_user, power) FROM (`+powers+`) powers`)
	if err != nil {
		return nil, err
	}
	owned, err := findings(ctx, app, "what the app login owns", `
		SELECT format('DATABASE_URL: login %I owns %s; use a login of its own, or: ALTER %s OWNER TO the login of OWNER_DATABASE_URL', current_user, what, what)
		FROM (`+belongings+`) belongings`)
	return append(powers, owned...), err
}

func wrongWithExpert(ctx context.Context, app, expert *sqlx.DB) ([]string, error) {
	var appLogin string
	if err := app.GetContext(ctx, &appLogin, `SELECT current_user`); err != nil {
		return nil, fmt.Errorf("ask who the app login is: %w", err)
	}
	var wrong []string
	for _, look := range []struct {
		what, query string
		args        []any
	}{
		{"the rights of the expert login", `SELECT format('EXPERT_DATABASE_URL: login %I %s', current_user, power) FROM (` + powers + `) powers`, nil},
		{"what the expert login owns", `SELECT format('EXPERT_DATABASE_URL: login %I owns %s', current_user, what) FROM (` + belongings + `) belongings`, nil},
		{"the roles of the expert login", memberships, []any{appLogin}},
		{"what the expert login reads", readableVault, nil},
		{"the partitions the expert login reads", readablePartitions, nil},
		{"what the expert login changes", changeable, nil},
		{"the policies of what the expert login reads", withoutPolicies, nil},
	} {
		lines, err := findings(ctx, expert, look.what, look.query, look.args...)
		if err != nil {
			return nil, err
		}
		wrong = append(wrong, lines...)
	}
	return wrong, nil
}

// powers are what no login of a running Kontor may have, of itself or through a
// role it could take on.
const powers = `
	SELECT 'is superuser; use another, or: ALTER ROLE … NOSUPERUSER' AS power
	FROM pg_roles WHERE rolname = current_user AND rolsuper
	UNION ALL
	SELECT format('bypasses row security as %1$I; mend with: ALTER ROLE %1$I NOBYPASSRLS', rolname)
	FROM pg_roles WHERE rolbypassrls AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
	  AND pg_has_role(current_user, oid, 'MEMBER')
	UNION ALL
	SELECT format('may become the superuser %I; take that away with REVOKE', rolname)
	FROM pg_roles WHERE rolsuper AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
	  AND pg_has_role(current_user, oid, 'MEMBER')
	UNION ALL
	SELECT format('may make roles as %1$I; mend with: ALTER ROLE %1$I NOCREATEROLE', rolname)
	FROM pg_roles WHERE rolcreaterole AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
	  AND pg_has_role(current_user, oid, 'MEMBER')
	UNION ALL
	SELECT format('is a member of %1$I; mend with: REVOKE %1$I FROM the login', rolname)
	FROM pg_roles
	WHERE rolname IN ('pg_read_all_data', 'pg_write_all_data', 'pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
	  AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
	  AND pg_has_role(current_user, oid, 'MEMBER')`

// belongings are schemas and relations that the login owns or could own.
const belongings = `
	SELECT format('SCHEMA %I', nspname) AS what
	FROM pg_namespace
	WHERE nspname IN ('desk', 'vault', 'kontor') AND pg_has_role(current_user, nspowner, 'MEMBER')
	UNION ALL
	SELECT format('TABLE %I.%I', n.nspname, c.relname)
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('desk', 'vault', 'kontor') AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT c.relispartition
	  AND pg_has_role(current_user, c.relowner, 'MEMBER')`

const memberships = `
	SELECT format('EXPERT_DATABASE_URL: login %1$I is or may become %2$I, which reads personal data; use another login, or: REVOKE %2$I FROM %1$I',
	              current_user, rolname)
	FROM pg_roles
	WHERE rolname IN ($1, 'kontor_app') AND pg_has_role(current_user, oid, 'MEMBER')`

const readableVault = `
	SELECT format('EXPERT_DATABASE_URL: login %I can enter schema vault; mend with: REVOKE ALL ON SCHEMA vault FROM %I, PUBLIC', current_user, current_user)
	FROM pg_namespace
	WHERE nspname = 'vault' AND has_schema_privilege(oid, 'USAGE, CREATE')
	UNION ALL
	SELECT format('EXPERT_DATABASE_URL: login %1$I has rights on %2$s; mend with: REVOKE ALL ON %2$s FROM %1$I, PUBLIC', current_user, relation)
	FROM (SELECT format('%I.%I', n.nspname, c.relname) AS relation, c.oid, c.relkind
	      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	      WHERE n.nspname = 'vault' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')) relations
	WHERE CASE WHEN relkind = 'S' THEN has_sequence_privilege(oid, 'USAGE, SELECT, UPDATE')
	           ELSE has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
	                OR has_any_column_privilege(oid, 'SELECT, INSERT, UPDATE, REFERENCES') END`

// readablePartitions: a right on a partition goes around the row policies of
// its parent.
const readablePartitions = `
	SELECT format('EXPERT_DATABASE_URL: login %1$I has rights on the partition %2$I.%3$I, around the policies of its parent; mend with: REVOKE ALL ON %2$I.%3$I FROM %1$I, PUBLIC',
	              current_user, n.nspname, c.relname)
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = 'desk' AND c.relispartition AND c.relkind IN ('r', 'p', 'f')
	  AND (has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE'))`

// changeable is whatever the expert login could write, call or make in our
// schemas; it only ever reads.
const changeable = `
	SELECT format('EXPERT_DATABASE_URL: login %1$I may change %2$I.%3$I; mend with: REVOKE ALL ON %2$I.%3$I FROM %1$I, PUBLIC, then kontor migrate',
	              current_user, n.nspname, c.relname)
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname IN ('desk', 'kontor')
	  AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(c.oid, 'USAGE, UPDATE')
	           WHEN c.relkind IN ('r', 'p', 'v', 'm', 'f') THEN has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
	                OR has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES') END
	UNION ALL
	SELECT format('EXPERT_DATABASE_URL: login %1$I may call %2$s; mend with: REVOKE ALL ON FUNCTION %2$s FROM %1$I, PUBLIC', current_user, p.oid::regprocedure)
	FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE n.nspname = 'vault' AND has_function_privilege(p.oid, 'EXECUTE')
	UNION ALL
	SELECT format('EXPERT_DATABASE_URL: login %1$I may make things in schema %2$I; mend with: REVOKE CREATE ON SCHEMA %2$I FROM %1$I, PUBLIC', current_user, nspname)
	FROM pg_namespace
	WHERE nspname IN ('desk', 'kontor', 'public') AND has_schema_privilege(oid, 'CREATE')
	UNION ALL
	SELECT format('EXPERT_DATABASE_URL: login %1$I may make things in the database; mend with: REVOKE CREATE ON DATABASE %2$I FROM %1$I, PUBLIC',
	              current_user, current_database())
	WHERE has_database_privilege(current_database(), 'CREATE')`

// withoutPolicies are tables that the expert login reads with all their rows;
// that is meant for what everybody may know.
const withoutPolicies = `
	SELECT format('EXPERT_DATABASE_URL: login %1$I reads every row of %2$I.%3$I; mend with: ALTER TABLE %2$I.%3$I ENABLE ROW LEVEL SECURITY',
	              current_user, n.nspname, c.relname)
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = 'desk' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'topics'
	  AND NOT c.relrowsecurity AND has_any_column_privilege(c.oid, 'SELECT')`

func findings(ctx context.Context, db *sqlx.DB, what, query string, args ...any) ([]string, error) {
	var lines []string
	if err := db.SelectContext(ctx, &lines, query, args...); err != nil {
		return nil, fmt.Errorf("look at %s: %w", what, err)
	}
	return lines, nil
}
