-- +goose Up
-- Lists, search and counts that do not grow slow with the number of tickets.

-- What a list of open tickets must not walk past: a reply changes state between
-- open and waiting but never the phase, so that its update stays on the page.
ALTER TABLE desk.tickets ADD COLUMN phase text NOT NULL
    GENERATED ALWAYS AS (CASE WHEN state IN ('open', 'waiting') THEN 'active' ELSE state END) STORED;

GRANT SELECT (phase) ON desk.tickets TO kontor_expert;

-- Each view walks one of these from its newest (a queue: oldest) ticket on and
-- stops when the page is full. The topic stands in them so that the filter
-- needs no look at the row.
DROP INDEX desk.tickets_mine, desk.tickets_queue;
CREATE INDEX tickets_mine  ON desk.tickets (assignee, phase, number DESC) INCLUDE (topic) WHERE assignee IS NOT NULL;
CREATE INDEX tickets_queue ON desk.tickets (team, queued_at, number) INCLUDE (topic) WHERE tier = 'staff' AND active AND assignee IS NULL;
CREATE INDEX tickets_phase ON desk.tickets (team, phase, number DESC);
CREATE INDEX tickets_topic ON desk.tickets (team, topic, phase, number DESC);

-- An expert keeps a grant for every ticket ever offered; their lists and their
-- search begin here.
DROP INDEX desk.grants_expert;
CREATE INDEX grants_expert ON desk.grants (expert, kind, ticket DESC) INCLUDE (first_seq, last_seq, until);

-- The line of hands of a ticket with thousands of messages.
CREATE INDEX entries_events ON desk.entries (ticket, seq) WHERE kind = 'event';

-- How many a helper has solved, rated or not.
DROP INDEX desk.ratings_handler;
CREATE INDEX ratings_handler ON desk.ratings (handler) INCLUDE (stars);

-- Whether somebody who reads nothing has been told of this ticket's replies.
CREATE INDEX notifications_replied ON desk.notifications (person, ticket, seq) WHERE kind = 'replied';

-- What is past its date, looked for every hour.
CREATE INDEX access_log_at ON vault.access_log (at);
CREATE INDEX audit_log_at ON desk.audit_log (at);

-- How many tickets stand in a view, changed in the transaction of the act that
-- moves them. A ticket counts in slot number % 8, so that one busy team is not
-- one row that everybody waits for.
CREATE TABLE desk.counters (
    view text NOT NULL CHECK (view IN ('mine', 'queue', 'offers')),
    key  text NOT NULL,     -- mine, offers: a person; queue: a team
    slot smallint NOT NULL,
    n    bigint NOT NULL,
    PRIMARY KEY (view, key, slot)
) WITH (fillfactor = 50);

INSERT INTO desk.counters (view, key, slot, n)
SELECT 'mine', assignee::text, number % 8, count(*) FROM desk.tickets WHERE active AND assignee IS NOT NULL GROUP BY 2, 3
UNION ALL
SELECT 'queue', team, number % 8, count(*) FROM desk.tickets WHERE active AND assignee IS NULL AND tier = 'staff' GROUP BY 2, 3
UNION ALL
SELECT 'offers', expert::text, ticket % 8, count(*) FROM desk.offers WHERE ended_at IS NULL GROUP BY 2, 3;

GRANT SELECT, INSERT, UPDATE, DELETE ON desk.counters TO kontor_app;
