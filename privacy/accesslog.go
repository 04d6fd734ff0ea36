package privacy

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/fault"
)

// Opening is one member of staff opening one customer's personal data: from At
// until Until, for one ticket. ID is also the key by which a repeated act is
// known.
type Opening struct {
	ID                   uuid.UUID
	At                   time.Time
	Customer, Staff      uuid.UUID
	StaffName, StaffRole string
	Ticket               int64
	Reason               string // personal: sealed with the customer's key
	Until                time.Time
	AtOnce               bool // the desk did it, because the organisation lets it
}

// LogOpeningTx writes the opening into the access log, in the transaction of
// the act itself: what is not logged is not shown.
func LogOpeningTx(ctx context.Context, tx *sqlx.Tx, o Opening, key *PersonKey) error {
	var reason []byte
	if o.Reason != "" {
		reason = key.Seal([]byte(o.Reason), reasonOf(o.ID))
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO vault.access_log (id, at, customer, staff, staff_name, staff_role, what, ticket, reason, until, at_once)
		VALUES ($1, $2, $3, $4, $5, $6, 'opened', $7, $8, $9, $10)`,
		o.ID, o.At, o.Customer, o.Staff, o.StaffName, o.StaffRole, o.Ticket, reason, o.Until, o.AtOnce)
	if err != nil {
		return fmt.Errorf("log opening: %w", err)
	}
	return nil
}

// OpenUntil says until when the customer's data is open to this member of
// staff in this ticket, and whether it is open at all now. What was opened
// before the time from has been closed again.
func OpenUntil(ctx context.Context, q sqlx.QueryerContext, ticket int64, staff uuid.UUID, from, now time.Time) (time.Time, bool, error) {
	var until *time.Time
	err := sqlx.GetContext(ctx, q, &until, `
		SELECT max(until) FROM vault.access_log
		WHERE ticket = $1 AND staff = $2 AND what = 'opened' AND at >= $3 AND until > $4`, ticket, staff, from, now)
	if err != nil {
		return time.Time{}, false, fmt.Errorf("read openings: %w", err)
	}
	if until == nil {
		return time.Time{}, false, nil
	}
	return until.UTC(), true, nil
}

// What a row of the access log records.
const (
	WhatOpened   = "opened"    // the personal data was shown
	WhatLookedUp = "looked_up" // the customer was found by a look-up
)

// Access is a row of the access log as the customer may read it. Ticket is 0
// for a look-up.
type Access struct {
	ID        uuid.UUID
	At        time.Time
	StaffName string
	StaffRole string
	What      string
	Ticket    int64
	Reason    string
	AtOnce    bool // the desk opened it by itself
}

const (
	accessPage    = 50
	accessPageMax = 200
)

// AccessLog lists who opened or looked up the customer's data, newest first.
// before is the cursor that the last page gave; next is "" on the last page.
// limit is at most 200, and 50 when it is not given.
func AccessLog(ctx context.Context, db sqlx.QueryerContext, customer uuid.UUID, before string, limit int, key *PersonKey) (items []Access, next string, err error) {
	at, id, err := parseAccessCursor(before)
	if err != nil {
		return nil, "", err
	}
	if limit <= 0 {
		limit = accessPage
	}
	limit = min(limit, accessPageMax)
	rows := []accessRow{}
	err = sqlx.SelectContext(ctx, db, &rows, `
		SELECT id, at, staff_name, staff_role, what, coalesce(ticket, 0) AS ticket, reason, at_once
		FROM vault.access_log
		WHERE customer = $1 AND ($2::timestamptz IS NULL OR at <= $2 AND (at, id) < ($2, $3))
		ORDER BY at DESC, id DESC LIMIT $4`, customer, at, id, limit+1)
	if err != nil {
		return nil, "", fmt.Errorf("read access log: %w", err)
	}
	if len(rows) > limit {
		rows = rows[:limit]
		next = rows[limit-1].cursor()
	}
	items = make([]Access, 0, len(rows))
	for _, row := range rows {
		item, err := row.open(key)
		if err != nil {
			return nil, "", err
		}
		items = append(items, item)
	}
	return items, next, nil
}

// LastOpening says when this member of staff last opened the customer's data in
// this ticket; the zero time: never.
func LastOpening(ctx context.Context, q sqlx.QueryerContext, ticket int64, staff uuid.UUID) (time.Time, error) {
	var at *time.Time
	err := sqlx.GetContext(ctx, q, &at, `SELECT max(at) FROM vault.access_log WHERE ticket = $1 AND staff = $2 AND what = 'opened'`, ticket, staff)
	if err != nil || at == nil {
		return time.Time{}, err
	}
	return at.UTC(), nil
}

// RetainLogs removes what is past its date from the access log (Policy) and the
// audit log (two years), and says how many rows that were. The database decides
// what that is, by its own clock.
func RetainLogs(ctx context.Context, db sqlx.QueryerContext) (int64, error) {
	var gone int64
	if err := sqlx.GetContext(ctx, db, &gone, `SELECT vault.retain_logs()`); err != nil {
		return 0, fmt.Errorf("retain logs: %w", err)
	}
	return gone, nil
}

type accessRow struct {
	ID        uuid.UUID
	At        time.Time
	StaffName string `db:"staff_name"`
	StaffRole string `db:"staff_role"`
	What      string
	Ticket    int64
	Reason    []byte
	AtOnce    bool `db:"at_once"`
}

func (r accessRow) open(key *PersonKey) (Access, error) {
	a := Access{ID: r.ID, At: r.At.UTC(), StaffName: r.StaffName, StaffRole: r.StaffRole, What: r.What, Ticket: r.Ticket, AtOnce: r.AtOnce}
	if r.Reason == nil {
		return a, nil
	}
	reason, err := key.Open(r.Reason, reasonOf(r.ID))
	if err != nil {
		return Access{}, fmt.Errorf("open reason of access %s: %w", r.ID, err)
	}
	a.Reason = string(reason)
	return a, nil
}

// cursor is opaque to clients: the row's time and id.
func (r accessRow) cursor() string {
	return base64.RawURLEncoding.EncodeToString([]byte(r.At.UTC().Format(time.RFC3339Nano) + " " + r.ID.String()))
}

func parseAccessCursor(cursor string) (*time.Time, *uuid.UUID, error) {
	if cursor == "" {
		return nil, nil, nil
	}
	wrong := fault.Invalid("This is not a page of the access log.").With("before", "is not a cursor of this list")
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil {
		return nil, nil, wrong
	}
	stamp, ident, _ := strings.Cut(string(raw), " ")
	at, err := time.Parse(time.RFC3339Nano, stamp)
	if err != nil {
		return nil, nil, wrong
	}
	id, err := uuid.Parse(ident)
	if err != nil {
		return nil, nil, wrong
	}
	return &at, &id, nil
}

func reasonOf(id uuid.UUID) string { return "access_log:" + id.String() }
