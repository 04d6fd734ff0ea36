-- +goose Up
-- Escalation: the peer window, looks at how long customers wait, and how staff
-- come to tickets.

ALTER TABLE desk.topics
    ADD COLUMN peers_within integer  NOT NULL DEFAULT 600 CHECK (peers_within >= 0),               -- seconds that other experts have before staff are called; 0: none
    ADD COLUMN stuck_after  integer  NOT NULL DEFAULT 0   CHECK (stuck_after >= 0),                -- seconds without an answer until an expert loses it; 0: never
    ADD COLUMN respond_within integer NOT NULL DEFAULT 0  CHECK (respond_within >= 0),             -- seconds in which customers are to have their answer; 0: no target
    ADD COLUMN risk_percent smallint NOT NULL DEFAULT 80  CHECK (risk_percent BETWEEN 10 AND 100), -- of them gone: to staff
    ADD COLUMN low_rating   smallint NOT NULL DEFAULT 2   CHECK (low_rating BETWEEN 0 AND 4);      -- as few stars bring a ticket to staff; 0: none do

ALTER TABLE desk.tickets
    ADD COLUMN peer_reason text NOT NULL DEFAULT '',   -- why other experts were asked to take it over; '' : they were not
    ADD COLUMN former      uuid,                       -- the expert who gave it back: customers see them until somebody else has it
    ADD COLUMN former_name text NOT NULL DEFAULT '',
    ADD COLUMN look_after  integer NOT NULL DEFAULT 0, -- seconds from when the customer begins to wait to a look at it; 0: none
    ADD COLUMN look_at     timestamptz;                -- one is promised for then

-- How tickets of a team find somebody: staff take them, or the desk gives them out.
ALTER TABLE desk.teams ADD COLUMN assignment text NOT NULL DEFAULT 'pull' CHECK (assignment IN ('pull', 'auto'));

-- Topics that staff are named for. Experts are qualified for theirs.
CREATE TABLE desk.skills (
    person uuid NOT NULL REFERENCES desk.people,
    topic  text NOT NULL REFERENCES desk.topics,
    PRIMARY KEY (person, topic)
);
INSERT INTO desk.skills (person, topic)
SELECT q.person, q.topic FROM desk.qualifications q JOIN desk.people p ON p.id = q.person AND p.role <> 'expert';
DELETE FROM desk.qualifications q USING desk.people p WHERE p.id = q.person AND p.role <> 'expert';

-- When somebody of staff was last given a ticket.
CREATE TABLE desk.turns (
    person uuid PRIMARY KEY REFERENCES desk.people,
    at     timestamptz NOT NULL
);

GRANT SELECT, INSERT, DELETE ON desk.skills TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON desk.turns TO kontor_app;
