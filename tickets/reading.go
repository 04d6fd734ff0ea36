package tickets

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/internal/postgres"
	"kontor/people"
)

// Seen is an entry as one person reads it. Text is the masked text; Own is the
// text as it was written, for those who may read it, else nil.
type Seen struct {
	Entry
	Seq int64 // in the reader's stream
	Own *string
	// Files are the entry's attachments with their names, likewise.
	Files []Attachment
}

// MaxEntries is the most that one reading gives.
const MaxEntries = 200

type entryRecord struct {
	Ticket      int64           `db:"ticket"`
	Seq         int64           `db:"seq"`
	SeqHelpers  sql.NullInt64   `db:"seq_helpers"`
	SeqEveryone sql.NullInt64   `db:"seq_everyone"`
	ID          uuid.UUID       `db:"id"`
	Kind        Kind            `db:"kind"`
	Audience    Audience        `db:"audience"`
	Author      uuid.UUID       `db:"author"`
	AuthorRole  string          `db:"author_role"`
	AuthorName  string          `db:"author_name"`
	Channel     string          `db:"channel"`
	Text        string          `db:"text"`
	Data        json.RawMessage `db:"data"`
	At          time.Time       `db:"at"`
	Body        []byte          `db:"body"`
	Expert      uuid.NullUUID   `db:"expert"`
}

const entryColumns = `e.ticket, e.seq, e.seq_helpers, e.seq_everyone, e.id, e.kind, e.audience, e.author, e.author_role, e.author_name,
	e.channel, e.text, e.data, e.at`

func (r entryRecord) entry() Entry {
	return Entry{Ticket: r.Ticket, Numbers: Numbers{Staff: r.Seq, Helpers: r.SeqHelpers.Int64, Everyone: r.SeqEveryone.Int64},
		ID: r.ID, Kind: r.Kind, Audience: r.Audience, Author: Face{r.Author, r.AuthorRole, r.AuthorName},
		Channel: r.Channel, Text: r.Text, Data: r.Data, At: r.At, Body: r.Body}
}

// Entries reads the viewer's stream after a number of it, in order.
func (d *Desk) Entries(ctx context.Context, p people.Person, number, after int64, limit int) ([]Seen, error) {
	if limit <= 0 || limit > MaxEntries {
		limit = MaxEntries
	}
	if p.Role == people.RoleExpert {
		return d.entriesAsExpert(ctx, p, number, after, limit)
	}
	s, err := d.glimpse(ctx, p, number)
	if err != nil {
		return nil, err
	}
	return d.EntriesOf(ctx, p, s, after, limit)
}

// LastEntries reads the last entries of the viewer's stream, or the last before
// a number of it, in order.
func (d *Desk) LastEntries(ctx context.Context, p people.Person, number, before int64, limit int) ([]Seen, error) {
	if limit <= 0 || limit > MaxEntries {
		limit = MaxEntries
	}
	if before <= 0 {
		before = math.MaxInt64
	}
	if p.Role == people.RoleExpert {
		return d.lastAsExpert(ctx, p, number, before, limit)
	}
	s, err := d.glimpse(ctx, p, number)
	if err != nil {
		return nil, err
	}
	var rows []entryRecord
	if err := d.reads.Select(ctx, &rows, lastOf(Stream(p), `, b.text AS body`,
		`LEFT JOIN vault.bodies b ON b.ticket = e.ticket AND b.seq = e.seq`), number, before, limit); err != nil {
		return nil, err
	}
	return d.Reveal(ctx, s.Customer, inOrder(rows), Stream(p), p.ID == s.Customer || s.PersonalTill != nil)
}

// ownNumber is the column of an entry's number in a stream.
func ownNumber(stream Audience) string {
	return map[Audience]string{Everyone: "e.seq_everyone", Helpers: "e.seq_helpers", Staff: "e.seq"}[stream]
}

// lastOf walks a log backwards. Where the number is one of a smaller circle's
// stream, the walk begins at the entry that bears it, so that it costs the same
// anywhere in a long log.
func lastOf(stream Audience, columns, join string) string {
	own, from := ownNumber(stream), `$2`
	if stream != Staff {
		from = `coalesce((SELECT e.seq FROM desk.entries e WHERE e.ticket = $1 AND e.seq >= $2 AND ` + own + ` = $2 ORDER BY e.seq LIMIT 1), 9223372036854775807)`
	}
	return `SELECT ` + entryColumns + columns + ` FROM desk.entries e ` + join + `
		WHERE e.ticket = $1 AND e.seq < ` + from + ` AND ` + own + ` < $2 ORDER BY e.seq DESC LIMIT $3`
}

func inOrder(rows []entryRecord) []Entry {
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[len(rows)-1-i] = r.entry()
	}
	return entries
}

// EntriesOf is Entries for customers and staff who have just seen the ticket.
func (d *Desk) EntriesOf(ctx context.Context, p people.Person, s Sight, after int64, limit int) ([]Seen, error) {
	entries, err := d.readLog(ctx, s.Number, Stream(p), after, limit)
	if err != nil {
		return nil, err
	}
	return d.Reveal(ctx, s.Customer, entries, Stream(p), p.ID == s.Customer || s.PersonalTill != nil)
}

// readLog reads one stream with sealed bodies. A number in a smaller circle's
// stream is never larger than the number in the staff stream, so the primary
// key finds the place.
func (d *Desk) readLog(ctx context.Context, number int64, stream Audience, after int64, limit int) ([]Entry, error) {
	own := ownNumber(stream)
	var rows []entryRecord
	err := d.reads.Select(ctx, &rows, `
		SELECT `+entryColumns+`, b.text AS body FROM desk.entries e
		LEFT JOIN vault.bodies b ON b.ticket = e.ticket AND b.seq = e.seq
		WHERE e.ticket = $1 AND e.seq > $2 AND `+own+` > $2 ORDER BY e.seq LIMIT $3`, number, after, limit)
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = r.entry()
	}
	return entries, err
}

// Reveal turns entries into what a reader of this stream sees, with the
// original text where they may read it.
func (d *Desk) Reveal(ctx context.Context, customer uuid.UUID, entries []Entry, stream Audience, may bool) ([]Seen, error) {
	var files map[uuid.UUID][]Attachment
	if may {
		var err error
		if files, err = d.named(ctx, customer, entries); err != nil {
			return nil, err
		}
	}
	seen := make([]Seen, 0, len(entries))
	for _, e := range entries {
		s := Seen{Entry: e, Seq: e.Numbers.In(stream), Files: files[e.ID]}
		if may && (e.Text != "" || s.Files != nil) {
			own, err := d.original(ctx, customer, e)
			if err != nil {
				return nil, err
			}
			s.Own = &own
		}
		s.Body = nil
		seen = append(seen, s)
	}
	return seen, nil
}

func (d *Desk) original(ctx context.Context, customer uuid.UUID, e Entry) (string, error) {
	if e.Body == nil {
		return e.Text, nil
	}
	dossier, err := d.people.Dossier(ctx, customer)
	if err != nil {
		return "", err
	}
	plain, err := dossier.Key.Open(e.Body, bodyPlace(e.ID))
	return string(plain), err
}

func (d *Desk) entriesAsExpert(ctx context.Context, p people.Person, number, after int64, limit int) ([]Seen, error) {
	return d.readAsExpert(ctx, p, number, func(r *postgres.Reader, rows *[]entryRecord) error {
		return r.Select(ctx, rows, `
			SELECT `+entryColumns+` FROM desk.entries e
			WHERE e.ticket = $1 AND e.seq > $2 AND e.seq_helpers > $2 ORDER BY e.seq LIMIT $3`, number, after, limit)
	})
}

func (d *Desk) lastAsExpert(ctx context.Context, p people.Person, number, before int64, limit int) ([]Seen, error) {
	return d.readAsExpert(ctx, p, number, func(r *postgres.Reader, rows *[]entryRecord) error {
		err := r.Select(ctx, rows, lastOf(Helpers, ``, ``), number, before, limit)
		slices.Reverse(*rows)
		return err
	})
}

// readAsExpert reads a log as far as the expert's grant goes. NotFound: there
// is none.
func (d *Desk) readAsExpert(ctx context.Context, p people.Person, number int64, read func(r *postgres.Reader, rows *[]entryRecord) error) ([]Seen, error) {
	var rows []entryRecord
	err := d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) error {
		var known bool
		if err := r.Get(ctx, &known, `SELECT EXISTS (SELECT FROM desk.grants WHERE ticket = $1 AND expert = $2)`, number, p.ID); err != nil {
			return err
		}
		if !known {
			return notFound()
		}
		return read(r, &rows)
	})
	seen := make([]Seen, len(rows))
	for i, row := range rows {
		seen[i] = Seen{Entry: row.entry(), Seq: row.SeqHelpers.Int64}
	}
	return seen, err
}

// Hand is one stretch of a ticket's way: who had it, and until when.
type Hand struct {
	Person Face
	From   time.Time
	To     *time.Time
	How    string
}

// hands is the line of hands: the customer asked, then whoever took it, read
// from the events everybody may see.
func hands(events []Entry) []Hand {
	var line []Hand
	for _, e := range events {
		var data Data
		if json.Unmarshal(e.Data, &data) != nil {
			continue
		}
		switch data.Event {
		case EventOpened:
			line = append(line, Hand{Person: e.Author, From: e.At, How: "asked"})
		case EventClaimed, EventAssigned:
			end(line, e.At)
			if data.To != nil {
				line = append(line, Hand{Person: *data.To, From: e.At, How: data.Event})
			}
		case EventEscalated, EventHandedBack, EventReleased, EventPeersAsked, EventResolved, EventClosed:
			end(line, e.At)
		case EventReopened:
			if last := len(line) - 1; last > 0 {
				line = append(line, Hand{Person: line[last].Person, From: e.At, How: EventReopened})
			}
		}
	}
	return line
}

func end(line []Hand, at time.Time) {
	if last := len(line) - 1; last >= 0 && line[last].To == nil {
		line[last].To = &at
	}
}

// maxHands bounds how much of a long log is read for the line of hands.
const maxHands = 400

// Hands gives the line of hands as this person may see it: to the customer, who
// gave a ticket back to the other experts has it until one of them does.
func (d *Desk) Hands(ctx context.Context, p people.Person, number int64) ([]Hand, error) {
	const events = `SELECT ` + entryColumns + ` FROM desk.entries e
		WHERE e.ticket = $1 AND e.kind = 'event' AND e.audience <> 'staff' AND (e.audience = 'everyone' OR $3) ORDER BY e.seq LIMIT $2`
	var rows []entryRecord
	var err error
	if p.Role == people.RoleExpert {
		err = d.asExpert(ctx, []uuid.UUID{p.ID}, func(r *postgres.Reader) error { return r.Select(ctx, &rows, events, number, maxHands, true) })
	} else {
		err = d.reads.Select(ctx, &rows, events, number, maxHands, isStaff(p))
	}
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = r.entry()
	}
	return hands(entries), nil
}
