package load

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"kontor/internal/postgres"
)

// A run marks what it makes. The ids of its people are one span of numbers, its
// team and topics bear its name, and a setting remembers both, so that whatever
// was left by a run that was killed can be found and removed.
type mark struct {
	Name string    `json:"name"` // load-<letters>
	From uuid.UUID `json:"from"` // the first id of the span; the last four bytes count
}

const (
	markPrefix = "load-"
	settingKey = "load:"
)

func newMark(now time.Time) mark {
	var m mark
	rand.Read(m.From[:12]) // never fails (crypto/rand)
	binary.BigEndian.PutUint64(m.From[:8], uint64(now.UnixMilli())<<16|uint64(binary.BigEndian.Uint16(m.From[6:8])))
	m.From[6] = m.From[6]&0x0f | 0x70
	m.From[8] = m.From[8]&0x3f | 0x80
	m.Name = markPrefix + strings.ToLower(rand.Text()[:8])
	return m
}

// nth is the id of a person of the run.
func (m mark) nth(n int) uuid.UUID {
	id := m.From
	binary.BigEndian.PutUint32(id[12:], uint32(n))
	return id
}

func (m mark) last() uuid.UUID { return m.nth(1<<32 - 1) }

// The two teams that work: who is in one must see nothing of the other's. The
// third has the tickets that nobody answers.
func (m mark) teams() []string   { return []string{m.Name + "-a", m.Name + "-b", m.Name + "-c"} }
func (m mark) working() []string { return m.teams()[:2] }
func (m mark) resting() string   { return m.teams()[2] }

func (m mark) topicFirst() string { return m.Name + "-first" }
func (m mark) topicStaff() string { return m.Name + "-staff" }
func (m mark) topicIdle() string  { return m.Name + "-idle" }

// Times of the topics of a run, in seconds: short, so that offers end and
// tickets fall to staff while it lasts.
const (
	takeWithin = 3
	offerFor   = 1
)

// hall is the town behind the front door.
type hall struct {
	run   *run
	db    *sqlx.DB
	lock  *sqlx.Conn // holds the lock that tells that the run lives
	mark  mark
	count int
	found ruling
	gone  bool
}

// connectionsMost is enough for as many bare writers.
const connectionsMost = 33

func build(ctx context.Context, r *run) (_ town, err error) {
	db, err := connect(ctx, r.Database)
	if err != nil {
		return nil, err
	}
	h := &hall{run: r, db: db, mark: newMark(time.Now())}
	if err := h.begin(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	r.say("made team, topics and people named %s", h.mark.Name)
	return h, nil
}

func connect(ctx context.Context, dsn string) (*sqlx.DB, error) {
	return postgres.Connect(ctx, dsn, postgres.Pool{Setting: "--database", Name: "kontor load", MaxOpen: connectionsMost, StatementTimeout: 2 * time.Minute})
}

// begin takes the lock, leaves the mark and makes teams and topics.
func (h *hall) begin(ctx context.Context) (err error) {
	if h.lock, err = h.db.Connx(ctx); err != nil {
		return err
	}
	if _, err := h.lock.ExecContext(ctx, `SELECT pg_advisory_lock(hashtext($1))`, h.mark.Name); err != nil {
		return fmt.Errorf("lock the run: %w", err)
	}
	return postgres.InTx(ctx, h.db, func(tx *sqlx.Tx) error {
		raw, err := json.Marshal(h.mark)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO desk.settings (key, value) VALUES ($1, $2)`, settingKey+h.mark.Name, string(raw)); err != nil {
			return fmt.Errorf("the database does not take what a run makes; --database must be the owner: %w", err)
		}
		for _, team := range h.mark.teams() {
			if _, err := tx.ExecContext(ctx, `INSERT INTO desk.teams (id, name) VALUES ($1, $1)`, team); err != nil {
				return err
			}
		}
		return h.makeTopics(ctx, tx)
	})
}

func (h *hall) makeTopics(ctx context.Context, tx *sqlx.Tx) error {
	teams := h.mark.teams()
	for _, t := range []struct{ id, policy, team string }{
		{h.mark.topicFirst(), "experts_first", teams[0]}, {h.mark.topicStaff(), "staff_only", teams[1]}, {h.mark.topicIdle(), "staff_only", h.mark.resting()},
	} {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO desk.topics (id, names, policy, team, take_within, offer_for, wave_size, close_after, active, position)
			VALUES ($1, jsonb_build_object('en', $1::text), $2, $3, $4, $5, 2, 7, true, 10000)`, t.id, t.policy, t.team, takeWithin, offerFor)
		if err != nil {
			return err
		}
	}
	return nil
}

func (h *hall) topics() []string { return []string{h.mark.topicFirst(), h.mark.topicStaff()} }
func (h *hall) ruling() *ruling  { return &h.found }

func (h *hall) customers(ctx context.Context, n int) ([]person, error) {
	return h.people(ctx, "customer", n)
}

func (h *hall) helpers(ctx context.Context, role string, n int) ([]person, error) {
	people, err := h.people(ctx, role, n)
	if err != nil {
		return nil, err
	}
	err = postgres.InTx(ctx, h.db, func(tx *sqlx.Tx) error {
		for i := range people {
			if err := h.place(ctx, tx, &people[i], i, n); err != nil {
				return err
			}
		}
		return nil
	})
	return people, err
}

// place gives an expert the topic, and staff their team: every other one is in
// the second; where there is only one they are in both.
func (h *hall) place(ctx context.Context, tx *sqlx.Tx, p *person, i, of int) error {
	if p.role == "expert" {
		_, err := tx.ExecContext(ctx, `INSERT INTO desk.qualifications (topic, person, since) VALUES ($1, $2, now())`, h.mark.topicFirst(), p.id)
		return err
	}
	teams := h.mark.working()
	p.teams = teams[i%2 : i%2+1]
	if of == 1 {
		p.teams = teams
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO desk.memberships (team, person) SELECT unnest($1::text[]), $2`, pq.Array(p.teams), p.id)
	return err
}

// colleagues are staff of the team that has the prepared tickets.
func (h *hall) colleagues(ctx context.Context, n int) ([]person, error) {
	people, err := h.people(ctx, "staff", n)
	if err != nil {
		return nil, err
	}
	team := []string{h.mark.resting()}
	var ids pq.StringArray
	for i := range people {
		people[i].teams = team
		ids = append(ids, people[i].id.String())
	}
	_, err = h.db.ExecContext(ctx, `INSERT INTO desk.memberships (team, person) SELECT $1, unnest($2::text[])::uuid`, team[0], ids)
	return people, err
}

// people makes people with keys and sessions, many in one statement.
func (h *hall) people(ctx context.Context, role string, n int) ([]person, error) {
	made := make([]person, n)
	var ids, names pq.StringArray
	var keys, hashes pq.ByteaArray
	for i := range made {
		id := h.mark.nth(h.count)
		_, wrapped, err := h.run.Keyring.NewPersonKey(id)
		if err != nil {
			return nil, err
		}
		token, hash := newToken()
		made[i] = person{id: id, role: role, name: fmt.Sprintf("%s-%s-%d", h.mark.Name, role, h.count), token: token}
		ids, names, keys, hashes = append(ids, id.String()), append(names, made[i].name), append(keys, wrapped), append(hashes, hash)
		h.count++
	}
	return made, postgres.InTx(ctx, h.db, func(tx *sqlx.Tx) error { return insertPeople(ctx, tx, role, ids, names, keys, hashes) })
}

func insertPeople(ctx context.Context, tx *sqlx.Tx, role string, ids, names pq.StringArray, keys, hashes pq.ByteaArray) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO desk.people (id, role, name, locale, languages, available, capacity, created_at)
		SELECT i::uuid, $1, n, 'en', '{en}', $1 = 'expert', 50, now() FROM unnest($2::text[], $3::text[]) AS x (i, n)`, role, ids, names)
	if err != nil {
		return fmt.Errorf("make people: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO vault.keys (person, wrapped, made_at) SELECT i::uuid, k, now() FROM unnest($1::text[], $2::bytea[]) AS x (i, k)`, ids, keys); err != nil {
		return fmt.Errorf("make keys: %w", err)
	}
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO vault.sessions (token_hash, person, created_at, expires_at)
		SELECT t, i::uuid, now(), now() + interval '30 days' FROM unnest($1::text[], $2::bytea[]) AS x (i, t)`, ids, hashes); err != nil {
		return fmt.Errorf("make sessions: %w", err)
	}
	if role != "customer" {
		return nil
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO vault.customers (person) SELECT unnest($1::text[])::uuid`, ids)
	return err
}

// newToken is a session's secret and what the database knows it by: 32 random
// bytes, stored as their SHA-256.
func newToken() (token string, hash []byte) {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails (crypto/rand)
	sum := sha256.Sum256(secret)
	return base64.RawURLEncoding.EncodeToString(secret), sum[:]
}

// tickets puts tickets down as they are after `opened` and a first message, so
// that thousands are there in a second.
func (h *hall) tickets(ctx context.Context, of []person) ([]int64, error) {
	if len(of) == 0 {
		return nil, nil
	}
	var customers, names, ids pq.StringArray
	for _, p := range of {
		customers, names, ids = append(customers, p.id.String()), append(names, p.name), append(ids, newID().String())
	}
	var made []struct {
		Number   int64     `db:"number"`
		Customer uuid.UUID `db:"customer"`
	}
	err := postgres.InTx(ctx, h.db, func(tx *sqlx.Tx) error {
		err := tx.SelectContext(ctx, &made, `
			INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, language, channel, tier, state, head_everyone, head_helpers,
			    head_staff, fanned, created_at, updated_at, queued_at, waiting_since, personal_from, excerpt, last_role, last_name)
			SELECT nextval('desk.ticket_numbers'), t::uuid, c::uuid, n, $4, $5, 'Hello', 'en', 'chat', 'staff', 'open', 2, 2, 2, 2, now(), now(), now(), now(), now(), 'Hello', 'customer', n
			FROM unnest($1::text[], $2::text[], $3::text[]) AS x (t, c, n) RETURNING number, customer`, ids, customers, names, h.mark.topicIdle(), h.mark.resting())
		if err != nil {
			return fmt.Errorf("make tickets: %w", err)
		}
		return h.firstEntries(ctx, tx)
	})
	byCustomer := map[uuid.UUID]int64{}
	for _, m := range made {
		byCustomer[m.Customer] = m.Number
	}
	numbers := make([]int64, len(of))
	for i, p := range of {
		numbers[i] = byCustomer[p.id]
	}
	return numbers, err
}

func (h *hall) firstEntries(ctx context.Context, tx *sqlx.Tx) error {
	for _, e := range []struct {
		seq            int
		id, kind, text string
		data           string
	}{{1, "gen_random_uuid()", "event", "", `{"event":"opened"}`}, {2, "t.id", "message", "Hello", `{}`}} {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO desk.entries (ticket, seq, seq_helpers, seq_everyone, id, kind, audience, author, author_role, author_name, channel, text, mask_version, data, at)
			SELECT t.number, $1, $1, $1, `+e.id+`, $2, 'everyone', t.customer, 'customer', t.customer_alias, 'chat', $3, 1, $4, t.created_at
			FROM desk.tickets t WHERE t.topic = $5 AND NOT EXISTS (SELECT FROM desk.entries e WHERE e.ticket = t.number AND e.seq = $1)`,
			e.seq, e.kind, e.text, e.data, h.mark.topicIdle())
		if err != nil {
			return fmt.Errorf("make first entries: %w", err)
		}
	}
	return nil
}
