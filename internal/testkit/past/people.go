package past

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/privacy"
)

// people makes the teams, topics, helpers and customers. Every customer has a
// key, a name among some hundreds by which they can be looked up, and an e-mail.
func (p Past) people(ctx context.Context, conn *sqlx.Conn, keyring *privacy.Keyring) error {
	now := p.Now.AddDate(-5, 0, 0)
	for _, sql := range []string{
		`INSERT INTO desk.teams (id, name) SELECT 'team-' || lpad(n::text, 2, '0'), 'Team ' || n FROM generate_series(1, 20) n`,
		`INSERT INTO desk.topics (id, names, policy, team, position)
		 SELECT 'topic-' || lpad(n::text, 2, '0'), jsonb_build_object('en', 'Topic ' || n), CASE WHEN n % 3 = 0 THEN 'staff_only' ELSE 'experts_first' END,
		        'team-' || lpad(((n - 1) % 20 + 1)::text, 2, '0'), n FROM generate_series(1, 30) n`,
	} {
		if _, err := conn.ExecContext(ctx, sql); err != nil {
			return fmt.Errorf("make teams and topics: %w", err)
		}
	}
	_, err := conn.ExecContext(ctx, `
		INSERT INTO desk.people (id, role, name, languages, available, capacity, created_at)
		SELECT md5('staff ' || n)::uuid, 'staff', 'S. Lind ' || n, '{en}'::text[], false, 5, $1::timestamptz FROM generate_series(1, 200) n
		UNION ALL SELECT md5('expert ' || n)::uuid, 'expert', 'Otter ' || n, '{en,da}'::text[], true, 50, $1 FROM generate_series(1, 300) n
		UNION ALL SELECT md5('customer ' || n)::uuid, 'customer', 'Amber Heron ' || n, '{}'::text[], false, 5, $1 FROM generate_series(1, $2::int) n`, now, p.Customers)
	if err != nil {
		return fmt.Errorf("make people: %w", err)
	}
	if err := memberships(ctx, conn); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, `
		INSERT INTO desk.qualifications (topic, person, since)
		SELECT 'topic-' || lpad(t::text, 2, '0'), md5('expert ' || e)::uuid, $1 FROM generate_series(1, 30) t, generate_series(1, 300) e WHERE (t + e) % 5 = 0 OR e = 1`, now)
	if err != nil {
		return fmt.Errorf("make qualifications: %w", err)
	}
	_, err = conn.ExecContext(ctx, `
		INSERT INTO vault.customers (person) SELECT md5('customer ' || n)::uuid FROM generate_series(1, $1::int) n`, p.Customers)
	if err != nil {
		return fmt.Errorf("make customers: %w", err)
	}
	if err := p.keys(ctx, conn, keyring); err != nil {
		return err
	}
	return p.lookUps(ctx, conn, keyring)
}

func memberships(ctx context.Context, conn *sqlx.Conn) error {
	var teams, persons []string
	for n := 1; n <= Staff; n++ {
		member := StaffMember(n)
		for _, team := range member.Teams {
			teams, persons = append(teams, team), append(persons, member.ID.String())
		}
	}
	_, err := conn.ExecContext(ctx, `INSERT INTO desk.memberships (team, person) SELECT * FROM unnest($1::text[], $2::uuid[])`, pq.Array(teams), pq.Array(persons))
	if err != nil {
		return fmt.Errorf("make memberships: %w", err)
	}
	return nil
}

// keys are sent some thousand at a time.
func (p Past) keys(ctx context.Context, conn *sqlx.Conn, keyring *privacy.Keyring) error {
	const most = 10_000
	var persons []uuid.UUID
	var wrapped pq.ByteaArray
	send := func() error {
		_, err := conn.ExecContext(ctx, `INSERT INTO vault.keys (person, wrapped, made_at) SELECT p, w, $3 FROM unnest($1::uuid[], $2::bytea[]) AS k (p, w)`,
			pq.Array(persons), wrapped, p.Now)
		persons, wrapped = persons[:0], wrapped[:0]
		return err
	}
	for n := 1; n <= p.Customers; n++ {
		person := id("customer", n)
		_, key, err := keyring.NewPersonKey(person)
		if err != nil {
			return fmt.Errorf("make key: %w", err)
		}
		if persons, wrapped = append(persons, person), append(wrapped, key); len(persons) == most || n == p.Customers {
			if err := send(); err != nil {
				return fmt.Errorf("write keys: %w", err)
			}
		}
	}
	return nil
}

// Names that customers share; the first is that of one in forty.
var firstNames = []string{"Anna", "Peter", "Mette", "Jan", "Zofia", "Lars", "Eva", "Katalin", "Hans", "Ewa", "Søren", "Piotr", "Ilona", "Ole", "Maja",
	"Karl", "Agnes", "Tomasz", "Gitte", "Bence", "Ida", "Jonas", "Dorota", "Erik", "Nora", "Paul", "Karin", "Marek", "Inge", "Zoltan",
	"Astrid", "Otto", "Lena", "Adam", "Bodil", "Imre", "Klara", "Nils", "Olga", "Tibor"}

var lastNames = []string{"Larsen", "Schmidt", "Kowalska", "Nagy", "Jensen", "Fischer", "Nowak", "Szabo", "Friis", "Weber", "Mazur", "Horvath", "Holm",
	"Becker", "Wojcik", "Toth", "Dahl", "Krause", "Lewandowski", "Varga", "Winther", "Vogel", "Zielinski", "Molnar", "Bruun"}

// FullName is the name of the n-th customer.
func FullName(n int) string {
	return firstNames[n%len(firstNames)] + " " + lastNames[n/len(firstNames)%len(lastNames)]
}

// Email is the n-th customer's; those of the first thousand can be looked up.
func Email(n int) string { return fmt.Sprintf("customer%d@example.org", n) }

const withEmail = 1000

// lookUps writes the blind indexes. There are a thousand full names, so each is
// hashed once.
func (p Past) lookUps(ctx context.Context, conn *sqlx.Conn, keyring *privacy.Keyring) error {
	var names []int
	var blinds pq.ByteaArray
	total := len(firstNames) * len(lastNames)
	for n := range total {
		seen := map[string]bool{}
		for _, blind := range keyring.BlindNameParts(FullName(n)) {
			if !seen[string(blind)] {
				seen[string(blind)] = true
				names, blinds = append(names, n), append(blinds, blind)
			}
		}
	}
	_, err := conn.ExecContext(ctx, `
		INSERT INTO vault.blind_index (kind, blind, person)
		SELECT 'name', x.blind, md5('customer ' || n)::uuid
		FROM unnest($1::int[], $2::bytea[]) AS x (name, blind) JOIN generate_series(1, $3::int) n ON n % $4::int = x.name`,
		pq.Array(names), blinds, p.Customers, total)
	if err != nil {
		return fmt.Errorf("index names: %w", err)
	}
	var persons []string
	blinds = blinds[:0]
	for n := 1; n <= min(withEmail, p.Customers); n++ {
		blind, err := keyring.BlindEmail(strings.ToLower(Email(n)))
		if err != nil {
			return fmt.Errorf("index e-mail: %w", err)
		}
		persons, blinds = append(persons, id("customer", n).String()), append(blinds, blind)
	}
	_, err = conn.ExecContext(ctx, `INSERT INTO vault.blind_index (kind, blind, person) SELECT 'email', b, p FROM unnest($1::uuid[], $2::bytea[]) AS x (p, b)`,
		pq.Array(persons), blinds)
	return err
}
