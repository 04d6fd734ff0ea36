package tickets

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/lib/pq"

	"kontor/privacy"
)

// Staff and customers search in one of two ways, which find the same. Frequent
// words: walk the view itself, newest first, and look at the words of each
// ticket until the page is full. Rare words: ask the index of words for all that
// holds them and keep what belongs to the view. The planner's own statistics of
// the words say which. An expert's search starts from their grants.
const (
	// At 10,000 expected entries both ways cost about the same in a desk of a
	// million tickets; with fewer of either the better one is quick anyway.
	rareMost = 10_000
)

// walks are how far a walk goes. The first is for what stands in every third
// ticket; one that has not filled its page after the last was wrong about the
// words.
var walks = []int{250, 4000}

// search gives the numbers of a page, and one more, in the order of the view.
func (d *Desk) search(ctx context.Context, l listing) ([]int64, error) {
	expected, err := d.expected(ctx, l.words)
	if err != nil {
		return nil, err
	}
	if expected > rareMost {
		for _, most := range walks {
			if numbers, all, err := d.walk(ctx, l, most); all || err != nil {
				return numbers, err
			}
		}
	}
	return d.lookFor(ctx, l)
}

// expected is how many entries the planner thinks hold these words.
func (d *Desk) expected(ctx context.Context, words string) (float64, error) {
	var raw []byte
	err := d.app.GetContext(ctx, &raw, `EXPLAIN (FORMAT JSON) SELECT FROM desk.search s WHERE s.words @@ to_tsquery('simple', $1)`, words)
	if err != nil {
		return 0, err
	}
	var plans []struct {
		Plan struct {
			Rows float64 `json:"Plan Rows"`
		}
	}
	if err := json.Unmarshal(raw, &plans); err != nil || len(plans) == 0 {
		return 0, err
	}
	return plans[0].Plan.Rows, nil
}

// walk looks through the view from its beginning, at most so many tickets. It
// says whether that is the whole answer: the page is full, or the view was
// walked to its end. The words are asked for in a subquery that cannot become a
// join, so that nothing is read once the page is full.
func (d *Desk) walk(ctx context.Context, l listing, most int) (numbers []int64, all bool, err error) {
	q := query{}
	q.add(`WITH walked AS MATERIALIZED (`)
	l.numbers(&q, most)
	q.add(`)
		SELECT (SELECT count(*) FROM walked) AS walked,
		       ARRAY(SELECT w.number FROM walked w
		             WHERE (SELECT true FROM desk.search s WHERE s.ticket = w.number AND s.words @@ to_tsquery('simple', %s) LIMIT 1)
		             LIMIT `+strconv.Itoa(l.rows())+`) AS found`, l.words)
	var out struct {
		Walked int           `db:"walked"`
		Found  pq.Int64Array `db:"found"`
	}
	err = d.app.GetContext(ctx, &out, q.String(), q.args...)
	return out.Found, len(out.Found) > l.Limit || out.Walked < most, err
}

// lookFor asks the index of words. What it finds is looked up in the view:
// nothing is cut off before the permissions are known.
func (d *Desk) lookFor(ctx context.Context, l listing) ([]int64, error) {
	q := query{}
	q.add(`
		WITH found AS MATERIALIZED (SELECT DISTINCT s.ticket FROM desk.search s WHERE s.words @@ to_tsquery('simple', %s))
		SELECT t.number FROM found JOIN desk.tickets t ON t.number = found.ticket WHERE true`, l.words)
	l.may(&q)
	l.narrow(&q)
	l.end(&q, l.rows())
	var numbers []int64
	return numbers, d.app.SelectContext(ctx, &numbers, q.String(), q.args...)
}

// namesSomebody reports whether a query is an e-mail address, a phone or an
// order number rather than words: masked text holds none of them.
func namesSomebody(text string) bool {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	_, number := ticketNumber(text)
	return strings.Contains(text, "@") || digits >= 6 && (!number || digits >= 8)
}

// A query of digits, perhaps with a #, means the ticket of that number.
func ticketNumber(text string) (int64, bool) {
	number, err := strconv.ParseInt(strings.TrimPrefix(strings.TrimSpace(text), "#"), 10, 64)
	return number, err == nil && number > 0
}

// searchWords turns what somebody typed into a query: every word, as a prefix,
// folded as the index is.
func searchWords(text string) string {
	var words []string
	for _, w := range wordsOf(text) {
		words = append(words, "'"+w+"':*")
	}
	if len(words) > 10 {
		words = words[:10]
	}
	return strings.Join(words, " & ")
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(privacy.Fold(text), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r > 127)
	})
}
