-- +goose Up
-- Schema desk: masked text and everything that is not personal.
-- Schema vault (00002): what is personal, encrypted. Rights and row policies: 00003.

CREATE SCHEMA desk;

-- Changed by every restore; a client that holds another epoch starts from 0.
CREATE TABLE desk.epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    uuid NOT NULL,
    since    timestamptz NOT NULL
);
INSERT INTO desk.epoch (epoch, since) VALUES (gen_random_uuid(), now());

CREATE TABLE desk.settings (
    key   text PRIMARY KEY,
    value jsonb NOT NULL
);

-- Everybody who acts, by the name that others see: a customer's and an
-- expert's alias, the shown name of staff.
CREATE TABLE desk.people (
    id         uuid PRIMARY KEY,
    role       text NOT NULL CHECK (role IN ('customer', 'expert', 'staff', 'admin')),
    name       text NOT NULL,
    locale     text NOT NULL DEFAULT 'en',
    languages  text[] NOT NULL DEFAULT '{}',
    available  boolean NOT NULL DEFAULT false,
    capacity   integer NOT NULL DEFAULT 5 CHECK (capacity BETWEEN 0 AND 1000),
    active     boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL
);
CREATE INDEX people_helpers ON desk.people (role, name, id) WHERE role <> 'customer';

CREATE TABLE desk.teams (
    id     text PRIMARY KEY,
    name   text NOT NULL,
    office text NOT NULL DEFAULT ''
);

CREATE TABLE desk.memberships (
    team   text NOT NULL REFERENCES desk.teams,
    person uuid NOT NULL REFERENCES desk.people,
    PRIMARY KEY (team, person)
);
CREATE INDEX memberships_person ON desk.memberships (person);

CREATE TABLE desk.topics (
    id           text PRIMARY KEY,
    names        jsonb NOT NULL,
    descriptions jsonb NOT NULL DEFAULT '{}',
    policy       text NOT NULL CHECK (policy IN ('experts_first', 'staff_only')),
    team         text NOT NULL REFERENCES desk.teams,
    take_within  integer NOT NULL DEFAULT 900 CHECK (take_within > 0),  -- seconds until it goes to staff
    offer_for    integer NOT NULL DEFAULT 90 CHECK (offer_for > 0),     -- seconds an offer stands
    wave_size    integer NOT NULL DEFAULT 3 CHECK (wave_size BETWEEN 1 AND 50),
    close_after  integer NOT NULL DEFAULT 7 CHECK (close_after > 0),    -- days from resolved to closed
    active       boolean NOT NULL DEFAULT true,
    position     integer NOT NULL DEFAULT 0
);

CREATE TABLE desk.qualifications (
    topic  text NOT NULL REFERENCES desk.topics,
    person uuid NOT NULL REFERENCES desk.people,
    since  timestamptz NOT NULL,
    PRIMARY KEY (topic, person)
);
CREATE INDEX qualifications_person ON desk.qualifications (person);

CREATE SEQUENCE desk.ticket_numbers START 1001;

-- One row per ticket; it changes only together with its log. The three heads
-- are the last numbers of the three streams.
CREATE TABLE desk.tickets (
    number          bigint PRIMARY KEY,
    id              uuid NOT NULL UNIQUE,          -- made by the customer; also the id of the first message
    customer        uuid NOT NULL REFERENCES desk.people,
    customer_alias  text NOT NULL,
    topic           text NOT NULL REFERENCES desk.topics,
    team            text NOT NULL REFERENCES desk.teams,
    subject         text NOT NULL,
    fields          jsonb NOT NULL DEFAULT '{}',
    language        text NOT NULL,
    channel         text NOT NULL,
    tier            text NOT NULL CHECK (tier IN ('expert', 'staff')),
    state           text NOT NULL CHECK (state IN ('open', 'waiting', 'resolved', 'closed')),
    active          boolean NOT NULL GENERATED ALWAYS AS (state IN ('open', 'waiting')) STORED,
    assignee        uuid REFERENCES desk.people,
    assignee_role   text NOT NULL DEFAULT '',
    assignee_name   text NOT NULL DEFAULT '',
    head_everyone   bigint NOT NULL,
    head_helpers    bigint NOT NULL,
    head_staff      bigint NOT NULL,
    fanned          bigint NOT NULL DEFAULT 0,      -- what the fan-out job has read, in the staff stream
    fanout_pending  boolean NOT NULL DEFAULT false, -- whether an undone fan-out job exists
    resolutions     integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    queued_at       timestamptz NOT NULL,           -- since when it stands in its present queue
    waiting_since   timestamptz,                    -- since when the customer waits for an answer
    take_by         timestamptz,                    -- when it goes to staff unless an expert takes it
    first_reply_at  timestamptz,
    resolved_at     timestamptz,
    closed_at       timestamptz,
    personal_from   timestamptz NOT NULL,           -- what was opened before has ended
    excerpt         text NOT NULL DEFAULT '',
    last_role       text NOT NULL DEFAULT '',
    last_name       text NOT NULL DEFAULT '',
    CHECK (head_everyone <= head_helpers AND head_helpers <= head_staff),
    CHECK ((assignee IS NULL) = (assignee_role = ''))
) WITH (fillfactor = 80);
-- A post changes heads, state and times only, none of which is indexed, so
-- that its update stays on the page (HOT).
CREATE INDEX tickets_customer ON desk.tickets (customer, number DESC);
CREATE INDEX tickets_mine     ON desk.tickets (assignee, active, number DESC) WHERE assignee IS NOT NULL;
CREATE INDEX tickets_queue    ON desk.tickets (queued_at, number) WHERE tier = 'staff' AND active AND assignee IS NULL;
CREATE INDEX tickets_waiting  ON desk.tickets (topic, queued_at, number) WHERE tier = 'expert' AND active AND assignee IS NULL;
CREATE INDEX tickets_team     ON desk.tickets (team, number DESC);

-- The log. seq is the number in the staff stream, which holds every entry; the
-- numbers of the smaller circles are null where the entry is not theirs.
CREATE TABLE desk.entries (
    ticket       bigint NOT NULL,
    seq          bigint NOT NULL,
    seq_helpers  bigint,
    seq_everyone bigint,
    id           uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('message', 'note', 'event')),
    audience     text NOT NULL CHECK (audience IN ('everyone', 'helpers', 'staff')),
    author       uuid NOT NULL,
    author_role  text NOT NULL,
    author_name  text NOT NULL,
    channel      text NOT NULL,
    text         text NOT NULL,          -- masked
    mask_version integer NOT NULL,
    data         jsonb NOT NULL DEFAULT '{}',
    at           timestamptz NOT NULL,
    PRIMARY KEY (ticket, seq),
    UNIQUE (ticket, id),
    CHECK ((audience = 'everyone') = (seq_everyone IS NOT NULL)),
    CHECK ((audience <> 'staff') = (seq_helpers IS NOT NULL))
) PARTITION BY HASH (ticket);

-- +goose StatementBegin
DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE desk.entries_%s PARTITION OF desk.entries FOR VALUES WITH (MODULUS 16, REMAINDER %s)', lpad(i::text, 2, '0'), i);
    END LOOP;
END $$;
-- +goose StatementEnd

-- Words of masked text, folded by privacy.Fold, written by the fan-out job.
CREATE TABLE desk.search (
    ticket   bigint NOT NULL REFERENCES desk.tickets,
    seq      bigint NOT NULL,
    audience text NOT NULL,
    at       timestamptz NOT NULL,
    words    tsvector NOT NULL,
    PRIMARY KEY (ticket, seq)
);
CREATE INDEX search_words ON desk.search USING gin (words);

-- What an expert may read of a ticket: entries first_seq to last_seq (null: on
-- and on) of the helpers' stream until the time given. Whose grant does not
-- reach to the present reads the ticket as the snapshot shows it.
CREATE TABLE desk.grants (
    ticket    bigint NOT NULL REFERENCES desk.tickets,
    expert    uuid NOT NULL REFERENCES desk.people,
    kind      text NOT NULL CHECK (kind IN ('offered', 'holder', 'past', 'solved')),
    first_seq bigint NOT NULL,
    last_seq  bigint,
    since     timestamptz NOT NULL,
    until     timestamptz,
    snapshot  jsonb,
    PRIMARY KEY (ticket, expert),
    CHECK ((kind IN ('offered', 'past')) = (last_seq IS NOT NULL)),
    CHECK ((kind IN ('offered', 'past')) = (snapshot IS NOT NULL))
);
CREATE INDEX grants_expert ON desk.grants (expert, ticket DESC);

CREATE TABLE desk.offers (
    ticket     bigint NOT NULL REFERENCES desk.tickets,
    expert     uuid NOT NULL REFERENCES desk.people,
    wave       integer NOT NULL,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    outcome    text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'claimed', 'lost', 'expired', 'skipped', 'withdrawn')),
    PRIMARY KEY (ticket, expert, wave),
    CHECK ((ended_at IS NULL) = (outcome = ''))
);
CREATE INDEX offers_open ON desk.offers (expert, ticket) WHERE ended_at IS NULL;
CREATE INDEX offers_open_ticket ON desk.offers (ticket) WHERE ended_at IS NULL;

-- Read marks: own in the reader's stream, seq in the staff stream.
CREATE TABLE desk.reads (
    ticket bigint NOT NULL REFERENCES desk.tickets,
    person uuid NOT NULL REFERENCES desk.people,
    role   text NOT NULL,
    own    bigint NOT NULL,
    seq    bigint NOT NULL,
    at     timestamptz NOT NULL,
    PRIMARY KEY (ticket, person)
);

CREATE TABLE desk.ratings (
    ticket       bigint NOT NULL REFERENCES desk.tickets,
    resolution   integer NOT NULL,
    handler      uuid REFERENCES desk.people,
    handler_role text NOT NULL,
    handler_name text NOT NULL,
    asked_at     timestamptz NOT NULL,
    stars        integer CHECK (stars BETWEEN 1 AND 5),
    tags         text[] NOT NULL DEFAULT '{}',
    comment      text NOT NULL DEFAULT '',   -- masked
    rated_at     timestamptz,
    PRIMARY KEY (ticket, resolution),
    CHECK ((stars IS NULL) = (rated_at IS NULL))
);
CREATE INDEX ratings_handler ON desk.ratings (handler) INCLUDE (stars) WHERE stars IS NOT NULL;

-- A promise: written in the transaction of the act it follows, marked done in
-- the transaction of its effects.
CREATE TABLE desk.jobs (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    ticket       bigint,
    person       uuid,
    payload      jsonb NOT NULL DEFAULT '{}',
    due_at       timestamptz NOT NULL,
    created_at   timestamptz NOT NULL,
    attempt      integer NOT NULL DEFAULT 0,
    leased_until timestamptz,
    done_at      timestamptz,
    dead_at      timestamptz,
    last_error   text NOT NULL DEFAULT ''
);
CREATE INDEX jobs_due  ON desk.jobs (due_at) WHERE done_at IS NULL AND dead_at IS NULL;
CREATE INDEX jobs_done ON desk.jobs (done_at) WHERE done_at IS NOT NULL;

-- One row per person who is told things: head grows with every change of
-- their offers and notifications, so that one query finds whose have changed.
CREATE TABLE desk.inbox (
    person   uuid PRIMARY KEY REFERENCES desk.people,
    head     bigint NOT NULL DEFAULT 0,
    notified bigint NOT NULL DEFAULT 0,   -- the last notification's number
    read     bigint NOT NULL DEFAULT 0    -- read up to here
);

CREATE TABLE desk.notifications (
    person uuid NOT NULL REFERENCES desk.people,
    seq    bigint NOT NULL,
    id     uuid NOT NULL,
    kind   text NOT NULL,
    ticket bigint,
    data   jsonb NOT NULL DEFAULT '{}',
    at     timestamptz NOT NULL,
    PRIMARY KEY (person, seq),
    UNIQUE (person, id)
);

-- Who changed the desk itself. Insert and select only; see 00003.
CREATE TABLE desk.audit_log (
    id     uuid PRIMARY KEY,
    at     timestamptz NOT NULL,
    person uuid NOT NULL,
    act    text NOT NULL,
    target text NOT NULL,
    data   jsonb NOT NULL DEFAULT '{}'
);

-- The experts on whose behalf this connection reads: one for a request, all
-- that are connected for a node's live read, none by default.
CREATE FUNCTION desk.reading_experts() RETURNS uuid[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN string_to_array(nullif(current_setting('kontor.experts', true), ''), ',')::uuid[];
