package tickets

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/people"
	"kontor/privacy"
)

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

// narrowToPeople looks customers up by their blind indexes, which is written to
// the access log.
func (d *Desk) narrowToPeople(ctx context.Context, q *query, p people.Person, text string) error {
	hits, err := d.people.LookUp(ctx, p, text)
	if err != nil {
		return err
	}
	customers := make([]uuid.UUID, len(hits))
	for i, h := range hits {
		customers[i] = h.ID
	}
	q.and(`t.customer = ANY (%s)`, pq.Array(customers))
	return nil
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
