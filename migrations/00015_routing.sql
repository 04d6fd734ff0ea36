-- +goose Up
-- Routing: how experts are asked, why they were, and what speaks for them.

ALTER TABLE desk.topics
    ADD COLUMN waves              integer NOT NULL DEFAULT 0    CHECK (waves BETWEEN 0 AND 50),        -- 0: until the time is over
    ADD COLUMN head_start         integer NOT NULL DEFAULT 0    CHECK (head_start >= 0),               -- seconds that who helped before is asked alone
    ADD COLUMN first_reply_within integer NOT NULL DEFAULT 3600 CHECK (first_reply_within >= 0),       -- seconds until a claim is released; 0: never
    ADD COLUMN newcomers          integer NOT NULL DEFAULT 20   CHECK (newcomers BETWEEN 0 AND 50),    -- percent of the places
    ADD COLUMN max_releases       integer NOT NULL DEFAULT 3    CHECK (max_releases BETWEEN 0 AND 20), -- 0: however often
    ADD COLUMN expert_languages   text[]  NOT NULL DEFAULT '{}';                                       -- empty: all that they speak

-- What was decided about a ticket that waited for an expert, and why: numbers,
-- reasons and ids of experts, no text. Looks that found nothing to do are one row, the last.
CREATE TABLE desk.routings (
    ticket bigint NOT NULL REFERENCES desk.tickets,
    n      integer NOT NULL,
    at     timestamptz NOT NULL,
    action text NOT NULL CHECK (action IN ('offer', 'wait', 'staff')),
    reason text NOT NULL DEFAULT '',   -- offer: '', head_start or arrived; staff: why
    until  timestamptz,                -- offer: how long it stands; wait: when to look again
    why    jsonb NOT NULL,
    PRIMARY KEY (ticket, n)
);

-- What is known of an expert in a topic, reckoned anew every few minutes.
CREATE TABLE desk.expert_stats (
    person       uuid NOT NULL REFERENCES desk.people,
    topic        text NOT NULL REFERENCES desk.topics,
    tried        integer NOT NULL,   -- tickets taken
    solved       integer NOT NULL,   -- and solved without staff
    median_reply integer,            -- seconds from taking a ticket to the first reply
    reputation   real NOT NULL,      -- 1 to 5, smoothed
    PRIMARY KEY (person, topic)
);

-- When an expert was last asked.
CREATE INDEX offers_expert ON desk.offers (expert, made_at DESC);

GRANT SELECT, INSERT, UPDATE ON desk.routings TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.expert_stats TO kontor_app;
