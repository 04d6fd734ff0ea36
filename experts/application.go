package experts

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/people"
)

// The states of an application.
const (
	ApplicationOpen      = "open"
	ApplicationDeclined  = "declined"
	ApplicationWithdrawn = "withdrawn"
)

// againAfter is when somebody who was declined may apply again.
const againAfter = 30 * 24 * time.Hour

// Introduction is what somebody says of themself.
type Introduction struct {
	Text  string `json:"text"`
	Video string `json:"video,omitempty"` // a link
}

// Application is what somebody applies with.
type Application struct {
	Introduction
	Topics []string
	Terms  int // the version that they accept
}

const (
	introductionMost = 4000
	linkMost         = 500
	topicsMost       = 50
)

var topicShape = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

func (a Application) checked() (Application, error) {
	var c checks
	a.Text = c.needed("introduction", a.Text, introductionMost)
	a.Video = c.text("video", a.Video, linkMost)
	if link, err := url.Parse(a.Video); a.Video != "" && (err != nil || link.Scheme != "https" || link.Host == "") {
		c.wrong("video", "must be a link that begins with https://")
	}
	a.Topics = slices.Compact(slices.Sorted(slices.Values(a.Topics)))
	if len(a.Topics) == 0 || len(a.Topics) > topicsMost || slices.ContainsFunc(a.Topics, func(t string) bool { return !topicShape.MatchString(t) }) {
		c.wrong("topics", "must name topics")
	}
	return a, c.err()
}

// Apply lets somebody from outside apply: they get an account, and their session.
func (s *School) Apply(ctx context.Context, who people.ApplicantInput, a Application) (people.Person, string, error) {
	a, err := a.checked()
	if err != nil {
		return people.Person{}, "", err
	}
	page, err := s.Page(ctx)
	if err != nil {
		return people.Person{}, "", err
	}
	if !page.Open {
		return people.Person{}, "", fault.Conflict("No applications are taken at present.")
	}
	applicant, err := s.people.Applicant(ctx, who)
	if err != nil {
		return people.Person{}, "", err
	}
	var person people.Person
	var session string
	err = s.change(ctx, func(tx *sqlx.Tx, n *news) (err error) {
		if person, session, err = s.people.AdmitTx(ctx, tx, applicant); err != nil {
			return err
		}
		return s.applyTx(ctx, tx, n, person, a, true)
	})
	return person, session, err
}

// ApplyAlso lets an expert or applicant apply for these topics, or change an
// application that is open.
func (s *School) ApplyAlso(ctx context.Context, by people.Person, a Application) error {
	if err := mayLearn(by); err != nil {
		return err
	}
	a, err := a.checked()
	if err != nil {
		return err
	}
	return s.change(ctx, func(tx *sqlx.Tx, n *news) error {
		if err := lockExpert(ctx, tx, by.ID); err != nil {
			return err
		}
		known, err := applicationTx(ctx, tx, by.ID)
		if err != nil {
			return err
		}
		if known != nil && s.clock.Now().Before(known.againAt()) {
			return fault.Conflict("You can apply again 30 days after the last decision.")
		}
		return s.applyTx(ctx, tx, n, by, a, false)
	})
}

// applyTx writes an application; admitted says that its person came with it.
func (s *School) applyTx(ctx context.Context, tx *sqlx.Tx, n *news, person people.Person, a Application, admitted bool) error {
	if err := s.accept(ctx, tx, person.ID, a.Terms); err != nil {
		return err
	}
	if err := openTopics(ctx, tx, a.Topics); err != nil {
		return err
	}
	now := s.clock.Now()
	var fresh bool
	err := tx.GetContext(ctx, &fresh, `
		INSERT INTO desk.applications AS a (person, topics, state, applied_at, admitted) VALUES ($1, $2, 'open', $3, $4)
		ON CONFLICT (person) DO UPDATE SET topics = excluded.topics, state = 'open', decided_at = NULL, decided_by = NULL,
		    applied_at = CASE WHEN a.state = 'open' THEN a.applied_at ELSE excluded.applied_at END
		RETURNING applied_at = $3`, person.ID, pq.StringArray(a.Topics), now, admitted)
	if err != nil {
		return fmt.Errorf("write application: %w", err)
	}
	if fresh {
		admins, err := people.AdminsTx(ctx, tx)
		if err != nil {
			return err
		}
		n.tell(NewsApplication, admins...)
	}
	return s.writeIntroduction(ctx, tx, person.ID, a.Introduction)
}

// openTopics refuses topics that experts do not answer.
func openTopics(ctx context.Context, tx *sqlx.Tx, topics []string) error {
	var known int
	err := tx.GetContext(ctx, &known, `SELECT count(*) FROM desk.topics WHERE id = ANY ($1) AND active AND policy = 'experts_first'`, pq.Array(topics))
	if err != nil {
		return fmt.Errorf("read topics: %w", err)
	}
	if known != len(topics) {
		return fault.Invalid("Some of this cannot be used as it is.").With("topics", "holds one that experts do not answer")
	}
	return nil
}

func (s *School) writeIntroduction(ctx context.Context, tx *sqlx.Tx, person uuid.UUID, i Introduction) error {
	key, err := s.people.KeyTx(ctx, tx, person)
	if err != nil {
		return err
	}
	plain, err := json.Marshal(i)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO vault.introductions (person, sealed) VALUES ($1, $2) ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, answer = NULL`,
		person, key.Seal(plain, introductionPlace(person)))
	if err != nil {
		return fmt.Errorf("write introduction: %w", err)
	}
	return nil
}

type applicationRow struct {
	Person    uuid.UUID      `db:"person"`
	Topics    pq.StringArray `db:"topics"`
	State     string         `db:"state"`
	AppliedAt time.Time      `db:"applied_at"`
	DecidedAt *time.Time     `db:"decided_at"`
}

// againAt is when who was declined may apply again; zero for everybody else.
func (r applicationRow) againAt() time.Time {
	if r.State != ApplicationDeclined {
		return time.Time{}
	}
	return r.DecidedAt.Add(againAfter).UTC()
}

// applicationTx is somebody's application, or nil.
func applicationTx(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) (*applicationRow, error) {
	var row applicationRow
	err := sqlx.GetContext(ctx, q, &row, `SELECT person, topics, state, applied_at, decided_at FROM desk.applications WHERE person = $1`, person)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read application: %w", err)
	}
	return &row, nil
}

// Own is somebody's application as they see it themself.
type Own struct {
	State        string // "" where there is none
	Introduction Introduction
	Topics       []string
	AppliedAt    time.Time
	Refusal      string     // why it was declined
	AgainAt      *time.Time // when they may apply again, if not now
	Terms        int        // the version accepted last; 0: none
	Owed         *Owed      // terms to accept, or nil
	Standings    []Standing
	Extras       map[uuid.UUID]string // why staff gave the extra attempts of the standings
}

// Own is the person's application and where they stand.
func (s *School) Own(ctx context.Context, by people.Person) (Own, error) {
	if err := mayLearn(by); err != nil {
		return Own{}, err
	}
	o, err := s.own(ctx, s.db, by.ID)
	if err != nil {
		return Own{}, err
	}
	if o.Terms, o.Owed, err = s.owed(ctx, by.ID); err != nil {
		return Own{}, err
	}
	if o.Standings, err = s.standings(ctx, s.db, by.ID); err != nil {
		return Own{}, err
	}
	o.Extras, err = s.extraReasons(ctx, s.db, by.ID, o.Standings)
	return o, err
}

func (s *School) own(ctx context.Context, q sqlx.QueryerContext, person uuid.UUID) (Own, error) {
	row, err := applicationTx(ctx, q, person)
	if err != nil || row == nil {
		return Own{Topics: []string{}}, err
	}
	o := Own{State: row.State, Topics: row.Topics, AppliedAt: row.AppliedAt.UTC()}
	if again := row.againAt(); s.clock.Now().Before(again) {
		o.AgainAt = &again
	}
	var sealed struct{ Sealed, Answer []byte }
	err = sqlx.GetContext(ctx, q, &sealed, `SELECT sealed, answer FROM vault.introductions WHERE person = $1`, person)
	if errors.Is(err, sql.ErrNoRows) {
		return o, nil
	}
	if err != nil {
		return Own{}, fmt.Errorf("read introduction: %w", err)
	}
	key, err := s.people.KeyTx(ctx, q, person)
	if err != nil {
		return Own{}, err
	}
	plain, err := key.Open(sealed.Sealed, introductionPlace(person))
	if err != nil {
		return Own{}, err
	}
	if err := json.Unmarshal(plain, &o.Introduction); err != nil {
		return Own{}, errors.New("an introduction cannot be read") // the cause would quote it
	}
	o.Refusal, err = opened(key, sealed.Answer, refusalPlace(person))
	return o, err
}
