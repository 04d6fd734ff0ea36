-- +goose Up
-- Personal contact: whom customers usually talk to, who is away and who stands in,
-- and how often a customer meets the same person again. Nothing of it is for the
-- expert login.

-- One member of staff and one expert a customer. The id is all that the expert is
-- told of which customer it is.
CREATE TABLE desk.contacts (
    id       uuid PRIMARY KEY,
    customer uuid NOT NULL REFERENCES desk.people,
    kind     text NOT NULL CHECK (kind IN ('staff', 'expert')),
    person   uuid NOT NULL REFERENCES desk.people,
    made_by  uuid NOT NULL,   -- the customer, staff, or an admin
    since    timestamptz NOT NULL,
    UNIQUE (customer, kind)
);
CREATE INDEX contacts_person ON desk.contacts (person, id DESC);

-- Times in which a helper is not there. Those of one person never overlap: they
-- are written under the lock on the person.
CREATE TABLE desk.absences (
    id       uuid PRIMARY KEY,
    person   uuid NOT NULL REFERENCES desk.people,
    kind     text NOT NULL CHECK (kind IN ('vacation', 'away')),
    from_at  timestamptz NOT NULL,
    until_at timestamptz NOT NULL,           -- when they are back
    deputy   uuid REFERENCES desk.people,    -- for this time; null: the standing one
    note     text NOT NULL,                  -- masked; customers read it
    made_by  uuid NOT NULL,
    made_at  timestamptz NOT NULL,
    CHECK (from_at < until_at)
);
CREATE INDEX absences_until  ON desk.absences (until_at);
CREATE INDEX absences_person ON desk.absences (person, until_at);

-- Who stands in for somebody whenever they are away.
CREATE TABLE desk.deputies (
    person uuid PRIMARY KEY REFERENCES desk.people,
    deputy uuid NOT NULL REFERENCES desk.people,
    CHECK (person <> deputy)
);

-- Who helped with a ticket and who had helped its customer before: written when it
-- is resolved, so that continuity is counted without reading a log.
CREATE TABLE desk.handled (
    ticket   bigint PRIMARY KEY REFERENCES desk.tickets,
    customer uuid NOT NULL,
    topic    text NOT NULL,
    handler  uuid NOT NULL,                  -- of the last resolution
    previous uuid,                           -- of the customer's ticket before; null: it was their first
    met      integer NOT NULL,               -- different handlers of the customer in the year until then
    at       timestamptz NOT NULL            -- when it was resolved first
);
CREATE INDEX handled_customer ON desk.handled (customer, at DESC) INCLUDE (handler);
CREATE INDEX handled_at ON desk.handled (at) INCLUDE (topic, customer, handler, previous, met);

-- What was resolved until now.
WITH solved AS (
    SELECT DISTINCT ON (r.ticket) r.ticket, t.customer, t.topic, r.handler, min(r.asked_at) OVER (PARTITION BY r.ticket) AS at
    FROM desk.ratings r JOIN desk.tickets t ON t.number = r.ticket WHERE r.handler IS NOT NULL ORDER BY r.ticket, r.resolution DESC
)
INSERT INTO desk.handled (ticket, customer, topic, handler, previous, met, at)
SELECT s.ticket, s.customer, s.topic, s.handler, lag(s.handler) OVER (PARTITION BY s.customer ORDER BY s.at, s.ticket),
       (SELECT count(DISTINCT o.handler) FROM solved o WHERE o.customer = s.customer AND o.at <= s.at AND o.at > s.at - interval '1 year'), s.at
FROM solved s;

GRANT SELECT, INSERT, UPDATE, DELETE ON desk.contacts, desk.absences, desk.deputies TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON desk.handled TO kontor_app;
