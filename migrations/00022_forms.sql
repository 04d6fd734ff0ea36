-- +goose Up
-- What a topic asks its customers beside their words, and what of it is for staff
-- alone: sealed, never in desk, however often the rest is masked anew.
ALTER TABLE desk.topics ADD COLUMN form jsonb NOT NULL DEFAULT '[]';
ALTER TABLE vault.requests ADD COLUMN staff_fields bytea;
