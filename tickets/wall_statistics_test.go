package tickets_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"kontor/people"
)

// sampled names the columns that the expert login may read and PostgreSQL keeps
// a sample of: ids, numbers, times and words of a closed set, which say nothing
// of anybody. EXPLAIN tells from a sample how many of all rows hold a value,
// those that a policy hides among them, so nothing that somebody wrote may be
// sampled (see migrations/00010_wall.sql).
var sampled = map[string]string{
	"desk.topics":        "id names descriptions policy active",
	"desk.people":        "id role locale languages available capacity",
	"desk.tickets":       "number id topic language channel tier state active assignee assignee_role head_everyone head_helpers created_at updated_at queued_at waiting_since take_by first_reply_at resolved_at closed_at last_role phase",
	"desk.entries":       "ticket seq seq_helpers seq_everyone id kind audience author author_role channel at",
	"desk.grants":        "ticket expert kind first_seq last_seq since until",
	"desk.offers":        "ticket expert wave made_at expires_at ended_at outcome",
	"desk.reads":         "ticket person role own seq",
	"desk.ratings":       "ticket resolution handler handler_role stars rated_at",
	"desk.inbox":         "person head notified read",
	"desk.examples":      "id topic helper state shared_at useful votes score",
	"desk.example_votes": "example voter useful",
	"desk.notifications": "person seq id kind ticket at",
}

func TestNothingWrittenIsSampled(t *testing.T) {
	h := newHouse(t)
	h.story()
	var found []struct{ Relation, Column string }
	h.must(h.db.Owner.Select(&found, `SELECT schemaname || '.' || tablename AS relation, attname AS "column" FROM pg_stats WHERE schemaname = 'desk'`))
	part := regexp.MustCompile(`_\d\d$`)
	for _, f := range found {
		table := part.ReplaceAllString(f.Relation, "")
		if !contains(strings.Fields(readable[table]), f.Column) {
			continue
		}
		if !contains(strings.Fields(sampled[table]), f.Column) {
			t.Errorf("%s.%s is sampled: ALTER COLUMN … SET STATISTICS 0, or name it in sampled if nobody wrote it", f.Relation, f.Column)
		}
	}
	if len(found) < 50 {
		t.Fatalf("only %d columns were sampled at all", len(found))
	}
}

var rows = regexp.MustCompile(`rows=(\d+)`)

// What EXPLAIN estimates does not depend on what is written in hidden rows.
func TestEstimatesTellNothing(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	for range 30 { // often enough to be among the most common
		h.says(s.ann, s.staffOnly, hidden)
	}
	h.work()
	h.exec(`ANALYZE`)
	a := h.thief()
	a.is(s.otter.ID)
	estimate := func(query, value string) string {
		return strings.Join(rows.FindAllString(a.mustRead(fmt.Sprintf(`EXPLAIN `+query, value)), -1), " ")
	}
	for _, query := range []string{
		`SELECT FROM desk.entries WHERE text = '%s'`, `SELECT FROM desk.entries WHERE text <= '%s'`, `SELECT FROM desk.entries WHERE text LIKE '%s%%'`,
		`SELECT FROM desk.entries WHERE author_name = '%s'`, `SELECT FROM desk.tickets WHERE subject = '%s'`, `SELECT FROM desk.tickets WHERE excerpt = '%s'`,
		`SELECT FROM desk.tickets WHERE customer_alias = '%s'`, `SELECT FROM desk.people WHERE name = '%s'`, `SELECT FROM desk.ratings WHERE comment = '%s'`,
		`SELECT FROM desk.ratings WHERE tags @> '{%s}'`, `SELECT FROM desk.search_window WHERE words @@ '%s'`, `SELECT FROM desk.search_window WHERE words @@ '%s:*'`,
		`SELECT DISTINCT text FROM desk.entries WHERE text = '%s'`,
	} {
		there, not := estimate(query, hidden), estimate(query, "nobodywroteit")
		if there == "" || there != not {
			t.Errorf("%s: %s for what is there, %s for what is not", query, there, not)
		}
	}
}

// What EXPLAIN ANALYZE tells of how a query went does not depend on what is
// written in hidden rows either: no condition is looked at before the policy.
func TestRunningTellsNothing(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	a := h.thief()
	a.is(s.otter.ID)
	h.opens(h.customer(people.VisitorInput{}), "benefits", "another's")
	h.exec(`UPDATE desk.ratings SET comment = '` + hidden + `' WHERE ticket = ` + fmt.Sprint(s.gone))
	goes := func(query, value string) string {
		how := a.mustRead(`EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ` + strings.ReplaceAll(query, "?", value))
		return strings.NewReplacer(`"`+value+`"`, "?", value, "?").Replace(how) // arrays quote some
	}
	for _, at := range []string{"desk.entries text", "desk.entries author_name", "desk.tickets subject", "desk.tickets excerpt", "desk.tickets customer_alias",
		"desk.tickets last_name", "desk.ratings comment", "desk.people name"} {
		table, column, _ := strings.Cut(at, " ")
		there := a.hiddenValue(h, table, column)
		not := strings.Repeat("q", len(there))
		for _, condition := range []string{`%s = '?'`, `%s >= '?' AND %[1]s <= '?'`, `%s ~>=~ '?' AND %[1]s ~<=~ '?'`, `%s IN ('?', 'another')`,
			`%s = '?' AND random() >= 0`, `%s IS NOT DISTINCT FROM '?'`} {
			for _, settings := range []string{`RESET ALL`, `SET cpu_operator_cost = 0`, `SET enable_seqscan = off`, `SET cpu_tuple_cost = 1000`} {
				_, err := a.conn.ExecContext(a.ctx, settings)
				h.must(err)
				a.is(s.otter.ID)
				query := `SELECT FROM ` + table + ` WHERE ` + fmt.Sprintf(condition, column)
				if yes, no := goes(query, there), goes(query, not); yes != no {
					t.Errorf("%s (%s): for what is there\n%s\nfor what is not\n%s", query, settings, yes, no)
				}
			}
		}
	}
}

// hiddenValue is what stands in this column of a row that the thief does not see.
func (a *thief) hiddenValue(h *house, table, column string) string {
	h.t.Helper()
	seen := map[string]bool{}
	for _, value := range strings.Split(a.mustRead(`SELECT `+column+` FROM `+table), "\n") {
		seen[value] = true
	}
	var all []string
	h.must(h.db.Owner.Select(&all, `SELECT `+column+` FROM `+table+` WHERE `+column+` <> '' AND `+column+` !~ '[''\\]'`))
	for _, value := range all {
		if !seen[value] {
			return value
		}
	}
	h.t.Fatalf("every value of %s.%s is seen", table, column)
	return ""
}
