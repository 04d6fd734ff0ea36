-- +goose Up
-- Masked text that is changed afterwards: leaks, staff's own masking, rules.

-- What people chose to hide of an entry. Masking it anew keeps to it: whole, until
-- staff have looked; then these characters of the original beside what the rules
-- find. Places and kinds only, but they tell lengths: not for experts.
CREATE TABLE desk.hidden_parts (
    ticket bigint NOT NULL,
    entry  uuid NOT NULL,
    whole  boolean NOT NULL,
    spans  jsonb NOT NULL DEFAULT '[]',
    at     timestamptz NOT NULL,
    PRIMARY KEY (ticket, entry)
);

-- What staff should look at: a leak that somebody marked, an answer that is held.
CREATE TABLE desk.flags (
    ticket   bigint NOT NULL REFERENCES desk.tickets,
    entry    uuid NOT NULL,
    kind     text NOT NULL CHECK (kind IN ('leak', 'held')),
    at       timestamptz NOT NULL,
    ended_at timestamptz,
    PRIMARY KEY (ticket, entry, kind)
);
CREATE INDEX flags_open ON desk.flags (ticket DESC) WHERE ended_at IS NULL;

-- The organisation's own rules. They are switched off, never deleted: the audit
-- log speaks of them.
CREATE TABLE desk.mask_rules (
    id       uuid PRIMARY KEY,
    name     text NOT NULL,
    kind     text NOT NULL,
    pattern  text NOT NULL,
    examples text[] NOT NULL DEFAULT '{}',
    active   boolean NOT NULL DEFAULT true,
    made_by  uuid NOT NULL,
    made_at  timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON desk.hidden_parts TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk.flags TO kontor_app;
GRANT SELECT, INSERT, UPDATE ON desk.mask_rules TO kontor_app;
