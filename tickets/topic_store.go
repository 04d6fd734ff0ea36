package tickets

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"regexp"
	"unicode/utf8"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/internal/postgres"
	"kontor/people"
	"kontor/routing"
)

type topicRow struct {
	ID           string          `db:"id" json:"id"`
	Names        json.RawMessage `db:"names" json:"names"`
	Descriptions json.RawMessage `db:"descriptions" json:"descriptions"`
	Policy       string          `db:"policy" json:"policy"`
	Team         string          `db:"team" json:"team"`
	TakeWithin   int             `db:"take_within" json:"take_within"`
	OfferFor     int             `db:"offer_for" json:"offer_for"`
	WaveSize     int             `db:"wave_size" json:"wave_size"`
	CloseAfter   int             `db:"close_after" json:"close_after"`
	Active       bool            `db:"active" json:"active"`
	Position     int             `db:"position" json:"position"`

	Waves           int            `db:"waves" json:"waves"`
	HeadStart       int            `db:"head_start" json:"head_start"`
	FirstReply      int            `db:"first_reply_within" json:"first_reply_within"`
	Newcomers       int            `db:"newcomers" json:"newcomers"`
	MaxReleases     int            `db:"max_releases" json:"max_releases"`
	ExpertLanguages pq.StringArray `db:"expert_languages" json:"expert_languages"`

	MinChance int             `db:"min_chance" json:"min_chance"`
	Form      json.RawMessage `db:"form" json:"form"`
	FormRules json.RawMessage `db:"form_rules" json:"form_rules"`

	PeersWithin   int `db:"peers_within" json:"peers_within"`
	StuckAfter    int `db:"stuck_after" json:"stuck_after"`
	RespondWithin int `db:"respond_within" json:"respond_within"`
	RiskPercent   int `db:"risk_percent" json:"risk_percent"`
	LowRating     int `db:"low_rating" json:"low_rating"`

	RetentionMonths int  `db:"retention_months" json:"retention_months"`
	RetentionText   bool `db:"retention_text" json:"retention_text"`
}

func (r topicRow) topic() (Topic, error) {
	t := Topic{ID: r.ID, Policy: r.Policy, Team: r.Team, TakeWithinS: r.TakeWithin, OfferForS: r.OfferFor,
		WaveSize: r.WaveSize, CloseAfterD: r.CloseAfter, Active: r.Active, Position: r.Position,
		Waves: r.Waves, HeadStartS: r.HeadStart, FirstReplyS: r.FirstReply, Newcomers: r.Newcomers,
		MaxReleases: r.MaxReleases, ExpertLanguages: r.ExpertLanguages, MinChance: r.MinChance,
		PeersS: r.PeersWithin, StuckS: r.StuckAfter, RespondS: r.RespondWithin, AtRisk: r.RiskPercent, LowRating: r.LowRating,
		RetentionMonths: r.RetentionMonths, RetentionText: r.RetentionText}
	return t, errors.Join(json.Unmarshal(r.Names, &t.Names), json.Unmarshal(r.Descriptions, &t.Descriptions),
		json.Unmarshal(r.Form, &t.Form), json.Unmarshal(r.FormRules, &t.FormRules))
}

const selectTopics = `SELECT id, names, descriptions, policy, team, take_within, offer_for, wave_size, close_after, active, position,
	waves, head_start, first_reply_within, newcomers, max_releases, expert_languages, min_chance, form, form_rules,
	peers_within, stuck_after, respond_within, risk_percent, low_rating, coalesce(retention_months, 0) AS retention_months, retention_text FROM desk.topics`

func topicTx(ctx context.Context, q sqlx.QueryerContext, id string) (Topic, error) {
	return readTopic(ctx, q, id, "")
}

func readTopic(ctx context.Context, q sqlx.QueryerContext, id, lock string) (Topic, error) {
	var row topicRow
	err := sqlx.GetContext(ctx, q, &row, selectTopics+` WHERE id = $1 `+lock, id)
	if errors.Is(err, sql.ErrNoRows) {
		return Topic{}, fault.NotFound("there is no such topic")
	}
	if err != nil {
		return Topic{}, err
	}
	return row.topic()
}

// maxTopics bounds the list of topics of a desk.
const maxTopics = 500

// Topics are all topics in the admin's order; the caller shows inactive ones to
// admins only.
func (d *Desk) Topics(ctx context.Context) ([]Topic, error) {
	var rows []topicRow
	if err := d.app.SelectContext(ctx, &rows, selectTopics+` ORDER BY position, id LIMIT $1`, maxTopics); err != nil {
		return nil, err
	}
	topics := make([]Topic, 0, len(rows))
	for _, r := range rows {
		t, err := r.topic()
		if err != nil {
			return nil, err
		}
		topics = append(topics, t)
	}
	return topics, nil
}

// TopicUpdate changes what is not nil.
type TopicUpdate struct {
	Names        *map[string]string
	Descriptions *map[string]string
	Policy       *string
	Team         *string
	TakeWithinS  *int
	OfferForS    *int
	WaveSize     *int
	CloseAfterD  *int
	Active       *bool
	Position     *int

	Waves           *int
	HeadStartS      *int
	FirstReplyS     *int
	Newcomers       *int
	MaxReleases     *int
	ExpertLanguages *[]string

	MinChance *int
	Form      *Form
	FormRules *[]FormRule

	PeersS    *int
	StuckS    *int
	RespondS  *int
	AtRisk    *int
	LowRating *int

	RetentionMonths *int
	RetentionText   *bool
}

// CreateTopic adds a topic. The same id again is a conflict unless it is the
// very same topic.
func (d *Desk) CreateTopic(ctx context.Context, by people.Person, t Topic) (Topic, error) {
	if err := t.check(); err != nil {
		return Topic{}, err
	}
	err := postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) error {
		if err := insertTopic(ctx, tx, t); err != nil {
			return err
		}
		if err := refuseStranding(ctx, tx, by, t); err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, d.clock.Now(), by, "topic_created", t.ID)
	})
	if postgres.IsUnique(err) {
		return Topic{}, fault.Conflict("there is a topic with this id already").With("id", "is in use")
	}
	return t, err
}

func insertTopic(ctx context.Context, tx *sqlx.Tx, t Topic) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.topics (id, names, descriptions, policy, team, take_within, offer_for, wave_size, close_after, active, position,
		    retention_months, retention_text, waves, head_start, first_reply_within, newcomers, max_releases, expert_languages,
		    min_chance, form_rules, peers_within, stuck_after, respond_within, risk_percent, low_rating, form)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, nullif($12, 0), $13, $14, $15, $16, $17, $18, coalesce($19::text[], '{}'), $20, $21, $22, $23, $24, $25, $26, $27)`, t.columns()...)
	if postgres.IsForeignKey(err) {
		return fault.Invalid("there is no such team").With("team", "does not exist")
	}
	return err
}

func (t Topic) columns() []any {
	return []any{t.ID, texts(t.Names), texts(t.Descriptions), t.Policy, t.Team, t.TakeWithinS, t.OfferForS, t.WaveSize, t.CloseAfterD, t.Active, t.Position,
		t.RetentionMonths, t.RetentionText, t.Waves, t.HeadStartS, t.FirstReplyS, t.Newcomers, t.MaxReleases, pq.Array(t.ExpertLanguages),
		t.MinChance, listJSON(t.FormRules), t.PeersS, t.StuckS, t.RespondS, cmp.Or(t.AtRisk, usualRisk), t.LowRating, listJSON(t.Form)}
}

// UpdateTopic changes a topic; tickets follow the new policy from their next act on,
// and new times at once (Retime).
func (d *Desk) UpdateTopic(ctx context.Context, by people.Person, id string, u TopicUpdate) (Topic, error) {
	var t Topic
	err := postgres.InTx(ctx, d.app, func(tx *sqlx.Tx) (err error) {
		if _, err := tx.ExecContext(ctx, `SELECT FROM desk.topics WHERE id = $1 FOR UPDATE`, id); err != nil {
			return err
		}
		if t, err = topicTx(ctx, tx, id); err != nil {
			return err
		}
		before := t
		u.apply(&t)
		if err := t.check(); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE desk.topics SET names = $2, descriptions = $3, policy = $4, team = $5, take_within = $6, offer_for = $7,
			    wave_size = $8, close_after = $9, active = $10, position = $11,
			    retention_months = nullif($12, 0), retention_text = $13, waves = $14, head_start = $15, first_reply_within = $16,
			    newcomers = $17, max_releases = $18, expert_languages = coalesce($19::text[], '{}'), min_chance = $20, form_rules = $21,
			    peers_within = $22, stuck_after = $23, respond_within = $24, risk_percent = $25, low_rating = $26, form = $27 WHERE id = $1`, t.columns()...)
		if postgres.IsForeignKey(err) {
			return fault.Invalid("there is no such team").With("team", "does not exist")
		}
		if err != nil {
			return err
		}
		if u.routes() {
			if err := refuseStranding(ctx, tx, by, t); err != nil {
				return err
			}
		}
		if err := promiseRetime(ctx, tx, before, t, d.clock.Now()); err != nil {
			return err
		}
		return people.AuditTx(ctx, tx, d.clock.Now(), by, "topic_changed", t.ID)
	})
	return t, err
}

// routes reports whether the update changes where tickets end.
func (u TopicUpdate) routes() bool {
	return u.Policy != nil || u.FormRules != nil || u.Team != nil || u.Active != nil || u.TakeWithinS != nil || u.HeadStartS != nil
}

// refuseStranding refuses a topic whose tickets would end where nobody looks. A desk
// that is being set up has its topics before its people.
func refuseStranding(ctx context.Context, tx *sqlx.Tx, by people.Person, t Topic) error {
	if !t.Active || by.ID == people.System().ID {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `SELECT FROM desk.teams WHERE id = $1 FOR SHARE`, t.Team); err != nil { // nobody leaves it meanwhile
		return err
	}
	var house routing.House
	err := tx.GetContext(ctx, &house, `
		SELECT count(*) AS staff, coalesce(sum(p.capacity), 0) AS capacity
		FROM desk.memberships m JOIN desk.people p ON p.id = m.person AND p.active AND p.role IN ('staff', 'admin') WHERE m.team = $1`, t.Team)
	if err != nil {
		return err
	}
	policy := t.Routing()
	if t.asksExperts() { // or a rule of its form does
		policy.Form = routing.ExpertsFirst
	}
	if bad := policy.Stranding(house); bad != nil {
		return fault.Invalid("this policy would leave tickets stranded").With(bad.Field, bad.Text)
	}
	return nil
}

func (u TopicUpdate) apply(t *Topic) {
	set(&t.Names, u.Names)
	set(&t.Descriptions, u.Descriptions)
	set(&t.Policy, u.Policy)
	set(&t.Team, u.Team)
	set(&t.TakeWithinS, u.TakeWithinS)
	set(&t.OfferForS, u.OfferForS)
	set(&t.WaveSize, u.WaveSize)
	set(&t.CloseAfterD, u.CloseAfterD)
	set(&t.Active, u.Active)
	set(&t.Position, u.Position)
	set(&t.Waves, u.Waves)
	set(&t.HeadStartS, u.HeadStartS)
	set(&t.FirstReplyS, u.FirstReplyS)
	set(&t.Newcomers, u.Newcomers)
	set(&t.MaxReleases, u.MaxReleases)
	set(&t.ExpertLanguages, u.ExpertLanguages)
	set(&t.MinChance, u.MinChance)
	set(&t.Form, u.Form)
	set(&t.FormRules, u.FormRules)
	set(&t.PeersS, u.PeersS)
	set(&t.StuckS, u.StuckS)
	set(&t.RespondS, u.RespondS)
	set(&t.AtRisk, u.AtRisk)
	set(&t.LowRating, u.LowRating)
	set(&t.RetentionMonths, u.RetentionMonths)
	set(&t.RetentionText, u.RetentionText)
}

func set[T any](to *T, from *T) {
	if from != nil {
		*to = *from
	}
}

var slug = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

func (t Topic) check() error {
	switch {
	case !slug.MatchString(t.ID):
		return fault.Invalid("a topic's id is a short word").With("id", "must be of a-z, 0-9 and -, 40 at most")
	case t.CloseAfterD < 1 || t.CloseAfterD > 365:
		return fault.Invalid("the time until a ticket is closed is out of bounds").With("close_after_days", "must be 1 to 365")
	case t.Position < 0 || t.Position > 1_000_000:
		return fault.Invalid("the place in the list is out of bounds").With("position", "must be 0 to 1000000")
	case t.RetentionMonths < 0 || t.RetentionMonths > 1200:
		return fault.Invalid("the time until personal data goes is out of bounds").With("retention_months", "must be 0 to 1200")
	case inLanguage(t.Names, "en") == "":
		return fault.Invalid("a topic needs a name").With("names", "holds no name in any of the five languages")
	}
	if bad := t.Routing().Check(); bad != nil {
		return fault.Invalid("this way of routing is out of bounds").With(bad.Field, bad.Text)
	}
	if err := errors.Join(t.Form.check(), t.checkFormRules(), t.checkEscalation()); err != nil {
		return err
	}
	return checkLanguages(t)
}

func checkLanguages(t Topic) error {
	return cmp.Or(checkByLanguage("names", t.Names), checkByLanguage("names", t.Descriptions))
}

func checkByLanguage(field string, byLanguage map[string]string) error {
	for language, text := range byLanguage {
		if len(language) != 2 || utf8.RuneCountInString(text) > maxSubject {
			return fault.Invalid("a name or description cannot be accepted").With(field, "must be by two-letter language, 200 characters at most")
		}
		if err := checkText(field, text, maxSubject); err != nil {
			return err
		}
	}
	return nil
}

func texts(byLanguage map[string]string) string {
	if byLanguage == nil {
		return "{}"
	}
	raw, _ := json.Marshal(byLanguage)
	return string(raw)
}
