package tickets

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/lib/pq"

	"kontor/privacy"
)

// Staff and customers search in one of two ways, which find the same. Frequent
// words: walk the view itself, newest first, and look at the words of each
// ticket until the page is full. Rare words: ask the index of words for all that
// holds them and keep what belongs to the view. The planner's own statistics of
// each word say which. An expert's search starts from their grants.
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
	w, err := d.weigh(ctx, l.words)
	if err != nil {
		return nil, err
	}
	if w.all > rareMost {
		for _, most := range walks {
			if numbers, all, err := d.walk(ctx, l, most); all || err != nil {
				return numbers, err
			}
		}
	}
	return d.lookFor(ctx, l, w)
}

// weighed are words by what the planner thinks of them.
type weighed struct {
	all    float64  // how many entries hold them all
	sought []string // what the index is asked for
	rest   []string // what is looked for in what it found
}

// worthAsking is how many times longer than the shortest a word's list may be:
// reading more of the index than that costs more than the looks at rows it saves.
const worthAsking = 20

// weigh asks the planner how many entries hold each word and all of them.
func (d *Desk) weigh(ctx context.Context, words []string) (w weighed, err error) {
	const one = `SELECT FROM desk.search WHERE words @@ %s::tsquery`
	q := query{}
	q.add(`EXPLAIN (FORMAT JSON) `+one, allOf(words))
	for _, word := range words {
		q.add(` UNION ALL `+one, word)
	}
	var raw []byte
	if err := d.app.GetContext(ctx, &raw, q.String(), q.args...); err != nil {
		return w, err
	}
	var plans []struct {
		Plan struct {
			Plans []struct {
				Rows float64 `json:"Plan Rows"`
			}
		}
	}
	if err := json.Unmarshal(raw, &plans); err != nil {
		return w, err
	}
	branches := plans[0].Plan.Plans
	if len(branches) != len(words)+1 {
		return w, fmt.Errorf("weigh words: %d branches for %d words", len(branches), len(words))
	}
	w.all, branches = branches[0].Rows, branches[1:]
	shortest := branches[0].Rows
	for _, b := range branches {
		shortest = min(shortest, b.Rows)
	}
	for i, word := range words {
		if branches[i].Rows <= worthAsking*shortest {
			w.sought = append(w.sought, word)
		} else {
			w.rest = append(w.rest, word)
		}
	}
	return w, nil
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
		             WHERE (SELECT true FROM desk.search s WHERE s.ticket = w.number AND s.words @@ %s::tsquery LIMIT 1)
		             LIMIT `+strconv.Itoa(l.rows())+`) AS found`, allOf(l.words))
	var out struct {
		Walked int           `db:"walked"`
		Found  pq.Int64Array `db:"found"`
	}
	err = d.app.GetContext(ctx, &out, q.String(), q.args...)
	return out.Found, len(out.Found) > l.Limit || out.Walked < most, err
}

// lookFor asks the index of words. What it finds is looked up in the view,
// newest first, until the page is full; nothing is cut off before the
// permissions are known.
func (d *Desk) lookFor(ctx context.Context, l listing, w weighed) ([]int64, error) {
	q := query{}
	q.add(`
		WITH found AS MATERIALIZED (SELECT DISTINCT s.ticket FROM desk.search s WHERE s.words @@ %s::tsquery`, allOf(w.sought))
	if len(w.rest) > 0 {
		q.add(` AND (s.words || '') @@ %s::tsquery`, allOf(w.rest)) // not by the index
	}
	q.add(`)
		SELECT t.number FROM (SELECT ticket FROM found ORDER BY ticket DESC) f
		CROSS JOIN LATERAL (SELECT t.number, t.queued_at FROM desk.tickets t WHERE t.number = f.ticket`)
	l.may(&q)
	l.narrow(&q)
	q.add(` OFFSET 0) t`) // so that the table is not read along with what was found
	if l.View == ViewQueue {
		l.end(&q, l.rows())
	} else {
		q.add(` ORDER BY f.ticket DESC LIMIT ` + strconv.Itoa(l.rows()))
	}
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

// mostWords is how many of what was typed are looked for.
const mostWords = 10

// searchWords turns what somebody typed into terms of a query: every word, as a
// prefix, folded as the index is.
func searchWords(text string) []string {
	var words []string
	for _, w := range wordsOf(text) {
		if w = "'" + w + "':*"; !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words[:min(len(words), mostWords)]
}

func allOf(words []string) string { return strings.Join(words, " & ") }

// longestWord is what of a word, in bytes, is indexed and looked for.
const longestWord = 100

func wordsOf(text string) []string {
	words := strings.FieldsFunc(privacy.Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
	for i, w := range words {
		if len(w) > longestWord {
			words[i] = strings.ToValidUTF8(w[:longestWord], "")
		}
	}
	return words
}
