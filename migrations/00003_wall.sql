-- +goose Up
-- The wall. Rights are given by name, table by table and column by column, on
-- parents only (a right on a partition would go around its parent's policy).
-- The owner is outside the policies on purpose: pg_dump must see every row.

-- +goose StatementBegin
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO kontor_app, kontor_expert', current_database());
END $$;
-- +goose StatementEnd
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON FUNCTION vault.retain_logs() FROM PUBLIC;
REVOKE ALL ON FUNCTION desk.reading_experts() FROM PUBLIC;

-- app: the desk itself -------------------------------------------------------

GRANT USAGE ON SCHEMA desk, vault TO kontor_app;
GRANT USAGE ON SEQUENCE desk.ticket_numbers TO kontor_app;
GRANT EXECUTE ON FUNCTION desk.reading_experts(), vault.retain_logs() TO kontor_app;

GRANT SELECT ON desk.epoch TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON desk.settings, desk.people, desk.teams, desk.topics, desk.tickets, desk.grants,
    desk.offers, desk.reads, desk.ratings, desk.inbox, desk.entries, desk.search TO kontor_app;
GRANT SELECT, INSERT, DELETE ON desk.memberships, desk.qualifications TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.jobs, desk.notifications TO kontor_app;
GRANT SELECT, INSERT ON desk.audit_log TO kontor_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.keys, vault.customers, vault.identities, vault.personal_fields,
    vault.blind_index, vault.bodies, vault.requests, vault.credentials, vault.sessions, vault.invitations TO kontor_app;
GRANT SELECT, INSERT ON vault.access_log TO kontor_app;

-- expert: the window ---------------------------------------------------------

GRANT USAGE ON SCHEMA desk TO kontor_expert;
GRANT EXECUTE ON FUNCTION desk.reading_experts() TO kontor_expert;

GRANT SELECT (id, names, descriptions, policy, active) ON desk.topics TO kontor_expert;
GRANT SELECT (id, role, name, locale, languages, available, capacity) ON desk.people TO kontor_expert;
GRANT SELECT ON desk.grants, desk.offers, desk.inbox, desk.notifications TO kontor_expert;
GRANT SELECT (ticket, seq, audience, at, words) ON desk.search TO kontor_expert;
GRANT SELECT (ticket, person, role, own, seq) ON desk.reads TO kontor_expert;
GRANT SELECT (ticket, resolution, handler, handler_role, handler_name, stars, tags, comment, rated_at) ON desk.ratings TO kontor_expert;
GRANT SELECT (number, id, customer_alias, topic, subject, fields, language, channel, tier, state, active, assignee, assignee_role,
    assignee_name, head_everyone, head_helpers, created_at, updated_at, queued_at, waiting_since, take_by, first_reply_at,
    resolved_at, closed_at, excerpt, last_role, last_name) ON desk.tickets TO kontor_expert;
GRANT SELECT (ticket, seq, seq_helpers, seq_everyone, id, kind, audience, author, author_role, author_name, channel, text, data, at)
    ON desk.entries TO kontor_expert;

ALTER TABLE desk.people        ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.grants        ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.offers        ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.inbox         ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.search        ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.reads         ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.ratings       ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.tickets       ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.entries       ENABLE ROW LEVEL SECURITY;

CREATE POLICY app ON desk.people        TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.grants        TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.offers        TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.inbox         TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.notifications TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.search        TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.reads         TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.ratings       TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.tickets       TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.entries       TO kontor_app USING (true) WITH CHECK (true);

CREATE POLICY expert ON desk.people FOR SELECT TO kontor_expert
    USING (id = ANY ((SELECT desk.reading_experts())::uuid[]));
CREATE POLICY expert ON desk.grants FOR SELECT TO kontor_expert
    USING (expert = ANY ((SELECT desk.reading_experts())::uuid[]) AND (until IS NULL OR until > now()));
CREATE POLICY expert ON desk.offers FOR SELECT TO kontor_expert
    USING (expert = ANY ((SELECT desk.reading_experts())::uuid[]));
CREATE POLICY expert ON desk.inbox FOR SELECT TO kontor_expert
    USING (person = ANY ((SELECT desk.reading_experts())::uuid[]));
CREATE POLICY expert ON desk.notifications FOR SELECT TO kontor_expert
    USING (person = ANY ((SELECT desk.reading_experts())::uuid[]));
CREATE POLICY expert ON desk.ratings FOR SELECT TO kontor_expert
    USING (handler = ANY ((SELECT desk.reading_experts())::uuid[]));

-- The ticket itself only to those whose grant reaches to the present; the
-- others have the snapshot in their grant.
CREATE POLICY expert ON desk.tickets FOR SELECT TO kontor_expert
    USING (EXISTS (SELECT FROM desk.grants g
                   WHERE g.ticket = tickets.number AND g.kind IN ('holder', 'solved')));
CREATE POLICY expert ON desk.reads FOR SELECT TO kontor_expert
    USING (EXISTS (SELECT FROM desk.grants g
                   WHERE g.ticket = reads.ticket AND g.kind IN ('holder', 'solved')));
CREATE POLICY expert ON desk.entries FOR SELECT TO kontor_expert
    USING (audience <> 'staff' AND EXISTS (SELECT FROM desk.grants g
                   WHERE g.ticket = entries.ticket AND entries.seq >= g.first_seq
                     AND (g.last_seq IS NULL OR entries.seq <= g.last_seq)));
CREATE POLICY expert ON desk.search FOR SELECT TO kontor_expert
    USING (audience <> 'staff' AND EXISTS (SELECT FROM desk.grants g
                   WHERE g.ticket = search.ticket AND search.seq >= g.first_seq
                     AND (g.last_seq IS NULL OR search.seq <= g.last_seq)));
