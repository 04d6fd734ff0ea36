package experts

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
)

// Applicant is an application in the list of those that wait: nothing personal.
type Applicant struct {
	Person    uuid.UUID
	Alias     string
	Languages []string
	Topics    []string
	State     string
	AppliedAt time.Time
	Standings []Standing
}

const applicantsMost = 100

// Applicants are the open applications that wait for a topic of the judge's
// teams, oldest first, with where each stands.
func (s *School) Applicants(ctx context.Context, by people.Person) ([]Applicant, error) {
	return s.applicants(ctx, by, uuid.Nil)
}

// applicants are all of them, or the one who is named.
func (s *School) applicants(ctx context.Context, by people.Person, person uuid.UUID) ([]Applicant, error) {
	if err := mayJudge(by); err != nil {
		return nil, err
	}
	var rows []struct {
		applicationRow
		Alias     string         `db:"alias"`
		Languages pq.StringArray `db:"languages"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT a.person, a.topics, a.state, a.applied_at, a.decided_at, p.name AS alias, p.languages
		FROM desk.applications a JOIN desk.people p ON p.id = a.person
		WHERE a.state = 'open' AND p.active AND (a.person = $3 OR $3 = $4) AND EXISTS (SELECT FROM desk.topics t WHERE t.id = ANY (a.topics) AND t.team = ANY ($1)
		    AND NOT EXISTS (SELECT FROM desk.qualifications q WHERE q.topic = t.id AND q.person = a.person))
		ORDER BY a.applied_at, a.person LIMIT $2`, pq.Array(by.Teams), applicantsMost, person, uuid.Nil)
	if err != nil {
		return nil, fmt.Errorf("read applications: %w", err)
	}
	all := make([]Applicant, len(rows))
	for i, r := range rows {
		all[i] = Applicant{Person: r.Person, Alias: r.Alias, Languages: r.Languages, Topics: r.Topics, State: r.State, AppliedAt: r.AppliedAt.UTC()}
		if all[i].Standings, err = s.standings(ctx, s.db, r.Person); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Applied is what admins see of an application in the list of people.
type Applied struct {
	State     string
	Ours      bool // of a topic of the admin's teams: they may open it
	Standings []Standing
}

// Applied are the applications of these people that are open or were declined.
func (s *School) Applied(ctx context.Context, by people.Person, persons []uuid.UUID) (map[uuid.UUID]Applied, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	var rows []struct {
		Person uuid.UUID `db:"person"`
		State  string    `db:"state"`
		Ours   bool      `db:"ours"`
	}
	err := s.db.SelectContext(ctx, &rows, `
		SELECT a.person, a.state, a.state = 'open' AND EXISTS (SELECT FROM desk.topics t WHERE t.id = ANY (a.topics) AND t.team = ANY ($2)
		    AND NOT EXISTS (SELECT FROM desk.qualifications q WHERE q.topic = t.id AND q.person = a.person)) AS ours
		FROM desk.applications a WHERE a.person = ANY ($1) AND a.state IN ('open', 'declined')`, pq.Array(persons), pq.Array(by.Teams))
	if err != nil {
		return nil, fmt.Errorf("read applications: %w", err)
	}
	applied := make(map[uuid.UUID]Applied, len(rows))
	for _, r := range rows {
		a := Applied{State: r.State, Ours: r.Ours}
		if a.Standings, err = s.standings(ctx, s.db, r.Person); err != nil {
			return nil, err
		}
		applied[r.Person] = a
	}
	return applied, nil
}

// Opened is an application with what is personal in it.
type Opened struct {
	Applicant
	Name, Email  string
	Introduction Introduction
	Tests        []Attempt // that have ended, newest first
}

// Open shows an application as a whole. That somebody looked is written to the
// log of changes first.
func (s *School) Open(ctx context.Context, by people.Person, person uuid.UUID) (Opened, error) {
	a, err := s.applicant(ctx, by, person)
	if err != nil {
		return Opened{}, err
	}
	err = s.change(ctx, func(tx *sqlx.Tx, _ *news) error {
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "application_opened", person.String())
	})
	if err != nil {
		return Opened{}, err
	}
	o := Opened{Applicant: a}
	if o.Name, o.Email, err = s.people.Contact(ctx, person); err != nil {
		return Opened{}, err
	}
	own, err := s.own(ctx, s.db, person)
	if err != nil {
		return Opened{}, err
	}
	o.Introduction = own.Introduction
	o.Tests, err = s.ended(ctx, person)
	return o, err
}

func (s *School) applicant(ctx context.Context, by people.Person, person uuid.UUID) (Applicant, error) {
	found, err := s.applicants(ctx, by, person)
	if err != nil {
		return Applicant{}, err
	}
	if len(found) != 1 {
		return Applicant{}, noApplication()
	}
	return found[0], nil
}

func noApplication() error { return fault.NotFound("There is no such application.") }

const endedMost = 20

// ended are the tests that somebody has taken, with what they answered.
func (s *School) ended(ctx context.Context, person uuid.UUID) ([]Attempt, error) {
	var rows []attemptRow
	err := s.db.SelectContext(ctx, &rows, selectAttempts+` WHERE person = $1 AND state <> 'running' ORDER BY started_at DESC, id LIMIT $2`, person, endedMost)
	if err != nil {
		return nil, fmt.Errorf("read attempts: %w", err)
	}
	all := make([]Attempt, len(rows))
	for i, r := range rows {
		if all[i], err = r.attempt(); err != nil {
			return nil, err
		}
		if err := s.fill(ctx, s.db, &all[i]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Approve gives an applicant a topic, on probation where its test says so. Staff
// of the topic's team approve, once test and practice are done.
func (s *School) Approve(ctx context.Context, by people.Person, person uuid.UUID, topic string) error {
	if err := mayJudge(by); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		f, err := s.decide(ctx, tx, by, person, topic)
		if err != nil {
			return err
		}
		switch Stands(f, s.clock.Now()).Step {
		case StepApproval:
		case StepProbation, StepQualified:
			return fault.Conflict("They have this topic already.")
		case StepTest:
			return fault.Conflict("They have not passed the test of this topic yet.")
		case StepPractice, StepPracticeJudging:
			return fault.Conflict("Their practice in this topic is not done yet.")
		default:
			return fault.Conflict("They have not applied for this topic.")
		}
		probation, major := 0, 0
		if f.asks() {
			probation, major = f.Test.Probation, f.Test.Major
		}
		if err := s.qualify(ctx, tx, n, person, topic, probation, major); err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "expert_approved", person.String(), topic)
	})
}

// decide locks an applicant for a decision on a topic of one's own team, and the topic's
// test, so that no new version comes between.
func (s *School) decide(ctx context.Context, tx *sqlx.Tx, by people.Person, person uuid.UUID, topic string) (Facts, error) {
	if err := lockExpert(ctx, tx, person); err != nil {
		return Facts{}, err
	}
	if err := holdTest(ctx, tx, topic); err != nil {
		return Facts{}, err
	}
	row, err := applicationTx(ctx, tx, person)
	if err != nil {
		return Facts{}, err
	}
	if err := mayJudgeTopic(ctx, tx, by, topic); err != nil {
		return Facts{}, err
	}
	if row == nil || row.State != ApplicationOpen {
		return Facts{}, noApplication()
	}
	return s.factsOf(ctx, tx, person, topic)
}

// Decline ends an application with a reason, which only the applicant reads.
// Topics that they have already stay theirs.
func (s *School) Decline(ctx context.Context, by people.Person, person uuid.UUID, reason string) error {
	if _, err := s.applicant(ctx, by, person); err != nil {
		return err
	}
	var c checks
	reason = c.needed("reason", reason, introductionMost)
	if err := c.err(); err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if err := lockExpert(ctx, tx, person); err != nil {
			return err
		}
		row, err := applicationTx(ctx, tx, person)
		if err != nil {
			return err
		}
		if row == nil || row.State != ApplicationOpen {
			return fault.Conflict("This has been decided already.")
		}
		key, err := s.people.KeyTx(ctx, tx, person)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE vault.introductions SET answer = $2 WHERE person = $1`, person, key.Seal([]byte(reason), refusalPlace(person))); err != nil {
			return fmt.Errorf("write reason: %w", err)
		}
		if err := s.closeTx(ctx, tx, person, by.ID, ApplicationDeclined); err != nil {
			return err
		}
		n.tell(NewsDeclined, person)
		return people.AuditTx(ctx, tx, s.clock.Now(), by, "expert_declined", person.String())
	})
}
