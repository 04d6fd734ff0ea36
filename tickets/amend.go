package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
)

// standing is an entry as an amendment finds it, under the ticket's lock. The
// entry `opened` stands for the ticket's subject.
type standing struct {
	Entry
	original string    // before masking; not loaded where it is not asked for
	sealed   bool      // the vault holds the original
	seal     []byte    // the original for the vault, if it does not hold it yet
	begins   *standing // a subject: the message whose beginning it is
	chosen   choice
}

func (s *standing) isSubject() bool { return s.Numbers.Staff == 1 }

// bring loads under the lock what an act about entries decides on.
func (d *Desk) bring(ctx context.Context, tx *postgres.Tx, c *Case, act Act, m *masking) (err error) {
	switch a := act.(type) {
	case *Leak:
		return a.bring(ctx, tx, c, m)
	case *Hide:
		return a.bring(ctx, tx, c, m)
	case *Erase:
		return a.bring(ctx, tx, c)
	case *Remask:
		return a.bring(ctx, tx, c, m)
	case Claim:
		return a.bring(ctx, tx, c)
	case *Review:
		return a.bring(ctx, tx, c)
	case *Hold:
		a.staff, err = staffOf(ctx, tx, &c.Ticket)
	case *ReleaseHeld:
		if a.held, err = heldTx(ctx, tx, c.Ticket.Number, a.Entry); err == nil {
			c.Probation, err = probationOf(ctx, tx, a.held.Author.ID, c.Ticket.Topic)
		}
	case *DropHeld:
		a.held, err = heldTx(ctx, tx, c.Ticket.Number, a.Entry)
	}
	return err
}

func (a *Leak) bring(ctx context.Context, tx *postgres.Tx, c *Case, m *masking) (err error) {
	if err := one(ctx, tx, &c.Ticket, a.Entry, m, &a.found); err != nil {
		return err
	}
	if a.subject, err = bringSubject(ctx, tx, &c.Ticket, &a.found, m); err != nil {
		return err
	}
	a.staff, err = staffOf(ctx, tx, &c.Ticket)
	return err
}

func (a *Erase) bring(ctx context.Context, tx *postgres.Tx, c *Case) (err error) {
	ids := a.Entries
	if ids == nil {
		err := tx.Select(ctx, &ids, `SELECT id FROM desk.entries WHERE ticket = $1 AND (text <> '' OR seq = 1) ORDER BY seq`, c.Ticket.Number)
		if err != nil {
			return err
		}
	}
	a.found, err = standings(ctx, tx, &c.Ticket, ids, nil)
	return err
}

func (a *Hide) bring(ctx context.Context, tx *postgres.Tx, c *Case, m *masking) error {
	if err := one(ctx, tx, &c.Ticket, a.Entry, m, &a.found); err != nil {
		return err
	}
	subject, err := bringSubject(ctx, tx, &c.Ticket, &a.found, m)
	if err != nil {
		return err
	}
	a.subject = subject
	a.text, a.ver = a.found.masked(m, choice{Spans: a.Spans}), m.MaskVersion()
	_, open, err := privacy.OpenUntil(ctx, tx, c.Ticket.Number, c.Actor.ID, c.Ticket.PersonalFrom, c.Now)
	a.open = open
	return err
}

// one loads one entry; it stays empty where there is none.
func one(ctx context.Context, q sqlx.QueryerContext, t *Ticket, id uuid.UUID, m *masking, into *standing) error {
	found, err := standings(ctx, q, t, []uuid.UUID{id}, m)
	if err == nil && len(found) == 1 {
		*into = found[0]
	}
	return err
}

// standings loads entries in the order of the log, with their originals if a
// dossier is given.
func standings(ctx context.Context, q sqlx.QueryerContext, t *Ticket, ids []uuid.UUID, m *masking) ([]standing, error) {
	var rows []struct {
		entryRecord
		Version int    `db:"mask_version"`
		Whole   bool   `db:"whole"`
		Spans   []byte `db:"spans"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT `+entryColumns+`, e.mask_version, b.text AS body, coalesce(h.whole, false) AS whole, coalesce(h.spans, '[]') AS spans
		FROM desk.entries e
		LEFT JOIN vault.bodies b ON b.ticket = e.ticket AND b.seq = e.seq
		LEFT JOIN desk.hidden_parts h ON h.ticket = e.ticket AND h.entry = e.id
		WHERE e.ticket = $1 AND e.id = ANY ($2) ORDER BY e.seq`, t.Number, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	found := make([]standing, 0, len(rows))
	for _, r := range rows {
		s := standing{Entry: r.entry(), sealed: r.Body != nil, chosen: choice{Whole: r.Whole}}
		s.Version = r.Version
		if err := json.Unmarshal(r.Spans, &s.chosen.Spans); err != nil {
			return nil, err
		}
		if s.isSubject() {
			s.Text = t.Subject
		}
		if m != nil {
			if err := s.uncover(ctx, q, t, m); err != nil {
				return nil, err
			}
		}
		found = append(found, s)
	}
	return found, nil
}

// uncover finds the original: in the vault, or where nothing was masked in the
// entry itself. That one must be sealed before another text takes its place.
func (s *standing) uncover(ctx context.Context, q sqlx.QueryerContext, t *Ticket, m *masking) error {
	if s.isSubject() {
		return s.uncoverSubject(ctx, q, t, m)
	}
	if s.sealed {
		plain, err := m.Key.Open(s.Body, bodyPlace(s.ID))
		s.original = string(plain)
		return err
	}
	s.original, s.seal = s.Text, m.Key.Seal([]byte(s.Text), bodyPlace(s.ID))
	return nil
}

// uncoverSubject finds out, beside, whether the subject is the beginning of the
// first message: then it reads as that does.
func (s *standing) uncoverSubject(ctx context.Context, q sqlx.QueryerContext, t *Ticket, m *masking) error {
	var sealed []byte
	err := sqlx.GetContext(ctx, q, &sealed, `SELECT subject FROM vault.requests WHERE ticket = $1`, t.Number)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	s.original, s.sealed = s.Text, err == nil
	if s.sealed {
		plain, err := m.Key.Open(sealed, subjectPlace(t.ID))
		if err != nil {
			return err
		}
		s.original = string(plain)
	} else {
		s.seal = m.Key.Seal([]byte(s.original), subjectPlace(t.ID))
	}
	first, err := standingAt(ctx, q, t, firstMessageAt, m)
	if err == nil && cut(firstLine(first.original), subjectFromText) == s.original {
		s.begins = &first
	}
	return err
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// standingAt loads the entry with this number in the staff stream.
func standingAt(ctx context.Context, q sqlx.QueryerContext, t *Ticket, seq int64, m *masking) (found standing, err error) {
	var id uuid.UUID
	if err := sqlx.GetContext(ctx, q, &id, `SELECT id FROM desk.entries WHERE ticket = $1 AND seq = $2`, t.Number, seq); err != nil {
		return found, err
	}
	return found, one(ctx, q, t, id, m, &found)
}

// bringSubject loads the subject where an entry is the message that it begins.
func bringSubject(ctx context.Context, q sqlx.QueryerContext, t *Ticket, of *standing, m *masking) (*standing, error) {
	if of.Numbers.Staff != firstMessageAt {
		return nil, nil
	}
	subject, err := standingAt(ctx, q, t, 1, m)
	if err != nil || subject.begins == nil || subject.Text == "" {
		return nil, err
	}
	return &subject, nil
}

// writeAmended replaces masked texts and everything that follows from them, in
// the transaction of the act.
func writeAmended(ctx context.Context, tx *postgres.Tx, c *Case) error {
	for i := range c.Out.Amended {
		if err := c.Out.Amended[i].write(ctx, tx, c); err != nil {
			return err
		}
	}
	if err := writeFlags(ctx, tx, c.Out.Flags); err != nil || len(c.Out.News) == 0 {
		return err
	}
	rows, err := jsonOf(c.Out.News)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `WITH `+tell("$1", "true")+` SELECT`, rows)
	return err
}

func (a *Amendment) write(ctx context.Context, tx *postgres.Tx, c *Case) error {
	steps := []func(context.Context, *postgres.Tx, *Case) error{a.writeOriginal, a.writeText, a.writeWords, a.writeSnapshots, a.writeRating, a.writeChoice, a.writeMarks}
	for _, step := range steps {
		if err := step(ctx, tx, c); err != nil {
			return err
		}
	}
	return nil
}

// writeOriginal seals what was not masked until now, for its customer; of one who
// is gone nothing stays.
func (a *Amendment) writeOriginal(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if a.Reason == AmendedErased {
		return a.dropOriginal(ctx, tx)
	}
	if a.seal == nil {
		return nil
	}
	if a.isSubject() {
		_, err := tx.Exec(ctx, `INSERT INTO vault.requests (ticket, customer, subject) VALUES ($1, $2, $3) ON CONFLICT (ticket) DO NOTHING`,
			a.Ticket, c.Ticket.Customer, a.seal)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO vault.bodies (ticket, seq, id, customer, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (ticket, seq) DO NOTHING`,
		a.Ticket, a.Numbers.Staff, a.ID, c.Ticket.Customer, a.seal)
	return err
}

func (a *Amendment) dropOriginal(ctx context.Context, tx *postgres.Tx) error {
	if a.isSubject() {
		_, err := tx.Exec(ctx, `DELETE FROM vault.requests WHERE ticket = $1`, a.Ticket)
		return err
	}
	_, err := tx.Exec(ctx, `DELETE FROM vault.bodies WHERE ticket = $1 AND seq = $2`, a.Ticket, a.Numbers.Staff)
	return err
}

// writeText replaces the text, also in what was said of it before: an older
// amendment may have shown what this one hides.
func (a *Amendment) writeText(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if a.isSubject() {
		if _, err := tx.Exec(ctx, `UPDATE desk.tickets SET subject = $2 WHERE number = $1`, a.Ticket, a.Text); err != nil {
			return err
		}
		if a.Text == privacy.Hidden || a.Reason == AmendedErased {
			if err := a.emptyForm(ctx, tx); err != nil {
				return err
			}
		}
	} else {
		_, err := tx.Exec(ctx, `UPDATE desk.entries SET text = $3, mask_version = $4 WHERE ticket = $1 AND seq = $2`,
			a.Ticket, a.Numbers.Staff, a.Text, a.Version)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `
		UPDATE desk.entries SET data = jsonb_set(data, '{text}', to_jsonb($3::text))
		WHERE ticket = $1 AND kind = 'event' AND data->>'event' = '`+EventAmended+`' AND data->>'entry' = $2::text AND data->>'text' <> $3`,
		a.Ticket, a.ID.String(), a.Text)
	return err
}

// emptyForm hides the values of the form that the ticket came with.
func (a *Amendment) emptyForm(ctx context.Context, tx *postgres.Tx) error {
	_, err := tx.Exec(ctx, `
		UPDATE desk.tickets SET fields = coalesce((SELECT jsonb_object_agg(key, $2::text) FROM jsonb_each(fields)), '{}') WHERE number = $1`, a.Ticket, a.Text)
	return err
}

// writeWords indexes the new words. The row is there afterwards in any case, so
// that a fan-out that has read the old text does not write it.
func (a *Amendment) writeWords(ctx context.Context, tx *postgres.Tx, c *Case) error {
	text := a.Text
	if a.Numbers.Staff == 1 {
		text = c.Ticket.Subject
	}
	_, err := tx.Exec(ctx, `
		INSERT INTO desk.search (ticket, seq, audience, at, words) VALUES ($1, $2, $3, $4, array_to_tsvector($5))
		ON CONFLICT (ticket, seq) DO UPDATE SET words = excluded.words`,
		a.Ticket, a.Numbers.Staff, a.Audience, a.At, pq.Array(append([]string{}, wordsOf(text)...)))
	return err
}

// writeSnapshots replaces the text in the pictures that experts were left with.
func (a *Amendment) writeSnapshots(ctx context.Context, tx *postgres.Tx, _ *Case) error {
	if a.isSubject() {
		_, err := tx.Exec(ctx, `UPDATE desk.grants SET snapshot = jsonb_set(jsonb_set(snapshot, '{Subject}', to_jsonb($2::text)), '{Fields}',
		    (SELECT fields FROM desk.tickets WHERE number = $1)) WHERE ticket = $1 AND snapshot IS NOT NULL`, a.Ticket, a.Text)
		return err
	}
	_, err := tx.Exec(ctx, `UPDATE desk.grants SET snapshot = jsonb_set(snapshot, '{Excerpt}', to_jsonb($3::text)) WHERE ticket = $1 AND snapshot->>'Excerpt' = $2`,
		a.Ticket, cut(a.Entry.Text, excerptLength), cut(a.Text, excerptLength))
	return err
}

// writeRating replaces the words of a rating. Tags that were written with words
// that are hidden as a whole go with them.
func (a *Amendment) writeRating(ctx context.Context, tx *postgres.Tx, _ *Case) error {
	if EventOf(a.Entry) != EventRated {
		return nil
	}
	_, err := tx.Exec(ctx, `UPDATE desk.ratings SET comment = $3 WHERE ticket = $1 AND comment = $2`, a.Ticket, a.Entry.Text, a.Text)
	if err != nil || a.Text != privacy.Hidden && a.Reason != AmendedErased {
		return err
	}
	if _, err = tx.Exec(ctx, `UPDATE desk.ratings SET tags = '{}' WHERE ticket = $1 AND rated_at = $2`, a.Ticket, a.At); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE desk.entries SET data = data - 'tags' WHERE ticket = $1 AND seq = $2`, a.Ticket, a.Numbers.Staff)
	return err
}

func (a *Amendment) writeChoice(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if a.Reason == AmendedErased {
		_, err := tx.Exec(ctx, `DELETE FROM desk.hidden_parts WHERE ticket = $1 AND entry = $2`, a.Ticket, a.ID)
		return err
	}
	if a.Keep == nil {
		return nil
	}
	spans, err := jsonOf(append([]privacy.Span{}, a.Keep.Spans...))
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		INSERT INTO desk.hidden_parts (ticket, entry, whole, spans, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (ticket, entry) DO UPDATE SET whole = excluded.whole, spans = excluded.spans, at = excluded.at`,
		a.Ticket, a.ID, a.Keep.Whole, spans, c.Now)
	if err != nil || a.Reason != AmendedStaff {
		return err
	}
	by := people.Person{ID: c.Actor.ID}
	return people.AuditTx(ctx, tx.Plain(), c.Now, by, "text_hidden", a.ID.String(), "spans")
}

// writeMarks moves the read marks of those who had read everything past the
// event: that a text reads otherwise is nothing to read.
func (a *Amendment) writeMarks(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if a.Reason != AmendedRules && a.Reason != AmendedErased {
		return nil
	}
	h, n := c.Ticket.Heads, int64(len(c.Out.Entries))
	_, err := tx.Exec(ctx, `
		UPDATE desk.reads SET seq = $4::bigint, own = CASE role WHEN 'customer' THEN $2::bigint WHEN 'expert' THEN $3::bigint ELSE $4::bigint END
		WHERE ticket = $1 AND own >= CASE role WHEN 'customer' THEN $2::bigint WHEN 'expert' THEN $3::bigint ELSE $4::bigint END - $5::bigint AND own > 0`,
		a.Ticket, h.Everyone, h.Helpers, h.Staff, n)
	return err
}

// heldTx is a held answer that still waits, or NotFound.
func heldTx(ctx context.Context, tx *postgres.Tx, ticket int64, id uuid.UUID) (Entry, error) {
	var row entryRecord
	err := tx.Get(ctx, &row, `
		SELECT `+entryColumns+` FROM desk.flags f JOIN desk.entries e ON e.ticket = f.ticket AND e.id = f.entry
		WHERE f.ticket = $1 AND f.entry = $2 AND f.kind = 'held' AND f.ended_at IS NULL`, ticket, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Entry{}, nil
	}
	return row.entry(), err
}
