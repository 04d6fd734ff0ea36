package past

import (
	"fmt"
	"strings"
	"time"
)

type step struct{ what, sql string }

// steps make the tickets and all that hangs on them, from one table that says
// what became of each.
func (p Past) steps() []step {
	fill := strings.NewReplacer(
		"{tickets}", fmt.Sprint(p.Tickets), "{customers}", fmt.Sprint(p.Customers), "{messages}", fmt.Sprint(p.Messages),
		"{sentences}", fmt.Sprint(sentences), "{odd}", fmt.Sprint(p.Tickets/20+1),
		"{now}", "timestamptz '"+p.Now.UTC().Format(time.RFC3339Nano)+"'",
	)
	all := make([]step, 0, len(steps))
	for _, s := range steps {
		all = append(all, step{s.what, fill.Replace(s.sql)})
	}
	return all
}

// r throws dice for ticket i: a number in [0, 1) for each k.
const r = `CREATE FUNCTION pg_temp.r(i bigint, k int) RETURNS float8 LANGUAGE sql IMMUTABLE
	RETURN (hashint8(i * 16 + k)::bigint + 2147483648) / 4294967296.0`

var steps = []step{
	{"dice", r},
	{"fates", `
		CREATE TEMP TABLE fate AS
		SELECT d.*, 'topic-' || lpad(topic::text, 2, '0') AS topic_id, 'team-' || lpad(team::text, 2, '0') AS team_id,
		       md5('customer ' || customer)::uuid AS customer_id, 'Amber Heron ' || customer AS customer_name,
		       CASE WHEN held THEN md5(CASE WHEN tier = 'staff' THEN 'staff ' || handler ELSE 'expert ' || handler END)::uuid END AS handler_id,
		       CASE WHEN held THEN tier ELSE '' END AS handler_role,
		       CASE WHEN NOT held THEN '' WHEN tier = 'staff' THEN 'S. Lind ' || handler ELSE 'Otter ' || handler END AS handler_name,
		       2 + held::int + messages - 1 + (phase <> 'active')::int + (phase = 'closed')::int AS head,
		       created + (messages + 2) * interval '20 minutes' AS resolved
		FROM (SELECT c.*, CASE WHEN tier = 'staff' THEN team + 20 * floor(10 * pg_temp.r(i, 6))::int ELSE 1 + floor(300 * pg_temp.r(i, 6) ^ 2)::int END AS handler,
		             phase <> 'active' OR pg_temp.r(i, 5) < 0.7 AS held
		      FROM (SELECT b.*, (topic - 1) % 20 + 1 AS team, CASE WHEN topic % 3 = 0 OR pg_temp.r(i, 4) < 0.35 THEN 'staff' ELSE 'expert' END AS tier,
		                   CASE WHEN i <= {tickets} * 0.95 THEN CASE WHEN pg_temp.r(i, 3) < 0.0003 THEN 'active' ELSE 'closed' END
		                        WHEN pg_temp.r(i, 3) < 0.6 THEN 'active' ELSE 'resolved' END AS phase
		            FROM (SELECT i, 1000 + i AS number, md5('ticket ' || i)::uuid AS id, 1 + floor(30 * pg_temp.r(i, 1) ^ 2)::int AS topic,
		                         1 + floor({customers} * pg_temp.r(i, 2))::int AS customer,
		                         {now} - interval '5 years' * (({tickets} - i) / {tickets}::float8) AS created,
		                         1 + floor(pg_temp.r(i, 8) * ({messages} * 2 - 1))::int AS messages
		                  FROM generate_series(1, {tickets}::bigint) i) b) c) d`},
	{"lines", `
		CREATE TEMP TABLE line AS
		SELECT f.i, f.number, s AS seq, CASE WHEN s = 2 OR s > 2 + f.held::int AND s < 2 + f.held::int + f.messages THEN 'message' ELSE 'event' END AS kind,
		       CASE WHEN s = 1 THEN 'opened' WHEN s = 3 AND f.held THEN CASE f.tier WHEN 'staff' THEN 'assigned' ELSE 'claimed' END
		            WHEN s = 2 + f.held::int + f.messages THEN 'resolved' WHEN s = 3 + f.held::int + f.messages THEN 'closed' END AS event,
		       CASE WHEN s = 3 AND f.held OR f.held AND s > 2 AND s % 2 = 1 OR s >= 2 + f.held::int + f.messages THEN f.handler_id ELSE f.customer_id END AS author,
		       s >= 3 AND f.held AND (s = 3 OR s % 2 = 1 OR s >= 2 + f.held::int + f.messages) AS helped,
		       abs(hashint8(f.number * 64 + s)::bigint) % {sentences} AS said,
		       CASE WHEN i = 1 AND s = 2 THEN 0 WHEN hashint8(f.number * 64 + s + 7) % 100 = 0 THEN abs(hashint8(f.number * 64 + s)::bigint) % {odd} END AS odd,
		       least(f.created + s * interval '20 minutes', {now}) AS at
		FROM fate f CROSS JOIN LATERAL generate_series(1, f.head) s; ANALYZE fate; ANALYZE line`},
	{"tickets", `
		INSERT INTO desk.tickets (number, id, customer, customer_alias, topic, team, subject, language, channel, tier, state, assignee, assignee_role,
		    assignee_name, head_everyone, head_helpers, head_staff, fanned, resolutions, created_at, updated_at, queued_at, waiting_since, take_by,
		    first_reply_at, resolved_at, closed_at, personal_from, excerpt, last_role, last_name)
		SELECT f.number, f.id, f.customer_id, f.customer_name, f.topic_id, f.team_id, left(w.text, 60), CASE WHEN f.i % 3 = 0 THEN 'da' ELSE 'en' END, 'chat', f.tier,
		       CASE WHEN phase <> 'active' THEN phase WHEN held AND pg_temp.r(i, 7) < 0.5 THEN 'waiting' ELSE 'open' END,
		       handler_id, handler_role, handler_name, head, head, head, head, (phase <> 'active')::int, created, resolved,
		       CASE WHEN phase = 'active' THEN created ELSE resolved END,
		       CASE WHEN phase = 'active' THEN created END, CASE WHEN phase = 'active' AND tier = 'expert' AND NOT held THEN {now} + interval '15 minutes' END,
		       CASE WHEN held AND messages > 1 THEN created + interval '1 hour' END, CASE WHEN phase <> 'active' THEN resolved END,
		       CASE WHEN phase = 'closed' THEN resolved + interval '7 days' END, created, left(w.text, 100), 'customer', f.customer_name
		FROM fate f JOIN said w ON w.n = abs(hashint8(f.number * 64 + 2)::bigint) % {sentences} ORDER BY f.number;
		SELECT setval('desk.ticket_numbers', 1000 + {tickets})`},
	{"entries", `
		INSERT INTO desk.entries (ticket, seq, seq_helpers, seq_everyone, id, kind, audience, author, author_role, author_name, channel, text, mask_version, data, at)
		SELECT l.number, l.seq, l.seq, l.seq, CASE WHEN l.seq = 2 THEN f.id ELSE md5(l.number || '-' || l.seq)::uuid END, l.kind, 'everyone', l.author,
		       CASE WHEN l.helped THEN f.handler_role ELSE 'customer' END, CASE WHEN l.helped THEN f.handler_name ELSE f.customer_name END, 'chat',
		       CASE WHEN l.kind = 'message' THEN w.text || coalesce(' ' || o.text, '') ELSE '' END, 1,
		       CASE WHEN l.event IN ('claimed', 'assigned') THEN jsonb_build_object('event', l.event, 'to', jsonb_build_object('id', f.handler_id, 'role', f.handler_role, 'name', f.handler_name))
		            WHEN l.event IS NOT NULL THEN jsonb_build_object('event', l.event) ELSE '{}' END, l.at
		FROM line l JOIN fate f USING (number) JOIN said w ON w.n = l.said LEFT JOIN odd o ON o.n = l.odd ORDER BY l.number, l.seq`},
	{"search words", `
		INSERT INTO desk.search (ticket, seq, audience, at, words)
		SELECT l.number, l.seq, 'everyone', l.at, CASE WHEN o.n IS NULL THEN w.words ELSE w.words || o.words END
		FROM line l JOIN said w ON w.n = CASE WHEN l.seq = 1 THEN abs(hashint8(l.number * 64 + 2)::bigint) % {sentences} ELSE l.said END
		LEFT JOIN odd o ON o.n = l.odd AND l.kind = 'message'
		WHERE l.seq = 1 OR l.kind = 'message' ORDER BY l.number, l.seq`},
	{"grants of those who helped", `
		INSERT INTO desk.grants (ticket, expert, kind, first_seq, since, until)
		SELECT number, handler_id, CASE WHEN phase = 'active' THEN 'holder' ELSE 'solved' END, 1, created, CASE WHEN phase <> 'active' THEN resolved + interval '90 days' END
		FROM fate WHERE held AND tier = 'expert'`},
	{"pictures", `
		CREATE TEMP TABLE picture AS
		SELECT i, number, 1 + (i * 7 % 300) AS expert, jsonb_build_object('Number', number, 'ID', id, 'CustomerAlias', customer_name, 'Topic', topic_id, 'Team', team_id,
		       'Subject', 'as it was', 'Language', 'en', 'Channel', 'chat', 'Tier', 'expert', 'State', 'open', 'Everyone', 2, 'Helpers', 2,
		       'CreatedAt', created, 'UpdatedAt', created, 'QueuedAt', created, 'Excerpt', 'as it was', 'LastRole', 'customer', 'LastName', customer_name) AS picture
		FROM fate f WHERE topic % 3 <> 0`},
	{"grants of those who had a ticket, or an offer", `
		INSERT INTO desk.grants (ticket, expert, kind, first_seq, last_seq, since, until, snapshot)
		SELECT p.number, md5('expert ' || p.expert)::uuid, k.kind, 1, 2, f.created, CASE k.kind WHEN 'past' THEN f.created + interval '90 days'
		       ELSE CASE WHEN f.phase = 'active' AND NOT f.held AND f.tier = 'expert' THEN {now} + interval '10 days' ELSE 'epoch' END END, p.picture
		FROM picture p JOIN fate f USING (number) CROSS JOIN LATERAL (SELECT CASE WHEN f.tier = 'staff' AND pg_temp.r(f.i, 4) < 0.2 THEN 'past' ELSE 'offered' END AS kind) k
		ON CONFLICT DO NOTHING`},
	{"offers", `
		INSERT INTO desk.offers (ticket, expert, wave, made_at, expires_at, ended_at, outcome)
		SELECT g.ticket, g.expert, 1, f.created, f.created + interval '90 seconds', CASE WHEN g.until > {now} AND g.kind = 'offered' THEN NULL ELSE f.created END,
		       CASE WHEN g.kind <> 'offered' THEN 'claimed' WHEN g.until > {now} THEN '' ELSE 'lost' END
		FROM desk.grants g JOIN fate f ON f.number = g.ticket`},
	{"ratings", `
		INSERT INTO desk.ratings (ticket, resolution, handler, handler_role, handler_name, asked_at, stars, rated_at)
		SELECT number, 1, handler_id, handler_role, handler_name, resolved, CASE WHEN i % 3 = 0 THEN 3 + i % 3 END, CASE WHEN i % 3 = 0 THEN resolved END
		FROM fate WHERE phase <> 'active'`},
	{"who handled what", `
		INSERT INTO desk.handled (ticket, customer, topic, handler, previous, met, at)
		SELECT number, customer_id, topic_id, handler_id, lag(handler_id) OVER (PARTITION BY customer_id ORDER BY resolved, number), 1 + i % 4, resolved
		FROM fate WHERE phase <> 'active'`},
	{"read marks", `
		INSERT INTO desk.reads (ticket, person, role, own, seq, at)
		SELECT number, customer_id, 'customer', head, head, resolved FROM fate
		UNION ALL SELECT number, handler_id, handler_role, head, head, resolved FROM fate WHERE held`},
	{"jobs", `
		INSERT INTO desk.jobs (id, kind, ticket, due_at, created_at, attempt, done_at)
		SELECT md5('fanout ' || i)::uuid, 'fanout', number, created, created, 1, created FROM fate
		UNION ALL SELECT md5('close ' || i)::uuid, 'auto_close', number, {now} + interval '7 days', created, 0, NULL FROM fate WHERE phase = 'resolved'
		UNION ALL SELECT md5('rating ' || i)::uuid, 'rating_request', number, resolved, resolved, 1, resolved FROM fate WHERE phase <> 'active'`},
	{"notifications", `
		INSERT INTO desk.notifications (person, seq, id, kind, ticket, at)
		SELECT person, row_number() OVER (PARTITION BY person ORDER BY number), md5(person || kind || number)::uuid, kind, number, at
		FROM (SELECT customer_id AS person, 'replied' AS kind, number, resolved AS at FROM fate WHERE held
		      UNION ALL SELECT handler_id, 'replied', number, resolved FROM fate WHERE held) n;
		INSERT INTO desk.inbox (person, head, notified, read) SELECT person, max(seq), max(seq), max(seq) / 2 FROM desk.notifications GROUP BY person`},
	{"access log", `
		INSERT INTO vault.access_log (id, at, customer, staff, staff_name, staff_role, what, ticket, until)
		SELECT md5('access ' || i)::uuid, created, customer_id, handler_id, handler_name, 'staff', 'opened', number, created + interval '8 hours'
		FROM fate WHERE held AND tier = 'staff' AND i % 10 = 0`},
	{"counters", `
		INSERT INTO desk.counters (view, key, slot, n)
		SELECT 'mine', handler_id::text, number % 8, count(*) FROM fate WHERE phase = 'active' AND held GROUP BY 2, 3
		UNION ALL SELECT 'queue', team_id, number % 8, count(*) FROM fate WHERE phase = 'active' AND NOT held AND tier = 'staff' GROUP BY 2, 3
		UNION ALL SELECT 'offers', expert::text, ticket % 8, count(*) FROM desk.offers WHERE ended_at IS NULL GROUP BY 2, 3`},
	{"room", `DROP TABLE fate, line, picture, said, odd`},
}
