package past

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

const (
	vocabulary  = 20_000
	sentences   = 20_000
	perSentence = 14
)

// words makes the sentences that messages consist of, with their search
// vectors: what is said two hundred times need not be parsed each time.
func (p Past) words(ctx context.Context, conn *sqlx.Conn) error {
	const make = `
		CREATE TEMP TABLE said (n int PRIMARY KEY, text text NOT NULL, words tsvector NOT NULL);
		CREATE TEMP TABLE odd (n int PRIMARY KEY, text text NOT NULL, words tsvector NOT NULL)`
	if _, err := conn.ExecContext(ctx, make); err != nil {
		return fmt.Errorf("make words: %w", err)
	}
	_, err := conn.ExecContext(ctx, `
		INSERT INTO said SELECT n - 1, text, to_tsvector('simple', text) FROM unnest($1::text[]) WITH ORDINALITY AS s (text, n)`, pq.Array(someSentences()))
	if err != nil {
		return fmt.Errorf("make sentences: %w", err)
	}
	// A word of its own for one message in a hundred.
	_, err = conn.ExecContext(ctx, `
		INSERT INTO odd SELECT n, w, to_tsvector('simple', w)
		FROM generate_series(0, $1::int) n, LATERAL (SELECT CASE WHEN n % 1000 = 0 THEN $2 ELSE 'part' || n || 'b' END AS w) w`, p.Tickets/20, RareWord)
	if err != nil {
		return fmt.Errorf("make odd words: %w", err)
	}
	_, err = conn.ExecContext(ctx, `ANALYZE said; ANALYZE odd`)
	return err
}

// someSentences follow Zipf's law: the word of rank r is drawn in proportion
// to 1/r.
func someSentences() []string {
	dice := rand.New(rand.NewPCG(7, 7)) //nolint:gosec // not a secret
	all := make([]string, sentences)
	for i := range all {
		words := make([]string, perSentence)
		for j := range words {
			words[j] = word(int(math.Pow(vocabulary, dice.Float64())) - 1)
		}
		all[i] = strings.Join(words, " ")
	}
	return all
}

var known = map[int]string{
	0: "the", 1: "my", 2: "please", 3: "when", 4: FrequentWord, 5: "permit", 6: "invoice", 7: "heating", 8: "office", 9: "letter",
	500: MiddlingWord,
}

// word is the word of a rank, made of syllables; no two are the same.
func word(rank int) string {
	if w, ok := known[rank]; ok {
		return w
	}
	const first, second = "bdfgklmnprstvz", "aeiou"
	var w strings.Builder
	for n := rank + 10; n > 0; n /= len(first) * len(second) {
		syllable := n % (len(first) * len(second))
		w.WriteByte(first[syllable%len(first)])
		w.WriteByte(second[syllable/len(first)])
	}
	return w.String() + "n"
}
