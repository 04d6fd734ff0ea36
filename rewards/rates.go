package rewards

import (
	"context"
	"database/sql"
	"fmt"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// maxRates bounds the list of rates in force.
const maxRates = 1000

const maxAmount = 100_000_000

type rateRow struct {
	ID        uuid.UUID      `db:"id"`
	Topic     sql.NullString `db:"topic"`
	Language  sql.NullString `db:"language"`
	Days      pq.Int64Array  `db:"days"`
	FromHour  int            `db:"from_hour"`
	ToHour    int            `db:"to_hour"`
	Unit      string         `db:"unit"`
	Amount    int64          `db:"amount"`
	ValidFrom time.Time      `db:"valid_from"`
	EndedAt   *time.Time     `db:"ended_at"`
}

func (r rateRow) rate() Rate {
	days := make([]int, len(r.Days))
	for i, d := range r.Days {
		days[i] = int(d)
	}
	return Rate{ID: r.ID, Topic: r.Topic.String, Language: r.Language.String, Days: days, FromHour: r.FromHour, ToHour: r.ToHour,
		Unit: r.Unit, Amount: r.Amount, ValidFrom: r.ValidFrom, EndedAt: r.EndedAt}
}

// Rates are those in force at a time and those still to come.
func (b *Book) Rates(ctx context.Context) ([]Rate, error) {
	return ratesSince(ctx, b.db, b.clock.Now())
}

// ratesSince are all that were in force at this time or later.
func ratesSince(ctx context.Context, q sqlx.QueryerContext, t time.Time) ([]Rate, error) {
	var rows []rateRow
	err := sqlx.SelectContext(ctx, q, &rows, `
		SELECT id, topic, language, days, from_hour, to_hour, unit, amount, valid_from, ended_at FROM desk.reward_rates
		WHERE ended_at IS NULL OR ended_at > $1 ORDER BY topic NULLS FIRST, language NULLS FIRST, unit, valid_from, id`, t)
	if err != nil {
		return nil, fmt.Errorf("read rates: %w", err)
	}
	rates := make([]Rate, len(rows))
	for i, r := range rows {
		rates[i] = r.rate()
	}
	return rates, nil
}

// AddRate makes a rate, valid from its time or, if that is past, from now: what
// has been earned stays as it was. The same id again is a conflict.
func (b *Book) AddRate(ctx context.Context, by people.Person, r Rate) (Rate, error) {
	if err := mayManage(by); err != nil {
		return Rate{}, err
	}
	now := b.clock.Now()
	if r.ValidFrom.Before(now) {
		r.ValidFrom = now
	}
	slices.Sort(r.Days)
	r.Days = slices.Compact(r.Days)
	if err := r.check(); err != nil {
		return Rate{}, err
	}
	err := postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		if err := insertRate(ctx, tx, r, by, now); err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, now, by, "reward_rate_added", r.ID.String())
	})
	switch {
	case postgres.IsUnique(err):
		return Rate{}, fault.Conflict("This id is already in use.").With("id", "is in use")
	case postgres.IsForeignKey(err):
		return Rate{}, fault.Invalid("There is no such topic.").With("topic", "does not exist")
	}
	return r, err
}

func insertRate(ctx context.Context, tx *sqlx.Tx, r Rate, by people.Person, now time.Time) error {
	var many int
	if err := tx.GetContext(ctx, &many, `SELECT count(*) FROM desk.reward_rates WHERE ended_at IS NULL`); err != nil {
		return fmt.Errorf("count rates: %w", err)
	}
	if many >= maxRates {
		return fault.Conflict("There are %d rates already; please end some first.", maxRates)
	}
	days := make(pq.Int64Array, len(r.Days))
	for i, d := range r.Days {
		days[i] = int64(d)
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.reward_rates (id, topic, language, days, from_hour, to_hour, unit, amount, valid_from, made_by, made_at)
		VALUES ($1, nullif($2, ''), nullif($3, ''), $4, $5, $6, $7, $8, $9, $10, $11)`,
		r.ID, r.Topic, r.Language, days, r.FromHour, r.ToHour, r.Unit, r.Amount, r.ValidFrom, by.ID, now)
	return err
}

// EndRate ends a rate: tickets that are taken from now on are not worth it any
// more. Ending it twice is fine.
func (b *Book) EndRate(ctx context.Context, by people.Person, id uuid.UUID) error {
	if err := mayManage(by); err != nil {
		return err
	}
	return postgres.InTx(ctx, b.db, func(tx *sqlx.Tx) error {
		var known bool
		if err := tx.GetContext(ctx, &known, `SELECT EXISTS (SELECT FROM desk.reward_rates WHERE id = $1)`, id); err != nil {
			return fmt.Errorf("look for rate: %w", err)
		}
		if !known {
			return fault.NotFound("There is no such rate.")
		}
		result, err := tx.ExecContext(ctx, `UPDATE desk.reward_rates SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL`, id, b.clock.Now())
		if err != nil {
			return fmt.Errorf("end rate: %w", err)
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return people.AuditTx(ctx, tx, b.clock.Now(), by, "reward_rate_ended", id.String())
	})
}

var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

func (r Rate) check() error {
	f := fault.Invalid("This rate cannot be used as it is.")
	wrong := func(is bool, field, message string) {
		if is {
			f = f.With(field, message)
		}
	}
	wrong(r.ID == uuid.Nil, "id", "is missing")
	wrong(!isUnit(r.Unit), "unit", "is neither a currency of three capitals nor points")
	wrong(r.Amount < 0 || r.Amount > maxAmount, "amount", fmt.Sprintf("must be 0 to %d", maxAmount))
	wrong(r.Language != "" && !languageCode.MatchString(r.Language), "language", "is not a language code such as en")
	wrong(slices.ContainsFunc(r.Days, func(d int) bool { return d < 1 || d > 7 }), "days", "must be 1, Monday, to 7, Sunday")
	wrong(r.FromHour < 0 || r.FromHour >= wholeDay, "from_hour", "must be 0 to 23")
	wrong(r.ToHour < 1 || r.ToHour > wholeDay || r.FromHour == r.ToHour, "to_hour", "must be 1 to 24, and not the same as the first hour")
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

func mayManage(by people.Person) error {
	if by.Role != people.RoleAdmin || !by.Active {
		return fault.Forbidden("Only an admin may do this.")
	}
	return nil
}
