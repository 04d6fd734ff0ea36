package contact

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// Today is how things are with one whom a customer usually talks to.
type Today struct {
	Contact
	Away    *Absence // nil: is there
	Answers *Named   // who answers while they are away; nil: the others do
}

// Named is a helper by the name that others know.
type Named struct {
	ID   uuid.UUID `db:"id"`
	Name string    `db:"name"`
}

// Today says whom a customer has, who of them is away until when, and who answers
// meanwhile. Who has left the desk is not among them.
func (b *Book) Today(ctx context.Context, customer uuid.UUID) ([]Today, error) {
	var contacts []Contact
	err := b.db.SelectContext(ctx, &contacts, selectContacts+`WHERE c.customer = $1 AND p.active ORDER BY c.kind DESC`, customer)
	if err != nil {
		return nil, fmt.Errorf("read contacts: %w", err)
	}
	if len(contacts) == 0 {
		return nil, nil
	}
	roster, err := RosterAt(ctx, b.db, b.clock.Now())
	if err != nil {
		return nil, err
	}
	all := make([]Today, len(contacts))
	for i, c := range contacts {
		all[i].Contact = c
		absence, away := roster.Away(c.Person)
		if !away {
			continue
		}
		all[i].Away = &absence
		if deputy, some := roster.StandIn(c.Person); some {
			all[i].Answers = &Named{ID: deputy}
		}
	}
	return all, b.nameAnswering(ctx, all)
}

func (b *Book) nameAnswering(ctx context.Context, all []Today) error {
	var ids []uuid.UUID
	for _, t := range all {
		if t.Answers != nil {
			ids = append(ids, t.Answers.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var names []Named
	if err := b.db.SelectContext(ctx, &names, `SELECT id, name FROM desk.people WHERE id = ANY ($1)`, pq.Array(ids)); err != nil {
		return fmt.Errorf("read names: %w", err)
	}
	for _, t := range all {
		for _, n := range names {
			if t.Answers != nil && t.Answers.ID == n.ID {
				t.Answers.Name = n.Name
			}
		}
	}
	return nil
}
