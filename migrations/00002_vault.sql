-- +goose Up
-- Schema vault: what is personal. Every bytea that is not a hash, an index or
-- a wrapped key is sealed with the key of the person it belongs to
-- (privacy.PersonKey); the key is wrapped with KONTOR_KEY.

CREATE SCHEMA vault;

CREATE TABLE vault.keys (
    person  uuid PRIMARY KEY REFERENCES desk.people,
    wrapped bytea NOT NULL,
    made_at timestamptz NOT NULL
);

-- version grows with every change of what is known of the customer; an act
-- whose text was masked with an older version is masked again.
CREATE TABLE vault.customers (
    person  uuid PRIMARY KEY REFERENCES desk.people,
    version bigint NOT NULL DEFAULT 1,
    account boolean NOT NULL DEFAULT false
);

-- Ways to reach a person. Only what is verified is unique and joins anything.
CREATE TABLE vault.identities (
    id          uuid PRIMARY KEY,
    person      uuid NOT NULL REFERENCES desk.people,
    kind        text NOT NULL CHECK (kind IN ('email', 'phone')),
    position    integer NOT NULL,
    sealed      bytea NOT NULL,
    blind       bytea NOT NULL,
    verified_at timestamptz
);
CREATE INDEX identities_person ON vault.identities (person, kind, position);
CREATE UNIQUE INDEX identities_verified ON vault.identities (kind, blind) WHERE verified_at IS NOT NULL;

CREATE TABLE vault.personal_fields (
    person uuid NOT NULL REFERENCES desk.people,
    field  text NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (person, field)
);

-- Look-up without reading: HMACs of e-mail, phone, order numbers, and name
-- parts with their prefixes of three letters or more.
CREATE TABLE vault.blind_index (
    kind   text NOT NULL CHECK (kind IN ('email', 'phone', 'order', 'name')),
    blind  bytea NOT NULL,
    person uuid NOT NULL REFERENCES desk.people,
    PRIMARY KEY (kind, blind, person)
);
CREATE INDEX blind_index_person ON vault.blind_index (person);

-- The unmasked text of entries whose masked text differs from it.
CREATE TABLE vault.bodies (
    ticket   bigint NOT NULL,
    seq      bigint NOT NULL,
    id       uuid NOT NULL,
    customer uuid NOT NULL,
    text     bytea NOT NULL,
    html     bytea,
    PRIMARY KEY (ticket, seq),
    UNIQUE (ticket, id)
) PARTITION BY HASH (ticket);

-- +goose StatementBegin
DO $$
BEGIN
    FOR i IN 0..15 LOOP
        EXECUTE format('CREATE TABLE vault.bodies_%s PARTITION OF vault.bodies FOR VALUES WITH (MODULUS 16, REMAINDER %s)', lpad(i::text, 2, '0'), i);
    END LOOP;
END $$;
-- +goose StatementEnd

-- The unmasked subject and form of a ticket, where they differ.
CREATE TABLE vault.requests (
    ticket   bigint PRIMARY KEY REFERENCES desk.tickets,
    customer uuid NOT NULL,
    subject  bytea NOT NULL,
    fields   bytea
);

CREATE TABLE vault.credentials (
    person     uuid PRIMARY KEY REFERENCES desk.people,
    login      bytea NOT NULL UNIQUE,        -- blind index of the e-mail
    hash       text NOT NULL,                -- argon2id
    changed_at timestamptz NOT NULL
);

CREATE TABLE vault.sessions (
    token_hash bytea PRIMARY KEY,            -- SHA-256
    person     uuid NOT NULL REFERENCES desk.people,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_person ON vault.sessions (person);
CREATE INDEX sessions_expiry ON vault.sessions (expires_at);

-- One-time links: for an invited person, or (person null) for the first admin.
CREATE TABLE vault.invitations (
    token_hash bytea PRIMARY KEY,
    person     uuid REFERENCES desk.people,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz
);

-- Who opened or looked up whose data, when and why.
CREATE TABLE vault.access_log (
    id         uuid PRIMARY KEY,
    at         timestamptz NOT NULL,
    customer   uuid,                         -- null: a look-up that found nobody
    staff      uuid NOT NULL,
    staff_name text NOT NULL,
    staff_role text NOT NULL,
    what       text NOT NULL CHECK (what IN ('opened', 'looked_up')),
    ticket     bigint,
    reason     bytea,                        -- sealed with the customer's key
    until      timestamptz                   -- how long the opening holds
);
CREATE INDEX access_log_customer ON vault.access_log (customer, at DESC);
CREATE INDEX access_log_open ON vault.access_log (ticket, staff, until) WHERE what = 'opened';

-- The only way out of the logs: what is past two years goes, nothing else.
-- +goose StatementBegin
CREATE FUNCTION vault.retain_logs() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE gone bigint; also bigint;
BEGIN
    DELETE FROM vault.access_log WHERE at < now() - interval '2 years';
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM desk.audit_log WHERE at < now() - interval '2 years';
    GET DIAGNOSTICS also = ROW_COUNT;
    RETURN gone + also;
END $$;
-- +goose StatementEnd
