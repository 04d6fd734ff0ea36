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
	original string    // before masking; not loaded where it is not asked for; of a retained ticket the masked text
	sealed   bool      // the vault holds the original
	seal     []byte    // the original for the vault, if it does not hold it yet
	begins   *standing // a subject: the message whose beginning it is
	form     form      // a subject: what the customer filled in beside it
	last     bool      // the newest message, whose words are the ticket's excerpt
	tags     tags      // a rating: those that go with its words
	chosen   choice
}

// tags are a rating's. No original is kept of them, so that what a rule has hidden of
// one stays hidden.
type tags struct {
	shown []string
	open  []string // as the rules of today mask them
}

// beside are those that stay beside this text: none that were written with words that
// are hidden as a whole.
func (t *tags) beside(text string) []string {
	if text == privacy.Hidden {
		return nil
	}
	return t.open
}

func tagsOf(e Entry) []string {
	var data Data
	if EventOf(e) != EventRated || json.Unmarshal(e.Data, &data) != nil {
		return nil
	}
	return data.Tags
}

func (s *standing) isSubject() bool { return s.Numbers.Staff == 1 }

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
		Last    bool   `db:"last"`
		Whole   bool   `db:"whole"`
		Spans   []byte `db:"spans"`
	}
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT `+entryColumns+`, e.mask_version, b.text AS body, coalesce(h.whole, false) AS whole, coalesce(h.spans, '[]') AS spans,
		       e.seq = (SELECT max(seq) FROM desk.entries WHERE ticket = $1 AND kind = 'message') AS last
		FROM desk.entries e
		LEFT JOIN vault.bodies b ON b.ticket = e.ticket AND b.seq = e.seq
		LEFT JOIN desk.hidden_parts h ON h.ticket = e.ticket AND h.entry = e.id
		WHERE e.ticket = $1 AND e.id = ANY ($2) ORDER BY e.seq`, t.Number, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	if m != nil {
		m.again = t.Retained
	}
	found := make([]standing, 0, len(rows))
	for _, r := range rows {
		s := standing{Entry: r.entry(), sealed: r.Body != nil, last: r.Last, chosen: choice{Whole: r.Whole}}
		s.Version = r.Version
		if err := json.Unmarshal(r.Spans, &s.chosen.Spans); err != nil {
			return nil, err
		}
		if s.isSubject() {
			s.Text, s.form.shown = t.Subject, t.Fields
		}
		s.tags.shown = tagsOf(s.Entry)
		if m != nil {
			s.tags.open = maskTagsAgain(s.tags.shown, m)
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
		plain, err := m.open(s.Body, bodyPlace(s.ID))
		s.original = string(plain)
		return err
	}
	s.original, s.seal = s.Text, m.seal([]byte(s.Text), bodyPlace(s.ID))
	return nil
}

// uncoverSubject finds out, beside, whether the subject is the beginning of the
// first message: then it reads as that does.
func (s *standing) uncoverSubject(ctx context.Context, q sqlx.QueryerContext, t *Ticket, m *masking) error {
	var sealed struct{ Subject, Fields []byte }
	err := sqlx.GetContext(ctx, q, &sealed, `SELECT subject, fields FROM vault.requests WHERE ticket = $1`, t.Number)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	s.original, s.sealed = s.Text, err == nil
	if s.sealed {
		plain, err := m.open(sealed.Subject, subjectPlace(t.ID))
		if err != nil {
			return err
		}
		s.original = string(plain)
	} else {
		s.seal = m.seal([]byte(s.original), subjectPlace(t.ID))
	}
	if s.form.asked, err = formOf(ctx, q, t.Topic); err != nil {
		return err
	}
	if err := s.form.uncover(t, sealed.Fields, m); err != nil {
		return err
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
	return writeFlags(ctx, tx, c.Out.Flags)
}

func (a *Amendment) write(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if err := a.writeOriginal(ctx, tx, c); err != nil {
		return err
	}
	if err := rewriteTexts(ctx, tx, a.Ticket, a.rewrite()); err != nil {
		return err
	}
	if err := a.writeChoice(ctx, tx, c); err != nil {
		return err
	}
	return a.writeMarks(ctx, tx, c)
}

// rewrite is the amendment as the desk's relations take it.
func (a *Amendment) rewrite() rewrite {
	r := rewrite{Seq: a.Numbers.Staff, ID: a.ID, Audience: a.Audience, At: a.At, Text: a.Text, Version: &a.Version, Fields: a.Fields}
	if len(a.tags.shown) > 0 {
		r.Drop, r.Tags = []string{"tags"}, a.tags.beside(a.Text)
	}
	return r
}

// writeOriginal seals what was not masked until now, for its customer, unless the time
// of originals is over.
func (a *Amendment) writeOriginal(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if c.Ticket.Retained {
		return nil
	}
	if a.isSubject() {
		return a.writeRequest(ctx, tx, c)
	}
	if a.seal == nil {
		return nil
	}
	_, err := tx.Exec(ctx, `INSERT INTO vault.bodies (ticket, seq, id, customer, text) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (ticket, seq) DO NOTHING`,
		a.Ticket, a.Numbers.Staff, a.ID, c.Ticket.Customer, a.seal)
	return err
}

// writeRequest seals the subject and the form, each unless it is sealed already.
func (a *Amendment) writeRequest(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if a.seal == nil && a.form.seal == nil {
		return nil
	}
	if a.sealed {
		_, err := tx.Exec(ctx, `UPDATE vault.requests SET fields = $2 WHERE ticket = $1 AND fields IS NULL`, a.Ticket, a.form.seal)
		return err
	}
	_, err := tx.Exec(ctx, `INSERT INTO vault.requests (ticket, customer, subject, fields) VALUES ($1, $2, $3, $4) ON CONFLICT (ticket) DO NOTHING`,
		a.Ticket, c.Ticket.Customer, a.seal, a.form.seal)
	return err
}

func (a *Amendment) writeChoice(ctx context.Context, tx *postgres.Tx, c *Case) error {
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
	if a.Reason != AmendedRules {
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
