package tickets_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/people"
	"kontor/tickets"
)

// Words that stand in somebody's rows only. Whoever reads one has read that row.
const (
	hidden  = "hiddenword"  // in a ticket that no expert was ever offered, masked
	noted   = "notedword"   // in notes of staff
	later   = "laterword"   // said after the expert's grant has ended
	granted = "grantedword" // in what the expert may read
)

// told is a desk on which everything has happened once.
type told struct {
	ann, otter, magpie, lind people.Person
	staffOnly, held, gone    int64 // number of the ticket of no expert, the one that magpie holds, and the one that otter gave away
	offered, solved          int64 // what otter is offered now, what otter has solved
}

// story plants a canary in every kind of personal field and a word of its own in
// every kind of row.
func (h *house) story() told {
	h.t.Helper()
	s := told{ann: h.customer(people.VisitorInput{Name: "Ann " + canaries[0], Email: canaries[1]})}
	_, err := h.people.SetProfile(h.ctx, s.ann.ID, people.Profile{Name: "Ann " + canaries[0], Emails: []string{canaries[1]},
		Phones: []string{"+45 " + canaries[2]}, Address: canaries[3] + ", 9000 Aalborg", Orders: []string{canaries[4]}})
	h.must(err)
	s.otter, s.magpie, s.lind = h.expert("Otter K.", "parking", "returns"), h.expert("Magpie P.", "returns"), h.staff("S. Lind", "town", "shop")
	all := strings.Join(canaries, " and ")

	s.staffOnly = h.opens(s.ann, "benefits", hidden+" I am "+all)
	h.does(s.lind, s.staffOnly, &tickets.Assign{})
	h.does(s.lind, s.staffOnly, &tickets.Post{Kind: tickets.KindNote, Text: note(noted + " they are " + all)})

	s.gone = h.opens(s.ann, "parking", granted+" I am "+all)
	h.does(s.otter, s.gone, tickets.Claim{})
	h.does(s.lind, s.gone, &tickets.Post{Kind: tickets.KindNote, Text: note(noted + " they are " + all)})
	h.says(s.otter, s.gone, "you wrote "+all)
	h.does(s.otter, s.gone, &tickets.Escalate{Reason: tickets.ReasonOther, Note: note(granted + " see " + all)})
	h.does(s.lind, s.gone, &tickets.Assign{})
	h.says(s.lind, s.gone, later+" dear "+all)
	h.says(s.ann, s.gone, later+" thanks "+all)
	_, err = h.ShowPersonal(h.ctx, tickets.Order{Ticket: s.gone, By: s.lind}, later+" because of "+all)
	h.must(err)
	h.does(s.lind, s.gone, tickets.Resolve{})
	h.does(s.ann, s.gone, &tickets.Rate{Stars: 5, Tags: []string{later, canaries[0]}, Comment: note(later + all)})

	s.solved = h.opens(s.ann, "parking", granted+" once more "+all)
	h.does(s.otter, s.solved, tickets.Claim{})
	h.says(s.otter, s.solved, "so it is")
	h.does(s.otter, s.solved, tickets.Resolve{})
	h.does(s.ann, s.solved, &tickets.Rate{Stars: 4, Tags: []string{canaries[0]}, Comment: note(all)})

	s.held = h.opens(s.ann, "returns", granted+" and more "+all)
	h.does(s.magpie, s.held, tickets.Claim{})
	h.says(s.ann, s.held, later+" only for magpie "+all)
	h.does(s.magpie, s.held, &tickets.Post{Kind: tickets.KindNote, Text: note(later + " " + all)})

	s.offered = h.opens(s.ann, "parking", granted+" what now "+all)
	h.says(s.ann, s.offered, later+" are you there "+all)
	h.work()
	h.exec(`ANALYZE`)
	return s
}

// canaries stand in personal fields, or in texts where masking hides them.
var canaries = []string{"Zyblikiewicz", "zyb.canary@example.org", "61 23 45 67", "Kanarievej 99", "NB-777123"}

// names no canary, in any way of writing that PostgreSQL might choose.
func clean(t *testing.T, where, text string) {
	t.Helper()
	folded := strings.ToLower(text)
	for _, canary := range canaries {
		if strings.Contains(folded, strings.ToLower(canary)) || strings.Contains(folded, fmt.Sprintf("%x", canary)) {
			t.Errorf("%s shows the canary %q", where, canary)
		}
	}
}

func (a *thief) tickets(table string) []int64 {
	a.t.Helper()
	column := "ticket"
	if table == "tickets" {
		column = "number"
	}
	var numbers []int64
	for _, line := range strings.Fields(a.mustRead(fmt.Sprintf(`SELECT DISTINCT %s FROM desk.%s ORDER BY 1`, column, table))) {
		var n int64
		_, err := fmt.Sscan(line, &n)
		if err != nil {
			a.t.Fatal(err)
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// Of every table an expert has the rows that their grants give and no others,
// whatever they held before.
func TestRowsOfEveryTableFollowTheGrants(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	a := h.thief()
	a.is(s.otter.ID)
	for table, want := range map[string][]int64{
		"tickets": {s.solved},
		"entries": {s.gone, s.solved, s.held, s.offered}, "search_window": {s.gone, s.solved, s.held, s.offered},
		"grants": {s.gone, s.solved, s.held, s.offered}, "offers": {s.gone, s.solved, s.held, s.offered}, "ratings": {s.solved},
	} {
		if table != "offers" && table != "ratings" && table != "tickets" { // the offer of what magpie took is over
			want = slices.DeleteFunc(slices.Clone(want), func(n int64) bool { return n == s.held })
		}
		if got := a.tickets(table); !slices.Equal(got, want) {
			t.Errorf("desk.%s: rows of %v, want %v", table, got, want)
		}
	}
	for _, table := range []string{"entries", "search_window", "grants", "notifications", "ratings", "tickets"} {
		all := a.mustRead(`SELECT string_agg(x::text, ' ') FROM (SELECT ` + strings.ReplaceAll(readable["desk."+table], " ", ", ") + ` FROM desk.` + table + `) x`)
		clean(t, "desk."+table, all)
		for _, word := range []string{hidden, noted, later} {
			if strings.Contains(all, word) {
				t.Errorf("desk.%s shows %s", table, word)
			}
		}
	}
	if !strings.Contains(a.mustRead(`SELECT string_agg(text, ' ') FROM desk.entries`), granted) {
		t.Error("the expert should read what they were granted")
	}
	h.exec(`UPDATE desk.grants SET until = now() - interval '1 second' WHERE expert = $1`, s.otter.ID) // ninety days later
	for _, table := range []string{"tickets", "entries", "search_window", "grants", "reads", "ratings"} {
		if got := a.tickets(table); len(got) > 0 {
			t.Errorf("desk.%s: rows of %v when every grant has ended", table, got)
		}
	}
}

// What belongs to another expert, or to nobody, is not there; nor for many.
func TestRowsOfOthersAreNotThere(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	a := h.thief()
	for who, id := range map[string]uuid.UUID{"a stranger": uuid.Must(uuid.NewV7()), "a customer": s.ann.ID, "a member of staff": s.lind.ID} {
		a.is(id)
		for _, table := range []string{"tickets", "entries", "search_window", "grants", "offers", "reads", "ratings"} {
			if got := a.tickets(table); len(got) > 0 {
				t.Errorf("the login sees rows %v of desk.%s for %s", got, table, who)
			}
		}
	}
	a.is(s.magpie.ID)
	if got := a.mustRead(`SELECT count(*) FROM desk.people WHERE id <> '` + s.magpie.ID.String() + `'`); got != "0" {
		t.Errorf("%s other people", got)
	}
	if got := a.tickets("entries"); !slices.Equal(got, []int64{s.held}) {
		t.Errorf("magpie reads entries of %v", got)
	}
}

// Where one query reads for many experts each is shown what is theirs: the words
// that one was rated with are not for who has the ticket next.
func TestRowsForManyShowEachTheirOwn(t *testing.T) {
	h := newHouse(t)
	ann, otter := h.customer(people.VisitorInput{}), h.expert("Otter K.", "parking")
	n := h.opens(ann, "parking", "hello")
	h.does(otter, n, tickets.Claim{})
	h.does(otter, n, tickets.Resolve{})
	h.does(ann, n, &tickets.Rate{Stars: 5, Comment: note("only for otter")})
	h.does(ann, n, tickets.Reopen{})
	rows, err := h.HeldRows(h.ctx, []uuid.UUID{otter.ID}, []int64{n})
	h.must(err)
	if len(rows) != 1 || rows[0].Rating == nil || rows[0].Rating.Comment != "only for otter" {
		t.Fatalf("otter should see their rating: %+v", rows)
	}
	magpie := h.expert("Magpie P.", "parking")
	h.does(otter, n, &tickets.Release{})
	h.work()
	h.does(magpie, n, tickets.Claim{})
	rows, err = h.HeldRows(h.ctx, []uuid.UUID{otter.ID, magpie.ID}, []int64{n})
	h.must(err)
	if len(rows) != 1 || rows[0].Rating != nil || rows[0].Assignee.UUID != magpie.ID {
		t.Fatalf("magpie is shown what otter was rated with: %+v", rows)
	}
}

// A plan or a cursor made for one expert gives nothing of theirs to the next.
func TestAnotherIdentityOnTheSameConnection(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	a := h.thief()
	if _, err := a.conn.ExecContext(a.ctx, `PREPARE mine AS SELECT DISTINCT ticket::text FROM desk.entries ORDER BY 1`); err != nil {
		t.Fatal(err)
	}
	for range 3 { // more often than the planner looks again
		for who, want := range map[uuid.UUID]string{s.magpie.ID: fmt.Sprint(s.held), uuid.Must(uuid.NewV7()): ""} {
			for range 3 {
				a.is(who)
				if got := a.mustRead(`EXECUTE mine`); got != want {
					t.Fatalf("the prepared statement gives %q, want %q", got, want)
				}
			}
		}
	}
	if _, err := a.conn.ExecContext(a.ctx, `SELECT set_config('kontor.experts', '`+s.magpie.ID.String()+`', false);
		BEGIN; DECLARE c CURSOR FOR SELECT ticket::text FROM desk.entries; SELECT set_config('kontor.experts', '', true)`); err != nil {
		t.Fatal(err)
	}
	if got := a.mustRead(`FETCH ALL c`); got != "" {
		t.Errorf("a cursor opened before gives %q to whom has no identity", got)
	}
	if _, err := a.conn.ExecContext(a.ctx, `ROLLBACK`); err != nil {
		t.Fatal(err)
	}
	for _, nonsense := range []string{"", ",", "NULL", "*", "{}"} {
		_, err := a.conn.ExecContext(a.ctx, `SELECT set_config('kontor.experts', $1, false)`, nonsense)
		h.must(err)
		if lines, err := a.lines(`SELECT ticket::text FROM desk.entries`); err == nil && len(lines) > 0 {
			t.Errorf("the identity %q sees rows", nonsense)
		}
	}
	// Between requests a connection of the window has no identity at all.
	h.sees(s.magpie, s.held)
	if got := a.mustRead(`SELECT coalesce(current_setting('kontor.experts', true), '')`); strings.Contains(got, s.magpie.ID.String()) {
		t.Error("the identity of a request stays on its connection")
	}
}

// A function in a query that has an effect, or fails, tells nothing of rows that
// the policies hide: they are looked at first.
func TestNothingLooksAtARowBeforeItsPolicy(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	a := h.thief()
	a.is(s.otter.ID)
	const seen = `coalesce(set_config('leak.seen', coalesce(current_setting('leak.seen', true), '') || ' ' || %s, false), '') IS NOT NULL`
	for _, at := range []struct{ table, column string }{{"desk.entries", "text"}, {"desk.tickets", "subject"}, {"desk.grants", "snapshot::text"},
		{"desk.search_window", "words::text"}, {"desk.people", "name"}, {"desk.ratings", "comment"}, {"desk.notifications", "data::text"}} {
		a.mustRead(`SELECT set_config('leak.seen', '', false)`)
		leak := fmt.Sprintf(seen, at.column)
		for _, query := range []string{
			`SELECT count(*) FROM ` + at.table + ` WHERE ` + leak, `SELECT count(*) FROM ` + at.table + ` x JOIN desk.topics y ON ` + leak,
			`SELECT count(*) FILTER (WHERE ` + leak + `) FROM ` + at.table, `SELECT count(*) FROM (SELECT ` + at.column + ` FROM ` + at.table + ` ORDER BY ` + leak + ` LIMIT 1) x`,
			`SELECT count(*) FROM ` + at.table + ` WHERE 1 / (CASE WHEN ` + at.column + ` ~ '` + hidden + `|` + noted + `' THEN 0 ELSE 1 END) = 1`,
			`SELECT count(*) FROM ` + at.table + ` WHERE CASE WHEN ` + at.column + ` ~ '` + hidden + `|` + noted + `' THEN ` + at.column + `::int = 1 ELSE true END`,
		} {
			if _, err := a.lines(query); err != nil {
				t.Errorf("%s: %v", query, err)
			}
		}
		if got := a.mustRead(`SELECT current_setting('leak.seen', true)`); strings.Contains(got, hidden) || strings.Contains(got, noted) || strings.Contains(got, later) {
			t.Errorf("%s: a function saw what the policy hides: %q", at.table, got)
		}
	}
	clean(t, "an error", fmt.Sprint(a.try(`SELECT text::int FROM desk.entries`)))
}

// No table of PostgreSQL's own that the login may read holds what stands in rows
// it may not: statistics, activity, locks, anything.
func TestCatalogsTellNothing(t *testing.T) {
	h := newHouse(t)
	s := h.story()
	busy, err := h.db.App.Connx(h.ctx)
	h.must(err)
	defer busy.Close()
	_, err = busy.ExecContext(h.ctx, `SELECT '`+canaries[0]+` `+noted+`'`) // stays in its activity
	h.must(err)
	h.sees(s.otter, s.solved) // and the window's own statements too
	_, _, err = h.List(h.ctx, s.otter, tickets.Filter{View: tickets.ViewAll, Query: granted})
	h.must(err)
	a := h.thief()
	a.is(s.otter.ID)
	catalogs := strings.Fields(a.mustRead(`SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname IN ('pg_catalog', 'information_schema') AND c.relkind IN ('r', 'v', 'm') AND has_table_privilege(c.oid, 'SELECT')`))
	if len(catalogs) < 150 {
		t.Fatalf("only %d catalogs", len(catalogs))
	}
	began := time.Now()
	for _, catalog := range catalogs {
		lines, err := a.lines(`SELECT x::text FROM ` + catalog + ` x`)
		if err != nil {
			clean(t, catalog, err.Error())
			continue
		}
		for _, line := range lines {
			if strings.Contains(line, "leak_own") {
				continue
			}
			clean(t, catalog, line)
			for _, word := range []string{hidden, noted, later} {
				if strings.Contains(line, word) {
					t.Errorf("%s shows %s: %.200s", catalog, word, line)
				}
			}
		}
	}
	t.Logf("%d catalogs read in %v", len(catalogs), time.Since(began).Round(time.Millisecond))
}
