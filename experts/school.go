package experts

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/internal/clock"
	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/privacy"
	"kontor/tickets"
)

// The kinds of notifications of this package.
const (
	NewsApplication = "application"   // to admins: somebody applies
	NewsQualified   = "qualified"     // a topic is yours, from approval or a renewal
	NewsDeclined    = "declined"      // the application was declined
	NewsJudged      = "judged"        // a test or practice has been judged
	NewsLapsing     = "lapse_warning" // a qualification is going to lapse
	NewsLapsed      = "lapsed"
	NewsRetest      = "retest"        // the test has a new version
	NewsAttempt     = "attempt_given" // staff gave one more attempt at a test
	NewsTerms       = "terms"         // there are new terms to accept
	NewsLesson      = "lesson"        // there is something to read before the next claim
)

// Parts are what a School works with.
type Parts struct {
	App    *sqlx.DB
	Desk   *tickets.Desk
	People *people.Register
	Clock  clock.Clock
}

// School is where experts are made. It is safe for concurrent use, on any
// number of nodes.
type School struct {
	db     *sqlx.DB
	desk   *tickets.Desk
	people *people.Register
	clock  clock.Clock
}

// New puts a school together.
func New(p Parts) *School {
	return &School{db: p.App, desk: p.Desk, people: p.People, clock: p.Clock}
}

// change runs what changes something, and tells afterwards those who hear of it.
func (s *School) change(ctx context.Context, do func(tx *sqlx.Tx, n *news) error) error {
	n := &news{}
	err := postgres.InTx(ctx, s.db, func(tx *sqlx.Tx) error {
		*n = news{}
		if err := do(tx, n); err != nil {
			return err
		}
		return s.desk.TellAllTx(ctx, tx, n.tellings...)
	})
	if err != nil {
		return err
	}
	for _, person := range n.changed {
		s.people.Changed(person)
	}
	if told := n.told(); len(told) > 0 {
		s.desk.Told(told...)
	}
	return nil
}

// news is what a change has to tell, and whose topics it changed.
type news struct {
	tellings []tickets.Telling
	changed  []uuid.UUID
}

func (n *news) tell(kind string, persons ...uuid.UUID) {
	n.tellings = append(n.tellings, tickets.Telling{Kind: kind, To: persons})
}

func (n *news) told() (all []uuid.UUID) {
	for _, t := range n.tellings {
		all = append(all, t.To...)
	}
	return all
}

// lockExpert keeps a second change of the same person's way waiting.
func lockExpert(ctx context.Context, tx *sqlx.Tx, person uuid.UUID) error {
	if _, err := tx.ExecContext(ctx, `SELECT FROM desk.people WHERE id = $1 FOR NO KEY UPDATE`, person); err != nil {
		return fmt.Errorf("lock person: %w", err)
	}
	return nil
}

// holdTest keeps a topic's test as it is, after its person's lock and before that of an
// attempt: who makes a new version takes the attempts under way under its lock.
func holdTest(ctx context.Context, tx *sqlx.Tx, topic string) error {
	if _, err := tx.ExecContext(ctx, `SELECT FROM desk.tests WHERE topic = $1 FOR SHARE`, topic); err != nil {
		return fmt.Errorf("hold test: %w", err)
	}
	return nil
}

// lockQualifications locks those that a condition is true of, in the order of their key,
// so that of those who change many nobody waits for another who waits for them.
func lockQualifications(ctx context.Context, tx *sqlx.Tx, condition string, args ...any) error {
	_, err := tx.ExecContext(ctx, `SELECT FROM desk.qualifications WHERE `+condition+` ORDER BY topic, person FOR NO KEY UPDATE`, args...)
	if err != nil {
		return fmt.Errorf("lock qualifications: %w", err)
	}
	return nil
}

// The places of what is sealed: it opens only where it was sealed.
func introductionPlace(person uuid.UUID) string { return "introduction:" + person.String() }
func refusalPlace(person uuid.UUID) string      { return "refusal:" + person.String() }
func answerPlace(attempt, question uuid.UUID) string {
	return "answer:" + attempt.String() + ":" + question.String()
}
func practicePlace(answer uuid.UUID) string { return "practice:" + answer.String() }
func extraPlace(id uuid.UUID) string        { return "extra:" + id.String() }
func notePlace(answer uuid.UUID) string     { return "practice-note:" + answer.String() }
func auditPlace(audit uuid.UUID) string     { return "audit:" + audit.String() }

// opened is what was sealed as text; nothing stays nothing.
func opened(key *privacy.PersonKey, sealed []byte, place string) (string, error) {
	if sealed == nil {
		return "", nil
	}
	plain, err := key.Open(sealed, place)
	return string(plain), err
}

func mayManage(by people.Person) error {
	if by.Role != people.RoleAdmin {
		return fault.Forbidden("Only an admin may do this.")
	}
	return nil
}

func isStaff(p people.Person) bool {
	return p.Role == people.RoleStaff || p.Role == people.RoleAdmin
}

func mayJudge(by people.Person) error {
	if !isStaff(by) {
		return fault.Forbidden("Only staff may do this.")
	}
	return nil
}

func mayLearn(by people.Person) error {
	if by.Role != people.RoleExpert {
		return fault.Forbidden("This is for experts only.")
	}
	return nil
}
