package load

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// person is one of those who act in a run.
type person struct {
	id    uuid.UUID
	role  string // customer, expert or staff
	name  string // as others see it
	token string
	teams []string // of staff
}

// town is where the people of a run come from and where the truth is read.
type town interface {
	// customers, experts and staff make new people.
	customers(ctx context.Context, n int) ([]person, error)
	helpers(ctx context.Context, role string, n int) ([]person, error)
	// tickets makes one for each customer, with a first message in it, that
	// nobody is asked to answer.
	tickets(ctx context.Context, of []person) ([]int64, error)
	// topics are those that customers of this run choose from.
	topics() []string
	// quiet waits until no promise of the run is open.
	quiet(ctx context.Context) error
	// truth reads what stands in the log of these customers' tickets.
	truth(ctx context.Context, of []person) (*truth, error)
	ruling() *ruling
	// leave removes everything that was made. Twice is fine.
	leave(ctx context.Context) error
}

// visitors come in through the front door and cannot look behind it.
type visitors struct {
	run   *run
	topic string
	found ruling
}

var errNeedsDatabase = errors.New("this needs --database")

func visit(ctx context.Context, r *run) (town, error) {
	v := &visitors{run: r}
	var topics struct {
		Items []struct {
			ID string `json:"id"`
		} `json:"items"`
	}
	if err := r.road.insist(ctx, 0, "", "GET", apiPath+"/topics", nil, &topics); err != nil {
		return nil, err
	}
	if len(topics.Items) == 0 {
		return nil, errors.New("this desk has no topic to ask about; make one, or run with --database")
	}
	v.topic = topics.Items[0].ID
	for _, what := range []string{
		"what experts and staff do and see (needs --database)", "numbers, jobs and rows in the database (needs --database)",
		"the rate of bare commits (needs --database)", "removal: the visitors and their tickets stay (needs --database)",
	} {
		r.report.unchecked(what)
	}
	return v, nil
}

func (v *visitors) customers(ctx context.Context, n int) ([]person, error) {
	people := make([]person, n)
	err := together(ctx, n, makersMost, func(i int) error {
		var made struct {
			Token    string `json:"token"`
			Customer struct {
				ID    uuid.UUID `json:"id"`
				Alias string    `json:"alias"`
			} `json:"customer"`
		}
		if err := v.run.road.insist(ctx, i, "", "POST", apiPath+"/visitors", map[string]string{"locale": "en"}, &made); err != nil {
			return err
		}
		people[i] = person{id: made.Customer.ID, role: "customer", name: fmt.Sprintf("customer %d", i), token: made.Token}
		return nil
	})
	return people, err
}

func (v *visitors) helpers(_ context.Context, _ string, n int) ([]person, error) {
	if n == 0 {
		return nil, nil
	}
	return nil, errNeedsDatabase
}

func (v *visitors) tickets(ctx context.Context, of []person) ([]int64, error) {
	numbers := make([]int64, len(of))
	err := together(ctx, len(of), makersMost, func(i int) error {
		var made row
		body := map[string]any{"id": newID(), "topic": v.topic, "text": "Hello."}
		err := v.run.road.insist(ctx, i, of[i].token, "POST", apiPath+"/tickets", body, &made)
		numbers[i] = made.Number
		return err
	})
	return numbers, err
}

func (v *visitors) topics() []string            { return []string{v.topic} }
func (v *visitors) quiet(context.Context) error { return nil }
func (v *visitors) ruling() *ruling             { return &v.found }
func (v *visitors) leave(context.Context) error { return nil }

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// makersMost is how many things are made at a time.
const makersMost = 16
