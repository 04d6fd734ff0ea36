-- +goose Up
-- Becoming an expert: terms, applications, tests, practice, probation, notes to
-- learn, and how a qualification ends. Nothing of it is for the expert login:
-- what somebody reads of their own way is asked for by the application.

-- A qualification may be on probation: so many answers are reviewed before the
-- customer reads them. What an admin gives is not, and belongs to no test.
ALTER TABLE desk.qualifications
    ADD COLUMN probation  integer NOT NULL DEFAULT 0 CHECK (probation >= 0),
    ADD COLUMN test_major integer NOT NULL DEFAULT 0,  -- of the topic's test; 0: none
    ADD COLUMN renewed_at timestamptz,                 -- counts as an answer
    ADD COLUMN retest_by  timestamptz,                 -- the test has a new version: until then
    ADD COLUMN warned_at  timestamptz;                 -- that it lapses
GRANT UPDATE (probation, test_major, renewed_at, retest_by, warned_at) ON desk.qualifications TO kontor_app;

-- Whether what the ticket's expert writes is reviewed first. It is decided when
-- they take the ticket, so that a post need look at nothing else.
ALTER TABLE desk.tickets ADD COLUMN reviewed boolean NOT NULL DEFAULT false;

-- A peer who reviews an answer reads the ticket until they have decided.
ALTER TABLE desk.grants DROP CONSTRAINT grants_kind_check, DROP CONSTRAINT grants_check, DROP CONSTRAINT grants_check1;
ALTER TABLE desk.grants
    ADD CONSTRAINT grants_kind_check CHECK (kind IN ('offered', 'holder', 'past', 'solved', 'review')),
    ADD CONSTRAINT grants_check  CHECK ((kind IN ('offered', 'past', 'review')) = (last_seq IS NOT NULL)),
    ADD CONSTRAINT grants_check1 CHECK ((kind IN ('offered', 'past', 'review')) = (snapshot IS NOT NULL));
CREATE INDEX flags_held ON desk.flags (at) WHERE ended_at IS NULL AND kind = 'held';

-- The terms that experts accept, by language. A version is never changed.
CREATE TABLE desk.expert_terms (
    version integer PRIMARY KEY,
    texts   jsonb NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL
);
CREATE TABLE desk.terms_accepted (
    person  uuid NOT NULL REFERENCES desk.people,
    version integer NOT NULL REFERENCES desk.expert_terms,
    at      timestamptz NOT NULL,
    PRIMARY KEY (person, version)
);

-- Who wants to be an expert, and in what. Who they are stands in schema vault.
CREATE TABLE desk.applications (
    person     uuid PRIMARY KEY REFERENCES desk.people,
    topics     text[] NOT NULL,
    state      text NOT NULL CHECK (state IN ('open', 'declined', 'withdrawn')),
    admitted   boolean NOT NULL,   -- their account came with it
    applied_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by uuid,
    CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE INDEX applications_open ON desk.applications (applied_at, person) WHERE state = 'open';

-- What an applicant says of themself, and what they are told when declined:
-- sealed with their own key.
CREATE TABLE vault.introductions (
    person uuid PRIMARY KEY REFERENCES desk.people,
    sealed bytea NOT NULL,
    answer bytea
);

-- The test of a topic, and what follows from it.
CREATE TABLE desk.tests (
    topic        text PRIMARY KEY REFERENCES desk.topics,
    major        integer NOT NULL CHECK (major >= 1),
    active       boolean NOT NULL DEFAULT false,
    draws        integer NOT NULL,   -- questions of a test
    minutes      integer NOT NULL,
    pass_percent integer NOT NULL,
    attempts     integer NOT NULL,   -- of one version of the test
    pause_hours  integer NOT NULL,   -- between two of them
    practice     integer NOT NULL,   -- practice tickets to answer well
    probation    integer NOT NULL,   -- answers that are reviewed
    lapse_months integer NOT NULL,   -- without an answer; 0: never
    renewal      integer NOT NULL,   -- questions of the shorter test that renews
    retest_days  integer NOT NULL    -- to pass a new version
);

CREATE TABLE desk.questions (
    id       uuid PRIMARY KEY,
    topic    text NOT NULL REFERENCES desk.tests,
    kind     text NOT NULL CHECK (kind IN ('choice', 'several', 'order', 'short', 'ticket')),
    text     text NOT NULL,
    options  jsonb NOT NULL,       -- in the right order, where there is one
    points   integer NOT NULL,
    guidance text NOT NULL,        -- for who judges
    active   boolean NOT NULL,
    made_at  timestamptz NOT NULL
);
CREATE INDEX questions_topic ON desk.questions (topic, made_at, id);

-- One go at a test. The paper is what was drawn, with what is right: later
-- changes of the pool do not touch it.
CREATE TABLE desk.attempts (
    id          uuid PRIMARY KEY,
    person      uuid NOT NULL REFERENCES desk.people,
    topic       text NOT NULL REFERENCES desk.tests,
    major       integer NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('test', 'renewal', 'retest')),
    seed        bigint NOT NULL,
    paper       jsonb NOT NULL,
    state       text NOT NULL CHECK (state IN ('running', 'judging', 'passed', 'failed')),
    pass_points integer NOT NULL,
    points      integer NOT NULL DEFAULT 0,
    started_at  timestamptz NOT NULL,
    due_at      timestamptz NOT NULL,
    ended_at    timestamptz,
    CHECK ((state = 'running') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX attempts_running ON desk.attempts (person, topic) WHERE state = 'running';
CREATE INDEX attempts_person ON desk.attempts (person, topic, started_at);
CREATE INDEX attempts_due ON desk.attempts (due_at) WHERE state = 'running';
CREATE INDEX attempts_judging ON desk.attempts (ended_at, id) WHERE state = 'judging';

CREATE TABLE vault.attempt_answers (
    attempt   uuid NOT NULL REFERENCES desk.attempts,
    question  uuid NOT NULL,
    sealed    bytea NOT NULL,
    points    integer,              -- null: to be judged
    judged_by uuid,
    judged_at timestamptz,
    PRIMARY KEY (attempt, question)
);

-- Practice: tickets that were never anybody's, with what a good answer says.
CREATE TABLE desk.practice_cases (
    id       uuid PRIMARY KEY,
    topic    text NOT NULL REFERENCES desk.tests,
    subject  text NOT NULL,
    text     text NOT NULL,
    keywords text[] NOT NULL,       -- each must be in a good answer
    sample   text NOT NULL,         -- shown once one's own is judged
    active   boolean NOT NULL,
    made_at  timestamptz NOT NULL
);
CREATE INDEX practice_cases_topic ON desk.practice_cases (topic, made_at, id);

CREATE TABLE desk.practice_answers (
    id        uuid PRIMARY KEY,
    person    uuid NOT NULL REFERENCES desk.people,
    practice  uuid NOT NULL REFERENCES desk.practice_cases,
    topic     text NOT NULL,
    state     text NOT NULL CHECK (state IN ('judging', 'passed', 'failed')),
    missing   text[] NOT NULL,      -- keywords that it does not hold
    at        timestamptz NOT NULL,
    judged_by uuid,
    judged_at timestamptz
);
CREATE INDEX practice_answers_person ON desk.practice_answers (person, topic, at);
CREATE INDEX practice_answers_judging ON desk.practice_answers (at, id) WHERE state = 'judging';
CREATE UNIQUE INDEX practice_answers_once ON desk.practice_answers (person, practice) WHERE state <> 'failed';

CREATE TABLE vault.practice_texts (
    answer uuid PRIMARY KEY REFERENCES desk.practice_answers,
    sealed bytea NOT NULL,
    note   bytea                    -- what who judged it says
);

-- A qualification that has ended, and why.
CREATE TABLE desk.lapses (
    person uuid NOT NULL REFERENCES desk.people,
    topic  text NOT NULL REFERENCES desk.topics,
    reason text NOT NULL CHECK (reason IN ('inactive', 'retest')),
    at     timestamptz NOT NULL,
    PRIMARY KEY (person, topic)
);

-- What everybody who answers a topic must have read before their next claim.
CREATE TABLE desk.lessons (
    id      uuid PRIMARY KEY,
    topic   text NOT NULL REFERENCES desk.topics,
    title   text NOT NULL,
    text    text NOT NULL,
    active  boolean NOT NULL,
    made_by uuid NOT NULL,
    made_at timestamptz NOT NULL
);
CREATE INDEX lessons_topic ON desk.lessons (topic, made_at DESC, id);
CREATE TABLE desk.lessons_read (
    lesson uuid NOT NULL REFERENCES desk.lessons,
    person uuid NOT NULL REFERENCES desk.people,
    at     timestamptz NOT NULL,
    PRIMARY KEY (lesson, person)
);

GRANT SELECT, INSERT ON desk.expert_terms, desk.terms_accepted, desk.lessons_read TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON desk.applications, desk.tests, desk.questions, desk.attempts, desk.practice_cases, desk.practice_answers,
    desk.lessons TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.lapses, vault.introductions, vault.attempt_answers, vault.practice_texts TO kontor_app;
