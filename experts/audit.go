package experts

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
)

// Audit is a practice ticket that comes to an expert at work like any other offer. That
// it was one, and what a good answer says, they are told as soon as they have answered. No
// queue, figure, ledger or customer knows of it; see docs/recognition.md.
type Audit struct {
	ID        uuid.UUID
	Topic     string
	Subject   string
	Text      string
	OfferedAt time.Time
	ExpiresAt time.Time
	State     string
	Answer    string   // the rest is there once it is answered
	Missing   []string // what the answer lacks of what a good one says
	Sample    string
}

// The states of an audit.
const (
	AuditOffered = "offered"
	AuditSkipped = "skipped"
	AuditGood    = "good"
	AuditMissed  = "missed"
)

// auditTime is how long somebody may take over the answer after the offer's end.
const auditTime = time.Hour

// The bounds of an audit rate.
const (
	auditOften  = 5
	auditSeldom = 1000
)

// auditAfter says after how many offers since the last one the nth audit of an expert
// in a topic comes: every on average, from half of it to half as many again, so that
// nobody can count along. It is the same whenever it is asked.
func auditAfter(every int, person uuid.UUID, topic string, nth int) int {
	draw := fnv.New64a()
	_, _ = draw.Write(append(person[:], topic...)) // cannot fail
	_, _ = draw.Write(binary.BigEndian.AppendUint64(nil, uint64(nth)))
	return every/2 + int(draw.Sum64()%uint64(every+1))
}

// NextAudit is what is offered to an expert as an audit now: one that still stands, or
// a new one where it is time for it. Nil: nothing, as always while they are away.
func (s *School) NextAudit(ctx context.Context, by people.Person) (next *Audit, err error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	err = postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		if err := lockExpert(ctx, tx, by.ID); err != nil {
			return err
		}
		now, open := s.clock.Now(), []uuid.UUID{}
		if there, err := offered(ctx, tx, by.ID, now); err != nil || !there {
			return err
		}
		err := tx.SelectContext(ctx, &open, `SELECT id FROM desk.audits WHERE person = $1 AND state = 'offered' AND expires_at > $2 LIMIT 1`, by.ID, now)
		if err != nil {
			return fmt.Errorf("read audits: %w", err)
		}
		if len(open) == 0 {
			if open, err = s.drawAudit(ctx, tx, by.ID, now); err != nil || len(open) == 0 {
				return err
			}
		}
		next, err = s.auditTx(ctx, tx, by.ID, open[0])
		return err
	})
	return next, err
}

// offered reports whether somebody is offered work at all: their switch is on, and they
// are not absent.
func offered(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, now time.Time) (there bool, err error) {
	err = tx.GetContext(ctx, &there, `
		SELECT EXISTS (SELECT FROM desk.people WHERE id = $1 AND available)
		   AND NOT EXISTS (SELECT FROM desk.absences WHERE person = $1 AND from_at <= $2 AND until_at > $2)`, person, now)
	if err != nil {
		return false, fmt.Errorf("read who is there: %w", err)
	}
	return there, nil
}

// drawAudit makes an audit of a topic in which it is time for one, of a practice
// ticket that this expert has not seen.
func (s *School) drawAudit(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, now time.Time) ([]uuid.UUID, error) {
	var topics []struct {
		Topic    string `db:"topic"`
		Every    int    `db:"every"`
		OfferFor int    `db:"offer_for"`
		Audits   int    `db:"audits"` // so far
		Offers   int    `db:"offers"` // since the last
	}
	err := tx.SelectContext(ctx, &topics, `
		SELECT r.topic, r.every, t.offer_for, a.audits, o.offers
		FROM desk.audit_rates r JOIN desk.topics t ON t.id = r.topic AND t.active
		JOIN desk.qualifications q ON q.topic = r.topic AND q.person = $1 AND q.probation = 0
		CROSS JOIN LATERAL (SELECT count(*) AS audits, coalesce(max(offered_at), '-infinity') AS last FROM desk.audits WHERE person = $1 AND topic = r.topic) a
		CROSS JOIN LATERAL (SELECT count(*) AS offers FROM (
		    SELECT FROM desk.offers o JOIN desk.tickets k ON k.number = o.ticket AND k.topic = r.topic
		    WHERE o.expert = $1 AND o.made_at > a.last LIMIT 2 * r.every) l) o
		ORDER BY o.offers DESC, r.topic`, person)
	if err != nil {
		return nil, fmt.Errorf("read audit rates: %w", err)
	}
	made := []uuid.UUID{}
	for _, t := range topics {
		if len(made) > 0 || t.Offers < auditAfter(t.Every, person, t.Topic, t.Audits) {
			continue
		}
		id, err := uuid.NewV7()
		if err != nil {
			return nil, fmt.Errorf("make id: %w", err)
		}
		err = tx.SelectContext(ctx, &made, `
			INSERT INTO desk.audits (id, person, topic, practice, offered_at, expires_at)
			SELECT $1, $2, c.topic, c.id, $4, $5 FROM desk.practice_cases c
			WHERE c.topic = $3 AND c.active
			  AND NOT EXISTS (SELECT FROM desk.practice_answers p WHERE p.practice = c.id AND p.person = $2)
			  AND NOT EXISTS (SELECT FROM desk.audits a WHERE a.practice = c.id AND a.person = $2 AND a.state <> 'skipped')
			ORDER BY md5(c.id::text || $2::text) LIMIT 1 RETURNING id`,
			id, person, t.Topic, now, now.Add(time.Duration(t.OfferFor)*time.Second))
		if err != nil {
			return nil, fmt.Errorf("make audit: %w", err)
		}
	}
	return made, nil
}

type auditRow struct {
	ID        uuid.UUID      `db:"id"`
	Topic     string         `db:"topic"`
	Subject   string         `db:"subject"`
	Text      string         `db:"text"`
	OfferedAt time.Time      `db:"offered_at"`
	ExpiresAt time.Time      `db:"expires_at"`
	State     string         `db:"state"`
	Missing   pq.StringArray `db:"missing"`
	Keywords  pq.StringArray `db:"keywords"`
	Sample    string         `db:"sample"`
	Sealed    []byte         `db:"sealed"`
}

// readAudit reads one of a person's, with the keywords.
func readAudit(ctx context.Context, q sqlx.QueryerContext, person, id uuid.UUID) (auditRow, error) {
	var r auditRow
	err := sqlx.GetContext(ctx, q, &r, `
		SELECT a.id, a.topic, c.subject, c.text, a.offered_at, a.expires_at, a.state, a.missing, c.keywords, c.sample, t.sealed
		FROM desk.audits a JOIN desk.practice_cases c ON c.id = a.practice LEFT JOIN vault.audit_texts t ON t.audit = a.id
		WHERE a.id = $1 AND a.person = $2`, id, person)
	if errors.Is(err, sql.ErrNoRows) {
		return r, fault.NotFound("There is no such request.")
	}
	if err != nil {
		return r, fmt.Errorf("read audit: %w", err)
	}
	return r, nil
}

// auditTx is an audit as its expert may see it.
func (s *School) auditTx(ctx context.Context, q sqlx.QueryerContext, person, id uuid.UUID) (*Audit, error) {
	r, err := readAudit(ctx, q, person, id)
	if err != nil {
		return nil, err
	}
	a := &Audit{ID: r.ID, Topic: r.Topic, Subject: r.Subject, Text: r.Text, OfferedAt: r.OfferedAt.UTC(), ExpiresAt: r.ExpiresAt.UTC(), State: r.State}
	if r.State != AuditGood && r.State != AuditMissed {
		return a, nil
	}
	key, err := s.people.KeyTx(ctx, q, person)
	if err != nil {
		return nil, err
	}
	a.Missing, a.Sample = r.Missing, r.Sample
	a.Answer, err = opened(key, r.Sealed, auditPlace(id))
	return a, err
}

// Audit is one of an expert's own.
func (s *School) Audit(ctx context.Context, by people.Person, id uuid.UUID) (*Audit, error) {
	if err := mayLearn(by); err != nil {
		return nil, err
	}
	return s.auditTx(ctx, s.db, by.ID, id)
}
