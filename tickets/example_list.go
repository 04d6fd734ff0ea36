package tickets

import (
	"context"

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

var exampleLists = map[ExampleList]string{
	ExamplesShown:   `x.state = 'shown' ORDER BY x.score DESC, x.shared_at DESC, x.id`,
	ExamplesOwn:     `x.helper = $2 ORDER BY x.shared_at DESC, x.id`,
	ExamplesWaiting: `x.state = 'waiting' ORDER BY x.shared_at, x.id`,
}

// Examples reads a list, of one topic or (empty) of all that the reader answers. Experts
// read through the expert login; staff the topics of their teams, and their own.
func (d *Desk) Examples(ctx context.Context, by people.Person, list ExampleList, topic string) ([]Example, error) {
	if by.Role != people.RoleExpert || list == ExamplesWaiting {
		if err := needStaff(by); err != nil {
			return nil, err
		}
	}
	query := `
		SELECT x.id, x.topic, x.helper, x.helper_name, x.subject, x.question, x.answer, x.state, x.shared_at, x.useful, x.votes, v.useful AS mine
		FROM desk.examples x LEFT JOIN desk.example_votes v ON v.example = x.id AND v.voter = $2
		WHERE ($1 = '' OR x.topic = $1) AND `
	found := []Example{}
	if isStaff(by) {
		query += `(x.helper = $2 OR x.topic IN (SELECT id FROM desk.topics WHERE team = ANY ($4))) AND ` + exampleLists[list] + ` LIMIT $3`
		return found, d.reads.Select(ctx, &found, query, topic, by.ID, examplesMost, pq.Array(by.Teams))
	}
	return found, d.asExpert(ctx, []uuid.UUID{by.ID}, func(r *postgres.Reader) error {
		return r.Select(ctx, &found, query+exampleLists[list]+` LIMIT $3`, topic, by.ID, examplesMost)
	})
}
