package tickets

import (
	"context"
	"strconv"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/internal/postgres"
	"kontor/people"
)

// ExampleList is one of the lists of examples.
type ExampleList string

// The lists: what everybody who answers a topic reads, the best first; what one has shared
// oneself, newest first; and, for staff, what waits to be looked at, oldest first.
const (
	ExamplesShown   ExampleList = "shown"
	ExamplesOwn     ExampleList = "own"
	ExamplesWaiting ExampleList = "waiting"
)

// ExampleFilter says which examples are asked for: of one topic or (empty) of all that the
// reader answers; and those that hold all of these words, each perhaps the beginning of a
// longer one.
type ExampleFilter struct {
	List  ExampleList
	Topic string
	Query string
}

// Examples reads a list. Experts read through the expert login; staff the topics of their
// teams, and their own.
func (d *Desk) Examples(ctx context.Context, by people.Person, f ExampleFilter) ([]Example, error) {
	if by.Role != people.RoleExpert || f.List == ExamplesWaiting {
		if err := needStaff(by); err != nil {
			return nil, err
		}
	}
	if err := checkText("q", f.Query, maxSubject); err != nil {
		return nil, err
	}
	q, found := query{}, []Example{}
	f.write(&q, by)
	if isStaff(by) {
		return found, d.reads.Select(ctx, &found, q.String(), q.args...)
	}
	return found, d.asExpert(ctx, []uuid.UUID{by.ID}, func(r *postgres.Reader) error { return r.Select(ctx, &found, q.String(), q.args...) })
}

// write writes the query. It names an expert's topics beside the policy that holds them:
// beneath a policy neither that nor the words can use an index, topics can.
func (f ExampleFilter) write(q *query, by people.Person) {
	q.add(`
		SELECT x.id, x.topic, x.helper, x.helper_name, x.subject, x.question, x.answer, x.state, x.shared_at, x.useful, x.votes, v.useful AS mine
		FROM desk.examples x LEFT JOIN desk.example_votes v ON v.example = x.id AND v.voter = %s WHERE true`, by.ID)
	switch {
	case f.List == ExamplesOwn:
		q.add(` AND x.helper = %s`, by.ID)
	case isStaff(by):
		q.add(` AND (x.helper = %s OR x.topic IN (SELECT id FROM desk.topics WHERE team = ANY (%s)))`, by.ID, pq.Array(by.Teams))
	default:
		q.add(` AND x.topic = ANY (%s)`, pq.Array(by.Topics))
	}
	if f.Topic != "" {
		q.add(` AND x.topic = %s`, f.Topic)
	}
	if words := searchWords(f.Query); len(words) > 0 {
		q.add(` AND x.words @@ %s::tsquery`, allOf(words))
	}
	q.add(exampleOrder[f.List] + ` LIMIT ` + strconv.Itoa(examplesMost))
}

var exampleOrder = map[ExampleList]string{
	ExamplesShown:   ` AND x.state = 'shown' ORDER BY x.score DESC, x.shared_at DESC, x.id`,
	ExamplesOwn:     ` ORDER BY x.shared_at DESC, x.id`,
	ExamplesWaiting: ` AND x.state = 'waiting' ORDER BY x.shared_at, x.id`,
}
