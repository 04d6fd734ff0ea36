package people

import (
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// personColumns reads desk.people as p.
const personColumns = `p.id, p.role, p.name, p.locale, p.languages, p.available, p.capacity, p.active, p.created_at,
	ARRAY(SELECT team FROM desk.memberships WHERE person = p.id ORDER BY team) AS teams,
	ARRAY(SELECT topic FROM desk.qualifications WHERE person = p.id UNION ALL SELECT topic FROM desk.skills WHERE person = p.id ORDER BY topic) AS topics,
	EXISTS (SELECT FROM vault.credentials WHERE person = p.id) AS account`

type personRow struct {
	ID        uuid.UUID
	Role      Role
	Name      string
	Locale    string
	Languages pq.StringArray
	Available bool
	Capacity  int
	Active    bool
	CreatedAt time.Time `db:"created_at"`
	Teams     pq.StringArray
	Topics    pq.StringArray
	Account   bool
}

func (r personRow) person() Person {
	return Person{
		ID: r.ID, Role: r.Role, Name: r.Name, Locale: r.Locale, Languages: r.Languages,
		Available: r.Available, Capacity: r.Capacity, Active: r.Active, CreatedAt: r.CreatedAt.UTC(),
		Teams: r.Teams, Topics: r.Topics, Account: r.Account,
	}
}

// textArray is never null.
func textArray(values []string) pq.StringArray {
	if values == nil {
		return pq.StringArray{}
	}
	return values
}
