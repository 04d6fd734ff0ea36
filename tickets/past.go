package tickets

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/fault"
	"kontor/simulate"
)

// Past is what a simulation has to know of this desk: the tickets of the last days as
// they came, its experts, how many staff there are, what experience says, and the
// policies as they are. Topic "": all active ones.
func Past(ctx context.Context, app *sqlx.DB, topic string, until time.Time, days int) (simulate.Scenario, simulate.Policies, error) {
	s := simulate.Scenario{Days: days, Start: until.Add(-time.Duration(days) * 24 * time.Hour), Assumed: simulate.Usual()}
	policies, topics, err := pastPolicies(ctx, app, topic)
	if err != nil {
		return s, nil, err
	}
	if err := pastArrivals(ctx, app, topics, &s); err != nil {
		return s, nil, err
	}
	ids := make([]string, len(topics))
	for i, t := range topics {
		ids[i] = t.ID
	}
	for _, read := range []func(context.Context, *sqlx.DB, []string, *simulate.Scenario) error{pastCrew, pastStaff, pastOffers, pastSuccess} {
		if err := read(ctx, app, ids, &s); err != nil {
			return s, nil, err
		}
	}
	s.Experts = len(s.Crew)
	return s, policies, nil
}

// Past is Past of this desk until now.
func (d *Desk) Past(ctx context.Context, topic string, days int) (simulate.Scenario, simulate.Policies, error) {
	return Past(ctx, d.app, topic, d.clock.Now(), days)
}

func pastPolicies(ctx context.Context, app *sqlx.DB, topic string) (simulate.Policies, []Topic, error) {
	var rows []topicRow
	if err := app.SelectContext(ctx, &rows, selectTopics+` WHERE active AND ($1 = '' OR id = $1) ORDER BY position, id LIMIT $2`, topic, maxTopics); err != nil {
		return nil, nil, err
	}
	policies, topics := simulate.Policies{}, []Topic{}
	for _, r := range rows {
		t, err := r.topic()
		if err != nil {
			return nil, nil, err
		}
		policies[t.ID], topics = t.Routing(), append(topics, t)
	}
	if len(topics) == 0 {
		return nil, nil, fault.NotFound("there is no such topic, or it is switched off")
	}
	return policies, topics, nil
}

// pastArrivals are the tickets as they came, each with the chance that was learned of
// its like and with the policy that its form chooses. Texts are read only where wording
// says something.
func pastArrivals(ctx context.Context, app *sqlx.DB, topics []Topic, s *simulate.Scenario) error {
	numbers := map[uuid.UUID]int{}
	for _, topic := range topics {
		e, err := readExperience(ctx, app, topic.ID)
		if err != nil {
			return err
		}
		var rows []struct {
			At       time.Time       `db:"created_at"`
			Language string          `db:"language"`
			Customer uuid.UUID       `db:"customer"`
			Fields   json.RawMessage `db:"fields"`
			Text     string          `db:"text"`
		}
		err = app.SelectContext(ctx, &rows, `
			SELECT t.created_at, t.language, t.customer, t.fields,
			       CASE WHEN $5 THEN t.subject || ' ' || coalesce((SELECT left(e.text, $7) FROM desk.entries e WHERE e.ticket = t.number AND e.seq = $6), '') ELSE '' END AS text
			FROM desk.tickets t WHERE t.topic = $1 AND t.created_at >= $2 AND t.created_at < $3 ORDER BY t.created_at, t.number LIMIT $4`,
			topic.ID, s.Start, s.Start.Add(time.Duration(s.Days)*24*time.Hour), simulate.MostTickets, e.Trust > 0, firstMessageAt, learnText)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if _, ok := numbers[r.Customer]; !ok {
				numbers[r.Customer] = len(numbers)
			}
			a := simulate.Arrival{After: r.At.Sub(s.Start), Topic: topic.ID, Language: r.Language, Customer: numbers[r.Customer], Form: topic.For(r.Fields).Routing().Form}
			if e.All.Of > 0 {
				chance := e.Chance(r.Language, tellingWords(r.Text))
				a.Chance = &chance
			}
			s.Arrivals = append(s.Arrivals, a)
		}
	}
	slices.SortStableFunc(s.Arrivals, func(a, b simulate.Arrival) int { return cmp.Compare(a.After, b.After) })
	return nil
}

func pastCrew(ctx context.Context, app *sqlx.DB, topics []string, s *simulate.Scenario) error {
	var rows []struct {
		Topics    pq.StringArray `db:"topics"`
		Languages pq.StringArray `db:"languages"`
		Capacity  int            `db:"capacity"`
		Tried     int            `db:"tried"`
		Solved    int            `db:"solved"`
	}
	err := app.SelectContext(ctx, &rows, `
		SELECT array_agg(q.topic ORDER BY q.topic) AS topics, p.languages, p.capacity, coalesce(sum(e.tried), 0) AS tried, coalesce(sum(e.solved), 0) AS solved
		FROM desk.people p JOIN desk.qualifications q ON q.person = p.id
		LEFT JOIN desk.expert_stats e ON e.person = p.id AND e.topic = q.topic
		WHERE p.role = 'expert' AND p.active AND q.topic = ANY ($1) GROUP BY p.id ORDER BY p.id LIMIT $2`, pq.Array(topics), simulate.MostPeople)
	for _, r := range rows {
		s.Crew = append(s.Crew, simulate.Expert{Topics: r.Topics, Languages: r.Languages, Capacity: r.Capacity, Tried: r.Tried, Solved: r.Solved})
	}
	return err
}

func pastStaff(ctx context.Context, app *sqlx.DB, topics []string, s *simulate.Scenario) error {
	return app.GetContext(ctx, &s.Staff, `
		SELECT count(DISTINCT p.id) FROM desk.topics t JOIN desk.memberships m ON m.team = t.team
		JOIN desk.people p ON p.id = m.person AND p.active AND p.role IN ('staff', 'admin') WHERE t.id = ANY ($1)`, pq.Array(topics))
}

// enoughPast is how many facts make an experience.
const enoughPast = 30

// pastOffers says how readily and how soon experts take what they are offered.
func pastOffers(ctx context.Context, app *sqlx.DB, topics []string, s *simulate.Scenario) error {
	var r struct {
		Answered int             `db:"answered"`
		Claimed  int             `db:"claimed"`
		Notice   sql.NullFloat64 `db:"notice"`
	}
	err := app.GetContext(ctx, &r, `
		SELECT count(*) FILTER (WHERE o.outcome IN ('claimed', 'skipped', 'expired')) AS answered, count(*) FILTER (WHERE o.outcome = 'claimed') AS claimed,
		       avg(extract(epoch FROM o.ended_at - o.made_at)) FILTER (WHERE o.outcome = 'claimed') AS notice
		FROM desk.offers o JOIN desk.tickets t ON t.number = o.ticket WHERE t.topic = ANY ($1) AND o.made_at >= $2`,
		pq.Array(topics), s.Start.Add(-30*24*time.Hour))
	if err == nil && r.Answered >= enoughPast {
		s.Assumed.Takes = float64(r.Claimed) / float64(r.Answered)
		if r.Claimed >= enoughPast {
			s.Assumed.Notice = bounded(r.Notice.Float64)
		}
	}
	return err
}

// pastSuccess says how often and how soon they solve it.
func pastSuccess(ctx context.Context, app *sqlx.DB, topics []string, s *simulate.Scenario) error {
	var rows []struct {
		Topic  string          `db:"topic"`
		Tried  int             `db:"tried"`
		Solved int             `db:"solved"`
		Reply  sql.NullFloat64 `db:"reply"`
	}
	err := app.SelectContext(ctx, &rows, `
		SELECT topic, sum(tried) AS tried, sum(solved) AS solved, avg(median_reply) AS reply FROM desk.expert_stats WHERE topic = ANY ($1) GROUP BY topic`, pq.Array(topics))
	s.Assumed.ByTopic = map[string]float64{}
	tried, waited := 0, 0.0
	for _, r := range rows {
		if r.Tried >= enoughPast {
			s.Assumed.ByTopic[r.Topic] = min(1, float64(r.Solved)/float64(r.Tried))
		}
		tried, waited = tried+r.Tried, waited+r.Reply.Float64*float64(r.Tried)
	}
	if tried >= enoughPast && waited > 0 {
		s.Assumed.Reply = bounded(waited / float64(tried))
	}
	return err
}

// bounded is a mean time that a simulation accepts.
func bounded(seconds float64) time.Duration {
	return min(max(time.Duration(seconds*float64(time.Second)), time.Second), 24*time.Hour)
}
