package tickets

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/internal/postgres"
)

// rewrite is an entry that reads otherwise from now on. The entry `opened` stands
// for the ticket's subject and form.
type rewrite struct {
	Seq      int64
	ID       uuid.UUID
	Audience Audience
	At       time.Time
	Text     string          // masked; empty: it is gone
	Version  *int            // of the mask; nil: as it was
	Drop     []string        // members of its data that go
	Tags     []string        // that come in their place
	Fields   json.RawMessage // of the subject: what the form shows
}

// rewriteTexts gives entries other masked texts, everywhere in desk: in the log, in
// what was said of them before, in words to search for, in the pictures that experts were
// left with, in ratings, in examples, and in the subject. Whatever hides, masks anew or erases
// goes through here: a relation that comes to hold text belongs into this list. The
// row of the ticket must be locked.
func rewriteTexts(ctx context.Context, tx *postgres.Tx, ticket int64, texts ...rewrite) error {
	rows := make([]rewriteRow, 0, len(texts))
	for _, r := range texts {
		rows = append(rows, r.row())
		if r.Seq == 1 {
			if err := rewriteSubject(ctx, tx, ticket, r); err != nil {
				return err
			}
		}
	}
	raw, err := jsonOf(rows)
	if err != nil {
		return err
	}
	for _, statement := range rewriteEverywhere {
		if _, err := tx.Exec(ctx, statement, ticket, raw); err != nil {
			return err
		}
	}
	return nil
}

const (
	rewriteRows = ` json_to_recordset($2) AS r (seq bigint, id uuid, audience text, at timestamptz, text text, excerpt text, version integer, "drop" text[], tags text[], words text[]) `

	// lastMessage is the number of the newest message that a grant shows: its words are
	// the excerpt in the picture.
	lastMessage = `(SELECT max(m.seq) FROM desk.entries m WHERE m.ticket = $1 AND m.kind = 'message' AND m.seq <= g.last_seq)`
)

var rewriteEverywhere = []string{
	// The text of the entry. That of the subject stands in the ticket.
	`UPDATE desk.entries e SET text = CASE WHEN r.seq = 1 THEN e.text ELSE r.text END, mask_version = coalesce(r.version, e.mask_version), 
	     data = e.data - r."drop" || CASE WHEN r.tags = '{}' THEN '{}' ELSE jsonb_build_object('tags', r.tags) END
	 FROM` + rewriteRows + `WHERE e.ticket = $1 AND e.seq = r.seq`,
	// What was said of it before: an older amendment may have shown what this one hides.
	`UPDATE desk.entries a SET data = jsonb_set(a.data, '{text}', to_jsonb(r.text))
	 FROM` + rewriteRows + `WHERE a.ticket = $1 AND a.kind = 'event' AND a.data->>'event' = '` + EventAmended + `' AND a.data->>'entry' = r.id::text AND a.data->>'text' <> r.text`,
	// Words to search for. The row is there afterwards in any case, so that a fan-out
	// that has read the old text does not write it.
	`INSERT INTO desk.search (ticket, seq, audience, at, words)
	 SELECT $1, r.seq, r.audience, r.at, array_to_tsvector(r.words) FROM` + rewriteRows + `
	 ON CONFLICT (ticket, seq) DO UPDATE SET words = excluded.words`,
	// The pictures that experts were left with.
	`UPDATE desk.grants g SET snapshot = jsonb_set(g.snapshot, '{Excerpt}', to_jsonb(r.excerpt))
	 FROM` + rewriteRows + `WHERE g.ticket = $1 AND g.snapshot IS NOT NULL AND r.seq = ` + lastMessage,
	// The words of a rating, which the event bears too.
	`UPDATE desk.ratings d SET comment = r.text, tags = CASE WHEN 'tags' = ANY (r."drop") THEN r.tags ELSE d.tags END
	 FROM` + rewriteRows + `JOIN desk.entries e ON e.ticket = $1 AND e.seq = r.seq
	 WHERE d.ticket = $1 AND d.rated_at = r.at AND e.data->>'event' = '` + EventRated + `'`,
	// Answers that were shared as examples: whoever shares them anew shares the new text.
	`DELETE FROM desk.examples x USING` + rewriteRows + `WHERE x.ticket = $1 AND (r.seq = 1 OR r.id IN (x.question_entry, x.answer_entry))`,
	// Which parts people chose to hide of a text that is gone: they tell lengths.
	`DELETE FROM desk.hidden_parts h USING` + rewriteRows + `WHERE h.ticket = $1 AND h.entry = r.id AND r.text = ''`,
}

// rewriteSubject replaces the subject and the form, in the ticket and in pictures of it.
func rewriteSubject(ctx context.Context, tx *postgres.Tx, ticket int64, r rewrite) error {
	_, err := tx.Exec(ctx, `UPDATE desk.tickets SET subject = $2, fields = $3 WHERE number = $1`, ticket, r.Text, string(r.Fields))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		UPDATE desk.grants SET snapshot = snapshot || jsonb_build_object('Subject', $2::text, 'Fields', $3::jsonb)
		WHERE ticket = $1 AND snapshot IS NOT NULL`, ticket, r.Text, string(r.Fields))
	return err
}

type rewriteRow struct {
	Seq      int64     `json:"seq"`
	ID       uuid.UUID `json:"id"`
	Audience Audience  `json:"audience"`
	At       time.Time `json:"at"`
	Text     string    `json:"text"`
	Excerpt  string    `json:"excerpt"`
	Version  *int      `json:"version"`
	Drop     []string  `json:"drop"`
	Tags     []string  `json:"tags"`
	Words    []string  `json:"words"`
}

func (r rewrite) row() rewriteRow {
	return rewriteRow{Seq: r.Seq, ID: r.ID, Audience: r.Audience, At: r.At, Text: r.Text, Excerpt: cut(r.Text, excerptLength), Version: r.Version,
		Drop: append([]string{}, r.Drop...), Tags: append([]string{}, r.Tags...), Words: append([]string{}, wordsOf(r.Text)...)}
}
