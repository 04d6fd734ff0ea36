package people

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// HelperFilter chooses helpers. Query is a part of a shown name or, WithEmail,
// a whole e-mail. Before is the cursor of the last page. Limit is at most 200,
// and 50 when it is not given.
type HelperFilter struct {
	Role      Role // "": all but customers
	Query     string
	Before    string
	Limit     int
	WithEmail bool
}

const (
	helpersPage    = 50
	helpersPageMax = 200
)

// Helpers lists helpers by role and name; next is "" on the last page.
func (r *Register) Helpers(ctx context.Context, f HelperFilter) (items []Helper, next string, err error) {
	f, after, err := f.checked()
	if err != nil {
		return nil, "", err
	}
	email, err := r.keyring.BlindEmail(f.Query)
	if err != nil {
		email = nil // the query is no e-mail and finds nobody by one
	}
	rows := []personRow{}
	err = r.db.SelectContext(ctx, &rows, `
		SELECT `+personColumns+` FROM desk.people p
		WHERE p.role <> 'customer' AND ($1 = '' OR p.role = $1)
		  AND (p.role, p.name, p.id) > ($2, $3, $4::uuid)
		  AND ($5 = '' OR p.name ILIKE $6
		       OR ($7 AND EXISTS (SELECT FROM vault.blind_index b WHERE b.kind = 'email' AND b.blind = $8 AND b.person = p.id)))
		ORDER BY p.role, p.name, p.id LIMIT $9`,
		f.Role, after.Role, after.Name, after.ID, f.Query, "%"+likeEscape.Replace(f.Query)+"%",
		f.WithEmail, email, f.Limit+1)
	if err != nil {
		return nil, "", fmt.Errorf("list helpers: %w", err)
	}
	if len(rows) > f.Limit {
		rows = rows[:f.Limit]
		next = cursorOf(rows[f.Limit-1])
	}
	items = make([]Helper, len(rows))
	for i, row := range rows {
		items[i].Person = row.person()
	}
	if f.WithEmail {
		err = r.fillEmails(ctx, items)
	}
	return items, next, err
}

// fillEmails opens the first e-mail of each.
func (r *Register) fillEmails(ctx context.Context, helpers []Helper) error {
	ids := make(pq.StringArray, len(helpers))
	at := make(map[uuid.UUID]int, len(helpers))
	for i, h := range helpers {
		ids[i], at[h.ID] = h.ID.String(), i
	}
	var rows []struct {
		ID, Person      uuid.UUID
		Sealed, Wrapped []byte
	}
	err := r.db.SelectContext(ctx, &rows, `
		SELECT i.id, i.person, i.sealed, k.wrapped FROM vault.identities i JOIN vault.keys k ON k.person = i.person
		WHERE i.person = ANY ($1::uuid[]) AND i.kind = 'email' AND i.position = 0`, ids)
	if err != nil {
		return fmt.Errorf("read e-mails: %w", err)
	}
	for _, row := range rows {
		key, err := r.keyring.Unwrap(row.Person, row.Wrapped)
		if err != nil {
			return fmt.Errorf("unwrap key of %s: %w", row.Person, err)
		}
		email, err := key.Open(row.Sealed, identityPlace(row.ID.String()))
		if err != nil {
			return fmt.Errorf("open e-mail of %s: %w", row.Person, err)
		}
		helpers[at[row.Person]].Email = string(email)
	}
	return nil
}

var likeEscape = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

func (f HelperFilter) checked() (HelperFilter, helperCursor, error) {
	var c checks
	switch f.Role {
	case "", RoleExpert, RoleStaff, RoleAdmin:
	default:
		c.wrong("role", "is not one of expert, staff, admin")
	}
	f.Query = c.line("q", f.Query, queryMax)
	after, ok := parseHelperCursor(f.Before)
	if !ok {
		c.wrong("before", "is not a cursor of this list")
	}
	if f.Limit <= 0 {
		f.Limit = helpersPage
	}
	f.Limit = min(f.Limit, helpersPageMax)
	return f, after, c.err()
}

// helperCursor is the place of a row in the list; the zero one is before all.
type helperCursor struct {
	Role Role
	Name string
	ID   uuid.UUID
}

func cursorOf(row personRow) string {
	raw, _ := json.Marshal(helperCursor{row.Role, row.Name, row.ID}) // strings cannot fail
	return base64.RawURLEncoding.EncodeToString(raw)
}

func parseHelperCursor(cursor string) (after helperCursor, ok bool) {
	if cursor == "" {
		return helperCursor{}, true
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || json.Unmarshal(raw, &after) != nil {
		return helperCursor{}, false
	}
	return after, !strings.ContainsRune(after.Name, 0) && !strings.ContainsRune(string(after.Role), 0)
}
