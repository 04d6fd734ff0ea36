-- +goose Up
-- The numbers of a ticket's placeholders. What is kept are hashes, keyed with the
-- customer's key; numbered counts how often they have grown, so that words masked
-- with older ones are not stored.

ALTER TABLE desk.tickets ADD COLUMN numbered integer NOT NULL DEFAULT 0;

CREATE TABLE vault.placeholders (
    ticket   bigint PRIMARY KEY,
    customer uuid NOT NULL,
    seen     bytea NOT NULL
);
CREATE INDEX placeholders_customer ON vault.placeholders (customer);

GRANT SELECT, INSERT, UPDATE, DELETE ON vault.placeholders TO kontor_app;
