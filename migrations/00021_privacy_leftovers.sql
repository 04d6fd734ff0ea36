-- +goose Up
-- A file may come before its ticket: a request is opened together with the files that
-- were sent for it. Until then it belongs to nobody's ticket, and goes after a day.
ALTER TABLE vault.attachments ALTER COLUMN ticket DROP NOT NULL,
    ADD CONSTRAINT attachments_posted_somewhere CHECK (ticket IS NOT NULL OR entry IS NULL);

-- Customers who want to be told that somebody has looked at their data, and up to when
-- they have been; null: they do not want to.
ALTER TABLE vault.customers ADD COLUMN looks_told_at timestamptz;
CREATE INDEX customers_told ON vault.customers (person) WHERE looks_told_at IS NOT NULL;
