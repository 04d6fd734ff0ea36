package experts

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Audited is an answered audit as staff see it.
type Audited struct {
	Audit
	Person uuid.UUID
	Alias  string
	At     time.Time
	Counts bool // in the expert's reputation
}

const auditedMost = 100

// Audits are the last answered ones of the topics of the viewer's teams, newest first.
func (s *School) Audits(ctx context.Context, by people.Person) ([]Audited, error) {
	if err := mayJudge(by); err != nil {
		return nil, err
	}
	var rows []struct {
		auditRow
		Person uuid.UUID `db:"person"`
		Alias  string    `db:"alias"`
		At     time.Time `db:"at"`
		Counts bool      `db:"counts"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT a.id, a.topic, c.subject, c.text, a.offered_at, a.expires_at, a.state, a.missing, c.keywords, c.sample, x.sealed,
		       a.person, p.name AS alias, a.ended_at AS at, a.counts
		FROM desk.audits a JOIN desk.practice_cases c ON c.id = a.practice JOIN desk.people p ON p.id = a.person JOIN desk.topics t ON t.id = a.topic
		JOIN vault.audit_texts x ON x.audit = a.id
		WHERE a.state IN ('good', 'missed') AND t.team = ANY ($1) ORDER BY a.ended_at DESC, a.id LIMIT $2`, pq.Array(by.Teams), auditedMost)
	if err != nil {
		return nil, fmt.Errorf("read audits: %w", err)
	}
	all := make([]Audited, len(rows))
	for i, r := range rows {
		key, err := s.people.KeyTx(ctx, s.db, r.Person)
		if err != nil {
			return nil, err
		}
		all[i] = Audited{Audit: Audit{ID: r.ID, Topic: r.Topic, Subject: r.Subject, Text: r.Text, OfferedAt: r.OfferedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(),
			State: r.State, Missing: r.Missing, Sample: r.Sample}, Person: r.Person, Alias: r.Alias, At: r.At.UTC(), Counts: r.Counts}
		if all[i].Answer, err = opened(key, r.Sealed, auditPlace(r.ID)); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// JudgeAudit says whether an audit counts: an answer may be good without the words
// that were looked for. It may be said anew.
func (s *School) JudgeAudit(ctx context.Context, by people.Person, id uuid.UUID, counts bool) error {
	if err := mayJudge(by); err != nil {
		return err
	}
	return postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		var a struct {
			Topic  string
			Counts bool
		}
		err := tx.GetContext(ctx, &a, `SELECT topic, counts FROM desk.audits WHERE id = $1 AND state IN ('good', 'missed') FOR UPDATE`, id)
		if errors.Is(err, sql.ErrNoRows) {
			return fault.NotFound("There is nothing like that to judge.")
		}
		if err != nil {
			return fmt.Errorf("read audit: %w", err)
		}
		if err := mayJudgeTopic(ctx, tx, by, a.Topic); err != nil || a.Counts == counts {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE desk.audits SET counts = $2, judged_by = $3 WHERE id = $1`, id, counts, by.ID); err != nil {
			return fmt.Errorf("judge audit: %w", err)
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "audit_judged", id.String())
	})
}

// AuditRate is after how many offers of a topic an expert gets an audit, on average;
// 0: never.
func (s *School) AuditRate(ctx context.Context, topic string) (every int, err error) {
	err = s.db.GetContext(ctx, &every, `SELECT coalesce((SELECT every FROM desk.audit_rates WHERE topic = $1), 0)`, topic)
	if err != nil {
		return 0, fmt.Errorf("read audit rate: %w", err)
	}
	return every, nil
}

// SetAuditRate changes it. A topic without practice tickets has nothing to audit with.
func (s *School) SetAuditRate(ctx context.Context, by people.Person, topic string, every int) error {
	if err := mayManage(by); err != nil {
		return err
	}
	var c checks
	if every != 0 {
		c.between("every", every, auditOften, auditSeldom)
	}
	if err := c.err(); err != nil {
		return err
	}
	return postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		if err := needTest(ctx, tx, topic); err != nil {
			return err
		}
		var err error
		if every == 0 {
			_, err = tx.ExecContext(ctx, `DELETE FROM desk.audit_rates WHERE topic = $1`, topic)
		} else {
			err = setAuditRate(ctx, tx, topic, every)
		}
		if err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "audit_rate_changed", topic)
	})
}

func setAuditRate(ctx context.Context, tx *sqlx.Tx, topic string, every int) error {
	result, err := tx.ExecContext(ctx, `
		INSERT INTO desk.audit_rates (topic, every) SELECT $1, $2 WHERE EXISTS (SELECT FROM desk.practice_cases WHERE topic = $1 AND active)
		ON CONFLICT (topic) DO UPDATE SET every = excluded.every`, topic, every)
	if err != nil {
		return fmt.Errorf("write audit rate: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return fault.Conflict("There is no practice ticket to audit with; please write one first.").With("every", "needs an active practice ticket")
}
