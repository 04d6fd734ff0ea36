-- +goose Up
-- Recognition among helpers: answers shared as examples and what peers say of
-- them, who reviewed whose first answers, and audits: requests with a known answer.

-- An answer of a solved ticket that its helper shares, with the question: the
-- masked texts as they are. Whatever changes one of these texts on the ticket takes
-- the example away (tickets/rewrite.go). Staff look at it before anybody else does.
CREATE TABLE desk.examples (
    id             uuid PRIMARY KEY,
    topic          text NOT NULL REFERENCES desk.topics,
    ticket         bigint NOT NULL REFERENCES desk.tickets,
    question_entry uuid NOT NULL,
    answer_entry   uuid NOT NULL UNIQUE,
    helper         uuid NOT NULL REFERENCES desk.people,
    helper_name    text NOT NULL,
    subject        text NOT NULL,
    question       text NOT NULL,
    answer         text NOT NULL,
    state          text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'shown', 'declined')),
    shared_at      timestamptz NOT NULL,
    checked_by     uuid REFERENCES desk.people,
    checked_at     timestamptz,
    useful         integer NOT NULL DEFAULT 0,   -- of so many
    votes          integer NOT NULL DEFAULT 0,
    score          real NOT NULL DEFAULT 0,      -- what the list is sorted by: recognition/wilson.go
    CHECK ((state = 'waiting') = (checked_at IS NULL))
);
CREATE INDEX examples_topic ON desk.examples (topic, score DESC, shared_at DESC) WHERE state = 'shown';
CREATE INDEX examples_waiting ON desk.examples (shared_at) WHERE state = 'waiting';
CREATE INDEX examples_helper ON desk.examples (helper, shared_at DESC);
CREATE INDEX examples_ticket ON desk.examples (ticket);

CREATE TABLE desk.example_votes (
    example uuid NOT NULL REFERENCES desk.examples ON DELETE CASCADE,
    voter   uuid NOT NULL REFERENCES desk.people,
    useful  boolean NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (example, voter)
);

-- An answer of somebody on probation that was let out, and who had looked at it.
CREATE TABLE desk.reviews (
    ticket   bigint NOT NULL REFERENCES desk.tickets,
    entry    uuid NOT NULL,                -- that says it was let out
    author   uuid NOT NULL REFERENCES desk.people,
    reviewer uuid NOT NULL REFERENCES desk.people,
    at       timestamptz NOT NULL,
    PRIMARY KEY (ticket, entry)
);
CREATE INDEX reviews_reviewer ON desk.reviews (reviewer);

-- After how many offers of a topic an expert gets an audit, on average; no row: never.
CREATE TABLE desk.audit_rates (
    topic text PRIMARY KEY REFERENCES desk.tests,
    every integer NOT NULL CHECK (every BETWEEN 5 AND 1000)
);

-- A practice ticket that came to an expert like an offer. No ticket, offer, figure
-- or reward knows of it.
CREATE TABLE desk.audits (
    id         uuid PRIMARY KEY,
    person     uuid NOT NULL REFERENCES desk.people,
    topic      text NOT NULL REFERENCES desk.tests,
    practice   uuid NOT NULL REFERENCES desk.practice_cases,
    offered_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state      text NOT NULL DEFAULT 'offered' CHECK (state IN ('offered', 'skipped', 'good', 'missed')),
    missing    text[] NOT NULL DEFAULT '{}',   -- keywords that the answer does not hold
    ended_at   timestamptz,
    counts     boolean NOT NULL DEFAULT true,  -- staff may say that it does not
    judged_by  uuid REFERENCES desk.people,
    CHECK ((state = 'offered') = (ended_at IS NULL))
);
CREATE INDEX audits_person ON desk.audits (person, topic, offered_at DESC);
CREATE INDEX audits_ended ON desk.audits (ended_at DESC, id) WHERE state IN ('good', 'missed');

CREATE TABLE vault.audit_texts (
    audit  uuid PRIMARY KEY REFERENCES desk.audits,
    sealed bytea NOT NULL
);

GRANT SELECT, INSERT, DELETE ON desk.examples TO kontor_app;
GRANT UPDATE (state, checked_by, checked_at, useful, votes, score) ON desk.examples TO kontor_app;
GRANT SELECT, INSERT, UPDATE (useful, at) ON desk.example_votes TO kontor_app;
GRANT SELECT, INSERT ON desk.reviews, desk.audits, vault.audit_texts TO kontor_app;
GRANT UPDATE (state, missing, ended_at, counts, judged_by) ON desk.audits TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.audit_rates TO kontor_app;

-- Experts read the examples that are shown in topics which they answer, and their
-- own; and how they voted. Nothing of it says which ticket it was.
GRANT SELECT (id, topic, helper, helper_name, subject, question, answer, state, shared_at, useful, votes, score) ON desk.examples TO kontor_expert;
GRANT SELECT (example, voter, useful) ON desk.example_votes TO kontor_expert;
ALTER TABLE desk.examples
    ALTER COLUMN helper_name SET STATISTICS 0, ALTER COLUMN subject SET STATISTICS 0,
    ALTER COLUMN question SET STATISTICS 0, ALTER COLUMN answer SET STATISTICS 0;

-- Like the other policies, one call that costs next to nothing (00010_wall.sql).
-- +goose StatementBegin
CREATE FUNCTION desk.reads_example(topic text, state text, helper uuid, experts uuid[]) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER COST 0.0001 SET search_path = pg_catalog, pg_temp
AS $$ BEGIN
    RETURN $3 = ANY ($4) OR $2 = 'shown' AND EXISTS (SELECT FROM desk.qualifications q WHERE q.topic = $1 AND q.person = ANY ($4));
END $$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION desk.reads_example(text, text, uuid, uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION desk.reads_example(text, text, uuid, uuid[]) TO kontor_expert;

ALTER TABLE desk.examples      ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk.example_votes ENABLE ROW LEVEL SECURITY;
CREATE POLICY app ON desk.examples      TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY app ON desk.example_votes TO kontor_app USING (true) WITH CHECK (true);
CREATE POLICY expert ON desk.examples FOR SELECT TO kontor_expert
    USING (desk.reads_example(topic, state, helper, (SELECT desk.reading_experts())));
CREATE POLICY expert ON desk.example_votes FOR SELECT TO kontor_expert
    USING (desk.is_among(voter, (SELECT desk.reading_experts())));
