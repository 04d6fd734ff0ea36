-- +goose Up
-- What people may ask about their data (export, erasure), and what goes by
-- itself after some time (retention).

-- When somebody last showed, on this session, that they are still who signed in.
ALTER TABLE vault.sessions ADD COLUMN confirmed_at timestamptz;

-- Months from closed until the personal data of a topic's tickets goes; null:
-- never. With retention_text the customer's masked words go too.
ALTER TABLE desk.topics
    ADD COLUMN retention_months integer CHECK (retention_months BETWEEN 1 AND 1200),
    ADD COLUMN retention_text boolean NOT NULL DEFAULT false;

-- Since when a ticket holds nothing personal any more. A post changes neither
-- column of the index, so that its update stays on the page.
ALTER TABLE desk.tickets ADD COLUMN retained_at timestamptz;
CREATE INDEX tickets_retention ON desk.tickets (topic, closed_at, number) WHERE closed_at IS NOT NULL AND retained_at IS NULL;

-- Everything about one person in one file, sealed with their key and named by
-- the export's id. Rows outlive their file.
CREATE TABLE vault.exports (
    id         uuid PRIMARY KEY,
    person     uuid NOT NULL REFERENCES desk.people,
    locale     text NOT NULL,
    state      text NOT NULL CHECK (state IN ('waiting', 'working', 'ready', 'gone')),
    percent    integer NOT NULL DEFAULT 0 CHECK (percent BETWEEN 0 AND 100),
    size       bigint NOT NULL DEFAULT 0,
    asked_at   timestamptz NOT NULL,
    ready_at   timestamptz,
    expires_at timestamptz
);
CREATE INDEX exports_person ON vault.exports (person, asked_at DESC);
CREATE INDEX exports_expiry ON vault.exports (expires_at) WHERE state = 'ready';

CREATE TABLE vault.export_downloads (
    id     uuid PRIMARY KEY,
    export uuid NOT NULL REFERENCES vault.exports,
    person uuid NOT NULL REFERENCES desk.people,
    at     timestamptz NOT NULL
);
CREATE INDEX export_downloads_export ON vault.export_downloads (export);

-- Who is to be erased, when, and how far that is. Nothing personal.
CREATE TABLE desk.erasures (
    person   uuid PRIMARY KEY REFERENCES desk.people,
    asked_at timestamptz NOT NULL,
    due_at   timestamptz NOT NULL,
    origin   text NOT NULL CHECK (origin IN ('customer', 'staff', 'retention')),
    asked_by uuid,
    phase    text NOT NULL CHECK (phase IN ('planned', 'door', 'tickets', 'desk', 'files', 'vault', 'again', 'done')),
    done_at  timestamptz,
    CHECK ((phase = 'done') = (done_at IS NOT NULL))
);

-- What went by itself, in figures: a row per run and topic, and one without a
-- topic for people erased whole.
CREATE TABLE desk.retention_runs (
    id      uuid PRIMARY KEY,
    run     timestamptz NOT NULL,
    topic   text REFERENCES desk.topics,
    tickets bigint NOT NULL DEFAULT 0,
    people  bigint NOT NULL DEFAULT 0,
    bodies  bigint NOT NULL DEFAULT 0,
    files   bigint NOT NULL DEFAULT 0,
    texts   bigint NOT NULL DEFAULT 0
);
CREATE INDEX retention_runs_run ON desk.retention_runs (run DESC, id);

-- Erasure finds what was promised to a person. Acts on tickets promise nothing
-- to a person, so that this costs them nothing.
CREATE INDEX jobs_person ON desk.jobs (person) WHERE person IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.exports TO kontor_app;
GRANT SELECT, INSERT, DELETE ON vault.export_downloads TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.erasures TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON desk.retention_runs TO kontor_app;
GRANT DELETE ON desk.reads TO kontor_app;
