package tickets

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// write puts down what was decided for any number of tickets: one statement
// for the logs and the rows, others only where there is something for them.
// Rows travel as JSON, one parameter a table, so that the statement is the same
// for one act and for two hundred.
func (d *Desk) write(ctx context.Context, tx *postgres.Tx, job uuid.UUID, cases ...*Case) error {
	if err := d.writeLogs(ctx, tx, cases); err != nil {
		return err
	}
	for _, c := range cases {
		if err := writeRest(ctx, tx, c); err != nil {
			return err
		}
	}
	if err := tellInboxes(ctx, tx, cases); err != nil {
		return err
	}
	if err := jobDone(ctx, tx, job, d.clock.Now()); err != nil {
		return err
	}
	return count(ctx, tx, cases)
}

// writeLog writes rows and logs, and says which tickets it has written. A row that
// names the version it was decided on is written only if that is still the version of
// the ticket and of what is known of its customer; otherwise nothing of its ticket is.
// The version is PostgreSQL's own (xmin): the transaction that wrote the row last.
const writeLog = `
WITH row AS (
    UPDATE desk.tickets t SET
        tier = r.tier, state = r.state, assignee = r.assignee, assignee_role = r.assignee_role, assignee_name = r.assignee_name,
        head_everyone = r.head_everyone, head_helpers = r.head_helpers, head_staff = r.head_staff, fanout_pending = r.fanout_pending,
        resolutions = r.resolutions, numbered = r.numbered, updated_at = r.updated_at, queued_at = r.queued_at, waiting_since = r.waiting_since,
        take_by = r.take_by, first_reply_at = r.first_reply_at, resolved_at = r.resolved_at, closed_at = r.closed_at, personal_from = r.personal_from,
        excerpt = r.excerpt, last_role = r.last_role, last_name = r.last_name, reviewed = r.reviewed,
        peer_reason = r.peer_reason, former = r.former, former_name = r.former_name, look_after = r.look_after, look_at = r.look_at
    FROM json_to_recordset($1) AS r (number bigint, tier text, state text, assignee uuid, assignee_role text, assignee_name text,
        head_everyone bigint, head_helpers bigint, head_staff bigint, fanout_pending boolean, resolutions integer, numbered integer, updated_at timestamptz,
        queued_at timestamptz, waiting_since timestamptz, take_by timestamptz, first_reply_at timestamptz, resolved_at timestamptz,
        closed_at timestamptz, personal_from timestamptz, excerpt text, last_role text, last_name text, reviewed boolean,
        peer_reason text, former uuid, former_name text, look_after integer, look_at timestamptz, version xid, known bigint)
    WHERE t.number = r.number AND (r.version IS NULL OR t.xmin = r.version
        AND r.known = coalesce((SELECT v.version FROM vault.customers v WHERE v.person = t.customer), 0))
    RETURNING t.number, t.xmin::text AS version
), body AS (
    INSERT INTO vault.bodies (ticket, seq, id, customer, text)
    SELECT ticket, seq, id, customer, decode(text, 'base64')
    FROM json_to_recordset($3) AS b (ticket bigint, seq bigint, id uuid, customer uuid, text text)
    WHERE (ticket IN (SELECT number FROM row)) IS TRUE
), job AS (
    INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at)
    SELECT id, kind, ticket, due_at, created_at
    FROM json_to_recordset($4) AS j (id uuid, kind text, ticket bigint, due_at timestamptz, created_at timestamptz)
    WHERE (ticket IN (SELECT number FROM row)) IS TRUE
), seen AS (
    INSERT INTO vault.placeholders (ticket, customer, seen)
    SELECT ticket, customer, decode(seen, 'base64') FROM json_to_recordset($5) AS s (ticket bigint, customer uuid, seen text)
    WHERE (ticket IN (SELECT number FROM row)) IS TRUE
    ON CONFLICT (ticket) DO UPDATE SET seen = excluded.seen
), entry AS (
    INSERT INTO desk.entries (ticket, seq, seq_helpers, seq_everyone, id, kind, audience, author, author_role, author_name, channel, text, mask_version, data, at)
    SELECT ticket, seq, seq_helpers, seq_everyone, id, kind, audience, author, author_role, author_name, channel, text, mask_version, data, at
    FROM json_to_recordset($2) AS e (ticket bigint, seq bigint, seq_helpers bigint, seq_everyone bigint, id uuid, kind text, audience text,
        author uuid, author_role text, author_name text, channel text, text text, mask_version integer, data jsonb, at timestamptz)
    WHERE (ticket IN (SELECT number FROM row)) IS TRUE
)
SELECT number, version FROM row`

func (d *Desk) writeLogs(ctx context.Context, tx *postgres.Tx, cases []*Case) error {
	args, err := logRows(cases)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, writeLog, args...)
	return err
}

// logRows are the five parameters of writeLog. New tickets are inserted by Open
// before, so that the rows of the log have something to stand on.
func logRows(cases []*Case) ([]any, error) {
	rows, entries, bodies, jobs, seen := []ticketRow{}, []entryRow{}, []bodyRow{}, []jobRow{}, []seenRow{}
	place := map[int64]int{} // a batch may hold several acts on one ticket: the last row counts
	for _, c := range cases {
		if at, ok := place[c.Ticket.Number]; ok {
			rows[at] = rowOf(c)
		} else {
			place[c.Ticket.Number] = len(rows)
			rows = append(rows, rowOf(c))
		}
		for i := range c.Out.Entries {
			e := &c.Out.Entries[i]
			entries = append(entries, entryRowOf(e))
			if e.Body != nil && !c.Ticket.Retained {
				bodies = append(bodies, bodyRow{e.Ticket, e.Numbers.Staff, e.ID, c.Ticket.Customer, e.Body})
			}
		}
		if s := c.Out.Seen; s != nil {
			seen = append(seen, seenRow{c.Ticket.Number, c.Ticket.Customer, s.Stored()})
		}
		for _, j := range c.Out.Jobs {
			jobs = append(jobs, jobRow{j.ID, j.Kind, j.Ticket, j.DueAt, j.CreatedAt})
		}
	}
	slices.SortFunc(rows, func(a, b ticketRow) int { return cmp.Compare(a.Number, b.Number) }) // two batches never wait for each other
	args := make([]any, 0, 5)
	for _, v := range []any{rows, entries, bodies, jobs, seen} {
		rows, err := jsonOf(v)
		if err != nil {
			return nil, err
		}
		args = append(args, rows)
	}
	return args, nil
}

// ticketRow and entryRow leave out what is null: it is null where it is not named.
type ticketRow struct {
	Number        int64      `json:"number"`
	Tier          Tier       `json:"tier"`
	State         State      `json:"state"`
	Assignee      *uuid.UUID `json:"assignee,omitempty"`
	AssigneeRole  string     `json:"assignee_role"`
	AssigneeName  string     `json:"assignee_name"`
	HeadEveryone  int64      `json:"head_everyone"`
	HeadHelpers   int64      `json:"head_helpers"`
	HeadStaff     int64      `json:"head_staff"`
	FanoutPending bool       `json:"fanout_pending"`
	Resolutions   int        `json:"resolutions"`
	Numbered      int        `json:"numbered"`
	UpdatedAt     time.Time  `json:"updated_at"`
	QueuedAt      time.Time  `json:"queued_at"`
	WaitingSince  *time.Time `json:"waiting_since,omitempty"`
	TakeBy        *time.Time `json:"take_by,omitempty"`
	FirstReplyAt  *time.Time `json:"first_reply_at,omitempty"`
	ResolvedAt    *time.Time `json:"resolved_at,omitempty"`
	ClosedAt      *time.Time `json:"closed_at,omitempty"`
	PersonalFrom  time.Time  `json:"personal_from"`
	Excerpt       string     `json:"excerpt"`
	LastRole      string     `json:"last_role"`
	LastName      string     `json:"last_name"`
	Reviewed      bool       `json:"reviewed"`
	PeerReason    string     `json:"peer_reason"`
	Former        *uuid.UUID `json:"former,omitempty"`
	FormerName    string     `json:"former_name"`
	LookAfter     int        `json:"look_after"`
	LookAt        *time.Time `json:"look_at,omitempty"`
	Version       *string    `json:"version,omitempty"`
	Known         *int64     `json:"known,omitempty"`
}

func rowOf(c *Case) ticketRow {
	t := &c.Ticket
	r := ticketRow{
		Number: t.Number, Tier: t.Tier, State: t.State, AssigneeRole: t.AssigneeRole, AssigneeName: t.AssigneeName,
		HeadEveryone: t.Heads.Everyone, HeadHelpers: t.Heads.Helpers, HeadStaff: t.Heads.Staff, FanoutPending: t.FanoutPending,
		Resolutions: t.Resolutions, Numbered: t.Numbered, UpdatedAt: t.UpdatedAt, QueuedAt: t.QueuedAt, WaitingSince: t.WaitingSince, TakeBy: t.TakeBy,
		FirstReplyAt: t.FirstReplyAt, ResolvedAt: t.ResolvedAt, ClosedAt: t.ClosedAt, PersonalFrom: t.PersonalFrom, Excerpt: t.Excerpt, LastRole: t.LastRole, LastName: t.LastName, Reviewed: t.Reviewed,
		PeerReason: t.PeerReason, FormerName: t.FormerName, LookAfter: t.LookAfter, LookAt: t.LookAt,
	}
	if t.Assignee.Valid {
		r.Assignee = &t.Assignee.UUID
	}
	if t.Former.Valid {
		r.Former = &t.Former.UUID
	}
	if b := c.Basis; b != nil {
		r.Version, r.Known = &b.Version, &b.Known
	}
	return r
}

type entryRow struct {
	Ticket      int64           `json:"ticket"`
	Seq         int64           `json:"seq"`
	SeqHelpers  *int64          `json:"seq_helpers,omitempty"`
	SeqEveryone *int64          `json:"seq_everyone,omitempty"`
	ID          uuid.UUID       `json:"id"`
	Kind        Kind            `json:"kind"`
	Audience    Audience        `json:"audience"`
	Author      uuid.UUID       `json:"author"`
	AuthorRole  string          `json:"author_role"`
	AuthorName  string          `json:"author_name"`
	Channel     string          `json:"channel"`
	Text        string          `json:"text"`
	MaskVersion int             `json:"mask_version"`
	Data        json.RawMessage `json:"data"`
	At          time.Time       `json:"at"`
}

func entryRowOf(e *Entry) entryRow {
	return entryRow{
		Ticket: e.Ticket, Seq: e.Numbers.Staff, SeqHelpers: orNull(e.Numbers.Helpers), SeqEveryone: orNull(e.Numbers.Everyone),
		ID: e.ID, Kind: e.Kind, Audience: e.Audience, Author: e.Author.ID, AuthorRole: e.Author.Role, AuthorName: e.Author.Name,
		Channel: e.Channel, Text: e.Text, MaskVersion: e.Version, Data: e.Data, At: e.At,
	}
}

func orNull(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

type bodyRow struct {
	Ticket   int64     `json:"ticket"`
	Seq      int64     `json:"seq"`
	ID       uuid.UUID `json:"id"`
	Customer uuid.UUID `json:"customer"`
	Text     []byte    `json:"text"`
}

type seenRow struct {
	Ticket   int64     `json:"ticket"`
	Customer uuid.UUID `json:"customer"`
	Seen     []byte    `json:"seen"`
}

type jobRow struct {
	ID        uuid.UUID `json:"id"`
	Kind      string    `json:"kind"`
	Ticket    int64     `json:"ticket"`
	DueAt     time.Time `json:"due_at"`
	CreatedAt time.Time `json:"created_at"`
}

// writeRest writes what only some acts decide: what is amended, files, offers, grants
// and ratings.
func writeRest(ctx context.Context, tx *postgres.Tx, c *Case) error {
	if err := errors.Join(writeAmended(ctx, tx, c), writeAttached(ctx, tx, c), writeProbation(ctx, tx, c)); err != nil {
		return err
	}
	if err := writeRouted(ctx, tx, c); err != nil {
		return err
	}
	if err := writeTurn(ctx, tx, c); err != nil {
		return err
	}
	if err := writeOffers(ctx, tx, c.Out.Offers); err != nil {
		return err
	}
	if err := writeGrants(ctx, tx, c.Out.Grants); err != nil {
		return err
	}
	if a := c.Out.Ask; a != nil {
		if err := writeHandled(ctx, tx, c); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `
			INSERT INTO desk.ratings (ticket, resolution, handler, handler_role, handler_name, asked_at, helped) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			c.Ticket.Number, a.Resolution, a.Handler.ID, a.Handler.Role, a.Handler.Name, a.AskedAt, a.Helped)
		if err != nil {
			return err
		}
	}
	if r := c.Out.Rate; r != nil {
		_, err := tx.Exec(ctx, `
			UPDATE desk.ratings SET stars = $3, tags = $4, comment = $5, rated_at = $6 WHERE ticket = $1 AND resolution = $2`,
			c.Ticket.Number, r.Resolution, r.Stars, pq.Array(r.Tags), r.Comment, r.At)
		return err
	}
	return nil
}

func writeOffers(ctx context.Context, tx *postgres.Tx, offers []Offer) error {
	return execRows(ctx, tx, `
		INSERT INTO desk.offers (ticket, expert, wave, made_at, expires_at, ended_at, outcome)
		SELECT ticket, expert, wave, made_at, expires_at, ended_at, outcome
		FROM json_to_recordset($1) AS o (ticket bigint, expert uuid, wave integer, made_at timestamptz, expires_at timestamptz, ended_at timestamptz, outcome text)
		ON CONFLICT (ticket, expert, wave) DO UPDATE SET ended_at = excluded.ended_at, outcome = excluded.outcome`, offers)
}

// writeGrants sets what experts may read. The picture of the ticket stays when
// only the end of an offer is set.
func writeGrants(ctx context.Context, tx *postgres.Tx, grants []Grant) error {
	var ends, whole []grantRow
	for _, g := range grants {
		row := grantRow{g.Ticket, g.Expert, g.Kind, g.FirstSeq, g.LastSeq, g.Since, g.Until, g.Snapshot}
		if g.Kind == GrantOffered && g.Snapshot == nil {
			ends = append(ends, row)
		} else {
			whole = append(whole, row)
		}
	}
	err := execRows(ctx, tx, `
		UPDATE desk.grants g SET until = r.until FROM json_to_recordset($1) AS r (ticket bigint, expert uuid, until timestamptz)
		WHERE g.ticket = r.ticket AND g.expert = r.expert AND g.kind = 'offered'`, ends)
	if err != nil {
		return err
	}
	return execRows(ctx, tx, `
		INSERT INTO desk.grants (ticket, expert, kind, first_seq, last_seq, since, until, snapshot)
		SELECT ticket, expert, kind, first_seq, last_seq, since, until, snapshot
		FROM json_to_recordset($1) AS r (ticket bigint, expert uuid, kind text, first_seq bigint, last_seq bigint, since timestamptz, until timestamptz, snapshot jsonb)
		ON CONFLICT (ticket, expert) DO UPDATE SET kind = excluded.kind, first_seq = excluded.first_seq, last_seq = excluded.last_seq,
		    since = excluded.since, until = excluded.until, snapshot = excluded.snapshot`, whole)
}

type grantRow struct {
	Ticket   int64           `json:"ticket"`
	Expert   uuid.UUID       `json:"expert"`
	Kind     string          `json:"kind"`
	FirstSeq int64           `json:"first_seq"`
	LastSeq  *int64          `json:"last_seq"`
	Since    time.Time       `json:"since"`
	Until    *time.Time      `json:"until"`
	Snapshot json.RawMessage `json:"snapshot,omitempty"`
}

// execRows runs a statement on rows as JSON, if there are any.
func execRows[R any](ctx context.Context, tx *postgres.Tx, text string, rows []R) error {
	if len(rows) == 0 {
		return nil
	}
	raw, err := jsonOf(rows)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, text, raw)
	return err
}

// jobDone marks the promise that this transaction fulfils. If somebody else was
// quicker nothing of it may happen twice.
func jobDone(ctx context.Context, tx *postgres.Tx, job uuid.UUID, now time.Time) error {
	if job == uuid.Nil {
		return nil
	}
	res, err := tx.Exec(ctx, `UPDATE desk.jobs SET done_at = $2, leased_until = NULL WHERE id = $1 AND done_at IS NULL`, job, now)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errJobDone
	}
	return nil
}
