-- +goose Up
-- One master key replaces another while the desk runs, and who looked at
-- whose data is kept as long as the organisation says.

-- The master keys by their fingerprints; a key itself is never here.
--   next     is to become the current one as soon as every node holds it
--   current  wraps
--   old      has been replaced; something may still be wrapped with it
--   retired  nothing is wrapped with it, and nothing may be again
CREATE TABLE vault.master_keys (
    fingerprint text PRIMARY KEY CHECK (fingerprint ~ '^[0-9a-f]{16}$'),
    state       text NOT NULL CHECK (state IN ('next', 'current', 'old', 'retired')),
    index_keys  bytea,               -- the keys of the blind indexes, sealed with this one
    since       timestamptz NOT NULL,
    CHECK ((state = 'retired') = (index_keys IS NULL))
);
CREATE UNIQUE INDEX master_keys_state ON vault.master_keys (state) WHERE state <> 'retired';

-- Which node holds which keys and wraps with which, as it has said when it began
-- and, while a key is being replaced, a moment ago.
CREATE TABLE vault.key_holders (
    node         uuid PRIMARY KEY,
    name         text NOT NULL,
    fingerprints text[] NOT NULL,
    wraps        text NOT NULL,
    seen_at      timestamptz NOT NULL
);

-- A node that was away may still wrap with a key that has been retired: what
-- it writes is refused, because nobody could read it. The lock makes who
-- retires the key wait for who is just writing with it.
-- +goose StatementBegin
CREATE FUNCTION vault.refuse_retired_key() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE stands text;
BEGIN
    SELECT state INTO stands FROM vault.master_keys
    WHERE fingerprint = encode(substr(NEW.wrapped, 2, 8), 'hex') FOR SHARE;
    IF stands = 'retired' THEN
        RAISE EXCEPTION 'this key was wrapped with a master key that has been retired';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER retired BEFORE INSERT OR UPDATE ON vault.keys
    FOR EACH ROW EXECUTE FUNCTION vault.refuse_retired_key();

-- Whether the desk opened the data because the organisation lets it, unasked.
ALTER TABLE vault.access_log ADD COLUMN at_once boolean NOT NULL DEFAULT false;

-- The organisation says after how many months the access log goes. The
-- application may write that setting, so the floor of a year stands here, where it
-- may not. The log of changes to the desk goes after two years.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION vault.retain_logs() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
AS $$
DECLARE asked jsonb; months integer := 24; gone bigint; also bigint;
BEGIN
    SELECT value -> 'access_log_months' INTO asked FROM desk.settings WHERE key = 'privacy';
    IF jsonb_typeof(asked) = 'number' THEN
        months := least(greatest((asked #>> '{}')::numeric, 12), 120)::integer;
    END IF;
    DELETE FROM vault.access_log WHERE at < now() - make_interval(months => months);
    GET DIAGNOSTICS gone = ROW_COUNT;
    DELETE FROM desk.audit_log WHERE at < now() - interval '2 years';
    GET DIAGNOSTICS also = ROW_COUNT;
    RETURN gone + also;
END $$;
-- +goose StatementEnd

REVOKE ALL ON FUNCTION vault.refuse_retired_key() FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON vault.master_keys TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.key_holders TO kontor_app;
