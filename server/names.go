package server

import (
	"context"
	"sync"
	"time"

	"kontor/internal/clock"
	"kontor/people"
	"kontor/tickets"
)

// names are the names of topics and teams in one language.
type names struct {
	topics map[string]tickets.Topic
	teams  map[string]people.Team
	locale string
}

func (n names) topic(id string) string {
	if t, ok := n.topics[id]; ok {
		return t.Name(n.locale)
	}
	return id
}

func (n names) team(id string) string { return n.teams[id].Name }

// nameBook remembers the names of topics and teams for a moment, because every
// ticket shown wants them and they hardly ever change.
type nameBook struct {
	desk   *tickets.Desk
	people *people.Register
	clock  clock.Clock

	mu    sync.Mutex
	known names
	until time.Time
}

const namesFor = 5 * time.Second

// in gives the names in this language. Another node's changes show after
// namesFor.
func (b *nameBook) in(ctx context.Context, locale string) (names, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := b.clock.Now(); now.After(b.until) {
		if err := b.read(ctx); err != nil {
			return names{}, err
		}
		b.until = now.Add(namesFor)
	}
	n := b.known
	n.locale = locale
	return n, nil
}

func (b *nameBook) read(ctx context.Context) error {
	topics, err := b.desk.Topics(ctx)
	if err != nil {
		return err
	}
	teams, err := b.people.Teams(ctx)
	if err != nil {
		return err
	}
	b.known = names{topics: make(map[string]tickets.Topic, len(topics)), teams: make(map[string]people.Team, len(teams))}
	for _, t := range topics {
		b.known.topics[t.ID] = t
	}
	for _, t := range teams {
		b.known.teams[t.ID] = t
	}
	return nil
}

// forget makes the next asker read again: a name was changed here.
func (b *nameBook) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.until = time.Time{}
}
