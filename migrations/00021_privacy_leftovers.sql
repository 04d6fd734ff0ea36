-- +goose Up
-- A file may come before its ticket: a request is opened together with the files that
-- were sent for it. Until then it belongs to nobody's ticket, and goes after a day.
ALTER TABLE vault.attachments ALTER COLUMN ticket DROP NOT NULL,
    ADD CONSTRAINT attachments_posted_somewhere CHECK (ticket IS NOT NULL OR entry IS NULL);
