-- +goose Up
-- Rewards: what experts solved, what that is worth, and a ledger by double entry
-- that is only ever added to. The expert login reads none of it: what somebody
-- earned is shown to them by the application, for which their name is a parameter.

-- What a solved ticket is worth. The most particular rate of each unit counts.
CREATE TABLE desk.reward_rates (
    id         uuid PRIMARY KEY,
    topic      text REFERENCES desk.topics,                    -- null: any
    language   text,                                           -- null: any
    days       integer[] NOT NULL DEFAULT '{}',                -- 1 is Monday; none: any
    from_hour  integer NOT NULL CHECK (from_hour BETWEEN 0 AND 23),
    to_hour    integer NOT NULL CHECK (to_hour BETWEEN 1 AND 24),
    unit       text NOT NULL CHECK (unit = 'points' OR unit ~ '^[A-Z]{3}$'),
    amount     bigint NOT NULL CHECK (amount BETWEEN 0 AND 100000000),
    valid_from timestamptz NOT NULL,
    made_by    uuid NOT NULL,
    made_at    timestamptz NOT NULL,
    ended_at   timestamptz
);

-- A resolution by an expert that may be rewarded when its grace is over, and
-- what became of it.
CREATE TABLE desk.solutions (
    ticket     bigint NOT NULL REFERENCES desk.tickets,
    resolution integer NOT NULL,
    expert     uuid NOT NULL REFERENCES desk.people,
    topic      text NOT NULL REFERENCES desk.topics,
    language   text NOT NULL,
    taken_at   timestamptz NOT NULL,
    solved_at  timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    outcome    text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'rewarded', 'no_rate', 'before', 'reopened', 'staff')),
    ended_at   timestamptz,
    PRIMARY KEY (ticket, resolution),
    CHECK ((ended_at IS NULL) = (outcome = ''))
);
CREATE INDEX solutions_expert ON desk.solutions (expert, solved_at DESC);

-- A transfer moves amounts between accounts. Its cause is what it follows from:
-- nothing has an effect twice. lines is how many postings it has, so that none can
-- be added later.
CREATE TABLE desk.transfers (
    id      uuid PRIMARY KEY,
    cause   text NOT NULL UNIQUE,
    kind    text NOT NULL CHECK (kind IN ('solved', 'adjusted', 'payout', 'paid', 'called_off')),
    at      timestamptz NOT NULL,
    made_by uuid NOT NULL,                 -- the zero id: the desk itself
    ticket  bigint,
    topic   text,
    reason  text NOT NULL DEFAULT '',      -- masked
    payout  uuid REFERENCES desk.transfers, -- what a payout was paid or called off as
    lines   integer NOT NULL CHECK (lines >= 2)
);
CREATE INDEX transfers_payouts ON desk.transfers (at DESC, id) WHERE kind = 'payout';
CREATE INDEX transfers_payout ON desk.transfers (payout) WHERE payout IS NOT NULL;

-- granted: what the organisation gave; owed: what is an expert's and was not paid;
-- ordered: in a payout that is under way; paid. Amounts in the smallest unit.
CREATE TABLE desk.postings (
    transfer uuid NOT NULL REFERENCES desk.transfers,
    line     integer NOT NULL,
    account  text NOT NULL CHECK (account IN ('granted', 'owed', 'ordered', 'paid')),
    person   uuid REFERENCES desk.people,
    unit     text NOT NULL CHECK (unit = 'points' OR unit ~ '^[A-Z]{3}$'),
    amount   bigint NOT NULL CHECK (amount <> 0),
    at       timestamptz NOT NULL,
    PRIMARY KEY (transfer, line),
    CHECK ((account = 'granted') = (person IS NULL))
);
CREATE INDEX postings_person ON desk.postings (person, account, at) INCLUDE (unit, amount) WHERE person IS NOT NULL;

-- Postings come in whole transfers: each statement that writes some must leave
-- their transfers complete and, in every unit, at zero. A transfer without postings
-- fails at the end of its transaction.
-- +goose StatementBegin
CREATE FUNCTION desk.postings_balance() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM desk.postings p WHERE p.transfer IN (SELECT f.transfer FROM fresh f)
               GROUP BY p.transfer, p.unit HAVING sum(p.amount) <> 0) THEN
        RAISE EXCEPTION 'a transfer does not balance' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM desk.transfers t WHERE t.id IN (SELECT f.transfer FROM fresh f)
               AND t.lines <> (SELECT count(*) FROM desk.postings p WHERE p.transfer = t.id)) THEN
        RAISE EXCEPTION 'a transfer is not complete' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION desk.transfer_complete() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.lines <> (SELECT count(*) FROM desk.postings p WHERE p.transfer = NEW.id) THEN
        RAISE EXCEPTION 'a transfer is not complete' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
REVOKE ALL ON FUNCTION desk.postings_balance(), desk.transfer_complete() FROM PUBLIC;

CREATE TRIGGER balance AFTER INSERT ON desk.postings REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION desk.postings_balance();
CREATE CONSTRAINT TRIGGER complete AFTER INSERT ON desk.transfers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION desk.transfer_complete();

-- To whom an expert's payouts go: name and IBAN, sealed with their key.
CREATE TABLE vault.payees (
    person     uuid PRIMARY KEY REFERENCES desk.people,
    sealed     bytea NOT NULL,
    changed_at timestamptz NOT NULL
);

-- A rating belongs to whoever solved the ticket, and partly to the expert whose
-- work staff finished.
ALTER TABLE desk.ratings ADD COLUMN helped uuid REFERENCES desk.people;
CREATE INDEX ratings_helped ON desk.ratings (helped) WHERE helped IS NOT NULL;

-- A rating that its helper thinks is not about them, and what staff decided.
CREATE TABLE desk.contests (
    ticket     bigint NOT NULL,
    resolution integer NOT NULL,
    helper     uuid NOT NULL REFERENCES desk.people,
    reason     text NOT NULL,              -- masked
    at         timestamptz NOT NULL,
    counts     boolean,                    -- null: not decided yet
    decided_by uuid REFERENCES desk.people,
    decided_at timestamptz,
    PRIMARY KEY (ticket, resolution),
    FOREIGN KEY (ticket, resolution) REFERENCES desk.ratings,
    CHECK ((counts IS NULL) = (decided_at IS NULL))
);
CREATE INDEX contests_helper ON desk.contests (helper);
CREATE INDEX contests_open ON desk.contests (at) WHERE counts IS NULL;

GRANT SELECT, INSERT ON desk.contests TO kontor_app;
GRANT UPDATE (counts, decided_by, decided_at) ON desk.contests TO kontor_app;
GRANT SELECT, INSERT ON desk.reward_rates, desk.solutions TO kontor_app;
GRANT UPDATE (ended_at) ON desk.reward_rates TO kontor_app;
GRANT UPDATE (outcome, ended_at) ON desk.solutions TO kontor_app;
GRANT SELECT, INSERT ON desk.transfers, desk.postings TO kontor_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON vault.payees TO kontor_app;
