package tickets

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/google/uuid"

	"kontor/internal/postgres"
)

// ownerCache remembers whose ticket is whose; that never changes. It is emptied
// when it has grown large.
type ownerCache struct {
	mu     sync.Mutex
	owners map[int64]uuid.UUID
}

const maxOwners = 100_000

func newOwnerCache() *ownerCache { return &ownerCache{owners: map[int64]uuid.UUID{}} }

func (c *ownerCache) of(ctx context.Context, db *postgres.Statements, ticket int64) (uuid.UUID, error) {
	c.mu.Lock()
	owner, ok := c.owners[ticket]
	c.mu.Unlock()
	if ok {
		return owner, nil
	}
	err := db.Get(ctx, &owner, `SELECT customer FROM desk.tickets WHERE number = $1`, ticket)
	if errors.Is(err, sql.ErrNoRows) {
		return uuid.Nil, notFound()
	}
	if err != nil {
		return uuid.Nil, err
	}
	c.put(ticket, owner)
	return owner, nil
}

func (c *ownerCache) put(ticket int64, owner uuid.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.owners) >= maxOwners {
		clear(c.owners)
	}
	c.owners[ticket] = owner
}
